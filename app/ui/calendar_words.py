"""A day of the calendar in words: for its cell, for a screen reader, and for the list beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.core.check_in import CheckInState
from app.core.month import Month
from app.core.month_view import CalendarDay, DayCheckIn
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import LogEvent, Rating, SessionRecord
from app.ui.log_words import time_text
from app.ui.place_words import event_text, place_label
from app.ui.times import date_text
from app.ui.words import (
    event_label,
    listed,
    minutes_text,
    rating_context_label,
    rating_kind_label,
)

_MINUTE_S = 60


def month_text(month: Month) -> str:
    """A month with its year: “November 2026”."""
    form = QCoreApplication.translate("calendar", "MMMM yyyy")
    return QLocale().toString(QDate(month.year, month.month, 1), form)


def sessions_text(count: int) -> str:
    """How many sessions: “one session”."""
    translate = QCoreApplication.translate
    if count == 1:
        return translate("calendar", "one session")
    return translate("calendar", "{count} sessions").format(count=count)


def minutes_spoken(seconds: int) -> str:
    """Whole minutes that passed, in full: “18 minutes”."""
    translate = QCoreApplication.translate
    minutes = seconds // _MINUTE_S
    if minutes == 0:
        return translate("calendar", "under a minute")
    if minutes == 1:
        return translate("calendar", "one minute")
    return translate("calendar", "{count} minutes").format(count=minutes)


def minutes_short(seconds: int) -> str:
    """Whole minutes that passed, for a cell: “18 min”."""
    return minutes_text(seconds // _MINUTE_S)


def steps_short(day: CalendarDay) -> str:
    """First steps for a cell: “L4 R3”."""
    translate = QCoreApplication.translate
    letters = {Foot.LEFT: translate("calendar", "L"), Foot.RIGHT: translate("calendar", "R")}
    return " ".join(f"{letters[one.side]}{one.value}" for one in day.first_steps)


def steps_spoken(day: CalendarDay) -> str:
    """First steps in full: “first steps: left 4, right 3”; empty where none were answered."""
    translate = QCoreApplication.translate
    if not day.first_steps:
        return ""
    forms = {
        Foot.LEFT: translate("calendar", "left {score}"),
        Foot.RIGHT: translate("calendar", "right {score}"),
    }
    said = ", ".join(forms[one.side].format(score=one.value) for one in day.first_steps)
    return translate("calendar", "first steps: {scores}").format(scores=said)


def state_label(state: CheckInState) -> str:
    """What became of a check-in."""
    translate = QCoreApplication.translate
    return {
        CheckInState.AHEAD: translate("calendar", "still to come"),
        CheckInState.DUE: translate("calendar", "open"),
        CheckInState.ANSWERED: translate("calendar", "answered"),
        CheckInState.MISSED: translate("calendar", "not answered"),
        CheckInState.NOT_ASKED: translate("calendar", "not asked"),
        CheckInState.OVERLAPPED: translate("calendar", "not asked, another session came first"),
    }[state]


def check_in_text(one: DayCheckIn) -> str:
    """A check-in and what became of it: “24 hours after: answered”."""
    translate = QCoreApplication.translate
    in_part = translate("calendar", "answered in part")
    state = in_part if one.is_in_part else state_label(one.state)
    form = translate("calendar", "{which}: {state}")
    return form.format(which=rating_context_label(one.context), state=state)


def check_in_line(one: DayCheckIn) -> str:
    """The same with the day of its session: “Thu 19 · 24 hours after: answered”."""
    form = QCoreApplication.translate("calendar", "ddd d")
    began = QLocale().toString(QDate(one.began.year, one.began.month, one.began.day), form)
    return listed((began, check_in_text(one)))


def session_time(session: SessionRecord) -> str:
    """When a session began, as the clock showed it there."""
    return time_text(session.start)


def session_text(session: SessionRecord) -> str:
    """A session on its day, without its time: its script, its minutes, and what is odd of it."""
    translate = QCoreApplication.translate
    under = "" if session.met_15_min else translate("calendar", "under 15 min")
    by_hand = translate("calendar", "written down afterwards") if session.by_hand else ""
    minutes = minutes_short(session.actual_hands_on_s).replace(" ", "\u00a0")
    parts = (session.script_title, minutes, under, by_hand)
    return listed(parts)


def answer_texts(ratings: Iterable[Rating]) -> list[str]:
    """Answers of a day, those to one question together: “24 hours after: Pain 4 (Left foot)”."""
    form = QCoreApplication.translate("calendar", "{when}: {kind} {scores}")
    found: dict[tuple[str, str], list[str]] = {}
    feet, areas = list(Foot), list(Area)
    for one in sorted(ratings, key=lambda one: (feet.index(one.side), areas.index(one.region))):
        asked = (rating_context_label(one.context), rating_kind_label(one.kind))
        place = place_label(one.side, one.region)
        found.setdefault(asked, []).append(f"{one.value} ({place})")
    return [
        form.format(when=when, kind=kind, scores=", ".join(scores))
        for (when, kind), scores in found.items()
    ]


def noted_text(event: LogEvent) -> str:
    """What happened, where, and what was written about it."""
    what = event_text(event.type, event.side, event.region)
    return listed((what, event.severity, event.note))


def day_title(day: date, today: date) -> str:
    """A day by its name, and whether it is today: “Thursday, 19 November, today”."""
    if day != today:
        return date_text(day)
    return QCoreApplication.translate("calendar", "{day}, today").format(day=date_text(day))


def day_sentence(day: CalendarDay, today: date) -> str:
    """All that a cell shows, for those who do not see it."""
    form = QCoreApplication.translate("calendar", "{day}: {things}")
    return form.format(day=day_title(day.day, today), things="; ".join(_things(day, today)))


def nothing_text(day: date, today: date) -> str:
    """What is said of a day on which nothing stands."""
    translate = QCoreApplication.translate
    if day > today:
        return translate("calendar", "Nothing is planned.")
    return translate("calendar", "Nothing was written down. Resting is fine.")


def _things(day: CalendarDay, today: date) -> Iterator[str]:
    translate = QCoreApplication.translate
    if day.sessions:
        yield f"{sessions_text(len(day.sessions))}, {minutes_spoken(day.hands_on_s)}"
        if not day.has_15_min:
            yield translate("calendar", "under 15 minutes")
    elif not (day.is_rested or day.is_planned):
        is_ahead = day.day > today
        yield (
            translate("calendar", "nothing planned")
            if is_ahead
            else translate("calendar", "no session")
        )
    if day.is_rested:
        yield translate("calendar", "rest on advice")
    if day.is_planned:
        yield translate("calendar", "planned")
    yield from filter(None, (steps_spoken(day),))
    yield from _told(check_in_text(one) for one in day.check_ins)
    yield from _told(event_label(one.type) for one in day.events)


def _told(texts: Iterable[str]) -> Iterator[str]:
    """Each once, and how often where it is more than once."""
    found = list(texts)
    for text in dict.fromkeys(found):
        count = found.count(text)
        yield text if count == 1 else f"{text} (×{count})"
