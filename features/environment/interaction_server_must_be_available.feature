@E2
Feature: Interaction Server must be available
  Without Interaction Server the channel is out of service. It comes back when the server does.

  @golden
  Scenario: The channel goes out of service with the server
    Given Anna is logged in
    When Interaction Server goes down
    Then Anna's channel is "out of service"
    And Anna is told "Interaction Server is not available"
    And Anna is not offered to go Not Ready

  Scenario: The channel comes back with the server, as it was
    Given Anna is logged in
    When Interaction Server goes down
    And 10 minutes pass
    And Interaction Server comes back
    Then Anna's channel is "Ready"

  Scenario: An agent who was Not Ready for a reason is so again
    Given Anna is logged in
    When Anna goes Not Ready with the reason "Lunch"
    And Interaction Server goes down
    Then Anna's channel is "out of service"
    When Interaction Server comes back
    Then Anna's channel is "Not Ready" with the reason "Lunch"

  Scenario: A channel that was logged off stays so
    Given Anna is logged in
    When Anna logs off the channel
    And Interaction Server goes down
    Then Anna's channel is "out of service"
    When Interaction Server comes back
    Then Anna's channel is "logged off"

  Scenario: An agent logs in while the server is down
    Given Interaction Server is down
    When Anna logs in
    Then Anna's channel is "out of service"
    When Interaction Server comes back
    Then Anna's channel is "Ready"

  Scenario: An agent goes home while the server is down
    Given Anna is logged in
    When Interaction Server goes down
    And Anna logs out
    Then Anna's channel is "logged off"
    When Interaction Server comes back
    Then Anna's channel is "logged off"

  @E1
  Scenario: The website tells its contacts that the service is not available
    Given Interaction Server is down
    When Maria tries to schedule a callback
    Then the contact is told "the service is not available"

  @F10 @E7
  Scenario: What was offered when the server went down is offered again when it is back
    Given Anna is offered the callback of Maria
    When Interaction Server goes down
    Then Anna has no interaction
    And Anna hears no bell
    When Interaction Server comes back
    Then the callback is offered to Anna
    And every callback is in exactly one place

  @F10 @E7
  Scenario: What was in hand when the server went down is offered again when it is back
    Given Anna has the callback of Maria in hand
    When Interaction Server goes down
    Then Anna has no interaction
    When Interaction Server comes back
    Then the callback is offered to Anna

  @F10 @E7
  Scenario: A call that is up when the server goes down can still be ended
    Given Anna is talking to Maria
    When Interaction Server goes down
    Then Anna sees the callback "taken away during a call"
    And Anna's call is "connected"
    And Anna is not offered to mark the callback done
    When Anna releases the call
    Then Anna has no interaction

  @F10
  Scenario Outline: It does not matter what the agent was about to do
    Given the option "webcallback.complete-queue" is "done"
    And <situation>
    And the next <message> from Anna takes 2 seconds
    When Anna <deed>
    And Interaction Server goes down
    Then Anna has no interaction
    When 5 minutes pass
    And Interaction Server comes back
    Then every callback is in exactly one place
    And the callback is offered to Anna

    Examples:
      | situation                              | message                 | deed                      |
      | Anna is offered the callback of Maria  | RequestAccept           | accepts the callback      |
      | Anna is offered the callback of Maria  | RequestReject           | declines the callback     |
      | Anna has the callback of Maria in hand | RequestChangeProperties | marks the callback done   |
      | Anna has the callback of Maria in hand | RequestPlaceInQueue     | marks the callback done   |

  @F10 @O5
  Scenario: A countdown ends with the server
    Given the option "webcallback.auto-answer" is "true"
    And the option "webcallback.auto-answer.timer" is "10"
    And Anna is offered the callback of Maria
    When Interaction Server goes down
    And 10 seconds pass
    Then Anna has no interaction
    And Anna has not sent RequestAccept
