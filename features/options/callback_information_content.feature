@O8
Feature: webcallback.callback-information.content
  Which data of the callback the Callback Information area shows, in the order of the list. Neither the default nor
  the names of the entries are documented: the names are those of the callback record (assumed).

  Rule: By default the view shows who, where, when and why

    @golden
    Scenario: Nobody has set it
      Given Anna has the callback of Maria in hand
      Then Anna's Callback Information shows
        | field           | value |
        | contact_name    | Maria |
        | customer_number | *     |
        | start_time      | *     |
        | time_zone       | *     |
        | reason          | *     |
        | attempts        | 0     |
      And Anna's value of "webcallback.callback-information.content" is "contact_name,customer_number,start_time,time_zone,reason,attempts" by default

    @F1
    Scenario: The notification lets the agent read it before accepting
      Given Anna is offered the callback of Maria
      Then Anna's Callback Information shows
        | field           | value |
        | contact_name    | Maria |
        | customer_number | *     |
        | start_time      | *     |
        | time_zone       | *     |
        | reason          | *     |
        | attempts        | 0     |

  Rule: With a list the view shows just that, in that order

    Scenario: The order of the list is the order of the view
      Given the option "webcallback.callback-information.content" is "reason,contact_name"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information shows
        | field           | value |
        | reason          | *     |
        | contact_name    | Maria |

    Scenario: Spaces beside the commas do not matter
      Given the option "webcallback.callback-information.content" is "reason , contact_name"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information shows
        | field           | value |
        | reason          | *     |
        | contact_name    | Maria |

    Scenario: What the callback does not have is shown empty
      Given the option "webcallback.callback-information.content" is "contact_name,call_result"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information shows
        | field           | value |
        | contact_name    | Maria |
        | call_result     |       |

    Scenario: The view follows the callback
      Given the option "webcallback.callback-information.content" is "attempts"
      And Anna has talked to Maria and released the call
      Then Anna's Callback Information shows
        | field           | value |
        | attempts        | 1     |

  Rule: The level nearest to the agent wins

    @C1
    Scenario Outline: <level> can set it
      Given at the level "<level>" of "<holder>" the option "webcallback.callback-information.content" is "contact_name"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information shows
        | field           | value |
        | contact_name    | Maria |

      Examples:
        | level               | holder       |
        | Application         | Workspace    |
        | Tenant              | Lighthouse   |
        | Agent Group         | Zenith       |
        | Virtual Agent Group | Violet skill |
        | Person              | Anna         |

    @C1
    Scenario: The agent's own value overrules that of everybody
      Given the option "webcallback.callback-information.content" is "contact_name"
      And at the level "Person" of "Anna" the option "webcallback.callback-information.content" is "reason,contact_name"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information shows
        | field           | value |
        | reason          | *     |
        | contact_name    | Maria |

  Rule: A bad value is reported, and the next lower valid one applies

    @C5
    Scenario Outline: <value> names what no callback has
      Given the option "webcallback.callback-information.content" is "contact_name"
      And at the level "Person" of "Anna" the option "webcallback.callback-information.content" is "<value>"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information shows
        | field           | value |
        | contact_name    | Maria |
      And a configuration problem is reported: "webcallback.callback-information.content at Person 'anna' is '<value>', which is not valid"

      Examples:
        | value              |
        | shoe_size          |
        | shoe_size,hat_size |

    @C5
    Scenario Outline: Of a list the entries that are known apply, in their order, and the agent is warned of <entry> (assumed)
      Given the option "webcallback.callback-information.content" is "<value>"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information shows
        | field           | value |
        | reason          | *     |
        | contact_name    | Maria |
      And a configuration problem is reported: "webcallback.callback-information.content at Application 'Workspace' names '<entry>', which is left out"
      And Anna is warned "names '<entry>', which is left out"

      Examples:
        | value                            | entry        |
        | reason,shoe_size,contact_name    | shoe_size    |
        | reason,,contact_name             |              |
        | reason,contact_name,reason       | reason       |

    Scenario: The contact's address can be named
      Given the option "webcallback.callback-information.content" is "contact_email"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information shows
        | field         | value |
        | contact_email |       |

  Rule: A routing strategy can't override it

    @C2 @C3
    Scenario: A Transaction that tries to is ignored with a warning
      Given the Transaction "Gold" sets "webcallback.callback-information.content" to "reason"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And the option "webcallback.callback-information.content" is "contact_name"
      And Anna has the callback of Maria in hand
      Then Anna's Callback Information shows
        | field           | value |
        | contact_name    | Maria |
      And Anna is warned "webcallback.callback-information.content in Transaction 'Gold' is ignored"

  Rule: A change takes effect at the next interaction

    @C4
    Scenario: The callback that is here keeps its view
      Given Anna can take 2 callbacks at once
      And the option "webcallback.callback-information.content" is "contact_name"
      And Anna is offered the callback of Maria
      When an administrator sets the option "webcallback.callback-information.content" to "attempts"
      Then Anna's Callback Information shows
        | field           | value |
        | contact_name    | Maria |
      When Ella schedules a callback
      Then Anna's Callback Information shows
        | field           | value |
        | attempts        | 0     |
