@P5
Feature: Can Reschedule Before Call
  With this privilege a callback may be rescheduled while it is a preview, before any call. It needs Can Reschedule.
  Without it, rescheduling is possible only after the call was connected and disconnected.

  Rule: With the privilege the preview may be rescheduled

    @P4 @F7 @golden
    Scenario: A callback that nobody has called yet is moved
      Given Anna has the callback of Maria in hand
      Then Anna is offered to reschedule
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      Then no RequestMakeCall was sent
      And the callback is in the queue "callbacks"

    Scenario: During the call a date may be agreed, too (assumed)
      Given Anna is talking to Maria
      Then Anna is offered to reschedule

    Scenario Outline: A call that was not answered does not matter
      Given Maria <habit>
      And Anna has the callback of Maria in hand
      When Anna dials
      And 2 minutes pass
      Then Anna is offered to reschedule

      Examples:
        | habit                          |
        | is busy                        |
        | does not answer                |
        | has a number that does not exist |

  Rule: Without the privilege a call must have been connected and disconnected first

    Background:
      Given Anna does not have the privilege "Can Reschedule Before Call"

    @P9
    Scenario: The preview can't be rescheduled
      Given Anna has the callback of Maria in hand
      Then Anna is not offered to reschedule
      When Anna tries to reschedule to "tomorrow at 09:30"
      Then it is refused, because the privilege "Can Reschedule Before Call" is missing (P5)
      And nothing has changed

    @P9
    Scenario: It can't be rescheduled during the call
      Given Anna is talking to Maria
      When Anna tries to reschedule to "tomorrow at 09:30"
      Then it is refused, because the privilege "Can Reschedule Before Call" is missing (P5)

    @P4
    Scenario: After the call it can
      Given Anna has talked to Maria and released the call
      Then Anna is offered to reschedule
      When Anna tries to reschedule to "tomorrow at 09:30"
      Then it is not refused

    @P4
    Scenario: It does not matter who hung up
      Given Maria hangs up after 20 seconds
      And Anna has the callback of Maria in hand
      When Anna dials and Maria answers
      And 20 seconds pass
      Then Anna is offered to reschedule

    @P4 @F4
    Scenario Outline: A call that never connected unlocks nothing (assumed)
      Given Maria <habit>
      And Anna has the callback of Maria in hand
      When Anna dials
      And 2 minutes pass
      Then Anna's call is "over"
      And Anna is not offered to reschedule
      When Anna tries to reschedule to "tomorrow at 09:30"
      Then it is refused, because the privilege "Can Reschedule Before Call" is missing (P5)
      And it is refused with "[P5, assumed]"

      Examples:
        | habit                          |
        | is busy                        |
        | does not answer                |
        | has a number that does not exist |

    @P4 @F5
    Scenario: Once unlocked, a later call that fails does not lock it again
      Given Anna has talked to Maria and released the call
      And Maria is busy
      When Anna dials
      And 1 minute passes
      Then Anna is offered to reschedule

  Rule: It is worth nothing without Can Reschedule

    @P4 @P9
    Scenario: The agent may not reschedule at all
      Given Anna does not have the privilege "Can Reschedule"
      And Anna has the callback of Maria in hand
      Then Anna is not offered to reschedule
      When Anna tries to reschedule to "tomorrow at 09:30"
      Then it is refused, because the privilege "Can Reschedule" is missing (P4)
      And the privilege "Can Reschedule Before Call" of Anna has no effect, because "Can Reschedule" is missing
