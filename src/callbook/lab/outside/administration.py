"""What administrators do: the configuration changes (C4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

from callbook.configuration import ContactCenter, in_words, patched
from callbook.core import BadInput
from callbook.lab.outside.act import Act

if TYPE_CHECKING:
    from callbook.lab.lab import Lab


class Configure(Act, frozen=True):
    """The configuration changes; each change takes effect at its own moment."""

    patch: Annotated[
        dict[str, Any],
        Meta(
            description="the changed fields of the contact center; of a collection each changed thing by its "
            "name, as it is to be, or None where it goes (a JSON merge patch, RFC 7396)."
        ),
    ]

    @property
    def words(self) -> str:
        """What is changed, in words."""
        return in_words(self.patch)

    def actor(self, lab: Lab) -> str:  # noqa: ARG002 - whoever it is, they administrate
        """Return what administrators are called."""
        return "Administrator"

    def check(self, lab: Lab) -> None:  # noqa: ARG002 - a contact center has the same fields everywhere
        """Make sure that a contact center has such fields.

        Raises:
            BadInput: when it does not.
        """
        unknown = [name for name in self.patch if name not in ContactCenter.__struct_fields__]
        if unknown:
            accepted = ", ".join(ContactCenter.__struct_fields__)
            raise BadInput("patch", unknown[0], where="configuration", accepted=accepted)

    def do(self, lab: Lab) -> None:
        """Change it.

        Raises:
            BadInput: when what comes of it is no configuration.
        """
        lab.configuration.change(patched(lab.configuration.contact_center, self.patch))
