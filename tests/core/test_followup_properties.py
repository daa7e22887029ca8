"""Whatever is done when and wherever: windows in order, the night quiet, two prompts a day."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from app.core.asked_after import asked_ratings, is_answered
from app.core.check_in import CheckIn, CheckInState
from app.core.followups import check_ins
from app.core.prompts import A_DAY, Given, Reminder, next_prompt
from app.core.quiet_hours import day_of, is_quiet
from app.core.soreness import EndReason, LoggedSession, RatingContext
from tests.core.followup_building import (
    H3,
    H24,
    H48,
    H72,
    MORNING,
    answered,
    hours,
    place,
    session,
)

IN_ORDER = [H3, MORNING, H24, H48, H72]
ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "UTC"]
zones = st.sampled_from(ZONES).map(ZoneInfo)

# The days around which the clocks of two of these zones change, and others.
STARTS = [datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 27), (10, 23), (7, 1))]


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[LoggedSession], datetime]:
    """Some sessions in some days, with check-ins that were answered or not, and the time now."""
    start = draw(st.sampled_from(STARTS))
    sessions = []
    for number in range(draw(st.integers(1, 4))):
        zone = draw(zones)
        end = (start + timedelta(minutes=draw(st.integers(0, 6 * 24 * 60)))).astimezone(zone)
        logged = session(
            end,
            f"s{number}",
            hands_on_s=draw(st.sampled_from([0, 59, 60, 900])),
            ended_early_reason=draw(st.sampled_from([None, EndReason.OTHER, EndReason.DIZZY])),
            by_hand=draw(st.booleans()),
        )
        for context in draw(st.lists(st.sampled_from(IN_ORDER), unique=True)):
            at = end + hours(draw(st.integers(0, 100)))
            logged = answered(logged, context, at)
        sessions.append(logged)
    now = start + timedelta(minutes=draw(st.integers(-2 * 24 * 60, 12 * 24 * 60)))
    return sessions, now


flags = st.sets(st.sampled_from(["s0", "s1", "s2", "s3"]))


@given(lives(), zones, flags)
def test_every_check_in_has_its_times_in_order_and_is_asked_once(
    lived: tuple[list[LoggedSession], datetime], zone: ZoneInfo, flagged: set[str]
) -> None:
    sessions, now = lived
    found = check_ins(sessions, now, place(zone), flagged)
    for one in found:
        assert one.opens <= one.due < one.closes
        assert one.opens <= one.on_time_until <= one.closes
    assert len({(one.session_id, one.context) for one in found}) == len(found)
    for logged in sessions:
        contexts = [c.context for c in found if c.session_id == logged.session.id]
        assert contexts == [context for context in IN_ORDER if context in contexts]


@given(lives(), zones, flags)
def test_every_state_says_what_it_means(
    lived: tuple[list[LoggedSession], datetime], zone: ZoneInfo, flagged: set[str]
) -> None:
    sessions, now = lived
    by_id = {logged.session.id: logged for logged in sessions}
    for one in check_ins(sessions, now, place(zone), flagged):
        is_given = is_answered(by_id[one.session_id], one.context)
        assert is_given is (one.state is CheckInState.ANSWERED)
        if one.state is CheckInState.AHEAD:
            assert now < one.opens
        if one.state is CheckInState.DUE:
            assert one.opens <= now < one.closes
        if one.state is CheckInState.MISSED:
            began = [other.session.start for other in sessions if other.session.end <= now]
            is_ended_late = any(one.on_time_until <= start <= now for start in began)
            assert now >= one.closes or (is_ended_late and one.context is not MORNING)
        if one.state is CheckInState.NOT_ASKED:
            assert one.context is H3


@given(lives(), zones, flags)
def test_nothing_is_due_in_the_night_of_who_stays_at_home(
    lived: tuple[list[LoggedSession], datetime], zone: ZoneInfo, flagged: set[str]
) -> None:
    sessions, now = lived
    at_home = [one for one in sessions if place(zone)(one.session.end) == one.session.end]
    for one in check_ins(at_home, now, place(zone), flagged):
        if now < one.on_time_until:
            assert not is_quiet(one.due, place(zone))


@given(lives(), flags)
def test_what_is_over_stays_as_it_is(
    lived: tuple[list[LoggedSession], datetime], flagged: set[str]
) -> None:
    """Time alone brings back nothing that was missed, and asks nothing that was not asked."""
    sessions, now = lived
    local = place(ZoneInfo("Europe/Berlin"))
    over = (CheckInState.ANSWERED, CheckInState.MISSED, CheckInState.OVERLAPPED)

    def states(at: datetime) -> dict[tuple[str, RatingContext], CheckInState]:
        done = [one for one in sessions if one.session.end <= now]
        return {
            (one.session_id, one.context): one.state for one in check_ins(done, at, local, flagged)
        }

    before, after = states(now), states(now + hours(30))
    for name, state in before.items():
        if state in over:
            assert after[name] is state


reminders = st.lists(
    st.tuples(st.integers(0, 8 * 24 * 60), st.sampled_from(["plan", "other"])), max_size=12
)


@given(lives(), zones, flags, reminders, st.lists(st.integers(1, 600), max_size=3))
def test_never_more_than_two_prompts_a_day_never_at_night_and_each_thing_once(
    lived: tuple[list[LoggedSession], datetime],
    zone: ZoneInfo,
    flagged: set[str],
    planned: list[tuple[int, str]],
    pauses_min: list[int],
) -> None:
    sessions, _ = lived
    local = place(zone)
    now = start = min(one.session.end for one in sessions).astimezone(UTC)
    wanted = [Reminder(start + timedelta(minutes=after), kind) for after, kind in planned]
    given_: list[Given] = []
    while True:
        found = check_ins([s for s in sessions if s.session.end <= now], now, local, flagged)
        prompt = next_prompt(found, wanted, given_, now, local)
        if prompt is None:
            break
        assert prompt.at >= now
        assert not is_quiet(prompt.at, local)
        assert prompt.check_ins or prompt.reminders
        assert all(_may_be_answered(one, prompt.at) for one in prompt.check_ins)
        given_.append(prompt.given)
        # The program is closed for a while now and then.
        now = prompt.at + timedelta(minutes=pauses_min.pop() if pauses_min else 0)
    keys = [key for one in given_ for key in one.keys]
    assert len(keys) == len(set(keys))
    days = Counter(day_of(one.at, local) for one in given_)
    assert max(days.values(), default=0) <= A_DAY


def _may_be_answered(one: CheckIn, at: datetime) -> bool:
    return one.opens <= at < one.closes


@given(lives())
def test_all_that_is_asked_for_has_a_place_and_a_kind(
    lived: tuple[list[LoggedSession], datetime],
) -> None:
    sessions, _ = lived
    for logged in sessions:
        for context in IN_ORDER:
            asked = asked_ratings(logged, context)
            assert asked
            assert len(set(asked)) == len(asked)
