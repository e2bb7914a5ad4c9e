"""Which fields of a recording hold what about people: a table by the path in a message, and rules for attached data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from callbook.logs.anonymity.identifiers import Identifiers
from callbook.logs.anonymity.numbers import parsed
from callbook.logs.anonymity.pseudonyms import LEAST_DIGITS, WORD, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.configuration import ContactCenter

    Replace = Callable[[Kind, str], str]

_NUMBERS: Final = frozenset({"OtherDN", "ANI", "DNIS", "ThirdPartyDN", "ThisDN", "ThisQueue", "OtherQueue"})
_FIELDS: Final = {
    **dict.fromkeys(("AgentId", "AgentID", "AssignedTo", "WorkbinAgentId"), Kind.AGENT),
    **dict.fromkeys(("PlaceId", "WorkbinPlaceId"), Kind.PLACE),
    **dict.fromkeys(("SubmittedBy", "ClientName"), Kind.HOST),
    **dict.fromkeys(("ExternalId", "ReasonDescription", "ErrorDescription", "ErrorMessage", "Workbin"), Kind.TEXT),
}
"""Fields of messages that are replaced whole."""
_KEPT: Final = frozenset({
    "protocol", "message", "InteractionId", "ParentId", "ConnID", "TransferConnID", "PreviousConnID", "CallUUID",
    "TenantId", "Queue", "MediaType", "MediaTypeName", "InteractionType", "InteractionSubtype", "Operation", "Server",
    "ReasonSystemName", "Location", "ClientType", "Key", "WorkbinTypeId",
})  # fmt: skip
"""Fields of messages that say nothing of a person: names of the configuration, identifiers of the servers."""
_LISTS: Final = frozenset({
    "UserData", "Extension", "Extensions", "Reasons", "ChangedProperties", "AddedProperties", "Properties",
    "OtherAttributes",
})  # fmt: skip
_BY_NAME: Final = frozenset({"MediaList", "MediaStateList", "MediaCapacityList", "DeletedProperties"})
_NOTHING: Final = frozenset({"", "-"})
"""What says nothing: an empty text, and what was filled in."""
_MASKED: Final = re.compile(r"\*+")
_STAMP: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_TIMES: Final = frozenset({
    "Time", "AttributeTimeinSecs", "AttributeTimeinuSecs", "AttributeEventSequenceNumber", "AttributeNetworkCallID",
})  # fmt: skip
_OWN_WORDS: Final = frozenset({"Voice", "AnyMedia", "true", "false", "yes", "no"})


@dataclass(frozen=True)
class Fields:
    """Knows what to replace.

    Attributes:
        center: the contact centre, whose words are no secrets.
        words: texts that are kept wherever they stand whole.
        kept: texts that were kept so far.
        identifiers: those of the servers, which are kept as well.
    """

    center: ContactCenter
    words: frozenset[str]
    kept: set[str] = field(default_factory=set[str])
    identifiers: Identifiers = field(default_factory=Identifiers)

    def message(self, message: dict[str, Any], replace: Replace) -> dict[str, Any]:
        """Return a message as plain data, with whatever is about people replaced."""
        return {name: self._field(name, value, replace) for name, value in message.items()}

    def attached(self, value: Any, replace: Replace) -> Any:  # noqa: ANN401 - whatever is attached
        """Return a value of attached data, or of what has no place in a message, with its texts replaced."""
        if isinstance(value, dict):
            held = cast("dict[str, Any]", value)
            return {key: each if key in _TIMES else self.attached(each, replace) for key, each in held.items()}
        if isinstance(value, str):
            return self._text(value, replace)
        if isinstance(value, int) and len(str(abs(value))) >= LEAST_DIGITS and not isinstance(value, bool):
            return _as_number(replace(Kind.TEXT, str(value)), value)
        return value

    def _field(self, name: str, value: Any, replace: Replace) -> Any:  # noqa: ANN401 - any field
        if name in _KEPT or name in _BY_NAME:
            if isinstance(value, str) and not self.identifiers.is_one(value):
                return self.keep(value, replace)
        elif name in _LISTS:
            return self.attached(value, replace)
        elif isinstance(value, dict):
            return self.message(cast("dict[str, Any]", value), replace)
        elif isinstance(value, list):  # of interactions
            return [self.message(each, replace) for each in cast("list[dict[str, Any]]", value)]
        elif isinstance(value, str) and value not in _NOTHING and not _MASKED.fullmatch(value):
            return self._text_field(name, value, replace)
        return value

    def _text_field(self, name: str, value: str, replace: Replace) -> str:
        if name in _NUMBERS:
            return replace(self._number_kind(value), value)
        kind = _FIELDS.get(name)
        return value if kind is None else replace(kind, value)

    def _number_kind(self, text: str) -> Kind:
        known = self.kind_of_name(text)
        if known is not Kind.TEXT:
            return known
        return Kind.NUMBER if parsed(text, self.center.region) is not None else Kind.DN

    def _text(self, text: str, replace: Replace) -> str:
        if text in self.words:
            return self.keep(text, replace)
        if not text or _STAMP.fullmatch(text) or _MASKED.fullmatch(text) or self.identifiers.is_one(text):
            return text
        known = self.kind_of_name(text)
        is_number = known is Kind.TEXT and parsed(text, self.center.region) is not None
        return replace(Kind.NUMBER if is_number else known, text)

    def keep(self, text: str, replace: Replace) -> str:
        """Return a text that is kept; where a name of the configuration names an agent, with the pseudonym."""
        self.kept.add(self._people.sub("-", text))
        return self._people.sub(lambda found: self._word(found[0], replace), text)

    @cached_property
    def _words(self) -> dict[str, tuple[str, int]]:
        """Each word of an agent's name or id, with the whole of it and the word's place there."""
        names = [name for agent in self.center.agents for name in agent.names]
        return {word: (name, place) for name in names for place, word in enumerate(WORD.findall(name))}

    @cached_property
    def _people(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, self._words))
        return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])" if words else r"(?!)")

    def _word(self, word: str, replace: Replace) -> str:
        name, place = self._words[word]
        words: list[str] = WORD.findall(replace(Kind.AGENT, name))
        return words[place] if place < len(words) else "-"

    def kind_of_name(self, text: str) -> Kind:
        """Return whether a text is an agent's name or id, a DN, a place, or any other text."""
        for agent in self.center.agents:
            if text in agent.names:
                return Kind.AGENT
            if text == agent.dn:
                return Kind.DN
            if text == agent.place:
                return Kind.PLACE
        return Kind.TEXT


def _as_number(text: str, before: int) -> int:
    digits = int("".join(character for character in text if character.isdecimal()) or 0)
    return -digits if before < 0 else digits


def words_of(center: ContactCenter, zones: frozenset[str]) -> frozenset[str]:
    """Return the texts of a configuration that may stand anywhere: its queues, groups, codes, options, zones."""
    named = (center.tenants, center.roles, center.agent_groups, center.virtual_agent_groups, center.queues,
             center.strategies, center.transactions)  # fmt: skip
    names = {each.name for group in named for each in group}
    codes = {code for codes in center.dispositions.values() for code in codes}
    reasons = {text for pair in center.not_ready_reasons.items() for text in pair}
    attached = {text for strategy in center.strategies for pair in strategy.attach.items() for text in pair}
    options = {text for each in center.transactions for pair in each.options.items() for text in pair}
    return frozenset(names | codes | reasons | attached | options | set(center.dispositions) | zones | _OWN_WORDS)
