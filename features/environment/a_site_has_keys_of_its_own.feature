@E1
Feature: A site has keys of its own
  Which key of the attached data holds the contact's number, name, wished time and reason is configuration of the contact
  centre (assumed); what everybody else calls them is the default.

  Background:
    Given attached data has these keys here
      | what   | key               |
      | number | WCBCustomerNumber |
      | name   | FirstName         |
      | time   | _desired_time     |
      | reason | Topic             |
    And it is "2026-03-02 09:00" in "Europe/London"
    And Anna is logged in

  Scenario: The website attaches what the contact has filled in under them
    When Maria schedules a callback
    Then the callback is offered to Anna
    And Anna sees this case information
      | key             | value     |
      | FirstName       | Maria     |
      | _desired_time   | 2026-03-02T09:00:00Z |
      | contact_name    | (missing) |
      | customer_number | (missing) |

  @F3 @F2 @O8 @golden
  Scenario: The number that stands there is dialled, and Callback Information has it under the usual name
    When Shop sends the SOAP request "Submit" with
      | field                      | value         |
      | TenantId                   | Lighthouse    |
      | Queue                      | callbacks     |
      | UserData.WCBCustomerNumber | +442079460018 |
      | UserData.FirstName         | Maria         |
    And Anna accepts the callback
    And Anna tries to dial
    Then it is not refused
    And the last RequestMakeCall says
      | attribute | value         |
      | OtherDN   | +442079460018 |
    And Anna's Callback Information shows
      | field           | value         |
      | contact_name    | Maria         |
      | customer_number | +442079460018 |
      | start_time      |               |
      | time_zone       |               |
      | reason          |               |
      | attempts        |               |

  @F3 @O7
  Scenario: It is dialled by itself, too
    Given the option "webcallback.auto-dial" is "true"
    When Shop sends the SOAP request "Submit" with
      | field                      | value         |
      | TenantId                   | Lighthouse    |
      | Queue                      | callbacks     |
      | UserData.WCBCustomerNumber | +442079460018 |
    Then it is not refused
    When Anna tries to accept the callback
    Then it is not refused
    And Anna's call is "dialling"

  @F7
  Scenario: The time that stands there is waited for
    When Shop sends the SOAP request "Submit" with
      | field                      | value                    |
      | TenantId                   | Lighthouse               |
      | Queue                      | callbacks                |
      | UserData.WCBCustomerNumber | +442079460018            |
      | UserData._desired_time     | 2026-03-02T09:30:00.000Z |
    Then it is not refused
    And the callback is in the queue "callbacks"
    When 30 minutes pass
    Then the callback is offered to Anna

  @F7 @O13 @P4
  Scenario: A reschedule is written under them
    Given the option "webcallback.reschedule-queue" is "rescheduled"
    And Anna has talked to Maria and released the call
    When Anna tries to reschedule to "tomorrow at 09:30"
    Then it is not refused
    When Anna marks the callback done
    Then the callback record shows
      | key           | value                |
      | _desired_time | 2026-03-03T09:30:00Z |
    And the callback is in the queue "rescheduled"

  @F4 @P9
  Scenario: A callback without it cannot be dialled, and the refusal names the key
    When Shop sends the SOAP request "Submit" with
      | field                    | value         |
      | TenantId                 | Lighthouse    |
      | Queue                    | callbacks     |
      | UserData.customer_number | +442079460018 |
    And Anna accepts the callback
    And Anna tries to dial
    Then it is refused with "no WCBCustomerNumber is attached"
    And nothing has changed
