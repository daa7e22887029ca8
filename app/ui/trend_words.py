"""The trend in words: what the chart shows, said for those who do not see it.

Only the person's own past, a number with how many it is of, and never a cause (domain notes 6, 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.core.changes import LEAST_SESSIONS
from app.core.daily_question import HurtsMost
from app.core.paired_pain import FootPairs
from app.core.plan import Foot
from app.core.session_pain import Change
from app.core.trend_stops import Reading, Stop
from app.core.trend_view import DayTrend, FootTrend, TrendKind
from app.core.trends import LEAST_NOW, NOW_DAYS, Compared
from app.ui.figure_words import number_text
from app.ui.place_words import event_text, place_label
from app.ui.words import foot_label

translate = QCoreApplication.translate


def day_name(day: date) -> str:
    """A day in full, short enough for a chart: “Thu 19 Nov 2026”."""
    return QLocale().toString(
        QDate(day.year, day.month, day.day), translate("trend", "ddd d MMM yyyy")
    )


def week_name(monday: date) -> str:
    """A week by its Monday: “16 Nov 2026”."""
    form = translate("trend", "d MMM yyyy")
    return QLocale().toString(QDate(monday.year, monday.month, monday.day), form)


def foot_name(foot: Foot) -> str:
    """“Left” or “Right”, where it is clear that feet are meant."""
    return translate("trend", "Left") if foot is Foot.LEFT else translate("trend", "Right")


def kind_label(kind: TrendKind, question: HurtsMost) -> str:
    """What is looked at, as a choice."""
    if kind is TrendKind.BEFORE_AFTER:
        return translate("trend", "Before and after")
    if kind is TrendKind.DAY_AFTER:
        return translate("trend", "24 hours after")
    return {
        HurtsMost.HEEL_OR_ARCH: translate("trend", "First steps"),
        HurtsMost.BALL_OF_FOOT: translate("trend", "After standing or walking"),
        HurtsMost.ACHILLES: translate("trend", "Stiffness in the morning"),
    }[question]


def heading(kind: TrendKind, question: HurtsMost) -> str:
    """What the chart shows, as its title."""
    if kind is TrendKind.BEFORE_AFTER:
        return translate("trend", "Pain before and right after sessions")
    if kind is TrendKind.DAY_AFTER:
        return translate("trend", "Pain before sessions and 24 hours after")
    return {
        HurtsMost.HEEL_OR_ARCH: translate("trend", "First-steps pain"),
        HurtsMost.BALL_OF_FOOT: translate(
            "trend", "Pain at the ball of the foot after standing or walking"
        ),
        HurtsMost.ACHILLES: translate(
            "trend", "Stiffness or pain at the Achilles tendon in the morning"
        ),
    }[question]


# --- the question of the day ---


def day_sentence(trend: DayTrend) -> str:
    """What the dots and lines say, both feet."""
    return "\n".join(_foot_sentence(foot, trend) for foot in trend.feet)


def _foot_sentence(foot: FootTrend, trend: DayTrend) -> str:
    name = foot_label(foot.foot)
    if not foot.values:
        return translate("trend", "{foot}: no answers in this span.").format(foot=name)
    answered = translate("trend", "Answered on {count} of {days} days.").format(
        count=len(foot.values), days=trend.days
    )
    now = foot.compared
    if now is None:
        return f"{name}: {_too_few(foot, trend)} {answered}"
    if trend.ends_today:
        form = translate("trend", "median {now} over the last {days} days (n = {count})")
    else:
        form = translate("trend", "median {now} over the last {days} days shown (n = {count})")
    middle = form.format(now=number_text(now.now), days=NOW_DAYS, count=now.count)
    said = translate("trend", "{foot}: {median}, {compared}.").format(
        foot=name, median=middle, compared=_held_against(now)
    )
    noticed = (
        translate("trend", "That is a difference many people would notice.")
        if now.is_noticed
        else ""
    )
    return " ".join(part for part in (said, noticed, answered) if part)


def _held_against(now: Compared) -> str:
    base = translate("trend", "median {median}, n = {count}").format(
        median=number_text(now.baseline.median), count=now.baseline.count
    )
    if now.is_same:
        said = translate("trend", "about the same as in your first week ({base})")
    elif now.difference < 0:
        said = translate("trend", "{points} lower than in your first week ({base})")
    else:
        said = translate("trend", "{points} higher than in your first week ({base})")
    return said.format(points=number_text(abs(now.difference)), base=base)


def _too_few(foot: FootTrend, trend: DayTrend) -> str:
    """Why nothing is held against the first week."""
    base = foot.baseline
    if base is None:
        return translate(
            "trend", "not enough yet to compare: that takes a week with four answers or more."
        )
    if (trend.last - base.last).days < NOW_DAYS:
        form = translate(
            "trend", "median {median} in your first week (n = {count}), and too soon to compare."
        )
    else:
        form = translate(
            "trend",
            "median {median} in your first week (n = {count}). Too few answers in the last two "
            "weeks to compare: {least} are needed.",
        )
    return form.format(median=number_text(base.median), count=base.count, least=LEAST_NOW)


def few_dots() -> str:
    """Why there are dots and no line."""
    return translate("trend", "Dots only so far: a line takes answers on four of seven days.")


# --- before and after ---


def pair_sentence(feet: Sequence[FootPairs], kind: TrendKind) -> str:
    """What the answers around sessions say, both feet."""
    return "\n".join(_pair_sentence(foot, kind) for foot in feet)


def _pair_sentence(foot: FootPairs, kind: TrendKind) -> str:
    place = place_label(foot.foot, foot.region)
    if not foot.sessions:
        form = translate("trend", "{place}: no answers before a session in this span.")
        return form.format(place=place)
    both = translate("trend", "Both answers for {count} of {sessions} sessions.").format(
        count=len(foot.pairs), sessions=foot.sessions
    )
    if foot.changes is None:
        form = translate("trend", "{place}: a median takes {least} sessions. {both}")
        return form.format(place=place, both=both, least=LEAST_SESSIONS)
    is_next_day = kind is TrendKind.DAY_AFTER
    form = (
        translate("trend", "{place}: pain was {median} 24 hours after ({more}). {both}")
        if is_next_day
        else translate("trend", "{place}: pain was {median} right after ({more}). {both}")
    )
    more = translate("trend", "median, n = {count}; from {lowest} to {highest}").format(
        count=foot.changes.count,
        lowest=_change_words(foot.changes.lowest),
        highest=_change_words(foot.changes.highest),
    )
    middle = _change_words(foot.changes.median)
    return form.format(place=place, median=middle, more=more, both=both)


def _change_words(points: float) -> str:
    if points == 0:
        return translate("trend", "the same")
    form = (
        translate("trend", "{points} lower")
        if points < 0
        else translate("trend", "{points} higher")
    )
    return form.format(points=number_text(abs(points)))


def change_text(change: Change) -> str:
    """One session: “5 → 3 (2 lower)”."""
    return f"{change.before} → {change.after} ({_change_words(change.points)})"


# --- one day ---


def stop_lines(stop: Stop, kind: TrendKind) -> list[str]:
    """What stands on a day, a line each."""
    said = [_reading_text(reading, kind) for reading in stop.readings]
    said += [
        translate("trend", "Session: {title}").format(title=one.title) for one in stop.sessions
    ]
    said += [event_text(one.type, one.side, one.region) for one in stop.events]
    return [day_name(stop.day), *said]


def spoken_stop(stop: Stop, kind: TrendKind) -> str:
    """The same as one sentence after the other, for a screen reader."""
    return (
        ". ".join(line.replace("→", translate("trend", "then")) for line in stop_lines(stop, kind))
        + "."
    )


def _reading_text(reading: Reading, kind: TrendKind) -> str:
    foot = foot_name(reading.foot)
    if kind is not TrendKind.DAILY:
        return translate("trend", "{foot}: {change}").format(
            foot=foot, change=change_text(Change(reading.values[0], reading.values[1]))
        )
    if reading.median is None:
        return translate("trend", "{foot}: {value}").format(foot=foot, value=reading.values[0])
    return translate("trend", "{foot}: {value} (median of 7 days {median}, n = {count})").format(
        foot=foot,
        value=reading.values[0],
        median=number_text(reading.median.median),
        count=reading.median.count,
    )
