"""The catalogue of options, section `interaction-workspace` (O1-O14, C2, C7), and what is known about each.

Each row has a name of its own, ``options.AUTO_DIAL`` for ``webcallback.auto-dial``: the rest of the kit names an option
by its row, so a typing error does not type-check. A name that comes from outside (a file, a step, a command) is looked
up in ``OPTIONS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, Generic, TypeVar

from callbook.configuration import clause_sources as pages
from callbook.configuration.clause_sources import ASSUMED, DOCUMENTED, Basis
from callbook.configuration.values import (
    BELL,
    BOOLEAN,
    BUSINESS_ATTRIBUTE,
    COLOR,
    CONTENT,
    KEY_NAME,
    NOT_READY_REASON,
    QUEUE,
    SECONDS,
    TEXT,
    T_co,
    Value,
    ValueKind,
)


class Moment(Enum):
    """When a changed value takes effect, in the words of the product (C4)."""

    IMMEDIATELY = "Immediately"
    NEXT_INTERACTION = "At the next interaction"
    RESTART = "When the application is started or restarted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Generic[T_co]):
    """One option of Workspace, a row of the catalogue; its value is a *T_co*.

    Its text is its name.

    Attributes:
        name: the option's name in section `interaction-workspace`.
        clause: the clause of the requirements register.
        default: raw text that applies where no level sets the option.
        kind: the value kind that reads raw text.
        moment: when a change takes effect (C4).
        since: the version that introduced it, where known.
        overridable: whether a routing strategy may override it (C3).
        meaning: one sentence.
        other: a valid text besides the default, which is tried where every configuration is.
        invalid: a text that is not valid, which is tried as well where that matters (C5); empty where none is.
        sources: the pages where the statements come from.
        default_basis, moment_basis, overridable_basis: documented or assumed.
    """

    name: str
    clause: str
    default: str
    kind: ValueKind[T_co]
    moment: Moment
    meaning: str
    sources: tuple[str, ...]
    other: str
    invalid: str
    overridable: bool = False
    since: str | None = None
    default_basis: Basis = ASSUMED
    moment_basis: Basis = ASSUMED
    overridable_basis: Basis = DOCUMENTED

    def __str__(self) -> str:
        return self.name

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def valid(self) -> str:
        """A phrase that says which values are valid."""
        return self.kind.valid


SECTION = "interaction-workspace"

T = TypeVar("T", bound=Value)


IS_AUTO_READY: Final = Option(
    name="login.webcallback.is-auto-ready",
    clause="O1",
    default="true",
    kind=BOOLEAN,
    moment=Moment.RESTART,
    other="false",
    invalid="perhaps",
    meaning="Puts the Web Callback channel Ready at login.",
    sources=(pages.GUIDE,),
)
AUTO_NOT_READY_REASON: Final = Option(
    name="login.webcallback.auto-not-ready-reason",
    clause="O2",
    default="",
    kind=NOT_READY_REASON,
    moment=Moment.RESTART,
    other="Lunch",
    invalid="No such reason",
    meaning="The reason with which the Web Callback channel is put Not Ready at login.",
    sources=(pages.GUIDE,),
)
CAN_UNACTIVATE_CHANNEL: Final = Option(
    name="login.webcallback.can-unactivate-channel",
    clause="O3",
    default="true",
    kind=BOOLEAN,
    moment=Moment.RESTART,
    other="false",
    invalid="perhaps",
    meaning="Lets the agent log the Web Callback channel off.",
    sources=(pages.GUIDE,),
)

AUTO_ANSWER: Final = Option(
    name="webcallback.auto-answer",
    clause="O4",
    default="false",
    kind=BOOLEAN,
    moment=Moment.NEXT_INTERACTION,
    overridable=True,
    other="true",
    invalid="perhaps",
    meaning="Accepts a web callback at once when EventInvite arrives.",
    sources=(pages.GUIDE,),
)
AUTO_ANSWER_TIMER: Final = Option(
    name="webcallback.auto-answer.timer",
    clause="O5",
    default="0",
    kind=SECONDS,
    moment=Moment.NEXT_INTERACTION,
    overridable=True,
    overridable_basis=ASSUMED,
    since="8.5.105.12",
    other="5",
    invalid="soon",
    meaning="With auto-answer, the seconds of a countdown in which the agent can read the case information.",
    sources=(pages.GUIDE,),
)
AUTO_ANSWER_ENABLE_REJECT: Final = Option(
    name="webcallback.auto-answer.enable-reject",
    clause="O6",
    default="false",
    kind=BOOLEAN,
    moment=Moment.NEXT_INTERACTION,
    overridable=True,
    overridable_basis=ASSUMED,
    since="8.5.105.12",
    other="true",
    invalid="perhaps",
    meaning="With auto-answer and its timer, lets the agent reject during the countdown.",
    sources=(pages.GUIDE,),
)
AUTO_DIAL: Final = Option(
    name="webcallback.auto-dial",
    clause="O7",
    default="false",
    kind=BOOLEAN,
    moment=Moment.NEXT_INTERACTION,
    overridable_basis=ASSUMED,
    other="true",
    invalid="perhaps",
    meaning="Dials the callback phone number as soon as the web callback is accepted.",
    sources=(pages.GUIDE,),
)
RINGING_BELL: Final = Option(
    name="webcallback.ringing-bell",
    clause="O14",
    default=r"Sounds\Ring.mp3|10|-1|primary",
    default_basis=DOCUMENTED,
    kind=BELL,
    moment=Moment.NEXT_INTERACTION,
    moment_basis=DOCUMENTED,
    overridable_basis=ASSUMED,
    other=r"Sounds\Chime.wav|7|0|secondary",
    invalid="loud",
    meaning="The sound that rings while a web callback is offered.",
    sources=(pages.GUIDE, pages.REFERENCE, pages.BELL),
)

CALLBACK_INFORMATION_CONTENT: Final = Option(
    name="webcallback.callback-information.content",
    clause="O8",
    default="contact_name,customer_number,start_time,time_zone,reason,attempts",
    kind=CONTENT,
    moment=Moment.NEXT_INTERACTION,
    overridable_basis=ASSUMED,
    other="reason,contact_name",
    invalid="no_such_field",
    meaning="The callback data that the Callback Information area shows, in this order.",
    sources=(pages.GUIDE,),
)
CALLBACK_INFORMATION_FRAME_COLOR: Final = Option(
    name="webcallback.callback-information.frame-color",
    clause="O9",
    default="#FF17849D",
    default_basis=DOCUMENTED,
    kind=COLOR,
    moment=Moment.NEXT_INTERACTION,
    moment_basis=DOCUMENTED,
    overridable=True,
    other="#FFD0021B",
    invalid="red",
    meaning="The border colour of the Callback Information view.",
    sources=(pages.GUIDE, pages.REFERENCE),
)
CALLBACK_INFORMATION_HEADER_FOREGROUND_COLOR: Final = Option(
    name="webcallback.callback-information.header-foreground-color",
    clause="O10",
    default="#FFFFFFFF",
    default_basis=DOCUMENTED,
    kind=COLOR,
    moment=Moment.NEXT_INTERACTION,
    moment_basis=DOCUMENTED,
    overridable=True,
    other="#FF000000",
    invalid="black",
    meaning="The foreground colour of the Callback Information view.",
    sources=(pages.GUIDE, pages.REFERENCE),
)

COMPLETE_QUEUE: Final = Option(
    name="webcallback.complete-queue",
    clause="O11",
    default="",
    kind=QUEUE,
    moment=Moment.IMMEDIATELY,
    other="done",
    invalid="no such queue",
    meaning="The queue that receives the web callback when the agent marks it as processed.",
    sources=(pages.GUIDE,),
)
PARK_QUEUE: Final = Option(
    name="webcallback.park-queue",
    clause="O12",
    default="",
    kind=QUEUE,
    moment=Moment.IMMEDIATELY,
    other="parked",
    invalid="no such queue",
    meaning="The queue that receives the parent web callback when the agent transfers the call made from it.",
    sources=(pages.GUIDE,),
)
RESCHEDULE_QUEUE: Final = Option(
    name="webcallback.reschedule-queue",
    clause="O13",
    default="",
    default_basis=DOCUMENTED,
    kind=QUEUE,
    moment=Moment.IMMEDIATELY,
    moment_basis=DOCUMENTED,
    other="rescheduled",
    invalid="no such queue",
    meaning="The queue that receives the web callback when the agent rescheduled it and marks it as processed.",
    sources=(pages.GUIDE, pages.REFERENCE),
)


def _disposition(  # noqa: PLR0913, PLR0917 - what differs between these rows
    suffix: str, default: str, kind: ValueKind[T], meaning: str, other: str, invalid: str, basis: Basis = DOCUMENTED
) -> Option[T]:
    return Option(
        name=f"interaction.disposition.{suffix}",
        clause="C7",
        default=default,
        default_basis=DOCUMENTED,
        kind=kind,
        moment=Moment.NEXT_INTERACTION,
        overridable=True,
        overridable_basis=basis,
        meaning=meaning,
        other=other,
        invalid=invalid,
        sources=(pages.DISPOSITIONS, pages.DISPOSITION_DEFAULTS),
    )


OVERRIDE_OPTION_KEY: Final = Option(
    name="interaction.override-option-key",
    clause="C2",
    default="IW_OverrideOptions",
    default_basis=DOCUMENTED,
    kind=TEXT,
    moment=Moment.NEXT_INTERACTION,
    moment_basis=DOCUMENTED,
    overridable_basis=ASSUMED,
    other="Overrides",
    invalid="",
    meaning="The attached-data key whose value names the Transaction objects that override options.",
    sources=(pages.OVERRIDING_ON_THE_WEB, pages.OVERRIDE_KEY),
)
DISPOSITION_IS_MANDATORY: Final = _disposition(
    "is-mandatory", "false", BOOLEAN, "Requires a disposition before Mark Done.", "true", "perhaps"
)
DISPOSITION_IS_READ_ONLY_ON_IDLE: Final = _disposition(
    "is-read-only-on-idle", "false", BOOLEAN, "Locks the disposition once the call has ended.", "true", "perhaps"
)
DISPOSITION_KEY_NAME: Final = _disposition(
    "key-name",
    "DispositionCode",
    KEY_NAME,
    "The attached-data key that takes the disposition code.",
    "Outcome",
    "no-key!",
)
DISPOSITION_USE_ATTACHED_DATA: Final = _disposition(
    "use-attached-data", "false", BOOLEAN, "Writes the disposition as attached data as well.", "true", "perhaps"
)
DISPOSITION_VALUE_BUSINESS_ATTRIBUTE: Final = _disposition(
    "value-business-attribute",
    "DispositionCode",
    BUSINESS_ATTRIBUTE,
    "The Business Attribute that holds the disposition codes to choose from.",
    "TravelOutcome",
    "NoSuchAttribute",
    ASSUMED,  # documented as overridable for the Web Edition only
)

OPTIONS: dict[str, Option[Value]] = {row.name: row for row in tuple(globals().values()) if isinstance(row, Option)}
"""Every option by its name, in the order of the rows above."""
