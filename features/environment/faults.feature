@F10
Feature: Whatever fails, nothing is lost
  Messages are late, lost or doubled by chance, requests are answered with errors, connections are reset, half-closed or
  bring garbage, servers go down and come back. Chance comes from a seed: the same run is the same the next time.

  Rule: A network that is bad by chance

    @E7
    Scenario Outline: A part of an agent's requests <fate>
      Given 40 % of the messages from Anna <fate>
      And Ben is logged in
      And Anna is logged in
      When Maria schedules a callback
      And Ella schedules a callback
      And 10 minutes pass
      Then a part of the messages from Anna was "<befallen>", and a part was not
      And every callback is in exactly one place

      Examples:
        | fate          | befallen                  |
        | are lost      | dropped                   |
        | come twice    | repeated                  |
        | are overtaken | overtaken by the next one |

    Scenario: Each message takes as long as chance says
      Given Anna is logged in
      And every message to Anna takes 1 second to 5 seconds
      When Maria schedules a callback
      Then Anna has no interaction
      And a part of the messages to Anna was "delayed by", and a part was not
      When 5 seconds pass
      Then Anna sees the notification of Maria

    Scenario: The network gets well again
      Given Anna is logged in
      And 100 % of the messages to Anna are lost
      When Maria schedules a callback
      Then EventInvite to Anna was "dropped"
      And Anna has no interaction
      When the faults are over
      And 10 minutes pass
      Then Anna sees the notification of Maria

  Rule: A request that is answered with an error

    @F2
    Scenario: Interaction Server refuses an acceptance
      Given Anna is offered the callback of Maria
      And the next RequestAccept from Anna is answered with error 43
      When Anna accepts the callback
      Then RequestAccept from Anna was "refused with error 43"
      And the callback is offered to Anna
      And Anna has no interaction
      And the last EventError says
        | attribute   | value |
        | ErrorCode   | 43    |

    @E3 @F3
    Scenario: The voice switch refuses to dial
      Given Anna has the callback of Maria in hand
      And the next RequestMakeCall from Anna is answered with error 41
      When Anna dials
      Then RequestMakeCall from Anna was "refused with error 41"
      And Anna's call is "over"
      And the callback is with Anna
      When Anna dials and Maria answers
      Then Anna's call is "connected"

  Rule: A connection that ends

    @E2 @E7
    Scenario Outline: The connection ends with the acceptance, as it <ends>
      Given Anna is offered the callback of Maria
      And the next RequestAccept from Anna <ends> for 5 seconds
      When Anna accepts the callback
      Then RequestAccept from Anna was "<befallen>"
      And Anna's channel is "out of service"
      And the callback waits for an agent
      When 5 seconds pass
      Then Anna's channel is "Ready"
      And the callback is offered to Anna

      Examples:
        | ends                  | befallen                                             |
        | resets the connection | lost: the connection is reset                        |
        | arrives as garbage    | lost: garbled, so the receiver drops the connection  |

    @E2
    Scenario: A connection that is reset stays down until it is made again
      Given Anna is logged in
      And the next EventInvite to Anna resets the connection
      When Maria schedules a callback
      And 1 hour passes
      Then Anna's channel is "out of service"
      When Anna is connected to Interaction Server again
      Then the callback is offered to Anna

    @E7
    Scenario: A connection is half-closed: the agent's desktop believes that it is up
      Given Anna is offered the callback of Maria
      And the next RequestAccept from Anna half-closes the connection for 1 minute
      When Anna accepts the callback
      Then RequestAccept from Anna was "lost: the connection is half-closed"
      And Anna's channel is "Ready"
      And the callback is offered to Anna
      When Anna goes Not Ready
      Then RequestNotReadyForMedia from Anna was "lost: the connection is half-closed"
      And Anna's channel is "Ready"
      When 1 minute passes
      Then Anna's channel is "Ready"
      And the callback is offered to Anna
      When Anna accepts the callback
      Then the callback is with Anna

    @E2 @E7
    Scenario: A connection that is lost for a while comes back by itself
      Given Anna has the callback of Maria in hand
      When Anna loses the connection to Interaction Server for 30 seconds
      Then Anna's channel is "out of service"
      And the callback waits for an agent
      When 30 seconds pass
      Then Anna's channel is "Ready"
      And the callback is offered to Anna

  Rule: A server that is down for a while, or restarts

    @E2 @golden
    Scenario: Interaction Server is down for a while
      Given Anna has the callback of Maria in hand
      When Interaction Server goes down for 10 minutes
      Then Anna's channel is "out of service"
      When 9 minutes 59 seconds pass
      Then Anna's channel is "out of service"
      When 1 second passes
      Then Anna's channel is "Ready"
      And the callback is offered to Anna

    @E2
    Scenario: Whoever starts it earlier has it earlier, and it goes down no second time
      Given Anna is logged in
      When Interaction Server goes down for 10 minutes
      And Interaction Server comes back
      Then Anna's channel is "Ready"
      When Interaction Server goes down
      And 20 minutes pass
      Then Anna's channel is "out of service"

    @E3
    Scenario: The voice switch is down for a while
      Given Anna is talking to Maria
      When the voice switch goes down for 20 seconds
      Then Anna's voice channel is out of service
      And the callback is with Anna
      When 20 seconds pass
      Then Anna's voice channel is in service

    @E3
    Scenario: The voice switch restarts, and its calls are gone
      Given Anna is talking to Maria
      When the voice switch restarts
      Then Anna sees that the call ended with "the voice switch is lost"
      And Anna's voice channel is in service
      And the callback is with Anna

    @E2 @E7
    Scenario: Interaction Server restarts and knows what it knew
      Given Anna has the callback of Maria in hand
      When Interaction Server restarts
      Then Anna's channel is "Ready"
      And the callback is offered to Anna

    @E2
    Scenario: Interaction Server restarts without its state
      Given Anna has the callback of Maria in hand
      When Interaction Server restarts without its state
      Then Interaction Server does not know the callback
      And Anna's channel is "Ready"
      And Anna has no interaction
      When Ella schedules a callback
      Then the callback is offered to Anna

    @E2 @E7
    Scenario: A call outlives the state of Interaction Server
      Given Anna is talking to Maria
      When Interaction Server restarts without its state
      Then Interaction Server does not know the callback
      And Anna sees the callback "taken away during a call"
      When Anna releases the call
      Then Anna has no interaction

  Rule: A request that is carried out, and whose answer fails

    @E7 @F2
    Scenario: The answer to an acceptance is late
      Given Anna is offered the callback of Maria
      And the answer to the next RequestAccept from Anna takes 2 seconds
      When Anna accepts the callback
      Then the callback is with Anna
      And EventAck to Anna was "delayed by 2 s"
      When 2 seconds pass
      Then Anna sees the callback "in hand"

    @E7 @F2
    Scenario: The answer to an acceptance is lost
      Given Anna is logged in
      And the answer to the next RequestAccept from Anna is lost
      When Maria schedules a callback
      Then Anna was sent EventInvite
      When Anna accepts the callback
      Then the callback is with Anna
      And EventAck to Anna was "dropped"
      And the voice switch was not sent RequestMakeCall

    @E3 @F3
    Scenario: The answer of the voice switch is late
      Given Anna has the callback of Maria in hand
      And the answer to the next RequestMakeCall from Anna takes 3 seconds
      When Anna dials
      Then Anna was not sent EventNetworkReached
      And the voice switch has sent EventDialing 1 times
      And EventDialing to Anna was "delayed by 3 s"
