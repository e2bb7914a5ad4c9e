@F3
Feature: Agents and contacts have telephones of their own
  A softphone or a desk phone that has registered rings, is answered, holds and hangs up by itself. What it reports comes
  from outside, and the desktop is told of it as of anything else: the telephone of an agent who dials rings first.

  Background:
    Given Anna has a telephone of her own
    And Maria has a telephone of her own
    And Anna has the callback of Maria in hand

  @F5 @golden
  Scenario: Anna picks up, then Maria does
    When Anna dials
    Then Anna's call is "dialling"
    When Anna picks up at her telephone
    And Maria's telephone rings
    Then Anna's call is "ringing at the other end"
    When Maria picks up at her telephone
    Then Anna's call is "connected"
    When Maria hangs up at her telephone
    Then Anna's call is "over"
    And Anna sees that the call ended with "released by the contact"
    And these messages were sent, in this order
      | from       | message             | to         |
      | Anna       | RequestMakeCall     | SIP Server |
      | SIP Server | EventDialing        | Anna       |
      | SIP Server | EventNetworkReached | Anna       |
      | SIP Server | EventEstablished    | Anna       |
      | SIP Server | EventReleased       | Anna       |

  @F4
  Scenario Outline: Maria's telephone <reports>
    When Anna dials
    And Anna picks up at her telephone
    And Maria's telephone <reports>
    Then Anna's call is "over"
    And Anna sees that the call ended with "<shown>"
    And the callback is with Anna
    And Anna is offered to dial

    Examples:
      | reports                          | shown                     |
      | is busy                          | busy                      |
      | does not answer                  | no answer                 |
      | has a number that does not exist | the number does not exist |

  @F4
  Scenario: Maria rejects the call that rings
    When Anna dials
    And Anna's telephone answers
    And Maria's telephone rings
    And Maria rejects the call at her telephone
    Then Anna's call is "over"
    And Anna sees that the call ended with "busy"
    And the callback is with Anna

  @F4
  Scenario Outline: Anna's own telephone <reports>, and nobody is called (assumed)
    When Anna dials
    And Anna's telephone <reports>
    Then Anna's call is "over"
    And Anna sees that the call ended with "no answer"
    And the callback is with Anna
    And Anna is offered to dial

    Examples:
      | reports          |
      | is busy          |
      | rejects the call |
      | does not answer  |

  @F5 @P9
  Scenario: Anna holds and retrieves at her telephone
    When Anna dials
    And Anna picks up at her telephone
    And Maria's telephone rings
    And Maria's telephone answers
    And Anna holds the call at her telephone
    Then Anna's call is "on hold"
    And Anna is offered to retrieve the call
    When Anna retrieves the call at her telephone
    Then Anna's call is "connected"
    When Anna's telephone holds the call
    And Anna retrieves the call
    Then Anna's call is "connected"

  @F5 @F10
  Scenario Outline: <whose> telephone is lost while they talk
    When Anna dials
    And Anna picks up at her telephone
    And Maria's telephone rings
    And Maria's telephone answers
    And <whose> telephone is lost
    Then Anna's call is "over"
    And the callback is with Anna
    And every callback is in exactly one place

    Examples:
      | whose   |
      | Maria's |
      | Anna's  |

  @F6 @P8
  Scenario: Anna refers the call to Ben at her telephone
    Given the option "webcallback.park-queue" is "parked"
    And Ben is logged in and Not Ready
    When Anna dials
    And Anna picks up at her telephone
    And Maria's telephone rings
    And Maria's telephone answers
    And Anna refers the call to Ben at her telephone
    Then Ben's call is "ringing here"
    When Ben answers the call
    Then Ben's call is "connected"
    And Ben's call is with Maria

  @F6 @P8
  Scenario: Ben's telephone does not let itself be asked to answer
    Given the option "webcallback.park-queue" is "parked"
    And Ben is logged in and Not Ready
    And Ben has a telephone of his own
    When Anna dials
    And Anna picks up at her telephone
    And Maria's telephone rings
    And Maria's telephone answers
    And Anna transfers the call to Ben
    And Ben answers the call
    And Ben's telephone refuses to answer
    Then Ben's call is "ringing here"
    And Ben is told "the telephone of 1002 does not do it"
    When Ben's telephone answers
    Then Ben's call is "connected"

  @F4
  Scenario: Once her telephone is registered no longer, timers play Maria again
    When Maria's telephone is registered no longer
    And from now on Maria is busy
    And Anna dials
    And Anna picks up at her telephone
    And 2 minutes pass
    Then Anna's call is "over"
    And Anna sees that the call ended with "busy"
    When Maria registers a telephone of her own
    And Anna dials
    And Anna picks up at her telephone
    And 30 seconds pass
    Then Anna's call is "dialling"
    When Maria's telephone rings
    And Maria rejects the call at her telephone
    Then Anna's call is "over"
