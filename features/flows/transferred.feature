@F6
Feature: The call is transferred
  The agent hands the call to somebody else, in one step or after a consultation. The other agent gets the call with the
  callback's data; the parent callback goes to the park queue.

  Background:
    Given the option "webcallback.park-queue" is "parked"
    And Ben is logged in and Not Ready

  Rule: In one step

    @O12 @P8 @golden
    Scenario: Ben gets Maria's call with the data of her callback
      Given Anna is talking to Maria
      When Anna transfers the call to Ben
      Then Ben's call is "ringing here"
      And Ben's call comes with this data
        | key          | value |
        | contact_name | Maria |
      When Ben answers the call
      Then Ben's call is "connected"
      And Ben's call is with Maria
      And the callback is in the queue "parked"
      And Anna has no interaction
      And the last RequestChangeProperties says
        | attribute                         | value |
        | ChangedProperties.callback_status | 13    |

    Scenario: The call that was transferred tells so
      Given Anna is talking to Maria
      When Anna transfers the call to Ben
      Then these messages were sent, in this order
        | from       | message                   | to                 |
        | Anna       | RequestSingleStepTransfer | SIP Server         |
        | SIP Server | EventReleased             | Anna               |
        | Anna       | RequestPlaceInQueue       | Interaction Server |
      And the last EventReleased says
        | attribute | value |
        | CallState | 1     |

    Scenario: Ben's telephone rings unanswered
      Given Anna is talking to Maria
      When Anna transfers the call to Ben
      And 2 minutes pass
      Then Ben has no interaction
      And the callback is in the queue "parked"

    Scenario: The switch is lost while Ben's telephone rings
      Given Anna is talking to Maria
      When Anna transfers the call to Ben
      And the voice switch goes down
      Then Ben has no interaction

    Scenario: Ben ends the call
      Given Anna is talking to Maria
      When Anna transfers the call to Ben
      And Ben answers the call
      And Ben releases the call
      Then Ben has no interaction

    Scenario: Ben has no callback, so nothing of it is offered
      Given Anna is talking to Maria
      When Anna transfers the call to Ben
      And Ben answers the call
      Then Ben is not offered to mark the callback done
      And Ben is not offered to reschedule
      And Ben is offered to hold the call

    Scenario: Ben hands it on
      Given Clara is logged in and Not Ready
      And Anna is talking to Maria
      When Anna transfers the call to Ben
      And Ben answers the call
      And Ben transfers the call to Clara
      And Clara answers the call
      Then Clara's call is with Maria
      And Ben has no interaction

    Scenario: Ben hands it back
      Given Anna is talking to Maria
      When Anna transfers the call to Ben
      And Ben answers the call
      And Ben transfers the call to Anna
      Then Anna's call is "ringing here"
      When Anna answers the call
      Then Anna's call is with Maria
      And Ben has no interaction

    Scenario: It goes back and forth
      Given Anna is talking to Maria
      When Anna transfers the call to Ben
      And Ben answers the call
      And Ben transfers the call to Anna
      And Anna answers the call
      And Anna transfers the call to Ben
      And Ben answers the call
      Then Ben's call is with Maria
      And Anna has no interaction

    Scenario: Maria gives up while Ben's telephone rings
      Given Anna is talking to Maria
      When Anna transfers the call to Ben
      And Maria hangs up
      Then Ben has no interaction
      And the callback is in the queue "parked"

    Scenario Outline: A transfer to <whom> fails, and the call stays
      Given Anna is talking to Maria
      When Anna transfers the call to the number "<number>"
      Then Anna's call is "connected"
      And the callback is with Anna
      And Anna is told "the voice switch refuses"

      Examples:
        | whom                      | number |
        | a DN that does not exist  | 9999   |
        | a DN that nobody answers for | 1003   |
        | oneself                   | 1001   |

    Scenario: A transfer to an agent who is on the telephone fails, and the call stays
      Given Clara is talking to Ella
      And Anna is talking to Maria
      When Anna transfers the call to Clara
      Then Anna's call is "connected"
      And the callback of Maria is with Anna

  Rule: In two steps

    @O12 @P8
    Scenario: Anna asks Ben first, then hands over
      Given Anna is talking to Maria
      When Anna starts a two-step transfer to Ben
      Then Anna's call is "on hold"
      And Anna's consult call is "dialling"
      And Ben's call is "ringing here"
      And Anna is not offered to complete the transfer
      When Ben answers the call
      Then Anna's consult call is "connected"
      And the callback is with Anna
      When Anna completes the transfer
      Then Ben's call is "connected"
      And Ben's call is with Maria
      And Anna has no interaction
      And the callback is in the queue "parked"
      And the last EventPartyChanged says
        | attribute | value |
        | ThisDN    | 1002  |
        | CallState | 1     |

    Scenario: Ben asks Anna, and hands the call back to her
      Given Anna is talking to Maria
      When Anna transfers the call to Ben
      And Ben answers the call
      And Ben starts a two-step transfer to Anna
      And Anna answers the call
      And Ben completes the transfer
      Then Anna's call is "connected"
      And Anna's call is with Maria
      And Ben has no interaction
      When Anna releases the call
      Then Anna has no interaction

    Scenario: Ben can end the call that he was given
      Given Anna is talking to Maria
      And Anna has started a two-step transfer to Ben
      When Ben answers the call
      And Anna completes the transfer
      And Ben holds the call
      And Ben retrieves the call
      And Ben releases the call
      Then Ben has no interaction

    Scenario: Ben may have put Anna on hold meanwhile
      Given Anna is talking to Maria
      And Anna has started a two-step transfer to Ben
      When Ben answers the call
      And Ben holds the call
      And Anna completes the transfer
      Then Ben's call is "on hold"
      When Ben retrieves the call
      Then Ben's call is "connected"
      And Ben's call is with Maria

    Scenario: Anna thinks better of it
      Given Anna is talking to Maria
      And Anna has started a two-step transfer to Ben
      When Ben answers the call
      And Anna cancels the transfer
      Then Anna's call is "on hold"
      And Anna's consult call is "over"
      And Ben has no interaction
      When Anna retrieves the call
      Then Anna's call is "connected"
      And the callback is with Anna

    Scenario: Anna cancels before Ben answers
      Given Anna is talking to Maria
      And Anna has started a two-step transfer to Ben
      When Anna cancels the transfer
      Then Ben has no interaction
      And Anna is offered to retrieve the call

    Scenario: Ben hangs up instead
      Given Anna is talking to Maria
      And Anna has started a two-step transfer to Ben
      When Ben answers the call
      And Ben releases the call
      Then Anna's consult call is "over"
      And Anna's call is "on hold"
      And Anna is not offered to complete the transfer
      And Anna is offered to retrieve the call

    Scenario: Maria does not wait
      Given Anna is talking to Maria
      And Anna has started a two-step transfer to Ben
      When Ben answers the call
      And Maria hangs up
      Then Anna's call is "over"
      And the callback is with Anna
      And Anna is not offered to mark the callback done
      When Anna cancels the transfer
      Then Anna is offered to mark the callback done

    Scenario: A consultation with a DN that does not exist fails
      Given Anna is talking to Maria
      When Anna starts a two-step transfer to the number "9999"
      And 2 seconds pass
      Then Anna's consult call is "over"
      And Anna is told "the consult call to 9999 did not connect: the number does not exist"
      And the callback is with Anna

    Scenario: A consultation with an agent who is on the telephone ends busy
      Given Clara is talking to Ella
      And Anna is talking to Maria
      When Anna starts a two-step transfer to Clara
      Then Anna's consult call is "over"
      And Anna is offered to retrieve the call

    @P9
    Scenario: While Anna consults, the first call can't be released or retrieved
      Given Anna is talking to Maria
      And Anna has started a two-step transfer to Ben
      When Anna tries to retrieve the call
      Then it is refused with "the consult call is dialling"
      When Anna tries to release the call
      Then it is refused with "the consult call is dialling"
      And nothing has changed

  Rule: The callback is never lost on the way

    @F10
    Scenario: The parent can't be parked, so it stays with the agent
      Given Anna is talking to Maria
      And the next RequestPlaceInQueue from Anna takes 2 seconds
      When Anna transfers the call to Ben
      And an administrator removes the queue "parked"
      And 2 seconds pass
      Then the callback is with Anna
      And Anna is told "unknown queue"
      And Anna is offered to mark the callback done

    @F10 @O12
    Scenario: The park queue is taken from the configuration while the callback is being saved
      Given Anna is talking to Maria
      And the next RequestChangeProperties from Anna takes 1 second
      And the next RequestChangeProperties from Anna takes 2 seconds
      When Anna transfers the call to Ben
      And an administrator sets the option "webcallback.park-queue" to ""
      And 2 seconds pass
      Then the callback is offered to Anna
      And every callback is in exactly one place

    @F10 @E7
    Scenario: Interaction Server is gone when the call is transferred
      Given Anna is talking to Maria
      When Interaction Server goes down
      And Anna transfers the call to Ben
      Then Anna has no interaction
      When Interaction Server comes back
      Then the callback is offered to Anna
      And every callback is in exactly one place
