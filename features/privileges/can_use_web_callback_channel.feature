@P1
Feature: Can Use Web Callback Channel
  This privilege opens the channel. Every other Web Callback privilege depends on it: without it none has effect,
  even if it is granted.

  Rule: With the privilege the channel opens at login

    @E5 @golden
    Scenario: The agent is Ready on the channel and gets callbacks
      Given Maria has scheduled a callback
      When Anna logs in
      Then Anna's channel is "Ready"
      And the callback is offered to Anna

    @everywhere
    Scenario: The channel's own controls are offered
      Given Anna is logged in
      Then Anna is offered to go Not Ready
      And Anna is offered to log off the channel
      And Anna is not offered to go Ready

    Scenario: The agent goes Not Ready and Ready again
      Given Anna is logged in
      When Anna goes Not Ready
      Then Anna's channel is "Not Ready"
      And Anna is offered to go Ready
      When Anna goes Ready
      Then Anna's channel is "Ready"

    Scenario: The agent goes Not Ready with a reason, and changes the reason
      Given Anna is logged in
      When Anna goes Not Ready with the reason "Lunch"
      Then Anna's channel is "Not Ready" with the reason "Lunch"
      When Anna goes Not Ready with the reason "Training"
      Then Anna's channel is "Not Ready" with the reason "Training"
      And Anna has sent RequestChangeMediaStateReason

    @P9
    Scenario: A reason that nobody has configured is refused
      Given Anna is logged in
      When Anna tries to go Not Ready with the reason "Nap"
      Then it is refused with "There is no Not Ready reason 'Nap'. Accepted: Lunch, Paperwork, Training."
      And nothing has changed

    Scenario: An agent who goes home is logged off the channel
      Given Anna is logged in and Not Ready
      When Anna logs out
      Then Anna's channel is "logged off"

    Scenario: An agent who is Not Ready gets no callback
      Given Anna is logged in and Not Ready
      When Maria schedules a callback
      Then the callback waits for an agent
      And Anna has no interaction

  Rule: Without the privilege there is no channel

    Background:
      Given Anna does not have the privilege "Can Use Web Callback Channel"

    Scenario: The channel stays logged off at login and no callback comes
      Given Maria has scheduled a callback
      When Anna logs in
      Then Anna's channel is "logged off"
      And the callback waits for an agent
      And Anna has no interaction

    @P9
    Scenario Outline: None of the channel's controls is offered or possible
      Given Anna is logged in
      Then Anna is not offered to <control>
      When Anna tries to <control>
      Then it is refused, because the privilege "Can Use Web Callback Channel" is missing (P1)
      And nothing has changed

      Examples:
        | control               |
        | log on to the channel |
        | go Ready              |
        | go Not Ready          |
        | log off the channel   |

    @P9
    Scenario Outline: Privileges that depend on the channel have no effect, even if they are granted
      Given Anna has the privilege "<privilege>"
      And Anna is logged in
      When Anna tries to <deed>
      Then it is refused, because the privilege "Can Use Web Callback Channel" is missing (P1)
      And nothing has changed

      Examples:
        | privilege                       | deed                     |
        | Can Decline                     | decline the callback     |
        | Can Set Interaction Disposition | set a disposition        |
        | Can Reschedule                  | reschedule               |
        | Can Reschedule                  | take the reschedule back |
        | Can Mark Done                   | mark the callback done   |

    @P5 @P6
    Scenario Outline: Privileges that only refine rescheduling need the channel, too
      Then the privilege "<privilege>" of Anna has no effect, because "Can Use Web Callback Channel" is missing

      Examples:
        | privilege                      |
        | Can Reschedule Before Call     |
        | Can Reschedule On New Number   |

    @P9 @F1
    Scenario: Accepting and dialling need the channel
      Given Anna is logged in
      When Anna tries to accept the callback
      Then it is refused, because the privilege "Can Use Web Callback Channel" is missing (P1)
      When Anna tries to dial
      Then it is refused, because the privilege "Can Use Web Callback Channel" is missing (P1)

  Rule: Roles are read when the agent logs in

    @C6
    Scenario: A privilege that is taken away has effect after the next login
      Given Anna is logged in
      When an administrator takes the privilege "Can Use Web Callback Channel" from Anna
      Then Anna is offered to go Not Ready
      When Anna logs out
      And Anna logs in
      Then Anna's channel is "logged off"

    @C6
    Scenario: A privilege that is given has effect after the next login
      Given Anna does not have the privilege "Can Use Web Callback Channel"
      And Anna is logged in
      When an administrator gives Anna the privilege "Can Use Web Callback Channel"
      Then Anna's channel is "logged off"
      When Anna logs out
      And Anna logs in
      Then Anna's channel is "Ready"
