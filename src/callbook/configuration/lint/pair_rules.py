"""CB3xx: options and privileges that need each other, judged by what is effective for each agent."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from callbook.configuration.levels import Contribution, Level
from callbook.configuration.lint.privilege_rules import can_call, granting
from callbook.configuration.lint.rule import Fault, Rule, Severity, by_cause, listed
from callbook.configuration.lint.situations import Situation
from callbook.configuration.lint.survey import Survey
from callbook.configuration.options import (
    AUTO_ANSWER,
    AUTO_ANSWER_ENABLE_REJECT,
    AUTO_ANSWER_TIMER,
    AUTO_DIAL,
    CALLBACK_INFORMATION_FRAME_COLOR,
    CALLBACK_INFORMATION_HEADER_FOREGROUND_COLOR,
    DISPOSITION_IS_MANDATORY,
    PARK_QUEUE,
    RESCHEDULE_QUEUE,
    Option,
)
from callbook.configuration.privileges import (
    CAN_ONE_STEP_TRANSFER,
    CAN_RESCHEDULE,
    CAN_SET_INTERACTION_DISPOSITION,
    CAN_TWO_STEP_TRANSFER,
    Privilege,
)
from callbook.configuration.resolution import Resolution
from callbook.configuration.values import Color, T_co, Value

READABLE = 4.5
"""What WCAG 2 asks for at level AA, for text of the usual size."""

_WHITE = 255
_NEARLY_BLACK = 0.04045


def contrast(one: Color, other: Color) -> float:
    """Return the ratio of two colours, 1 to 21, each blended on white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(_on_white(part, color.alpha)) for part in (color.red, color.green, color.blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _on_white(part: int, alpha: int) -> float:
    return (part * alpha / _WHITE + _WHITE - alpha) / _WHITE


def _linear(part: float) -> float:
    return part / 12.92 if part <= _NEARLY_BLACK else ((part + 0.055) / 1.055) ** 2.4


DELIVERING_TIMEOUT = 30
"""Seconds after which Interaction Server takes an invitation back (E6)."""

_TRANSFERS = (CAN_ONE_STEP_TRANSFER, CAN_TWO_STEP_TRANSFER)

_Wrong = Callable[[Survey, Situation, Resolution[T_co]], bool]


def _timer_without_answer(survey: Survey) -> Iterator[Fault]:
    yield from _never_effective(survey, AUTO_ANSWER_TIMER, AUTO_ANSWER, "there is no countdown without auto-answer")


def _reject_without_timer(survey: Survey) -> Iterator[Fault]:
    yield from _never_effective(
        survey, AUTO_ANSWER_ENABLE_REJECT, AUTO_ANSWER_TIMER, "without a timer there is no countdown to reject in"
    )


def _never_effective(survey: Survey, option: Option[Value], needed: Option[Value], because: str) -> Iterator[Fault]:
    """Return where *option* is on, but *needed* is off for every agent for whom it applies."""
    alive: set[Contribution] = set()
    dead: list[tuple[Contribution, tuple[str, ...]]] = []
    for situation in survey.situations:
        here, other = survey.of(option, situation), survey.of(needed, situation)
        if not here.value:
            continue
        if other.value or other.invalid or here.invalid:
            alive.add(here.winner)
        else:
            dead.append((here.winner, situation.agents))
    for cause, agents in by_cause(dead).items():
        if cause not in alive:
            message = f"{option} is {cause.raw!r}, but {needed} is off for all whom it concerns: {because}"
            yield _at(survey, cause, message, agents)


def _timer_outlives_invitation(survey: Survey) -> Iterator[Fault]:
    for cause, agents in _causes(survey, AUTO_ANSWER_TIMER, _answers_too_late).items():
        taken_back = f"Interaction Server takes the invitation back after {DELIVERING_TIMEOUT} s"
        yield _at(survey, cause, f"{AUTO_ANSWER_TIMER} is {cause.raw} s, and {taken_back}", agents)


def _answers_too_late(survey: Survey, situation: Situation, timer: Resolution[int]) -> bool:
    return timer.value >= DELIVERING_TIMEOUT and survey.of(AUTO_ANSWER, situation).value


def _dial_without_calls(survey: Survey) -> Iterator[Fault]:
    def in_vain(_: Survey, situation: Situation, dials: Resolution[bool]) -> bool:
        return dials.value and not can_call(situation.agent_set)

    for cause, agents in _causes(survey, AUTO_DIAL, in_vain).items():
        yield _at(survey, cause, f"{AUTO_DIAL} is 'true' for agents who may not make calls", agents)


def _disposition_cannot_be_set(survey: Survey) -> Iterator[Fault]:
    def stuck(_: Survey, situation: Situation, mandatory: Resolution[bool]) -> bool:
        agent_set = situation.agent_set
        return mandatory.value and agent_set.sure and not agent_set.holds(CAN_SET_INTERACTION_DISPOSITION)

    for cause, agents in _causes(survey, DISPOSITION_IS_MANDATORY, stuck).items():
        missing = repr(CAN_SET_INTERACTION_DISPOSITION.name)
        yield _at(survey, cause, f"{DISPOSITION_IS_MANDATORY} is 'true' for agents without {missing}", agents)


def _causes(survey: Survey, option: Option[T_co], wrong: _Wrong[T_co]) -> dict[Contribution, tuple[str, ...]]:
    return by_cause(
        (found.winner, situation.agents)
        for situation in survey.situations
        if wrong(survey, situation, found := survey.of(option, situation))
    )


def _hard_to_read(survey: Survey) -> Iterator[Fault]:
    pairs = (
        ((frame.winner, text.winner, contrast(frame.value, text.value)), situation.agents)
        for situation in survey.situations
        for frame, text in [_colors(survey, situation)]
        if not frame.invalid and not text.invalid
    )
    for (frame, text, ratio), agents in by_cause(pairs).items():
        cause = max((frame, text), key=lambda said: said.level)
        if ratio < READABLE and cause.level is not Level.DEFAULT:
            stands = f"{frame.raw} from {frame.where} and {text.raw} from {text.where}"
            message = f"Frame and header foreground, {stands}, have a contrast of {ratio:.2f}, below {READABLE}"
            yield _at(survey, cause, message, agents)


def _colors(survey: Survey, situation: Situation) -> tuple[Resolution[Color], Resolution[Color]]:
    """Return the frame's color and that of the text on it."""
    frame = survey.of(CALLBACK_INFORMATION_FRAME_COLOR, situation)
    return frame, survey.of(CALLBACK_INFORMATION_HEADER_FOREGROUND_COLOR, situation)


def _transfer_without_queue(survey: Survey) -> Iterator[Fault]:
    yield from _without_queue(survey, PARK_QUEUE, _TRANSFERS, "agents who may transfer calls")


def _reschedule_without_queue(survey: Survey) -> Iterator[Fault]:
    yield from _without_queue(survey, RESCHEDULE_QUEUE, (CAN_RESCHEDULE,), "agents who may reschedule")


def without_park_queue(option: Option[Value], situation: Situation) -> bool:
    """Return whether an option that is set nowhere is a park queue that is needed: a fault of its own."""
    return option == PARK_QUEUE and situation.agent_set.sure and any(map(situation.agent_set.holds, _TRANSFERS))


def _without_queue(
    survey: Survey, option: Option[str | None], privileges: tuple[Privilege, ...], whom: str
) -> Iterator[Fault]:
    """Return each empty queue: where somebody emptied it, or else where the role stands for which it is needed."""
    causes = by_cause(
        ((queue.winner, _role_with(survey, situation, privileges)), situation.agents)
        for situation in survey.plain
        if situation.agent_set.sure and any(map(situation.agent_set.holds, privileges))
        if not (queue := survey.of(option, situation)).value and not queue.invalid
    )
    emptied = by_cause((winner, agents) for (winner, _), agents in causes.items() if winner.level is not Level.DEFAULT)
    for cause, agents in emptied.items():
        yield _at(survey, cause, f"{option} is empty for {whom}", agents)
    for (winner, (role, held)), agents in causes.items():
        if winner.level is Level.DEFAULT:
            yield Fault(
                position=survey.privilege_at(role, held[0]),
                level="Role",
                holder=role,
                subject=option.name,
                message=f"Role {role!r} grants {listed(held)}, but {option} is set nowhere for its agents",
                agents=agents,
            )


def _role_with(survey: Survey, situation: Situation, privileges: tuple[Privilege, ...]) -> tuple[str, tuple[str, ...]]:
    held = tuple(each for each in privileges if situation.agent_set.holds(each))
    role = granting(survey, situation.agent_set, held[0])
    return role, tuple(each.name for each in held if each.name in survey.directory.roles[role].privileges)


def _at(survey: Survey, cause: Contribution, message: str, agents: tuple[str, ...]) -> Fault:
    return Fault(
        position=survey.at(cause),
        level=cause.level.label,
        holder=cause.holder,
        subject=cause.option,
        message=message,
        agents=agents,
    )


RULES = (
    Rule(
        id="CB301",
        name="timer-without-auto-answer",
        severity=Severity.WARNING,
        clauses=("O4", "O5"),
        summary="A countdown is configured, but auto-answer is off for everybody whom it concerns.",
        why="webcallback.auto-answer.timer counts only with auto-answer: the agents see no countdown.",
        remedy="Set webcallback.auto-answer to true for the same agents, or take the timer out.",
        check=_timer_without_answer,
        needs="nothing",
    ),
    Rule(
        id="CB302",
        name="reject-without-timer",
        severity=Severity.WARNING,
        clauses=("O5", "O6"),
        summary="Rejecting in the countdown is allowed, but there is no countdown.",
        why="webcallback.auto-answer.enable-reject counts only with auto-answer and its timer.",
        remedy="Set webcallback.auto-answer.timer for the same agents, or take enable-reject out.",
        check=_reject_without_timer,
        needs="nothing",
    ),
    Rule(
        id="CB303",
        name="timer-outlives-invitation",
        severity=Severity.ERROR,
        clauses=("E6", "F9", "O5"),
        summary="The countdown before auto-answer is not shorter than the invitation lasts.",
        why="Interaction Server's delivering-timeout, 30 s, wins: the callback goes back to its queue, never answered.",
        remedy="Set webcallback.auto-answer.timer to less than 30.",
        check=_timer_outlives_invitation,
        needs="nothing",
    ),
    Rule(
        id="CB304",
        name="auto-dial-without-calls",
        severity=Severity.ERROR,
        clauses=("O7", "P8"),
        summary="Callbacks are dialled by themselves for agents who may not make calls.",
        why="Dialling is refused: Can Use Voice Channel and Can Make Calls are needed for it.",
        remedy="Grant both in a role of these agents, or set webcallback.auto-dial to false for them.",
        check=_dial_without_calls,
    ),
    Rule(
        id="CB305",
        name="disposition-cannot-be-set",
        severity=Severity.ERROR,
        clauses=("C7", "P3"),
        summary="A disposition is mandatory for agents who may not set one.",
        why="Mark Done demands a disposition, and these agents cannot give one: they never get rid of a callback.",
        remedy="Grant Can Set Interaction Disposition, or set interaction.disposition.is-mandatory to false for them.",
        check=_disposition_cannot_be_set,
    ),
    Rule(
        id="CB306",
        name="colours-hard-to-read",
        severity=Severity.WARNING,
        clauses=("O9", "O10"),
        summary="The header of the Callback Information area is hard to read.",
        why=(
            "The contrast between frame-color and header-foreground-color (both blended on white) is below 4.5, which "
            "WCAG 2 asks for. The product's pages call frame-color a border, and a background too. Its own two "
            "defaults are not reported."
        ),
        remedy="Choose a darker frame with a light foreground, or the other way round.",
        check=_hard_to_read,
        needs="nothing",
    ),
    Rule(
        id="CB307",
        name="transfer-without-park-queue",
        severity=Severity.WARNING,
        clauses=("O12", "F6"),
        summary="Agents may transfer calls, but there is no park queue.",
        why="The parent web callback of a transferred call goes to the park queue: without one it has nowhere to go.",
        remedy="Set webcallback.park-queue for these agents, or take the transfer privileges away.",
        check=_transfer_without_queue,
    ),
    Rule(
        id="CB308",
        name="reschedule-without-queue",
        severity=Severity.WARNING,
        clauses=("O13", "F7", "P4"),
        summary="Agents may reschedule, but there is no reschedule queue.",
        why="A rescheduled callback waits in that queue; without one it goes back where it came from (assumed).",
        remedy="Set webcallback.reschedule-queue for these agents.",
        check=_reschedule_without_queue,
    ),
)
