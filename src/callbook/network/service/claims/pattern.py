"""What an entry of the journal is expected to be: named field by field, so that it can be said why one is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, cast

import msgspec
from msgspec import Meta

from callbook.core import ActionTaken, BadInput, Entry, MessageSent, Provenance, Unknown
from callbook.messages import MESSAGES
from callbook.network.service.journal_search import ENTRY_OF, Kind, ids_of, known_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Text = Annotated[str, Meta(min_length=1, max_length=256)]
_MISSING = "(not there)"


class Mismatch(NamedTuple):
    """A field that is not as expected."""

    field: str
    expected: object
    actual: object

    def __str__(self) -> str:
        return f"{self.field}: expected {_shown(self.expected)}, was {_shown(self.actual)}"


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entry of the journal that is expected; what is left out may be anything.

    Raises:
        Unknown: when there is no such message or attribute: it could never be found.
        BadInput: when something is asked that only messages have.
    """

    kind: Annotated[Kind, Meta(description="the kind of entry.")] = Kind.MESSAGE
    message: Annotated[Text | None, Meta(description="a message's name.")] = None
    by: Annotated[
        Text | None, Meta(description="who sent the message, or acted, or was refused or shown something.")
    ] = None
    to: Annotated[Text | None, Meta(description="who got the message.")] = None
    interaction: Annotated[Text | None, Meta(description="the id of the interaction that the message names.")] = None
    attributes: Annotated[
        dict[str, Any],
        Meta(
            description="a message's attributes, or the own fields of another entry; of a part only what is "
            "named counts."
        ),
    ] = {}

    def __post_init__(self) -> None:
        if self.message is not None:
            known_message(self.message)
        if self.kind is not Kind.MESSAGE and (self.message or self.to or self.interaction):
            raise BadInput("kind", str(self.kind), where="pattern", accepted="message: only that has a name and an end")
        known = _attributes_of(self)
        for name in self.attributes:
            if name not in known:
                raise Unknown("attribute", name, known, where=self.message or str(self.kind))

    def __str__(self) -> str:
        what = self.message or (str(self.kind) if self.kind is not Kind.MESSAGE else "message")
        by = f" by {self.by}" if self.by else ""
        to = f" to {self.to}" if self.to else ""
        of = f" about {self.interaction}" if self.interaction else ""
        named = ", ".join(f"{name}={_shown(value)}" for name, value in self.attributes.items())
        return f"{what}{by}{to}{of}" + (f" with {named}" if named else "")

    def matches(self, entry: Entry) -> bool:
        """Return whether *entry* is as expected."""
        return type(entry) is ENTRY_OF[self.kind] and next(self._mismatches(entry), None) is None

    def mismatches(self, entry: Entry) -> list[Mismatch]:
        """Return which fields of *entry*, which is of the expected kind, are not as expected."""
        return list(self._mismatches(entry))

    def _mismatches(self, entry: Entry) -> Iterator[Mismatch]:
        message = entry if isinstance(entry, MessageSent) else None
        if message is not None and self.message not in {None, message.name}:
            yield Mismatch("message", self.message, message.name)
        if self.by is not None and (by := _by(entry)) != self.by:
            yield Mismatch("by", self.by, by)
        if message is None:
            yield from _differences("", self.attributes, entry)
            return
        if self.to not in {None, message.receiver}:
            yield Mismatch("to", self.to, message.receiver)
        if self.interaction is not None and self.interaction not in (ids := ids_of(message.message)):
            yield Mismatch("interaction", self.interaction, ", ".join(ids) or _MISSING)
        yield from _differences("", self.attributes, message.message)


def _attributes_of(pattern: Pattern) -> frozenset[str]:
    if pattern.kind is not Kind.MESSAGE:
        return _of_entries(ENTRY_OF[pattern.kind])
    kinds = [kind for of_protocol in MESSAGES.values() for name, kind in of_protocol.items()
             if pattern.message in {None, name}]  # fmt: skip
    return frozenset(field for kind in kinds for field in kind.__struct_fields__)


def _of_entries(kind: type[Entry]) -> frozenset[str]:
    """Return what can be asked of entries of one kind: of an action also its details, whatever act it is."""
    own = frozenset(kind.__struct_fields__) - frozenset(Provenance.__struct_fields__)
    return own | {"details"} if kind is ActionTaken else own


def _by(entry: Entry) -> object:
    for name in ("sender", "actor", "agent", "wire", "subject"):
        who = getattr(entry, name, None)
        if who is not None:
            return who
    return _MISSING


def _differences(path: str, expected: dict[str, Any], actual: object) -> Iterator[Mismatch]:
    for name, value in expected.items():
        there = _part(actual, name)
        full = f"{path}{name}"
        if isinstance(value, dict) and isinstance(there, dict | msgspec.Struct):
            yield from _differences(f"{full}.", cast("dict[str, Any]", value), cast("object", there))
        elif not _equal(cast("object", value), there):
            yield Mismatch(full, cast("object", value), there)


def _part(whole: object, name: str) -> object:
    if isinstance(whole, dict):
        return cast("dict[str, object]", whole).get(name, _MISSING)
    return getattr(whole, name, _MISSING)


def _equal(expected: object, actual: object) -> bool:
    if isinstance(expected, list | tuple) and isinstance(actual, list | tuple):
        pairs = cast("Sequence[object]", expected), cast("Sequence[object]", actual)
        return len(pairs[0]) == len(pairs[1]) and all(map(_equal, *pairs))
    if isinstance(expected, dict) and isinstance(actual, msgspec.Struct):
        return next(_differences("", cast("dict[str, Any]", expected), actual), None) is None
    return expected == actual


def _shown(value: object) -> str:
    return str(value) if value is _MISSING else repr(msgspec.to_builtins(value))


def message(
    name: str | None = None,
    *,
    by: str | None = None,
    to: str | None = None,
    about: str | None = None,
    **attributes: Any,  # noqa: ANN401 - whatever a message carries
) -> Pattern:
    """Expect a message.

    Args:
        name: its name, for example ``RequestAccept``.
        by: who sent it.
        to: who got it.
        about: the id of the interaction that it names.
        attributes: what it carries; of a part, for example ``UserData``, only what is named counts.

    Raises:
        Unknown: when there is no message of this name, or it has no such attribute.
    """
    return Pattern(message=name, by=by, to=to, interaction=about, attributes=attributes)


def entry(kind: str, *, by: str | None = None, **fields: Any) -> Pattern:  # noqa: ANN401 - whatever an entry has
    """Expect an entry of another kind, for example ``entry("timer fired")`` or ``entry("state", subject="anna")``.

    Raises:
        Unknown: when there is no such kind, or it has no such field.
    """
    if kind not in ENTRY_OF:
        raise Unknown("kind", kind, ENTRY_OF, where="journal")
    return Pattern(kind=Kind(kind), by=by, attributes=fields)
