"""What every act is: a frozen struct, JSON as it stands, that is able to do itself in a lab."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

import msgspec
from msgspec import Meta

if TYPE_CHECKING:
    from callbook.lab.lab import Lab
    from callbook.lab.servers import ServersHere


LONGEST: Final = 366 * 24 * 3_600_000
"""Milliseconds that an act may ask to wait: a year."""
Milliseconds: TypeAlias = Annotated[int, Meta(ge=0, le=LONGEST)]


def _tag(name: str) -> str:
    """Return the name of a class as words: ``AddContact`` is "add contact"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="act", tag=_tag):
    """Something that comes from outside of a lab; its fields suffice to do it again.

    All of them are written, also what is as usual: a recording must not mean something else when a default changes.
    """

    @property
    def words(self) -> str:
        """What is done, in words for people."""
        return str(self.__struct_config__.tag)

    def actor(self, lab: Lab) -> str:  # noqa: ARG002 - most acts have the same actor in every lab
        """Return who does it; empty for whoever plays the lab."""
        return ""

    def check(self, lab: Lab) -> None:
        """Do nothing where the act can be tried; it is asked before anything is written down.

        Raises:
            CallbookError: when the act makes no sense in this lab, so that nothing was tried.
        """

    def do(self, lab: Lab) -> Any:  # noqa: ANN401 - each act has a result of its own
        """Do it, and return what comes of it.

        Raises:
            CallbookError: when it is refused; that it was tried stays in the journal.
        """
        raise NotImplementedError

    def do_at(self, servers: ServersHere) -> None:
        """Do the servers' own part of it, where they are plain objects: for most acts there is none."""
