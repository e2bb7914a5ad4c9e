Feature: Routing and invitation
  A routing strategy picks an available agent, and the server invites that agent. An invitation that nobody answers is
  taken back, and so is what an agent leaves untouched or what an agent holds whose connection is lost.

  @E5
  Rule: The strategy picks an agent who is Ready and has capacity left

    @golden
    Scenario: The callback waits until somebody is Ready
      Given Maria has scheduled a callback
      Then the callback waits for an agent
      When Anna logs in
      Then the callback is offered to Anna

    Scenario: Nobody else is invited
      Given Anna is logged in
      And Ben is logged in and Not Ready
      When Maria schedules a callback
      Then Anna was sent EventInvite 1 times
      And Ben was not sent EventInvite

    Scenario: An agent with a callback in hand gets no second one
      Given Anna has the callback of Maria in hand
      When Ella schedules a callback
      Then the callback waits for an agent
      When Anna marks the callback done
      Then the callback of Ella is offered to Anna

    Scenario: An agent may have more than one, if the configuration says so
      Given Anna can take 2 callbacks at once
      And Anna has the callback of Maria in hand
      When Ella schedules a callback
      Then the callback of Ella is offered to Anna
      And the callback of Maria is with Anna

    Scenario: A strategy for one agent waits for that agent
      Given Ben is logged in
      When Maria schedules a callback in the queue "callbacks for Anna"
      Then the callback waits for an agent
      When Anna logs in
      Then the callback is offered to Anna

    Scenario: A strategy for a group picks a member
      Given Clara is logged in
      And Ben is logged in
      When Maria schedules a callback in the queue "callbacks for Aurora"
      Then the callback is offered to Ben

    Scenario: What is more urgent comes first
      Given Maria has scheduled a callback
      And Ella has scheduled a callback in the queue "urgent callbacks"
      When Anna logs in
      Then the callback of Ella is offered to Anna

    Scenario: What came first is offered first
      Given Maria has scheduled a callback
      And Ella has scheduled a callback
      When Anna logs in
      Then the callback of Maria is offered to Anna

    Scenario: A strategy attaches data that the agent sees
      Given the strategy of the queue "callbacks" attaches "Segment" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna sees this case information
        | key     | value |
        | Segment | Gold  |

    Scenario: Each of many callbacks is offered to one agent only
      Given Anna is logged in
      And Ben is logged in
      And Clara is logged in
      And 5 contacts have scheduled callbacks
      Then the callback of Contact1 is offered to Anna
      And the callback of Contact2 is offered to Ben
      And the callback of Contact3 is offered to Clara
      And every callback is in exactly one place

  @E6
  Rule: An invitation that is not answered in 30 seconds is taken back

    Scenario: The callback goes to another agent
      Given Anna is offered the callback of Maria
      And Ben is logged in
      When 29 seconds pass
      Then the callback is offered to Anna
      When 1 second passes
      Then the callback is offered to Ben
      And Anna has no interaction
      And Anna hears no bell
      And Anna is told "Expired"
      And the last EventRevoked says
        | attribute               | value   |
        | Reason.ReasonSystemName | Expired |

    Scenario: It returns to the queue that it was taken from
      Given Anna is offered the callback of Maria
      When Anna goes Not Ready
      And 30 seconds pass
      Then the callback waits for an agent
      And Anna's channel is "Not Ready"

    Scenario: The same agent is not offered it again at once (assumed)
      Given Anna is offered the callback of Maria
      When 30 seconds pass
      Then the callback waits for an agent
      When 5 seconds pass
      Then the callback is offered to Anna

    @F10
    Scenario: Accepting when the invitation has just expired comes too late
      Given Anna is offered the callback of Maria
      And the next RequestAccept from Anna takes 2 seconds
      When 29 seconds pass
      And Anna accepts the callback
      And 2 seconds pass
      Then the callback waits for an agent
      And Anna has no interaction
      When 10 seconds pass
      Then the callback is offered to Anna

    @F10
    Scenario: An invitation that takes back and an answer that accepts cross each other
      Given Anna is offered the callback of Maria
      And the next EventRevoked to Anna takes 2 seconds
      And Ben is logged in
      When 30 seconds pass
      And Anna accepts the callback
      Then the callback is offered to Ben
      And Anna has no interaction
      When 2 seconds pass
      Then the callback is offered to Ben
      And Anna has no interaction

  @E7
  Rule: What an agent leaves untouched for 180 minutes is taken back

    @F10
    Scenario: A callback that is offered anew leaves its old call on its own
      Given Anna is talking to Maria
      When 180 minutes pass
      Then the callback is offered to Anna
      And Anna's call is "connected"
      When Maria hangs up
      Then Anna sees the notification of Maria

    Scenario: Nobody asks for anything about it
      Given Anna has the callback of Maria in hand
      When 179 minutes pass
      Then the callback is with Anna
      When 1 minute passes
      Then Anna is told "HandlingTimeout"
      And the callback is offered to Anna
      And Anna sees the notification of Maria

    Scenario: Whatever the agent does about it starts the time anew
      Given Anna has the callback of Maria in hand
      When 170 minutes pass
      And Anna dials and Maria answers
      And Anna releases the call
      And 170 minutes pass
      Then the callback is with Anna

    @F10
    Scenario: During a long call the callback is taken away, and the call goes on
      Given Anna is talking to Maria
      And Ben is logged in
      When 180 minutes and 10 seconds pass
      Then the callback is offered to Ben
      And Anna sees the callback "taken away during a call"
      When Maria hangs up
      Then Anna has no interaction

  @E7
  Rule: What an agent holds goes back when the agent's connection is lost

    Scenario Outline: Another agent gets <what>
      Given <situation>
      And Ben is logged in
      When Anna loses the connection to Interaction Server
      Then the callback is offered to Ben
      And Anna has no interaction
      And Anna's channel is "out of service"
      When Anna is connected to Interaction Server again
      Then Anna's channel is "Ready"

      Examples:
        | what                     | situation                              |
        | a callback that was offered | Anna is offered the callback of Maria  |
        | a callback in hand       | Anna has the callback of Maria in hand |

    Scenario: An agent who logs out gives back what is unfinished
      Given Anna has the callback of Maria in hand
      And Ben is logged in
      When Anna logs out
      Then the callback is offered to Ben
      And Anna has no interaction

    @P9
    Scenario: An agent can't log out during a call
      Given Anna is talking to Maria
      When Anna tries to log out
      Then it is refused with "a call is up"
      And nothing has changed

    @P9
    Scenario: An agent is logged in once
      Given Anna is logged in
      When Anna tries to log in
      Then it is refused with "the agent is logged in already"
      When Anna logs out
      And Anna tries to log out
      Then it is refused with "the agent is not logged in"
      When Anna tries to log on to the channel
      Then it is refused with "the agent is not logged in"
