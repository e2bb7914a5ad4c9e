"""The ladder shows at a glance who sent what to whom, and what people did and were told."""

from __future__ import annotations

from datetime import UTC, datetime
from textwrap import dedent

import msgspec
import pytest

from callbook.core.clock import Clock
from callbook.core.journal import Journal
from callbook.core.journal_entries import MessageSent
from callbook.core.messages import Message, to_mapping
from callbook.core.messages.open_media import RequestAccept, RequestCancelNotReadyForMedia
from callbook.core.messages.open_media_events import EventAck, EventAgentConnectionClosed
from callbook.core.messages.t_library import RequestRegisterAddress
from callbook.core.messages.t_library_events import EventLinkConnected, EventRegistered
from callbook.record.diagram import text_ladder
from callbook.record.diagram.extraction import Rung, actors_of, rungs
from callbook.record.diagram.ladder import head_line, ladder_lines

ACCEPT = RequestAccept(ReferenceId=1, TicketId=2, InteractionId="0000TaCALLBACK01")
ACK = EventAck(ReferenceId=1)
CANCEL = RequestCancelNotReadyForMedia(ReferenceId=1, MediaTypeName="webcallback")
REGISTER = RequestRegisterAddress(ReferenceID=1, ThisDN="5001")
REGISTERED = EventRegistered(Server="s", ThisDN="5001")

LONG = "SaysOneWordThatTakesUpMoreThanHalfOfAllTheRoomThereIsInALine"
SERVER = "Interaction Server"
SWITCH = "SIP Server"


class Story:
    """A journal that is written by hand."""

    def __init__(self) -> None:
        self.clock = Clock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
        self.journal = Journal(self.clock)

    def send(self, sender: str, receiver: str, message: Message) -> int:
        """Write a message on the wire between the two."""
        return self.journal.message(f"{sender} - {receiver}", sender, receiver, message)

    def drawn(self, last: int | None = None) -> str:
        """Draw it, with a line break before and after as in the expected texts."""
        return f"\n{text_ladder(self.journal, last=last)}\n"


@pytest.fixture
def story() -> Story:
    """Give an empty journal."""
    return Story()


def _tell(story: Story) -> None:
    journal = story.journal
    journal.action("Maria", "schedule a callback", {"wished_time": "now", "queue": "", "on": "x"})
    story.send("Anna", SERVER, ACCEPT)
    story.send(SERVER, "Anna", ACK)
    story.clock.advance(1_250)
    story.send("Anna", SWITCH, REGISTER)
    number = story.send(SWITCH, "Anna", REGISTERED)
    journal.fault("SIP Server - Anna", "dropped", number)
    journal.fault("Anna - SIP Server", "cut")
    story.clock.call_later(500, lambda: None, "patience")
    story.clock.advance(500)
    journal.action("Anna", "dial", {})
    journal.refusal("Anna", "dial", "there is no switch")
    journal.note("Anna", "channel", "out of service")
    journal.note("Anna", "bell", "rings")
    journal.state("channel", "Anna", "Ready", "go", "Not Ready")
    journal.note(SERVER, "warning", "one too many")


def _expect(text: str, drawn: str) -> None:
    assert dedent(text) == drawn


def test_everything_that_happens(story: Story) -> None:
    """Arrows both ways and across, actions, refusals, notes, faults and timers; bells and states are left out."""
    _tell(story)
    _expect(
        """
                    Anna        Interaction Server  SIP Server
        08:00:00.000  ~ Maria: schedule a callback (wished time now)
        08:00:00.000  |- RequestAccept ->|               |
        08:00:00.000  |<---- EventAck ---|               |
        08:00:01.250  |----- RequestRegisterAddress ---->|
        08:00:01.250  |<-------- EventRegistered --------|
        08:00:01.250  ~ EventRegistered: dropped (SIP Server - Anna)
        08:00:01.250  ~ cut (Anna - SIP Server)
        08:00:01.750  ~ time is up: patience
        08:00:01.750  * Anna: dial
        08:00:01.750  * Anna, refused: there is no switch
        08:00:01.750  * Anna, channel: out of service
        08:00:01.750  |                  * Interaction Server, warning: one too many
        """,
        story.drawn(),
    )


def test_only_the_last(story: Story) -> None:
    """The last rungs, and how many came before; who says nothing in them has no lifeline."""
    _tell(story)
    story.send("Anna", SWITCH, REGISTER)
    _expect(
        """
        ... 10 earlier
                    Anna                     SIP Server
        08:00:01.750  * Anna, channel: out of service
        08:00:01.750  ~ Interaction Server, warning: one too many
        08:00:01.750  |- RequestRegisterAddress ->|
        """,
        story.drawn(last=3),
    )


