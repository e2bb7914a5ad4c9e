Feature: Steps about agents and their channel can fail

  Scenario: The channel is in another state
    fails at  Then Anna's channel is "Not Ready"
    expected  Anna's channel is Not Ready
    got       Anna's channel is Ready

    Given Anna is logged in
    Then Anna's channel is "Not Ready"

  Scenario: The channel shows another reason
    fails at  Then Anna's channel is "Not Ready" with the reason "Training"
    expected  Anna's channel is Not Ready with the reason 'Training'
    got       Anna's channel is Not Ready with the reason 'Lunch'

    Given Anna is logged in
    When Anna goes Not Ready with the reason "Lunch"
    Then Anna's channel is "Not Ready" with the reason "Training"

  Scenario: The voice channel is out of service
    fails at  Then Anna's voice channel is in service
    expected  Anna's voice channel is in service
    got       Anna's voice channel is out of service

    Given Anna is logged in
    When the voice switch goes down
    Then Anna's voice channel is in service

  Scenario: The voice channel is in service
    fails at  Then Anna's voice channel is out of service
    expected  Anna's voice channel is out of service
    got       Anna's voice channel is in service

    Given Anna is logged in
    Then Anna's voice channel is out of service
