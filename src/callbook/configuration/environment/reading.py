"""Reading a team's configuration from its files."""

from __future__ import annotations

from pathlib import Path

from callbook.configuration.environment.environment import Environment, doubled_in
from callbook.configuration.environment.mending import without
from callbook.configuration.loading import converted
from callbook.configuration.references import misfits
from callbook.configuration.source import Source


def read_environment(path: Path | str) -> Environment:
    """Return a contact centre in TOML, JSON or YAML with its option exports, or an option export alone.

    What does not fit, such as a role that is not there, is left out and remembered.

    Raises:
        BadInput: for what cannot be read at all, with file and line: syntax, wrong types, unknown keys.
    """
    return environment_of(Source.read(Path(path)))


def environment_of(source: Source) -> Environment:
    """Return what the files of *source* describe."""
    contact_center = converted(source.values, source.place)
    found = tuple(misfits(contact_center))
    fitting = without(source.values, found) if found else contact_center
    return Environment(source, fitting, found, tuple(doubled_in(source)))
