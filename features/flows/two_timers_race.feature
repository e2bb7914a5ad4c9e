@F9
Feature: Two timers race
  A countdown that is longer than the invitation lasts loses: the callback goes back to its queue.

  Background:
    Given the option "webcallback.auto-answer" is "true"

  @O4 @O5 @E6
  Scenario Outline: A countdown of <seconds> seconds <ends>
    Given the option "webcallback.auto-answer.timer" is "<seconds>"
    And Anna is offered the callback of Maria
    When 30 seconds pass
    Then <outcome>

    Examples:
      | seconds | ends  | outcome                            |
      | 1       | wins  | the callback is with Anna          |
      | 29      | wins  | the callback is with Anna          |
      | 30      | loses | the callback waits for an agent    |
      | 31      | loses | the callback waits for an agent    |
      | 86400   | loses | the callback waits for an agent    |

  @O5 @E6 @F10 @golden
  Scenario: A countdown that lost does not accept the callback that has gone to somebody else
    Given the option "webcallback.auto-answer.timer" is "40"
    And Anna is offered the callback of Maria
    And Ben is logged in
    When 40 seconds pass
    Then the callback is offered to Ben
    And Anna has not sent RequestAccept
    And Anna hears no bell
