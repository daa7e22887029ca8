"""Check-ins in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.core.asked_after import massaged_feet
from app.core.due_check_ins import DueCheckIn
from app.core.plan import Foot, Side
from app.core.soreness import RatingContext, SessionRecord
from app.ui.times import short_date, weekday_name

_WEEK_DAYS = 7


def check_in_title(due: DueCheckIn, today: date) -> str:
    """Which check-in it is: “24 hours after Thursday's session”."""
    form = _after(due.check_in.context)
    return form.format(session=session_name(due.logged.session, today))


def due_title(due: DueCheckIn, today: date) -> str:
    """That it is due, or open: “Due: 48 hours after Thursday”; the text tells the rest."""
    day = due.logged.session.start.date()
    is_of_week = 1 < (today - day).days < _WEEK_DAYS
    name = weekday_name(day) if is_of_week else session_name(due.logged.session, today)
    translate = QCoreApplication.translate
    form = translate("check-in", "Due: {check_in}")
    if due.is_early:
        form = translate("check-in", "You can answer now: {check_in}")
    return form.format(check_in=_after(due.check_in.context).format(session=name))


def due_text(due: DueCheckIn, today: date) -> str:
    """What it is about: “Thursday's session, “Slow release”, worked both feet. How sore, …”."""
    translate = QCoreApplication.translate
    session = due.logged.session
    name = _capital(session_name(session, today))
    feet = massaged_feet(session)
    if not feet:
        form = translate("check-in", "{session}: {script}. How your feet feel, and anything new.")
        return form.format(session=name, script=session.script_title)
    form = translate("check-in", "{session}, {script}, worked {feet}. How sore, and anything new.")
    return form.format(session=name, script=session.script_title, feet=_feet_name(feet))


def late_text() -> str:
    """That an answer of now is late."""
    return QCoreApplication.translate(
        "check-in", "A bit late: your answers are kept with their real hours."
    )


def session_name(session: SessionRecord, today: date) -> str:
    """A session by its day: “today's session”, “Thursday's session”."""
    translate = QCoreApplication.translate
    day = session.start.date()
    ago = (today - day).days
    if ago == 0:
        return translate("check-in", "today's session")
    if ago == 1:
        return translate("check-in", "yesterday's session")
    if 1 < ago < _WEEK_DAYS:
        return translate("check-in", "{weekday}'s session").format(weekday=weekday_name(day))
    return translate("check-in", "the session of {date}").format(date=short_date(day))


def _after(context: RatingContext) -> str:
    translate = QCoreApplication.translate
    return {
        RatingContext.H3: translate("check-in", "3 hours after {session}"),
        RatingContext.MORNING: translate("check-in", "The morning after {session}"),
        RatingContext.H24: translate("check-in", "24 hours after {session}"),
        RatingContext.H48: translate("check-in", "48 hours after {session}"),
        RatingContext.H72: translate("check-in", "72 hours after {session}"),
    }[context]


def _feet_name(feet: tuple[Foot, ...]) -> str:
    translate = QCoreApplication.translate
    return {
        Side.LEFT: translate("check-in", "the left foot"),
        Side.RIGHT: translate("check-in", "the right foot"),
        Side.BOTH: translate("check-in", "both feet"),
    }[Side.BOTH if len(feet) > 1 else Side(feet[0].value)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
