@F7
Feature: The callback is rescheduled
  A new date and time in the future, the number kept or new. It takes effect at Mark Done; the callback comes back to an
  agent when it is due.

  Background:
    Given the option "webcallback.reschedule-queue" is "rescheduled"

  @P4 @O13 @golden
  Scenario: A day later another agent gets it
    Given Anna has talked to Maria and released the call
    When Anna reschedules to "in 24 hours"
    And Anna marks the callback done
    And Anna logs out
    And Ben logs in
    Then the callback is in the queue "rescheduled"
    When 23 hours and 59 minutes pass
    Then the callback is in the queue "rescheduled"
    When 1 minute passes
    Then the callback is offered to Ben
    And Ben sees this case information
      | key          | value |
      | contact_name | Maria |
      | attempts     | 1     |

  Scenario: Nobody is there when it is due, so it waits
    Given Anna has talked to Maria and released the call
    When Anna reschedules to "in 2 hours"
    And Anna marks the callback done
    And Anna logs out
    And 3 hours pass
    Then the callback waits for an agent
    When Ben logs in
    Then the callback is offered to Ben

  Scenario: Nothing happens before Mark Done
    Given Anna has talked to Maria and released the call
    When Anna reschedules to "in 2 hours"
    And 2 hours and 30 minutes pass
    Then the callback is with Anna
    And the callback record shows
      | key         | value |
      | call_result | 0     |

  @F10
  Scenario: A callback that is taken back forgets the reschedule that was not carried out
    Given Anna has talked to Maria and released the call
    And Anna has rescheduled to "in 2 hours"
    And Ben is logged in
    When Anna loses the connection to Interaction Server
    Then the callback is offered to Ben

  Rule: What can't be is refused

    @P9
    Scenario Outline: <moment> is refused
      Given Anna has talked to Maria and released the call
      When Anna tries to reschedule to "<moment>"
      Then it is refused with "<words>"
      And nothing has changed

      Examples:
        | moment            | words          |
        | yesterday at 9:30 | a moment after |
        | 2026-03-02 07:30  | a moment after |
        | soon              | soon           |
        | 2026-02-30 09:00  | 2026-02-30     |

    @P9
    Scenario: A moment has to be given
      Given Anna has talked to Maria and released the call
      When Anna tries to reschedule
      Then it is refused with "a date and time with its time zone"
      And nothing has changed

  Rule: The time is the contact's, on both nights when the clocks change

    Scenario: The night when an hour is skipped is an hour shorter
      Given it is "2026-03-28 20:00" in "Europe/London"
      And Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:00"
      And Anna marks the callback done
      And 11 hours and 55 minutes pass
      Then the callback is in the queue "rescheduled"
      When 5 minutes pass
      Then the callback is offered to Anna

    @P9
    Scenario: A time that is skipped is refused, and the next one that exists is named
      Given it is "2026-03-28 20:00" in "Europe/London"
      And Anna has talked to Maria and released the call
      When Anna tries to reschedule to "2026-03-29 01:30"
      Then it is refused with "02:00"
      And nothing has changed

    Scenario: The night when an hour comes twice is an hour longer
      Given it is "2026-10-24 20:00" in "Europe/London"
      And Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:00"
      And Anna marks the callback done
      And 13 hours and 55 minutes pass
      Then the callback is in the queue "rescheduled"
      When 5 minutes pass
      Then the callback is offered to Anna

    Scenario Outline: Half past one that comes twice: <which>
      Given it is "2026-10-24 20:00" in "Europe/London"
      And Anna has talked to Maria and released the call
      When Anna reschedules to "<moment>"
      And Anna marks the callback done
      Then the last RequestChangeProperties says
        | attribute                    | value |
        | ChangedProperties.start_time | <utc> |

      Examples:
        | which               | moment                    | utc                  |
        | the first, unless said | 2026-10-25 01:30          | 2026-10-25T00:30:00Z |
        | the second, if said | 2026-10-25 01:30 (second) | 2026-10-25T01:30:00Z |