@pytest.mark.parametrize("last", [0, -1])
def test_none_of_the_last(story: Story, last: int) -> None:
    """To ask for none leaves only how many there are."""
    story.send("Anna", SERVER, ACCEPT)
    assert "\n... 1 earlier\n" == story.drawn(last=last)


def test_more_than_there_are(story: Story) -> None:
    """To ask for more than there are gives them all."""
    story.send("Anna", SERVER, ACCEPT)
    assert story.drawn() == story.drawn(last=2)


def test_lifelines_keep_their_order(story: Story) -> None:
    """The cut-out shows the actors in the order in which they came in, whoever speaks first in it."""
    story.send("Anna", SERVER, ACCEPT)
    story.send(SERVER, "Anna", ACK)
    _expect(
        """
        ... 1 earlier
                    Anna   Interaction Server
        08:00:00.000  |<- EventAck -|
        """,
        story.drawn(last=1),
    )


def test_nothing_has_happened(story: Story) -> None:
    """An empty journal says so, and so does one in which nothing can be seen."""
    assert "(nothing has happened)" == text_ladder([])
    story.journal.note("Anna", "bell", "rings")
    story.journal.message("w", "a", "b", "not of either protocol")
    assert "(nothing has happened)" == text_ladder(story.journal)


def test_words_alone_need_no_lifelines(story: Story) -> None:
    """Without a message there is no head."""
    story.journal.action("Anna", "log in", {})
    assert "\n08:00:00.000  ~ Anna: log in\n" == story.drawn()


def test_long_words_are_folded(story: Story) -> None:
    """At 120 columns; what goes on hangs below its beginning, and lifelines to the left go on."""
    story.send("Anna", SERVER, ACK)
    story.journal.refusal(SERVER, "x", "Anna cannot mark the callback done (offered): " + "because it is so " * 8)
    story.journal.note("Website", "warning", "one line\n\nand another")
    expected = """
            Anna   Interaction Server
08:00:00.000  |- EventAck ->|
08:00:00.000  |             * Interaction Server, refused: Anna cannot mark the callback done (offered): because it is
              |               so because it is so because it is so because it is so because it is so because it is so
              |               because it is so because it is so
08:00:00.000  ~ Website, warning: one line and another
"""
    drawn = story.drawn()
    assert expected == drawn
    assert 120 >= max(map(len, drawn.splitlines()))


def test_words_far_to_the_right_keep_some_room(story: Story) -> None:
    """An actor at the edge is not left with a column of single words."""
    for near, far in zip("ABCDEF", "BCDEFG", strict=True):
        story.send(near, far, EventLinkConnected(Server="s"))
    story.journal.note("G", "warning", "as wide as forty columns, and then the next line of it")
    *_, first, second, _ = story.drawn().split("\n")
    assert "* G, warning: as wide as forty columns," == first[first.index("*") :]
    assert "and then the next line of it" == second.rpartition("|")[2].strip()


def test_each_distance_is_as_small_as_its_labels_allow(story: Story) -> None:
    """A long label pushes apart only the lifelines that it runs between."""
    story.send("A", "B", ACK)
    story.send("B", "C", CANCEL)
    _expect(
        """
                      A             B                                  C
        08:00:00.000  |- EventAck ->|                                  |
        08:00:00.000  |             |- RequestCancelNotReadyForMedia ->|
        """,
        story.drawn(),
    )


def test_a_label_that_runs_across_pushes_all_apart(story: Story) -> None:
    """Evenly, and only by what the labels in between do not make room for."""
    story.send("A", "B", ACK)
    story.send("B", "C", ACK)
    story.send("C", "A", CANCEL)
    _expect(
        """
                      A                 B                 C
        08:00:00.000  |--- EventAck --->|                 |
        08:00:00.000  |                 |--- EventAck --->|
        08:00:00.000  |<- RequestCancelNotReadyForMedia --|
        """,
        story.drawn(),
    )


def test_long_names_are_cut_short(story: Story) -> None:
    """A head stays readable whatever people are called."""
    story.send("Anna Maximiliana Richardson-Richardson", "B", ACK)
    assert " Anna Maximiliana Richards…   B" == text_ladder(story.journal).splitlines()[0]


def test_steps_are_drawn_if_asked_for(story: Story) -> None:
    """A scenario's steps, and where one failed; they need no lifeline, and folded words hang below."""
    story.journal.step_began("When", f"Anna {LONG} {LONG} and accepts", 7)
    story.send("Anna", SERVER, ACCEPT)
    story.journal.step_ended("failed", "expected: accepted\ngot: nothing")
    story.journal.step_began("Then", "nothing", 8)
    story.journal.step_ended("passed")
    drawn = text_ladder(story.journal, steps=True)
    expected = """
                    Anna        Interaction Server
        08:00:00.000  = When Anna SaysOneWordThatTakesUpMoreThanHalfOfAllTheRoomThereIsInALine
                        SaysOneWordThatTakesUpMoreThanHalfOfAllTheRoomThereIsInALine and accepts
        08:00:00.000  |- RequestAccept ->|
        08:00:00.000  = failed: expected: accepted got: nothing
        08:00:00.000  = Then nothing
        """
    _expect(expected, f"\n{drawn}\n")
    assert text_ladder(story.journal, last=1) == text_ladder([story.journal.entry(2)])


