"""Answers, events and what goes wrong when they are written down, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.by_hand import Problem
from app.core.health_questions import Outcome
from app.core.past_session import MINUTES_LEAST, MINUTES_MOST
from app.core.plan import Foot
from app.core.resolution import Course, GoneBetween
from app.core.script import Area
from app.core.soreness import LogEvent, Rating, RatingContext, RatingKind, SessionRecord
from app.ui.place_words import event_text, place_text
from app.ui.words import (
    foot_label,
    rating_context_label,
    rating_kind_label,
)

_SOON_H = 1
_DAY_H = 72


def rating_text(rating: Rating) -> str:
    """What was rated and where: “Pain, left foot, heel”."""
    words = QCoreApplication.translate("entry", "{kind}, {where}")
    kind = rating_kind_label(rating.kind)
    return words.format(kind=kind, where=place_text(rating.side, rating.region))


def value_text(value: int | None) -> str:
    """The number, or that it was not answered."""
    return QCoreApplication.translate("entry", "no answer") if value is None else str(value)


def asked_text(kind: RatingKind, foot: Foot, area: Area) -> str:
    """What a row of numbers asks of a time that is over, for who hears it alone."""
    translate = QCoreApplication.translate
    form = {
        RatingKind.PAIN: translate(
            "entry", "Pain, {where}: from 0, no pain, to 10, the worst pain you can imagine"
        ),
        RatingKind.SORENESS: translate(
            "entry", "Soreness, {where}: from 0, not at all, to 10, as sore as you can imagine"
        ),
        RatingKind.FIRST_STEP: translate(
            "entry",
            "First steps, {where}: from 0, no pain, to 10, the worst pain you can imagine",
        ),
    }[kind]
    return form.format(where=place_text(foot, area))


def when_asked_text(rating: Rating) -> str:
    """When it was asked for, and how late it was answered: “3 hours after · answered 7 h after”."""
    translate = QCoreApplication.translate
    name = rating_context_label(rating.context)
    if rating.late:
        return late_text(rating.context, rating.hours_after_end)
    if rating.context is RatingContext.BEFORE or rating.hours_after_end is None:
        return name
    if rating.context is RatingContext.AFTER and rating.hours_after_end < _SOON_H:
        return name
    form = translate("entry", "{name}, answered {hours} after the end")
    return form.format(name=name, hours=hours_text(rating.hours_after_end))


def late_text(context: RatingContext, hours_after_end: float | None) -> str:
    """When it was asked for, and that it was answered late."""
    translate = QCoreApplication.translate
    name = rating_context_label(context)
    at_once = (RatingContext.BEFORE, RatingContext.AFTER)
    if hours_after_end is None or context in at_once:
        return translate("entry", "{name}, added later").format(name=name)
    form = translate("entry", "{name}, answered late: {hours} after the end")
    return form.format(name=name, hours=hours_text(hours_after_end))


def hours_text(hours: float) -> str:
    """Hours as one would say them: “3 h”, “40 min”, “4 days”."""
    translate = QCoreApplication.translate
    if hours < _SOON_H:
        return translate("entry", "{count} min").format(count=round(hours * 60))
    if round(hours) <= _DAY_H:
        return translate("entry", "{count} h").format(count=round(hours))
    return translate("entry", "{count} days").format(count=round(hours / 24))


def resolution_text(foot: Foot, found: GoneBetween | Course) -> str:
    """When soreness of a foot was gone, as far as the answers tell; nothing where they do not."""
    translate = QCoreApplication.translate
    where = foot_label(foot)
    if isinstance(found, GoneBetween):
        form = translate("entry", "{foot}: soreness was gone between {since} and {until}.")
        return form.format(
            foot=where, since=hours_text(found.after_h), until=hours_text(found.by_h)
        )
    form = {
        Course.NEVER_ABOVE: translate("entry", "{foot}: at no answer sorer than before."),
        Course.NOT_YET: translate("entry", "{foot}: still sorer than before at the last answer."),
        Course.UNKNOWN: "",
    }[found]
    return form.format(foot=where)


def noted_text(event: LogEvent) -> str:
    """What happened and where."""
    return event_text(event.type, event.side, event.region)


def verdict_text(record: SessionRecord) -> str:
    """What the safety check before a session led to; nothing where none was asked."""
    translate = QCoreApplication.translate
    return {
        Outcome.STOP.value: translate("entry", "Safety check: it said not to start."),
        Outcome.AREA.value: translate("entry", "Safety check: some places were left out."),
        Outcome.ADAPT.value: translate("entry", "Safety check: gentle scripts only."),
        Outcome.CLEAR.value: translate("entry", "Safety check: clear."),
    }.get(record.safety_verdict, "")


def problem_text(problem: Problem) -> str:
    """What is wrong, and what to do about it."""
    translate = QCoreApplication.translate
    return {
        Problem.FUTURE: translate("entry", "This is in the future. Choose a time that is over."),
        Problem.TOO_EARLY: translate("entry", "Choose a day from the year 2000 on."),
        Problem.MINUTES: translate("entry", "Write whole minutes from {least} to {most}.").format(
            least=MINUTES_LEAST, most=MINUTES_MOST
        ),
        Problem.TITLE: translate("entry", "Write what you did."),
        Problem.NO_ANSWER: translate("entry", "Choose a number for at least one foot."),
    }[problem]
