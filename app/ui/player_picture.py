"""What the player shows at one moment, worked out from the session; the widgets only draw it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from PySide6.QtCore import QCoreApplication

from app.core.durations import clock_text
from app.core.pattern_phase import PatternPhase, pattern_phase
from app.core.plan import FLOOR_S, Occurrence, SegmentKind, Side
from app.core.session import Session
from app.core.session_table import State
from app.core.timeline import step_numbers
from app.ui.foot_work import FootWork
from app.ui.player_words import (
    change_line,
    floor_text,
    left_text,
    needs_clean_soles,
    next_caption,
    short_cue,
)
from app.ui.words import area_label, listed, pressure_text, tool_label

STANDS_STILL = (State.PAUSED, State.WAITING, State.ASKING, State.SHORT, State.ENDED)


@dataclass(frozen=True, slots=True)
class TimePicture:
    """The ring: `share` of the stretch that is left, 0 to 1."""

    figures: str
    caption: str
    share: float
    is_still: bool


@dataclass(frozen=True, slots=True)
class StepPicture:
    """The stretch: a small line, the cue, the instruction, its facts, and what the foot map shows.

    `elapsed_s` are the seconds into the step, None while it has not begun: what moves with the
    step stands still then, as it does in a pause, when they stay the same.
    """

    side: Side
    kicker: str
    cue: str
    instruction: str
    pressure: str
    facts: tuple[str, ...]
    phase: PatternPhase | None
    work: FootWork | None = None
    elapsed_s: float | None = None
    has_ceiling: bool = False

    @property
    def pace_per_min(self) -> int | None:
        """Strokes a minute; None where the step has no pace."""
        return None if self.work is None else self.work.pace_per_min


@dataclass(frozen=True, slots=True)
class CoursePicture:
    """Where the whole session stands; shares from 0 to 1."""

    place: str
    next_caption: str
    next_title: str
    hands_on: str
    hands_on_share: float
    left: str
    total_share: float


@dataclass(frozen=True, slots=True)
class PlayerPicture:
    """Everything at one moment."""

    time: TimePicture
    step: StepPicture
    course: CoursePicture

    @property
    def window_title(self) -> str:
        """Remaining time and step, for the window's title."""
        title = self.step.kicker or self.step.cue
        return f"{self.time.figures} · {title}"


def picture_of(session: Session, prompt: str = "") -> PlayerPicture:
    """Look at a session.

    Args:
        session: what is shown.
        prompt: a line of the script that takes the cue's place for a while.
    """
    return PlayerPicture(_time_of(session), _step_of(session, prompt), _course_of(session))


def later(picture: PlayerPicture, session: Session) -> PlayerPicture | None:
    """The same second a little later, in which only what moves is different.

    Returns:
        None where another second has begun, with which anything may be different.
    """
    if _figures_of(session) != picture.time.figures:
        return None
    time = replace(picture.time, share=_share_of(session))
    step = replace(picture.step, phase=_phase_of(session), elapsed_s=_elapsed_s_of(session))
    return replace(picture, time=time, step=step)


def _figures_of(session: Session) -> str:
    if session.state is State.RESUMING:
        return str(ceil(round(session.resumes_in_s, 3)))
    return left_text(session.remaining_s)


def _time_of(session: Session) -> TimePicture:
    translate = QCoreApplication.translate
    current = session.current
    if session.state is State.RESUMING:
        caption = translate("player", "then it goes on")
    elif current.is_step and session.state in (State.PAUSED, State.ASKING):
        caption = translate("player", "paused")
    elif session.state is State.WAITING:
        caption = translate("player", "waits for you")
    elif current.is_step:
        caption = translate("player", "of {time}").format(time=left_text(current.duration_s))
    else:
        caption = translate("player", "until it starts")
    return TimePicture(
        figures=_figures_of(session),
        caption=caption,
        share=_share_of(session),
        is_still=session.state in STANDS_STILL,
    )


def _share_of(session: Session) -> float:
    whole_s = session.current.duration_s
    return session.remaining_s / whole_s if whole_s > 0 else 0.0


def _phase_of(session: Session) -> PatternPhase | None:
    current = session.current
    pattern = None if current.occurrence is None else current.occurrence.step.pattern
    if pattern is None or not current.is_step:
        return None
    return pattern_phase(pattern, session.elapsed_s, current.duration_s)


def _elapsed_s_of(session: Session) -> float | None:
    return session.elapsed_s if session.current.is_step else None


