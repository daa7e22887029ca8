"""What the player says: the words around a step, short notices, and what a screen reader hears."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QCoreApplication

from app.core import session_events as happened
from app.core.durations import clock_text
from app.core.plan import FLOOR_S, Choice, Side, SorePart
from app.core.script import Pressure, Tool
from app.core.session import Session
from app.core.session_events import Event, Refusal
from app.core.session_table import State
from app.core.soreness import StepOutcome
from app.core.timeline import Stretch
from app.ui.spoken_words import guidance, sentences
from app.ui.words import (
    area_label,
    minutes_text,
    pressure_text,
    side_banner,
    side_label,
    technique_label,
)

_MINUTE_S = 60


def left_text(seconds: float) -> str:
    """Remaining time as figures; a begun second still counts."""
    return clock_text(ceil(round(seconds, 3)))


def done_text(seconds: float) -> str:
    """Time that is over as figures; only whole seconds count."""
    return clock_text(int(seconds + 0.001))


def short_cue(stretch: Stretch) -> str:
    """The line that is shown large while a step runs: its cue, or else its title."""
    occurrence = stretch.occurrence
    if occurrence is None:
        return stretch.segment.title
    return occurrence.step.cue or occurrence.step.title


def change_line(before: Side, coming: Stretch) -> str:
    """What to do with the feet between two steps: “Change to the RIGHT FOOT”."""
    translate = QCoreApplication.translate
    side = Side.NONE if coming.occurrence is None else coming.occurrence.side
    if side is Side.NONE:
        return translate("player", "Let both feet rest")
    if side is Side.BOTH:
        return translate("player", "Take BOTH FEET")
    if side is before:
        return translate("player", "Stay with the {foot}").format(foot=side_banner(side))
    if before is Side.NONE:
        return translate("player", "Take the {foot}").format(foot=side_banner(side))
    return translate("player", "Change to the {foot}").format(foot=side_banner(side))


def next_caption(before: Side, side: Side, *, is_after_coming: bool) -> str:
    """What stands over the title of the step that comes: “Next, on the RIGHT FOOT”."""
    translate = QCoreApplication.translate
    first = translate("player", "After that") if is_after_coming else translate("player", "Next")
    if side is Side.NONE:
        return first
    if side is Side.BOTH:
        return translate("player", "{next}, both feet").format(next=first)
    if side is before:
        return translate("player", "{next}, same foot").format(next=first)
    return translate("player", "{next}, on the {foot}").format(next=first, foot=side_banner(side))


def needs_clean_soles(coming: Stretch) -> bool:
    """Whether the step is done standing, so that oil on the soles would let the foot slip."""
    return coming.occurrence is not None and coming.occurrence.step.tool in (Tool.WALL, Tool.STEP)


def why_limited(stretch: Stretch) -> str:
    """Why there is no more of a limited step."""
    occurrence = stretch.occurrence
    if occurrence is None:
        return ""
    return QCoreApplication.translate(
        "player", "{technique} keeps to its own time. There is no more of it in one session."
    ).format(technique=technique_label(occurrence.step.technique))


def notice_of(event: Event, session: Session) -> str:
    """A short notice about what happened, empty where the screen shows it anyway."""
    translate = QCoreApplication.translate
    notice = ""
    match event:
        case happened.Eased(pressure=pressure):
            notice = _eased_notice(pressure, session)
        case happened.RepeatQueued():
            notice = translate("player", "“{title}” comes once more at the end.").format(
                title=session.current.segment.title
            )
        case happened.LengthChanged(duration_s=duration_s):
            notice = translate("player", "This step is now {time} long.").format(
                time=clock_text(round(duration_s))
            )
        case happened.LeftOut(part=part):
            notice = _left_out_notice(part, session)
        case happened.Interrupted(away_s=away_s):
            # Before a sleep nobody knows how long it will be.
            notice = slept_text(away_s, is_awake=away_s > 0)
        case happened.Refused(why=why):
            notice = refusal_text(why, session)
        case _:
            pass
    return notice


def sore_place(part: SorePart) -> str:
    """An area of one foot or both, or a step on them: “Left foot, heel”, “Left foot, “Glide””."""
    translate = QCoreApplication.translate
    side = side_label(Side.BOTH if len(part.feet) > 1 else Side(part.feet[0].value))
    if part.step_title:
        return translate("player", "{foot}, “{title}”").format(foot=side, title=part.step_title)
    place = area_label(part.area).lower()
    return translate("player", "{foot}, {place}").format(foot=side, place=place)


def offer_text(part: SorePart) -> str:
    """What leaving a place or a step out means."""
    translate = QCoreApplication.translate
    words = translate("player", "Noted. Leave this place out from here on? {place}.")
    if part.step_title:
        words = translate("player", "Noted. Leave this step out from here on? {place}.")
    return words.format(place=sore_place(part))


def _left_out_notice(part: SorePart, session: Session) -> str:
    """What is left out, and how many steps that are: over a whole foot there may be more."""
    translate = QCoreApplication.translate
    gone = Choice().without(part)
    count = sum(_is_gone(stretch, gone) for stretch in session.stretches)
    words = translate("player", "{place}: {count} steps left out from here on.")
    if count == 1:
        words = translate("player", "{place}: 1 step left out from here on.")
    elif not count:
        # The other foot goes on with every one of them.
        words = translate("player", "{place}: left out from here on.")
    return words.format(place=sore_place(part), count=count)


def _is_gone(stretch: Stretch, gone: Choice) -> bool:
    """Whether a step, or what remained of it, was left out with this place."""
    occurrence = stretch.occurrence
    if occurrence is None or stretch.outcome is not StepOutcome.LEFT_OUT:
        return False
    return all(gone.is_left_out(foot, occurrence.step) for foot in occurrence.side.feet)


def slept_text(away_s: float, *, is_awake: bool = True) -> str:
    """That the computer slept, and what that means for the session.

    Args:
        away_s: about how long, in seconds; under one where it is not known.
        is_awake: whether it is over.
    """
    translate = QCoreApplication.translate
    if not is_awake:
        slept = translate("player", "The computer goes to sleep.")
    elif away_s < 1:
        slept = translate("player", "The computer was away for a moment.")
    elif away_s < _MINUTE_S:
        slept = translate("player", "The computer was away for {time}.").format(
            time=translate("player", "{seconds} s").format(seconds=round(away_s))
        )
    else:
        minutes = round(away_s / _MINUTE_S)
        slept = translate("player", "The computer was away for {time}.").format(
            time=minutes_text(minutes)
        )
    then = translate("player", "The session is paused and none of it was counted. Space goes on.")
    return f"{slept} {then}"


def refusal_text(why: Refusal, session: Session) -> str:
    """Why a command did nothing; empty where nobody expects that it does."""
    translate = QCoreApplication.translate
    if why is Refusal.LIMITED:
        return why_limited(session.current)
    reasons = {
        Refusal.USED_UP: translate("player", "Nothing is left of this step: it had all its time."),
        Refusal.ALREADY_QUEUED: translate("player", "It already comes once more at the end."),
        Refusal.NO_FOOT: translate(
            "player", "This step is no work on a foot: there is nothing to ease."
        ),
        Refusal.RISES_SLOWLY: translate(
            "player", "Get up slowly: the last step takes its time. Esc stops."
        ),
    }
    if why in reasons:
        return reasons[why]
    if session.state in (State.ASKING, State.SHORT, State.ENDED, State.IDLE):
        return ""
    return translate("player", "That works once the step is running.")


def _eased_notice(pressure: Pressure, session: Session) -> str:
    """How to go on. Between two steps the one that comes is named: the other may be thought of."""
    translate = QCoreApplication.translate
    stretch = session.coming
    title = "" if session.current.is_step else stretch.segment.title
    written = Pressure.NONE if stretch.occurrence is None else stretch.occurrence.step.pressure
    for _ in range(stretch.eased - 1):
        written = written.lighter
    if written is pressure and title:
        return translate(
            "player", "Noted. “{title}” is the lightest already: stay off the sore spot."
        ).format(title=title)
    if written is pressure:
        return translate("player", "Noted. It is the lightest already: stay off the sore spot.")
    if title:
        return translate(
            "player", "Ease off: “{title}” is one level lighter. Noted in the log."
        ).format(title=title)
    return translate("player", "Ease off: {pressure}. Noted in the log.").format(
        pressure=pressure_text(pressure)
    )


def announcement_of(event: Event, session: Session) -> str:
    """What a screen reader says about an event, empty where it says nothing."""
    translate = QCoreApplication.translate
    spoken = ""
    match event:
        case happened.SegmentStarted():
            spoken = _start_announcement(session)
        case happened.Halfway():
            left = left_text(session.remaining_s)
            spoken = translate("player", "Half. {time} left.").format(time=left)
        case happened.TenSecondsLeft():
            spoken = translate("player", "Ten seconds.")
        case happened.PromptDue(say=say):
            spoken = say
        case happened.Paused():
            spoken = translate("player", "Paused. Press Space to go on.")
        case happened.WaitingForPerson():
            title = session.current.segment.title
            spoken = translate("player", "{title}. Ready? Press Space.").format(title=title)
        case happened.LeaveOutOffered(part=part):
            spoken = offer_text(part)
        case happened.FellShort(missing_s=missing_s):
            more = clock_text(missing_s)
            spoken = translate("player", "{time} more reaches fifteen minutes.").format(time=more)
        case _:
            spoken = notice_of(event, session)
    return spoken


def _start_announcement(session: Session) -> str:
    coming = session.coming
    side = Side.NONE if coming.occurrence is None else coming.occurrence.side
    title = coming.segment.title
    if not session.current.is_step:
        title = QCoreApplication.translate("player", "Next: {title}").format(title=title)
        return sentences(side_label(side), title)
    how = "" if coming.occurrence is None else guidance(coming.occurrence.step)
    return sentences(side_label(side), title, how)


def floor_text() -> str:
    """The fifteen minutes, as figures."""
    return clock_text(FLOOR_S)
