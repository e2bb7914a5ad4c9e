Feature: Steps that name whose callback they mean can fail

  Rule: Where it is, and what its record says

    Background:
      Given Maria has scheduled a callback
      And Ella has scheduled a callback in the queue "parked"

    Scenario: It is in another queue
      fails at  Then the callback of Maria is in the queue "parked"
      expected  waits in the queue 'parked'
      got       waits for an agent, in the strategy 'any ready agent'

      Then the callback of Maria is in the queue "parked"

    Scenario: It waits in a queue, not for an agent
      fails at  Then the callback of Ella waits for an agent
      expected  waits for an agent
      got       waits in the queue 'parked'

      Then the callback of Ella waits for an agent

    Scenario: It is offered to nobody
      fails at  Then the callback of Maria is offered to Anna
      expected  offered to Anna
      got       waits for an agent, in the strategy 'any ready agent'

      Then the callback of Maria is offered to Anna

    Scenario: Nobody has it
      fails at  Then the callback of Maria is with Anna
      expected  Anna handles it
      got       waits for an agent, in the strategy 'any ready agent'

      Then the callback of Maria is with Anna

    Scenario: It is not done
      fails at  Then the callback of Maria is done
      expected  done
      got       waits for an agent, in the strategy 'any ready agent'

      Then the callback of Maria is done

    Scenario: Its record has another value
      fails at  Then the callback record of Maria shows
      expected  contact_name is Ella
      got       contact_name is Maria

      Then the callback record of Maria shows
        | key          | value |
        | contact_name | Ella  |

    Scenario: Its data has another value
      fails at  Then the callback of Maria shows this data
      expected  contact_name is Ella
      got       contact_name is Maria

      Then the callback of Maria shows this data
        | key          | value |
        | contact_name | Ella  |

    Scenario: Interaction Server knows it
      fails at  Then Interaction Server does not know the callback of Ella
      expected  Interaction Server does not know the callback of Ella
      got       it does: waits in the queue 'parked'

      Then Interaction Server does not know the callback of Ella

  Rule: What an option is for it

    Background:
      Given the Transaction "Gold" sets "webcallback.callback-information.frame-color" to "#FFFFBA00"
      And the strategy of the queue "urgent callbacks" attaches "IW_OverrideOptions" with the value "Gold"
      And Anna can take 2 callbacks at once
      And Anna is logged in
      When Maria schedules a callback in the queue "urgent callbacks"
      And Ella schedules a callback

    Scenario: No Transaction sets it
      fails at  Then Anna's value of "webcallback.callback-information.frame-color" for the callback of Ella is "#FFFFBA00", from the level "Transaction" of "Gold"
      expected  '#FFFFBA00' from the level Transaction of Gold
      got       '#FF17849D' from the level Default of Workspace

      Then Anna's value of "webcallback.callback-information.frame-color" for the callback of Ella is "#FFFFBA00", from the level "Transaction" of "Gold"

    Scenario: A Transaction sets it
      fails at  Then Anna's value of "webcallback.callback-information.frame-color" for the callback of Maria is "#FFFFBA00" by default
      expected  '#FFFFBA00' from the level Default of Gold
      got       '#FFFFBA00' from the level Transaction of Gold

      Then Anna's value of "webcallback.callback-information.frame-color" for the callback of Maria is "#FFFFBA00" by default

    Scenario: The explanation says nothing of it
      fails at  Then the explanation of "webcallback.callback-information.frame-color" for Anna and the callback of Ella says "Gold"
      expected  the explanation of "webcallback.callback-information.frame-color" for Anna and the callback of Ella says "Gold"
      got       the explanation says:
      :   webcallback.callback-information.frame-color is '#FF17849D' for agent 'anna', from Default 'Workspace'.

      Then the explanation of "webcallback.callback-information.frame-color" for Anna and the callback of Ella says "Gold"

  Rule: What an agent sees of it

    Background:
      Given Anna can take 2 callbacks at once
      And Anna has the callback of Maria in hand
      And Anna is offered the callback of Ella

    Scenario: The notification is of somebody else's case
      fails at  Then the notification of Ella shows Anna this case information
      expected  contact_name is Maria
      got       contact_name is Ella

      Then the notification of Ella shows Anna this case information
        | key          | value |
        | contact_name | Maria |

    Scenario: The window is of somebody else's case
      fails at  Then Anna sees this case information of Maria
      expected  contact_name is Ella
      got       contact_name is Maria

      Then Anna sees this case information of Maria
        | key          | value |
        | contact_name | Ella  |

    Scenario: It is only offered
      fails at  Then Anna sees the callback of Ella "in hand"
      expected  Anna sees the callback of Ella in hand
      got       Anna sees the callback of Ella offered

      Then Anna sees the callback of Ella "in hand"

    Scenario: There is no window yet
      fails at  Then Anna sees an open interaction window for Ella
      expected  Anna sees an open interaction window for Ella
      got       Anna sees a notification, no window for Ella

      Then Anna sees an open interaction window for Ella

    Scenario: No bell rings for it
      fails at  Then Anna hears the bell "Sounds\Ring.mp3" for Maria
      expected  Anna hears the bell 'Sounds\Ring.mp3' for Maria
      got       Anna hears no bell for Maria

      Then Anna hears the bell "Sounds\Ring.mp3" for Maria

    Scenario: It counts nothing down
      fails at  Then Anna sees a countdown of 10 seconds for Ella
      expected  Anna sees a countdown of 10 seconds for Ella
      got       Anna sees no countdown for Ella

      Then Anna sees a countdown of 10 seconds for Ella

    Scenario: The view shows other fields
      fails at  Then Anna's Callback Information about Maria shows
      expected  field 1 is contact_name: Ella
      got       field 1 is contact_name: Maria

      Then Anna's Callback Information about Maria shows
        | field        | value |
        | contact_name | Ella  |

    Scenario: The frame has another colour
      fails at  Then Anna's Callback Information about Maria has the frame "#FF000000"
      expected  the frame of Anna's Callback Information is #FF000000
      got       the frame of Anna's Callback Information is #FF17849D

      Then Anna's Callback Information about Maria has the frame "#FF000000"

    Scenario: The header has another colour
      fails at  Then Anna's Callback Information about Maria has the header "#FF000000"
      expected  the header of Anna's Callback Information is #FF000000
      got       the header of Anna's Callback Information is #FFFFFFFF

      Then Anna's Callback Information about Maria has the header "#FF000000"

    Scenario: No disposition is set
      fails at  Then Anna sees the disposition "Resolved" for Maria
      expected  Anna sees the disposition 'Resolved' for Maria
      got       Anna sees the disposition '' for Maria

      Then Anna sees the disposition "Resolved" for Maria

    Scenario: It is not rescheduled
      fails at  Then Anna sees the callback of Maria rescheduled to "09:30"
      expected  Anna sees the callback of Maria rescheduled to "09:30"
      got       Anna sees no reschedule for Maria

      Then Anna sees the callback of Maria rescheduled to "09:30"

    Scenario: It is rescheduled
      fails at  Then Anna sees no reschedule for Maria
      expected  Anna sees no reschedule for Maria
      got       Anna sees the callback of Maria rescheduled to 2026-03-03T09:30:00+00:00 +447700900931

      When Anna reschedules the callback of Maria to "tomorrow at 09:30"
      Then Anna sees no reschedule for Maria

    Scenario: Nobody can dial what is only offered
      fails at  Then Anna is offered to dial Ella
      expected  Anna is offered to dial Ella
      got       Anna is offered 'accept', 'decline'

      Then Anna is offered to dial Ella

    Scenario: It can be accepted
      fails at  Then Anna is not offered to accept the callback of Ella
      expected  Anna is not offered to accept the callback of Ella
      got       Anna is offered 'accept', 'decline'

      Then Anna is not offered to accept the callback of Ella

    Scenario: What is offered cannot be done
      fails at  Then Anna is offered to mark the callback of Ella done
      expected  Anna is offered to mark the callback of Ella done
      got       Anna is offered 'accept', 'decline'

      Then Anna is offered to mark the callback of Ella done

    Scenario: It can be marked done
      fails at  Then Anna is not offered to mark the callback of Maria done
      expected  Anna is not offered to mark the callback of Maria done
      got       Anna is offered 'dial', 'mark done', 'reschedule', 'set the disposition'

      Then Anna is not offered to mark the callback of Maria done

  Rule: How its call is

    Background:
      Given Anna is talking to Maria

    Scenario: The call is up
      fails at  Then Anna's call with Maria is "on hold"
      expected  Anna's call with Maria is on hold
      got       Anna's call with Maria is connected

      Then Anna's call with Maria is "on hold"

    Scenario: Nobody is consulted
      fails at  Then Anna's consult call for Maria is "connected"
      expected  Anna's consult call for Maria is connected
      got       Anna's consult call for Maria is no call

      Then Anna's consult call for Maria is "connected"

    Scenario: It has not ended
      fails at  Then Anna sees that the call with Maria ended with "busy"
      expected  Anna sees that the call with Maria ended with "busy"
      got       Anna sees no end of a call

      Then Anna sees that the call with Maria ended with "busy"

    Scenario: It carries another value
      fails at  Then Anna's call with Maria comes with this data
      expected  contact_name is Ella
      got       contact_name is Maria

      Then Anna's call with Maria comes with this data
        | key          | value |
        | contact_name | Ella  |
