Feature: Steps about time can fail

  Scenario: It is later
    fails at  Then it is "2026-03-05 09:00" in "Europe/Berlin"
    expected  it is 2026-03-05 09:00 in Europe/Berlin
    got       it is 2026-03-05 10:00 in Europe/Berlin

    Given it is "2026-03-05 09:00" in "Europe/Berlin"
    When 1 hour passes
    Then it is "2026-03-05 09:00" in "Europe/Berlin"
