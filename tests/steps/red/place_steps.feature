Feature: Steps about where a callback is can fail

  Scenario: The callback is in no queue
    fails at  Then the callback is in the queue "callbacks"
    expected  waits in the queue 'callbacks'
    got       Anna handles it

    Given Anna has the callback of Maria in hand
    Then the callback is in the queue "callbacks"

  Scenario: The callback waits for nobody
    fails at  Then the callback waits for an agent
    expected  waits for an agent
    got       Anna handles it

    Given Anna has the callback of Maria in hand
    Then the callback waits for an agent

  Scenario: The callback is offered to nobody
    fails at  Then the callback is offered to Anna
    expected  offered to Anna
    got       Anna handles it

    Given Anna has the callback of Maria in hand
    Then the callback is offered to Anna

  Scenario: The callback is with nobody
    fails at  Then the callback is with Anna
    expected  Anna handles it
    got       offered to Anna

    Given Anna is offered the callback of Maria
    Then the callback is with Anna

  Scenario: The callback is not done
    fails at  Then the callback is done
    expected  done
    got       offered to Anna

    Given Anna is offered the callback of Maria
    Then the callback is done

  Scenario: The callback of a certain contact is offered to nobody
    fails at  Then the callback of Maria is offered to Anna
    expected  offered to Anna
    got       Anna handles it

    Given Anna has the callback of Maria in hand
    Then the callback of Maria is offered to Anna

  Scenario: The callback of a certain contact is with nobody
    fails at  Then the callback of Maria is with Ben
    expected  Ben handles it
    got       offered to Anna

    Given Anna is offered the callback of Maria
    Then the callback of Maria is with Ben

  Scenario: The record shows something else
    fails at  Then the callback record shows
    expected  contact_name is Ella
    got       contact_name is Maria

    Given Maria has scheduled a callback
    Then the callback record shows
      | key          | value |
      | contact_name | Ella  |

  Scenario: The data are others
    fails at  Then the callback shows this data
    expected  no_such is 1
    got       no_such is (missing)

    Given Maria has scheduled a callback
    Then the callback shows this data
      | key     | value |
      | no_such | 1     |

  Scenario: A desktop does not show what the server has
    fails at  Then every desktop shows what the servers have
    expected  every desktop shows what the servers have
    got       Anna: callback 4UR9HGNS00000001 is not shown, at the server offered

    Given Anna is logged in
    And the next EventInvite to Anna is lost
    When Maria schedules a callback
    Then every desktop shows what the servers have