def test_what_was_read_from_a_file_is_drawn_alike(story: Story) -> None:
    """There a message is plain data; what is of neither protocol is left out, and a nameless end is named."""
    story.send("Anna", SERVER, ACCEPT)
    live = text_ladder(story.journal)
    [sent] = story.journal
    assert isinstance(sent, MessageSent)
    assert live == text_ladder([msgspec.structs.replace(sent, message=to_mapping(ACCEPT))])
    assert () == rungs([msgspec.structs.replace(sent, message={"protocol": "X", "message": "Y"})])
    [rung] = rungs([msgspec.structs.replace(sent, sender="", receiver="")])
    assert ("(nobody)", "(nobody)") == (rung.sender, rung.receiver)


def test_rungs_name_their_actors(story: Story) -> None:
    """The extraction is the same for every picture; what belongs to nobody has no actor."""
    _tell(story)
    found = rungs(story.journal)
    assert ("Maria", "Anna", SERVER, SWITCH) == actors_of(found)
    assert Rung(2, story.clock.instant - 1_750, "Anna", SERVER, "RequestAccept") == found[1]
    assert ("", "") == (found[5].sender, found[5].receiver)


def test_a_fault_of_a_message_that_is_not_at_hand_gives_its_number(story: Story) -> None:
    """Whoever draws only the newest entries learns at least which one it was."""
    story.journal.fault("w", "dropped", 41)
    assert ["message 41: dropped (w)"] == [rung.label for rung in rungs(story.journal)]


class TestLinesDrawnPiecemeal:
    """Lines for who prints as it goes: the lifelines are fixed beforehand."""

    def test_lifelines_are_evenly_spaced(self, story: Story) -> None:
        """As wide as the longest label needs, with the names above."""
        story.send("Anna", SERVER, ACCEPT)
        story.send(SERVER, SWITCH, ACK)
        found = rungs(story.journal)
        expected = """
                    Anna         Interaction Server      SIP Server
        08:00:00.000  |- RequestAccept -->|                   |
        08:00:00.000  |                   |---- EventAck ---->|
        """
        drawn = "\n".join(["", head_line(("Anna", SERVER, SWITCH), found), *ladder_lines(found), ""])
        _expect(expected, drawn)

    def test_who_has_no_lifeline_is_named(self, story: Story) -> None:
        """A message from or to somebody who is not among the actors is told in words."""
        story.send("Anna", SERVER, ACCEPT)
        story.send("Ben", SERVER, ACCEPT)
        story.send(SERVER, "Ben", ACK)
        story.journal.action("Ben", "accept", {})
        lines = list(ladder_lines(rungs(story.journal), ("Anna", SERVER)))
        expected = [
            "08:00:00.000  |- RequestAccept -->|",
            "08:00:00.000  ~ Ben -> Interaction Server: RequestAccept",
            "08:00:00.000  ~ Interaction Server -> Ben: EventAck",
            "08:00:00.000  ~ Ben: accept",
        ]
        assert expected == lines

    def test_the_longest_name_of_a_message_still_fits(self, story: Story) -> None:
        """No message of either protocol is cut short."""
        story.send("A", "B", CANCEL)
        [line] = ladder_lines(rungs(story.journal))
        assert "08:00:00.000  | RequestCancelNotReadyForMedia >|" == line

    def test_a_label_that_does_not_fit_is_cut_short(self) -> None:
        """The arrow keeps its ends, so that everything stays in line."""
        rung = Rung(1, 0, "A", "B", "RequestThatHasAVeryLongNameIndeed")
        [line] = ladder_lines([rung])
        assert "00:00:00.000  | RequestThatHasAVeryLongNameI… >|" == line

    def test_nothing_to_draw(self) -> None:
        """No rungs, no lines; nobody, no names."""
        assert [] == list(ladder_lines([]))
        assert "" == head_line((), [])


def test_all_lines_of_arrows_are_equally_long(story: Story) -> None:
    """Every arrow reaches from lifeline to lifeline, and every lifeline goes on."""
    people = ("Anna", SERVER, SWITCH, "Ben")
    closed = EventAgentConnectionClosed(AgentId="anna")
    for sender in people:
        for receiver in people:
            if sender != receiver:
                story.send(sender, receiver, closed)
    _, *lines = text_ladder(story.journal).splitlines()
    assert 1 == len({len(line) for line in lines})
    ends = [index for index, character in enumerate(lines[0]) if character == "|"]
    assert all(line[index] in "|-<> " + closed.name for line in lines for index in ends)
