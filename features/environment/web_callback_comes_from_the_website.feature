@E1
Feature: A web callback comes from the company's website
  Contacts schedule a callback through the website. It becomes an interaction of the media type webcallback in an
  Interaction Queue.

  Rule: What a contact schedules becomes an interaction

    @golden
    Scenario: The website submits it into its queue
      Given Maria has scheduled a callback
      Then the callback waits for an agent
      And the last RequestSubmit says
        | attribute          | value       |
        | MediaType          | webcallback |
        | InteractionType    | Inbound     |
        | InteractionSubtype | InboundNew  |
        | Queue              | callbacks   |
        | TenantId           | Lighthouse  |

    Scenario: What the contact has said travels with it
      When somebody fills in the web form with
        | field        | value              |
        | name         | Maria              |
        | phone_number | +44 20 7946 0018   |
        | time_zone    | Europe/London      |
        | reason       | Change my booking  |
        | wished_time  | now                |
      Then the callback record shows
        | key                   | value             |
        | contact_name          | Maria             |
        | customer_number       | +442079460018     |
        | reason                | Change my booking |
        | desired_response_type | Voice             |
        | attempts              | 0                 |
        | time_zone             | Europe/London     |

    Scenario: A callback for later waits in its queue until it is due
      Given Anna is logged in
      When Maria schedules a callback for "today at 14:00"
      Then the callback is in the queue "callbacks"
      When 5 hours and 59 minutes pass
      Then the callback is in the queue "callbacks"
      When 1 minute passes
      Then the callback is offered to Anna

  Rule: The time is the contact's own

    Scenario Outline: Half past nine in <zone> is <utc> UTC
      Given Maria lives in "<zone>"
      When Maria schedules a callback for "tomorrow at 09:30"
      Then the callback record shows
        | key        | value   |
        | start_time | <utc>   |

      Examples:
        | zone                | utc                  |
        | Europe/London       | 2026-03-03T09:30:00Z |
        | Europe/Stockholm    | 2026-03-03T08:30:00Z |
        | America/New_York    | 2026-03-03T14:30:00Z |
        | Asia/Kolkata        | 2026-03-03T04:00:00Z |
        | Australia/Lord_Howe | 2026-03-02T22:30:00Z |

  Rule: Both nights when the clocks change are handled

    Scenario: A time in the hour that comes twice means the first one
      Given it is "2026-10-24 12:00" in "Europe/Stockholm"
      And Maria lives in "Europe/Stockholm"
      When Maria schedules a callback for "2026-10-25 02:30"
      Then the callback record shows
        | key        | value                |
        | start_time | 2026-10-25T00:30:00Z |

    Scenario: The second one can be asked for
      Given it is "2026-10-24 12:00" in "Europe/Stockholm"
      And Maria lives in "Europe/Stockholm"
      When Maria schedules a callback for "2026-10-25 02:30 (second)"
      Then the callback record shows
        | key        | value                |
        | start_time | 2026-10-25T01:30:00Z |

    Scenario: A time in the hour that is skipped is refused
      Given it is "2026-03-28 12:00" in "Europe/Stockholm"
      And Maria lives in "Europe/Stockholm"
      When Maria tries to schedule a callback for "2026-03-29 02:30"
      Then the website refuses the field "wished_time", because "02:30"
      And no RequestSubmit was sent

    Scenario: Morning comes an hour earlier when the clocks go forward
      Given it is "2026-03-28 09:00" in "Europe/Stockholm"
      And Maria lives in "Europe/Stockholm"
      And Anna is logged in
      When Maria schedules a callback for "tomorrow at 09:00"
      And 22 hours and 59 minutes pass
      Then the callback is in the queue "callbacks"
      When 1 minute passes
      Then the callback is offered to Anna
      And it is "2026-03-29 09:00" in "Europe/Stockholm"

    Scenario: Morning comes an hour later when the clocks go back
      Given it is "2026-10-24 09:00" in "Europe/Stockholm"
      And Maria lives in "Europe/Stockholm"
      And Anna is logged in
      When Maria schedules a callback for "tomorrow at 09:00"
      And 24 hours and 59 minutes pass
      Then the callback is in the queue "callbacks"
      When 1 minute passes
      Then the callback is offered to Anna

  Rule: Impossible input is refused, field by field

    Scenario Outline: <field> "<value>" is refused
      When somebody fills in the web form with
        | field        | value         |
        | name         | Maria         |
        | phone_number | +442079460018 |
        | time_zone    | Europe/London |
        | <field>      | <value>       |
      Then the website refuses the field "<field>", because "<reason>"
      And no RequestSubmit was sent

      Examples:
        | field        | value            | reason           |
        | name         |                  | name             |
        | phone_number | call me          | phone number     |
        | phone_number | 12               | phone number     |
        | phone_number | 020 7946 0018    | country          |
        | time_zone    | Europe/Atlantis  | Europe/Atlantis  |
        | wished_time  | yesterday at 9:00 | not in the future |
        | wished_time  | 2026-03-02 07:59 | 07:59            |
        | wished_time  | soon             | soon             |
        | wished_time  | 2028-01-01 09:00 | 2028             |

    Scenario: All that is wrong is said at once
      When somebody fills in the web form with
        | field        | value           |
        | name         |                 |
        | phone_number | call me         |
        | time_zone    | Europe/London   |
        | wished_time  | yesterday at 9:00 |
      Then the website refuses nothing else but these 3 fields
