Feature: Our own steps can fail
  Red twins: scenarios that must fail, each with the text below its name. pytest does not run them. `callbook mutants
  --judgements` makes each assertion of steps/ true in turn and says which of them no red twin notices.

  Scenario: A callback that is offered is not done
    fails at  Then the callback is done
    expected  assert place.kind.value == "done" or place.name in queues
    got       offered to Anna

    Given Anna is offered the callback of Maria
    Then the callback is done
