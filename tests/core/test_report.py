"""What the one-page report says, as values."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core import limiting_answers as limiting
from app.core.answer import Answers
from app.core.daily_question import HurtsMost
from app.core.health_answers import Check
from app.core.health_questions import Outcome, Questionnaire
from app.core.limiting_answers import ChecksSaid
from app.core.period import Period
from app.core.plan import Foot
from app.core.report import EventCount, Material, Note, Report, Wish, make_report
from app.core.script import Area
from app.core.share import Share
from app.core.soreness import (
    EndReason,
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
)
from tests.core.followup_building import (
    AFTER,
    BEFORE,
    BERLIN,
    H3,
    H24,
    answered,
    place,
    rated,
    session,
)
from tests.core.health_building import FINE_PROFILE, FINE_TODAY, YES, yes
from tests.core.report_material import material_of

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=BERLIN)
FIRST = date(2026, 11, 2)


def at(number: int, hour: int = 10) -> datetime:
    """An hour of a day after the first."""
    return datetime(2026, 11, 2, hour, tzinfo=BERLIN) + timedelta(days=number)


def first_step(number: int, value: int | None, area: Area = Area.WHOLE_FOOT) -> Rating:
    context = RatingContext.DAILY
    return rated(RatingKind.FIRST_STEP, context, value, area=area, answered=at(number, 7))


def check(number: int, level: str, answers: Answers, *, is_profile: bool = False) -> Check:
    kind = Questionnaire.PROFILE if is_profile else Questionnaire.TODAY
    return Check(f"{number}", kind, 1, at(number), answers, level)


def material(
    *sessions: LoggedSession,
    ratings: tuple[Rating, ...] = (),
    events: tuple[LogEvent, ...] = (),
    checks: tuple[Check, ...] = (),
    hurts_most: HurtsMost = HurtsMost.HEEL_OR_ARCH,
) -> Material:
    return material_of(sessions, ratings, events, checks, hurts_most)


def made(given_: Material, wish: Wish | None = None) -> Report:
    found = make_report(given_, wish or Wish(), NOW, place(BERLIN))
    assert found is not None
    return found


def test_of_days_in_which_nothing_was_kept_there_is_no_report() -> None:
    assert make_report(material(), Wish(), NOW) is None
    lived = material(session(at(0)))
    assert make_report(lived, Wish(since=FIRST + timedelta(days=1)), NOW) is None
    assert make_report(lived, Wish(until=FIRST - timedelta(days=1)), NOW) is None


def test_the_period_begins_with_the_first_thing_kept_and_ends_today() -> None:
    lived = material(session(at(4)), ratings=(first_step(2, 4),))
    assert made(lived).period == Period(FIRST + timedelta(days=2), NOW.date())
    early = Wish(since=FIRST - timedelta(days=90), until=FIRST + timedelta(days=5))
    assert made(lived, early).period == Period(FIRST + timedelta(days=2), early.until or FIRST)
    later = Wish(since=FIRST + timedelta(days=3))
    assert made(lived, later).period.first == later.since


def test_an_event_alone_is_worth_a_report() -> None:
    events = tuple(
        LogEvent("e", None, at(n), type_)
        for n, type_ in ((0, EventType.BRUISE), (9, EventType.DIZZINESS), (3, EventType.DIZZINESS))
    )
    found = made(material(events=events))
    assert found.events == (
        EventCount(EventType.DIZZINESS, 2, at(9).date()),
        EventCount(EventType.BRUISE, 1, FIRST),
    )
    assert (found.trends, found.scripts, found.places) == ((), (), ())
    assert found.made == NOW.date()


def test_what_lies_outside_the_period_is_not_in_it() -> None:
    ratings = tuple(first_step(n, 3) for n in range(10))
    lived = material(session(at(1), note="early"), session(at(8), note="in"), ratings=ratings)
    found = made(lived, Wish(since=at(5).date(), until=at(8).date()))
    assert found.adherence.sessions == 1
    assert found.notes == (Note(at(8).date(), "in"),)
    [left] = found.trends
    assert [one.day for one in left.values] == [at(n).date() for n in range(5, 9)]
    assert left.answered == Share(4, 4)


def test_the_trend_is_that_of_the_question_that_is_asked() -> None:
    ratings = (first_step(0, 3), first_step(1, 9, Area.BALL_OF_FOOT), first_step(2, None))
    [left] = made(material(ratings=ratings)).trends
    assert [one.value for one in left.values] == [3]
    assert left.foot is Foot.LEFT
    [ball] = made(material(ratings=ratings, hurts_most=HurtsMost.BALL_OF_FOOT)).trends
    assert [one.value for one in ball.values] == [9]


def test_a_later_period_is_held_against_the_first_week_of_all() -> None:
    ratings = tuple(first_step(n, 8 if n < 4 else 3) for n in range(19))
    wish = Wish(since=at(10).date(), until=at(18).date())
    [left] = made(material(ratings=ratings), wish).trends
    assert left.values[0].day == at(10).date()
    assert left.compared is None, "the first week is among the last fourteen days"
    late = tuple(first_step(n, 8 if n < 4 else 3) for n in (*range(4), *range(8, 19)))
    [left] = made(material(ratings=late), wish).trends
    assert left.compared is None
    early = tuple(first_step(n - 60, 8 if n < 7 else 3) for n in range(79))
    [left] = made(material(ratings=early), wish).trends
    assert left.compared is not None
    assert (left.compared.baseline.first, left.compared.difference) == (at(-60).date(), -5)


def test_notes_are_one_line_each_the_newest_first() -> None:
    lived = material(
        session(at(1), note=" A long\n\nstory "), session(at(3), note="B"), session(at(2), note=" ")
    )
    assert made(lived).notes == (Note(at(3).date(), "B"), Note(at(1).date(), "A long story"))


def test_sessions_that_ended_early_are_told_by_reason() -> None:
    reasons = (EndReason.PAIN, EndReason.NUMB, EndReason.PAIN, None)
    sessions = [
        session(at(n), ended_early_reason=reason, completed=False)
        for n, reason in enumerate(reasons)
    ]
    found = made(material(*sessions, session(at(9))))
    assert found.stopped == ((EndReason.PAIN, 2), (EndReason.NUMB, 1), (EndReason.OTHER, 1))


def test_what_was_answered_is_told_beside_what_was_asked() -> None:
    pains = (
        rated(RatingKind.PAIN, BEFORE, 5),
        rated(RatingKind.PAIN, AFTER, 4),
        rated(RatingKind.PAIN, BEFORE, 5, Foot.RIGHT),
    )
    first = answered(session(at(0), "s", *pains), H3, at(0, 13))
    late = rated(RatingKind.SORENESS, H24, 1, late=True, answered=at(1))
    found = made(material(first, session(at(8), "t"), ratings=(late, replace(late, value=None))))
    assert found.answered.check_ins == Share(1, 8)
    assert found.answered.before_after == Share(1, 2)
    assert found.answered.late == 1


def test_a_morning_is_not_missing_to_whom_it_is_not_asked() -> None:
    given_ = material(session(at(0)), hurts_most=HurtsMost.ACHILLES)
    assert made(given_).answered.check_ins == Share(0, 3)


def test_answers_that_limited_sessions_are_told_with_their_number() -> None:
    sore = {**FINE_TODAY, "T6": yes((Foot.LEFT, Area.HEEL)), "T99": YES}
    stop = {**FINE_TODAY, "T1": YES, "T6": yes((Foot.LEFT, Area.HEEL))}
    checks = (
        check(5, "stop", stop),
        check(1, "area", sore),
        check(2, "clear", FINE_TODAY),
        check(0, "", {**FINE_PROFILE, "P5": YES}, is_profile=True),
    )
    found = made(material(session(at(0)), checks=checks))
    assert found.checks == ChecksSaid(3, 1, 1)
    outcomes = [one.outcome for one in found.limits]
    assert outcomes == sorted(outcomes, key=lambda one: one.rank)
    assert outcomes[0] is Outcome.STOP
    often = next(one for one in found.limits if one.count == 2)
    assert often.about == "Still sore or bruised from last time"
    assert often.last == at(5).date()
    assert all(one.about for one in found.limits)


def test_rest_on_advice_is_rest_and_what_was_typed_is_kept_trimmed() -> None:
    checks = (check(2, "stop", FINE_TODAY),)
    wish = Wish(until=at(6).date(), name=" Anna ", condition=" Heel, since spring ")
    found = made(material(session(at(0)), checks=checks), wish)
    assert found.adherence.rested == 1
    assert (found.name, found.condition) == ("Anna", "Heel, since spring")


def test_soreness_is_told_by_both_hours() -> None:
    sore = [
        rated(RatingKind.SORENESS, context, value, hours_after_end=h)
        for context, value, h in ((AFTER, 3, 0.1), (H24, 2, 24.0), (RatingContext.H48, 0, 48.0))
    ]
    found = made(material(session(at(0), "s", *sore)))
    assert (found.back_24h, found.back_48h) == (Share(0, 1), Share(1, 1))


@given(
    st.lists(st.tuples(st.integers(0, 18), st.none() | st.integers(0, 10)), max_size=20),
    st.none() | st.integers(0, 18),
    st.none() | st.integers(0, 18),
)
def test_a_report_holds_what_is_in_its_days_whatever_they_are(
    told: list[tuple[int, int | None]], since: int | None, until: int | None
) -> None:
    wish = Wish(
        None if since is None else at(since).date(), None if until is None else at(until).date()
    )
    ratings = tuple(first_step(n, value) for n, value in told)
    last = 19 if until is None else until
    inside = [n for n, _ in told if (since or 0) <= n <= last]
    found = make_report(material(ratings=ratings), wish, NOW, place(BERLIN))
    assert (found is None) == (not inside)
    if found is not None:
        values = [n for n, value in told if n in inside and value is not None]
        assert sum(trend.answered.part for trend in found.trends) == len(set(values))
        for trend in found.trends:
            assert trend.answered.whole == found.period.days


def test_the_examples_are_true() -> None:
    tried = doctest.testmod(limiting)
    assert tried.attempted
    assert not tried.failed
