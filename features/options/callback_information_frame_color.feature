@O9
Feature: webcallback.callback-information.frame-color
  The border colour of the Callback Information view, #AARRGGBB: opacity, red, green, blue. The default is #FF17849D.
  A routing strategy can override it.

  Rule: By default the view has the documented colour

    @golden
    Scenario: Nobody has set it
      Given Anna has the callback of Maria in hand
      Then Anna's Callback Information has the frame "#FF17849D"
      And Anna's value of "webcallback.callback-information.frame-color" is "#FF17849D" by default

  Rule: A colour is taken as it is

    Scenario Outline: <colour> is a colour
      Given the option "webcallback.callback-information.frame-color" is "<colour>"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information has the frame "<shown>"

      Examples:
        | colour    | shown     |
        | #FFFFBA00 | #FFFFBA00 |
        | #FF6F7074 | #FF6F7074 |
        | #FFB8400B | #FFB8400B |
        | #00000000 | #00000000 |
        | #ff17849d | #FF17849D |

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given at the level "<level>" of "<holder>" the option "webcallback.callback-information.frame-color" is "#FFFFBA00"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information has the frame "#FFFFBA00"

      Examples:
        | level               | holder       |
        | Application         | Workspace    |
        | Tenant              | Lighthouse   |
        | Agent Group         | Zenith       |
        | Virtual Agent Group | Violet skill |
        | Person              | Anna         |

    @C1
    Scenario: The agent's own value overrules that of everybody
      Given the option "webcallback.callback-information.frame-color" is "#FFFFBA00"
      And at the level "Person" of "Anna" the option "webcallback.callback-information.frame-color" is "#FF6F7074"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information has the frame "#FF6F7074"

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> is no colour
      Given the option "webcallback.callback-information.frame-color" is "#FFFFBA00"
      And at the level "Person" of "Anna" the option "webcallback.callback-information.frame-color" is "<value>"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information has the frame "#FFFFBA00"
      And a configuration problem is reported: "webcallback.callback-information.frame-color at Person 'anna' is '<value>', which is not valid. Valid: a colour #AARRGGBB"

      Examples:
        | value       |
        | gold        |
        | #FFBA00     |
        | FFFFBA00    |
        | #GGFFBA00   |
        | #FFFFBA0000 |
        |             |

  Rule: A routing strategy can override it

    @C2 @C3
    Scenario: A Transaction gives one callback another colour
      Given the Transaction "Gold" sets "webcallback.callback-information.frame-color" to "#FFB8400B"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information has the frame "#FFB8400B"
      And Anna is not warned

    @C1 @C2
    Scenario: It stands above the agent's own value
      Given at the level "Person" of "Anna" the option "webcallback.callback-information.frame-color" is "#FF6F7074"
      And the Transaction "Gold" sets "webcallback.callback-information.frame-color" to "#FFB8400B"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information has the frame "#FFB8400B"

    @C2 @C5
    Scenario: A bad colour in the Transaction does not count
      Given at the level "Person" of "Anna" the option "webcallback.callback-information.frame-color" is "#FF6F7074"
      And the Transaction "Gold" sets "webcallback.callback-information.frame-color" to "bronze"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information has the frame "#FF6F7074"
      And Anna is warned "webcallback.callback-information.frame-color at Transaction 'Gold' is 'bronze', which is not valid"

  Rule: A change takes effect at the next interaction

    @C4
    Scenario: The callback that is here keeps its colour
      Given Anna can take 2 callbacks at once
      And Anna is offered the callback of Maria
      When an administrator sets the option "webcallback.callback-information.frame-color" to "#FFFFBA00"
      Then Anna's Callback Information has the frame "#FF17849D"
      When Ella schedules a callback
      Then Anna's Callback Information has the frame "#FFFFBA00"
