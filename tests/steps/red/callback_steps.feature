Feature: Steps that bring a callback somewhere can fail

  Scenario: The callback is offered to somebody else
    fails at  And Anna is offered the callback of Maria
    expected  offered to Anna
    got       offered to Ben

    Given Ben is logged in
    And Anna is logged in and Not Ready
    And Anna is offered the callback of Maria

  Scenario: The contact does not answer
    fails at  And Anna is talking to Maria
    expected  Anna is talking to Maria
    got       nobody has answered: Anna's call is over

    Given Maria does not answer
    And Anna is talking to Maria
