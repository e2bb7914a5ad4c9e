Feature: Steps about the configuration can fail

  Scenario: The value comes from another level
    fails at  Then Anna's value of "webcallback.auto-answer" is "true", from the level "Person" of "Anna"
    expected  'true' from the level Person of Anna
    got       'true' from the level Application of Workspace

    Given the option "webcallback.auto-answer" is "true"
    And Anna is logged in
    Then Anna's value of "webcallback.auto-answer" is "true", from the level "Person" of "Anna"

  Scenario: The value is not the default
    fails at  Then Anna's value of "webcallback.auto-answer" is "true" by default
    expected  'true' from the level Default of Workspace
    got       'true' from the level Application of Workspace

    Given the option "webcallback.auto-answer" is "true"
    And Anna is logged in
    Then Anna's value of "webcallback.auto-answer" is "true" by default

  Scenario: The explanation says something else
    fails at  Then the explanation of "webcallback.auto-answer" for Anna says "the moon"
    expected  the explanation of "webcallback.auto-answer" for Anna says "the moon"
    got       the explanation says:
    :   webcallback.auto-answer is 'true' for agent 'anna', from Application 'Workspace'.
    :     overruled: 'false' from Default 'Workspace' (assumed)

    Given the option "webcallback.auto-answer" is "true"
    And Anna is logged in
    Then the explanation of "webcallback.auto-answer" for Anna says "the moon"

  Scenario: No such problem is reported
    fails at  Then a configuration problem is reported: "the moon"
    expected  a configuration problem is reported: "the moon"
    got       reported are "C5: webcallback.auto-answer at Application 'Workspace' is 'perhaps', which is not valid. Valid: true or false." (webcallback.auto-answer is invalid: 'perhaps')

    Given the option "webcallback.auto-answer" is "perhaps"
    And Anna is logged in
    Then a configuration problem is reported: "the moon"
