"""What the objects of one or more exports come to, as a source of our own form's data."""

from __future__ import annotations

from pathlib import PurePath

from callbook.configuration.exports.gathering import Gathering, Item
from callbook.configuration.exports.kinds import KINDS, pass_over_keys
from callbook.configuration.exports.things import add_named_tenants
from callbook.configuration.source import Document, Origin, Source

_ZONE = "UTC"


def source_of_objects(gathering: Gathering, documents: tuple[Document, ...], where: str, form: str) -> Source:
    """Return what was gathered, once every kind of object has become what it becomes."""
    whole = "persons" in gathering.items
    for kind in KINDS.values():
        items = list[Item]()
        for item in gathering.items.get(kind.name, ()):
            if item.text("state") == "disabled" or item.text("group", "state") == "disabled":
                gathering.pass_over(f"{kind.name} that are disabled", item.origin)
                gathering.no_agents.update(filter(None, map(item.text, ("employeeId", "userName"))))
            else:
                pass_over_keys(gathering, kind, item)
                items.append(item)
        kind.add(gathering, items)
    if whole or gathering.items:
        add_named_tenants(gathering)
    first = Origin(documents[0])
    if whole:
        gathering.note(first, "time_zone", f"No export names the centre's time zone: {_ZONE} is taken")
    queues = gathering.origins.get(("queues", 0))
    if queues:
        gathering.note(queues, "strategy", "No export says which strategy reads a queue: none does")
    gathering.values |= {"name": PurePath(where).stem if whole else where, "time_zone": _ZONE}
    for attribute, codes in gathering.values.get("dispositions", {}).items():
        gathering.values["dispositions"][attribute] = list(codes)
    return Source(
        where=where,
        documents=documents,
        values=gathering.values,
        origins=gathering.origins,
        whole=whole,
        form=form,
        remarks=tuple(gathering.remarks),
        passed_over=gathering.passed_over,
    )
