"""The same callback under another configuration: the difference of the ladders, actions gained and lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.core import counted, find
from callbook.lab import compare as _compare
from callbook.lab import differences_shown
from callbook.lab import whatif as _whatif
from callbook.notebook import html_parts
from callbook.notebook.recording import Recording
from callbook.record import Picture, ladder_diff_svg, ladder_diff_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callbook.lab import WhatIf
    from callbook.record import Trace

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_NONE = "-"
_MOST = 6


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
        refused: what people tried in vain after, though not before, each with its reason.
    """

    def __init__(self, what: str, whatif: WhatIf) -> None:
        self.what = what
        self.before = Recording(whatif.before)
        self.after = Recording(whatif.after)
        self.gained = [f"{agent}: {action}" for agent, action in whatif.gained]
        self.lost = [f"{agent}: {action}" for agent, action in whatif.lost]
        self.seen = differences_shown(whatif.before.entries, whatif.after.entries, whatif.before.names_of_agents)
        self.refused = [entry.text for entry in whatif.refused]

    def ladder(self) -> Picture:
        """Return a picture of what differs between both ladders."""
        before, after = self.before.trace.entries, self.after.trace.entries
        return Picture(ladder_diff_svg(before, after, title=self.what), ladder_diff_text(before, after))

    def _facts(self) -> list[tuple[str, str]]:
        more = len(self.seen) - _MOST
        return [
            ("gained", "; ".join(self.gained) or _NONE),
            ("lost", "; ".join(self.lost) or _NONE),
            *(("refused", text) for text in self.refused),
            *(("seen", text) for text in self.seen[:_MOST]),
            *(
                [("seen", f"and {counted(more, 'more difference')}: .seen")]
                if (more := len(self.seen) - _MOST) > 0
                else []
            ),
        ]

    def __repr__(self) -> str:
        facts = (f"  {name:<8} {words}" for name, words in self._facts())
        return "\n".join((self.what, *facts, self.ladder().text))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude  # Jupyter leaves out itself what is not wanted
        page = html_parts.view(
            html_parts.heading(self.what), html_parts.table((), self._facts()), html_parts.wide(self.ladder().svg)
        )
        return {"text/html": page, "text/plain": repr(self)}


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
            yield f"{name} is {str(value).lower() if isinstance(value, bool) else repr(value)}"
