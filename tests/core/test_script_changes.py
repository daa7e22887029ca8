"""Changes of pain by script, at one place of each foot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core.changes import Spread
from app.core.plan import Foot
from app.core.script import Area
from app.core.script_changes import PlaceChanges, Told, changes_by_script, main_places
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
    assert told.places[Foot.LEFT].after == Told(5, Spread(5, -1, -4, 1))
    assert told.places[Foot.LEFT].day_after == Told(5, Spread(5, -1, -1, -1))
    [told] = changes_by_script(five[:4], [HEEL])
    assert told.places[Foot.LEFT] == PlaceChanges(Told(4), Told(4))


def test_what_is_not_answered_or_late_is_not_compared() -> None:
    late = replace(pain(H24, 1), late=True)
    for ratings in (
        (pain(BEFORE, 5), late),
        (pain(BEFORE, None), pain(H24, 3)),
        (pain(BEFORE, 5), pain(H24, None)),
        (pain(BEFORE, 5), pain(H24, 3, Area.ARCH)),
        (pain(BEFORE, 5), replace(pain(H24, 3), kind=RatingKind.SORENESS)),
    ):
        [told] = changes_by_script([lived(*ratings)], [HEEL])
        assert told.places[Foot.LEFT].day_after.count == 0


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
    assert told[0].places == {}


def test_the_main_place_is_the_one_that_is_rated_most() -> None:
    right = rated(PAIN, BEFORE, 2, Foot.RIGHT, Area.TOES)
    skipped = pain(BEFORE, None, Area.CALF)
    twice = [pain(BEFORE, 2, Area.ARCH), pain(AFTER, 2, Area.ARCH)]
    found = main_places([lived(pain(BEFORE, 3), *twice, skipped, skipped, skipped, right)])
    assert found == ((Foot.LEFT, Area.ARCH), (Foot.RIGHT, Area.TOES))
    assert main_places([lived(*twice, pain(BEFORE, 3), pain(AFTER, 3))]) == (HEEL,)
    assert main_places([]) == ()


scores = st.none() | st.integers(0, 10)


@given(st.lists(st.tuples(scores, scores), max_size=9))
def test_the_number_told_is_that_of_the_pairs_and_the_median_lies_in_the_range(
    pairs: list[tuple[int | None, int | None]],
) -> None:
    sessions = [lived(pain(BEFORE, before), pain(AFTER, after)) for before, after in pairs]
    for told in changes_by_script(sessions, [HEEL]):
        after = told.places[Foot.LEFT].after
        assert after.count == sum(None not in pair for pair in pairs)
        assert (after.spread is None) == (after.count < 5)
        if after.spread is not None:
            assert after.spread.lowest <= after.spread.median <= after.spread.highest
