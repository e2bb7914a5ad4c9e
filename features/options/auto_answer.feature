@O4
Feature: webcallback.auto-answer
  Whether a callback is accepted as soon as it is offered. The default is false (assumed). A routing strategy can
  override it.

  Rule: By default, and with false, the agent accepts

    @golden
    Scenario: Nobody has set it
      Given Anna is offered the callback of Maria
      Then Anna sees the callback "offered"
      And the callback is offered to Anna
      And Anna's value of "webcallback.auto-answer" is "false" by default

    Scenario: It is false
      Given the option "webcallback.auto-answer" is "false"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "offered"
      And the callback is offered to Anna

  Rule: With true the callback is accepted at once

    @F2
    Scenario: There is no notification and no bell
      Given the option "webcallback.auto-answer" is "true"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "in hand"
      And the callback is with Anna
      And Anna sees no notification
      And Anna hears no bell
      And Anna sees an open interaction window

    @F2
    Scenario: The invitation is answered by itself
      Given the option "webcallback.auto-answer" is "true"
      And Anna is offered the callback of Maria
      Then these messages were sent, in this order
        | from               | message         | to                 |
        | Interaction Server | EventInvite     | Anna               |
        | Anna               | RequestAccept   | Interaction Server |
        | Interaction Server | EventAck        | Anna               |
        | Interaction Server | EventPartyAdded | Anna               |

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given at the level "<level>" of "<holder>" the option "webcallback.auto-answer" is "true"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "in hand"
      And the callback is with Anna

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
      And at the level "Person" of "Anna" the option "webcallback.auto-answer" is "false"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "offered"
      And the callback is offered to Anna

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no value
      Given the option "webcallback.auto-answer" is "true"
      And at the level "Person" of "Anna" the option "webcallback.auto-answer" is "<value>"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "in hand"
      And the callback is with Anna
      And a configuration problem is reported: "webcallback.auto-answer at Person 'anna' is '<value>', which is not valid. Valid: true or false"

      Examples:
        | value |
        | yes   |
        | on    |
        | 2     |
        |       |

  Rule: A routing strategy can override it

    @C2 @C3
    Scenario: A Transaction switches it on for one callback
      Given the Transaction "Gold" sets "webcallback.auto-answer" to "true"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "in hand"
      And the callback is with Anna
      And Anna is not warned

    @C2 @C3
    Scenario: A Transaction switches it off for one callback
      Given the option "webcallback.auto-answer" is "true"
      And the Transaction "Gold" sets "webcallback.auto-answer" to "false"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "offered"
      And the callback is offered to Anna

    @C1 @C2
    Scenario: It stands above the agent's own value
      Given at the level "Person" of "Anna" the option "webcallback.auto-answer" is "false"
      And the Transaction "Gold" sets "webcallback.auto-answer" to "true"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "in hand"
      And the callback is with Anna

    @C2 @C5
    Scenario: A bad value in the Transaction does not count
      Given at the level "Person" of "Anna" the option "webcallback.auto-answer" is "true"
      And the Transaction "Gold" sets "webcallback.auto-answer" to "perhaps"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "in hand"
      And the callback is with Anna
      And Anna is warned "webcallback.auto-answer at Transaction 'Gold' is 'perhaps', which is not valid"

  Rule: A change takes effect at the next interaction

    @C4 @everywhere
    Scenario: It does not touch the callback that is here, but the next one
      Given Anna can take 2 callbacks at once
      And Anna is offered the callback of Maria
      When an administrator sets the option "webcallback.auto-answer" to "true"
      Then Anna sees the callback "offered"
      When Ella schedules a callback
      Then Anna sees the callback "in hand"
