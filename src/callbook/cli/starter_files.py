"""The starter: the files of a team's repository, with what is the team's own put in.

Its templates are real files in ``callbook/cli/starter``, that can be linted, checked and run as they are. What is the
team's own stands in them as ordinary words (``our-callbacks``), which are replaced.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from callbook.configuration import OWN_TEXTS, read_environment
from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONFIGURATION = "configuration/centre.toml"
OF_THE_SAMPLE = frozenset({CONFIGURATION, "features/newcomers.feature"})
"""What belongs to the sample configuration, and is left out where a team brings its own."""

_NAME = "our-callbacks"
_VERSION = "callbook==0.0.0"
_CACHES = "__pycache__"
_IN_NO_NAME = re.compile(r"[^\w.-]+")


def starter_files(name: str, configuration: str | None = None) -> dict[str, bytes]:
    """Return the files of a repository called *name*: their paths in it, with forward slashes, and what they hold.

    Args:
        name: of the repository; what could mean something to a shell, in YAML or in TOML is left out of it.
        configuration: the path of the team's own configuration in it; None for the sample. With their own, what
            belongs to the sample is left out.
    """
    words = {
        _NAME: plain_name(name),
        _VERSION: _VERSION.replace("0.0.0", version("callbook")),
        CONFIGURATION: configuration or CONFIGURATION,
    }
    left_out = OF_THE_SAMPLE if configuration else frozenset[str]()
    return {path: _put_in(text, words).encode() for path, text in _templates() if path not in left_out}


def plain_name(name: str) -> str:
    """Return *name* without what could mean something to a shell, in YAML or in TOML."""
    return _IN_NO_NAME.sub("-", name).strip("-._") or _NAME


def configuration_files(config: Path) -> dict[str, bytes]:
    """Return a team's own configuration with the exports that it names, under the paths that they have in a repository.

    What another program has written is converted into our own form.

    Raises:
        BadInput: it cannot be read, is an export of options alone, or names an export that lies elsewhere.
    """
    environment = read_environment(config)
    if not environment.whole:
        accepted = "a whole environment (TOML, JSON or YAML), which may name this export; an export knows no agents"
        raise BadInput("configuration", str(config), where="--config", accepted=accepted)
    if not environment.source.own:
        return {CONFIGURATION: OWN_TEXTS[".toml"](environment.described).encode()}
    main, *exports = environment.files
    paths = {str(_main_path(config)): main, **{_beside(config, each): each for each in exports}}
    return {path: Path(file).read_bytes() for path, file in paths.items()}


def _main_path(config: Path) -> PurePosixPath:
    return PurePosixPath(CONFIGURATION).with_suffix(config.suffix)


def _beside(config: Path, export: str) -> str:
    """Return the path of an export, which has to stay where the configuration says that it is."""
    path = Path(export)
    below = path.relative_to(config.parent) if path.is_relative_to(config.parent) else path
    if below.is_absolute() or ".." in below.parts:
        accepted = "one whose exports lie beside it or in folders beside it, so that they can be copied with it"
        raise BadInput("configuration", str(config), where=f"--config: it names {export}", accepted=accepted)
    return str(PurePosixPath(CONFIGURATION).parent / below.as_posix())


def _templates() -> Iterator[tuple[str, str]]:
    root = Path(__file__).with_name("starter")
    for path in sorted(root.rglob("*")):
        # Whoever installs a wheel compiles what is Python in it.
        if path.is_file() and _CACHES not in path.parts:
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def _put_in(text: str, words: Mapping[str, str]) -> str:
    """Return *text* with all words replaced in one go: what was put in is not looked at again."""
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], text)