def _step_of(session: Session, prompt: str) -> StepPicture:
    coming = session.coming
    occurrence = coming.occurrence
    kicker, cue = _lines_of(session, prompt)
    if occurrence is None:
        return StepPicture(Side.NONE, kicker, cue, "", "", (), None)
    step = occurrence.step
    return StepPicture(
        side=occurrence.side,
        kicker=kicker,
        cue=cue,
        instruction=step.instruction,
        pressure="" if occurrence.side is Side.NONE else pressure_text(coming.pressure),
        facts=_facts_of(occurrence),
        phase=_phase_of(session),
        work=FootWork(
            side=occurrence.side,
            area=step.area,
            technique=step.technique,
            tool=step.tool,
            pace_per_min=step.pace_per_min,
            pattern=step.pattern,
        ),
        elapsed_s=_elapsed_s_of(session),
        has_ceiling=coming.pressure.ceiling > 0,
    )


def _facts_of(occurrence: Occurrence) -> tuple[str, ...]:
    """With what and where; a rest has neither."""
    if occurrence.side is Side.NONE:
        return ()
    step = occurrence.step
    return tuple(text for text in (tool_label(step.tool), area_label(step.area)) if text)


def _lines_of(session: Session, prompt: str) -> tuple[str, str]:
    """The small line and the cue; what stands still keeps its words in the small line."""
    translate = QCoreApplication.translate
    lines = _lines_of_stretch(session, prompt)
    cue_of_state = {
        State.PAUSED: translate("player", "Paused. Press Space to go on."),
        State.ASKING: translate("player", "Paused. Press Space to go on."),
        State.WAITING: translate("player", "Ready? Press Space."),
        State.RESUMING: translate("player", "Get ready …"),
    }.get(session.state)
    if cue_of_state is None:
        return lines
    if session.current.is_changeover:
        return listed(lines), cue_of_state
    return session.coming.segment.title if session.current.is_step else lines[0], cue_of_state


def _lines_of_stretch(session: Session, prompt: str) -> tuple[str, str]:
    """The small line and the cue while time runs."""
    translate = QCoreApplication.translate
    current, coming = session.current, session.coming
    title = coming.segment.title
    if current.segment.kind is SegmentKind.GET_READY:
        first = translate("player", "First: {title}").format(title=title)
        return first, translate("player", "Get ready")
    if current.is_changeover:
        named = translate("player", "Next: {title}").format(title=title)
        if needs_clean_soles(coming):
            return named, translate("player", "Wipe your soles first.")
        return change_line(session.came_from, coming), named
    cue = prompt or short_cue(current)
    return ("" if cue == title else title), cue


def _course_of(session: Session) -> CoursePicture:
    translate = QCoreApplication.translate
    caption, title = _next_of(session)
    all_s = sum(stretch.duration_s for stretch in session.stretches)
    left_s = session.total_left_s
    return CoursePicture(
        place=_place_of(session),
        next_caption=caption,
        next_title=title,
        hands_on=translate("player", "Hands-on {time} of {floor}").format(
            time=clock_text(session.hands_on_whole_s), floor=floor_text()
        ),
        hands_on_share=min(1.0, session.hands_on_s / FLOOR_S),
        left=translate("player", "{time} left in all").format(time=left_text(left_s)),
        total_share=max(0.0, 1 - left_s / all_s) if all_s else 1.0,
    )


def _place_of(session: Session) -> str:
    numbers = step_numbers(session.stretches)
    at = next((i for i, s in enumerate(session.stretches) if s is session.coming), -1)
    return QCoreApplication.translate("player", "step {number} of {count}").format(
        number=numbers.get(at, len(numbers)), count=len(numbers)
    )


def _next_of(session: Session) -> tuple[str, str]:
    """Caption and title of the step after the one that runs or is about to."""
    coming = session.coming
    if session.state is State.SHORT and not session.current.is_step:
        # The massage is over and its closing is not: whatever is chosen leads there.
        return QCoreApplication.translate("player", "Next"), coming.segment.title
    side = Side.NONE if coming.occurrence is None else coming.occurrence.side
    rest = iter(session.stretches[session.position :])
    for stretch in rest:
        if stretch is coming:
            break
    after = next((s for s in rest if s.is_step and not s.is_passed_over), None)
    if after is None or after.occurrence is None:
        last = QCoreApplication.translate("player", "Next")
        return last, QCoreApplication.translate("player", "The end of the session")
    is_after_coming = not session.current.is_step
    caption = next_caption(side, after.occurrence.side, is_after_coming=is_after_coming)
    return caption, after.segment.title
