@O2
Feature: login.webcallback.auto-not-ready-reason
  With which reason the channel is put Not Ready when the agent logs in. There is none by default (assumed).

  Rule: By default there is no reason

    @golden
    Scenario: Nobody has set it
      Given the option "login.webcallback.is-auto-ready" is "false"
      When Anna logs in
      Then Anna's channel is "Not Ready" with the reason ""
      And Anna's value of "login.webcallback.auto-not-ready-reason" is "" by default

    Scenario: It is empty
      Given the option "login.webcallback.is-auto-ready" is "false"
      And the option "login.webcallback.auto-not-ready-reason" is ""
      When Anna logs in
      Then Anna's channel is "Not Ready" with the reason ""

  Rule: With a reason the channel shows it

    Scenario Outline: The reason is one of the contact centre's
      Given the option "login.webcallback.is-auto-ready" is "false"
      And the option "login.webcallback.auto-not-ready-reason" is "<reason>"
      When Anna logs in
      Then Anna's channel is "Not Ready" with the reason "<reason>"
      And the last RequestNotReadyForMedia says
        | attribute               | value    |
        | Reason.ReasonSystemName | <reason> |

      Examples:
        | reason    |
        | Lunch     |
        | Training  |
        | Paperwork |

    Scenario: It holds for logging on to the channel, too
      Given the option "login.webcallback.is-auto-ready" is "false"
      And the option "login.webcallback.auto-not-ready-reason" is "Training"
      When Anna logs in
      And Anna goes Ready
      And Anna logs off the channel
      And Anna logs on to the channel
      Then Anna's channel is "Not Ready" with the reason "Training"

    @O1
    Scenario: It has no effect where the channel is put Ready (assumed)
      Given the option "login.webcallback.auto-not-ready-reason" is "Training"
      When Anna logs in
      Then Anna's channel is "Ready" with the reason ""

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given the option "login.webcallback.is-auto-ready" is "false"
      And at the level "<level>" of "<holder>" the option "login.webcallback.auto-not-ready-reason" is "Training"
      When Anna logs in
      Then Anna's channel is "Not Ready" with the reason "Training"

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
      And the option "login.webcallback.auto-not-ready-reason" is "Lunch"
      And at the level "Person" of "Anna" the option "login.webcallback.auto-not-ready-reason" is "Training"
      When Anna logs in
      Then Anna's channel is "Not Ready" with the reason "Training"

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no reason
      Given the option "login.webcallback.is-auto-ready" is "false"
      And the option "login.webcallback.auto-not-ready-reason" is "Lunch"
      And at the level "Person" of "Anna" the option "login.webcallback.auto-not-ready-reason" is "<value>"
      When Anna logs in
      Then Anna's channel is "Not Ready" with the reason "Lunch"
      And a configuration problem is reported: "login.webcallback.auto-not-ready-reason at Person 'anna' is '<value>', which is not valid"

      Examples:
        | value       |
        | Nap         |
        | lunch       |
        | Lunch break |

  Rule: A routing strategy can't override it

    @C2 @C3
    Scenario: A Transaction that tries to is ignored with a warning
      Given the Transaction "Gold" sets "login.webcallback.auto-not-ready-reason" to "Training"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna's channel is "Ready" with the reason ""
      And Anna is warned "login.webcallback.auto-not-ready-reason in Transaction 'Gold' is ignored"

  Rule: A change takes effect at the next login

    @C4
    Scenario: It does not touch an agent who is logged in
      Given the option "login.webcallback.is-auto-ready" is "false"
      And Anna is logged in
      When an administrator sets the option "login.webcallback.auto-not-ready-reason" to "Lunch"
      And Anna goes Ready
      And Anna logs off the channel
      And Anna logs on to the channel
      Then Anna's channel is "Not Ready" with the reason ""
      When Anna logs out
      And Anna logs in
      Then Anna's channel is "Not Ready" with the reason "Lunch"
