@C2
Feature: A routing strategy overrides options for one interaction
  The strategy attaches a key whose name the option interaction.override-option-key gives. Its value names one or more
  Transactions of type list, separated by commas. They are read when the interaction is rendered.

  Background:
    Given the Transaction "Gold" sets "webcallback.callback-information.frame-color" to "#FFFFBA00"
    And the Transaction "Silver" sets "webcallback.callback-information.frame-color" to "#FF6F7074"

  @O9 @golden
  Scenario: The Transaction that the strategy names applies to its callbacks only
    Given the strategy of the queue "callbacks for Anna" attaches "IW_OverrideOptions" with the value "Gold"
    And Anna can take 2 callbacks at once
    And Anna is logged in
    When Maria schedules a callback in the queue "callbacks for Anna"
    Then Anna's Callback Information has the frame "#FFFFBA00"
    When Ella schedules a callback
    Then Anna's Callback Information has the frame "#FF17849D"

  @O9 @O4
  Scenario: Several Transactions are named with commas
    Given the Transaction "Quick" sets "webcallback.auto-answer" to "true"
    And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold, Quick"
    And Anna is offered the callback of Maria
    Then Anna sees the callback "in hand"
    And Anna's Callback Information has the frame "#FFFFBA00"

  @O9
  Scenario Outline: Of two that say something about one option the last named wins (assumed)
    Given the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "<names>"
    And Anna has the callback of Maria in hand
    Then Anna's Callback Information has the frame "<colour>"

    Examples:
      | names       | colour    |
      | Gold,Silver | #FF6F7074 |
      | Silver,Gold | #FFFFBA00 |

  @O9
  Scenario: Another key can be configured
    Given the option "interaction.override-option-key" is "WhatApplies"
    And the strategy of the queue "callbacks" attaches "WhatApplies" with the value "Gold"
    And Anna has the callback of Maria in hand
    Then Anna's Callback Information has the frame "#FFFFBA00"

  @O9
  Scenario: With another key the usual one means nothing
    Given the option "interaction.override-option-key" is "WhatApplies"
    And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
    And Anna has the callback of Maria in hand
    Then Anna's Callback Information has the frame "#FF17849D"

  @C3
  Rule: Only what may be overridden is overridden

    @O9
    Scenario: A Transaction that does not exist is ignored with a warning
      Given the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gould"
      And Anna has the callback of Maria in hand
      Then Anna is warned "There is no Transaction 'Gould'. Did you mean 'Gold'?"
      And Anna's Callback Information has the frame "#FF17849D"

    @O9
    Scenario: One that does not exist does not hinder one that does
      Given the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold,Gould"
      And Anna has the callback of Maria in hand
      Then Anna is warned "There is no Transaction 'Gould'"
      And Anna's Callback Information has the frame "#FFFFBA00"

    @O9
    Scenario: A Transaction of another type is ignored with a warning
      Given the Transaction "Gold" is of type "text"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has the callback of Maria in hand
      Then Anna is warned "its type is 'text', not 'list'"
      And Anna's Callback Information has the frame "#FF17849D"

    Scenario: Without a strategy's key nothing is overridden, and nothing is warned of
      Given Anna has the callback of Maria in hand
      Then Anna is not warned

    @C7
    Scenario Outline: The disposition options may be overridden: <option>
      Given the option "interaction.override-option-key" is "IW_OverrideOptions"
      And the Transaction "Gold" sets "interaction.disposition.<option>" to "<value>"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has talked to Maria and released the call
      Then Anna is not warned
      And Anna's value of "interaction.disposition.<option>" is "<value>", from the level "Transaction" of "Gold"

      Examples:
        | option                   | value         |
        | is-mandatory             | true          |
        | is-read-only-on-idle     | true          |
        | key-name                 | Outcome       |
        | use-attached-data        | true          |
        | value-business-attribute | TravelOutcome |

    Scenario: The key that names the Transactions can't be overridden by one
      Given the Transaction "Gold" sets "interaction.override-option-key" to "Other"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna is offered the callback of Maria
      Then Anna is warned "interaction.override-option-key in Transaction 'Gold' is ignored"

  @C8 @F3 @F6
  Rule: What overrides one interaction does not go on into those that are made from it

    Background:
      Given the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready

    Scenario: The call does not carry the key
      Given Anna is talking to Maria
      Then Anna sees this case information
        | key                | value |
        | IW_OverrideOptions | Gold  |
      And Anna's call comes with this data
        | key                | value     |
        | contact_name       | Maria     |
        | IW_OverrideOptions | (missing) |

    Scenario: Nor does a consultation, or the call of whom it is transferred to
      Given Anna is talking to Maria
      When Anna starts a two-step transfer to Ben
      And Ben answers the call
      Then Ben's call comes with this data
        | key                | value     |
        | contact_name       | Maria     |
        | IW_OverrideOptions | (missing) |
      When Anna completes the transfer
      Then Ben's call is "connected"
      And Ben's call comes with this data
        | key                | value     |
        | contact_name       | Maria     |
        | IW_OverrideOptions | (missing) |

    Scenario: Another key that is configured does not go on either
      Given the option "interaction.override-option-key" is "WhatApplies"
      And the strategy of the queue "callbacks" attaches "WhatApplies" with the value "Gold"
      And Anna is talking to Maria
      Then the last RequestMakeCall says
        | attribute                   | value     |
        | UserData.WhatApplies        | (missing) |
        | UserData.IW_OverrideOptions | Gold      |
