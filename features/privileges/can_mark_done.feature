@P7
Feature: Can Mark Done
  With this privilege an agent may mark an inbound web callback as done without processing it further.

  Rule: With the privilege a callback can be finished

    @F8 @golden
    Scenario: A callback that was never called is marked done
      Given Anna has the callback of Maria in hand
      Then Anna is offered to mark the callback done
      When Anna marks the callback done
      Then the callback is done
      And Anna has no interaction
      And no RequestMakeCall was sent

    @F5
    Scenario: A callback is marked done after the call
      Given Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the callback is done

    @P9
    Scenario: While the call is up the callback can't be finished
      Given Anna is talking to Maria
      Then Anna is not offered to mark the callback done
      When Anna tries to mark the callback done
      Then it is refused with "the call is connected"
      And nothing has changed

    @P9
    Scenario: A callback that is only offered can't be finished
      Given Anna is offered the callback of Maria
      Then Anna is not offered to mark the callback done
      When Anna tries to mark the callback done
      Then it is refused with "the callback is offered"

    @P9
    Scenario: What is done can't be done again
      Given Anna has the callback of Maria in hand
      When Anna marks the callback done
      And Anna tries to mark the callback done
      Then it is refused with "the callback is closed"

  Rule: Without the privilege a callback can't be finished by hand

    Background:
      Given Anna does not have the privilege "Can Mark Done"

    @P9
    Scenario Outline: Marking done is neither offered nor possible
      Given <situation>
      Then Anna is not offered to mark the callback done
      When Anna tries to mark the callback done
      Then it is refused, because the privilege "Can Mark Done" is missing (P7)
      And the callback is with Anna
      And nothing has changed

      Examples:
        | situation                                       |
        | Anna has the callback of Maria in hand          |
        | Anna has talked to Maria and released the call  |

    @F7
    Scenario: A reschedule needs it as well, for it takes effect at Mark Done
      Given Anna has talked to Maria and released the call
      And Anna has rescheduled to "tomorrow at 09:30"
      When Anna tries to mark the callback done
      Then it is refused, because the privilege "Can Mark Done" is missing (P7)
      And the callback is with Anna

    @F6 @O12
    Scenario: A transfer takes the callback off the agent's hands without it
      Given the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      When Anna transfers the call to Ben
      Then the callback is in the queue "parked"
