"""Ladders and state diagrams as Mermaid source, for prose and for whoever renders Mermaid.

Never put it into one output with SVG: JupyterLab would take the Mermaid and overwrite the SVG.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callbook.record.diagram.extraction import Kind, Rung, rungs, talking
from callbook.record.diagram.states import moves_of, orders_of, states_of
from callbook.record.diagram.times import days_begun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callbook.core import Entry, StateChanged
    from callbook.record.diagram.states import Moves
    from callbook.workspace import Table

# What Mermaid might read as more than text goes out as `#code;`: ASCII's signs, longer dashes, the word `end`, and
# underscores at the edge of a word (emphasis). What no XML may hold goes out as U+FFFD.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SIGNS = re.compile(r"""[#;:<>"'`%&{}\[\]|\\@$^*~=!?]|--+|\b(?=end\b)e|(?<![^\W_])_+|_+(?![^\W_])""", re.IGNORECASE)
_ARROWS = {Kind.OPEN_MEDIA: "->>", Kind.T_LIBRARY: "-->>", Kind.SIP: "-)"}


def label(words: str) -> str:
    """Return *words* so that Mermaid shows them as they are; never empty, always on one line."""
    clean = " ".join(_NO_TEXT.sub("\ufffd", words).split())
    return _SIGNS.sub(lambda found: "".join(f"#{ord(sign)};" for sign in found.group()), clean) or "#8203;"


def ladder_mermaid(entries: Iterable[Entry]) -> str:
    """Return the ladder of *entries* as a ``sequenceDiagram``: solid arrows Open Media, dashed T-Library, open SIP.

    Where there are several days, a note over everybody says which begins.
    """
    return "\n".join(("sequenceDiagram", *_sequence(rungs(entries)))) + "\n"


def state_mermaid(table: Table, path: Sequence[StateChanged] = ()) -> str:
    """Return the states of *table* as a ``stateDiagram-v2``; the steps of *path* are numbered, its states stand out."""
    return "\n".join(("stateDiagram-v2", *_states(moves_of(table, path), path))) + "\n"


def _sequence(found: tuple[Rung, ...]) -> Iterator[str]:
    aliases = {actor: f"a{index}" for index, actor in enumerate(talking(found), 1)}
    if not aliases:  # Mermaid draws notes only over somebody
        aliases = {"": "a1"}
    for actor, alias in aliases.items():
        yield f"    participant {alias} as {label(actor)}"
    everybody = ",".join(dict.fromkeys((next(iter(aliases.values())), *list(aliases.values())[-1:])))
    days = days_begun([rung.at for rung in found])
    for number, rung in enumerate(found):
        if number in days:
            yield f"    Note over {everybody}: {label(days[number])}"
        if rung.receiver:
            arrow = _ARROWS[rung.kind]
            yield f"    {aliases[rung.sender]}{arrow}{aliases[rung.receiver]}: {label(rung.label)}"
        else:
            yield f"    Note over {aliases.get(rung.sender, everybody)}: {label(rung.label)}"


def _states(moves: Moves, path: Sequence[StateChanged]) -> Iterator[str]:
    names = {state: f"s{index}" for index, state in enumerate(states_of(moves), 1)}
    orders = orders_of(path)
    for state, name in names.items():
        yield f'    state "{label(state)}" as {name}'
    for (before, after), events in moves.items():
        numbers = orders.get((before, after), ())
        prefix = f"({', '.join(map(str, numbers))}) " if numbers else ""
        yield f"    {names[before]} --> {names[after]}: {label(prefix + ' / '.join(events))}"
    visited = dict.fromkeys(state for change in path for state in (str(change.before), str(change.after)))
    if visited:
        yield "    classDef visited stroke-width:3px,font-weight:bold"
        yield f"    class {','.join(names[state] for state in visited)} visited"
