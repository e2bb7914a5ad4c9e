@P4
Feature: Can Reschedule
  An agent with this privilege may move a web callback to another date or time.

  Background:
    Given the option "webcallback.reschedule-queue" is "rescheduled"

  Rule: With the privilege a callback can be moved

    @F7 @golden
    Scenario: The new time takes effect when the callback is marked done
      Given Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      Then Anna sees the callback rescheduled to "2026-03-03T09:30:00"
      And the callback is with Anna
      When Anna marks the callback done
      Then the callback is in the queue "rescheduled"
      And Anna has no interaction

    @F7
    Scenario: The callback comes back when it is due
      Given Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna marks the callback done
      And it becomes "2026-03-03 09:29" in "Europe/London"
      Then the callback is in the queue "rescheduled"
      When it becomes "2026-03-03 09:30" in "Europe/London"
      Then the callback is offered to Anna

    Scenario: A reschedule can be changed and taken back
      Given Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30"
      And Anna reschedules to "tomorrow at 10:00"
      Then Anna sees the callback rescheduled to "2026-03-03T10:00:00"
      When Anna takes the reschedule back
      Then Anna sees no reschedule

    @P9
    Scenario: Without a reschedule there is nothing to take back
      Given Anna has talked to Maria and released the call
      Then Anna is not offered to take the reschedule back
      When Anna tries to take the reschedule back
      Then it is refused with "no reschedule is set [P4]"

    @F8
    Scenario: A reschedule that was taken back does not hinder Mark Done
      Given Anna has talked to Maria and released the call
      And Anna has rescheduled to "tomorrow at 09:30"
      When Anna takes the reschedule back
      And Anna marks the callback done
      Then the callback is done

  Rule: Without the privilege a callback cannot be moved

    Background:
      Given Anna does not have the privilege "Can Reschedule"

    @P9
    Scenario: Rescheduling is neither offered nor possible
      Given Anna has talked to Maria and released the call
      Then Anna is not offered to reschedule
      When Anna tries to reschedule to "tomorrow at 09:30"
      Then it is refused, because the privilege "Can Reschedule" is missing (P4)
      And nothing has changed

    @P9 @P5 @P6
    Scenario: The privileges that refine rescheduling do not replace it
      Given Anna has the privilege "Can Reschedule Before Call"
      And Anna has the privilege "Can Reschedule On New Number"
      And Anna has the callback of Maria in hand
      When Anna tries to reschedule to "tomorrow at 09:30" on the number "+442079460099"
      Then it is refused, because the privilege "Can Reschedule" is missing (P4)

    @P9
    Scenario: There is nothing to take back, either
      Given Anna has the callback of Maria in hand
      When Anna tries to take the reschedule back
      Then it is refused, because the privilege "Can Reschedule" is missing (P4)
