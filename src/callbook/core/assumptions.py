"""What no public page says: a table of assumptions that can be replaced, and one of those that stand in the code.

Whoever knows better for a site makes a table of their own: ``Assumptions(privileges_read_at_login=False)``; whatever
prints an assumption says that it is one. The voice switch has its own (its ``settings``), and each entry of the
catalogues of options and privileges says what it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TypeVar

from callbook.core.copying import Frozen

_Value = TypeVar("_Value", int, bool, str)
_CLAUSE = "clause"
_TEXT = "text"


def _assumed(value: _Value, clause: str, text: str) -> _Value:
    """Declare an assumption with its value, its clause and one sentence."""
    return field(default=value, metadata={_CLAUSE: clause, _TEXT: text})


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """One assumption as it is printed."""

    name: str
    clause: str
    value: object
    text: str

    def __str__(self) -> str:
        return f"{self.name} = {self.value} ({self.clause}, assumed): {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions(Frozen):
    """Every assumption with the value that the kit uses; durations are in milliseconds."""

    unconnected_call_unlocks_reschedule: bool = _assumed(
        False, "F4", "A call that never connected does not unlock rescheduling for an agent without P5."
    )
    reschedule_during_call: bool = _assumed(
        True, "P5", "An agent with P4 and P5 may set a new date while a call is up, too."
    )
    transfer_needs_park_queue: bool = _assumed(
        True, "O12", "Without a park queue the call made from a callback can't be transferred."
    )
    accept_during_countdown: bool = _assumed(True, "O5", "Accept stays clickable while the countdown runs.")
    reject_in_countdown_needs_decline: bool = _assumed(
        True, "O6", "Reject in the countdown needs the privilege Can Decline as well."
    )
    reason_ignored_when_auto_ready: bool = _assumed(
        True, "O2", "The reason of O2 has no effect where O1 puts the channel Ready."
    )
    privileges_read_at_login: bool = _assumed(True, "C6", "Roles are read when the agent logs in.")
    virtual_agent_groups_overrule: bool = _assumed(
        True, "C1", "A virtual agent group overrules an agent group, as in Web Edition; else they are one level."
    )
    last_group_overrules: bool = _assumed(
        True,
        "C1",
        "Of several groups of one level the last of the alphabet overrules, as in Web Edition; else the first.",
    )
    channel_state_survives_outage: bool = _assumed(
        True, "E2", "A channel that comes back with its server has the state that it had before."
    )
    sound_lasts: int = _assumed(3_000, "O14", "A bell that plays its sound once is heard for so long.")
    answer_timeout: int = _assumed(
        30_000, "F10", "The desktop gives up waiting for the server's answer to accept, reject or Mark Done after this."
    )
    voice_answer_timeout: int = _assumed(
        30_000, "E3", "The desktop gives up waiting for the voice switch's answer to any request after this."
    )
    invitation_timeout: int = _assumed(
        60_000,
        "E6",
        "The desktop gives an invitation back that is neither answered nor taken back after this; it must be longer"
        " than delivering-timeout.",
    )
    reoffer_delay: int = _assumed(
        5_000, "E6", "An agent who declined or let an invitation expire is not offered it again before this has passed."
    )
    not_ready_after_expiry: bool = _assumed(
        False, "E6", "An agent who lets an invitation expire stays Ready on the channel."
    )
    network_reached_after: int = _assumed(1_000, "F3", "The network is reached this long after dialling.")
    network_gives_up_ringing: int = _assumed(
        60_000, "F4", "A telephone that nobody answers stops ringing after this (CallState NoAnswer)."
    )


def assumption_rows(assumptions: Assumptions | None = None) -> tuple[AssumptionRow, ...]:
    """Return every assumption as a row, in the order of the table."""
    assumptions = assumptions or Assumptions()
    return tuple(
        AssumptionRow(entry.name, entry.metadata[_CLAUSE], getattr(assumptions, entry.name), entry.metadata[_TEXT])
        for entry in fields(assumptions)
    )


_IN_CODE = "in the code"

STANDING_ASSUMPTIONS: tuple[AssumptionRow, ...] = tuple(
    AssumptionRow(name, clause, _IN_CODE, text)
    for name, clause, text in (
        ("callback_record_in_attached_data", "E1", "The callback record travels as attached data, under UCS's names."),
        ("website_field_names", "E1", "The fields contact_name, reason, time_zone and contact_email are called so."),
        ("callback_times_are_utc", "E1", "The record's start_time and end_time are written YYYY-MM-DDTHH:MM:SSZ."),
        (
            "status_numbers",
            "E1",
            "Which event sets which callback_status: 1 submitted, 3 queued, 4 routed, 5 accepted.",
        ),
        (
            "attached_data_is_theirs",
            "E1",
            "Interaction Server judges nothing of what is attached, only properties of its own such as Priority.",
        ),
        (
            "keys_of_the_site",
            "E1",
            "Server, desktop and website go by attached_keys; Callback Information has the usual names.",
        ),
        (
            "times_that_are_read",
            "F7",
            "The wished time is ISO 8601 with Z or an offset, also with a fraction, or whole seconds since 1970.",
        ),
        (
            "unreadable_time_is_now",
            "E5",
            "A wished time that cannot be read is due at once, with a warning in the journal and on the agent's desk.",
        ),
        ("tenants_are_numbered", "E5", "A tenant's number (DBID) is its place among the tenants, from 1."),
        ("clients_register", "E5", "RequestRegisterClient is acknowledged and changes nothing."),
        (
            "do_not_disturb",
            "E5",
            "With Do Not Disturb nothing is offered; what is offered already stays. It ends with the session.",
        ),
        (
            "other_media_standard",
            "E5",
            "Other media are email, chat, sms and workitem, one at once of each.",
        ),
        ("other_media_accepted", "F1", "What is offered of another medium is accepted at once, and no callback."),
        ("all_media_together", "E5", "How many of all media an agent may have is unlimited unless the center says so."),
        ("after_call_work", "E4", "After-call work on the voice channel changes nothing of the Web Callback channel."),
        ("tenants_are_apart", "E5", "An agent is never routed a callback of another tenant."),
        (
            "order_of_waiting",
            "E5",
            "A callback that is declined or taken back keeps its place in its queue.",
        ),
        (
            "longest_idle_agent_first",
            "E5",
            "Of several agents the one who was least recently offered one gets it.",
        ),
        (
            "offered_is_still_routed",
            "E5",
            "An offered interaction has InteractionState 2, and 3 once accepted.",
        ),
        (
            "revoke_reasons",
            "E7",
            "EventRevoked also has the reasons HandlingTimeout, Stopped and TransferCancelled.",
        ),
        ("logout_returns_silently", "E7", "An agent who logs out is not told that unfinished callbacks go back."),
        ("error_codes", "F10", "Interaction Server's error codes but 43 are the kit's own, from 101 on."),
        ("media_server_may_stop", "F10", "A media server may stop what it has submitted, whoever handles it."),
        (
            "capture_point_shapes",
            "E1",
            "SOAP: Update's Changed, Deleted, Queue; reasons; GetInfo's InteractionProperties; Ping's Extension.",
        ),
        ("capture_point_tenant", "E1", "A capture point's TenantId is the tenant's name."),
        ("capture_point_faults", "E1", "A capture point's ErrorCodes but 2 and the server's are ours, from 201 on."),
        (
            "capture_point_has_its_own",
            "E1",
            "A capture point finds and changes what was submitted through it; an ExternalId means the last not done.",
        ),
        ("callback_service_names", "E1", "A Callback service has the name of the queue that its callbacks go into."),
        (
            "callback_service_shapes",
            "E1",
            "Of the Callback service: states, refusals, 14 days to the expiration, availability as 100 in 5 minutes.",
        ),
        ("callback_service_numbers", "E1", "The Callback service takes a number as it is written."),
        ("hold_in_its_queue", "E1", "Hold and Resume put a callback at the end of its queue; twice is as once."),
        ("hold_what_waits", "E1", "What an agent has or a workbin holds cannot be put on hold."),
        (
            "message_id_once",
            "E1",
            "A capture point carries a request with a WS-Addressing MessageID out once; it remembers the last 1000.",
        ),
        ("impossible_characters", "E1", "What XML cannot hold is U+FFFD in a capture point's answer."),
        (
            "submission_comes_again",
            "F10",
            "A submission that a client sends again with the same ReferenceId and content makes no second interaction.",
        ),
        (
            "killed_as_if_stopped",
            "E2",
            "When Interaction Server was killed, what was on its way is in its queue, as after a stop.",
        ),
        (
            "state_is_all_or_nothing",
            "E2",
            "An Interaction Server that lost its state knows no callback and no submission; the desktops' are gone.",
        ),
        (
            "half_closed_comes_back_new",
            "F10",
            "A connection that is half-closed does not come back to life: it is cut, and made anew.",
        ),
        (
            "dn_without_a_telephone",
            "F3",
            "A DN for which no telephone has registered has one that timers play; it rings, and the desktop answers.",
        ),
        (
            "calls_are_made_by_reinvite",
            "F3",
            "A SIP Server calls the agent's telephone, then the contact, and joins both by re-INVITE, not by REFER.",
        ),
        (
            "no_automatic_answer",
            "F3",
            "The INVITE to the agent's own telephone has no header that lets it answer by itself: it rings.",
        ),
        (
            "calls_are_made_at_the_desktop",
            "F3",
            "A telephone that dials by itself is refused (SIP 403): calls are made by the desktop.",
        ),
        (
            "sip_statuses",
            "F4",
            "SIP 486, 600 say busy, 404, 410, 484, 604 no such number, 408, 480, 487 no answer, and 403, 603 declined.",
        ),
        (
            "lost_telephone_is_an_error",
            "F5",
            "A telephone that is reached no longer, or refuses otherwise, ends the call with CallState GeneralError.",
        ),
        (
            "telephone_refuses_talk",
            "F5",
            "A telephone that does not take NOTIFY talk rings on; RequestAnswerCall gets EventError 174.",
        ),
        (
            "refer_is_a_one_step_transfer",
            "F6",
            "REFER from an agent's telephone is a one-step transfer; from a contact's telephone it is refused (603).",
        ),
        ("contact_on_the_line_is_busy", "F4", "A contact who is on the telephone is busy for a second call."),
        ("rejected_call_is_busy", "F4", "A contact who rejects the call is reported as busy (SIP 603, cause 21)."),
        ("answering_machine_connects", "F4", "An answering machine connects, with CallState AnsweringMachine."),
        ("busy_reaches_no_network", "F4", "A busy contact is reported without EventNetworkReached."),
        ("parent_id_on_the_call", "E4", "The call carries the callback's InteractionId as ParentInteractionId."),
        (
            "asks_whose_it_is",
            "F10",
            "A desktop whose acceptance is not answered asks by a RequestChangeProperties that changes nothing.",
        ),
        (
            "reschedule_cut_in_two",
            "F10",
            "A reschedule whose connection ends between its two requests has the new time, and stays in its old queue.",
        ),
        ("older_stays_are_over", "F10", "Events older than the routing that brought a callback are ignored."),
        (
            "tickets_grow",
            "F10",
            "Of two invitations to a callback in one routing the lower TicketId is older.",
        ),
        (
            "logged_out_gets_nothing",
            "F10",
            "An invitation after the logout is ignored; the logout is asked for again.",
        ),
        ("call_outlives_callback", "E7", "A call whose callback is taken away goes on until somebody ends it."),
        ("mark_done_needs_privilege", "P7", "Mark Done needs P7 also where it only carries out a reschedule."),
        (
            "new_number_needs_only_channel",
            "P6",
            "P6 itself does not need P4, without which nobody reschedules.",
        ),
        ("empty_complete_queue_stops", "O11", "Without a complete queue Mark Done stops the processing."),
        (
            "empty_reschedule_queue_returns",
            "O13",
            "Without a reschedule queue it goes back where it came from.",
        ),
        ("reschedule_wins", "O13", "At Mark Done a reschedule wins over the complete queue."),
        (
            "numbers_as_written",
            "F3",
            "A number is dialed as it is attached, without what only parts it; it is compared as E.164.",
        ),
        (
            "region_of_numbers",
            "F7",
            "A number without its country is read in the region of the contact's number, else in the center's.",
        ),
        ("last_transaction_wins", "C2", "Of several Transactions that say something about one option the last wins."),
        (
            "option_export_lines",
            "C1",
            "An option export has [section], option = value, and whole lines of comment after # or ;.",
        ),
        (
            "option_export_quotes",
            "C1",
            "A value may stand in double quotes; in it a backslash, # and ; are plain. The last of a name counts.",
        ),
        (
            "option_export_encodings",
            "C1",
            "An option export is UTF-8, UTF-16 with its mark, or else Windows-1252; its lines end with CR, LF or both.",
        ),
        (
            "options_of_other_channels",
            "C1",
            "What neither begins like webcallback nor is like an option of C2 or C7 is read by somebody else.",
        ),
        (
            "privileges_with_their_group",
            "P1",
            'The form "Group - Privilege" is attested for other channels; "Can Use" there opens the group.',
        ),
        (
            "privileges_in_role_options",
            "P1",
            "In an export a Role object's options grant privileges: a name of one, with true, yes, granted or 1.",
        ),
        (
            "half_of_hold_and_retrieve",
            "P8",
            "Holding and retrieving as two privileges are ours where a role grants both; one alone is left out.",
        ),
        (
            "voice_has_its_own_mark_done",
            "P7",
            "Mark Done, Set Disposition and Send DTMF of the voice channel decide nothing about a callback.",
        ),
        (
            "export_without_strategies",
            "E1",
            "No export says which strategy reads a queue, nor the time zone: none does, and it is UTC.",
        ),
        (
            "export_login_is_number",
            "E3",
            "Where an export names no number at a person's place, the code of the first login is the DN.",
        ),
        (
            "export_virtual_group",
            "C1",
            "An agent group with a section `virtual` is a virtual one; its members are those that are listed.",
        ),
        (
            "properties_lines",
            "C1",
            "A .properties file has section.option = value, as Java reads it; blanks at both ends of a value go.",
        ),
        ("values_are_case_sensitive", "C5", "TRUE and ' true' are no booleans."),
        ("queue_of_another_tenant", "C5", "A queue option may name a queue of another tenant."),
        ("disposition_at_mark_done", "C7", "Unless attached data is used, the disposition is written at Mark Done."),
        (
            "late_call_is_released",
            "E3",
            "A call that comes about after its agent has dialed again, or has gone on, is released at once.",
        ),
        (
            "registration_names_calls",
            "E3",
            "EventRegistered names the calls that the DN is in: conn-1, conn-2 and so on in its Extensions.",
        ),
        ("already_so_is_so", "F5", "Error 43 to answer, hold or retrieve says that the call is so already."),
        ("message_numbers", "E3", "The numbers of a few T-Library messages that the public header lacks."),
    )
)
"""Every assumption that stands in the code."""
