Feature: Steps about contacts and the website can fail

  Scenario: The website does not refuse that field
    fails at  Then the website refuses the field "reason", because "empty"
    expected  the website refuses the field "reason", because "empty"
    got       the website refuses the fields 'phone_number'

    When somebody fills in the web form with
      | field        | value |
      | name         | Maria |
      | phone_number | none  |
      | time_zone    | Europe/Berlin |
      | reason       | a question    |
      | wished_time  | now           |
    Then the website refuses the field "reason", because "empty"

  Scenario: The website refuses the field for another reason
    fails at  Then the website refuses the field "phone_number", because "the moon"
    expected  the website refuses the field "phone_number", because "the moon"
    got       the website refuses it: 'none' is not a phone number that can be called. Enter a whole number with its country, such as '+46 8 465 004 12'.

    When somebody fills in the web form with
      | field        | value |
      | name         | Maria |
      | phone_number | none  |
      | time_zone    | Europe/Berlin |
      | reason       | a question    |
      | wished_time  | now           |
    Then the website refuses the field "phone_number", because "the moon"

  Scenario: The website refuses more fields, or fewer
    fails at  Then the website refuses nothing else but these 7 fields
    expected  the website refuses nothing else but these 7 fields
    got       the website refuses 1 field: 'phone_number'

    When somebody fills in the web form with
      | field        | value |
      | name         | Maria |
      | phone_number | none  |
      | time_zone    | Europe/Berlin |
      | reason       | a question    |
      | wished_time  | now           |
    Then the website refuses nothing else but these 7 fields

  Scenario: The contact is told something else
    fails at  Then the contact is told "the moon"
    expected  the contact is told "the moon"
    got       the contact is told: The website refuses the callback form, nothing was submitted.
    :     phone_number: 'none' is not a phone number that can be called. Enter a whole number with its country, such as '+46 8 465 004 12'.

    When somebody fills in the web form with
      | field        | value |
      | name         | Maria |
      | phone_number | none  |
      | time_zone    | Europe/Berlin |
      | reason       | a question    |
      | wished_time  | now           |
    Then the contact is told "the moon"

  Scenario: The website takes a callback that it should refuse
    fails at  When Maria tries to schedule a callback for "2026-03-06 09:00"
    expected  the step to succeed
    got       Failed: DID NOT RAISE any of (BadInput, NotSubmitted)

    Given Maria lives in "Europe/Berlin"
    And it is "2026-03-05 09:00" in "Europe/Berlin"
    When Maria tries to schedule a callback for "2026-03-06 09:00"

  Scenario: The website is there
    fails at  When Maria tries to schedule a callback
    expected  the step to succeed
    got       Failed: DID NOT RAISE any of (BadInput, NotSubmitted)

    Given Maria lives in "Europe/Berlin"
    When Maria tries to schedule a callback
