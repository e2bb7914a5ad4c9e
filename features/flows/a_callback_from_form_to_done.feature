@F1 @F2 @F3 @F5 @F8
Feature: A callback from the web form to Mark Done
  The whole way of a callback that goes well, as a trainer would show it.

  @E1 @E4 @E5 @O11 @P3 @P7 @golden
  Scenario: Maria wants to be called, and Anna calls her
    Given the option "webcallback.complete-queue" is "done"
    And Anna is logged in
    When Maria schedules a callback
    Then Anna sees the notification of Maria
    And Anna hears the bell "Sounds\Ring.mp3"
    When Anna accepts the callback
    Then Anna sees an open interaction window
    And Anna hears no bell
    When Anna dials and Maria answers
    Then Anna's call is "connected"
    When 3 minutes pass
    And Anna releases the call
    And Anna sets the disposition "Resolved"
    And Anna marks the callback done
    Then the callback is in the queue "done"
    And Anna has no interaction
    And these messages were sent, in this order
      | from               | message                 | to                 |
      | Website            | RequestSubmit           | Interaction Server |
      | Interaction Server | EventAck                | Website            |
      | Interaction Server | EventInvite             | Anna               |
      | Anna               | RequestAccept           | Interaction Server |
      | Interaction Server | EventAck                | Anna               |
      | Interaction Server | EventPartyAdded         | Anna               |
      | Anna               | RequestMakeCall         | SIP Server         |
      | SIP Server         | EventDialing            | Anna               |
      | SIP Server         | EventNetworkReached     | Anna               |
      | SIP Server         | EventEstablished        | Anna               |
      | Anna               | RequestReleaseCall      | SIP Server         |
      | SIP Server         | EventReleased           | Anna               |
      | Anna               | RequestChangeProperties | Interaction Server |
      | Anna               | RequestPlaceInQueue     | Interaction Server |
      | Interaction Server | EventPartyRemoved       | Anna               |

  Rule: An offered callback tells who wants to be called, and why

    Scenario: The notification shows the case information
      Given Maria lives in "Europe/Paris"
      And Anna is offered the callback of Maria
      Then Anna sees this case information
        | key             | value        |
        | contact_name    | Maria        |
        | time_zone       | Europe/Paris |
        | callback_status | 4            |
        | attempts        | 0            |
      And Anna is offered to accept the callback
      And Anna is offered to decline the callback
      And Anna is not offered to dial

  Rule: An accepted callback belongs to the agent

    Scenario: The server names the agent as party
      Given Anna has the callback of Maria in hand
      Then the callback is with Anna
      And the last EventPartyAdded says
        | attribute                    | value   |
        | Party.AgentId                | anna    |
        | Operation                    | Routing |
        | Interaction.InteractionState | 3       |
        | Interaction.AssignedTo       | anna    |
      And the callback record shows
        | key             | value |
        | callback_status | 5     |

    @P9
    Scenario: What was accepted can't be accepted or declined again
      Given Anna has the callback of Maria in hand
      When Anna tries to accept the callback
      Then it is refused with "the callback is in hand"
      When Anna tries to decline the callback
      Then it is refused with "the callback is in hand"
      And nothing has changed

  Rule: The call is made to the callback number and carries the callback's data

    Scenario: RequestMakeCall
      Given Anna has the callback of Maria in hand
      When Anna dials
      Then the last RequestMakeCall says
        | attribute             | value |
        | ThisDN                | 1001  |
        | UserData.contact_name | Maria |
      And Anna's call is with Maria

    Scenario: The record counts the attempts and keeps the last result
      Given Anna has talked to Maria and released the call
      Then the callback record shows
        | key         | value |
        | attempts    | 1     |
        | call_result | 0     |
      Given Maria is busy
      When Anna dials
      And 1 minute passes
      Then the callback record shows
        | key         | value |
        | attempts    | 2     |
        | call_result | 6     |

    @P9
    Scenario: A callback is not dialled twice at once
      Given Anna is talking to Maria
      Then Anna is not offered to dial
      When Anna tries to dial
      Then it is refused with "the call is connected"

  Rule: A call can be held and retrieved

    @P8
    Scenario: The agent puts Maria on hold
      Given Anna is talking to Maria
      When Anna holds the call
      Then Anna's call is "on hold"
      And Anna is offered to retrieve the call
      And Anna is not offered to hold the call
      And Anna is not offered to transfer the call
      When Anna retrieves the call
      Then Anna's call is "connected"
      And these messages were sent, in this order
        | from       | message             | to         |
        | Anna       | RequestHoldCall     | SIP Server |
        | SIP Server | EventHeld           | Anna       |
        | Anna       | RequestRetrieveCall | SIP Server |
        | SIP Server | EventRetrieved      | Anna       |

    Scenario: A call on hold can be released
      Given Anna is talking to Maria
      When Anna holds the call
      And Anna releases the call
      Then Anna's call is "over"

  Rule: A call ends from either side, and the callback stays in hand

    Scenario: The agent hangs up
      Given Anna is talking to Maria
      When Anna releases the call
      Then Anna's call is "over"
      And the callback is with Anna
      And Anna is offered to dial
      And Anna is offered to reschedule
      And Anna is offered to mark the callback done
      And Anna is offered to set a disposition

    Scenario Outline: The contact hangs up, with a <kind>
      Given the voice switch is a "<kind>"
      And Anna is talking to Maria
      When Maria hangs up
      Then Anna's call is "over"
      And Anna sees that the call ended with "<result>"
      And the callback is with Anna

      Examples:
        | kind       | result                  |
        | T-Server   | released                |
        | SIP Server | released by the contact |

    Scenario: The contact hangs up while on hold
      Given Anna is talking to Maria
      When Anna holds the call
      And Maria hangs up
      Then Anna's call is "over"
      And the callback is with Anna

    Scenario: The agent gives up before the contact answers
      Given Maria answers after 20 seconds
      And Anna has the callback of Maria in hand
      When Anna dials
      And 3 seconds pass
      Then Anna's call is "ringing at the other end"
      When Anna releases the call
      Then Anna's call is "over"
      When 30 seconds pass
      Then Anna's call is "over"

  Rule: The record of a callback that is done says so

    Scenario: Processing stops
      Given Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the last RequestStopProcessing says
        | attribute               | value |
        | Reason.ReasonSystemName | Done  |
      And the callback record shows
        | key             | value |
        | callback_status | 8     |

  Rule: An agent may work on several callbacks

    Scenario: Each is finished by itself
      Given Anna can take 2 callbacks at once
      And Anna has the callbacks of these contacts in hand
        | Maria |
        | Ella  |
      When Anna marks the callback of Maria done
      Then the callback of Ella is with Anna
      When Anna dials and Ella answers
      Then Anna's call is with Ella
