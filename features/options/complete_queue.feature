@O11
Feature: webcallback.complete-queue
  The Interaction Queue that receives a callback when the agent marks it as processed. Where it names none, the
  processing is stopped (assumed).

  Rule: By default no queue is named

    @golden
    Scenario: Nobody has set it, and the processing is stopped
      Given Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the callback is done
      And Anna has sent RequestStopProcessing
      And Anna has not sent RequestPlaceInQueue
      And Anna's value of "webcallback.complete-queue" is "" by default

  Rule: With a queue the callback goes there

    Scenario: The queue receives it
      Given the option "webcallback.complete-queue" is "done"
      And Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the callback is in the queue "done"
      And Anna has no interaction
      And every callback is in exactly one place

    @F8
    Scenario: The server is told why
      Given the option "webcallback.complete-queue" is "done"
      And Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the last RequestPlaceInQueue says
        | attribute               | value |
        | Queue                   | done  |
        | Reason.ReasonSystemName | Done  |

    @F8
    Scenario: The record says that an agent processed it
      Given the option "webcallback.complete-queue" is "done"
      And Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the last RequestChangeProperties says
        | attribute                         | value |
        | ChangedProperties.callback_status | 8     |

    @F10
    Scenario: A queue that vanishes at the last moment keeps the callback in hand
      Given the option "webcallback.complete-queue" is "done"
      And Anna has talked to Maria and released the call
      And the next RequestPlaceInQueue from Anna takes 2 seconds
      When Anna marks the callback done
      And an administrator removes the queue "done"
      And 2 seconds pass
      Then the callback is with Anna
      And Anna is told "unknown queue"
      And Anna is offered to mark the callback done

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given at the level "<level>" of "<holder>" the option "webcallback.complete-queue" is "done"
      And Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the callback is in the queue "done"

      Examples:
        | level               | holder       |
        | Application         | Workspace    |
        | Tenant              | Lighthouse   |
        | Agent Group         | Zenith       |
        | Virtual Agent Group | Violet skill |
        | Person              | Anna         |

    @C1
    Scenario: The agent's own value overrules that of everybody
      Given the option "webcallback.complete-queue" is "done"
      And at the level "Person" of "Anna" the option "webcallback.complete-queue" is "urgent callbacks"
      And Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then Anna has sent RequestPlaceInQueue
      And the last RequestPlaceInQueue says
        | attribute | value            |
        | Queue     | urgent callbacks |

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no queue
      Given the option "webcallback.complete-queue" is "done"
      And at the level "Person" of "Anna" the option "webcallback.complete-queue" is "<value>"
      And Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the callback is in the queue "done"
      And a configuration problem is reported: "webcallback.complete-queue at Person 'anna' is '<value>', which is not valid"

      Examples:
        | value           |
        | nowhere         |
        | Done            |
        | any ready agent |

    @C5
    Scenario: A queue that is removed is no queue any more
      Given the option "webcallback.complete-queue" is "done"
      And at the level "Person" of "Anna" the option "webcallback.complete-queue" is "urgent callbacks"
      And the queue "urgent callbacks" is removed
      And Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the callback is in the queue "done"

  Rule: A routing strategy can't override it

    @C2 @C3
    Scenario: A Transaction that tries to is ignored with a warning
      Given the Transaction "Gold" sets "webcallback.complete-queue" to "done"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the callback is done
      And Anna is warned "webcallback.complete-queue in Transaction 'Gold' is ignored"

  Rule: A change takes effect immediately

    @C4
    Scenario: It holds for the callback that is in hand
      Given Anna has talked to Maria and released the call
      When an administrator sets the option "webcallback.complete-queue" to "done"
      And Anna marks the callback done
      Then the callback is in the queue "done"

    @C5
    Scenario: The queue is taken away while the callback is in hand
      Given the option "webcallback.complete-queue" is "done"
      And Anna has talked to Maria and released the call
      When an administrator removes the queue "done"
      And Anna marks the callback done
      Then the callback is done
      And Anna is warned "webcallback.complete-queue at Application 'Workspace' is 'done', which is not valid"
