@C6
Feature: Privileges come from roles
  Roles are assigned to agents or to agent groups. An agent has the union of them.

  @P2 @golden
  Scenario: Two roles add up
    Given the role "Callback basics" grants
      | Can Use Web Callback Channel |
    And the role "May decline" grants
      | Can Decline |
    And Ben has only these privileges
      | Can Use Web Callback Channel |
    And Ben has the role "May decline"
    And Ben is offered the callback of Maria
    Then Ben is offered to decline the callback
    And Ben is not offered to mark the callback done

  @P2
  Scenario: A role of a group is a role of its members
    Given the role "May decline" grants
      | Can Decline |
    And Ben has only these privileges
      | Can Use Web Callback Channel |
    And the agent group "Aurora" has the role "May decline"
    And Ben is offered the callback of Maria
    Then Ben is offered to decline the callback

  @P2
  Scenario: A role of a group that the agent is not in means nothing
    Given the role "May decline" grants
      | Can Decline |
    And Ben has only these privileges
      | Can Use Web Callback Channel |
    And the agent group "Zenith" has the role "May decline"
    And Ben is offered the callback of Maria
    Then Ben is not offered to decline the callback

  @P1
  Scenario: An agent without any role may do nothing
    Given Ben no longer has the role "Everything"
    And Ben is logged in
    Then Ben's channel is "logged off"
    And Ben's voice channel is out of service

  @P2
  Scenario: A role that is given counts from the next login on (assumed)
    Given the role "May decline" grants
      | Can Decline |
    And Ben has only these privileges
      | Can Use Web Callback Channel |
    And Ben is offered the callback of Maria
    When an administrator gives Ben the role "May decline"
    Then Ben is not offered to decline the callback
    When Ben logs out
    And Ben logs in
    Then Ben is offered to decline the callback

  @P2
  Scenario: A role that is taken counts until the agent logs out (assumed)
    Given Ben is offered the callback of Maria
    When an administrator takes the role "Everything" from Ben
    Then Ben is offered to decline the callback
    When Ben logs out
    And Ben logs in
    Then Ben's channel is "logged off"

  @P9
  Scenario: The refusal says in which roles the privilege could be granted
    Given Ben does not have the privilege "Can Decline"
    And Ben is offered the callback of Maria
    When Ben tries to decline the callback
    Then it is refused with "grant 'Can Decline' in a role of the agent or of one of the agent's groups"
