@O6
Feature: webcallback.auto-answer.enable-reject
  With auto-answer and its countdown, whether the agent may reject the callback while it counts down. The default is
  false (assumed). Since 8.5.105.12.

  Rule: By default, and with false, the countdown can't be rejected

    @P9 @O5 @golden
    Scenario: Nobody has set it
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "counting down"
      And Anna is not offered to decline the callback
      When Anna tries to decline the callback
      Then it is refused, because the option "webcallback.auto-answer.enable-reject" is "false" (O6)
      And nothing has changed
      And Anna's value of "webcallback.auto-answer.enable-reject" is "false" by default

    Scenario: It is false
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And the option "webcallback.auto-answer.enable-reject" is "false"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "counting down"
      And Anna is not offered to decline the callback

  Rule: With true the agent may reject during the countdown

    @P2 @O5 @everywhere
    Scenario: The callback goes back to its queue, and is not accepted by itself
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And the option "webcallback.auto-answer.enable-reject" is "true"
      And Ben is logged in and Not Ready
      And Anna is offered the callback of Maria
      Then Anna is offered to decline the callback
      When Anna declines the callback
      And Ben goes Ready
      Then the callback is offered to Ben
      When 10 seconds pass
      Then Anna has not sent RequestAccept

    Scenario: The bell stops
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And the option "webcallback.auto-answer.enable-reject" is "true"
      And Anna is offered the callback of Maria
      When Anna declines the callback
      Then Anna hears no bell

    @P2 @P9
    Scenario: Can Decline is needed all the same
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And the option "webcallback.auto-answer.enable-reject" is "true"
      And Anna does not have the privilege "Can Decline"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "counting down"
      And Anna is not offered to decline the callback
      When Anna tries to decline the callback
      Then it is refused, because the privilege "Can Decline" is missing (P2)
      And it is refused with "[P2, assumed]"

    @P2
    Scenario: Without a countdown it has no effect
      Given the option "webcallback.auto-answer.enable-reject" is "false"
      And Anna is offered the callback of Maria
      Then Anna is offered to decline the callback

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And at the level "<level>" of "<holder>" the option "webcallback.auto-answer.enable-reject" is "true"
      And Anna is offered the callback of Maria
      Then Anna is offered to decline the callback

      Examples:
        | level               | holder       |
        | Application         | Workspace    |
        | Tenant              | Lighthouse   |
        | Agent Group         | Zenith       |
        | Virtual Agent Group | Violet skill |
        | Person              | Anna         |

    @C1
    Scenario: The agent's own value overrules that of everybody
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And the option "webcallback.auto-answer.enable-reject" is "true"
      And at the level "Person" of "Anna" the option "webcallback.auto-answer.enable-reject" is "false"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "counting down"
      And Anna is not offered to decline the callback

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no value
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And the option "webcallback.auto-answer.enable-reject" is "true"
      And at the level "Person" of "Anna" the option "webcallback.auto-answer.enable-reject" is "<value>"
      And Anna is offered the callback of Maria
      Then Anna is offered to decline the callback
      And a configuration problem is reported: "webcallback.auto-answer.enable-reject at Person 'anna' is '<value>', which is not valid. Valid: true or false"

      Examples:
        | value |
        | yes   |
        | 1     |
        | True  |
        |       |

  Rule: A routing strategy can override it (assumed)

    @C2 @C3
    Scenario: A Transaction allows it for one callback
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And the Transaction "Gold" sets "webcallback.auto-answer.enable-reject" to "true"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna is offered to decline the callback

  Rule: A change takes effect at the next interaction

    @C4
    Scenario: The callback that counts down keeps its rule
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And Anna can take 2 callbacks at once
      And Anna is offered the callback of Maria
      When an administrator sets the option "webcallback.auto-answer.enable-reject" to "true"
      Then Anna is not offered to decline the callback
      When Ella schedules a callback
      Then Anna is offered to decline the callback
