"""Changes of pain by script, at one place of each foot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core.changes import Figures, Spread
from app.core.plan import Foot
from app.core.script import Area
from app.core.script_changes import changes_by_script
from app.core.soreness import LoggedSession, Rating, RatingContext, RatingKind
from tests.core.followup_building import AFTER, BEFORE, H24, rated, session

END = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
PAIN = RatingKind.PAIN
HEEL = (Foot.LEFT, Area.HEEL)


def pain(context: RatingContext, value: int | None, area: Area = Area.HEEL) -> Rating:
    return rated(PAIN, context, value, Foot.LEFT, area)


def lived(*ratings: Rating, script: str = "a", title: str = "A", day: int = 0) -> LoggedSession:
    end = END + timedelta(days=day)
    return session(end, "s", *ratings, script_id=script, script_title=title)


def test_five_sessions_have_a_median_and_a_range_and_four_only_their_number() -> None:
    five = [lived(pain(BEFORE, 5), pain(AFTER, v), pain(H24, 4)) for v in (5, 4, 3, 6, 1)]
    [told] = changes_by_script(five, [HEEL])
    assert told.sessions == 5
    assert told.places == (Figures(5, Spread(5, -1, -4, 1), Spread(5, -1, -1, -1), 5, 5),)
    [told] = changes_by_script(five[:4], [HEEL])
    assert told.places == (Figures(4, None, None, 4, 4),)


def test_each_place_has_its_own_figures_in_the_order_of_the_places() -> None:
    arch = (Foot.LEFT, Area.ARCH)
    past = [lived(pain(BEFORE, 5, Area.ARCH), pain(AFTER, 3, Area.ARCH), pain(BEFORE, 4))]
    [told] = changes_by_script(past, [HEEL, arch])
    assert told.places == (Figures(1, None, None, 0, 0), Figures(1, None, None, 1, 0))


def test_scripts_stand_by_name_under_their_latest_title() -> None:
    told = changes_by_script(
        [
            lived(script="x", title="Old", day=0),
            lived(script="y", title="zebra", day=1),
            lived(script="x", title="New", day=2),
            lived(script="z", title="Apple", day=0),
        ],
        [],
    )
    assert [(one.title, one.sessions) for one in told] == [("Apple", 1), ("New", 2), ("zebra", 1)]
    assert told[0].places == ()


scores = st.none() | st.integers(0, 10)


@given(st.lists(st.tuples(scores, scores), max_size=9))
def test_the_number_told_is_that_of_the_pairs_and_the_median_lies_in_the_range(
    pairs: list[tuple[int | None, int | None]],
) -> None:
    sessions = [lived(pain(BEFORE, before), pain(AFTER, after)) for before, after in pairs]
    for told in changes_by_script(sessions, [HEEL]):
        [at_heel] = told.places
        count = at_heel.before_after_count
        assert count == sum(None not in pair for pair in pairs)
        assert (at_heel.before_after is None) == (count < 5)
        if (spread := at_heel.before_after) is not None:
            assert spread.lowest <= spread.median <= spread.highest
