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
        | number           |
        | call me          |
        | 12               |
        | +44              |
        | 0099             |
        | 011 44 2079460099 |

    @F7 @F3
    Scenario Outline: A new number is read as agents write it, in the region of the contact's own number (assumed)
      Given Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30" on the number "<number>"
      And Anna marks the callback done
      Then the callback record shows
        | key             | value    |
        | customer_number | <called> |

      Examples:
        | number               | called        |
        | 020 7946 0099        | +442079460099 |
        | +44 (0)20 7946-0099  | +442079460099 |
        | 0046 8 465 004 12    | +46846500412  |
        | 912345678            | +44912345678  |

    @F7 @F3
    Scenario: A DN of the voice switch is a number, too
      Given Anna has talked to Maria and released the call
      When Anna reschedules to "tomorrow at 09:30" on the number "1002"
      And Anna marks the callback done
      And it becomes "2026-03-03 09:30" in "Europe/London"
      And Anna accepts the callback
      And Anna dials
      Then the last RequestMakeCall says
        | attribute | value |
        | OtherDN   | 1002  |

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

  Rule: Numbers are compared as numbers, not as texts

    @F7 @P9
    Scenario Outline: The same number in another spelling is no new one
      Given the contact centre dials from "GB"
      And Anna does not have the privilege "Can Reschedule On New Number"
      And Anna is logged in
      When Shop sends the SOAP request "Submit" with
        | field                    | value      |
        | TenantId                 | Lighthouse |
        | Queue                    | callbacks  |
        | UserData.customer_number | <attached> |
        | UserData.contact_name    | Maria      |
      And Anna accepts the callback
      And Anna tries to reschedule to "tomorrow at 09:30" on the number "<number>"
      Then it is not refused
      And Anna sees the callback rescheduled to "<attached>"

      Examples:
        | attached         | number               |
        | +442079460018    | +44 20 7946 0018     |
        | +442079460018    | 020 7946 0018        |
        | 020 7946 0018    | +44 (0)20 7946 0018  |
        | 0207 946-0018    | 0044 (20) 79460018   |

  Rule: It is worth nothing without Can Reschedule

    @P4 @P9
    Scenario: The agent may not reschedule at all
      Given Anna does not have the privilege "Can Reschedule"
      And Anna has talked to Maria and released the call
      When Anna tries to reschedule to "tomorrow at 09:30" on the number "+442079460099"
      Then it is refused, because the privilege "Can Reschedule" is missing (P4)
