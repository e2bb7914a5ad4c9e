Feature: Nobody answers
  "Anna has called Maria in vain" is a step of our own, see steps/our_steps.py.

  @F4
  Scenario: The callback stays with Anna, who may call again
    Given Anna has called Maria in vain
    Then the callback is with Anna
    And Anna is offered to dial
