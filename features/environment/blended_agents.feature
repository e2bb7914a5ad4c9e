@E5
Feature: Agents who do other things as well
  A blended agent takes chats and e-mails beside web callbacks. Each medium has a state and a capacity of its own; the
  contact centre may also say how many interactions of all media together an agent can have.

  Rule: Each medium has a capacity of its own

    @golden
    Scenario: An agent who is busy with a chat is offered callbacks all the same
      Given Anna is logged in
      And Anna is busy with a "chat"
      When Maria schedules a callback
      Then the callback is offered to Anna
      When Anna accepts the callback
      Then the callback is with Anna
      And Anna has 1 of the medium "chat" in hand

    Scenario: Of a medium nobody has more than its capacity
      Given Anna is logged in
      And Anna is busy with a "chat"
      When a "chat" comes into the queue "callbacks"
      Then Anna has 1 of the medium "chat" in hand
      When Anna finishes the "chat"
      Then Anna has 1 of the medium "chat" in hand
      When Anna finishes the "chat"
      Then Anna has 0 of the medium "chat" in hand

    Scenario: The contact centre says how many
      Given an agent can have 2 of the medium "chat" at once
      And Anna is logged in
      And Anna is busy with a "chat"
      When a "chat" comes into the queue "callbacks"
      And a "chat" comes into the queue "callbacks"
      Then Anna has 2 of the medium "chat" in hand

    Scenario: The contact centre says how many of all media together
      Given an agent can have 2 interactions of all media at once
      And Anna is logged in
      And Anna is busy with a "chat"
      And Anna is busy with an "email"
      When Maria schedules a callback
      Then the callback waits for an agent
      When Anna finishes the "email"
      Then the callback is offered to Anna

    Scenario: A chat is offered only to those who take chats
      Given Anna is logged in
      And Ben is logged in
      And Ben also takes the medium "chat"
      When a "chat" comes into the queue "callbacks"
      Then Ben has 1 of the medium "chat" in hand
      And Anna has 0 of the medium "chat" in hand

    @O1
    Scenario: Not Ready for chats is Ready for callbacks
      Given Anna is logged in
      And Anna also takes the medium "chat"
      When Anna goes Not Ready for the medium "chat"
      And a "chat" comes into the queue "callbacks"
      Then Anna's channel is "Ready"
      And Anna has 0 of the medium "chat" in hand
      When Anna goes Ready for the medium "chat"
      Then Anna has 1 of the medium "chat" in hand

    Scenario: Not Ready for callbacks is Ready for chats
      Given Anna is logged in and Not Ready
      And Anna also takes the medium "email"
      When an "email" comes into the queue "callbacks"
      And Maria schedules a callback
      Then Anna has 1 of the medium "email" in hand
      And the callback waits for an agent

  Rule: All media together fill an agent's capacity, where the contact centre says so

    Background:
      Given an agent can have 1 interaction of all media at once
      And Anna is logged in

    Scenario: Anna is busy with a chat, so the callback waits until it is finished
      Given Anna is busy with a "chat"
      When Maria schedules a callback
      Then the callback waits for an agent
      When Anna finishes the "chat"
      Then the callback is offered to Anna

    Scenario: Anna has a callback, so the chat waits until it is done
      Given Anna has the callback of Maria in hand
      And Anna also takes the medium "chat"
      When a "chat" comes into the queue "callbacks"
      Then Anna has 0 of the medium "chat" in hand
      When Anna marks the callback done
      Then Anna has 1 of the medium "chat" in hand

    Scenario: Whoever has more than is allowed keeps it
      Given Anna is busy with a "chat"
      When an administrator lets agents have 2 interactions of all media at once
      And Maria schedules a callback
      Then the callback is offered to Anna
      When Anna accepts the callback
      And an administrator lets agents have 1 interaction of all media at once
      Then the callback is with Anna
      And Anna has 1 of the medium "chat" in hand
      And every callback is in exactly one place

  Rule: What an agent has goes back when the agent is gone

    @E7
    Scenario: A lost connection gives the chat back, and it comes again
      Given Anna is logged in
      And Anna is busy with a "chat"
      When Anna loses the connection to Interaction Server
      Then Anna has 0 of the medium "chat" in hand
      When Anna is connected to Interaction Server again
      Then Anna has 1 of the medium "chat" in hand

    @E7
    Scenario: Whoever logs out takes no chats until the next time
      Given Anna is logged in
      And Anna is busy with a "chat"
      When Anna logs out
      And Anna logs in
      Then Anna has 0 of the medium "chat" in hand

  Rule: Nobody is disturbed who does not want to be

    Scenario: With Do Not Disturb nothing is offered, though the channel is Ready
      Given Anna is logged in
      When Anna turns Do Not Disturb on
      And Maria schedules a callback
      Then Anna's channel is "Ready"
      And the callback waits for an agent
      When Anna turns Do Not Disturb off
      Then the callback is offered to Anna

    Scenario: What is offered already stays (assumed)
      Given Anna is logged in
      And Maria has scheduled a callback
      When Anna turns Do Not Disturb on
      Then the callback is offered to Anna
      When Anna accepts the callback
      Then the callback is with Anna

    @E2
    Scenario: It ends with the session (assumed)
      Given Anna is logged in
      And Anna has turned Do Not Disturb on
      When Anna loses the connection to Interaction Server
      And Anna is connected to Interaction Server again
      And Maria schedules a callback
      Then the callback is offered to Anna

  Rule: After-call work on the voice channel leaves the Web Callback channel alone

    @E4 @F3
    Scenario: In after-call work a callback is offered and can be dialled
      Given Anna is logged in
      When Anna goes into after-call work
      Then the last EventAgentNotReady says
        | attribute | value |
        | WorkMode  | 3     |
      And Anna's channel is "Ready"
      When Maria schedules a callback
      Then the callback is offered to Anna
      When Anna accepts the callback
      And Anna tries to dial
      Then it is not refused
      When Anna ends the after-call work
      Then the last EventAgentReady says
        | attribute | value |
        | AgentID   | anna  |
