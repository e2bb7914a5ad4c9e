"""A run with telephones of people's own plays again without any: what they have reported is in the recording."""

from __future__ import annotations

from callbook.core import ActionTaken
from callbook.lab import Lab, replay
from callbook.lab.outside.telephones import RegisterTelephone, ReportFromTelephone, UnregisterTelephone
from callbook.record.trace import trace_of
from callbook.workspace import Action
from callbook_mocks.voice_switch import Report


def test_a_whole_callback() -> None:
    """The agent's telephone rings first, the contact answers and hangs up: no divergence, and each act is told."""
    lab = Lab()
    anna, maria = lab.log_in("Anna"), lab.contact("Maria")
    number, dn = maria.person.phone_number, lab.configuration.agent("anna").dn
    lab.do(RegisterTelephone(dn))
    lab.do(RegisterTelephone(number))
    lab.schedule(maria)
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    story: tuple[tuple[str, Report], ...] = (
        (dn, "answers"),
        (number, "rings"),
        (number, "answers"),
        (number, "hangs up"),
    )
    for telephone, report in story:
        lab.advance(2_000)
        lab.do(ReportFromTelephone(telephone, report))
    anna.perform(Action.MARK_DONE)
    lab.do(UnregisterTelephone(number))
    recorded = trace_of(lab)
    assert None is replay(recorded).divergence
    acts = [entry for entry in recorded.entries if isinstance(entry, ActionTaken) and "telephone" in entry.action]
    assert [
        ("Anna", "register telephone"),
        ("Maria", "register telephone"),
        ("Anna", "the telephone answers"),
        ("Maria", "the telephone rings"),
        ("Maria", "the telephone answers"),
        ("Maria", "the telephone hangs up"),
        ("Maria", "unregister telephone"),
    ] == [(act.actor, act.action) for act in acts]
    lab.check()


def test_where_a_telephone_refers_a_call_is_told() -> None:
    """In the words of the act; a number that is nobody's stands for itself."""
    act = ReportFromTelephone("4711", "refers", "1002")
    assert ("4711", "the telephone refers the call to 1002") == (act.actor(Lab()), act.words)
