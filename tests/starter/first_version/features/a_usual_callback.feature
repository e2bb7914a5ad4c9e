Feature: A usual callback
  These scenarios use the steps that come with Callbook. One of them means something else here than it does there: "the
  callback is done", see steps/our_steps.py.

  @F8 @O11
  Scenario: Anna talks to Maria and marks the callback done
    Given Anna has talked to Maria and released the call
    When Anna sets the disposition "Resolved"
    And Anna marks the callback done
    Then the callback is done

  @P2
  Scenario: What Anna declines is offered to Ben
    Given Ben is logged in and Not Ready
    And Anna is offered the callback of Maria
    When Anna declines the callback
    And Ben goes Ready
    Then the callback is offered to Ben
