@P8
Feature: Voice privileges
  The voice channel completes a web callback, so the voice privileges must be allowed, too. Each one that is missing
  takes its own action away.

  Rule: A callback is dialled only with the voice channel and the right to make calls

    @F3 @golden
    Scenario: With both the callback is dialled
      Given Anna has the callback of Maria in hand
      Then Anna is offered to dial
      When Anna dials and Maria answers
      Then Anna's call is "connected"

    @P9
    Scenario: Without Can Make Calls the agent accepts but can't dial
      Given Anna does not have the privilege "Can Make Calls"
      And Anna has the callback of Maria in hand
      Then Anna is not offered to dial
      When Anna tries to dial
      Then it is refused, because the privilege "Can Make Calls" is missing (P8)
      And nothing has changed
      And no RequestMakeCall was sent

    @P9
    Scenario: Without the voice channel the agent accepts but can't dial
      Given Anna does not have the privilege "Can Use Voice Channel"
      And Anna has the callback of Maria in hand
      Then Anna's voice channel is out of service
      And Anna is not offered to dial
      When Anna tries to dial
      Then it is refused, because the privilege "Can Use Voice Channel" is missing (P8)
      And no RequestRegisterAddress was sent

    Scenario: With the voice channel the DN is registered at login
      When Anna logs in
      Then Anna's voice channel is in service
      And these messages were sent, in this order
        | from       | message                | to         |
        | Anna       | RequestRegisterAddress | SIP Server |
        | SIP Server | EventRegistered        | Anna       |
        | Anna       | RequestAgentLogin      | SIP Server |
        | SIP Server | EventAgentLogin        | Anna       |

    @O7 @P9 @everywhere
    Scenario: Auto-dial does not get round a missing privilege
      Given the option "webcallback.auto-dial" is "true"
      And Anna does not have the privilege "Can Make Calls"
      And Anna has the callback of Maria in hand
      Then no RequestMakeCall was sent
      And Anna is told "the privilege 'Can Make Calls' is missing"

  Rule: Each other voice privilege takes its own action away

    Scenario Outline: With the privilege the action is offered
      Given the option "webcallback.park-queue" is "parked"
      And Anna is talking to Maria
      Then Anna is offered to <deed>

      Examples:
        | deed                      |
        | release the call          |
        | hold the call             |
        | transfer the call         |
        | start a two-step transfer |

    @P9
    Scenario Outline: Without it, it is not
      Given the option "webcallback.park-queue" is "parked"
      And Anna does not have the privilege "<privilege>"
      And Anna is talking to Maria
      Then Anna is not offered to <deed>
      When Anna tries to <deed>
      Then it is refused, because the privilege "<privilege>" is missing (P8)
      And nothing has changed
      And Anna is offered to <other deed>

      Examples:
        | privilege                  | deed                      | other deed                |
        | Can Release Call           | release the call          | hold the call             |
        | Can Hold And Retrieve Call | hold the call             | release the call          |
        | Can One Step Transfer      | transfer the call         | start a two-step transfer |
        | Can Two Step Transfer      | start a two-step transfer | transfer the call         |

    @P9
    Scenario Outline: None of them is worth anything without the voice channel
      Given Anna does not have the privilege "Can Use Voice Channel"
      And Anna has the callback of Maria in hand
      When Anna tries to <deed>
      Then it is refused, because the privilege "Can Use Voice Channel" is missing (P8)

      Examples:
        | deed                      |
        | answer the call           |
        | release the call          |
        | hold the call             |
        | retrieve the call         |
        | transfer the call         |
        | start a two-step transfer |
        | complete the transfer     |
        | cancel the transfer       |

    @everywhere
    Scenario: The contact can still end the call of an agent who may not release it
      Given Anna does not have the privilege "Can Release Call"
      And Anna is talking to Maria
      When Maria hangs up
      Then Anna's call is "over"

    @P9
    Scenario: Without the right to hold, what is on hold can't be retrieved, either
      Given Anna does not have the privilege "Can Hold And Retrieve Call"
      And Anna is talking to Maria
      When Anna tries to retrieve the call
      Then it is refused, because the privilege "Can Hold And Retrieve Call" is missing (P8)

    @P9 @F6
    Scenario Outline: Without the right to transfer in two steps, none of its later steps is possible
      Given Anna does not have the privilege "Can Two Step Transfer"
      And Anna is talking to Maria
      When Anna tries to <deed>
      Then it is refused, because the privilege "Can Two Step Transfer" is missing (P8)

      Examples:
        | deed                  |
        | complete the transfer |
        | cancel the transfer   |
