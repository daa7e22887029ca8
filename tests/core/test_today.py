"""The first page as values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from app.core.advice import DueAdvice
from app.core.after_questions import Advice, FlagReason
from app.core.daily_question import HurtsMost
from app.core.due_check_ins import due_check_ins
from app.core.firm_rest import FirmRest
from app.core.flag import Flag
from app.core.followups import check_ins
from app.core.health_questions import Lead, Outcome, Urgency
from app.core.library import Entry, Library, Source
from app.core.plan import Foot, Side
from app.core.preferences import Preferences
from app.core.script import Area, Level, Pressure, Script, StepSide, Technique, Tool
from app.core.soreness import (
    EndReason,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    StepDone,
    StepOutcome,
)
from app.core.suggestion import Reason, Suggestion
from app.core.today import (
    DayPart,
    FirstSteps,
    Rest,
    TodayView,
    unread_today,
    view_today,
)
from app.core.week_plan import Weekday, WeekPlan
from app.core.week_view import DayMark, NextSession
from tests.core.building import step
from tests.sessions import a_session

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZONE)  # a Saturday
FRICTION = Technique.CROSS_FIBER_FRICTION
MAY_GO_ON = (EndReason.DONE, EndReason.OTHER, EndReason.CRASH)


def _entry(script_id: str, level: Level, technique: Technique = Technique.KNEADING) -> Entry:
    steps = (step(duration_s=600, technique=technique),)
    script = Script(script_id, script_id.title(), steps, level=level)
    return Entry(script_id, Source.SHIPPED, "", script.title, script)


GENTLE = _entry("gentle-first-time", Level.GENTLE)
MILD = _entry("a-mild-one", Level.GENTLE)
FIRM = _entry("firm", Level.EXPERIENCED, FRICTION)
POINTS = _entry("points", Level.STANDARD, Technique.TRIGGER_POINT)
KEEPING = _entry("maintenance", Level.STANDARD)
BROKEN = Entry("broken", Source.USER, "", "Broken", None)
LIBRARY = Library([GENTLE, MILD, FIRM, POINTS, BROKEN])


def _script(entry: Entry) -> Script:
    assert entry.script is not None
    return entry.script


def _done(technique: Technique, outcome: StepOutcome) -> StepDone:
    return StepDone(
        0, 0, "x", technique, Area.ARCH, Side.LEFT, Tool.HANDS, Pressure.LIGHT, 1, 60, 60, True, 0,
        outcome,
    )  # fmt: skip


def _logged(
    script_id: str,
    ago: timedelta,
    technique: Technique = Technique.KNEADING,
    *,
    steps: tuple[StepDone, ...] = (),
    hands_on_s: int = 900,
) -> LoggedSession:
    """A session that ended so long ago, after twenty minutes."""
    end = NOW - ago
    record = a_session(
        end - timedelta(minutes=20),
        id=script_id,
        end=end,
        script_id=script_id,
        script_title=script_id,
        techniques=(technique,),
        planned_hands_on_s=hands_on_s,
        actual_hands_on_s=hands_on_s,
        steps=steps,
    )
    return LoggedSession(record)


def _first_step(foot: Foot, value: int | None, when: datetime = NOW) -> Rating:
    context = RatingContext.DAILY
    return Rating("r", None, RatingKind.FIRST_STEP, context, when, foot, Area.HEEL, value)


def _suggested(*sessions: LoggedSession, library: Library = LIBRARY) -> Suggestion | None:
    return view_today(list(sessions), [], library, NOW).suggestion


@pytest.mark.parametrize(
    ("hour", "part", "asks"),
    [
        (3, DayPart.EVENING, False),
        (4, DayPart.MORNING, True),
        (11, DayPart.MORNING, True),
        (12, DayPart.AFTERNOON, False),
        (17, DayPart.AFTERNOON, False),
        (18, DayPart.EVENING, False),
    ],
)
def test_the_day_has_its_parts(hour: int, part: DayPart, asks: bool) -> None:  # noqa: FBT001
    view = view_today([], [], LIBRARY, NOW.replace(hour=hour))
    assert view.part is part
    assert view.asks_first_steps is asks


def test_an_empty_log_begins_gently() -> None:
    assert _suggested() == Suggestion(GENTLE, Reason.FIRST)


def test_without_that_one_another_gentle_one_will_do() -> None:
    assert _suggested(library=Library([FIRM, MILD])) == Suggestion(MILD, Reason.FIRST)
    assert _suggested(library=Library([FIRM, BROKEN])) is None


def test_the_last_one_is_suggested_again() -> None:
    older = _logged("points", timedelta(days=9))
    last = _logged("a-mild-one", timedelta(days=2))
    found = _suggested(last, older)
    assert found == Suggestion(MILD, Reason.AGAIN, last.session.start)
    assert view_today([older, last], [], LIBRARY, NOW).last is last


@pytest.mark.parametrize(
    ("script_id", "technique", "hours", "reason"),
    [
        ("firm", FRICTION, 47.9, Reason.FIRM_RESTS),
        ("firm", FRICTION, 48, Reason.AGAIN),
        ("firm", Technique.DEEP_TISSUE, 47.9, Reason.FIRM_RESTS),
        ("points", Technique.TRIGGER_POINT, 23.9, Reason.FIRM_RESTS),
        ("points", Technique.TRIGGER_POINT, 24, Reason.AGAIN),
    ],
)
def test_firm_work_rests_from_the_end_of_the_session(
    script_id: str, technique: Technique, hours: float, reason: Reason
) -> None:
    last = _logged(script_id, timedelta(hours=hours), technique)
    found = _suggested(last)
    assert found is not None
    assert found.reason is reason
    assert found.entry is (LIBRARY.find(script_id) if reason is Reason.AGAIN else GENTLE)


def test_the_longer_rest_is_the_reason() -> None:
    firm = _logged("firm", timedelta(hours=20), FRICTION)
    points = _logged("points", timedelta(hours=10), Technique.TRIGGER_POINT)
    found = _suggested(points, firm)
    rests = tuple(FirmRest(foot, firm.session.end + timedelta(hours=48)) for foot in Foot)
    assert found == Suggestion(GENTLE, Reason.FIRM_RESTS, rests=rests)


@pytest.mark.parametrize(
    ("side", "reason"),
    [
        (StepSide.EACH, Reason.FIRM_RESTS),
        (StepSide.LEFT, Reason.FIRM_RESTS),
        (StepSide.RIGHT, Reason.AGAIN),
        (StepSide.NONE, Reason.AGAIN),
    ],
)
def test_a_foot_rests_and_the_other_one_may_be_worked(side: StepSide, reason: Reason) -> None:
    firm = replace(_script(FIRM), steps=(step(technique="cross-fiber-friction", side=side),))
    library = Library([GENTLE, replace(FIRM, script=firm)])
    begun = (_done(FRICTION, StepOutcome.DONE),)  # on the left foot
    found = _suggested(_logged("firm", timedelta(hours=14), FRICTION, steps=begun), library=library)
    assert found is not None
    assert found.reason is reason


def test_a_mild_script_may_be_done_while_others_rest() -> None:
    firm = _logged("firm", timedelta(hours=30), FRICTION)
    mild = _logged("a-mild-one", timedelta(hours=14))
    assert _suggested(firm, mild) == Suggestion(MILD, Reason.AGAIN, mild.session.start)


def test_a_step_that_was_skipped_needs_no_rest() -> None:
    skipped = (_done(FRICTION, StepOutcome.SKIPPED),)
    last = _logged("firm", timedelta(hours=14), FRICTION, steps=skipped)
    assert _suggested(last) == Suggestion(FIRM, Reason.AGAIN, last.session.start)


@pytest.mark.parametrize("outcome", [StepOutcome.PARTLY, StepOutcome.LEFT_OUT])
def test_friction_that_was_begun_needs_its_rest(outcome: StepOutcome) -> None:
    begun = (_done(FRICTION, outcome),)
    last = _logged("firm", timedelta(hours=14), FRICTION, steps=begun)
    found = _suggested(last)
    assert found is not None
    assert found.reason is Reason.FIRM_RESTS


@pytest.mark.parametrize("script_id", ["there-is-none", "broken"])
def test_a_script_that_is_gone_is_said_to_be(script_id: str) -> None:
    last = _logged(script_id, timedelta(days=3))
    assert _suggested(last) == Suggestion(GENTLE, Reason.GONE)
    assert _suggested(last, library=Library([FIRM])) is None


def test_a_session_by_hand_that_followed_no_script_is_not_said_to_have_lost_it() -> None:
    last = _logged("", timedelta(days=3))
    assert _suggested(last) == Suggestion(GENTLE, Reason.NO_SCRIPT)


def test_without_a_gentle_one_nothing_is_suggested_while_firm_work_rests() -> None:
    last = _logged("firm", timedelta(hours=5), FRICTION)
    assert _suggested(last, library=Library([FIRM])) is None


def test_first_steps_are_todays_latest() -> None:
    ratings = [
        _first_step(Foot.LEFT, 5, NOW - timedelta(minutes=5)),
        _first_step(Foot.LEFT, 6, NOW - timedelta(minutes=9)),
        _first_step(Foot.RIGHT, 7, NOW - timedelta(days=1)),
    ]
    view = view_today([], ratings, LIBRARY, NOW)
    assert view.first_steps == FirstSteps(left=5, right=None)
    assert view.first_steps.of(Foot.LEFT) == 5
    assert view.first_steps.of(Foot.RIGHT) is None
    assert not view.first_steps.is_complete
    both = view_today([], [*ratings, _first_step(Foot.RIGHT, 0)], LIBRARY, NOW)
    assert both.first_steps.is_complete


def test_other_ratings_are_no_first_steps() -> None:
    pain = Rating("r", None, RatingKind.PAIN, RatingContext.DAILY, NOW, Foot.LEFT, Area.HEEL, 4)
    assert view_today([], [pain], LIBRARY, NOW).first_steps == FirstSteps()


def test_the_week_runs_from_monday_and_counts() -> None:
    sessions = [
        _logged("firm", timedelta(hours=2), hands_on_s=900),
        _logged("firm", timedelta(hours=4), hands_on_s=600),
        _logged("firm", timedelta(days=5), hands_on_s=1000),
        _logged("firm", timedelta(days=6), hands_on_s=1234),
    ]
    view = view_today(sessions, [], LIBRARY, NOW)
    assert [day.day for day in view.week.days] == [date(2026, 11, 16 + n) for n in range(7)]
    assert [day.sessions for day in view.week.days] == [1, 0, 0, 0, 0, 2, 0]
    assert view.week.days[5].hands_on_s == 1500
    assert view.week.sessions == 3
    assert view.week.hands_on_s == 2500


def test_a_session_belongs_to_the_day_as_it_was_lived() -> None:
    tokyo = timezone(timedelta(hours=9))
    record = _logged("firm", timedelta(0)).session
    # Friday morning in Tokyo is still Thursday evening here.
    start = datetime(2026, 11, 20, 7, 0, tzinfo=tokyo)
    moved = replace(record, start=start, end=start + timedelta(minutes=20))
    view = view_today([LoggedSession(moved)], [], LIBRARY, NOW)
    assert [day.sessions for day in view.week.days] == [0, 0, 0, 0, 1, 0, 0]


SIGNS = [reason for reason in EndReason if reason not in (*MAY_GO_ON, EndReason.PAIN)]


def _stopped(reason: EndReason, ago: timedelta) -> LoggedSession:
    logged = _logged("a-mild-one", ago, hands_on_s=300)
    session = replace(logged.session, completed=False, ended_early_reason=reason)
    return replace(logged, session=session)


@pytest.mark.parametrize("reason", SIGNS)
def test_after_a_sign_of_the_body_rest_is_suggested_for_two_days(reason: EndReason) -> None:
    view = view_today([_stopped(reason, timedelta(hours=47))], [], LIBRARY, NOW)
    assert (view.suggestion, view.rest) == (None, Rest.SIGN)
    view = view_today([_stopped(reason, timedelta(hours=49))], [], LIBRARY, NOW)
    assert view.rest is None
    assert view.suggestion is not None


def test_after_pain_a_gentle_one_is_suggested() -> None:
    last = _stopped(EndReason.PAIN, timedelta(hours=20))
    assert _suggested(last) == Suggestion(GENTLE, Reason.HURT, last.session.start)


@pytest.mark.parametrize("reason", MAY_GO_ON)
def test_being_done_or_interrupted_is_no_sign(reason: EndReason) -> None:
    assert view_today([_stopped(reason, timedelta(hours=2))], [], LIBRARY, NOW).rest is None


def test_after_fifteen_minutes_today_no_more_is_suggested() -> None:
    view = view_today([_logged("a-mild-one", timedelta(hours=5))], [], LIBRARY, NOW)
    assert (view.suggestion, view.rest) == (None, Rest.DONE_TODAY)


def test_the_plan_and_the_advised_rest_are_in_the_week() -> None:
    days = frozenset({Weekday.SUNDAY, Weekday.TUESDAY})
    settings = Preferences(plan=WeekPlan(2, days))
    thursday = date(2026, 11, 19)
    week = view_today([], [], LIBRARY, NOW, settings, {thursday}).week
    assert (week.wanted, week.rested) == (2, (thursday,))
    assert week.next == NextSession(date(2026, 11, 22))
    assert week.days[6].mark is DayMark.PLANNED


@pytest.mark.parametrize(("hour", "asks"), [(9, False), (13, True)])
def test_the_daily_question_is_about_where_it_hurts_most(
    hour: int,
    asks: bool,  # noqa: FBT001
) -> None:
    settings = Preferences(hurts_most=HurtsMost.BALL_OF_FOOT)
    ratings = [
        _first_step(Foot.LEFT, 5),
        replace(_first_step(Foot.RIGHT, 6), region=Area.BALL_OF_FOOT),
    ]
    view = view_today([], ratings, LIBRARY, NOW.replace(hour=hour), settings)
    assert view.hurts_most is HurtsMost.BALL_OF_FOOT
    assert view.asks_first_steps is asks
    assert view.first_steps == FirstSteps(left=None, right=6)


THREE_LOW_WEEKS = [
    _first_step(Foot.LEFT, 2, NOW - timedelta(days=7 * week + day))
    for week in range(3)
    for day in range(4)
]


def test_after_low_weeks_the_one_that_keeps_it_up_is_suggested() -> None:
    with_it = Library([*LIBRARY.entries, KEEPING])
    last = _logged("a-mild-one", timedelta(days=2))
    view = view_today([last], THREE_LOW_WEEKS, with_it, NOW)
    assert view.suggestion == Suggestion(KEEPING, Reason.STEADY)
    view = view_today([last], THREE_LOW_WEEKS[1:], with_it, NOW)
    assert view.suggestion == Suggestion(MILD, Reason.AGAIN, last.session.start)
    without = view_today([last], THREE_LOW_WEEKS, LIBRARY, NOW)
    assert without.suggestion == Suggestion(MILD, Reason.AGAIN, last.session.start)


def test_firm_work_of_the_one_that_keeps_it_up_rests_too() -> None:
    firm = _entry("maintenance", Level.STANDARD, Technique.TRIGGER_POINT)
    last = _logged("firm", timedelta(hours=14), FRICTION)
    view = view_today([last], THREE_LOW_WEEKS, Library([*LIBRARY.entries, firm]), NOW)
    assert view.suggestion is not None
    assert view.suggestion.reason is Reason.FIRM_RESTS


# --- what was told after a session ---


def _flag(outcome: Outcome, *feet: Foot, reason: FlagReason = FlagReason.SWELLING) -> Flag:
    since = NOW - timedelta(days=2)
    return Flag(reason, since, since, Lead(outcome, "Rest."), frozenset(feet))


def _flagged(*flags: Flag, session: LoggedSession | None = None) -> TodayView:
    past = [] if session is None else [session]
    return view_today(past, [], LIBRARY, NOW, flags=flags)


@pytest.mark.parametrize(
    "flag", [_flag(Outcome.ADAPT), _flag(Outcome.STOP, Foot.LEFT)], ids=["gentle only", "one foot"]
)
def test_a_flag_that_pauses_firm_scripts_suggests_a_gentle_one(flag: Flag) -> None:
    advice = DueAdvice(flag, Advice(flag.reason, flag.lead))
    again = _logged("firm", timedelta(days=5), FRICTION)
    view = view_today([again], [], LIBRARY, NOW, flags=(flag,), advice=(advice,))
    assert view.suggestion == Suggestion(GENTLE, Reason.FLAG, flag.since, flag=flag)
    assert (view.flags, view.advice, view.rest) == ((flag,), (advice,), None)
    assert _flagged(flag).suggestion == view.suggestion


def test_what_advice_speaks_of_is_not_said_to_stand_as_well() -> None:
    swelling, bruise = _flag(Outcome.STOP), _flag(Outcome.ADAPT, reason=FlagReason.BRUISE)
    advice = DueAdvice(swelling, Advice(swelling.reason, swelling.lead))
    both = view_today([], [], LIBRARY, NOW, flags=(swelling, bruise), advice=(advice,))
    assert both.standing == (bruise,)
    assert _flagged(swelling, bruise).standing == (swelling, bruise)


def test_what_is_urgent_is_said_alone_and_then_the_rest() -> None:
    swelling, bruise = _flag(Outcome.STOP), _flag(Outcome.ADAPT, reason=FlagReason.BRUISE)
    urgent = DueAdvice(swelling, Advice(swelling.reason, Lead(Outcome.STOP, "", Urgency.TODAY)))
    soon = DueAdvice(bruise, Advice(bruise.reason, Lead(Outcome.ADAPT, "", Urgency.SOON)))
    assert view_today([], [], LIBRARY, NOW, advice=(urgent, soon)).said == (urgent,)
    assert view_today([], [], LIBRARY, NOW, advice=(soon,)).said == (soon,)


def test_what_is_due_is_shown_as_it_is_given() -> None:
    logged = _logged("firm", timedelta(hours=3))
    due = due_check_ins(check_ins([logged], NOW), [logged], NOW)
    assert [one.check_in.context for one in due] == [RatingContext.H3]
    assert view_today([logged], [], LIBRARY, NOW, due=due).due == due


def test_the_first_that_pauses_is_told_and_advice_alone_pauses_nothing() -> None:
    again = _logged("points", timedelta(days=5), Technique.TRIGGER_POINT)
    note = _flag(Outcome.CLEAR, reason=FlagReason.NO_CHANGE)
    suggestion = _flagged(note, session=again).suggestion
    assert suggestion == Suggestion(POINTS, Reason.AGAIN, again.session.start)
    pausing = _flag(Outcome.ADAPT)
    found = _flagged(note, pausing, session=again).suggestion
    assert found is not None
    assert found.flag is pausing


@pytest.mark.parametrize(
    "flags",
    [
        (_flag(Outcome.STOP),),
        (_flag(Outcome.STOP, *Foot),),
        (_flag(Outcome.STOP, Foot.LEFT), _flag(Outcome.STOP, Foot.RIGHT)),
    ],
)
def test_where_both_feet_are_out_rest_is_suggested(flags: tuple[Flag, ...]) -> None:
    view = _flagged(*flags, session=_logged("firm", timedelta(days=5)))
    assert (view.rest, view.suggestion) == (Rest.FLAG, None)
    assert _flagged(*flags).rest is Rest.FLAG


def test_where_soreness_alone_lasts_rest_says_so() -> None:
    sore = replace(_flag(Outcome.STOP, Foot.LEFT, reason=FlagReason.SORE_AT_48H), rests_all=True)
    swelling = _flag(Outcome.STOP, Foot.LEFT)
    assert (_flagged(sore).rest, _flagged(sore).suggestion) == (Rest.SORE, None)
    assert _flagged(sore, _flag(Outcome.ADAPT)).rest is Rest.SORE
    assert _flagged(sore, swelling).rest is Rest.FLAG


@pytest.mark.parametrize("since_h", [47.9, 48, 72, 72.1])
def test_who_is_sorer_than_before_is_asked_to_rest_from_48_hours_on(since_h: float) -> None:
    """The check has no session then for who is still sore; nobody was asked for three days."""
    last = _logged("points", timedelta(hours=since_h), Technique.KNEADING)
    last = replace(last, session=replace(last.session, end=NOW - timedelta(hours=since_h)))
    sore = Rating(
        "r", "points", RatingKind.SORENESS, RatingContext.H24, NOW, Foot.LEFT, Area.HEEL, 2
    )
    view = view_today([replace(last, ratings=(sore,))], [], LIBRARY, NOW)
    assert (view.rest is Rest.SORE) is (48 <= since_h <= 72)
    if since_h < 48:
        assert view.suggestion is not None
        assert view.suggestion.reason is Reason.SORE
    gone = replace(last, ratings=(replace(sore, value=0),))
    assert view_today([gone], [], LIBRARY, NOW).rest is None


def test_while_the_feet_are_sore_from_the_last_one_a_gentle_one_is_suggested() -> None:
    last = _logged("points", timedelta(hours=30), Technique.KNEADING)
    sore = Rating(
        "r", "points", RatingKind.SORENESS, RatingContext.H24, NOW, Foot.LEFT, Area.HEEL, 2
    )
    found = _suggested(replace(last, ratings=(sore,)))
    assert found == Suggestion(GENTLE, Reason.SORE, last.session.start)
    gone = replace(sore, value=0)
    assert _suggested(replace(last, ratings=(gone,))) == Suggestion(
        POINTS, Reason.AGAIN, last.session.start
    )


def test_after_a_stop_rest_is_suggested_for_the_day() -> None:
    again = _logged("points", timedelta(days=5), Technique.TRIGGER_POINT)
    view = view_today([again], [], LIBRARY, NOW, is_stopped=True)
    assert (view.rest, view.suggestion) == (Rest.ADVISED, None)
    assert view_today([], [], LIBRARY, NOW, is_stopped=True).rest is Rest.ADVISED
    sign = _stopped(EndReason.CALF, timedelta(hours=5))
    assert view_today([sign], [], LIBRARY, NOW, is_stopped=True).rest is Rest.SIGN


@pytest.mark.parametrize("hour", [3, 9, 14, 20])
def test_where_the_log_cannot_be_read_nothing_is_suggested_or_asked(hour: int) -> None:
    view = unread_today(NOW.replace(hour=hour), Preferences())
    assert not view.is_read
    assert (view.suggestion, view.last, view.asks_first_steps) == (None, None, False)
    assert view_today([], [], LIBRARY, NOW).is_read
