# Written by `callbook steps --editor`; `make lint` says when it is out of date. Nobody runs this file: the Cucumber
# extension of Visual Studio Code reads it, because it does not know the matchers of the definitions themselves.

# steps/callbook_steps/configuration_steps.py
@given('^at the level ("[^"]*") of ("[^"]*") the option ("[^"]*") is ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^the Transaction ("[^"]*") is of type ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^the Transaction ("[^"]*") sets ("[^"]*") to ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^the agent group ("[^"]*") has the role ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^the option ("[^"]*") is ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^the queue ("[^"]*") is removed$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^the role ("[^"]*") grants$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^the strategy of the queue ("[^"]*") attaches ("[^"]*") with the value ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^the voice switch is a ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^these options are set$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^([A-Z][A-Za-z0-9_]+) can take ([0-9]+) callbacks at once$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^([A-Z][A-Za-z0-9_]+) does not have the privilege ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has only these privileges$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has the privilege ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has the role ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@given('^([A-Z][A-Za-z0-9_]+) no longer has the role ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@when('^an administrator gives ([A-Z][A-Za-z0-9_]+) the privilege ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@when('^an administrator removes the queue ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@when('^an administrator sets the option ("[^"]*") to ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@when('^an administrator sets ("[^"]*") at the level ("[^"]*") of ("[^"]*") to ("[^"]*")$')
def _(): ...

# steps/callbook_steps/configuration_steps.py
@when('^an administrator takes the privilege ("[^"]*") from ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/agent_steps.py
@given('^([A-Z][A-Za-z0-9_]+) is logged in$')
def _(): ...

# steps/callbook_steps/agent_steps.py
@given('^([A-Z][A-Za-z0-9_]+) is logged in and Not Ready$')
def _(): ...

# steps/callbook_steps/agent_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s channel is ("[^"]*")$')
def _(): ...

# steps/callbook_steps/agent_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s channel is ("[^"]*") with the reason ("[^"]*")$')
def _(): ...

# steps/callbook_steps/agent_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s voice channel is in service$')
def _(): ...

# steps/callbook_steps/agent_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s voice channel is out of service$')
def _(): ...

# steps/callbook_steps/agent_steps.py
@when('^([A-Z][A-Za-z0-9_]+) goes Not Ready with the reason ("[^"]*")$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@given('^([A-Z][A-Za-z0-9_]+) hangs up after ([0-9]+ [a-z]+(?: (?:and )?[0-9]+ [a-z]+)*)$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has scheduled a callback$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has scheduled a callback for ("[^"]*")$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has scheduled a callback in the queue ("[^"]*")$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@given('^([A-Z][A-Za-z0-9_]+) lives in ("[^"]*")$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@given('^([A-Z][A-Za-z0-9_]+) (has a number that does not exist|has an answering machine|rejects the call|does not answer|answers|is busy)$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@given('^([A-Z][A-Za-z0-9_]+) (has a number that does not exist|has an answering machine|rejects the call|does not answer|answers|is busy) after ([0-9]+ [a-z]+(?: (?:and )?[0-9]+ [a-z]+)*)$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@given('^([0-9]+) contacts have scheduled callbacks$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@then('^the contact is told ("[^"]*")$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@then('^the website refuses nothing else but these ([0-9]+) fields$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@then('^the website refuses the field ("[^"]*"), because ("[^"]*")$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@when('^somebody fills in the web form with$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@when('^([A-Z][A-Za-z0-9_]+) cancels the callback on the website$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@when('^([A-Z][A-Za-z0-9_]+) hangs up$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@when('^([A-Z][A-Za-z0-9_]+) schedules a callback$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@when('^([A-Z][A-Za-z0-9_]+) schedules a callback for ("[^"]*")$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@when('^([A-Z][A-Za-z0-9_]+) schedules a callback in the queue ("[^"]*")$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@when('^([A-Z][A-Za-z0-9_]+) tries to schedule a callback$')
def _(): ...

# steps/callbook_steps/contact_steps.py
@when('^([A-Z][A-Za-z0-9_]+) tries to schedule a callback for ("[^"]*")$')
def _(): ...

# steps/callbook_steps/place_steps.py
@then('^every callback is in exactly one place$')
def _(): ...

# steps/callbook_steps/place_steps.py
@then('^the callback is done$')
def _(): ...

# steps/callbook_steps/place_steps.py
@then('^the callback is in the queue ("[^"]*")$')
def _(): ...

# steps/callbook_steps/place_steps.py
@then('^the callback is offered to ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/place_steps.py
@then('^the callback is with ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/place_steps.py
@then('^the callback of ([A-Z][A-Za-z0-9_]+) is offered to ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/place_steps.py
@then('^the callback of ([A-Z][A-Za-z0-9_]+) is with ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/place_steps.py
@then('^the callback record shows$')
def _(): ...

# steps/callbook_steps/place_steps.py
@then('^the callback shows this data$')
def _(): ...

# steps/callbook_steps/place_steps.py
@then('^the callback waits for an agent$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has dialled and ([A-Z][A-Za-z0-9_]+) has answered$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has rescheduled to ("[^"]*")$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has set the disposition ("[^"]*")$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has talked to ([A-Z][A-Za-z0-9_]+) and released the call$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has the callback of ([A-Z][A-Za-z0-9_]+) in hand$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has the callbacks of these contacts in hand$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@given('^([A-Z][A-Za-z0-9_]+) is offered the callback of ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@given('^([A-Z][A-Za-z0-9_]+) is talking to ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@given('^([A-Z][A-Za-z0-9_]+) (starts a two-step transfer|takes the reschedule back|marks the callback done|logs on to the channel|completes the transfer|declines the callback|logs off the channel|accepts the callback|cancels the transfer|retrieves the call|transfers the call|sets a disposition|releases the call|answers the call|goes Not Ready|holds the call|reschedules|goes Ready|logs out|logs in|dials)$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@when('^([A-Z][A-Za-z0-9_]+) dials and ([A-Z][A-Za-z0-9_]+) answers$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@when('^([A-Z][A-Za-z0-9_]+) reschedules to ("[^"]*")$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@when('^([A-Z][A-Za-z0-9_]+) reschedules to ("[^"]*") on the number ("[^"]*")$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@when('^([A-Z][A-Za-z0-9_]+) sets the disposition ("[^"]*")$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@when('^([A-Z][A-Za-z0-9_]+) (starts a two-step transfer|takes the reschedule back|marks the callback done|logs on to the channel|completes the transfer|declines the callback|logs off the channel|accepts the callback|cancels the transfer|retrieves the call|transfers the call|sets a disposition|releases the call|answers the call|goes Not Ready|holds the call|reschedules|goes Ready|logs out|logs in|dials)$')
def _(): ...

# steps/callbook_steps/callback_steps.py
@when('^([A-Z][A-Za-z0-9_]+) (starts a two-step transfer|takes the reschedule back|marks the callback done|logs on to the channel|completes the transfer|declines the callback|logs off the channel|accepts the callback|cancels the transfer|retrieves the call|transfers the call|sets a disposition|releases the call|answers the call|goes Not Ready|holds the call|reschedules|goes Ready|logs out|logs in|dials) of ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/call_steps.py
@given('^([A-Z][A-Za-z0-9_]+) has started a two-step transfer to ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/call_steps.py
@then('^([A-Z][A-Za-z0-9_]+) has no interaction$')
def _(): ...

# steps/callbook_steps/call_steps.py
@then('^([A-Z][A-Za-z0-9_]+) sees that the call ended with ("[^"]*")$')
def _(): ...

# steps/callbook_steps/call_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s call comes with this data$')
def _(): ...

# steps/callbook_steps/call_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s call is with ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/call_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s call is ("[^"]*")$')
def _(): ...

# steps/callbook_steps/call_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s consult call is ("[^"]*")$')
def _(): ...

# steps/callbook_steps/call_steps.py
@when('^([A-Z][A-Za-z0-9_]+) starts a two-step transfer to the number ("[^"]*")$')
def _(): ...

# steps/callbook_steps/call_steps.py
@when('^([A-Z][A-Za-z0-9_]+) starts a two-step transfer to ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/call_steps.py
@when('^([A-Z][A-Za-z0-9_]+) transfers the call to the number ("[^"]*")$')
def _(): ...

# steps/callbook_steps/call_steps.py
@when('^([A-Z][A-Za-z0-9_]+) transfers the call to ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@then('^it is not refused$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@then('^it is refused with ("[^"]*")$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@then('^it is refused, because the option ("[^"]*") is ("[^"]*") [(]([EPOCF][0-9]+)[)]$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@then('^it is refused, because the privilege ("[^"]*") is missing [(]([EPOCF][0-9]+)[)]$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@then('^nothing has changed$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@then('^the privilege ("[^"]*") of ([A-Z][A-Za-z0-9_]+) has no effect, because ("[^"]*") is missing$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@then('^([A-Z][A-Za-z0-9_]+) is not offered to (start a two-step transfer|take the reschedule back|mark the callback done|log on to the channel|complete the transfer|decline the callback|log off the channel|accept the callback|cancel the transfer|retrieve the call|transfer the call|set a disposition|release the call|answer the call|hold the call|go Not Ready|reschedule|go Ready|log out|log in|dial)$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@then('^([A-Z][A-Za-z0-9_]+) is offered to (start a two-step transfer|take the reschedule back|mark the callback done|log on to the channel|complete the transfer|decline the callback|log off the channel|accept the callback|cancel the transfer|retrieve the call|transfer the call|set a disposition|release the call|answer the call|hold the call|go Not Ready|reschedule|go Ready|log out|log in|dial)$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@when('^([A-Z][A-Za-z0-9_]+) tries to go Not Ready with the reason ("[^"]*")$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@when('^([A-Z][A-Za-z0-9_]+) tries to reschedule to ("[^"]*")$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@when('^([A-Z][A-Za-z0-9_]+) tries to reschedule to ("[^"]*") on the number ("[^"]*")$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@when('^([A-Z][A-Za-z0-9_]+) tries to set the disposition ("[^"]*")$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@when('^([A-Z][A-Za-z0-9_]+) tries to start a two-step transfer to ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@when('^([A-Z][A-Za-z0-9_]+) tries to transfer the call to ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/refusal_steps.py
@when('^([A-Z][A-Za-z0-9_]+) tries to (start a two-step transfer|take the reschedule back|mark the callback done|log on to the channel|complete the transfer|decline the callback|log off the channel|accept the callback|cancel the transfer|retrieve the call|transfer the call|set a disposition|release the call|answer the call|hold the call|go Not Ready|reschedule|go Ready|log out|log in|dial)$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^the notification shows ([A-Z][A-Za-z0-9_]+) this case information$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) hears no bell$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) hears the bell ("[^"]*")$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) is not warned$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) is told ("[^"]*")$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) is warned ("[^"]*")$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) sees a countdown of ([0-9]+) seconds$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) sees an open interaction window$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) sees no notification$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) sees no reschedule$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) sees the callback rescheduled to ("[^"]*")$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) sees the callback ("[^"]*")$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) sees the disposition ("[^"]*")$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) sees the notification of ([A-Z][A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+) sees this case information$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s Callback Information has the frame ("[^"]*")$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s Callback Information has the header ("[^"]*")$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s Callback Information shows$')
def _(): ...

# steps/callbook_steps/screen_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s bell has rung as ("[^"]*")$')
def _(): ...

# steps/callbook_steps/clock_steps.py
@given('^it is ("[^"]*") in ("[^"]*")$')
def _(): ...

# steps/callbook_steps/clock_steps.py
@then('^it is ("[^"]*") in ("[^"]*")$')
def _(): ...

# steps/callbook_steps/clock_steps.py
@when('^it becomes ("[^"]*") in ("[^"]*")$')
def _(): ...

# steps/callbook_steps/clock_steps.py
@when('^([0-9]+ [a-z]+(?: (?:and )?[0-9]+ [a-z]+)*) pass$')
def _(): ...

# steps/callbook_steps/clock_steps.py
@when('^([0-9]+ [a-z]+(?: (?:and )?[0-9]+ [a-z]+)*) passes$')
def _(): ...

# steps/callbook_steps/server_steps.py
@given('^Interaction Server is down$')
def _(): ...

# steps/callbook_steps/server_steps.py
@given('^the next ([A-Za-z0-9_]+) from ([A-Z][A-Za-z0-9_]+) is lost$')
def _(): ...

# steps/callbook_steps/server_steps.py
@given('^the next ([A-Za-z0-9_]+) from ([A-Z][A-Za-z0-9_]+) takes ([0-9]+ [a-z]+(?: (?:and )?[0-9]+ [a-z]+)*)$')
def _(): ...

# steps/callbook_steps/server_steps.py
@given('^the next ([A-Za-z0-9_]+) to ([A-Z][A-Za-z0-9_]+) comes twice$')
def _(): ...

# steps/callbook_steps/server_steps.py
@given('^the next ([A-Za-z0-9_]+) to ([A-Z][A-Za-z0-9_]+) is lost$')
def _(): ...

# steps/callbook_steps/server_steps.py
@given('^the next ([A-Za-z0-9_]+) to ([A-Z][A-Za-z0-9_]+) is overtaken by the one behind it$')
def _(): ...

# steps/callbook_steps/server_steps.py
@given('^the next ([A-Za-z0-9_]+) to ([A-Z][A-Za-z0-9_]+) takes ([0-9]+ [a-z]+(?: (?:and )?[0-9]+ [a-z]+)*)$')
def _(): ...

# steps/callbook_steps/server_steps.py
@given('^the voice switch is down$')
def _(): ...

# steps/callbook_steps/server_steps.py
@when('^Interaction Server comes back$')
def _(): ...

# steps/callbook_steps/server_steps.py
@when('^Interaction Server goes down$')
def _(): ...

# steps/callbook_steps/server_steps.py
@when('^the T-Server has its link to the switch again$')
def _(): ...

# steps/callbook_steps/server_steps.py
@when('^the T-Server loses its link to the switch$')
def _(): ...

# steps/callbook_steps/server_steps.py
@when('^the voice switch comes back$')
def _(): ...

# steps/callbook_steps/server_steps.py
@when('^the voice switch goes down$')
def _(): ...

# steps/callbook_steps/server_steps.py
@when('^([A-Z][A-Za-z0-9_]+) is connected to Interaction Server again$')
def _(): ...

# steps/callbook_steps/server_steps.py
@when('^([A-Z][A-Za-z0-9_]+) loses the connection to Interaction Server$')
def _(): ...

# steps/callbook_steps/message_steps.py
@then('^no ([A-Za-z0-9_]+) was sent$')
def _(): ...

# steps/callbook_steps/message_steps.py
@then('^the last ([A-Za-z0-9_]+) says$')
def _(): ...

# steps/callbook_steps/message_steps.py
@then('^these messages were sent, in this order$')
def _(): ...

# steps/callbook_steps/message_steps.py
@then('^([A-Z][A-Za-z0-9_]+) has not sent ([A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/message_steps.py
@then('^([A-Z][A-Za-z0-9_]+) has sent ([A-Za-z0-9_]+)$')
def _(): ...

# steps/callbook_steps/message_steps.py
@then('^([A-Z][A-Za-z0-9_]+) has sent ([A-Za-z0-9_]+) ([0-9]+) times$')
def _(): ...

# steps/callbook_steps/explanation_steps.py
@then('^a configuration problem is reported: ("[^"]*")$')
def _(): ...

# steps/callbook_steps/explanation_steps.py
@then('^the explanation of ("[^"]*") for ([A-Z][A-Za-z0-9_]+) says ("[^"]*")$')
def _(): ...

# steps/callbook_steps/explanation_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s value of ("[^"]*") is ("[^"]*") by default$')
def _(): ...

# steps/callbook_steps/explanation_steps.py
@then('^([A-Z][A-Za-z0-9_]+).s value of ("[^"]*") is ("[^"]*"), from the level ("[^"]*") of ("[^"]*")$')
def _(): ...
