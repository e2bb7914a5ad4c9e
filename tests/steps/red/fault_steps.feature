Feature: Steps about faults can fail

  Scenario: Interaction Server does know the callback
    fails at  Then Interaction Server does not know the callback
    expected  Interaction Server does not know the callback
    got       it does: waits for an agent, in the strategy 'any ready agent'

    Given Maria has scheduled a callback
    Then Interaction Server does not know the callback

  Scenario: Nothing has befallen the message
    fails at  Then RequestAccept from Anna was "dropped"
    expected  RequestAccept from Anna was "dropped"
    got       RequestAccept from Anna was not disturbed

    Given Anna is offered the callback of Maria
    When Anna accepts the callback
    Then RequestAccept from Anna was "dropped"

  Scenario: No message was struck by chance
    fails at  Then a part of the messages from Anna was "dropped", and a part was not
    expected  a part of the messages from Anna was "dropped", and a part was not
    got       0 of 3 messages from Anna was dropped

    Given Anna is logged in
    Then a part of the messages from Anna was "dropped", and a part was not

  Scenario: Nothing was lost on the way from an agent
    fails at  And the next RequestAccept from Anna is lost
    expected  the fault of this step to strike
    got       nothing was lost: Anna sent no RequestAccept after this step

    Given Anna is logged in
    And the next RequestAccept from Anna is lost
    When Anna goes Not Ready

  Scenario: Nothing was lost on the way to an agent
    fails at  And the next EventInvite to Anna is lost
    expected  the fault of this step to strike
    got       nothing was lost: Anna was sent no EventInvite after this step

    Given Anna is logged in
    And the next EventInvite to Anna is lost
    When Anna goes Not Ready

  Scenario: Nothing was late on the way from an agent
    fails at  And the next RequestAccept from Anna takes 2 seconds
    expected  the fault of this step to strike
    got       nothing was late: Anna sent no RequestAccept after this step

    Given Anna is logged in
    And the next RequestAccept from Anna takes 2 seconds
    When Anna goes Not Ready

  Scenario: Nothing was late on the way to an agent
    fails at  And the next EventInvite to Anna takes 2 seconds
    expected  the fault of this step to strike
    got       nothing was late: Anna was sent no EventInvite after this step

    Given Anna is logged in
    And the next EventInvite to Anna takes 2 seconds
    When Anna goes Not Ready

  Scenario: Nothing came twice
    fails at  And the next EventInvite to Anna comes twice
    expected  the fault of this step to strike
    got       nothing came twice: Anna was sent no EventInvite after this step

    Given Anna is logged in
    And the next EventInvite to Anna comes twice
    When Anna goes Not Ready

  Scenario: Nothing was overtaken
    fails at  And the next EventInvite to Anna is overtaken by the one behind it
    expected  the fault of this step to strike
    got       nothing was overtaken: Anna was sent no EventInvite after this step

    Given Anna is logged in
    And the next EventInvite to Anna is overtaken by the one behind it
    When Anna goes Not Ready

  Scenario: Nothing was answered with an error
    fails at  And the next RequestAccept from Anna is answered with error 9
    expected  the fault of this step to strike
    got       nothing was answered with the error: Anna sent no RequestAccept after this step

    Given Anna is logged in
    And the next RequestAccept from Anna is answered with error 9
    When Anna goes Not Ready

  Scenario: Nothing broke the connection
    fails at  And the next RequestAccept from Anna resets the connection
    expected  the fault of this step to strike
    got       nothing reset the connection: Anna sent no RequestAccept after this step

    Given Anna is logged in
    And the next RequestAccept from Anna resets the connection
    When Anna goes Not Ready

  Scenario: Nothing broke the connection for a while
    fails at  And the next EventInvite to Anna half-closes the connection for 10 seconds
    expected  the fault of this step to strike
    got       nothing half-closed the connection: Anna was sent no EventInvite after this step

    Given Anna is logged in
    And the next EventInvite to Anna half-closes the connection for 10 seconds
    When Anna goes Not Ready

  Scenario: Another fault was there first
    fails at  And the next RequestAccept from Anna takes 2 seconds
    expected  the fault of this step to strike
    got       nothing was late: Anna sent one RequestAccept after this step, to which something else happened before

    Given Anna is offered the callback of Maria
    And the next RequestAccept from Anna is lost
    And the next RequestAccept from Anna takes 2 seconds
    When Anna accepts the callback
