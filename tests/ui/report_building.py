"""Reports for tests: a plausible one, an empty one, and one with all that is too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.core.plan import Foot
from app.core.report import Report, Wish, make_report
from app.core.script import Area
from app.core.soreness import (
    EndReason,
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
)
from tests.core.followup_building import AFTER, BEFORE, H24, H48, place, rated, session
from tests.core.report_material import material_of

ZONE = ZoneInfo("Europe/Berlin")
LONG = "Fußsohlenfaszienverhärtungsempfindlichkeitsmessung " * 30


def at(day: int, hour: int = 18) -> datetime:
    return datetime(2026, 9, 1, hour, tzinfo=ZONE) + timedelta(days=day)


def lived(day: int, script: str, *, note: str = "") -> LoggedSession:
    """A session with pain and soreness of both feet."""
    told = ((BEFORE, 5, 0), (AFTER, 4, 0), (H24, 3 + day % 3, 24), (H48, 4, 48))
    ratings = [
        rated(kind, context, value, foot, area, answered=at(day) + timedelta(hours=hours))
        for foot, area in ((Foot.LEFT, Area.HEEL), (Foot.RIGHT, Area.WHOLE_FOOT))
        for context, value, hours in told
        for kind in (RatingKind.PAIN, RatingKind.SORENESS)
    ]
    timed = [replace(one, hours_after_end=0.1 if one.context is AFTER else 24.0) for one in ratings]
    sore = [
        one for one in timed if one.kind is not RatingKind.SORENESS or one.context is not BEFORE
    ]
    reason = EndReason.NUMB if day % 9 == 0 else None
    return session(
        at(day),
        f"{day}",
        *sore,
        completed=reason is None,
        ended_early_reason=reason,
        note=note,
        script_id=script,
        script_title=script,
    )


def first_step(day: int, foot: Foot) -> Rating:
    context = RatingContext.DAILY
    value = 8 - day % 7 if day < 40 else 4
    return rated(RatingKind.FIRST_STEP, context, value, foot, answered=at(day, 7))


def report(  # noqa: PLR0913 - what may be long
    days: int = 80,
    scripts: int = 6,
    *,
    note: str = "Stood for long.",
    title: str = "Script",
    name: str = "",
    condition: str = "",
    feet: tuple[Foot, ...] = tuple(Foot),
) -> Report:
    """Of a number of days with a session on every second one."""
    sessions = [
        lived(n, f"{n // 2 % scripts} {title}", note=f"{n} {note}") for n in range(0, days, 2)
    ]
    steps = [first_step(n, foot) for n in range(days) if n % 10 < 7 for foot in feet]
    events = [
        LogEvent(f"{n}", None, at(n), type_)
        for n in range(0, days, 5)
        for type_ in (EventType.BRUISE, EventType.DIZZINESS)
    ]
    material = material_of(sessions, steps, events)
    wish = Wish(None, at(days - 1).date(), name, condition)
    made = make_report(material, wish, at(days), place(ZONE))
    assert made is not None
    return made


def empty_report() -> Report:
    """Of a day with one event and nothing else."""
    event = LogEvent("e", None, at(0), EventType.OTHER)
    made = make_report(material_of(events=[event]), Wish(), at(0), place(ZONE))
    assert made is not None
    return made


FIRST_DAY = date(2026, 9, 1)
