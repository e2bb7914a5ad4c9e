@E3 @F10
Feature: A voice switch that does not answer
  The desktop waits for every answer of the voice switch, but not for ever (30 seconds, assumed). Then the agent is told,
  the action is offered again, and the switch is asked which calls are there. An answer that comes late is taken all the
  same, unless the agent has gone on without it.

  Rule: A call that was asked for is not waited for without end

    @F3 @P9 @golden
    Scenario: The request to call is lost
      Given Anna has the callback of Maria in hand
      And the next RequestMakeCall from Anna is lost
      When Anna dials
      And 29 seconds pass
      Then Anna's call is "requested"
      And Anna is not offered to dial
      When 1 second passes
      Then Anna's call is "not answered by the voice switch"
      And Anna sees that the call ended with "the voice switch does not answer"
      And Anna is told "the voice switch does not answer"
      And the callback is with Anna
      And Anna is offered to mark the callback done
      When Anna dials and Maria answers
      Then Anna's call is "connected"

    @F3
    Scenario: The call comes about after the desktop has given up waiting
      Given Anna has the callback of Maria in hand
      And the next RequestMakeCall from Anna takes 40 seconds
      When Anna dials
      And 30 seconds pass
      Then Anna's call is "not answered by the voice switch"
      When 10 seconds pass
      Then Anna's call is "dialling"
      When 10 seconds pass
      Then Anna's call is "connected"
      When Anna releases the call
      Then Anna sees that the call ended with "released"

    @F3
    Scenario: The call comes about after the agent has dialled again
      Given Maria is busy
      And Anna has the callback of Maria in hand
      And the next RequestMakeCall from Anna takes 40 seconds
      When Anna dials
      And 30 seconds pass
      And Anna dials
      And 9 seconds pass
      Then Anna sees that the call ended with "busy"
      When 1 second passes
      Then Anna's call is "over"
      And Anna has sent RequestReleaseCall 1 times
      And Anna is told "is released: no window waits for it"
      When 5 seconds pass
      Then Anna's call is "over"
      And Anna is offered to dial

    @F8
    Scenario: The call comes about after the callback is done
      Given Anna has the callback of Maria in hand
      And the next RequestMakeCall from Anna takes 40 seconds
      When Anna dials
      And 30 seconds pass
      And Anna marks the callback done
      And 10 seconds pass
      Then Anna has no interaction
      And Anna has sent RequestReleaseCall 1 times
      And Anna is told "is released: no window waits for it"

    @F4
    Scenario: The refusal comes after the desktop has given up waiting
      Given Anna has the callback of Maria in hand
      And the next RequestMakeCall from Anna is answered with error 41
      And the next EventError to Anna takes 40 seconds
      When Anna dials
      And 30 seconds pass
      Then Anna sees that the call ended with "the voice switch does not answer"
      When 10 seconds pass
      Then Anna sees that the call ended with "41"
      And Anna's call is "over"

    Scenario: The switch is lost after the desktop has given up waiting
      Given Anna has the callback of Maria in hand
      And the next RequestMakeCall from Anna is lost
      When Anna dials
      And 30 seconds pass
      And the voice switch goes down
      Then Anna's call is "over"
      And Anna sees that the call ended with "the voice switch is lost"

    @E7
    Scenario: The callback is taken away meanwhile, so that nothing is left to wait for
      Given Anna has the callback of Maria in hand
      And the next RequestMakeCall from Anna is lost
      When Anna dials
      And Interaction Server goes down
      Then Anna sees the callback "taken away during a call"
      When 30 seconds pass
      Then Anna has no interaction

  Rule: A call that was asked for is recognised by whatever comes first of it

    @F3
    Scenario: EventDialing is lost
      Given Anna has the callback of Maria in hand
      And the next EventDialing to Anna is lost
      When Anna dials
      And 1 second passes
      Then Anna's call is "ringing at the other end"
      When 40 seconds pass
      Then Anna's call is "connected"
      When Anna releases the call
      Then Anna sees that the call ended with "released"

    @F4
    Scenario: Of a busy contact only the end is heard, and EventDialing comes after it
      Given Maria is busy
      And Anna has the callback of Maria in hand
      And the next EventDialing to Anna takes 40 seconds
      And the next EventDestinationBusy to Anna is lost
      When Anna dials
      And 10 seconds pass
      Then Anna's call is "over"
      And Anna sees that the call ended with "busy"
      When 40 seconds pass
      Then Anna's call is "over"
      And Anna sees that the call ended with "busy"
      And Anna is offered to dial

    @F3
    Scenario: Nothing that is said of the call arrives
      Given Anna has the callback of Maria in hand
      And the next EventDialing to Anna is lost
      And the next EventNetworkReached to Anna is lost
      And the next EventEstablished to Anna is lost
      When Anna dials
      And 29 seconds pass
      Then Anna's call is "requested"
      When 1 second passes
      Then Anna is told "the voice switch does not answer"
      And Anna's call is "dialling"
      When Anna releases the call
      Then Anna's call is "over"
      And Anna is offered to dial

  Rule: What is asked about a call is not waited for without end

    @F5
    Scenario: The request to release is lost
      Given Anna is talking to Maria
      And the next RequestReleaseCall from Anna is lost
      When Anna releases the call
      And 30 seconds pass
      Then Anna's call is "connected"
      And Anna is told "the voice switch does not answer"
      When Anna releases the call
      Then Anna's call is "over"

    @F5
    Scenario: Only the news of the release is lost
      Given Anna is talking to Maria
      And the next EventReleased to Anna is lost
      When Anna releases the call
      Then Anna's call is "connected"
      When 30 seconds pass
      Then Anna's call is "over"
      And Anna sees that the call ended with "the voice switch no longer has the call"

    Scenario: The registration is lost
      Given the next RequestRegisterAddress from Anna is lost
      And Anna is logged in
      Then Anna's voice channel is out of service
      When 30 seconds pass
      Then Anna is told "the voice switch does not answer RequestRegisterAddress"
      And Anna's voice channel is in service

  Rule: A call whose end was not heard ends when the agent asks for anything

    @F5
    Scenario: It had connected
      Given Maria hangs up after 20 seconds
      And Anna is talking to Maria
      And the next EventReleased to Anna is lost
      When 20 seconds pass
      Then Anna's call is "connected"
      When Anna releases the call
      Then Anna's call is "over"
      And Anna sees that the call ended with "56"
      And Anna is offered to mark the callback done

    @F5
    Scenario: It was on hold
      Given Maria hangs up after 20 seconds
      And Anna is talking to Maria
      And the next EventReleased to Anna is lost
      When Anna holds the call
      And 20 seconds pass
      Then Anna's call is "on hold"
      When Anna retrieves the call
      Then Anna's call is "over"

    @F4
    Scenario: Nobody answered
      Given Maria does not answer
      And Anna has the callback of Maria in hand
      And the next EventReleased to Anna is lost
      When Anna dials
      And 2 minutes pass
      Then Anna's call is "ringing at the other end"
      When Anna releases the call
      Then Anna's call is "over"

    @F4
    Scenario: The contact was busy
      Given Maria is busy
      And Anna has the callback of Maria in hand
      And the next EventReleased to Anna is lost
      When Anna dials
      And 10 seconds pass
      Then Anna's call is "busy"
      When Anna releases the call
      Then Anna's call is "over"

    @F4
    Scenario: The contact was busy, and that was not heard either
      Given Maria is busy
      And Anna has the callback of Maria in hand
      And the next EventDestinationBusy to Anna is lost
      And the next EventReleased to Anna is lost
      When Anna dials
      And 10 seconds pass
      Then Anna's call is "dialling"
      When Anna releases the call
      Then Anna's call is "over"

    @F6
    Scenario: It rang, and the contact had hung up
      Given the option "webcallback.park-queue" is "parked"
      And Maria hangs up after 20 seconds
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      And the next EventAbandoned to Ben is lost
      When Anna transfers the call to Ben
      And 20 seconds pass
      Then Ben's call is "ringing here"
      When Ben answers the call
      Then Ben has no interaction

  Rule: An error that says that something is so already is as good as the event that was lost

    @F6
    Scenario: The call is answered already
      Given the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      When Anna transfers the call to Ben
      Given the next EventEstablished to Ben is lost
      When Ben answers the call
      Then Ben's call is "ringing here"
      When Ben answers the call
      Then Ben's call is "connected"

    @F5
    Scenario: The call is on hold already
      Given Anna is talking to Maria
      And the next EventHeld to Anna is lost
      When Anna holds the call
      Then Anna's call is "connected"
      When Anna holds the call
      Then Anna's call is "on hold"

    @F5
    Scenario: The call is retrieved already
      Given Anna is talking to Maria
      And the next EventRetrieved to Anna is lost
      When Anna holds the call
      And Anna retrieves the call
      Then Anna's call is "on hold"
      When Anna retrieves the call
      Then Anna's call is "connected"

  Rule: A logout that comes late is followed by another registration

    Background:
      Given Anna is logged in
      And the next RequestAgentLogout from Anna takes 20 seconds
      And the next RequestUnregisterAddress from Anna takes 20 seconds

    @E3
    Scenario: It has ended the registration of the login that followed it
      When Anna logs out
      And Anna logs in
      And 20 seconds pass
      And Maria schedules a callback
      And Anna accepts the callback
      And Anna dials and Maria answers
      Then Anna's call is "connected"

    @E3
    Scenario: The news of it is lost, so the switch refuses the first call
      When Anna logs out
      And Anna logs in
      Given the next EventUnregistered to Anna is lost
      And the next EventAgentLogout to Anna is lost
      When 20 seconds pass
      And Maria schedules a callback
      And Anna accepts the callback
      And Anna dials
      Then Anna sees that the call ended with "41"
      When Anna dials and Maria answers
      Then Anna's call is "connected"
