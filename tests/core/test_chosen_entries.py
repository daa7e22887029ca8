"""What belongs to a choice of foot, region and script."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.core.chosen_entries import is_session_chosen, is_single_chosen
from app.core.log_filter import LogFilter
from app.core.plan import Feet, Foot
from app.core.script import Area
from app.core.soreness import EventType, LogEvent, LoggedSession, Rating, RatingContext, RatingKind
from tests.core.followup_building import rated, session

END = datetime(2026, 11, 20, 18, tzinfo=UTC)
HEEL = rated(RatingKind.PAIN, RatingContext.BEFORE, 5, Foot.LEFT, Area.HEEL)
BRUISE = LogEvent("e", "s", END, EventType.BRUISE, side=Foot.RIGHT, region=Area.ARCH)
DIZZY = LogEvent("d", "s", END, EventType.DIZZINESS)


def lived(*ratings: Rating, feet: Feet = Feet.BOTH, event: LogEvent = DIZZY) -> LoggedSession:
    made = session(END, "s", *ratings, feet=feet, script_id="heel")
    return LoggedSession(made.session, made.ratings, (event,))


@pytest.mark.parametrize(
    ("logged", "wanted", "is_chosen"),
    [
        (lived(), LogFilter(), True),
        (lived(), LogFilter(script_id="heel"), True),
        (lived(), LogFilter(script_id="arch"), False),
        (lived(feet=Feet.LEFT), LogFilter(foot=Foot.LEFT), True),
        (lived(feet=Feet.LEFT), LogFilter(foot=Foot.RIGHT), False),
        (lived(HEEL), LogFilter(region=Area.HEEL), True),
        (lived(HEEL), LogFilter(region=Area.HEEL, foot=Foot.LEFT), True),
        (lived(HEEL), LogFilter(region=Area.HEEL, foot=Foot.RIGHT), False),
        (lived(HEEL), LogFilter(region=Area.ARCH), False),
        (lived(HEEL, event=BRUISE), LogFilter(region=Area.ARCH), True),
        (lived(HEEL, event=BRUISE), LogFilter(region=Area.ARCH, foot=Foot.LEFT), False),
    ],
)
def test_a_session_is_chosen_by_its_script_its_feet_and_what_it_tells_of(
    logged: LoggedSession, wanted: LogFilter, *, is_chosen: bool
) -> None:
    assert is_session_chosen(logged, wanted) is is_chosen


@pytest.mark.parametrize(
    ("entry", "wanted", "is_chosen"),
    [
        (HEEL, LogFilter(), True),
        (HEEL, LogFilter(script_id="heel"), False),
        (HEEL, LogFilter(foot=Foot.LEFT, region=Area.HEEL), True),
        (HEEL, LogFilter(foot=Foot.RIGHT), False),
        (HEEL, LogFilter(region=Area.ARCH), False),
        (BRUISE, LogFilter(region=Area.ARCH), True),
        (DIZZY, LogFilter(foot=Foot.LEFT), False),
    ],
)
def test_what_stands_alone_is_chosen_by_where_it_is(
    entry: Rating | LogEvent, wanted: LogFilter, *, is_chosen: bool
) -> None:
    assert is_single_chosen(entry, wanted) is is_chosen
