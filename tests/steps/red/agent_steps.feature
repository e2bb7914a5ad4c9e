Feature: Steps about agents can fail

  Scenario: The channel is in another state
    fails at  Then Anna's channel is "Not Ready"
    expected  'Not Ready'
    got       'Ready'

    Given Anna is logged in
    Then Anna's channel is "Not Ready"

  Scenario: The voice channel is in service, but not out of it
    fails at  Then Anna's voice channel is out of service
    expected  the step to succeed
    got       AssertionError: assert not True
    :  +  where True = Screen(agent='Anna', channel=<ChannelState.READY: 'Ready'>, reason='', voice_in_service=True, interactions=()).voice_in_service
    :  +    where Screen(agent='Anna', channel=<ChannelState.READY: 'Ready'>, reason='', voice_in_service=True, interactions=()) = shown()
    :  +      where shown = <callbook.workspace.workspace.Workspace object at 0x7f3f00845cd0>.shown
    :  +        where <callbook.workspace.workspace.Workspace object at 0x7f3f00845cd0> = desk('Anna')
    :  +          where desk = Stage(lab=<callbook.lab.lab.Lab object at 0x7f3f00847610>, contacts={}, callbacks={}, refusal='', reasons={}, before=None, answered={}).desk

    Given Anna is logged in
    Then Anna's voice channel is out of service
