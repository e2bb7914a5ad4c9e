@O3
Feature: login.webcallback.can-unactivate-channel
  Whether the agent may log the channel off and go on working without it. The default is true (assumed).

  Rule: By default, and with true, the agent may log off the channel

    @golden
    Scenario: Nobody has set it
      Given Anna is logged in
      Then Anna is offered to log off the channel
      When Anna logs off the channel
      Then Anna's channel is "logged off"
      And Anna has sent RequestRemoveMedia
      And Anna's value of "login.webcallback.can-unactivate-channel" is "true" by default

    Scenario: It is true
      Given the option "login.webcallback.can-unactivate-channel" is "true"
      And Anna is logged in
      Then Anna is offered to log off the channel

    Scenario: Without the channel no callback comes, and it can be had back
      Given Anna is logged in
      When Anna logs off the channel
      And Maria schedules a callback
      Then the callback waits for an agent
      When Anna logs on to the channel
      Then the callback is offered to Anna

  Rule: With false the agent may not

    @P9
    Scenario: Logging off is neither offered nor possible
      Given the option "login.webcallback.can-unactivate-channel" is "false"
      And Anna is logged in
      Then Anna is not offered to log off the channel
      When Anna tries to log off the channel
      Then it is refused, because the option "login.webcallback.can-unactivate-channel" is "false" (O3)
      And nothing has changed
      And Anna has not sent RequestRemoveMedia

    @P9
    Scenario: The refusal says at which level the option stands
      Given at the level "Person" of "Anna" the option "login.webcallback.can-unactivate-channel" is "false"
      And Anna is logged in
      When Anna tries to log off the channel
      Then it is refused with "set login.webcallback.can-unactivate-channel to true"

    Scenario: Going Not Ready is still possible
      Given the option "login.webcallback.can-unactivate-channel" is "false"
      And Anna is logged in
      When Anna goes Not Ready
      Then Anna's channel is "Not Ready"

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given at the level "<level>" of "<holder>" the option "login.webcallback.can-unactivate-channel" is "false"
      And Anna is logged in
      Then Anna is not offered to log off the channel

      Examples:
        | level               | holder       |
        | Application         | Workspace    |
        | Tenant              | Lighthouse   |
        | Agent Group         | Zenith       |
        | Virtual Agent Group | Violet skill |
        | Person              | Anna         |

    @C1
    Scenario: The agent's own value overrules that of everybody
      Given the option "login.webcallback.can-unactivate-channel" is "false"
      And at the level "Person" of "Anna" the option "login.webcallback.can-unactivate-channel" is "true"
      And Anna is logged in
      Then Anna is offered to log off the channel

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no value
      Given the option "login.webcallback.can-unactivate-channel" is "false"
      And at the level "Person" of "Anna" the option "login.webcallback.can-unactivate-channel" is "<value>"
      And Anna is logged in
      Then Anna is not offered to log off the channel
      And a configuration problem is reported: "login.webcallback.can-unactivate-channel at Person 'anna' is '<value>', which is not valid. Valid: true or false"

      Examples:
        | value |
        | no    |
        | 0     |
        | False |
        |       |

  Rule: A routing strategy can't override it

    @C2 @C3
    Scenario: A Transaction that tries to is ignored with a warning
      Given the Transaction "Gold" sets "login.webcallback.can-unactivate-channel" to "false"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna is offered to log off the channel
      And Anna is warned "login.webcallback.can-unactivate-channel in Transaction 'Gold' is ignored"

  Rule: A change takes effect at the next login

    @C4
    Scenario: It does not touch an agent who is logged in
      Given Anna is logged in
      When an administrator sets the option "login.webcallback.can-unactivate-channel" to "false"
      Then Anna is offered to log off the channel
      When Anna logs out
      And Anna logs in
      Then Anna is not offered to log off the channel
