"""What the player says: the words around a step, short notices, and what a screen reader hears."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QCoreApplication

from app.core import session_events as happened
from app.core.durations import clock_text
from app.core.plan import FLOOR_S, Foot, Side
from app.core.script import Area, Pressure, Tool
from app.core.session import Session
from app.core.session_events import Event, Refusal
from app.core.session_table import State
from app.core.timeline import Stretch
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
            notice = _eased_notice(pressure, session.coming)
        case happened.RepeatQueued():
            notice = translate("player", "“{title}” comes once more at the end.").format(
                title=session.current.segment.title
            )
        case happened.LengthChanged(duration_s=duration_s):
            notice = translate("player", "This step is now {time} long.").format(
                time=clock_text(round(duration_s))
            )
        case happened.LeftOut(feet=feet, area=area):
            notice = translate("player", "{place}: left out from here on.").format(
                place=sore_place(feet, area)
            )
        case happened.Interrupted(away_s=away_s):
            notice = slept_text(away_s)
        case happened.Refused(why=why):
            notice = refusal_text(why, session)
        case _:
            pass
    return notice


def sore_place(feet: tuple[Foot, ...], area: Area) -> str:
    """An area of one foot or both: “Left foot, heel”."""
    side = Side.BOTH if len(feet) > 1 else Side(feet[0].value)
    return f"{side_label(side)}, {area_label(area).lower()}"


def offer_text(feet: tuple[Foot, ...], area: Area) -> str:
    """What leaving an area out means."""
    return QCoreApplication.translate(
        "player", "Noted. Leave this place out from here on? {place}."
    ).format(place=sore_place(feet, area))


def slept_text(away_s: float) -> str:
    """That the computer slept, and what that means for the session."""
    translate = QCoreApplication.translate
    if away_s < 1:
        slept = translate("player", "The computer goes to sleep.")
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
    if why is Refusal.USED_UP:
        return translate("player", "Nothing is left of this step: it had all its time.")
    if why is Refusal.ALREADY_QUEUED:
        return translate("player", "It already comes once more at the end.")
    if session.state in (State.ASKING, State.SHORT, State.ENDED, State.IDLE):
        return ""
    return translate("player", "That works once the step is running.")


def _eased_notice(pressure: Pressure, stretch: Stretch) -> str:
    translate = QCoreApplication.translate
    written = Pressure.NONE if stretch.occurrence is None else stretch.occurrence.step.pressure
    for _ in range(stretch.eased - 1):
        written = written.lighter
    if written is pressure:
        return translate("player", "Noted. It is the lightest already: stay off the sore spot.")
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
        case happened.LeaveOutOffered(feet=feet, area=area):
            spoken = offer_text(feet, area)
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
        return _sentences(side_label(side), title)
    cue = short_cue(coming)
    return _sentences(side_label(side), title, "" if cue == title else cue)


def _sentences(*parts: str) -> str:
    return " ".join(
        part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part
    )


def floor_text() -> str:
    """The fifteen minutes, as figures."""
    return clock_text(FLOOR_S)
