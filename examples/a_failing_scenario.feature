Feature: A scenario that fails
  Its recording ships with the kit, to be looked into: callbook.notebook.open("a_failing_scenario").
  The model is right and the scenario is wrong: somebody has forgotten what an agent must do to be offered a callback.

  @P2
  Scenario: A callback that is declined goes to another agent
    Given Ben is logged in and Not Ready
    And Anna is offered the callback of Maria
    When 8 seconds pass
    And Anna declines the callback
    Then the callback is offered to Ben
