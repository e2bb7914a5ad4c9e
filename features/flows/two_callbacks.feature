@F2
Feature: An agent has two callbacks at once
  What an agent does, and sees, concerns one of them: a step says whose callback is meant. Without a name it is the
  newest.

  Rule: Each is where it is

    @F7 @O12 @golden
    Scenario: One is done while the other waits
      Given the option "webcallback.complete-queue" is "done"
      And Maria has scheduled a callback in the queue "parked"
      And Ella has scheduled a callback
      Then the callback of Maria is in the queue "parked"
      And the callback of Ella waits for an agent
      And the callback of Ella shows this data
        | key          | value |
        | contact_name | Ella  |
      And the callback record of Maria shows
        | key          | value |
        | contact_name | Maria |
      When Anna logs in
      Then the callback of Ella is offered to Anna
      When Anna accepts the callback of Ella
      Then the callback of Ella is with Anna
      When Anna dials and Ella answers
      And Anna releases the call with Ella
      And Anna marks the callback of Ella done
      Then the callback of Ella is in the queue "done"
      And the callback of Maria is in the queue "parked"

    @E2
    Scenario: A server that starts anew without its state knows neither
      Given Anna can take 2 callbacks at once
      And Anna has the callbacks of these contacts in hand
        | Maria |
        | Ella  |
      When Anna marks the callback of Maria done
      Then the callback of Maria is done
      When Interaction Server restarts without its state
      Then Interaction Server does not know the callback of Maria
      And Interaction Server does not know the callback of Ella

    @E1
    Scenario: Another system asks for one of two
      Given Shop has sent the SOAP request "Submit" with
        | field           | value      |
        | TenantId        | Lighthouse |
        | Queue           | parked     |
        | UserData.reason | Delivery   |
      And Maria has scheduled a callback
      When Shop sends the SOAP request "GetInfo" with
        | field         | value                |
        | InteractionId | the callback of Shop |
      Then the SOAP answer says
        | key             | value                |
        | InteractionId   | the callback of Shop |
        | UserData.reason | Delivery             |

  Rule: While both are offered, the agent chooses

    Background:
      Given Anna can take 2 callbacks at once
      And Anna is offered the callback of Maria
      And Anna is offered the callback of Ella

    @F1 @O14
    Scenario: Both are notified, and either can be accepted
      Then Anna hears the bell "Sounds\Ring.mp3" for Maria
      And the notification of Maria shows Anna this case information
        | key          | value |
        | contact_name | Maria |
      And Anna is offered to accept the callback of Maria
      And Anna is not offered to mark the callback of Maria done
      When Anna accepts the callback of Maria
      Then Anna sees the callback of Maria "in hand"
      And Anna sees an open interaction window for Maria
      And Anna sees this case information of Maria
        | key          | value |
        | contact_name | Maria |
      And Anna is offered to mark the callback of Maria done
      And Anna is not offered to accept the callback of Maria
      And Anna sees the callback of Ella "offered"
      When Anna declines the callback of Ella
      Then Anna sees an open interaction window for Maria

    @F7 @O11
    Scenario: One is done before the other is accepted
      Given Anna accepts the callback of Maria
      And Anna marks the callback of Maria done
      When Anna accepts the callback of Ella
      Then the callback of Maria is done
      And Anna sees the callback of Ella "in hand"

    @P3 @P9
    Scenario: What is refused for one leaves both as they are
      Given Anna does not have the privilege "Can Mark Done"
      When Anna tries to mark the callback of Maria done
      Then it is refused with "the callback is offered"
      When Anna tries to dial Maria
      Then it is refused with "the callback is offered"
      And nothing has changed

  Rule: One counts down by itself, the other does not

    @O4 @O5 @C2
    Scenario: Only one has a countdown
      Given the Transaction "Quick" sets "webcallback.auto-answer" to "true"
      And the Transaction "Quick" sets "webcallback.auto-answer.timer" to "10"
      And the strategy of the queue "urgent callbacks" attaches "IW_OverrideOptions" with the value "Quick"
      And Anna can take 2 callbacks at once
      And Anna is logged in
      When Maria schedules a callback in the queue "urgent callbacks"
      And Ella schedules a callback
      Then Anna sees a countdown of 10 seconds for Maria
      And Anna sees the callback of Ella "offered"
      And Anna's value of "webcallback.auto-answer.timer" for the callback of Maria is "10", from the level "Transaction" of "Quick"
      And Anna's value of "webcallback.auto-answer.timer" for the callback of Ella is "0" by default
      And the explanation of "webcallback.auto-answer" for Anna and the callback of Maria says "Quick"

  Rule: In hand, each has its own window

    Background:
      Given Anna can take 2 callbacks at once
      And Ella lives in "Europe/London"
      And Maria lives in "Europe/Stockholm"
      And Anna has the callbacks of these contacts in hand
        | Maria |
        | Ella  |

    @O8 @O9 @O10
    Scenario: The Callback Information is that of its callback
      Then Anna's Callback Information about Maria shows
        | field           | value            |
        | contact_name    | Maria            |
        | customer_number | *                |
        | start_time      | *                |
        | time_zone       | Europe/Stockholm |
        | reason          | *                |
        | attempts        | 0                |
      And Anna's Callback Information about Maria has the frame "#FF17849D"
      And Anna's Callback Information about Maria has the header "#FFFFFFFF"

    @P7
    Scenario: A disposition is set for one
      Given Anna has dialled and Maria has answered
      And Anna has set the disposition "Resolved" for Maria
      Then Anna sees the disposition "Resolved" for Maria
      And Anna sees the disposition "" for Ella
      When Anna sets the disposition "Call again" for Ella
      Then Anna sees the disposition "Resolved" for Maria
      When Anna tries to set the disposition "Not interested" for Maria
      Then it is not refused
      And Anna sees the disposition "Not interested" for Maria

    @F7 @P4
    Scenario: One is rescheduled, in the time zone of its own contact
      When Anna reschedules the callback of Ella to "tomorrow at 09:30"
      Then Anna sees the callback of Ella rescheduled to "09:30"
      And Anna sees no reschedule for Maria
      When Anna tries to reschedule the callback of Maria to "tomorrow at 09:30"
      Then it is not refused
      And Anna sees the callback of Maria rescheduled to "08:30"
      When Anna takes back the reschedule for Ella
      Then Anna sees no reschedule for Ella

    @F7 @P6
    Scenario: One is rescheduled on a number
      Given Anna has rescheduled the callback of Ella to "tomorrow at 09:30"
      When Anna reschedules the callback of Maria to "tomorrow at 09:30" on the number "+442079460099"
      Then Anna sees the callback of Maria rescheduled to "+442079460099"
      When Anna tries to reschedule the callback of Ella to "tomorrow at 10:30" on the number "call me"
      Then it is refused with "phone number"
      When Anna tries to reschedule the callback of Ella to "tomorrow at 10:30" on the same number
      Then it is not refused
      And Anna sees the callback of Ella rescheduled to "10:30"
      When Anna reschedules the callback of Ella to "tomorrow at 11:30" on the same number
      Then Anna sees the callback of Ella rescheduled to "11:30"

  Rule: A call belongs to one of them

    Background:
      Given the option "webcallback.park-queue" is "parked"
      And Ben is logged in and Not Ready
      And Anna can take 2 callbacks at once
      And Anna has the callbacks of these contacts in hand
        | Maria |
        | Ella  |

    @F3 @F5
    Scenario: The agent holds one call while the other goes on
      When Anna dials Maria
      And 10 seconds pass
      And Anna holds the call with Maria
      Then Anna's call with Maria is "on hold"
      And Anna's call with Ella is "no call"
      When Anna dials and Ella answers
      Then Anna's call with Ella is "connected"
      And Anna's call with Maria comes with this data
        | key          | value |
        | contact_name | Maria |
      And Anna's call with Ella comes with this data
        | key          | value |
        | contact_name | Ella  |
      When Ella hangs up
      Then Anna sees that the call with Ella ended with "released by the contact"
      And Anna's call with Maria is "on hold"

    @F6
    Scenario: One is transferred
      When Anna dials and Maria answers
      And Anna tries to transfer the call with Ella to Ben
      Then it is refused with "no call"
      When Anna transfers the call with Maria to Ben
      Then Ben's call is "ringing here"
      And the callback of Ella is with Anna

    @F6
    Scenario: One is transferred to a number
      When Anna dials and Maria answers
      And Anna transfers the call with Maria to the number "1002"
      Then Ben's call is "ringing here"

    @F6
    Scenario: One is transferred after a consultation
      When Anna dials and Maria answers
      And Anna tries to start a two-step transfer of the call with Ella to Ben
      Then it is refused with "no call"
      When Anna starts a two-step transfer of the call with Maria to Ben
      Then Anna's call with Maria is "on hold"
      And Anna's consult call for Maria is "dialling"
      And Anna's consult call for Ella is "no call"
      When Ben answers the call
      And Anna completes the transfer of the call with Maria
      Then Ben's call is with Maria

    @F6
    Scenario: A consultation about one is broken off
      Given Anna has dialled and Maria has answered
      And Anna has started a two-step transfer of the call with Maria to Ben
      And Ben answers the call
      When Anna cancels the transfer of the call with Maria
      And Anna retrieves the call with Maria
      Then Anna's call with Maria is "connected"
      When Anna starts a two-step transfer of the call with Maria to the number "1002"
      Then Anna's consult call for Maria is "dialling"
