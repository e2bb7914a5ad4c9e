@O14
Feature: webcallback.ringing-bell
  The bell that rings while a callback is offered: file|priority|duration|device. A duration of -1 repeats it until it
  is stopped, 0 plays it once, a number above 0 plays it for so many milliseconds. The default is
  Sounds\Ring.mp3|10|-1|primary.

  Rule: By default the bell rings until it is stopped

    @F1 @F2 @golden
    Scenario: It rings until the agent accepts
      Given Anna is offered the callback of Maria
      Then Anna's bell has rung as "Sounds\Ring.mp3, priority 10, until stopped, on primary"
      When 20 seconds pass
      Then Anna hears the bell "Sounds\Ring.mp3"
      When Anna accepts the callback
      Then Anna hears no bell
      And Anna's value of "webcallback.ringing-bell" is "Sounds\Ring.mp3|10|-1|primary" by default

    @E6
    Scenario: It stops when the invitation expires
      Given Anna is offered the callback of Maria
      When 30 seconds pass
      Then Anna hears no bell

  Rule: The bell rings as the option says

    Scenario: With 0 it plays once
      Given the option "webcallback.ringing-bell" is "Sounds\Gong.wav|5|0|both"
      And Anna is offered the callback of Maria
      Then Anna's bell has rung as "Sounds\Gong.wav, priority 5, once, on both"
      When 2 seconds pass
      Then Anna hears the bell "Sounds\Gong.wav"
      When 1 second passes
      Then Anna hears no bell

    Scenario: With a number it rings for so many milliseconds
      Given the option "webcallback.ringing-bell" is "Sounds\Gong.wav|5|2500|secondary"
      And Anna is offered the callback of Maria
      Then Anna's bell has rung as "Sounds\Gong.wav, priority 5, for 2500 ms, on secondary"
      When 2 seconds pass
      Then Anna hears the bell "Sounds\Gong.wav"
      When 1 second passes
      Then Anna hears no bell

    Scenario: Accepting stops it earlier
      Given the option "webcallback.ringing-bell" is "Sounds\Gong.wav|5|2500|primary"
      And Anna is offered the callback of Maria
      When Anna accepts the callback
      Then Anna hears no bell

    Scenario: Without a device it is the primary one
      Given the option "webcallback.ringing-bell" is "Sounds\Gong.wav|5|-1"
      And Anna is offered the callback of Maria
      Then Anna's bell has rung as "Sounds\Gong.wav, priority 5, until stopped, on primary"

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given at the level "<level>" of "<holder>" the option "webcallback.ringing-bell" is "Sounds\Gong.wav|5|0|primary"
      And Anna is offered the callback of Maria
      Then Anna's bell has rung as "Sounds\Gong.wav, priority 5, once, on primary"

      Examples:
        | level               | holder       |
        | Application         | Workspace    |
        | Tenant              | Lighthouse   |
        | Agent Group         | Zenith       |
        | Virtual Agent Group | Violet skill |
        | Person              | Anna         |

    @C1
    Scenario: The agent's own value overrules that of everybody
      Given the option "webcallback.ringing-bell" is "Sounds\Gong.wav|5|0|primary"
      And at the level "Person" of "Anna" the option "webcallback.ringing-bell" is "Sounds\Ding.mp3|1|0|both"
      And Anna is offered the callback of Maria
      Then Anna's bell has rung as "Sounds\Ding.mp3, priority 1, once, on both"

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no bell
      Given the option "webcallback.ringing-bell" is "Sounds\Gong.wav|5|0|primary"
      And at the level "Person" of "Anna" the option "webcallback.ringing-bell" is "<value>"
      And Anna is offered the callback of Maria
      Then Anna's bell has rung as "Sounds\Gong.wav, priority 5, once, on primary"
      And a configuration problem is reported: "webcallback.ringing-bell at Person 'anna' is"

      Examples:
        | value                                  |
        | loud                                   |
        | Sounds\\Ring.mp3\|high\|-1\|primary    |
        | Sounds\\Ring.mp3\|10\|-2\|primary      |
        | Sounds\\Ring.mp3\|10\|-1\|kitchen      |
        | Sounds\\Ring.mp3\|10\|-1\|100\|primary |

  Rule: A routing strategy can't override it

    @C2 @C3
    Scenario: A Transaction that tries to is ignored with a warning
      Given the Transaction "Gold" sets "webcallback.ringing-bell" to "Sounds\Gong.wav|5|0|primary"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna's bell has rung as "Sounds\Ring.mp3, priority 10, until stopped, on primary"
      And Anna is warned "webcallback.ringing-bell in Transaction 'Gold' is ignored"

  Rule: A change takes effect at the next interaction

    @C4
    Scenario: The bell that rings goes on ringing
      Given Anna can take 2 callbacks at once
      And Anna is offered the callback of Maria
      When an administrator sets the option "webcallback.ringing-bell" to "Sounds\Gong.wav|5|-1|primary"
      Then Anna hears the bell "Sounds\Ring.mp3"
      When Ella schedules a callback
      Then Anna hears the bell "Sounds\Gong.wav"
