"""What a verdict does to a script: its plan with the fifteen minutes computed anew, or why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.core.durations import clock_text
from app.core.errors import CannotPlanError
from app.core.firm_rest import FirmRest
from app.core.health_check import Verdict
from app.core.health_questions import Limit
from app.core.place_dose import PASSES_MAX, overdose, without_check
from app.core.plan import MINUTES_MIN, Choice, Feet, Foot, Pauses, Plan, plan_session
from app.core.script import Area, Level, Script, Tool

if TYPE_CHECKING:
    from app.core.session import Session

_STOOD_AT = (Tool.WALL, Tool.STEP)
_HARD = (
    Tool.TENNIS_BALL,
    Tool.LACROSSE_BALL,
    Tool.FOAM_ROLLER,
    Tool.ROLLER_STICK,
    Tool.FROZEN_BOTTLE,
)
_BONY = (
    Area.HEEL,
    Area.BALL_OF_FOOT,
    Area.TOES,
    Area.TOP_OF_FOOT,
    Area.ANKLE,
    Area.ACHILLES,
    Area.WHOLE_FOOT,
)
"""Where bone is close to the skin, or a tool comes to such a place on its way."""

TOOLS_OUT = {
    Limit.NO_WALL: frozenset((tool, area) for tool in _STOOD_AT for area in Area),
    Limit.HANDS_ONLY: frozenset((tool, area) for tool in _HARD for area in Area),
    Limit.NO_TOOLS_ON_BONE: frozenset((tool, area) for tool in _HARD for area in _BONY),
}
"""What a limit takes out of a script."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Why(StrEnum):
    """Why a script cannot be done now."""

    STOP = "stop"
    """No session at all."""
    NOT_GENTLE = "not-gentle"
    """Only gentle scripts may be done."""
    NO_FOOT = "no-foot"
    """The check leaves out every foot that was chosen."""
    FIRM_RESTS = "firm-rests"
    """It holds firm work, and a foot rests from that."""
    LEFT_OUT = "left-out"
    """What is still to come of a session that was cut off would be left out, or be otherwise."""
    TOO_SHORT = "too-short"
    """What is left does not come to the minutes."""
    TOO_MUCH = "too-much"
    """What is left would be repeated until one place gets too much of it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a script cannot be done now; `sentence` says it to the person, `rest` who rests."""

    why: Why
    sentence: str
    rest: FirmRest | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A script under a verdict: its plan, or why there is none."""

    script: Script
    plan: Plan | None = None
    refusal: Refusal | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether it may be started."""
        return self.plan is not None


def checked_choice(choice: Choice, verdict: Verdict) -> Choice | None:
    """A choice less what a verdict leaves out; None where no foot of it is left."""
    left = [foot for foot in choice.chosen if foot not in verdict.feet_out]
    if not left:
        return None
    tools = frozenset(pair for limit in verdict.limits for pair in TOOLS_OUT.get(limit, ()))
    return replace(
        choice,
        feet=choice.feet if len(left) == len(choice.chosen) else Feet(left[0].value),
        left_out=choice.left_out | verdict.regions_out,
        tools_out=choice.tools_out | tools,
        rises_slowly=choice.rises_slowly or Limit.SLOW_RISE in verdict.limits,
    )


def checked_plan(
    script: Script, choice: Choice, verdict: Verdict, pauses: Pauses | None = None
) -> Offer:
    """Plan a script under a verdict.

    Args:
        script: a script without errors.
        choice: what the person chose.
        verdict: what the checks said.
        pauses: the seconds between steps; the format's defaults if None.

    Returns:
        The plan, at least the minutes long without what is left out, and no place gets more for
        it than is usual at most; or in a sentence why not.
    """
    refusal = _refused_at_once(script, verdict)
    left = checked_choice(choice, verdict)
    if refusal is not None or left is None:
        return Offer(script, refusal=refusal or _no_foot(choice))
    try:
        plan = plan_session(script, left, pauses)
    except CannotPlanError as error:
        return Offer(script, refusal=Refusal(Why.TOO_SHORT, str(error)))
    rest = _resting(plan, verdict.firm_rests)
    refusal = _too_much(plan) if rest is None else _firm_rests(script, rest)
    return Offer(script, None if refusal else plan, refusal)


