Feature: Steps about other systems of the company can fail

  Scenario: The SOAP answer says something else
    fails at  Then the SOAP answer says
    expected  InteractionId is '42'
    got       InteractionId is ''

    Given Maria has scheduled a callback
    When Shop sends the SOAP request "GetInfo" with
      | field         | value        |
      | InteractionId | the callback |
    Then the SOAP answer says
      | key           | value |
      | InteractionId | 42    |

  Scenario: Nothing was asked by SOAP
    fails at  Then the SOAP answer says
    expected  a step that can be run
    got       Nothing was tried before this step. Accepted: it after an attempt, such as 'When Shop sends the SOAP request "GetInfo" with'.

    Given Anna is logged in
    When Anna tries to go Ready
    Then the SOAP answer says
      | key           | value |
      | InteractionId | 42    |
