@F4
Feature: The contact is not reached
  The agent sees why. The callback stays with the agent, who can dial again, reschedule or mark it done.

  Scenario Outline: <habit>
    Given Maria <habit>
    And Anna has the callback of Maria in hand
    When Anna dials
    And 2 minutes pass
    Then Anna's call is "over"
    And Anna sees that the call ended with "<shown>"
    And the callback is with Anna
    And Anna is offered to dial
    And Anna is offered to mark the callback done
    And the callback record shows
      | key         | value    |
      | attempts    | 1        |
      | call_result | <result> |

    Examples:
      | habit                          | shown                     | result |
      | is busy                        | busy                      | 6      |
      | rejects the call               | busy                      | 6      |
      | does not answer                | no answer                 | 7      |
      | has a number that does not exist | the number does not exist | 11     |

  @golden
  Scenario: A busy contact is told from the switch's events
    Given Maria is busy
    And Anna has the callback of Maria in hand
    When Anna dials
    And 1 minute passes
    Then these messages were sent, in this order
      | from       | message              | to         |
      | Anna       | RequestMakeCall      | SIP Server |
      | SIP Server | EventDialing         | Anna       |
      | SIP Server | EventDestinationBusy | Anna       |
      | SIP Server | EventReleased        | Anna       |

  Scenario: The agent sees that the line is busy, before the call is over
    Given Maria is busy
    And Anna has the callback of Maria in hand
    And the next EventReleased to Anna takes 5 seconds
    When Anna dials
    And 2 seconds pass
    Then Anna's call is "busy"
    And Anna is not offered to dial
    When 5 seconds pass
    Then Anna's call is "over"
    And Anna is offered to dial

  @E3
  Scenario: The voice switch goes down while the line is busy
    Given Maria is busy
    And Anna has the callback of Maria in hand
    And the next EventReleased to Anna takes 5 seconds
    When Anna dials
    And 2 seconds pass
    And the voice switch goes down
    Then Anna's call is "over"
    And the callback is with Anna

  Scenario: A T-Server refuses a number that does not exist (assumed)
    Given the voice switch is a "T-Server"
    And Maria has a number that does not exist
    And Anna has the callback of Maria in hand
    When Anna dials
    Then Anna sees that the call ended with "71"
    And Anna sees that the call ended with "invalid called DN"
    And the callback is with Anna

  Scenario: An answering machine answers
    Given Maria has an answering machine
    And Anna has the callback of Maria in hand
    When Anna dials
    And 30 seconds pass
    Then Anna's call is "connected"
    When Anna releases the call
    Then the callback is with Anna

  Scenario: The second attempt succeeds
    Given Maria is busy
    And Anna has the callback of Maria in hand
    When Anna dials
    And 1 minute passes
    And from now on Maria answers
    And Anna dials and Maria answers
    Then Anna's call is "connected"
    And Anna has sent RequestMakeCall 2 times

  Scenario: The contact rejects the call
    Given Anna has the callback of Maria in hand
    When Anna dials
    And 2 seconds pass
    Then Anna's call is "ringing at the other end"
    When Maria rejects the call
    Then Anna's call is "over"
    And Anna sees that the call ended with "busy"
    And the callback is with Anna
    And the voice switch was sent RequestMakeCall 1 times

  @F3
  Scenario: The contact picks up at last
    Given Maria does not answer
    And Anna has the callback of Maria in hand
    When Anna dials
    And 20 seconds pass
    And Maria picks up
    Then Anna's call is "connected"

  Scenario: Every time it is another reason
    Given Anna has the callback of Maria in hand
    When from now on Maria rejects the call after 10 seconds
    And Anna dials
    And 5 seconds pass
    Then Anna's call is "ringing at the other end"
    When 10 seconds pass
    Then Anna's call is "over"
    When from now on Maria is busy
    And Anna dials
    And 2 seconds pass
    Then Anna sees that the call ended with "busy"
    When from now on Maria hangs up after 20 seconds
    And Anna dials and Maria answers
    And 20 seconds pass
    Then Anna's call is "over"
    And Anna sees that the call ended with "released by the contact"

  @F7 @P5
  Scenario: The agent who may reschedules for later
    Given Maria does not answer
    And Anna has the callback of Maria in hand
    When Anna dials
    And 2 minutes pass
    And Anna reschedules to "in 2 hours"
    And Anna marks the callback done
    Then the callback is in the queue "callbacks"
    When 2 hours pass
    Then the callback is offered to Anna

  @F8
  Scenario: Or gives up
    Given Maria does not answer
    And Anna has the callback of Maria in hand
    When Anna dials
    And 2 minutes pass
    And Anna marks the callback done
    Then the callback is done
    And the callback record shows
      | key         | value |
      | call_result | 7     |

  Rule: A callback without a number that can be dialled is refused in words, and kept

    @E3 @F3 @P9
    Scenario: Another system calls the number something else
      Given Anna is logged in
      When Shop sends the SOAP request "Submit" with
        | field                 | value         |
        | TenantId              | Lighthouse    |
        | Queue                 | callbacks     |
        | UserData.contact_name | Maria         |
        | UserData.telephone    | +442079460018 |
      And Anna accepts the callback
      Then Anna is not offered to dial
      When Anna tries to dial
      Then it is refused with "no customer_number is attached"
      And nothing has changed
      And the callback is with Anna
      And Anna is offered to mark the callback done

    @E3 @O4 @O7 @P9
    Scenario: Nobody has to click anything, and the system that submits it is answered
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-dial" is "true"
      And Anna is logged in
      When Shop sends the SOAP request "Submit" with
        | field                 | value         |
        | TenantId              | Lighthouse    |
        | Queue                 | callbacks     |
        | UserData.contact_name | Maria         |
        | UserData.telephone    | +442079460018 |
      Then it is not refused
      And the SOAP answer says
        | key           | value        |
        | InteractionId | the callback |
      And the callback is with Anna
      And Anna's call is "no call"
      And Anna is told "no customer_number is attached"
      And no RequestMakeCall was sent
