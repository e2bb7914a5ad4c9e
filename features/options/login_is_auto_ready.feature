@O1
Feature: login.webcallback.is-auto-ready
  Whether the channel is put Ready when the agent logs in. The default is true (assumed).

  Rule: By default, and with true, the channel is Ready at login

    @golden
    Scenario: Nobody has set it
      When Anna logs in
      Then Anna's channel is "Ready"
      And Anna's value of "login.webcallback.is-auto-ready" is "true" by default

    Scenario: It is true
      Given the option "login.webcallback.is-auto-ready" is "true"
      When Anna logs in
      Then Anna's channel is "Ready"

  Rule: With false the channel waits for the agent

    Scenario: The agent goes Ready by hand
      Given the option "login.webcallback.is-auto-ready" is "false"
      When Anna logs in
      Then Anna's channel is "Not Ready"
      When Anna goes Ready
      Then Anna's channel is "Ready"

    Scenario: It holds for logging on to the channel, too
      Given the option "login.webcallback.is-auto-ready" is "false"
      When Anna logs in
      And Anna logs off the channel
      And Anna logs on to the channel
      Then Anna's channel is "Not Ready"

    @everywhere
    Scenario: Logging on to the channel with true makes it Ready
      When Anna logs in
      And Anna logs off the channel
      And Anna logs on to the channel
      Then Anna's channel is "Ready"

    @E5
    Scenario: No callback comes until the agent is Ready
      Given Maria has scheduled a callback
      And the option "login.webcallback.is-auto-ready" is "false"
      When Anna logs in
      Then the callback waits for an agent
      When Anna goes Ready
      Then the callback is offered to Anna

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given at the level "<level>" of "<holder>" the option "login.webcallback.is-auto-ready" is "false"
      When Anna logs in
      Then Anna's channel is "Not Ready"

      Examples:
        | level               | holder       |
        | Application         | Workspace    |
        | Tenant              | Lighthouse   |
        | Agent Group         | Zenith       |
        | Virtual Agent Group | Violet skill |
        | Person              | Anna         |

    @C1
    Scenario: The agent's own value overrules that of everybody
      Given the option "login.webcallback.is-auto-ready" is "false"
      And at the level "Person" of "Anna" the option "login.webcallback.is-auto-ready" is "true"
      When Anna logs in
      Then Anna's channel is "Ready"

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no value
      Given the option "login.webcallback.is-auto-ready" is "false"
      And at the level "Person" of "Anna" the option "login.webcallback.is-auto-ready" is "<value>"
      When Anna logs in
      Then Anna's channel is "Not Ready"
      And a configuration problem is reported: "login.webcallback.is-auto-ready at Person 'anna' is '<value>', which is not valid. Valid: true or false"

      Examples:
        | value |
        | yes   |
        | 1     |
        | TRUE  |
        |       |

  Rule: A routing strategy can't override it

    @C2 @C3
    Scenario: A Transaction that tries to is ignored with a warning
      Given the Transaction "Gold" sets "login.webcallback.is-auto-ready" to "false"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna's channel is "Ready"
      And Anna is warned "login.webcallback.is-auto-ready in Transaction 'Gold' is ignored"

  Rule: A change takes effect at the next login

    @C4
    Scenario: It does not touch an agent who is logged in
      Given Anna is logged in
      When an administrator sets the option "login.webcallback.is-auto-ready" to "false"
      And Anna logs off the channel
      And Anna logs on to the channel
      Then Anna's channel is "Ready"
      When Anna logs out
      And Anna logs in
      Then Anna's channel is "Not Ready"
