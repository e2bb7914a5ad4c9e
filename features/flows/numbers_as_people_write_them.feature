@F3
Feature: Numbers are called as people write them
  A website of somebody else's, or another system, attaches a number as its user has typed it. It is dialled as it was
  written, without what only parts it. Numbers without a country are those of the region that the contact centre dials
  from (assumed).

  Rule: What only parts a number is not dialled

    Background:
      Given the contact centre dials from "GB"
      And Maria answers after 5 seconds
      And Anna is logged in

    @golden
    Scenario: A number of the centre's own country is dialled as it was written, and found
      When Shop sends the SOAP request "Submit" with
        | field                    | value         |
        | TenantId                 | Lighthouse    |
        | Queue                    | callbacks     |
        | UserData.customer_number | 07700 900-931 |
        | UserData.contact_name    | Maria         |
      And Anna accepts the callback
      And Anna dials
      And 5 seconds pass
      Then the last RequestMakeCall says
        | attribute | value       |
        | OtherDN   | 07700900931 |
      And Anna's call is with Maria

    Scenario Outline: However it is written, it is the same telephone
      When Shop sends the SOAP request "Submit" with
        | field                    | value      |
        | TenantId                 | Lighthouse |
        | Queue                    | callbacks  |
        | UserData.customer_number | <written>  |
        | UserData.contact_name    | Maria      |
      And Anna accepts the callback
      And Anna dials
      And 5 seconds pass
      Then the last RequestMakeCall says
        | attribute | value    |
        | OtherDN   | <dialled> |
      And Anna's call is with Maria

      Examples:
        | written             | dialled         |
        | +44 (0)7700 900931  | +447700900931   |
        | (+44) 7700.900931   | +447700900931   |
        | 0044 7700 900 931   | 00447700900931  |

    @F6
    Scenario: Nor is it in the number that a call is transferred to
      Given the option "webcallback.park-queue" is "parked"
      And Anna is talking to Maria
      When Anna transfers the call to the number "020 7946 0099"
      Then the last RequestSingleStepTransfer says
        | attribute | value       |
        | OtherDN   | 02079460099 |

  Rule: Where the centre's region is not known, only a number with its country is found

    @F4
    Scenario: A number without its country leads nowhere
      Given Maria answers after 5 seconds
      And Anna is logged in
      When Shop sends the SOAP request "Submit" with
        | field                    | value         |
        | TenantId                 | Lighthouse    |
        | Queue                    | callbacks     |
        | UserData.customer_number | 07700 900 931 |
        | UserData.contact_name    | Maria         |
      And Anna accepts the callback
      And Anna dials
      And 10 seconds pass
      Then the last RequestMakeCall says
        | attribute | value       |
        | OtherDN   | 07700900931 |
      And the callback is with Anna
      And Anna is offered to dial

  Rule: The region of another country dials other countries in its own way

    Scenario Outline: Two zeroes are a plus only where that is how one dials abroad
      Given the contact centre dials from "<region>"
      And Maria answers after 5 seconds
      And Anna is logged in
      When Shop sends the SOAP request "Submit" with
        | field                    | value      |
        | TenantId                 | Lighthouse |
        | Queue                    | callbacks  |
        | UserData.customer_number | <written>  |
        | UserData.contact_name    | Maria      |
      And Anna accepts the callback
      And Anna dials
      And 5 seconds pass
      Then Anna's call is with Maria

      Examples:
        | region | written              |
        | SE     | 00 44 7700 900931    |
        | US     | 011 44 7700 900931   |
