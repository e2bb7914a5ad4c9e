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
  Scenario: The key of the Transactions counts when the callback comes
    Given the Transaction "Gold" sets "webcallback.auto-answer" to "true"
    And the strategy of the queue "callbacks" attaches "WhatApplies" with the value "Gold"
    And Anna is logged in
    When an administrator sets the option "interaction.override-option-key" to "WhatApplies"
    And Maria schedules a callback
    Then Anna sees the callback "in hand"
