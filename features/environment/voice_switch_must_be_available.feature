@E3
Feature: A voice switch must be available
  The voice switch is a T-Server or a SIP Server. Without it a callback can be accepted, but dialling fails with a clear
  error and the callback is kept.

  Rule: Without the switch a callback is accepted and kept

    @golden
    Scenario: Dialling fails with a clear error
      Given the voice switch is down
      And Anna has the callback of Maria in hand
      Then Anna's voice channel is out of service
      When Anna dials
      Then Anna sees that the call ended with "the voice switch is lost"
      And the callback is with Anna
      And no RequestMakeCall was sent

    @F4
    Scenario: The agent dials again when the switch is back
      Given the voice switch is down
      And Anna has the callback of Maria in hand
      When Anna dials
      And the voice switch comes back
      Then Anna's voice channel is in service
      When Anna dials and Maria answers
      Then Anna's call is "connected"

    Scenario: The channel itself stays in service
      Given Anna is logged in
      When the voice switch goes down
      Then Anna's channel is "Ready"
      And Anna's voice channel is out of service
      And Anna is told "out of service: the voice switch is lost"

  Rule: A switch that goes down ends the calls, never the callback

    @F10 @F4
    Scenario Outline: The voice switch goes down <when>
      Given Maria answers after 10 seconds
      And Anna has the callback of Maria in hand
      When Anna dials
      And <delay> pass
      And the voice switch goes down
      Then Anna's call is "over"
      And Anna sees that the call ended with "the voice switch is lost"
      And the callback is with Anna
      And Anna is offered to mark the callback done

      Examples:
        | when                          | delay            |
        | before the network is reached | 500 milliseconds |
        | while the contact is ringing  | 3 seconds        |
        | during the conversation       | 30 seconds       |

    @F10
    Scenario: The voice switch goes down while the call is on hold
      Given Anna is talking to Maria
      When Anna holds the call
      And the voice switch goes down
      Then Anna's call is "over"
      And the callback is with Anna

    @F10 @F6
    Scenario: The voice switch goes down during a consultation
      Given the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      And Anna has started a two-step transfer to Ben
      When the voice switch goes down
      Then Anna's call is "over"
      And Anna's consult call is "over"
      And Ben has no interaction
      And the callback is with Anna

    @F10
    Scenario: The voice switch goes down before it has answered a request
      Given Anna has the callback of Maria in hand
      And the next RequestMakeCall from Anna takes 2 seconds
      When Anna dials
      And the voice switch goes down
      Then Anna's call is "over"
      And the callback is with Anna
      When the voice switch comes back
      And Anna dials and Maria answers
      Then Anna's call is "connected"

  Rule: A server that has lost its switch says so

    Scenario: Calls end and dialling fails until the link is back
      Given the voice switch is a "T-Server"
      And Anna is talking to Maria
      When the T-Server loses its link to the switch
      Then Anna's call is "over"
      And Anna's voice channel is out of service
      And the callback is with Anna
      When Anna dials
      Then Anna sees that the call ended with "the voice switch is lost"
      When the T-Server has its link to the switch again
      Then Anna's voice channel is in service
      When Anna dials and Maria answers
      Then Anna's call is "connected"

  Rule: A T-Server and a SIP Server both complete a callback

    @E4 @F3
    Scenario Outline: A callback through a <kind>
      Given the voice switch is a "<kind>"
      And Anna has the callback of Maria in hand
      When Anna dials and Maria answers
      Then these messages were sent, in this order
        | from   | message             | to     |
        | Anna   | RequestMakeCall     | <kind> |
        | <kind> | EventDialing        | Anna   |
        | <kind> | EventNetworkReached | Anna   |
        | <kind> | EventEstablished    | Anna   |

      Examples:
        | kind       |
        | T-Server   |
        | SIP Server |
