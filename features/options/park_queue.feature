@O12
Feature: webcallback.park-queue
  The Interaction Queue that receives the parent callback when the agent transfers the voice call made from it. It has
  to be set to support the transfer: without it the transfer is not offered (assumed).

  Rule: By default no queue is named

    @golden
    Scenario: Nobody has set it, and the call can't be transferred
      Given Ben is logged in and Not Ready
      And Anna is talking to Maria
      Then Anna is not offered to transfer the call
      And Anna is not offered to start a two-step transfer
      When Anna tries to transfer the call to Ben
      Then it is refused, because the option "webcallback.park-queue" is "" (O12)
      And nothing has changed
      When Anna tries to start a two-step transfer to Ben
      Then it is refused, because the option "webcallback.park-queue" is "" (O12)
      And Anna's value of "webcallback.park-queue" is "" by default

    @F6
    Scenario: A queue that is taken away during the consultation stops the transfer
      Given the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      And Anna has started a two-step transfer to Ben
      When Ben answers the call
      And an administrator sets the option "webcallback.park-queue" to ""
      And Anna tries to complete the transfer
      Then it is refused, because the option "webcallback.park-queue" is "" (O12)
      And nothing has changed

  Rule: With a queue the callback goes there

    Scenario: The queue receives it
      Given the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      When Anna transfers the call to Ben
      Then the callback is in the queue "parked"
      And Anna has no interaction
      And every callback is in exactly one place

    @F6
    Scenario: The server is told why
      Given the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      When Anna transfers the call to Ben
      Then the last RequestPlaceInQueue says
        | attribute               | value       |
        | Queue                   | parked      |
        | Reason.ReasonSystemName | Transferred |
      And the last RequestChangeProperties says
        | attribute                         | value |
        | ChangedProperties.callback_status | 13    |

    @F6
    Scenario: A two-step transfer parks the callback when it is completed
      Given the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      When Anna starts a two-step transfer to Ben
      Then the callback is with Anna
      When Ben answers the call
      And Anna completes the transfer
      Then the callback is in the queue "parked"

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given at the level "<level>" of "<holder>" the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      When Anna transfers the call to Ben
      Then the callback is in the queue "parked"

      Examples:
        | level               | holder       |
        | Application         | Workspace    |
        | Tenant              | Lighthouse   |
        | Agent Group         | Zenith       |
        | Virtual Agent Group | Violet skill |
        | Person              | Anna         |

    @C1
    Scenario: The agent's own value overrules that of everybody
      Given the option "webcallback.park-queue" is "parked"
      And at the level "Person" of "Anna" the option "webcallback.park-queue" is "urgent callbacks"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      When Anna transfers the call to Ben
      Then Anna has sent RequestPlaceInQueue
      And the last RequestPlaceInQueue says
        | attribute | value            |
        | Queue     | urgent callbacks |

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no queue
      Given the option "webcallback.park-queue" is "parked"
      And at the level "Person" of "Anna" the option "webcallback.park-queue" is "<value>"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      When Anna transfers the call to Ben
      Then the callback is in the queue "parked"
      And a configuration problem is reported: "webcallback.park-queue at Person 'anna' is '<value>', which is not valid"

      Examples:
        | value           |
        | nowhere         |
        | Done            |
        | any ready agent |

    @C5
    Scenario: A queue that is removed is no queue any more
      Given the option "webcallback.park-queue" is "parked"
      And at the level "Person" of "Anna" the option "webcallback.park-queue" is "urgent callbacks"
      And the queue "urgent callbacks" is removed
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      When Anna transfers the call to Ben
      Then the callback is in the queue "parked"

  Rule: A routing strategy can't override it

    @C2 @C3
    Scenario: A Transaction that tries to is ignored with a warning
      Given the Transaction "Gold" sets "webcallback.park-queue" to "parked"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      Then Anna is not offered to transfer the call
      And Anna is warned "webcallback.park-queue in Transaction 'Gold' is ignored"

  Rule: A change takes effect immediately

    @C4
    Scenario: It holds for the callback that is in hand
      Given Ben is logged in and Not Ready
      And Anna is talking to Maria
      When an administrator sets the option "webcallback.park-queue" to "parked"
      And Anna transfers the call to Ben
      Then the callback is in the queue "parked"

    @C5 @P9
    Scenario: Without the queue, which was taken away, the call can't be transferred
      Given the option "webcallback.park-queue" is "parked"
      And Anna is talking to Maria
      When an administrator removes the queue "parked"
      And Anna tries to transfer the call to Ben
      Then it is refused, because the option "webcallback.park-queue" is "" (O12)
      And it is refused with "at Application 'Workspace' it is 'parked', which is not valid"

    @C5
    Scenario: The queue is taken away while the callback is being saved
      Given the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready
      And Anna is talking to Maria
      And the next RequestChangeProperties from Anna takes 1 second
      And the next RequestChangeProperties from Anna takes 2 seconds
      When Anna transfers the call to Ben
      And an administrator removes the queue "parked"
      And 2 seconds pass
      Then the callback is offered to Anna
      And Anna is warned "webcallback.park-queue at Application 'Workspace' is 'parked', which is not valid"
