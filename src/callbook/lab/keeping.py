"""A lab whose callbacks outlive its process: what has changed is kept after each exchange, and restored (E2, F10).

Kept are the callbacks with their places, what is recognised when it is submitted again, the contact centre, the
contacts and what they do when called, the clock's instant, and how far identifiers have come. Not kept is what ends
with a process: who is logged in, invitations, calls, desktops, wires and what is on them, the journal.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from callbook.configuration import ContactCenter
from callbook.core import Assumptions, BadInput, Position, moment_of
from callbook.lab.lab import Lab
from callbook.lab.outside.resuming import Resume
from callbook.lab.websites import Websites
from callbook_mocks.contacts import Contact
from callbook_mocks.interaction_server import ServerSettings, record_from_json, record_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.core import StateFile

_Read = TypeVar("_Read")
_CENTER = "configuration"
_CONTACT = "contact "
_INTERACTION = "interaction "


class Head(msgspec.Struct, frozen=True, tag_field="head", tag="run 2"):
    """What a run began with.

    Attributes:
        seed: decides identifiers and people.
        start: the first moment.
        contact_center: the configuration at the start.
        assumptions: every assumption with its value.
        settings: the options of Interaction Server.
    """

    seed: int
    start: datetime
    contact_center: ContactCenter
    assumptions: Assumptions
    settings: ServerSettings


class HowFar(msgspec.Struct, frozen=True, tag_field="position", tag="position 2"):
    """How far a run has come.

    Attributes:
        instant: of the clock, which never runs backwards.
        identifiers: none that was given is given again.
        websites: what they are called, and their last ReferenceId.
    """

    instant: int
    identifiers: Position
    websites: Websites


class Keeper:
    """Keeps one lab in one run of a state file.

    Args:
        lab: a fresh one for a run that there is not yet, else the one that was restored from the run.
        state_file: where to.
        run: the name of the run; made if there is none.

    Raises:
        BadInput: the run exists, and the lab was not restored from it.
        NotKept: the file could not be written.
    """

    def __init__(self, lab: Lab, state_file: StateFile, run: str) -> None:
        self.lab = lab
        lab.kept_in = str(state_file.path)
        self.run = run
        self._file = state_file
        self._rows: dict[str, bytes | None] = {}
        self._kept = b""
        self._center = lab.configuration.contact_center
        exists = run in state_file.runs()
        if exists != lab.here.interaction_server.restored:
            accepted = "the lab that was restored from it" if exists else "a lab that was not restored"
            raise BadInput("run", run, where=str(state_file.path), accepted=accepted)
        if not exists:
            state_file.begin(run, msgspec.json.encode(_head_of(lab)), self._position())
        self.keep()

    def keep(self) -> bool:
        """Keep what has changed since the last time, all of it or nothing; say whether there was anything.

        Call it after each exchange, before the answer goes out; or once for many exchanges, before the first answer.

        Raises:
            NotKept: it could not be written; the next time it is tried again.
        """
        self._rows.update(self._changes())
        position = self._position()
        if not self._rows and position == self._kept:
            return False
        self._file.save(self.run, self._rows.items(), position)
        self._rows.clear()
        self._kept = position
        return True

    def _changes(self) -> Iterator[tuple[str, bytes | None]]:
        lab = self.lab
        server = lab.here.interaction_server
        if server.has_changed_records:
            for name, record in server.changed_records():
                yield _INTERACTION + name, None if record is None else record_to_json(record)
        for contact in lab.people.phone_book.changed():
            yield _CONTACT + contact.person.phone_number, msgspec.json.encode(contact)
        center = lab.configuration.contact_center
        if center is not self._center:
            self._center = center
            yield _CENTER, msgspec.json.encode(center)

    def _position(self) -> bytes:
        lab = self.lab
        return msgspec.json.encode(HowFar(lab.clock.instant, lab.here.identifiers.position, lab.media_servers.websites))


def restored_lab(state_file: StateFile, run: str, *, recorded: bool = True, journal_bound: int | None = None) -> Lab:
    """Return a lab that goes on where the run's last ``keep`` has left it; nobody is logged in.

    What was offered, handled or in a strategy is in its queue again, and is routed as agents log in. Give the lab to a
    `Keeper` of the same run next.

    Args:
        state_file: where from.
        run: the name of the run.
        recorded: whether the journal also says where callbacks are and what desktops show.
        journal_bound: how many entries the journal keeps for sure; all of them by default.

    Raises:
        Unknown: there is no such run.
        BadInput: the file is damaged, or was written by a newer Callbook.
    """
    where = f"run {run!r} of {str(state_file.path)!r}"
    how_far = _read(state_file.position(run), HowFar, where)
    head = _read(state_file.head(run) or b"", Head, where)
    rows = dict(state_file.rows(run))
    lab = Lab(
        _read(rows[_CENTER], ContactCenter, where) if _CENTER in rows else head.contact_center,
        seed=head.seed,
        start=moment_of(how_far.instant),
        assumptions=head.assumptions,
        settings=head.settings,
        recorded=recorded,
        journal_bound=journal_bound,
    )
    contacts = (_read(text, Contact, f"{where}, {key}") for key, text in _of_kind(rows, _CONTACT))
    records = (record_from_json(text, where=f"{where}, {key}") for key, text in _of_kind(rows, _INTERACTION))
    lab.do(Resume(how_far.identifiers, how_far.websites, tuple(contacts), tuple(records)))
    return lab


def _of_kind(rows: dict[str, bytes], kind: str) -> Iterator[tuple[str, bytes]]:
    return ((key, value) for key, value in rows.items() if key.startswith(kind))


def _head_of(lab: Lab) -> Head:
    center = lab.configuration.contact_center
    return Head(lab.seed, lab.start, center, lab.assumptions, lab.here.interaction_server.settings)


def _read(text: bytes, kind: type[_Read], where: str) -> _Read:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput("state", text[:60], where=where, accepted=f"one of this version ({error})") from None
