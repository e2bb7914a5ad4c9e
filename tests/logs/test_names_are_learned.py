"""Names that a log has for itself: read from a user's file, guessed, or proposed by what stands under them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from tests.logs.conftest import GOLDEN, SAMPLES, read

from callbook.core import BadInput, zone_named
from callbook.logs.grammar import KINDS, LogKind
from callbook.logs.learning import Learner, in_toml, proposed_names
from callbook.logs.names import Basis, Names, names_with, paths_of, shipped_names
from callbook.logs.opening import open_logs
from callbook.logs.places import places_of
from callbook.logs.seen_by import clients_in, seen_by
from callbook.logs.survey import surveyed
from callbook.logs.writing import LogWriter
from callbook.messages import MESSAGES, Protocol
from callbook.record import read_trace

if TYPE_CHECKING:
    from callbook.record import Trace

DESKTOP = SAMPLES / "wde.20260302_080000_000.log"


class _Renamed(Names):
    """Names that are texts without a meaning, those of a share of all attributes."""

    def __init__(self, seed: int, share: float) -> None:
        chance = Random(seed)  # noqa: S311 - a test keeps no secret
        shipped = shipped_names()
        super().__init__(shipped.known, shipped.kept)
        usual = sorted(
            {(protocol, shipped.written(protocol, path)) for protocol in Protocol for path in paths_of(protocol)}
        )
        letters = "abcdefghijklmnopqrstuvwxyz"
        self.own = {each: "".join(chance.choices(letters, k=8)) for each in usual if chance.random() < share}

    def written(self, protocol: Protocol, path: str) -> str:
        """Give the name without a meaning, if there is one."""
        usual = shipped_names().written(protocol, path)
        return self.own.get((protocol, usual), usual)


def _log(folder: Path, kind: LogKind, names: Names, traces: list[Trace]) -> Path:
    """Give a day's log of one kind: all recordings, one after the other."""
    client = "Anna" if kind.name == "wde" else ""
    sights = [sight for trace in traces for sight in seen_by(trace.entries, kind, client)]
    agents = {client for trace in traces for client in clients_in(trace.entries)}
    path = folder / f"{kind.name}.log"
    path.write_text(LogWriter(kind, zone_named("UTC"), names).text(sights, sights[0].at, agents), encoding="utf-8")
    return path


def test_names_that_were_changed_are_learned(tmp_path: Path) -> None:
    """Of all names, and of every other one, in a day's log of each kind: nine of ten are proposed right."""
    traces = [read_trace(path) for path in GOLDEN]
    right = changed = 0
    for kind in KINDS.values():
        for seed, share in ((1, 1.0), (2, 0.5)):
            names = _Renamed(seed, share)
            learner = Learner(shipped_names(), traces[0].head.contact_center)
            learner.read(surveyed(open_logs([_log(tmp_path, kind, names, traces)])[0], [])[0])
            usual = {own: each for each, own in names.own.items()}
            proposals = list(learner.proposals())
            right += sum(usual.get(each.name) == (each.protocol, each.usual) for each in proposals)
            changed += learner.strange
    assert (True, True) == (changed > 150, right >= 0.9 * changed)


def test_what_is_proposed_is_read(tmp_path: Path) -> None:
    """The file of proposals is one of names, and with it nothing is unknown any more."""
    names = _Renamed(3, 0.3)
    log = _log(tmp_path, KINDS["tserver"], names, [read_trace(path) for path in GOLDEN])
    text, count = proposed_names(log, None)
    own = tmp_path / "names.toml"
    own.write_text(text, encoding="utf-8")
    assert count == sum(len(table["own"]) for table in tomllib.loads(text).values()) > 3
    assert 0 < read(log).tally.unread.total
    assert 0 == read(log, names=names_with(own)).tally.unread.total


def test_a_log_without_unknown_names_has_nothing_to_learn() -> None:
    """No proposal for what is known; what is known and has no place is not unknown."""
    assert ("# Proposed by callbook import --learn: look at each before you use it.\n", 0) == proposed_names(
        SAMPLES / "sip.log", None
    )


def test_a_name_of_any_letters_is_quoted(tmp_path: Path) -> None:
    """So that the file can be read whatever the log calls things."""
    learner = Learner(shipped_names())
    log = tmp_path / DESKTOP.name
    log.write_text(
        DESKTOP.read_text(encoding="utf-8").replace("TicketId [", "Büro [").replace("attr_ticket_id", "Büro")
    )
    learner.read(surveyed(open_logs([log])[0], [])[0])
    text = in_toml(list(learner.proposals()))
    assert '"Büro" = ["TicketId"]' in text


def test_every_name_that_ships_says_how_well_it_is_known() -> None:
    """Each place of each message can be written, and is read back as the same place."""
    names = shipped_names()
    for protocol, kinds in MESSAGES.items():
        for kind in kinds.values():
            for path in places_of(kind):
                place = names.place(protocol, kind, names.written(protocol, path))
                assert place is not None
                assert (path, True) == (place[0], place[1] is not Basis.GUESSED)


def test_a_users_names_go_first(tmp_path: Path) -> None:
    """The last part of a path suffices where only one place is called so."""
    own = tmp_path / "names.toml"
    own.write_text('["Open Media".own]\nattr_colour = "SubmittedBy"\n[kept]\n"T-Library" = ["x"]\n', encoding="utf-8")
    tally = read(DESKTOP, names=names_with(own)).tally
    assert 0 == tally.unread.total


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("x = 1\n", "entry 'x' in {path} cannot be used. Accepted: "),
        ('["Closed Media".own]\n', "There is no table 'Closed Media' in {path}. Did you mean 'Open Media'?"),
        ('["Open Media".mine]\n', "table '[\"Open Media\".mine]' in {path} cannot be used. Accepted: "),
        ('["Open Media".own]\nx = 1\n', "name 'x' in {path} cannot be used. Accepted: a text such as \"TicketId\", or"),
        ('["Open Media".own]\nx = "Nowhere"\n', "There is no attribute 'Nowhere' in {path}. "),
        ("x =\n", "--names '{path}' cannot be used: Invalid value (at line 1, column 4). Accepted: TOML: "),
    ],
)
def test_names_that_cannot_be_used_are_refused(tmp_path: Path, text: str, begin: str) -> None:
    """With the place, and the form that would be accepted."""
    own = tmp_path / "names.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as error:
        names_with(own)
    expected = begin.format(path=own)
    assert expected == str(error.value)[: len(expected)]


def test_names_that_are_not_there_are_refused(tmp_path: Path) -> None:
    """The file is named."""
    with pytest.raises(BadInput) as error:
        names_with(tmp_path / "no.toml")
    assert "Accepted: a file that can be read (No such file or directory)." in str(error.value)
