@F10
Feature: Nothing is lost
  At every moment every callback is in exactly one place, whatever fails: messages that are late, lost, doubled or out of
  order included.

  Rule: A message that comes twice does no harm

    @E5 @golden
    Scenario: The same invitation twice
      Given Anna is logged in
      And the next EventInvite to Anna comes twice
      When Maria schedules a callback
      Then Anna sees the notification of Maria
      When Anna accepts the callback
      Then the callback is with Anna
      And Anna has sent RequestAccept 1 times

    Scenario: The same invitation twice, the second after it was declined
      Given Anna is logged in
      And the next EventInvite to Anna comes twice
      When Maria schedules a callback
      And Anna declines the callback
      Then Anna has no interaction

    Scenario Outline: The same <event> twice
      Given the option "webcallback.complete-queue" is "done"
      And Anna has talked to Maria and released the call
      And the next <event> to Anna comes twice
      When Anna marks the callback done
      Then the callback is in the queue "done"
      And Anna has no interaction

      Examples:
        | event             |
        | EventAck          |
        | EventPartyRemoved |

    Scenario: The same end of a call twice
      Given Anna is talking to Maria
      And the next EventReleased to Anna comes twice
      When Anna releases the call
      Then Anna's call is "over"
      And the callback record shows
        | key      | value |
        | attempts | 1     |

  Rule: A message that is overtaken does no harm

    @F2
    Scenario: The party is named before the acceptance is acknowledged
      Given Anna is offered the callback of Maria
      And the next EventAck to Anna is overtaken by the one behind it
      When Anna accepts the callback
      Then the callback is with Anna
      And Anna sees the callback "in hand"

    @F2 @O7
    Scenario: It is dialled once, even so
      Given the option "webcallback.auto-dial" is "true"
      And Anna is offered the callback of Maria
      And the next EventAck to Anna is overtaken by the one behind it
      When Anna accepts the callback
      Then Anna has sent RequestMakeCall 1 times

    @F8
    Scenario: The party is taken away before the placement is acknowledged
      Given the option "webcallback.complete-queue" is "done"
      And Anna has the callback of Maria in hand
      When Anna marks the callback done
      Then the callback is in the queue "done"

    @F8
    Scenario: The acknowledgement of a placement is overtaken
      Given Anna has the callback of Maria in hand
      And the next EventPropertiesChanged to Anna is overtaken by the one behind it
      When Anna marks the callback done
      Then the callback is done
      And Anna has no interaction

    @F3
    Scenario: The contact answers before the network is said to be reached
      Given Maria answers after 1 second
      And Anna has the callback of Maria in hand
      And the next EventNetworkReached to Anna takes 5 seconds
      When Anna dials
      And 10 seconds pass
      Then Anna's call is "connected"

    @F4
    Scenario: A contact is busy after the network was reached too late
      Given Maria rejects the call
      And Anna has the callback of Maria in hand
      And the next EventDialing to Anna takes 2 seconds
      When Anna dials
      And 10 seconds pass
      Then every callback is in exactly one place

  Rule: A message that is lost does no harm

    @E6
    Scenario: The invitation is lost, so it expires
      Given Anna is logged in
      And the next EventInvite to Anna is lost
      When Maria schedules a callback
      Then Anna has no interaction
      And the callback is offered to Anna
      When 35 seconds pass
      Then Anna sees the notification of Maria

    @E6
    Scenario: The acceptance is lost, so the invitation expires
      Given Anna is offered the callback of Maria
      And the next RequestAccept from Anna is lost
      And Ben is logged in
      When Anna accepts the callback
      And 30 seconds pass
      Then the callback is offered to Ben
      And Anna has no interaction

    @E7
    Scenario: Both answers to the acceptance are lost
      Given Anna is offered the callback of Maria
      And the next EventAck to Anna is lost
      And the next EventPartyAdded to Anna is lost
      When Anna accepts the callback
      And 30 seconds pass
      Then Anna is told "Interaction Server does not answer"
      And Anna sees the callback "in hand"
      And Anna sees an open interaction window
      And the callback is with Anna

    @F2
    Scenario: Only the acknowledgement of the acceptance is lost
      Given Anna is offered the callback of Maria
      And the next EventAck to Anna is lost
      When Anna accepts the callback
      Then Anna sees the callback "in hand"
      And the callback is with Anna

    @F2
    Scenario: Only the naming of the party is lost
      Given Anna is offered the callback of Maria
      And the next EventPartyAdded to Anna is lost
      When Anna accepts the callback
      Then Anna sees the callback "in hand"
      And the callback is with Anna

    @P2
    Scenario: The answer to declining is lost
      Given Anna is offered the callback of Maria
      And Ben is logged in
      And the next EventAck to Anna is lost
      When Anna declines the callback
      And Ben accepts the callback
      Then the callback is with Ben
      And Anna sees the callback "being declined"
      When 30 seconds pass
      Then Anna has no interaction
      And the callback is with Ben

    @P2 @E6
    Scenario: The declining itself is lost, so the invitation expires
      Given Anna is offered the callback of Maria
      And the next RequestReject from Anna is lost
      And Ben is logged in
      When Anna declines the callback
      And 30 seconds pass
      Then the callback is offered to Ben
      And Anna has no interaction

    @F8
    Scenario: Mark Done is lost before anything was saved
      Given the option "webcallback.complete-queue" is "done"
      And Anna has the callback of Maria in hand
      And the next RequestChangeProperties from Anna is lost
      When Anna marks the callback done
      And 30 seconds pass
      Then the callback is with Anna
      And Anna is told "Interaction Server does not answer"
      When Anna marks the callback done
      Then the callback is in the queue "done"

    @F8
    Scenario: The placement is lost
      Given the option "webcallback.complete-queue" is "done"
      And Anna has the callback of Maria in hand
      And the next RequestPlaceInQueue from Anna is lost
      When Anna marks the callback done
      And 30 seconds pass
      Then the callback is with Anna
      When Anna marks the callback done
      Then the callback is in the queue "done"

    @F8
    Scenario Outline: Only the <event> of the placement is lost
      Given the option "webcallback.complete-queue" is "done"
      And Anna has the callback of Maria in hand
      And the next RequestPlaceInQueue from Anna takes 2 seconds
      When Anna marks the callback done
      Given the next <event> to Anna is lost
      When 2 seconds pass
      Then the callback is in the queue "done"
      And Anna has no interaction

      Examples:
        | event             |
        | EventAck          |
        | EventPartyRemoved |

    @F8 @C7
    Scenario: The server refuses to save, so the callback stays in hand
      Given the option "interaction.disposition.key-name" is "SubmittedBy"
      And Anna has talked to Maria and released the call
      When Anna sets the disposition "Resolved"
      And Anna marks the callback done
      Then Anna is told "SubmittedBy"
      And the callback is with Anna
      And Anna is offered to mark the callback done

    @E7
    Scenario: The news that the callback was taken back is lost
      Given Anna has the callback of Maria in hand
      And Ben is logged in
      And the next EventRevoked to Anna is lost
      When 180 minutes pass
      Then the callback is offered to Ben
      And Anna sees the callback "in hand"
      When Anna marks the callback done
      Then Anna has no interaction
      And Anna is told "not handled by"
      And the callback is offered to Ben

  Rule: An agent whose acceptance is not answered learns whose the callback is

    Background:
      Given Maria answers
      And Anna is offered the callback of Maria

    @F2
    Scenario: Both answers come later than the desktop waits
      Given the next EventAck to Anna takes 40 seconds
      And the next EventPartyAdded to Anna takes 40 seconds
      When Anna accepts the callback
      And 30 seconds pass
      Then Anna sees the callback "in hand"
      When 10 seconds pass
      Then Anna sees the callback "in hand"
      And the callback is with Anna

    @F2
    Scenario: The naming of the party comes before the server has said whose it is
      Given the next EventAck to Anna is lost
      And the next EventPartyAdded to Anna takes 35 seconds
      And the next RequestChangeProperties from Anna takes 10 seconds
      When Anna accepts the callback
      And 34 seconds pass
      Then Anna sees the callback "accepted, not yet known by whom"
      When 1 second passes
      Then Anna sees the callback "in hand"

    @F2
    Scenario: What the desktop asks is lost as well, so it asks again
      Given the next EventAck to Anna is lost
      And the next EventPartyAdded to Anna is lost
      And the next RequestChangeProperties from Anna is lost
      When Anna accepts the callback
      And 59 seconds pass
      Then Anna sees the callback "accepted, not yet known by whom"
      When 1 second passes
      Then Anna sees the callback "in hand"

    @E6
    Scenario: It is the agent's no more, and the news of that is lost
      Given Ben is logged in
      And the next RequestAccept from Anna is lost
      And the next EventRevoked to Anna is lost
      When Anna accepts the callback
      And 30 seconds pass
      Then Anna has no interaction
      And Anna is told "not handled by"
      And the callback is offered to Ben

    @E6
    Scenario: It is the agent's no more, and the news of that comes while the desktop asks
      Given Ben is logged in
      And the next RequestAccept from Anna is lost
      And the next EventRevoked to Anna takes 5 seconds
      And the next RequestChangeProperties from Anna takes 10 seconds
      When Anna accepts the callback
      And 30 seconds pass
      Then Anna sees the callback "accepted, not yet known by whom"
      When 5 seconds pass
      Then Anna has no interaction

    @E2
    Scenario: Interaction Server is lost while the desktop asks
      Given the next EventAck to Anna is lost
      And the next EventPartyAdded to Anna is lost
      And the next RequestChangeProperties from Anna is lost
      When Anna accepts the callback
      And 30 seconds pass
      And Interaction Server goes down
      Then Anna has no interaction
      When Interaction Server comes back
      Then the callback is offered to Anna

  Rule: A logout that is lost leaves nothing with the agent

    @E7
    Scenario: It is asked again
      Given Anna has the callback of Maria in hand
      And the next RequestAgentLogout from Anna is lost
      When Anna logs out
      Then the callback is with Anna
      When 30 seconds pass
      Then Anna is told "Interaction Server does not answer the logout"
      And the callback waits for an agent

    @E7
    Scenario: The agent logs in again before that
      Given Anna has the callback of Maria in hand
      And the next RequestAgentLogout from Anna is lost
      When Anna logs out
      And Anna logs in
      Then the callback is offered to Anna
      And Anna sees the notification of Maria

  Rule: An acceptance that is not answered keeps what is done by itself

    @F2 @O7
    Scenario: It is dialled by itself then
      Given the option "webcallback.auto-dial" is "true"
      And Anna is offered the callback of Maria
      And the next EventAck to Anna is lost
      And the next EventPartyAdded to Anna is lost
      When Anna accepts the callback
      And 30 seconds pass
      Then Anna's call is "dialling"

    @F2 @O7
    Scenario: The naming of the party comes first, and it is dialled by itself
      Given the option "webcallback.auto-dial" is "true"
      And Anna is offered the callback of Maria
      And the next EventAck to Anna is lost
      And the next EventPartyAdded to Anna takes 35 seconds
      And the next RequestChangeProperties from Anna takes 10 seconds
      When Anna accepts the callback
      And 35 seconds pass
      Then Anna's call is "dialling"

  Rule: An answer may come later than the desktop waits for it

    Background:
      Given the option "webcallback.complete-queue" is "done"
      And Anna has the callback of Maria in hand
      And the next RequestPlaceInQueue from Anna takes 40 seconds

    @F8
    Scenario: The callback is placed after the desktop has given up waiting
      When Anna marks the callback done
      And 30 seconds pass
      Then Anna sees the callback "in hand"
      And Anna is told "Interaction Server does not answer"
      When 10 seconds pass
      Then the callback is in the queue "done"
      And Anna has no interaction

    @F8 @F3
    Scenario: Meanwhile Anna has called Maria again
      When Anna marks the callback done
      And 30 seconds pass
      And Anna dials and Maria answers
      And 10 seconds pass
      Then the callback is in the queue "done"
      And Anna sees the callback "taken away during a call"
      When Anna releases the call
      Then Anna has no interaction

    @F8
    Scenario: Meanwhile Anna has marked it done once more
      When Anna marks the callback done
      And 35 seconds pass
      Given the next RequestChangeProperties from Anna takes 10 seconds
      When Anna marks the callback done
      And 5 seconds pass
      Then the callback is in the queue "done"
      And Anna has no interaction
      When 10 seconds pass
      Then the callback is in the queue "done"
      And Anna has no interaction

  Rule: A reschedule may be cut in two

    @F7 @E2 @P4
    Scenario Outline: The connection ends between its two requests, <how>
      Given the option "webcallback.reschedule-queue" is "rescheduled"
      And Anna has talked to Maria and released the call
      And Anna has rescheduled to "in 2 hours"
      And the next RequestPlaceInQueue from Anna <how>
      When Anna marks the callback done
      And Interaction Server goes down
      And Interaction Server comes back
      Then the callback is in the queue "callbacks"
      When 119 minutes pass
      Then the callback is in the queue "callbacks"
      When 1 minute passes
      Then the callback is offered to Anna

      Examples:
        | how                   |
        | is lost               |
        | resets the connection |

  Rule: Answers and revocations may cross

    @E6 @F2
    Scenario: The expiry arrives while the acceptance is still on its way
      Given Anna is offered the callback of Maria
      And the next RequestAccept from Anna takes 25 seconds
      And Ben is logged in
      When 10 seconds pass
      And Anna accepts the callback
      And 20 seconds pass
      Then Anna has no interaction
      And the callback is offered to Ben
      When 5 seconds pass
      Then Anna has no interaction
      And the callback is offered to Ben

    @E6 @P2
    Scenario: The expiry arrives while the declining is still on its way
      Given Anna is offered the callback of Maria
      And the next RequestReject from Anna takes 25 seconds
      And Ben is logged in
      When 10 seconds pass
      And Anna declines the callback
      And 20 seconds pass
      Then Anna has no interaction
      And the callback is offered to Ben

    @E6 @P2
    Scenario: Declining when the invitation has just expired
      Given Anna is offered the callback of Maria
      And the next RequestReject from Anna takes 2 seconds
      And Ben is logged in
      When 29 seconds pass
      And Anna declines the callback
      And 2 seconds pass
      Then the callback is offered to Ben
      And Anna has no interaction

    @E6 @P2
    Scenario: The expiry arrives after the server has refused the declining
      Given Anna is offered the callback of Maria
      And the next EventRevoked to Anna takes 3 seconds
      And Ben is logged in
      When 30 seconds pass
      And Anna declines the callback
      Then the callback is offered to Ben
      And Anna has no interaction

    @E7
    Scenario: Mark Done crosses with the end of the handling time
      Given Anna has the callback of Maria in hand
      And the next EventRevoked to Anna takes 2 seconds
      And Ben is logged in
      When 180 minutes pass
      And Anna marks the callback done
      Then the callback is offered to Ben
      And Anna has no interaction

    @E7
    Scenario: The end of the handling time arrives while the callback is being saved
      Given Anna has the callback of Maria in hand
      And the next RequestChangeProperties from Anna takes 5 seconds
      And Ben is logged in
      When 179 minutes pass
      And 58 seconds pass
      And Anna marks the callback done
      And 2 seconds pass
      Then Anna has no interaction
      And the callback is offered to Ben

    @E7
    Scenario: The end of the handling time arrives while the callback is being placed
      Given Anna has the callback of Maria in hand
      And the next EventAck to Anna takes 5 seconds
      And Ben is logged in
      When Anna marks the callback done
      And 10 seconds pass
      Then the callback is done
      And Anna has no interaction

  Rule: A contact may cancel at any moment

    Scenario Outline: Maria cancels while <situation>
      Given <situation>
      When Maria cancels the callback on the website
      Then the callback is done
      And Anna has no interaction
      And Anna hears no bell

      Examples:
        | situation                              |
        | Anna is offered the callback of Maria  |
        | Anna has the callback of Maria in hand |

    Scenario: She cancels while it waits for somebody
      Given Maria has scheduled a callback
      When Maria cancels the callback on the website
      And Anna logs in
      Then the callback is done
      And Anna has no interaction

    Scenario: She cancels while Anna talks to her
      Given Anna is talking to Maria
      When Maria cancels the callback on the website
      Then the callback is done
      And Anna sees the callback "taken away during a call"
      When Anna releases the call
      Then Anna has no interaction

    Scenario: She cancels while the callback is being placed
      Given the option "webcallback.complete-queue" is "done"
      And Anna has the callback of Maria in hand
      And the next RequestPlaceInQueue from Anna takes 10 seconds
      When Anna marks the callback done
      And Maria cancels the callback on the website
      Then Anna has no interaction
      When 10 seconds pass
      Then the callback is done

    Scenario: She cancels, and the news is lost while the callback is being placed
      Given the option "webcallback.complete-queue" is "done"
      And Anna has the callback of Maria in hand
      And the next RequestPlaceInQueue from Anna takes 10 seconds
      And the next EventRevoked to Anna is lost
      When Anna marks the callback done
      And Maria cancels the callback on the website
      Then Anna sees the callback "being placed"
      When 10 seconds pass
      Then Anna has no interaction
      And Anna is told "unknown interaction"
      And the callback is done

  Rule: Two agents never own one callback

    Scenario: Two agents who want the same callback at the same instant
      Given Anna is offered the callback of Maria
      And Ben is logged in
      And the next RequestAccept from Anna takes 30 seconds
      When Anna accepts the callback
      And 30 seconds pass
      And Ben accepts the callback
      Then the callback is with Ben
      And Anna has no interaction

    Scenario: An agent logs in at a second desktop
      Given Anna has the callback of Maria in hand
      When Anna loses the connection to Interaction Server
      And Anna is connected to Interaction Server again
      Then the callback is offered to Anna
      And every callback is in exactly one place
