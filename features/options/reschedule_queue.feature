@O13
Feature: webcallback.reschedule-queue
  The Interaction Queue that receives a callback when the agent has rescheduled it and marks it as processed. The
  default is empty; the callback then goes back to the queue that it came from (assumed).

  Rule: By default no queue is named

    @golden
    Scenario: Nobody has set it, and the callback goes back to where it came from
      Given Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then the callback is in the queue "callbacks"
      And Anna's value of "webcallback.reschedule-queue" is "" by default

  Rule: With a queue the callback goes there

    Scenario: The queue receives it
      Given the option "webcallback.reschedule-queue" is "rescheduled"
      And Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then the callback is in the queue "rescheduled"
      And Anna has no interaction
      And every callback is in exactly one place

    @O11 @F7
    Scenario: It wins over the queue for callbacks that are done
      Given the option "webcallback.reschedule-queue" is "rescheduled"
      And the option "webcallback.complete-queue" is "done"
      And Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then the callback is in the queue "rescheduled"

    @F8
    Scenario: Without a reschedule it has no effect
      Given the option "webcallback.reschedule-queue" is "rescheduled"
      And Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the callback is done

    @F7
    Scenario: The server is told why, and the record waits for its timer
      Given the option "webcallback.reschedule-queue" is "rescheduled"
      And Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then the last RequestPlaceInQueue says
        | attribute               | value       |
        | Queue                   | rescheduled |
        | Reason.ReasonSystemName | Rescheduled |
      And the last RequestChangeProperties says
        | attribute                         | value                |
        | ChangedProperties.callback_status | 2                    |
        | ChangedProperties.start_time      | 2026-03-03T09:30:00Z |

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given at the level "<level>" of "<holder>" the option "webcallback.reschedule-queue" is "rescheduled"
      And Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then the callback is in the queue "rescheduled"

      Examples:
        | level               | holder       |
        | Application         | Workspace    |
        | Tenant              | Lighthouse   |
        | Agent Group         | Zenith       |
        | Virtual Agent Group | Violet skill |
        | Person              | Anna         |

    @C1
    Scenario: The agent's own value overrules that of everybody
      Given the option "webcallback.reschedule-queue" is "rescheduled"
      And at the level "Person" of "Anna" the option "webcallback.reschedule-queue" is "urgent callbacks"
      And Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then Anna has sent RequestPlaceInQueue
      And the last RequestPlaceInQueue says
        | attribute | value            |
        | Queue     | urgent callbacks |

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no queue
      Given the option "webcallback.reschedule-queue" is "rescheduled"
      And at the level "Person" of "Anna" the option "webcallback.reschedule-queue" is "<value>"
      And Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then the callback is in the queue "rescheduled"
      And a configuration problem is reported: "webcallback.reschedule-queue at Person 'anna' is '<value>', which is not valid"

      Examples:
        | value           |
        | nowhere         |
        | Done            |
        | any ready agent |

    @C5
    Scenario: A queue that is removed is no queue any more
      Given the option "webcallback.reschedule-queue" is "rescheduled"
      And at the level "Person" of "Anna" the option "webcallback.reschedule-queue" is "urgent callbacks"
      And the queue "urgent callbacks" is removed
      And Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then the callback is in the queue "rescheduled"

  Rule: A routing strategy can't override it

    @C2 @C3
    Scenario: A Transaction that tries to is ignored with a warning
      Given the Transaction "Gold" sets "webcallback.reschedule-queue" to "rescheduled"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then the callback is in the queue "callbacks"
      And Anna is warned "webcallback.reschedule-queue in Transaction 'Gold' is ignored"

  Rule: A change takes effect immediately

    @C4
    Scenario: It holds for the callback that is in hand
      Given Anna has talked to Maria and released the call
      When an administrator sets the option "webcallback.reschedule-queue" to "rescheduled"
      And Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then the callback is in the queue "rescheduled"

    @C5
    Scenario: The queue is taken away while the callback is in hand
      Given the option "webcallback.reschedule-queue" is "rescheduled"
      And Anna has talked to Maria and released the call
      And Anna has rescheduled to "tomorrow at 09:30"
      When an administrator removes the queue "rescheduled"
      And Anna marks the callback done
      Then the callback is in the queue "callbacks"
      And Anna is warned "webcallback.reschedule-queue at Application 'Workspace' is 'rescheduled', which is not valid"
