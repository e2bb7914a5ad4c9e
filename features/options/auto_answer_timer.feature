@O5
Feature: webcallback.auto-answer.timer
  With auto-answer, how many seconds the agent may read the case before the callback is accepted by itself. The
  default is 0 (assumed): no countdown. Since 8.5.105.12.

  Rule: By default, and with 0, there is no countdown

    @O4 @golden
    Scenario: Nobody has set it
      Given the option "webcallback.auto-answer" is "true"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "in hand"
      And Anna's value of "webcallback.auto-answer.timer" is "0" by default

    @O4
    Scenario: It is 0
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "0"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "in hand"

    @O4
    Scenario: Without auto-answer it has no effect
      Given the option "webcallback.auto-answer.timer" is "10"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "offered"
      When 11 seconds pass
      Then Anna sees the callback "offered"

  Rule: With a number of seconds the notification counts them down

    @O4
    Scenario: At the end the callback is accepted by itself
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "counting down"
      And Anna sees a countdown of 10 seconds
      And Anna sees the notification of Maria
      When 9 seconds pass
      Then Anna sees a countdown of 1 seconds
      And the callback is offered to Anna
      When 1 second passes
      Then the callback is with Anna
      And Anna sees the callback "in hand"

    @O14
    Scenario: The bell rings meanwhile, and stops at the end
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "5"
      And Anna is offered the callback of Maria
      Then Anna hears the bell "Sounds\Ring.mp3"
      When 5 seconds pass
      Then Anna hears no bell

    @F2
    Scenario: The agent need not wait (assumed)
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And Anna is offered the callback of Maria
      Then Anna is offered to accept the callback
      When Anna accepts the callback
      Then the callback is with Anna
      When 10 seconds pass
      Then Anna has sent RequestAccept 1 times

  Rule: Another timer may be faster

    @F9 @E6
    Scenario: An invitation that expires first takes the callback away
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "45"
      And Ben is logged in and Not Ready
      And Anna is offered the callback of Maria
      When Ben goes Ready
      And 30 seconds pass
      Then the callback is offered to Ben
      And Anna has no interaction
      When 15 seconds pass
      Then Anna has not sent RequestAccept

    @F9 @E6
    Scenario: A countdown that is exactly as long as the invitation loses
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "30"
      And Anna is offered the callback of Maria
      When 30 seconds pass
      Then Anna has not sent RequestAccept
      And Anna has no interaction

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given the option "webcallback.auto-answer" is "true"
      And at the level "<level>" of "<holder>" the option "webcallback.auto-answer.timer" is "7"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "counting down"
      And Anna sees a countdown of 7 seconds

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
      And the option "webcallback.auto-answer.timer" is "7"
      And at the level "Person" of "Anna" the option "webcallback.auto-answer.timer" is "12"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "counting down"
      And Anna sees a countdown of 12 seconds

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no number of seconds
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "7"
      And at the level "Person" of "Anna" the option "webcallback.auto-answer.timer" is "<value>"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "counting down"
      And Anna sees a countdown of 7 seconds
      And a configuration problem is reported: "webcallback.auto-answer.timer at Person 'anna' is '<value>', which is not valid"

      Examples:
        | value |
        | -1    |
        | 1.5   |
        | ten   |
        | 10s   |
        |       |

  Rule: A routing strategy can override it (assumed)

    @C2 @C3
    Scenario: A Transaction gives one callback another countdown
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "7"
      And the Transaction "Gold" sets "webcallback.auto-answer.timer" to "3"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna sees the callback "counting down"
      And Anna sees a countdown of 3 seconds

  Rule: A change takes effect at the next interaction

    @C4
    Scenario: A countdown that runs goes on as it began
      Given the option "webcallback.auto-answer" is "true"
      And the option "webcallback.auto-answer.timer" is "10"
      And Anna can take 2 callbacks at once
      And Anna is offered the callback of Maria
      When an administrator sets the option "webcallback.auto-answer.timer" to "20"
      Then Anna sees a countdown of 10 seconds
      When Ella schedules a callback
      Then Anna sees a countdown of 20 seconds
