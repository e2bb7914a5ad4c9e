@C7 @P3
Feature: Dispositions
  Options say whether a disposition must be set, until when it can be changed, under which key it is written, and which
  list its codes come from.

  Rule: A disposition may be mandatory

    @F8 @golden
    Scenario: It is not, by default
      Given Anna has talked to Maria and released the call
      When Anna marks the callback done
      Then the callback is done

    @P7 @P9
    Scenario: If it is, Mark Done waits for it
      Given the option "interaction.disposition.is-mandatory" is "true"
      And Anna has talked to Maria and released the call
      Then Anna is not offered to mark the callback done
      When Anna tries to mark the callback done
      Then it is refused, because the option "interaction.disposition.is-mandatory" is "true" (C7)
      And it is refused with "set a disposition first"
      And nothing has changed
      When Anna sets the disposition "Resolved"
      And Anna marks the callback done
      Then the callback is done

    @P3 @P9
    Scenario: Whoever may not set one is told which privilege is missing
      Given the option "interaction.disposition.is-mandatory" is "true"
      And Anna does not have the privilege "Can Set Interaction Disposition"
      And Anna has talked to Maria and released the call
      When Anna tries to mark the callback done
      Then it is refused, because the option "interaction.disposition.is-mandatory" is "true" (C7)
      And it is refused with "the privilege 'Can Set Interaction Disposition' is missing [P3]"
      And it is refused with "Accepted: grant 'Can Set Interaction Disposition'"

    @C4
    Scenario: A change holds from the next callback on
      Given Anna has talked to Maria and released the call
      When an administrator sets the option "interaction.disposition.is-mandatory" to "true"
      Then Anna is offered to mark the callback done

    @C2
    Scenario: A strategy may demand it for its callbacks
      Given the Transaction "Gold" sets "interaction.disposition.is-mandatory" to "true"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has talked to Maria and released the call
      Then Anna is not offered to mark the callback done

  Rule: A disposition may be fixed by the end of the call

    Scenario: It can be changed after the call, by default
      Given Anna has talked to Maria and released the call
      Then Anna is offered to set a disposition

    @P9
    Scenario: If it is read-only then, it has to be set before
      Given the option "interaction.disposition.is-read-only-on-idle" is "true"
      And Anna is talking to Maria
      When Anna sets the disposition "Resolved"
      And Anna releases the call
      Then Anna is not offered to set a disposition
      When Anna tries to set the disposition "Call again"
      Then it is refused, because the option "interaction.disposition.is-read-only-on-idle" is "true" (C7)
      And Anna sees the disposition "Resolved"

    @C4
    Scenario: Whether it is read-only is decided when the callback comes
      Given Anna has talked to Maria and released the call
      When an administrator sets the option "interaction.disposition.is-read-only-on-idle" to "true"
      Then Anna is offered to set a disposition

    @C2
    Scenario: A strategy may fix it for its callbacks
      Given the Transaction "Gold" sets "interaction.disposition.is-read-only-on-idle" to "true"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has talked to Maria and released the call
      Then Anna is not offered to set a disposition

  Rule: A disposition is written under a key

    Scenario Outline: The key is <key>
      Given the option "interaction.disposition.key-name" is "<key>"
      And Anna has talked to Maria and released the call
      When Anna sets the disposition "Resolved"
      And Anna marks the callback done
      Then the callback shows this data
        | key   | value    |
        | <key> | Resolved |

      Examples:
        | key             |
        | DispositionCode |
        | Call Outcome_1  |

    @C5
    Scenario: A key that is none does not count
      Given the option "interaction.disposition.key-name" is "what?"
      And Anna has talked to Maria and released the call
      When Anna sets the disposition "Resolved"
      And Anna marks the callback done
      Then the callback shows this data
        | key             | value    |
        | DispositionCode | Resolved |

    @C4
    Scenario: A change of the key holds from the next callback on
      Given Anna has talked to Maria and released the call
      When an administrator sets the option "interaction.disposition.key-name" to "Outcome"
      And Anna sets the disposition "Resolved"
      And Anna marks the callback done
      Then the callback shows this data
        | key             | value    |
        | DispositionCode | Resolved |

    @C2
    Scenario: A strategy may choose the key for its callbacks
      Given the Transaction "Gold" sets "interaction.disposition.key-name" to "Outcome"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has talked to Maria and released the call
      When Anna sets the disposition "Resolved"
      And Anna marks the callback done
      Then the callback shows this data
        | key     | value    |
        | Outcome | Resolved |

  Rule: A disposition may be attached as soon as it is set

    Scenario: It is written with Mark Done, by default
      Given Anna has talked to Maria and released the call
      When Anna sets the disposition "Resolved"
      Then the callback shows this data
        | key             | value     |
        | DispositionCode | (missing) |

    Scenario: If attached data is used, it is there at once
      Given the option "interaction.disposition.use-attached-data" is "true"
      And Anna has talked to Maria and released the call
      When Anna sets the disposition "Resolved"
      Then the callback shows this data
        | key             | value    |
        | DispositionCode | Resolved |

    @C4
    Scenario: Whether it is attached is decided when the callback comes
      Given Anna has talked to Maria and released the call
      When an administrator sets the option "interaction.disposition.use-attached-data" to "true"
      And Anna sets the disposition "Resolved"
      Then the callback shows this data
        | key             | value     |
        | DispositionCode | (missing) |

    @C2
    Scenario: A strategy may have it attached for its callbacks
      Given the Transaction "Gold" sets "interaction.disposition.use-attached-data" to "true"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has talked to Maria and released the call
      When Anna sets the disposition "Resolved"
      Then the callback shows this data
        | key             | value    |
        | DispositionCode | Resolved |

  Rule: The codes come from a Business Attribute

    Scenario: Another list can be configured
      Given the option "interaction.disposition.value-business-attribute" is "TravelOutcome"
      And Anna has the callback of Maria in hand
      When Anna sets the disposition "Booked"
      Then Anna sees the disposition "Booked"
      When Anna tries to set the disposition "Resolved"
      Then it is refused with "'Resolved' is no disposition of 'TravelOutcome' [C7]. Accepted: Booked, Thinking about it."

    @C5
    Scenario: A list that does not exist does not count
      Given the option "interaction.disposition.value-business-attribute" is "Nothing"
      And Anna has the callback of Maria in hand
      When Anna sets the disposition "Resolved"
      Then Anna sees the disposition "Resolved"

    @C4
    Scenario: A change of the list holds from the next callback on
      Given Anna has the callback of Maria in hand
      When an administrator sets the option "interaction.disposition.value-business-attribute" to "TravelOutcome"
      And Anna sets the disposition "Resolved"
      Then Anna sees the disposition "Resolved"

    @C2
    Scenario: A strategy may choose the list for its callbacks
      Given the Transaction "Gold" sets "interaction.disposition.value-business-attribute" to "TravelOutcome"
      And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna has the callback of Maria in hand
      When Anna sets the disposition "Booked"
      Then Anna sees the disposition "Booked"

  @C4
  Rule: A change takes effect at the next interaction, without a new login

    Background:
      Given Anna is logged in

    @P7
    Scenario: A disposition becomes mandatory
      When an administrator sets the option "interaction.disposition.is-mandatory" to "true"
      And Maria schedules a callback
      And Anna accepts the callback
      Then Anna is not offered to mark the callback done

    Scenario: A disposition becomes fixed by the end of the call
      When an administrator sets the option "interaction.disposition.is-read-only-on-idle" to "true"
      And Maria schedules a callback
      And Anna accepts the callback
      And Anna dials and Maria answers
      And Anna releases the call
      Then Anna is not offered to set a disposition

    Scenario: Another key is used
      When an administrator sets the option "interaction.disposition.key-name" to "Outcome"
      And Maria schedules a callback
      And Anna accepts the callback
      And Anna sets the disposition "Resolved"
      And Anna marks the callback done
      Then the callback shows this data
        | key     | value    |
        | Outcome | Resolved |

    Scenario: A disposition is attached at once
      When an administrator sets the option "interaction.disposition.use-attached-data" to "true"
      And Maria schedules a callback
      And Anna accepts the callback
      And Anna sets the disposition "Resolved"
      Then the callback shows this data
        | key             | value    |
        | DispositionCode | Resolved |

    Scenario: Another list is used
      When an administrator sets the option "interaction.disposition.value-business-attribute" to "TravelOutcome"
      And Maria schedules a callback
      And Anna accepts the callback
      And Anna sets the disposition "Booked"
      Then Anna sees the disposition "Booked"
