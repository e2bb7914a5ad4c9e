"""What is being made of the objects of other programs' files: data of our own form, and where each part came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from callbook.configuration.documents import DataPath
from callbook.configuration.exports.shapes import entries, list_of, parts_of, table_of
from callbook.configuration.exports.texts import read_as_text, text_of
from callbook.configuration.options import SECTION
from callbook.configuration.references import is_ours
from callbook.configuration.source import Origin, PassedOver, Remark

TENANT = "Environment"
"""The tenant of whatever names none: the one that every Configuration Server has."""


@dataclass(frozen=True, slots=True)
class Item:
    """One object of an export.

    Attributes:
        origin: where it stands.
        data: what it says.
    """

    origin: Origin
    data: dict[str, Any]

    def at(self, *steps: str) -> Any:  # noqa: ANN401 - whatever the export holds
        """Return what stands under a key, or under a key of what stands there; None where nothing does."""
        found: Any = self.data
        for step in steps:
            found = table_of(found).get(step)
        return found

    def text(self, *steps: str) -> str:
        """Return the text under a key; of a number its digits, else an empty text where there is none."""
        return text_of(self.origin.within(*steps), self.at(*steps)) or ""

    def first_text(self, *keys: str) -> str:
        """Return the first of these that is not empty."""
        return next((text for key in keys if (text := self.text(key))), "")

    def listed(self, *steps: str) -> Iterator[tuple[Any, Origin]]:
        """Yield what is in the list under a key, each with its origin."""
        for number, entry in enumerate(list_of(self.at(*steps))):
            yield entry, self.origin.within(*steps, number)


@dataclass(slots=True)
class Gathering:
    """The data that is being made, part by part.

    Attributes:
        items: the objects that were found, by their kind.
        values: the data of our own form.
        origins, remarks: of the `Source` that it becomes.
        agents: the number of each agent, by whatever others may refer to it.
        no_agents: what others may call persons who are no agents.
    """

    items: dict[str, list[Item]] = field(default_factory=dict[str, list[Item]])
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    origins: dict[DataPath, Origin] = field(default_factory=dict[DataPath, Origin])
    remarks: list[Remark] = field(default_factory=list[Remark])
    agents: dict[str, int] = field(default_factory=dict[str, int])
    no_agents: set[str] = field(default_factory=set[str])
    _passed_over: dict[str, PassedOver] = field(default_factory=dict[str, PassedOver])

    def find(self, kind: str, things: object, origin: Origin) -> None:
        """Take note of the objects in a list, or in a table that has them under their names."""
        if not isinstance(things, dict | list):
            self.leave_out(origin, kind, f"{kind} should be a list of objects")
            return
        found = self.items.setdefault(kind, [])
        for key, data in parts_of(cast("object", things)):
            if described := table_of(data):
                found.append(Item(origin.within(key), described))
            else:
                self.leave_out(origin.within(key), kind, f"An entry of {kind} says nothing")

    def add(self, collection: str, thing: dict[str, Any], item: Item) -> DataPath:
        """Add an object to a collection; return its path."""
        things: list[Any] = self.values.setdefault(collection, [])
        path: DataPath = (collection, len(things))
        things.append(thing)
        self.origins[path] = item.origin
        return path

    def refer(self, path: DataPath, name: str, origin: Origin) -> None:
        """Add a name to the list of names at *path*, once."""
        *way, last = path
        holder: Any = self.values
        for step in way:
            holder = holder[step]
        names: list[str] = holder.setdefault(last, [])
        if name not in names:
            self.origins[*path, len(names)] = origin
            names.append(name)

    def take_options(self, path: DataPath, item: Item, *keys: str) -> dict[str, str]:
        """Return the options of Workspace that an object carries under *keys*, the first key that names one counts.

        Args:
            path: of the table of options in our own form.
            item: the object.
            keys: each with options by their sections.
        """
        options: dict[str, str] = {}
        self.origins.setdefault(path, item.origin.within(keys[0], SECTION))
        for key in keys:
            for section, held, at in entries(item.at(key), (key,)):
                if section == SECTION:
                    options = {**self.texts(path, held, item.origin.within(*at)), **options}
                elif section != "virtual":
                    self.pass_over("options of other sections", item.origin.within(*at), len(list(entries(held))) or 1)
        return options

    def texts(self, path: DataPath, held: object, origin: Origin) -> dict[str, str]:
        """Return the options of one section that the channel reads, as texts."""
        options: dict[str, str] = {}
        if not list_of(held):  # in a list nobody can tell where another option would have to stand
            self.origins[path] = origin
        for name, value, at in entries(held):
            place = origin.within(*at)
            text = text_of(place, value)
            if not is_ours(name):
                self.pass_over("options of other channels", place)
            elif text is None:
                self.leave_out(place, name, f"{name} is neither a text nor a number nor a boolean")
            else:
                if not isinstance(value, str):
                    self.remarks.append(read_as_text(place, name, value, text))
                options[name] = text
                self.origins[*path, name] = place
        return options

    def tenant(self, item: Item, *steps: str) -> str:
        """Return the tenant that an object names; the one that there always is where it names none."""
        return item.text(*steps, "tenant") or TENANT

    def leave_out(self, origin: Origin, subject: str, text: str) -> None:
        """Take note of something that the channel would have read, but that cannot be."""
        self.remarks.append(Remark(origin, subject, text, left_out=True))

    def note(self, origin: Origin, subject: str, text: str) -> None:
        """Take note of something that was read otherwise than it is written, or made up."""
        self.remarks.append(Remark(origin, subject, text))

    def pass_over(self, kind: str, origin: Origin, count: int = 1) -> None:
        """Take note of something that has no place in the channel."""
        before = self._passed_over.get(kind)
        first, seen = (before.first, before.count) if before else (origin, 0)
        self._passed_over[kind] = PassedOver(kind, seen + count, first)

    @property
    def passed_over(self) -> tuple[PassedOver, ...]:
        """What has no place in the channel, by kind."""
        return tuple(self._passed_over.values())
