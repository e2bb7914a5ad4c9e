@P3
Feature: Can Set Interaction Disposition
  An agent with this privilege may say how a callback ended, with a code of the configured list.

  Rule: With the privilege a disposition can be set

    @golden
    Scenario: The code is shown at once and goes to the server with Mark Done
      Given Anna has talked to Maria and released the call
      When Anna sets the disposition "Resolved"
      Then Anna sees the disposition "Resolved"
      When Anna marks the callback done
      Then the callback shows this data
        | key             | value    |
        | DispositionCode | Resolved |

    Scenario: The code can be changed as long as the callback is in hand
      Given Anna has the callback of Maria in hand
      When Anna sets the disposition "Call again"
      And Anna sets the disposition "Not interested"
      Then Anna sees the disposition "Not interested"

    @C7 @P9
    Scenario: A code that is not in the list is refused
      Given Anna has the callback of Maria in hand
      When Anna tries to set the disposition "Whatever"
      Then it is refused with "'Whatever' is no disposition of 'DispositionCode' [C7]. Accepted: Resolved, Call again, Not interested."
      And nothing has changed

    Scenario: There is nothing to set before the callback is accepted
      Given Anna is offered the callback of Maria
      Then Anna is not offered to set a disposition

  Rule: Without the privilege no disposition can be set

    Background:
      Given Anna does not have the privilege "Can Set Interaction Disposition"

    @P9
    Scenario: Setting a disposition is neither offered nor possible
      Given Anna has talked to Maria and released the call
      Then Anna is not offered to set a disposition
      When Anna tries to set the disposition "Resolved"
      Then it is refused, because the privilege "Can Set Interaction Disposition" is missing (P3)
      And nothing has changed

    @F8
    Scenario: The callback can be marked done without one
      Given Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the callback is done
      And the callback shows this data
        | key             | value     |
        | DispositionCode | (missing) |
