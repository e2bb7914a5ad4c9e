@P6
Feature: Can Reschedule On New Number
  With this privilege a callback may be rescheduled to be made on another number.

  Rule: With the privilege a new number may be given

    @F7 @P4 @golden
    Scenario: The callback comes back with the new number
      Given Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30" on the number "+442079460099"
      And Anna marks the callback done
      Then the callback shows this data
        | key             | value         |
        | customer_number | +442079460099 |

    @F3
    Scenario: The new number is the one that is dialled
      Given Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30" on the number "+442079460099"
      And Anna marks the callback done
      And it becomes "2026-03-03 09:30" in "Europe/London"
      And Anna accepts the callback
      And Anna dials
      Then the last RequestMakeCall says
        | attribute | value         |
        | OtherDN   | +442079460099 |

    @F7
    Scenario: Later the new number is the same number
      Given Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30" on the number "+442079460099"
      And Anna marks the callback done
      And it becomes "2026-03-03 09:30" in "Europe/London"
      And Anna accepts the callback
      And Anna reschedules to "in 2 hours" on the same number
      Then Anna sees the callback rescheduled to "+442079460099"

    @F7
    Scenario: Another time, and nothing said of the number, leaves the number that was agreed (assumed)
      Given Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30" on the number "+442079460099"
      And Anna reschedules to "tomorrow at 10:30"
      And Anna marks the callback done
      Then the callback record shows
        | key             | value         |
        | customer_number | +442079460099 |

    @F7 @P9
    Scenario Outline: A number that is none is refused
      Given Anna has talked to Maria and released the call
      When Anna tries to reschedule to "tomorrow at 09:30" on the number "<number>"
      Then it is refused with "phone number"
      And nothing has changed

      Examples:
        | number        |
        | call me       |
        | 12            |
        | +44           |
        | 020 7946 0099 |

  Rule: Without the privilege the number stays

    Background:
      Given Anna does not have the privilege "Can Reschedule On New Number"

    @P9
    Scenario: A new number is refused
      Given Anna has talked to Maria and released the call
      When Anna tries to reschedule to "tomorrow at 09:30" on the number "+442079460099"
      Then it is refused, because the privilege "Can Reschedule On New Number" is missing (P6)
      And nothing has changed

    @P4 @F7
    Scenario: Another time on the old number is fine
      Given Anna has talked to Maria and released the call
      Then Anna is offered to reschedule
      When Anna tries to reschedule to "tomorrow at 09:30"
      Then it is not refused

    @P4 @F7
    Scenario: The same number is no new one
      Given Anna has talked to Maria and released the call
      When Anna tries to reschedule to "tomorrow at 09:30" on the same number
      Then it is not refused
      And Anna sees the callback rescheduled to "09:30"

  Rule: It is worth nothing without Can Reschedule

    @P4 @P9
    Scenario: The agent may not reschedule at all
      Given Anna does not have the privilege "Can Reschedule"
      And Anna has talked to Maria and released the call
      When Anna tries to reschedule to "tomorrow at 09:30" on the number "+442079460099"
      Then it is refused, because the privilege "Can Reschedule" is missing (P4)
