@O7
Feature: webcallback.auto-dial
  Whether the callback number is dialled as soon as the callback is accepted. The default is false (assumed).

  Rule: By default, and with false, the agent dials

    @golden
    Scenario: Nobody has set it
      Given Anna has the callback of Maria in hand
      Then Anna's call is "no call"
      And no RequestMakeCall was sent
      And Anna's value of "webcallback.auto-dial" is "false" by default

    @F3
    Scenario: It is false
      Given the option "webcallback.auto-dial" is "false"
      And Anna has the callback of Maria in hand
      Then Anna's call is "no call"
      And no RequestMakeCall was sent
      When Anna dials and Maria answers
      Then Anna's call is "connected"

  Rule: With true the number is dialled when the callback is accepted

    @F3 @everywhere
    Scenario: The contact's telephone rings without another click
      Given the option "webcallback.auto-dial" is "true"
      And Anna has the callback of Maria in hand
      Then Anna's call is "dialling"
      And Anna has sent RequestMakeCall
      When 5 seconds pass
      Then Anna's call is "connected"
      And Anna's call is with Maria

    @O4
    Scenario: With auto-answer nothing has to be clicked at all
      Given the option "webcallback.auto-dial" is "true"
      And the option "webcallback.auto-answer" is "true"
      And Anna is offered the callback of Maria
      Then Anna's call is "dialling"

    @F4
    Scenario: It dials once: after a call the agent dials again
      Given the option "webcallback.auto-dial" is "true"
      And Maria is busy
      And Anna has the callback of Maria in hand
      When 2 seconds pass
      Then Anna's call is "over"
      And Anna is offered to dial
      When 1 hour passes
      Then Anna has sent RequestMakeCall 1 times

    @E3
    Scenario: Without the voice switch it fails with a clear error, and the callback is kept
      Given the option "webcallback.auto-dial" is "true"
      And Anna is logged in
      When the voice switch goes down
      And Maria schedules a callback
      And Anna accepts the callback
      Then Anna sees that the call ended with "the voice switch is lost"
      And the callback is with Anna

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given at the level "<level>" of "<holder>" the option "webcallback.auto-dial" is "true"
      And Anna has the callback of Maria in hand
      Then Anna's call is "dialling"
      And Anna has sent RequestMakeCall

      Examples:
        | level               | holder       |
        | Application         | Workspace    |
        | Tenant              | Lighthouse   |
        | Agent Group         | Zenith       |
        | Virtual Agent Group | Violet skill |
        | Person              | Anna         |

    @C1
    Scenario: The agent's own value overrules that of everybody
      Given the option "webcallback.auto-dial" is "true"
      And at the level "Person" of "Anna" the option "webcallback.auto-dial" is "false"
      And Anna has the callback of Maria in hand
      Then Anna's call is "no call"
      And no RequestMakeCall was sent

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no value
      Given the option "webcallback.auto-dial" is "true"
      And at the level "Person" of "Anna" the option "webcallback.auto-dial" is "<value>"
      And Anna has the callback of Maria in hand
      Then Anna's call is "dialling"
      And Anna has sent RequestMakeCall
      And a configuration problem is reported: "webcallback.auto-dial at Person 'anna' is '<value>', which is not valid. Valid: true or false"

      Examples:
        | value |
        | yes   |
        | 1     |
        | True  |
        |       |

  Rule: A routing strategy can't override it

    @C2 @C3
    Scenario: A Transaction that tries to is ignored with a warning
      Given the Transaction "Gold" sets "webcallback.auto-dial" to "true"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has the callback of Maria in hand
      Then Anna's call is "no call"
      And no RequestMakeCall was sent
      And Anna is warned "webcallback.auto-dial in Transaction 'Gold' is ignored"

  Rule: A change takes effect at the next interaction

    @C4
    Scenario: The callback that was offered before is not dialled
      Given Anna can take 2 callbacks at once
      And Anna is offered the callback of Maria
      When an administrator sets the option "webcallback.auto-dial" to "true"
      And Anna accepts the callback
      Then no RequestMakeCall was sent
      When Ella schedules a callback
      And Anna accepts the callback
      Then Anna has sent RequestMakeCall
