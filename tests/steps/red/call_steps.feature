Feature: Steps about calls can fail

  Scenario: The call is in another state
    fails at  Then Anna's call is "on hold"
    expected  Anna's call is on hold
    got       Anna's call is connected

    Given Anna is talking to Maria
    Then Anna's call is "on hold"

  Scenario: There is no interaction whose call could be looked at
    fails at  Then Anna's call is "connected"
    expected  Anna has a notification or an interaction window
    got       Anna has neither

    Given Anna is logged in
    Then Anna's call is "connected"

  Scenario: There is no consult call
    fails at  Then Anna's consult call is "connected"
    expected  Anna's consult call is connected
    got       Anna's consult call is no call

    Given Anna is talking to Maria
    Then Anna's consult call is "connected"

  Scenario: The call ended otherwise
    fails at  Then Anna sees that the call ended with "busy"
    expected  Anna sees that the call ended with "busy"
    got       Anna sees that it ended with 'released'

    Given Anna has talked to Maria and released the call
    Then Anna sees that the call ended with "busy"

  Scenario: There is an interaction
    fails at  Then Anna has no interaction
    expected  Anna has no interaction
    got       Anna has the interaction of Maria

    Given Anna has the callback of Maria in hand
    Then Anna has no interaction

  Scenario: The call carries other data
    fails at  Then Anna's call comes with this data
    expected  contact_name is Ella
    got       contact_name is Maria

    Given Anna is talking to Maria
    Then Anna's call comes with this data
      | key          | value |
      | contact_name | Ella  |

  Scenario: The call does not carry a key
    fails at  Then Anna's call comes with this data
    expected  no_such is 1
    got       no_such is (missing)

    Given Anna is talking to Maria
    Then Anna's call comes with this data
      | key      | value |
      | no_such  | 1     |

  Scenario: There is no call that could carry data
    fails at  Then Anna's call comes with this data
    expected  Anna has a call
    got       Anna's call is no call

    Given Anna has the callback of Maria in hand
    Then Anna's call comes with this data
      | key          | value |
      | contact_name | Maria |

  Scenario: The call is with somebody else
    fails at  Then Anna's call is with Ella
    expected  Anna's call is with Ella, +447700900931
    got       Anna's call is with Maria, +441214960042

    Given Ella lives in "Europe/Berlin"
    And Anna is talking to Maria
    Then Anna's call is with Ella

  Scenario: The voice switch has told nothing of the call yet
    fails at  Then Anna's call comes with this data
    expected  the data of Anna's call
    got       the voice switch has told nothing of it yet

    Given Anna has the callback of Maria in hand
    And the next RequestMakeCall from Anna is lost
    When Anna dials
    Then Anna's call comes with this data
      | key          | value |
      | contact_name | Maria |
