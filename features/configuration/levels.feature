@C1
Feature: Options stand at several levels
  The level nearest to the agent wins. That virtual agent groups stand above agent groups, and that of several groups of
  one kind the last of the alphabet wins, are Web Edition's rules: assumed here, and said to be.

  Background:
    Given these options are set
      | level               | holder       | option                                      | value     |
      | Application         | Workspace    | webcallback.callback-information.frame-color | #FF000001 |
      | Tenant              | Lighthouse   | webcallback.callback-information.frame-color | #FF000002 |
      | Agent Group         | Zenith       | webcallback.callback-information.frame-color | #FF000003 |
      | Virtual Agent Group | Violet skill | webcallback.callback-information.frame-color | #FF000004 |
      | Person              | Anna         | webcallback.callback-information.frame-color | #FF000005 |

  @O9 @golden
  Scenario: The agent's own value stands above all others
    Given Anna has the callback of Maria in hand
    Then Anna's Callback Information has the frame "#FF000005"
    And Anna's value of "webcallback.callback-information.frame-color" is "#FF000005", from the level "Person" of "Anna"

  @O9
  Scenario: An agent in no group and without a value of their own has the tenant's
    Given Ben has the callback of Maria in hand
    Then Ben's Callback Information has the frame "#FF000002"
    And Ben's value of "webcallback.callback-information.frame-color" is "#FF000002", from the level "Tenant" of "Lighthouse"

  @O9
  Scenario: A member of a group has the group's
    Given Clara has the callback of Maria in hand
    Then Clara's Callback Information has the frame "#FF000003"

  Scenario Outline: Of two groups of one kind <winner> wins
    Given these options are set
      | level   | holder   | option                    | value |
      | <level> | <loser>  | webcallback.auto-answer.timer | 11    |
      | <level> | <winner> | webcallback.auto-answer.timer | 22    |
    Then Anna's value of "webcallback.auto-answer.timer" is "22", from the level "<level>" of "<winner>"
    And the explanation of "webcallback.auto-answer.timer" for Anna says "assumed: of several groups the last of the alphabet wins"

    Examples:
      | level               | loser       | winner       |
      | Agent Group         | Aurora      | Zenith       |
      | Virtual Agent Group | Amber skill | Violet skill |

  Scenario: A virtual agent group stands above every agent group
    Given these options are set
      | level               | holder      | option                    | value |
      | Agent Group         | Zenith      | webcallback.auto-answer.timer | 11    |
      | Virtual Agent Group | Amber skill | webcallback.auto-answer.timer | 22    |
    Then Anna's value of "webcallback.auto-answer.timer" is "22", from the level "Virtual Agent Group" of "Amber skill"
    And the explanation of "webcallback.auto-answer.timer" for Anna says "assumed: a virtual agent group overrules an agent group"

  Scenario: The explanation names every level that was overruled
    Then the explanation of "webcallback.callback-information.frame-color" for Anna says "overruled: '#FF000004' from Virtual Agent Group 'Violet skill'"
    And the explanation of "webcallback.callback-information.frame-color" for Anna says "overruled: '#FF000003' from Agent Group 'Zenith'"
    And the explanation of "webcallback.callback-information.frame-color" for Anna says "overruled: '#FF000002' from Tenant 'Lighthouse'"
    And the explanation of "webcallback.callback-information.frame-color" for Anna says "overruled: '#FF000001' from Application 'Workspace'"
