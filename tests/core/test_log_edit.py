"""Changes of the log as values."""

from __future__ import annotations

from datetime import UTC, datetime

from app.core.log_edit import (
    Edit,
    Entries,
    Names,
    event_added,
    event_changed,
    event_deleted,
    note_changed,
    rating_added,
    rating_deleted,
    ratings_deleted,
    session_deleted,
)
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import EventType, LogEvent, Rating, RatingContext, RatingKind

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PAIN = Rating("r", None, RatingKind.PAIN, RatingContext.DAILY, AT, Foot.LEFT, Area.WHOLE_FOOT, 4)
BRUISE = LogEvent("e", None, AT, EventType.BRUISE)


def test_what_goes_is_named_by_its_id() -> None:
    assert session_deleted("s") == Edit(gone=Names(sessions=("s",)))
    assert rating_deleted(PAIN) == ratings_deleted([PAIN]) == Edit(gone=Names(ratings=("r",)))
    assert event_deleted(BRUISE) == Edit(gone=Names(events=("e",)))


def test_what_comes_or_changes_is_whole() -> None:
    assert rating_added(PAIN).added == Entries(ratings=(PAIN,))
    assert event_added(BRUISE).added == event_changed(BRUISE).changed == Entries(events=(BRUISE,))
    assert event_changed(BRUISE).added == Entries()
    assert note_changed("s", "after a walk").notes == (("s", "after a walk"),)
