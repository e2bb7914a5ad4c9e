"""The tables are whole: what they name exists, what exists they name, and every state can be reached."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.configuration import OPTIONS, PRIVILEGES, privileges
from callbook.configuration.clauses import CLAUSES_BY_ID
from callbook.core.assumptions import Assumptions
from callbook.core.clock import Clock
from callbook.core.journal import Journal
from callbook.core.journal_entries import Noted
from callbook.workspace import RULES, Action, CallbackState, CallPhase, ChannelState
from callbook.workspace.action_handlers import DETAILS
from callbook.workspace.actions_table import Condition
from callbook.workspace.call_table import CallEffect
from callbook.workspace.callback_table import CallbackEffect, CallbackGuard
from callbook.workspace.channel_table import ChannelEffect
from callbook.workspace.machine import Implementation, Machine, Table
from callbook.workspace.names import CallbackEvent, CallMoment, ChannelEvent
from callbook.workspace.placement_table import Reason

if TYPE_CHECKING:
    from enum import StrEnum

    from tests.workspace.conftest import Office

TABLES: tuple[tuple[Table, str, type[StrEnum], type[StrEnum]], ...] = (
    (RULES.channel, ChannelState.LOGGED_OFF, ChannelState, ChannelEvent),
    (RULES.callback, CallbackState.NEW, CallbackState, CallbackEvent),
    (RULES.call, CallPhase.NONE, CallPhase, CallMoment),
)
each_table = pytest.mark.parametrize(
    ("table", "start", "states", "events"), [pytest.param(*table, id=table[0].machine) for table in TABLES]
)


def _named(table: Table) -> tuple[set[str], set[str]]:
    effects = {effect for row in table.rows for effect in row.effects}
    return effects, {row.guard for row in table.rows if row.guard is not None}


@each_table
def test_every_state_can_be_reached(table: Table, start: str, states: type[StrEnum], events: type[StrEnum]) -> None:
    """From where a machine starts, some way leads to each state; a callback that is none has no machine."""
    reached = {start}
    for _ in states:
        reached |= {row.next for row in table.rows if row.state in reached}
    assert set(states) - {CallbackState.NONE} == reached


@each_table
def test_every_event_means_something_somewhere(
    table: Table, start: str, states: type[StrEnum], events: type[StrEnum]
) -> None:
    """No event exists that no row waits for, and no row waits for a stranger."""
    assert set(events) == {row.event for row in table.rows}


@each_table
def test_rows_have_names_of_their_own(table: Table, start: str, states: type[StrEnum], events: type[StrEnum]) -> None:
    """A name tells one row from all others."""
    names = [row.name for row in table.rows]
    assert len(set(names)) == len(names)


@each_table
def test_a_row_without_a_guard_is_the_last_of_its_kind(
    table: Table, start: str, states: type[StrEnum], events: type[StrEnum]
) -> None:
    """What stands behind it could never happen."""
    for row in table.rows:
        assert row.guard is not None or table.at(row.state, row.event)[-1] is row


@each_table
def test_what_no_row_holds_changes_nothing(
    table: Table, start: str, states: type[StrEnum], events: type[StrEnum]
) -> None:
    """The machine stays as it is, has no effect, and the journal says so."""
    strange = [(state, event) for state in states for event in events if not table.at(state, event)]
    for state, event in strange:
        journal = Journal(Clock())
        machine = Machine(table, "It", state, None, Implementation({}), journal)
        assert not machine.fire(event)
        assert state == machine.state
        [note] = journal
        text = f"{event}: it means nothing to a {table.machine} that is {state}"
        assert Noted(1, note.at, 0, "It", "ignored", text) == note
    assert len(strange) == len(states) * len(events) - len({(row.state, row.event) for row in table.rows})


def test_effects_of_the_channel(office: Office) -> None:
    """Each is named in the table and done by the channel."""
    implementation = office.anna.channel._machine._implementation
    assert _named(RULES.channel) == (set(implementation.effects), set(implementation.guards))
    assert set(ChannelEffect) == set(implementation.effects)


def test_effects_of_a_callback(office: Office) -> None:
    """Each effect and each guard is named in the table, and the callback has it."""
    office.offered()
    implementation = office.callback._machine._implementation
    assert _named(RULES.callback) == (set(implementation.effects), set(implementation.guards))
    assert (set(CallbackEffect), set(CallbackGuard)) == (set(implementation.effects), set(implementation.guards))


def test_effects_of_a_call(office: Office) -> None:
    """Each is named in the table and done by the call."""
    office.offered()
    implementation = office.callback.calls.call._machine._implementation
    assert _named(RULES.call) == (set(implementation.effects), set(implementation.guards))
    assert set(CallEffect) == set(implementation.effects)


def test_every_action_has_its_row() -> None:
    """And its row is its own."""
    assert set(Action) == set(RULES.actions)
    assert [rule.action for rule in RULES.actions.values()] == list(RULES.actions)


def test_every_action_can_be_done(office: Office) -> None:
    """An action of the desktop, of any call, or of a callback: exactly one of these."""
    handlers = office.anna._action_handlers
    kinds = (handlers._on_desktop, handlers._on_calls, handlers._on_callback)
    assert sorted(Action) == sorted(action for kind in kinds for action in kind)


def test_actions_of_the_desktop_ask_for_no_window(office: Office) -> None:
    """And all others ask for the state of one, so that none is done without a window."""
    on_desktop = {action for action, rule in RULES.actions.items() if rule.callback is None}
    assert set(office.anna._action_handlers._on_desktop) == on_desktop


def test_actions_of_a_callback_ask_for_one(office: Office) -> None:
    """A voice call that has no callback is offered none of them."""
    voice_alone = {action for action, rule in RULES.actions.items() if CallbackState.NONE in (rule.callback or ())}
    assert set(office.anna._action_handlers._on_calls) == voice_alone


def test_rules_ask_for_what_is_known() -> None:
    """Privileges stand in the catalogue, clauses in the register."""
    for rule in RULES.actions.values():
        assert set(rule.privileges) <= set(PRIVILEGES.values())
        assert rule.clause in CLAUSES_BY_ID


def test_every_privilege_is_asked_for() -> None:
    """By an action, by a login, or by what rescheduling asks for beyond its own privilege."""
    asked = {privilege for rule in RULES.actions.values() for privilege in rule.privileges}
    logins = {RULES.opens_channel, RULES.opens_voice}
    rescheduling = {privileges.CAN_RESCHEDULE_BEFORE_CALL, privileges.CAN_RESCHEDULE_ON_NEW_NUMBER}
    assert set(PRIVILEGES.values()) == asked | logins | rescheduling


def test_every_condition_is_a_question_that_somebody_asks(office: Office) -> None:
    """None without a row, none without an answer."""
    conditions = office.anna._permissions._conditions
    asked = {condition for rule in RULES.actions.values() for condition in rule.conditions}
    assert set(Condition) == asked
    assert sorted(Condition) == sorted((*conditions._of_desktop, *conditions._of_callback))


def test_details_belong_to_actions_that_exist() -> None:
    """None is named twice."""
    assert set(DETAILS) <= set(Action)
    for names in DETAILS.values():
        assert len(set(names)) == len(names)


def test_every_reason_to_leave_has_its_place() -> None:
    """The option stands in the catalogue."""
    assert set(Reason) == set(RULES.placements)
    for reason, row in RULES.placements.items():
        assert (reason, OPTIONS[row.option.name]) == (row.reason, row.option)


def test_what_a_call_that_is_over_means_stands_once() -> None:
    """For each state of the callback and each end of the call at most one row."""
    keys = [(row.callback, row.transferred) for row in RULES.together]
    assert len(set(keys)) == len(keys)


def test_the_office_assumes_what_the_kit_assumes(office: Office) -> None:
    """Nothing is replaced unless a test says so."""
    assert Assumptions() == office.lab.assumptions
