Feature: Steps about other media can fail

  Scenario: Nobody has a chat
    fails at  Then Anna has 2 of the medium "chat" in hand
    expected  Anna has 2 of the medium chat in hand
    got       Anna has 1 of the medium chat in hand

    Given Anna is logged in
    And Anna is busy with a "chat"
    Then Anna has 2 of the medium "chat" in hand

  Scenario: An agent without room is busy with none
    fails at  And Anna is busy with a "chat"
    expected  Anna has 1 of the medium chat in hand
    got       Anna has 0 of the medium chat in hand

    Given an agent can have 1 interaction of all media at once
    And Anna has the callback of Maria in hand
    And Anna is busy with a "chat"
    Then Anna has 1 of the medium "chat" in hand
