@E1
Feature: Attached data is the submitter's
  Whoever hands a callback in decides what is attached to it and how it is written. Interaction Server judges none of it;
  the strategy reads the wished time in the forms that sites use, and whoever cannot read something says so.

  Background:
    Given it is "2026-03-02 09:00" in "Europe/London"
    And Anna is logged in

  Rule: The wished time is read as sites write it (assumed)

    @F7
    Scenario Outline: <form>
      When Shop sends the SOAP request "Submit" with
        | field                    | value         |
        | TenantId                 | Lighthouse    |
        | Queue                    | callbacks     |
        | UserData.customer_number | +442079460018 |
        | UserData.start_time      | <written>     |
      Then it is not refused
      And the callback is in the queue "callbacks"
      And the callback record shows
        | key        | value     |
        | start_time | <written> |
      When 29 minutes and 59 seconds pass
      Then the callback is in the queue "callbacks"
      When 1 second passes
      Then the callback is offered to Anna
      And Anna is not warned

      Examples:
        | form                          | written                       |
        | in UTC                        | 2026-03-02T09:30:00Z          |
        | with a fraction of the second | 2026-03-02T09:30:00.000Z      |
        | with an offset                | 2026-03-02T10:30:00+01:00     |
        | with both                     | 2026-03-02T04:30:00.000-05:00 |
        | as seconds since 1970         | 1772443800                    |

    @E5
    Scenario Outline: What cannot be read is due now, and the agent is warned: <what>
      When Shop sends the SOAP request "Submit" with
        | field                    | value         |
        | TenantId                 | Lighthouse    |
        | Queue                    | callbacks     |
        | UserData.customer_number | +442079460018 |
        | UserData.start_time      | <written>     |
      Then it is not refused
      And the callback is offered to Anna
      And Anna is warned "start_time '<written>' is no time that can be read, so it is due now (assumed)"

      Examples:
        | what                   | written             |
        | words                  | tomorrow at half 10 |
        | a time without a zone  | 2026-03-02T09:30:00 |
        | a day that is none     | 2026-02-30T09:30:00Z |

    @E5
    Scenario: No time is wished where nothing is written
      When Shop sends the SOAP request "Submit" with
        | field                    | value         |
        | TenantId                 | Lighthouse    |
        | Queue                    | callbacks     |
        | UserData.customer_number | +442079460018 |
        | UserData.start_time      |               |
      Then it is not refused
      And the callback is offered to Anna
      And Anna is not warned

    @E7
    Scenario: A handling-timeout that is none leaves the server's own
      When Shop sends the SOAP request "Submit" with
        | field                     | value         |
        | TenantId                  | Lighthouse    |
        | Queue                     | callbacks     |
        | UserData.customer_number  | +442079460018 |
        | UserData.handling-timeout | 9999          |
      Then it is not refused
      When Anna accepts the callback
      And 179 minutes and 59 seconds pass
      Then the callback is with Anna
      When 1 second passes
      Then the callback is offered to Anna

  Rule: Keys that nobody knows travel with the callback, its call and a transfer

    @F3 @golden
    Scenario: A router's keys arrive wherever the callback does
      Given the strategy of the queue "callbacks" attaches "PegAG?:Group = 1" with the value "1"
      When Shop sends the SOAP request "Submit" with
        | field                        | value                            |
        | TenantId                     | Lighthouse                       |
        | Queue                        | callbacks                        |
        | UserData.customer_number     | +442079460018                    |
        | UserData.RTargetAgentGroup   | ?:Group = 1                      |
        | UserData.RVQID               | 0FPCKSKVOL4GP2PSNV0B7OBN4400SHR8 |
        | UserData.RTargetTypeSelected | 2                                |
      And Anna accepts the callback
      And Anna tries to dial
      Then it is not refused
      And Anna's call comes with this data
        | key                 | value                            |
        | RTargetAgentGroup   | ?:Group = 1                      |
        | RVQID               | 0FPCKSKVOL4GP2PSNV0B7OBN4400SHR8 |
        | RTargetTypeSelected | 2                                |
        | PegAG?:Group = 1    | 1                                |
      And the callback record shows
        | key               | value                            |
        | RTargetAgentGroup | ?:Group = 1                      |
        | RVQID             | 0FPCKSKVOL4GP2PSNV0B7OBN4400SHR8 |
        | PegAG?:Group = 1  | 1                                |

    @F6 @O12
    Scenario: So they do when the call is transferred
      Given Ben is logged in and Not Ready
      And the option "webcallback.park-queue" is "parked"
      And the strategy of the queue "callbacks" attaches "RTargetAgentGroup" with the value "?:Group = 1"
      And Anna is talking to Maria
      When Anna tries to transfer the call to Ben
      Then it is not refused
      And Ben's call comes with this data
        | key               | value       |
        | RTargetAgentGroup | ?:Group = 1 |
      And the callback record shows
        | key               | value       |
        | RTargetAgentGroup | ?:Group = 1 |
