"""The same callback under another configuration: two desks side by side, and how the ladders differ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.core import find
from callbook.lab import compare as _compare
from callbook.lab import differences_shown, ends_that_differ
from callbook.lab import whatif as _whatif
from callbook.notebook import html_parts
from callbook.notebook.recording import Recording
from callbook.notebook.side_by_side import MOST, differences_text, differing_moments, moments_markup
from callbook.record import NO_DIFFERENCE, Picture, ladder_diff_svg, ladder_diff_text, time_of_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from callbook.lab import WhatIf
    from callbook.record import Trace

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_NONE = "-"
_SAME = "The messages are the same."


class Changed:
    """One callback, played twice.

    Args:
        what: the change in words.
        whatif: both recordings, and what differs.

    Attributes:
        before: the recording as it was, played by today's model.
        after: the same under the change.
        gained: actions that were offered after and never before, as ``Anna: decline``.
        lost: the same the other way round.
        seen: what a desktop showed in only one of both, and which callback ended elsewhere.
        ends: only the latter.
        moments: when the desks looked different, and what differed then.
        refused: what people tried in vain after, though not before, each with its reason.
    """

    def __init__(self, what: str, whatif: WhatIf) -> None:
        self.what = what
        self.before = Recording(whatif.before)
        self.after = Recording(whatif.after)
        self.gained = [f"{agent}: {action}" for agent, action in whatif.gained]
        self.lost = [f"{agent}: {action}" for agent, action in whatif.lost]
        before, after, names = whatif.before.entries, whatif.after.entries, whatif.before.names_of_agents
        self.seen = differences_shown(before, after, names)
        self.ends = ends_that_differ(before, after, names)
        self.moments = differing_moments(whatif.before, whatif.after)
        self.refused = [entry.text for entry in whatif.refused]

    def ladder(self) -> Picture:
        """Return a picture of what differs between both ladders."""
        before, after = self.before.trace.entries, self.after.trace.entries
        return Picture(ladder_diff_svg(before, after, title=self.what), ladder_diff_text(before, after))

    def _facts(self) -> list[tuple[str, str]]:
        return [
            ("gained", "; ".join(self.gained) or _NONE),
            ("lost", "; ".join(self.lost) or _NONE),
            *(("refused", text) for text in self.refused),
            *(("ends", text) for text in self.ends),
        ]

    def __repr__(self) -> str:
        facts = (f"  {name:<8} {words}" for name, words in self._facts())
        ladder = self.ladder().text
        return "\n".join((self.what, *facts, *self._moments_text(), _SAME if ladder == NO_DIFFERENCE else ladder))

    def _moments_text(self) -> Iterator[str]:
        for moment in self.moments[:MOST]:
            yield f"  {time_of_day(moment.at)} {moment.words}"
            yield from (f"    {line}" for line in differences_text(moment))

    def markup(self) -> str:
        """Return it as a piece of a page: gained and lost, desks side by side, and how the ladders differ."""
        ladder = self.ladder()
        same = ladder.text == NO_DIFFERENCE
        return (
            html_parts.view(html_parts.heading(self.what), html_parts.table((), self._facts()))
            + moments_markup(self.moments)
            + html_parts.view(html_parts.paragraph(_SAME, "soft") if same else html_parts.wide(ladder.svg))
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude  # Jupyter leaves out itself what is not wanted
        return {"text/html": self.markup(), "text/plain": repr(self)}


def whatif(trace: Trace, settings: Mapping[str, str | bool], agent: str | None) -> Changed:
    """Play *trace* again under other *settings*, for one agent or for all, see ``callbook.notebook.whatif``.

    Raises:
        Unknown: for a setting or an agent that nobody knows.
        BadInput: for a privilege that is neither granted nor withheld.
    """
    meant = {_meant(name): value for name, value in settings.items()}
    whom = "everybody" if agent is None else agent
    what = f"What if {', '.join(_in_words(meant))}, for {whom}"
    return Changed(what, _whatif(trace, meant, agent=agent))


def compare(trace: Trace, agent: str, other: str) -> Changed:
    """Play *trace* again as if *agent* had the roles, groups and options of *other*.

    Raises:
        Unknown: for an agent whom nobody knows.
    """
    return Changed(f"{agent} with the rights and options of {other}", _compare(trace, agent, other))


def _meant(name: str) -> str:
    """Return the option or the privilege that *name* means: its own name, or one fit for Python."""
    known = _python_names((*OPTIONS, *PRIVILEGES))
    if name in known.values():
        return name
    return find("option or privilege", name, known)


def _python_names(names: Iterable[str]) -> dict[str, str]:
    """Return each name in a form fit for Python: ``Can Decline`` becomes can_decline."""
    found = dict[str, str]()
    for name in names:
        words = _NOT_A_LETTER.sub("_", name.casefold())
        found[words] = name
        found[words.removeprefix("login_").removeprefix("webcallback_")] = name
    return found


def _in_words(settings: Mapping[str, str | bool]) -> Iterable[str]:
    for name, value in settings.items():
        if name in PRIVILEGES:
            yield f"{name!r} is {'granted' if value else 'withheld'}"
        else:
            yield f"{name} is {str(value).lower()}" if isinstance(value, bool) else f"{name} is '{value}'"
