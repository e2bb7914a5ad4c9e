@C5
Feature: A bad value is reported
  A value that cannot be used is reported with its level, option, value and what would be valid. The next lower level
  that is valid applies.

  @golden
  Scenario: The report says where, what and what would be valid
    Given at the level "Agent Group" of "Zenith" the option "webcallback.auto-dial" is "sometimes"
    Then a configuration problem is reported: "C5: webcallback.auto-dial at Agent Group 'Zenith' is 'sometimes', which is not valid. Valid: true or false."

  @O9
  Scenario: The next lower valid level applies, however far down it is
    Given these options are set
      | level               | holder       | option                                      | value     |
      | Application         | Workspace    | webcallback.callback-information.frame-color | #FF000001 |
      | Tenant              | Lighthouse   | webcallback.callback-information.frame-color | blue      |
      | Agent Group         | Zenith       | webcallback.callback-information.frame-color | green     |
      | Person              | Anna         | webcallback.callback-information.frame-color | #12345    |
    And Anna has the callback of Maria in hand
    Then Anna's Callback Information has the frame "#FF000001"
    And the explanation of "webcallback.callback-information.frame-color" for Anna says "invalid: C5: webcallback.callback-information.frame-color at Person 'anna' is '#12345'"
    And the explanation of "webcallback.callback-information.frame-color" for Anna says "at Agent Group 'Zenith' is 'green'"
    And the explanation of "webcallback.callback-information.frame-color" for Anna says "at Tenant 'Lighthouse' is 'blue'"

  @O9
  Scenario: Where no level is valid the default applies
    Given the option "webcallback.callback-information.frame-color" is "blue"
    And Anna has the callback of Maria in hand
    Then Anna's Callback Information has the frame "#FF17849D"

  @O9
  Scenario: The agent's desktop warns when a callback comes
    Given the option "webcallback.callback-information.frame-color" is "blue"
    And Anna is offered the callback of Maria
    Then Anna is warned "webcallback.callback-information.frame-color at Application 'Workspace' is 'blue', which is not valid"
