"""Days and times of day as a person would say them."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

_WEEK_DAYS = 7


def clock_time(when: datetime | time) -> str:
    """The time of day, as the person's language writes it: “10:42”."""
    locale = QLocale()
    if locale.language() is QLocale.Language.C:
        return f"{when:%H:%M}"
    return locale.toString(QTime(when.hour, when.minute), QLocale.FormatType.ShortFormat)


def date_text(day: date) -> str:
    """A day with its name: “Saturday, 21 November”."""
    form = QCoreApplication.translate("times", "dddd, d MMMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def short_date(day: date) -> str:
    """A day without its year: “21 November”."""
    form = QCoreApplication.translate("times", "d MMMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def full_date(day: date) -> str:
    """A day with its year: “21 November 2026”."""
    form = QCoreApplication.translate("times", "d MMMM yyyy")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def brief_date(day: date) -> str:
    """A day with its year, as short as a table wants it: “21 Nov 2026”."""
    form = QCoreApplication.translate("times", "d MMM yyyy")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def weekday_name(day: date) -> str:
    """The name of its day of the week: “Thursday”."""
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.LongFormat)


def coming_day(day: date, today: date) -> str:
    """A day ahead as seen from today: “today”, “tomorrow”, “Thursday”, “Thursday, 3 December”."""
    translate = QCoreApplication.translate
    ahead = (day - today).days
    if ahead == 0:
        return translate("times", "today")
    if ahead == 1:
        return translate("times", "tomorrow")
    return weekday_name(day) if ahead < _WEEK_DAYS else date_text(day)


def day_text(day: date, today: date) -> str:
    """A day as seen from today: “today”, “yesterday”, “on Thursday”, “on 3 November”."""
    translate = QCoreApplication.translate
    ago = (today - day).days
    if ago == 0:
        return translate("times", "today")
    if ago == 1:
        return translate("times", "yesterday")
    if 1 < ago < _WEEK_DAYS:
        return translate("times", "on {weekday}").format(weekday=weekday_name(day))
    form = (
        translate("times", "d MMMM")
        if day.year == today.year
        else translate("times", "d MMMM yyyy")
    )
    written = QLocale().toString(QDate(day.year, day.month, day.day), form)
    return translate("times", "on {date}").format(date=written)
