"""How the log writes dates, scores and what became of a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from app.core.durations import clock_text
from app.core.log_filter import LogViewKind
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import (
    REGIONS,
    EndReason,
    LoggedSession,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.ui.end_words import end_headline
from app.ui.words import area_label, end_reason_label, listed

MISSING = "–"
"""What stands for an answer that was not given."""


def view_label(kind: LogViewKind) -> str:
    """A way to look at the log."""
    translate = QCoreApplication.translate
    return {
        LogViewKind.TREND: translate("log", "Trend"),
        LogViewKind.SESSIONS: translate("log", "Sessions"),
        LogViewKind.CALENDAR: translate("log", "Calendar"),
        LogViewKind.BY_SCRIPT: translate("log", "By script"),
    }[kind]


def _qt_time(moment: datetime) -> QDateTime:
    """A moment as the calendar on the wall showed it there."""
    day = QDate(moment.year, moment.month, moment.day)
    return QDateTime(day, QTime(moment.hour, moment.minute, moment.second))


def day_text(moment: datetime) -> str:
    """The day in the person's language: “Thu 19 Nov 2026”."""
    return QLocale().toString(_qt_time(moment), "ddd d MMM yyyy")


def short_day_text(moment: datetime) -> str:
    """The day where there is little room: “19 Nov”; the year stands elsewhere."""
    return QLocale().toString(_qt_time(moment), "d MMM")


def year_and_time_text(moment: datetime) -> str:
    """What `short_day_text` leaves open: “2026 · 18:30”."""
    return listed((str(moment.year), time_text(moment)))


def time_text(moment: datetime) -> str:
    """The time of day: “18:30”."""
    return QLocale().toString(_qt_time(moment), "HH:mm")


def when_text(moment: datetime) -> str:
    """Day and time: “Thu 19 Nov 2026, 18:30”."""
    return f"{day_text(moment)}, {time_text(moment)}"


def hands_on_text(record: SessionRecord) -> str:
    """Hands-on time; under fifteen minutes is said in words."""
    time = clock_text(record.actual_hands_on_s)
    if record.met_15_min:
        return time
    return QCoreApplication.translate("log", "{time}, under 15 min").format(time=time)


def scores(
    logged: LoggedSession, kind: RatingKind, context: RatingContext
) -> tuple[int | None, ...]:
    """The answers for the left and the right foot."""
    return tuple(logged.score(kind, context, foot) for foot in Foot)


def scores_text(logged: LoggedSession, kind: RatingKind, context: RatingContext) -> str:
    """Both feet's answers in short: “L 3 · R 4”; feet without an answer are left out."""
    left, right = scores(logged, kind, context)
    translate = QCoreApplication.translate
    parts = (
        "" if left is None else translate("log", "L {score}").format(score=left),
        "" if right is None else translate("log", "R {score}").format(score=right),
    )
    return listed(parts) or MISSING


def whole_foot_text(logged: LoggedSession, kind: RatingKind, context: RatingContext) -> str:
    """What was answered for the whole feet, in short; “–” where only places were rated."""
    return scores_text(_about(logged, Area.WHOLE_FOOT), kind, context)


def places_text(logged: LoggedSession, kind: RatingKind, context: RatingContext) -> list[str]:
    """What was answered for single places, in short: “Heel: L 4 · R 2”, one text for each."""
    words = QCoreApplication.translate("log", "{place}: {scores}")
    found = []
    for area in REGIONS:
        scored = scores_text(_about(logged, area), kind, context)
        if area is not Area.WHOLE_FOOT and scored != MISSING:
            found.append(words.format(place=area_label(area), scores=scored))
    return found


def _about(logged: LoggedSession, area: Area) -> LoggedSession:
    return replace(logged, ratings=tuple(r for r in logged.ratings if r.region is area))


def scores_spoken(logged: LoggedSession, kind: RatingKind, context: RatingContext) -> str:
    """Both feet's answers in full, for a screen reader."""
    translate = QCoreApplication.translate
    names = (
        translate("log", "left foot {score}"),
        translate("log", "right foot {score}"),
    )
    values = scores(logged, kind, context)
    said = [
        name.format(score=value)
        for name, value in zip(names, values, strict=True)
        if value is not None
    ]
    return ", ".join(said) or translate("log", "not answered")


def ended_text(record: SessionRecord) -> str:
    """“Finished”, or why it ended early, as short as a column wants it."""
    reason = record.ended_early_reason or EndReason.OTHER
    if record.completed or reason is EndReason.DONE:
        return end_headline(record)
    translate = QCoreApplication.translate
    return translate("log", "Early: {reason}").format(reason=end_reason_label(reason))
