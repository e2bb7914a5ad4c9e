Feature: Steps about what an agent sees and hears can fail

  Scenario: There is no notification
    fails at  Then Anna sees the notification of Maria
    expected  Anna sees the notification of Maria
    got       Anna sees no notification

    Given Anna is logged in
    And Maria has a number that does not exist
    Then Anna sees the notification of Maria

  Scenario: There is a notification
    fails at  Then Anna sees no notification
    expected  Anna sees no notification
    got       Anna sees the notification of Maria

    Given Anna is offered the callback of Maria
    Then Anna sees no notification

  Scenario: The notification shows something else
    fails at  Then the notification shows Anna this case information
    expected  contact_name is Ella
    got       contact_name is Maria

    Given Anna is offered the callback of Maria
    Then the notification shows Anna this case information
      | key          | value |
      | contact_name | Ella  |

  Scenario: The window shows something else
    fails at  Then Anna sees this case information
    expected  no_such is 1
    got       no_such is (missing)

    Given Anna has the callback of Maria in hand
    Then Anna sees this case information
      | key     | value |
      | no_such | 1     |

  Scenario: The callback is in another state
    fails at  Then Anna sees the callback "in hand"
    expected  Anna sees the callback in hand
    got       Anna sees the callback offered

    Given Anna is offered the callback of Maria
    Then Anna sees the callback "in hand"

  Scenario: The window is not open
    fails at  Then Anna sees an open interaction window
    expected  Anna sees an open interaction window
    got       Anna sees a notification, no window

    Given Anna is offered the callback of Maria
    Then Anna sees an open interaction window

  Scenario: There is nothing to be seen
    fails at  Then Anna sees an open interaction window
    expected  Anna has a notification or an interaction window
    got       Anna has neither

    Given Anna is logged in
    Then Anna sees an open interaction window

  Scenario: Another bell is heard
    fails at  Then Anna hears the bell "moon.wav"
    expected  Anna hears the bell 'moon.wav'
    got       Anna hears the bell 'Sounds\Ring.mp3'

    Given Anna is offered the callback of Maria
    Then Anna hears the bell "moon.wav"

  Scenario: A bell is heard
    fails at  Then Anna hears no bell
    expected  Anna hears no bell
    got       Anna hears 'Sounds\\Ring.mp3'

    Given Anna is offered the callback of Maria
    Then Anna hears no bell

  Scenario: The bell has rung otherwise
    fails at  Then Anna's bell has rung as "moon.wav"
    expected  Anna's bell has rung as moon.wav
    got       Anna's bell has rung as Sounds\Ring.mp3, priority 10, until stopped, on primary

    Given Anna is offered the callback of Maria
    Then Anna's bell has rung as "moon.wav"

  Scenario: There is no countdown
    fails at  Then Anna sees a countdown of 99 seconds
    expected  Anna sees a countdown of 99 seconds
    got       Anna sees no countdown

    Given the option "webcallback.auto-answer" is "true"
    And Anna is offered the callback of Maria
    Then Anna sees a countdown of 99 seconds

  Scenario: The Callback Information shows something else
    fails at  Then Anna's Callback Information shows
    expected  field 1 is Moon: full
    got       field 1 is contact_name: Maria

    Given Anna has the callback of Maria in hand
    Then Anna's Callback Information shows
      | field | value |
      | Moon  | full  |

  Scenario: The frame has another colour
    fails at  Then Anna's Callback Information has the frame "#FF000000"
    expected  the frame of Anna's Callback Information is #FF000000
    got       the frame of Anna's Callback Information is #FF17849D

    Given Anna has the callback of Maria in hand
    Then Anna's Callback Information has the frame "#FF000000"

  Scenario: The header has another colour
    fails at  Then Anna's Callback Information has the header "#FF000000"
    expected  the header of Anna's Callback Information is #FF000000
    got       the header of Anna's Callback Information is #FFFFFFFF

    Given Anna has the callback of Maria in hand
    Then Anna's Callback Information has the header "#FF000000"

  Scenario: Another disposition is set
    fails at  Then Anna sees the disposition "Moon"
    expected  Anna sees the disposition 'Moon'
    got       Anna sees the disposition ''

    Given Anna has the callback of Maria in hand
    Then Anna sees the disposition "Moon"

  Scenario: The callback is not rescheduled
    fails at  Then Anna sees the callback rescheduled to "2026-03-05 09:00"
    expected  Anna sees the callback rescheduled to "2026-03-05 09:00"
    got       Anna sees no reschedule

    Given Anna has the callback of Maria in hand
    Then Anna sees the callback rescheduled to "2026-03-05 09:00"

  Scenario: The callback is rescheduled
    fails at  Then Anna sees no reschedule
    expected  Anna sees no reschedule
    got       Anna sees the callback rescheduled to 2026-03-05T09:00:00+00:00 +447700900931

    Given Anna has talked to Maria and released the call
    And Anna has rescheduled to "2026-03-05 09:00"
    Then Anna sees no reschedule

  Scenario: Nobody has told that
    fails at  Then Anna is told "the moon"
    expected  Anna is told "the moon"
    got       Anna was told 'callback 4UR9HGNS00000001 from Maria, +447700900931', 'rings: Sounds\\Ring.mp3, priority 10, until stopped, on primary'

    Given Anna is offered the callback of Maria
    Then Anna is told "the moon"

  Scenario: Nobody has warned of that
    fails at  Then Anna is warned "the moon"
    expected  Anna is warned "the moon"
    got       Anna was warned of nothing

    Given Anna is offered the callback of Maria
    Then Anna is warned "the moon"

  Scenario: Somebody has warned
    fails at  Then Anna is not warned
    expected  Anna is warned of nothing
    got       Anna is warned of "C5: webcallback.callback-information.frame-color at Application 'Workspace' is 'blue', which is not valid. Valid: a colour #AARRGGBB, two hexadecimal digits each for alpha, red, green and blue, such as #FF17849D." (webcallback.callback-information.frame-color is invalid: 'blue')

    Given the option "webcallback.callback-information.frame-color" is "blue"
    And Anna is offered the callback of Maria
    Then Anna is not warned

  Scenario: A call without a callback has no Callback Information
    fails at  Then Ben's Callback Information shows
    expected  Ben sees a Callback Information
    got       Ben has a voice call without a callback

    Given the option "webcallback.park-queue" is "parked"
    And Ben is logged in and Not Ready
    And Anna is talking to Maria
    When Anna transfers the call to Ben
    And Ben answers the call
    Then Ben's Callback Information shows
      | field | value |
      | Moon  | full  |
