@C4
Feature: Each option has its own moment of effect
  A change takes effect immediately, at the next interaction, or when the application is started again.

  @O13 @golden
  Scenario: Immediately: a queue option holds for the callback that is in hand
    Given Anna has talked to Maria and released the call
    And Anna has rescheduled to "tomorrow at 09:30"
    When an administrator sets the option "webcallback.reschedule-queue" to "rescheduled"
    And Anna marks the callback done
    Then the callback is in the queue "rescheduled"

  @O14
  Scenario: At the next interaction: the bell of the callback that is here goes on
    Given Anna can take 2 callbacks at once
    And Anna is offered the callback of Maria
    When an administrator sets the option "webcallback.ringing-bell" to "Sounds\Gong.wav|5|-1|primary"
    Then Anna hears the bell "Sounds\Ring.mp3"
    When Ella schedules a callback
    Then Anna hears the bell "Sounds\Gong.wav"

  @O3
  Scenario: When the application is started: what holds for the channel holds until the next login
    Given Anna is logged in
    When an administrator sets the option "login.webcallback.can-unactivate-channel" to "false"
    Then Anna is offered to log off the channel
    When Anna logs out
    And Anna logs in
    Then Anna is not offered to log off the channel

  @C2
  Scenario: At the next interaction: a Transaction that is changed holds for what comes
    Given the Transaction "Gold" sets "webcallback.auto-answer" to "false"
    And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
    And Anna can take 2 callbacks at once
    And Anna is offered the callback of Maria
    When an administrator sets "webcallback.auto-answer" in the Transaction "Gold" to "true"
    Then Anna sees the callback of Maria "offered"
    When Ella schedules a callback
    Then Anna sees the callback of Ella "in hand"

  @E5
  Scenario: Immediately: how many callbacks an agent can take; those in hand stay
    Given Anna can take 2 callbacks at once
    And Anna has the callbacks of these contacts in hand
      | Maria |
      | Ella  |
    When an administrator lets Anna take 1 callback at once
    And Tom schedules a callback
    Then the callback of Maria is with Anna
    And the callback of Ella is with Anna
    When Anna marks the callback of Maria done
    Then the callback of Tom waits for an agent
    When Anna marks the callback of Ella done
    Then the callback of Tom is offered to Anna

  @E5
  Scenario: Immediately: an agent who can take more is offered the next callback
    Given Anna has the callback of Maria in hand
    When an administrator lets Anna take 2 callbacks at once
    And Ella schedules a callback
    Then the callback of Ella is offered to Anna

  @E5
  Scenario: One callback at once is what an agent takes by default
    Given Anna can take 1 callback at once
    And Anna has the callback of Maria in hand
    When Ella schedules a callback
    Then the callback of Ella waits for an agent

  @C2
  Scenario: The key of the Transactions counts when the callback comes
    Given the Transaction "Gold" sets "webcallback.auto-answer" to "true"
    And the strategy of the queue "callbacks" attaches "WhatApplies" with the value "Gold"
    And Anna is logged in
    When an administrator sets the option "interaction.override-option-key" to "WhatApplies"
    And Maria schedules a callback
    Then Anna sees the callback "in hand"
