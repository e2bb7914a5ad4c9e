@E1
Feature: Other systems hand callbacks in through the Web Service Capture Point
  A shop system, a mobile application's server or a workflow submits a callback by SOAP, and may stop it, change it, hold
  it and ask for it as long as it lives.

  Rule: A callback from another system is a callback like any other

    @golden
    Scenario: A shop system submits a callback, and an agent is offered it
      Given Anna is logged in
      When Shop sends the SOAP request "Submit" with
        | field                    | value            |
        | TenantId                 | Lighthouse       |
        | Queue                    | callbacks        |
        | ExternalId               | order 4711       |
        | UserData.customer_number | +442079460018    |
        | UserData.contact_name    | Maria            |
      Then it is not refused
      And the SOAP answer says
        | key           | value        |
        | InteractionId | the callback |
      And the callback is offered to Anna
      And the last RequestSubmit says
        | attribute          | value       |
        | MediaType          | webcallback |
        | InteractionType    | Inbound     |
        | InteractionSubtype | InboundNew  |
        | ExternalId         | order 4711  |

    Scenario: It can be asked for by the number that the other system gave it
      When Shop sends the SOAP request "Submit" with
        | field           | value      |
        | TenantId        | Lighthouse |
        | Queue           | parked     |
        | ExternalId      | order 4711 |
        | UserData.reason | Delivery   |
      And Shop sends the SOAP request "GetInfo" with
        | field      | value      |
        | ExternalId | order 4711 |
      Then the SOAP answer says
        | key             | value        |
        | InteractionId   | the callback |
        | Queue           | parked       |
        | SubmittedBy     | Shop         |
        | UserData.reason | Delivery     |

  Rule: It can be changed, held and stopped

    Background:
      Given Anna is logged in and Not Ready
      And Shop has sent the SOAP request "Submit" with
        | field           | value      |
        | TenantId        | Lighthouse |
        | Queue           | callbacks  |
        | ExternalId      | order 4711 |
        | UserData.reason | Delivery   |

    Scenario: What is held is offered to nobody until it is resumed
      When Shop sends the SOAP request "Hold" with
        | field         | value        |
        | InteractionId | the callback |
      And Anna goes Ready
      Then the callback is in the queue "callbacks"
      When Shop sends the SOAP request "Resume" with
        | field         | value        |
        | InteractionId | the callback |
      Then the callback is offered to Anna

    Scenario: Attached data is changed and deleted at once
      When Shop sends the SOAP request "Update" with
        | field           | value      |
        | ExternalId      | order 4711 |
        | Changed.carrier | DHL        |
        | Deleted.reason  |            |
      And Shop sends the SOAP request "GetInfo" with
        | field      | value      |
        | ExternalId | order 4711 |
      Then the SOAP answer says
        | key              | value |
        | UserData.carrier | DHL   |
        | UserData.reason  |       |
      And the callback shows this data
        | key     | value |
        | carrier | DHL   |

    Scenario: Whoever is offered it loses it when it is stopped
      When Anna goes Ready
      And Shop sends the SOAP request "Stop" with
        | field            | value      |
        | ExternalId       | order 4711 |
        | ReasonSystemName | Delivered  |
      Then it is not refused
      And the callback is done
      And Anna has no interaction

    Scenario: What is stopped is not known any more
      When Shop sends the SOAP request "Stop" with
        | field      | value      |
        | ExternalId | order 4711 |
      And Shop sends the SOAP request "Stop" with
        | field      | value      |
        | ExternalId | order 4711 |
      Then it is refused with "43 unknown interaction identifier specified"

  Rule: Nothing is done twice, and nothing by halves

    @F10
    Scenario: An answer that was lost is given again
      When Shop sends the SOAP request "Submit" with
        | field     | value      |
        | MessageID | urn:4711   |
        | TenantId  | Lighthouse |
        | Queue     | parked     |
      And Shop sends the SOAP request "Submit" with
        | field     | value      |
        | MessageID | urn:4711   |
        | TenantId  | Lighthouse |
        | Queue     | parked     |
      Then it is not refused
      And Shop has sent RequestSubmit 1 times
      And every callback is in exactly one place

    Scenario Outline: A Submit whose <field> is "<value>" is refused with the way out
      When Shop sends the SOAP request "Submit" with
        | field    | value      |
        | TenantId | Lighthouse |
        | <field>  | <value>    |
      Then it is refused with "<words>"
      And no RequestSubmit was sent

      Examples:
        | field         | value | words                                                   |
        | Que           | x     | There is no field 'Que' in Submit. Did you mean 'Queue' |
        | InteractionId | 7     | Accepted: 16 letters and digits                         |
        | MediaType     | email | Missing Queue                                           |

    @E2
    Scenario: While Interaction Server is down the other system is told to come again
      Given Interaction Server is down
      When Shop sends the SOAP request "Submit" with
        | field    | value      |
        | TenantId | Lighthouse |
        | Queue    | callbacks  |
      Then it is refused with "Interaction Server cannot be reached"
