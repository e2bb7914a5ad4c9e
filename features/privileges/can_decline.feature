@P2
Feature: Can Decline
  An agent with this privilege may decline a web callback that is offered. The callback goes back to its queue
  and is offered to somebody else.

  Background:
    Given Ben is logged in and Not Ready

  Rule: With the privilege an agent may decline

    @F1 @golden
    Scenario: Declining is offered beside accepting
      Given Anna is offered the callback of Maria
      Then Anna is offered to accept the callback
      And Anna is offered to decline the callback

    @E5 @F10 @everywhere
    Scenario: A callback that is declined goes to another agent
      Given Anna is offered the callback of Maria
      When Anna declines the callback
      And Ben goes Ready
      Then the callback is offered to Ben
      And Anna has no interaction
      And these messages were sent, in this order
        | from               | message       | to                 |
        | Anna               | RequestReject | Interaction Server |
        | Interaction Server | EventAck      | Anna               |
        | Interaction Server | EventInvite   | Ben                |

    Scenario: The bell stops when the agent declines
      Given Anna is offered the callback of Maria
      When Anna declines the callback
      Then Anna hears no bell

    Scenario: Declining again and again never loses the callback
      Given Anna is offered the callback of Maria
      When Anna declines the callback
      And 5 seconds pass
      Then the callback is offered to Anna
      When Anna declines the callback
      And 4 seconds pass
      Then the callback waits for an agent
      And every callback is in exactly one place

  Rule: Without the privilege an agent may only accept, or wait

    Background:
      Given Anna does not have the privilege "Can Decline"

    @P9
    Scenario: Declining is neither offered nor possible
      Given Anna is offered the callback of Maria
      Then Anna is offered to accept the callback
      And Anna is not offered to decline the callback
      When Anna tries to decline the callback
      Then it is refused, because the privilege "Can Decline" is missing (P2)
      And nothing has changed
      And Anna has not sent RequestReject

    @E6
    Scenario: The agent who waits is rid of the callback all the same
      Given Anna is offered the callback of Maria
      When Ben goes Ready
      And 30 seconds pass
      Then the callback is offered to Ben

  Rule: Without the channel the privilege has no effect

    @P1
    Scenario: The channel is missing, and so nothing can be declined
      Given Anna does not have the privilege "Can Use Web Callback Channel"
      And Anna is logged in
      When Anna tries to decline the callback
      Then it is refused, because the privilege "Can Use Web Callback Channel" is missing (P1)
