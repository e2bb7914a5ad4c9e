Feature: Steps about messages to somebody, and about answers, can fail

  Scenario: Nothing of that name was sent to Anna
    fails at  Then Anna was sent EventInvite
    expected  Anna was sent EventInvite
    got       Anna was sent 'EventAck', 'EventCurrentAgentStatus', 'EventRegistered', 'EventAgentLogin'

    Given Anna is logged in
    Then Anna was sent EventInvite

  Scenario: It was sent to Anna
    fails at  Then Anna was not sent EventInvite
    expected  Anna was sent no EventInvite
    got       Anna was sent EventInvite 1 time

    Given Anna is offered the callback of Maria
    Then Anna was not sent EventInvite

  Scenario: It was sent to Anna another number of times
    fails at  Then Anna was sent EventInvite 2 times
    expected  Anna was sent EventInvite 2 times
    got       Anna was sent EventInvite 1 time

    Given Anna is offered the callback of Maria
    Then Anna was sent EventInvite 2 times

  Scenario: The voice switch was sent nothing of that name
    fails at  Then the voice switch was sent RequestMakeCall
    expected  the voice switch was sent RequestMakeCall
    got       the voice switch was sent 'RequestRegisterAddress', 'RequestAgentLogin'

    Given Anna is logged in
    Then the voice switch was sent RequestMakeCall

  Scenario: The voice switch has sent it another number of times
    fails at  Then the voice switch has sent EventDialing 2 times
    expected  the voice switch has sent EventDialing 2 times
    got       the voice switch has sent EventDialing 1 time

    Given Anna is talking to Maria
    Then the voice switch has sent EventDialing 2 times

  Scenario: Nothing is asked whose answer could be lost
    fails at  And the answer to the next RequestAccept from Anna is lost
    expected  the fault of this step to strike
    got       nothing was lost: Anna sent no RequestAccept after this step

    Given Anna is logged in
    And the answer to the next RequestAccept from Anna is lost
    When Maria schedules a callback

  Scenario: Nothing is asked whose answer could be late
    fails at  And the answer to the next RequestAccept from Anna takes 2 seconds
    expected  the fault of this step to strike
    got       nothing was late: Anna sent no RequestAccept after this step

    Given Anna is logged in
    And the answer to the next RequestAccept from Anna takes 2 seconds
    When Maria schedules a callback

  Scenario: What is asked gets no answer
    fails at  And the answer to the next RequestAccept from Anna is lost
    expected  the fault of this step to strike
    got       nothing was lost: Anna sent one RequestAccept after this step, and either no answer came or something else happened to it

    Given Anna is offered the callback of Maria
    And the answer to the next RequestAccept from Anna is lost
    And the next RequestAccept from Anna is lost
    When Anna accepts the callback
