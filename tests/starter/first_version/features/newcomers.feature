Feature: What newcomers may not do
  Clara has the role "Newcomer" of configuration/centre.toml. Grant that role "Can Decline": the scenario is red.

  @P2 @P9
  Scenario: Clara cannot decline
    Given Clara is offered the callback of Maria
    Then Clara is not offered to decline the callback
    When Clara tries to decline the callback
    Then it is refused, because the privilege "Can Decline" is missing (P2)
