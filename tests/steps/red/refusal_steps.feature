Feature: Steps about what is offered and refused can fail

  Scenario: It is not refused for want of a privilege
    fails at  Then it is refused, because the privilege "Can Make Calls" is missing (P8)
    expected  it is refused, because the privilege "Can Make Calls" is missing (P8)
    got       it is not refused

    Given Anna has the callback of Maria in hand
    When Anna tries to dial
    Then it is refused, because the privilege "Can Make Calls" is missing (P8)

  Scenario: It is not refused because of an option
    fails at  Then it is refused, because the option "webcallback.auto-dial" is "true" (O6)
    expected  it is refused, because the option "webcallback.auto-dial" is "true" (O6)
    got       it is not refused

    Given Anna has the callback of Maria in hand
    When Anna tries to dial
    Then it is refused, because the option "webcallback.auto-dial" is "true" (O6)

  Scenario: The privilege has an effect
    fails at  Then the privilege "Can Decline" of Anna has no effect, because "Can Use Web Callback Channel" is missing
    expected  it has no effect, because 'Can Use Web Callback Channel' is missing
    got       it has effect

    Given Anna is logged in
    Then the privilege "Can Decline" of Anna has no effect, because "Can Use Web Callback Channel" is missing

  Scenario: The privilege has no effect because another one is missing
    fails at  Then the privilege "Can Decline" of Anna has no effect, because "Can Decline" is missing
    expected  it has no effect, because 'Can Decline' is missing
    got       it has no effect, because 'Can Use Web Callback Channel' is missing

    Given Anna does not have the privilege "Can Use Web Callback Channel"
    And Anna is logged in
    Then the privilege "Can Decline" of Anna has no effect, because "Can Decline" is missing

  Scenario: It is refused with other words
    fails at  Then it is refused with "the moon"
    expected  it is refused with "the moon"
    got       it is refused: Anna cannot accept (the channel is Ready): the callback is no callback [F1]. Accepted: when the callback is counting down or offered.

    Given Anna is logged in
    When Anna tries to accept the callback
    Then it is refused with "the moon"

  Scenario: It is refused
    fails at  Then it is not refused
    expected  it is not refused
    got       it is refused: Anna cannot accept (the channel is Ready): the callback is no callback [F1]. Accepted: when the callback is counting down or offered.

    Given Anna is logged in
    When Anna tries to accept the callback
    Then it is not refused

  Scenario: Something has changed
    fails at  Then nothing has changed
    expected  nothing has changed
    got       Anna's screen, the interaction of Maria: the call was 'no call', is 'dialling'

    Given Anna has the callback of Maria in hand
    When Anna tries to dial
    Then nothing has changed

  Scenario: It is not offered
    fails at  Then Anna is offered to release the call
    expected  Anna is offered to release the call
    got       Anna is offered 'dial', 'mark done', 'reschedule', 'set the disposition'

    Given Anna has the callback of Maria in hand
    Then Anna is offered to release the call

  Scenario: It is offered
    fails at  Then Anna is not offered to dial
    expected  Anna is not offered to dial
    got       Anna is offered 'dial', 'mark done', 'reschedule', 'set the disposition'

    Given Anna has the callback of Maria in hand
    Then Anna is not offered to dial

  Scenario: Nothing is offered without an interaction
    fails at  Then Anna is offered to dial
    expected  Anna is offered to dial
    got       Anna is offered nothing

    Given Anna is logged in
    Then Anna is offered to dial