def refused_to_go_on(session: Session, verdict: Verdict) -> Refusal | None:
    """Why a session that was cut off may not be gone on with; None where it may.

    It is not planned anew: half of it is done. Where something that is still to come would be left
    out, another session is the way.
    """
    script = session.plan.script
    refusal = _refused_at_once(script, verdict)
    if refusal is not None:
        return refusal
    sentence = f"Your answers change what is still to come of “{script.title}”."
    changed = Refusal(Why.LEFT_OUT, sentence)
    left = checked_choice(session.plan.choice, verdict)
    if left is not None and left.rises_slowly is not session.plan.choice.rises_slowly:
        return changed
    for stretch in session.stretches[session.position :]:
        done = stretch.occurrence
        if done is None or stretch.is_passed_over:
            continue
        feet: tuple[Foot | None, ...] = done.side.feet or (None,)
        is_out = [
            left is None or foot in verdict.feet_out or left.is_left_out(foot, done.step)
            for foot in feet
        ]
        if any(is_out):
            return changed
    return None


def _refused_at_once(script: Script, verdict: Verdict) -> Refusal | None:
    if verdict.is_stop:
        return Refusal(Why.STOP, "Your answers say no session now.")
    if verdict.gentle_only and script.level is not Level.GENTLE:
        sentence = (
            f"“{script.title}” is not a gentle session, and your answers allow only those now."
        )
        return Refusal(Why.NOT_GENTLE, sentence)
    return None


def _no_foot(choice: Choice) -> Refusal:
    foot = choice.chosen[0]
    sentence = f"Your answers leave out the {foot} foot; choose the {foot.other} one."
    return Refusal(Why.NO_FOOT, sentence)


def _resting(plan: Plan, rests: Iterable[FirmRest]) -> FirmRest | None:
    """The rest that a plan would break; of two the one that ends later."""
    worked = {
        foot
        for occurrence in plan.occurrences
        if occurrence.step.technique.is_limited
        for foot in occurrence.side.feet
    }
    broken = [rest for rest in rests if rest.foot in worked]
    return max(broken, key=lambda rest: rest.until, default=None)


def _firm_rests(script: Script, rest: FirmRest) -> Refusal:
    sentence = (
        f"Firm work rests on the {rest.foot} foot until {_when(rest.until)}, and "
        f"“{script.title}” has some."
    )
    return Refusal(Why.FIRM_RESTS, sentence, rest)


def _too_much(plan: Plan) -> Refusal | None:
    """Why what is left cannot fill the minutes, though it may be repeated."""
    if not plan.choice.left_out and not plan.choice.tools_out:
        return None
    whole = without_check(plan)
    over = overdose(plan, whole)
    without = f"Without what your answers leave out, “{plan.script.title}” would"
    is_least = plan.choice.minutes == MINUTES_MIN
    instead = f"Choose another one{'' if is_least else ' or a shorter time'}, or rest today."
    if over is not None:
        sentence = (
            f"{without} give the {over.foot} {_spoken(over.area)} {clock_text(over.seconds)} of "
            f"{_spoken(over.technique)}; {clock_text(over.most_s)} is the most. {instead}"
        )
        return Refusal(Why.TOO_MUCH, sentence)
    if plan.passes > max(PASSES_MAX, whole.passes):
        sentence = f"{without} do the same few steps {plan.passes} times. {instead}"
        return Refusal(Why.TOO_MUCH, sentence)
    return None


def _spoken(word: str) -> str:
    return word.replace("-", " ")


def _when(until: datetime) -> str:
    # Not by strftime, whose days are in the language of the system; a rest is under a week.
    return f"{_DAYS[until.weekday()]} {until:%H:%M}"
