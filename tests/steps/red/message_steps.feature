Feature: Steps about messages can fail

  Scenario: The messages came in another order
    fails at  Then these messages were sent, in this order
    expected  message 2 is EventInvite from Interaction Server to Anna
    got       there is no message 2

    Given Anna has the callback of Maria in hand
    Then these messages were sent, in this order
      | from               | message       | to                 |
      | Anna               | RequestAccept | Interaction Server |
      | Interaction Server | EventInvite   | Anna               |

  Scenario: Somebody has not sent it
    fails at  Then Anna has sent RequestAccept
    expected  Anna has sent RequestAccept
    got       Anna has sent 'RequestAgentLogin', 'RequestRegisterAddress'

    Given Anna is offered the callback of Maria
    Then Anna has sent RequestAccept

  Scenario: Somebody has sent it
    fails at  Then Anna has not sent RequestAccept
    expected  Anna has sent no RequestAccept
    got       Anna has sent RequestAccept 1 time

    Given Anna has the callback of Maria in hand
    Then Anna has not sent RequestAccept

  Scenario: Somebody has sent it more often, or more seldom
    fails at  Then Anna has sent RequestAccept 2 times
    expected  Anna has sent RequestAccept 2 times
    got       Anna has sent RequestAccept 1 time

    Given Anna has the callback of Maria in hand
    Then Anna has sent RequestAccept 2 times

  Scenario: The last one says something else
    fails at  Then the last RequestAccept says
    expected  InteractionId is 42
    got       InteractionId is 4UR9HGNS00000001

    Given Anna has the callback of Maria in hand
    Then the last RequestAccept says
      | attribute     | value |
      | InteractionId | 42    |

  Scenario: There is no last one
    fails at  Then the last RequestAccept says
    expected  a RequestAccept
    got       no RequestAccept was sent

    Given Anna is logged in
    Then the last RequestAccept says
      | attribute     | value |
      | InteractionId | 42    |

  Scenario: One was sent
    fails at  Then no RequestAccept was sent
    expected  no RequestAccept was sent
    got       RequestAccept from Anna to Interaction Server

    Given Anna has the callback of Maria in hand
    Then no RequestAccept was sent
