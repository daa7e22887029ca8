"""What is asked before a session, screen by screen, and what lets it begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

import pytest

from app.core.answer import Answer, Answers
from app.core.before import Before
from app.core.checked_plan import Why
from app.core.cut_off import Beginning, CutOff, Standing
from app.core.flag import Flag, Told
from app.core.flags import standing_flags
from app.core.health_answers import Check, Cleared
from app.core.health_check import UnansweredError
from app.core.health_questions import Limit, Outcome, Questionnaire
from app.core.intake import Intake, Past, Screen
from app.core.library import Entry, Source
from app.core.plan import Choice, Feet, Pauses, Side, plan_session
from app.core.script import Area, Level, Script, Technique
from app.core.session import Session
from app.core.soreness import RatingContext, RatingKind
from app.core.wanted import Wanted
from tests.core.building import rest, script, step
from tests.core.fake_clock import FakeClock, Walk
from tests.core.health_building import (
    FINE_PROFILE,
    FINE_TODAY,
    HEEL,
    LEFT,
    NO,
    NOW,
    QUESTIONS,
    RIGHT,
    YES,
    lived,
    logged,
    told_after,
    yes,
)
from tests.core.test_session_scripts import ALL, shipped

PROFILE, TODAY = Questionnaire.PROFILE, Questionnaire.TODAY
PAIN, SORENESS = RatingKind.PAIN, RatingKind.SORENESS
MINUTE = timedelta(minutes=1)


def entry(made: Script) -> Entry:
    return Entry(made.id, Source.SHIPPED, f"{made.id}.yaml", made.title, made)


BROKEN = Entry("broken", Source.USER, "broken.yaml", "Broken", None)
ENTRIES = [BROKEN, *map(entry, ALL)]
GENTLE, FRICTION = entry(shipped("gentle-first-time")), entry(shipped("cross-fiber-friction"))
MAINTENANCE = entry(shipped("maintenance"))


def check(which: Questionnaire, ago: timedelta, given: Answers, **more: object) -> Check:
    made = Check("k", which, QUESTIONS.version, NOW - ago, given, "clear")
    return replace(made, **more)  # type: ignore[arg-type]


KNOWN = Past(profiles=(check(PROFILE, timedelta(days=3), FINE_PROFILE),))


def intake(
    past: Past = KNOWN,
    wanted: Entry = GENTLE,
    choice: Choice | None = None,
    now: Callable[[], datetime] = lambda: NOW,
    **more: object,
) -> Intake:
    ids = count(1)
    want = Wanted(wanted, choice or Choice(), **more)  # type: ignore[arg-type]
    return Intake(QUESTIONS, past, want, now, lambda: f"id-{next(ids)}")


def answered(
    made: Intake, which: Questionnaire, changed: Mapping[str, Answer] | None = None
) -> Check:
    fine = FINE_PROFILE if which is PROFILE else FINE_TODAY
    for id_, answer in {**fine, **(changed or {})}.items():
        made.answer(which, id_, answer)
    for id_ in made.unanswered(which):
        made.answer(which, id_, NO)
    kept = made.confirm()
    assert kept is not None
    return kept


def at(made: Intake) -> Screen:
    """Where it stands; a function, so that mypy does not believe that it stays there."""
    return made.screen


def begun(made: Intake) -> Intake:
    """Through Prepare and past the skipped ratings."""
    assert at(made) is Screen.PREPARE
    made.confirm()
    assert at(made) is Screen.PAIN
    made.confirm()
    assert at(made) is Screen.BEGIN
    return made


def why(made: Intake) -> Why:
    assert at(made) is Screen.VERDICT
    refusal = made.offer.refusal
    assert refusal is not None
    return refusal.why


# --- the way in ---


def test_with_nothing_new_three_screens_lead_in() -> None:
    made = intake()
    assert at(made) is Screen.TODAY
    assert not made.answers(TODAY), "nothing is preset"
    kept = answered(made, TODAY)
    assert (kept.questionnaire, kept.level, kept.answers) == (TODAY, "clear", FINE_TODAY)
    assert kept.session_id is None
    begun(made)
    before = made.before("s")
    assert before.verdict is Outcome.CLEAR
    assert before.check == replace(kept, session_id="s")
    assert before.ratings == ()
    assert made.offer.plan == plan_session(made.wanted.script, Choice())


def test_the_first_run_asks_for_the_profile_first() -> None:
    made = intake(Past())
    assert at(made) is Screen.PROFILE
    assert len(made.asked(PROFILE)) == 17
    kept = answered(made, PROFILE)
    assert (kept.questionnaire, kept.level, kept.when) == (PROFILE, "", NOW)
    assert at(made) is Screen.TODAY


@pytest.mark.parametrize(
    ("days", "version", "screen"),
    [(29, 0, Screen.TODAY), (30, 0, Screen.PROFILE), (1, 1, Screen.PROFILE)],
)
def test_the_profile_is_asked_again(days: int, version: int, screen: Screen) -> None:
    of = check(PROFILE, timedelta(days=days), FINE_PROFILE, version=QUESTIONS.version + version)
    made = intake(Past(profiles=(of,)))
    assert at(made) is screen
    assert (made.answers(PROFILE) == {}) is (screen is Screen.PROFILE), "nothing is preset"


def test_nothing_is_confirmed_before_all_is_answered() -> None:
    made = intake()
    with pytest.raises(UnansweredError):
        made.confirm()
    made.answer(TODAY, "T1", NO)
    with pytest.raises(UnansweredError) as error:
        made.confirm()
    assert error.value.ids == ("T2", "T3", "T4", "T5", "T6", "T7")
    assert at(made) is Screen.TODAY


def test_a_yes_that_is_taken_back_takes_its_follow_up_with_it() -> None:
    made = intake()
    made.answer(TODAY, "T1", YES)
    made.answer(TODAY, "T1-pop", YES)
    assert [question.id for question in made.asked(TODAY)][:2] == ["T1", "T1-pop"]
    assert [reason.question for reason in made.reasons] == ["T1-pop", "T1"]
    made.answer(TODAY, "T1", NO)
    assert dict(made.answers(TODAY)) == {"T1": NO}


def test_back_leads_to_the_screen_before_with_what_was_answered() -> None:
    made = intake()
    assert not made.go_back(), "to where one came from"
    answered(made, TODAY)
    made.confirm()
    assert made.go_back()
    assert at(made) is Screen.PREPARE
    assert made.go_back()
    assert at(made) is Screen.TODAY
    assert made.answers(TODAY) == FINE_TODAY
    assert made.confirm() is not None
    begun(made)


def test_my_health_has_changed_asks_the_profile_with_what_was_answered() -> None:
    made = intake()
    made.correct(PROFILE)
    assert at(made) is Screen.PROFILE
    assert made.answers(PROFILE) == FINE_PROFILE
    made.answer(PROFILE, "P7", YES)
    kept = made.confirm()
    assert kept is not None
    assert kept.answers["P7"] == YES
    assert at(made) is Screen.TODAY
    answered(made, TODAY)
    assert begun(made).before("s").verdict is Outcome.ADAPT


# --- STOP ---


def test_a_stop_has_no_way_on_but_other_answers() -> None:
    made = intake()
    kept = answered(made, TODAY, {"T4": YES})
    assert kept.level == "stop"
    assert why(made) is Why.STOP
    assert made.instead(ENTRIES) == ()
    made.confirm()
    assert at(made) is Screen.VERDICT
    assert not made.go_back()
    made.correct(TODAY)
    assert made.answers(TODAY)["T4"] == YES
    assert answered(made, TODAY).id != kept.id, "other answers are another check"
    begun(made)


def test_a_stop_of_the_profile_is_told_before_anything_else_is_asked() -> None:
    made = intake(Past())
    assert answered(made, PROFILE, {"P12": YES}).level == "stop"
    assert why(made) is Why.STOP
    again = intake(Past(profiles=(check(PROFILE, MINUTE, {**FINE_PROFILE, "P12": YES}),)))
    assert why(again) is Why.STOP
    again.correct(PROFILE)
    answered(again, PROFILE)
    assert at(again) is Screen.TODAY


def test_a_professional_who_agreed_lifts_it_for_gentle_sessions() -> None:
    made = intake(Past())
    answered(made, PROFILE, {"P12": YES})
    cleared = made.clear("P12", " Ms. Ray, midwife ", date(2026, 11, 20))
    assert cleared == Cleared("id-2", "P12", "Ms. Ray, midwife", date(2026, 11, 20), NOW)
    assert at(made) is Screen.TODAY
    answered(made, TODAY)
    assert begun(made).before("s").verdict is Outcome.ADAPT


def test_one_that_is_withdrawn_lifts_nothing_any_more() -> None:
    made = intake(Past())
    answered(made, PROFILE, {"P12": YES})
    cleared = made.clear("P12", "Ms. Ray", NOW.date())
    made.correct(PROFILE)
    made.withdraw(cleared)
    made.confirm()
    assert why(made) is Why.STOP


def test_a_clearance_is_for_the_feet_that_were_named() -> None:
    made = intake(Past())
    answered(made, PROFILE, {"P5": yes(LEFT, RIGHT)})
    assert why(made) is Why.STOP
    assert made.clear("P5", "Dr. Ray", NOW.date()).feet == {LEFT, RIGHT}
    assert at(made) is Screen.TODAY


@pytest.mark.parametrize(("by", "day"), [(" ", NOW.date()), ("Dr. Ray", date(2026, 11, 22))])
def test_a_clearance_says_by_whom_and_when(by: str, day: date) -> None:
    made = intake(Past())
    answered(made, PROFILE, {"P12": YES})
    with pytest.raises(ValueError, match="clearance"):
        made.clear("P12", by, day)
    assert why(made) is Why.STOP


# --- AREA and ADAPT ---


def test_a_place_is_left_out_and_the_time_planned_anew() -> None:
    made = intake()
    answered(made, TODAY, {"T3": Answer(is_yes=True, regions=HEEL)})
    assert at(made) is Screen.PREPARE
    plan = made.offer.plan
    assert plan is not None
    assert plan.hands_on_s >= 900
    assert (LEFT, Area.HEEL) not in made.regions
    assert (RIGHT, Area.HEEL) in made.regions
    assert begun(made).before("s").verdict is Outcome.AREA


def test_where_the_chosen_foot_is_left_out_the_other_one_is_offered() -> None:
    made = intake(choice=Choice(Feet.LEFT))
    answered(made, TODAY, {"T5": yes(LEFT)})
    assert why(made) is Why.NO_FOOT
    first = made.instead(ENTRIES)[0]
    assert first.entry is GENTLE or first.entry.id == GENTLE.id
    assert first.plan.choice.feet is Feet.RIGHT
    made.take(first)
    assert at(made) is Screen.PREPARE


def test_a_firm_script_gives_way_to_gentle_ones() -> None:
    made = intake(wanted=FRICTION)
    answered(made, TODAY, {"T7": YES})
    assert why(made) is Why.NOT_GENTLE
    found = made.instead(ENTRIES)
    assert [one.entry.id for one in found] == ["gentle-first-time"]
    made.take(found[0])
    begun(made)
    assert made.offer.plan == found[0].plan


def test_a_length_that_cannot_be_reached_gives_way_to_fifteen_minutes() -> None:
    once = replace(script(step("Once", 900, second_pass=False), rest()), id="once")
    made = intake(wanted=FRICTION, choice=Choice(minutes=60))
    answered(made, TODAY, {"T6": NO, "T3": Answer(is_yes=True, regions=HEEL)})
    found = made.instead([entry(once)])
    assert [one.choice.minutes for one in found] == [15]


def test_what_was_left_out_comes_back_with_other_answers() -> None:
    made = intake(wanted=FRICTION)
    answered(made, TODAY, {"T3": Answer(is_yes=True, regions=HEEL), "T7": YES})
    made.take(made.instead(ENTRIES)[0])
    made.go_back()
    answered(made, TODAY)
    assert (LEFT, Area.HEEL) in made.regions


def test_what_the_profile_forbids_is_told_before_the_rest_is_asked() -> None:
    blood = check(PROFILE, timedelta(days=3), {**FINE_PROFILE, "P7": YES})
    made = intake(Past(profiles=(blood,)), FRICTION)
    assert why(made) is Why.NOT_GENTLE
    [gentle] = made.instead(ENTRIES)
    made.take(gentle)
    assert at(made) is Screen.TODAY
    answered(made, TODAY)
    begun(made)


def test_who_faints_gets_up_slowly() -> None:
    made = intake(Past())
    answered(made, PROFILE, {"P15": YES})
    answered(made, TODAY)
    plan = begun(made).offer.plan
    assert plan is not None
    assert plan.choice.rises_slowly


# --- a window that was left open ---


class Hours:
    """A time of day that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def test_a_check_that_is_half_an_hour_old_is_asked_again_before_it_begins() -> None:
    hours = Hours()
    made = intake(now=hours)
    answered(made, TODAY)
    made.confirm()
    made.rate(PAIN, LEFT, Area.HEEL, 3)
    hours.now += 29 * MINUTE
    assert made.go_back()
    made.confirm()
    assert at(made) is Screen.PAIN
    hours.now += MINUTE
    assert made.confirm() is None
    assert at(made) is Screen.TODAY
    assert made.asks_anew
    assert (made.answers(TODAY), made.ratings) == ({}, {}), "nothing is preset"
    kept = answered(made, TODAY)
    assert kept.when == hours.now
    assert at(made) is Screen.PAIN
    made.confirm()
    assert made.before("s").check == replace(kept, session_id="s")


def test_answers_that_were_left_on_the_page_are_asked_for_again() -> None:
    hours = Hours()
    made = intake(now=hours)
    for id_, answer in FINE_TODAY.items():
        made.answer(TODAY, id_, answer)
    hours.now += timedelta(hours=40)
    assert made.confirm() is None
    assert at(made) is Screen.TODAY
    assert made.answers(TODAY) == {}
    answered(made, TODAY)
    assert at(made) is Screen.PREPARE


def test_a_profile_that_comes_of_age_meanwhile_is_asked_again() -> None:
    hours = Hours()
    made = intake(Past(profiles=(check(PROFILE, timedelta(days=29), FINE_PROFILE),)), now=hours)
    answered(made, TODAY)
    made.confirm()
    hours.now += timedelta(days=1)
    made.confirm()
    assert at(made) is Screen.PROFILE
    assert made.answers(PROFILE) == {}
    answered(made, PROFILE)
    assert at(made) is Screen.TODAY


def test_who_corrects_an_answer_sees_all_of_them_once_more() -> None:
    hours = Hours()
    made = intake(now=hours)
    answered(made, TODAY, {"T4": YES})
    hours.now += 29 * MINUTE
    made.correct(TODAY)
    hours.now += 29 * MINUTE
    made.answer(TODAY, "T4", NO)
    assert made.confirm() is not None
    assert at(made) is Screen.PREPARE


def test_other_answers_do_not_wait_behind_a_stop_for_ever() -> None:
    hours = Hours()
    made = intake(wanted=FRICTION, now=hours)
    answered(made, TODAY, {"T7": YES})
    [gentle] = made.instead(ENTRIES)
    hours.now += 30 * MINUTE
    made.take(gentle)
    assert at(made) is Screen.TODAY


# --- rest from firm work ---


def test_firm_work_rests_are_told_before_anything_is_asked() -> None:
    done = lived(NOW - timedelta(hours=3), (Technique.DEEP_TISSUE, Side.LEFT))
    made = intake(Past(sessions=(done,)), FRICTION)
    assert why(made) is Why.FIRM_RESTS
    found = made.instead(ENTRIES)
    assert found[0].entry.id == "gentle-first-time"
    assert FRICTION.id not in [one.entry.id for one in found]
    made.take(found[0])
    assert at(made) is Screen.PROFILE
    answered(made, PROFILE)
    answered(made, TODAY)
    begun(made)


def test_the_other_foot_may_be_worked_meanwhile() -> None:
    done = lived(NOW - timedelta(hours=3), (Technique.DEEP_TISSUE, Side.LEFT))
    made = intake(replace(KNOWN, sessions=(done,)), FRICTION, Choice(Feet.RIGHT))
    answered(made, TODAY)
    begun(made)


# --- pain now ---


def test_ratings_are_kept_with_the_session() -> None:
    made = intake()
    answered(made, TODAY, {"T6": YES})
    assert made.is_still_sore
    made.confirm()
    made.rate(PAIN, LEFT, Area.HEEL, 3)
    made.rate(PAIN, LEFT, Area.HEEL, 4)
    made.rate(SORENESS, RIGHT, Area.WHOLE_FOOT, 8)
    made.confirm()
    assert at(made) is Screen.BEGIN, "soreness of eight is not pain of eight"
    assert made.ratings == {(PAIN, (LEFT, Area.HEEL)): 4, (SORENESS, (RIGHT, Area.WHOLE_FOOT)): 8}
    kept = made.before("s").ratings
    assert [(r.kind, r.side, r.region, r.value) for r in kept] == [
        (PAIN, LEFT, Area.HEEL, 4),
        (SORENESS, RIGHT, Area.WHOLE_FOOT, 8),
    ]
    assert {(r.session_id, r.context, r.answered) for r in kept} == {
        ("s", RatingContext.BEFORE, NOW)
    }


def test_strong_pain_advises_rest_and_lets_a_gentle_one_go_on() -> None:
    made = intake()
    answered(made, TODAY)
    assert not made.is_still_sore
    made.confirm()
    made.rate(PAIN, RIGHT, Area.WHOLE_FOOT, 7)
    made.confirm()
    assert at(made) is Screen.VERDICT
    assert made.is_strong_pain
    assert made.offer.is_allowed
    assert GENTLE.id not in [one.entry.id for one in made.instead(ENTRIES)]
    made.confirm()
    assert at(made) is Screen.BEGIN
    assert made.before("s").verdict is Outcome.ADAPT


def test_strong_pain_lets_no_other_go_on() -> None:
    made = intake(wanted=MAINTENANCE)
    answered(made, TODAY)
    made.confirm()
    made.rate(PAIN, RIGHT, Area.HEEL, 9)
    made.confirm()
    assert why(made) is Why.NOT_GENTLE
    made.confirm()
    assert at(made) is Screen.VERDICT
    [gentle] = made.instead(ENTRIES)
    made.take(gentle)
    assert at(made) is Screen.PREPARE, "it asks for other things to have at hand"
    made.confirm()
    assert at(made) is Screen.BEGIN


@pytest.mark.parametrize("wanted", [GENTLE, MAINTENANCE])
def test_who_rests_for_strong_pain_leaves_the_numbers(wanted: Entry) -> None:
    made = intake(wanted=wanted)
    answered(made, TODAY)
    made.confirm()
    made.rate(PAIN, RIGHT, Area.HEEL, 8)
    made.rate(SORENESS, LEFT, Area.WHOLE_FOOT, 2)
    assert made.rested() == (), "it is not advised yet"
    made.confirm()
    kept = made.rested()
    assert [(r.session_id, r.context, r.kind, r.side, r.region, r.value) for r in kept] == [
        (None, RatingContext.DAILY, PAIN, RIGHT, Area.HEEL, 8),
        (None, RatingContext.DAILY, SORENESS, LEFT, Area.WHOLE_FOOT, 2),
    ]
    assert {one.answered for one in kept} == {NOW}
    assert len({one.id for one in kept}) == 2


def test_a_stop_for_another_reason_leaves_no_numbers() -> None:
    made = intake()
    answered(made, TODAY, {"T4": YES})
    assert made.rested() == ()


@pytest.mark.parametrize("wanted", [GENTLE, MAINTENANCE])
def test_a_number_that_was_mistyped_is_changed_or_taken_back(wanted: Entry) -> None:
    made = intake(wanted=wanted)
    answered(made, TODAY)
    made.confirm()
    made.rate(PAIN, RIGHT, Area.WHOLE_FOOT, 9)
    made.confirm()
    assert at(made) is Screen.VERDICT
    made.change_pain()
    assert at(made) is Screen.PAIN
    assert made.ratings == {(PAIN, (RIGHT, Area.WHOLE_FOOT)): 9}
    assert made.offer.is_allowed, "while it is asked it does not count"
    made.confirm()
    assert at(made) is Screen.VERDICT, "nothing was changed"
    made.change_pain()
    made.rate(PAIN, RIGHT, Area.WHOLE_FOOT, None)
    made.rate(PAIN, LEFT, Area.WHOLE_FOOT, None)
    assert made.ratings == {}
    made.confirm()
    assert at(made) is Screen.BEGIN


def test_back_from_strong_pain_leads_to_prepare_and_it_counts_again_where_it_is_asked() -> None:
    made = intake(wanted=MAINTENANCE)
    answered(made, TODAY)
    made.confirm()
    made.rate(PAIN, RIGHT, Area.WHOLE_FOOT, 9)
    assert made.go_back()
    assert at(made) is Screen.PREPARE
    assert made.offer.is_allowed
    made.confirm()
    made.confirm()
    assert why(made) is Why.NOT_GENTLE


# --- one that was cut off ---


def cut_off(made: Script, *, at_step: int = 1) -> CutOff:
    plan = plan_session(made, Choice())
    walk = Walk(plan).at(at_step, 10)
    session = Session.taken_up(plan, walk.session.snapshot(), FakeClock())
    began = Beginning("s", NOW - 40 * MINUTE, "x.yaml", "", Choice(), Pauses())
    return CutOff(began, Standing(NOW - 35 * MINUTE, session.snapshot()), entry(made), session)


MADE = script(
    step("Heel", 300, area="heel"), step("Calf", 300, area="calf"), rest(10), order="by-step"
)


SORE = script(
    step("Heel", 200, area="heel"),
    step("Calf", 500, area="calf"),
    step("Heel again", 200, area="heel"),
    rest(10),
    order="by-step",
)


def resumed(made: Script = MADE, *, at_step: int = 1) -> Intake:
    found = cut_off(made, at_step=at_step)
    return intake(wanted=found.entry, choice=found.beginning.choice, cut_off=found)


def test_to_go_on_only_the_check_is_asked() -> None:
    made = resumed(replace(MADE))
    assert at(made) is Screen.TODAY
    answered(made, TODAY)
    assert at(made) is Screen.BEGIN
    assert not made.go_back()


OWN = check(TODAY, 40 * MINUTE, FINE_TODAY, id="own")


def cut_off_just_now(
    past: Past = KNOWN, own: Check | None = OWN, *, ago: int = 29, made: Script = MADE
) -> Intake:
    """One that was cut off some minutes ago, after a check of forty minutes ago."""
    found = cut_off(made)
    before = None if own is None else Before("s", Outcome.CLEAR, own)
    found = replace(
        found,
        beginning=replace(found.beginning, before=before),
        standing=replace(found.standing, at=NOW - ago * MINUTE),
    )
    return intake(past, found.entry, found.beginning.choice, cut_off=found)


def test_one_that_was_cut_off_just_now_goes_on_at_once_with_its_check() -> None:
    made = cut_off_just_now(replace(KNOWN, checks=(OWN,)))
    assert at(made) is Screen.BEGIN
    assert made.before("s").check == replace(OWN, session_id="s")
    assert at(cut_off_just_now(ago=30)) is Screen.TODAY


def test_what_was_answered_since_it_was_begun_asks_the_check_again() -> None:
    ill = check(TODAY, 40 * MINUTE, {**FINE_TODAY, "T4": YES}, id="other")
    earlier = replace(ill, when=NOW - 41 * MINUTE)
    profile = check(PROFILE, 39 * MINUTE, FINE_PROFILE)
    assert at(cut_off_just_now(replace(KNOWN, checks=(OWN, earlier)))) is Screen.BEGIN
    for past in (
        replace(KNOWN, checks=(OWN, ill)),
        replace(KNOWN, profiles=(*KNOWN.profiles, profile)),
    ):
        made = cut_off_just_now(past)
        assert at(made) is Screen.TODAY
        assert made.answers(TODAY) == {}, "nothing is preset"


def test_where_the_log_cannot_be_read_no_check_holds() -> None:
    gentle = replace(MADE, level=Level.GENTLE)
    assert at(cut_off_just_now(made=gentle)) is Screen.BEGIN
    assert at(cut_off_just_now(replace(KNOWN, is_read=False), made=gentle)) is Screen.TODAY


def test_a_check_that_tells_not_all_that_is_asked_now_is_asked_again() -> None:
    assert at(cut_off_just_now(own=None)) is Screen.TODAY
    assert at(cut_off_just_now(own=replace(OWN, version=OWN.version + 1))) is Screen.TODAY
    swollen = cut_off_just_now(replace(KNOWN, flags=swelling()))
    assert at(swollen) is Screen.TODAY
    assert swollen.answers(TODAY) == {}, "nothing is preset"


def test_a_profile_that_says_stop_by_now_keeps_one_that_was_cut_off_just_now() -> None:
    stop = check(PROFILE, timedelta(days=3), {**FINE_PROFILE, "P12": YES})
    assert why(cut_off_just_now(Past(profiles=(stop,)))) is Why.STOP


def test_after_a_stop_it_is_not_gone_on_with() -> None:
    made = resumed()
    answered(made, TODAY, {"T2": YES})
    assert why(made) is Why.STOP


def test_what_is_over_may_be_left_out_and_what_is_to_come_not() -> None:
    sore_heel = {"T3": Answer(is_yes=True, regions=HEEL)}
    before = resumed(at_step=1)
    answered(before, TODAY, sore_heel)
    assert why(before) is Why.LEFT_OUT
    after = resumed(at_step=5)
    answered(after, TODAY, sore_heel)
    assert at(after) is Screen.BEGIN


def test_what_was_left_out_before_it_was_cut_off_is_not_still_to_come() -> None:
    walk = Walk(plan_session(SORE, Choice())).at(1, 10)
    for _ in range(2):
        walk.session.ease()
    assert walk.session.leave_out()
    session = Session.taken_up(walk.session.plan, walk.session.snapshot(), FakeClock())
    found = replace(cut_off(SORE), session=session)
    made = intake(wanted=found.entry, choice=found.beginning.choice, cut_off=found)
    answered(made, TODAY, {"T3": Answer(is_yes=True, regions=HEEL)})
    assert at(made) is Screen.BEGIN


@pytest.mark.parametrize("feet", [(LEFT,), (RIGHT,), (LEFT, RIGHT)])
def test_a_foot_that_is_left_out_ends_it(feet: tuple[object, ...]) -> None:
    made = resumed()
    answered(made, TODAY, {"T5": yes(*feet)})  # type: ignore[arg-type]
    assert why(made) is (Why.STOP if len(feet) == 2 else Why.LEFT_OUT)


def test_where_it_may_not_go_on_a_new_one_may_be_begun_with_all_its_screens() -> None:
    made = resumed(at_step=1)
    kept = answered(made, TODAY, {"T3": Answer(is_yes=True, regions=HEEL)})
    assert why(made) is Why.LEFT_OUT
    gentle = next(one for one in made.instead(ENTRIES) if one.entry == GENTLE)
    made.take(gentle)
    assert made.wanted.cut_off is None
    before = begun(made).before("new")
    assert before.check == replace(kept, session_id="new"), "the seven are not asked twice"
    plan = made.offer.plan
    assert plan is not None
    assert plan.hands_on_s >= 900
    assert not {(f, one.step.area) for one in plan.occurrences for f in one.side.feet} & HEEL


def test_after_a_stop_no_new_one_is_offered() -> None:
    made = resumed()
    answered(made, TODAY, {"T2": YES})
    assert made.instead(ENTRIES) == ()


FIRM = script(
    step("Arch", 60, technique="cross-fiber-friction", area="arch"),
    step("Heel", 500, area="heel"),
    step("Calf", 400, area="calf"),
    rest(10),
    order="by-step",
)


def test_what_was_done_firmly_before_it_was_cut_off_rests_in_a_new_one() -> None:
    made = resumed(FIRM, at_step=3)
    answered(made, TODAY, {"T3": Answer(is_yes=True, regions=HEEL)})
    found = made.instead(ENTRIES)
    assert found
    firm = [step for one in found for step in one.plan.script.steps if step.technique.is_limited]
    assert firm == []
    made.take(found[0])
    assert {rest.foot for rest in made.verdict.firm_rests} == {LEFT, RIGHT}


def test_who_gets_dizzy_does_not_go_on_with_one_whose_last_step_can_be_skipped() -> None:
    made = resumed()
    made.correct(PROFILE)
    answered(made, PROFILE, {"P15": YES})
    assert why(made) is Why.LEFT_OUT


def test_what_holds_besides_is_kept_with_the_session() -> None:
    made = intake()
    made.correct(PROFILE)
    answered(made, PROFILE, {"P15": YES, "P6": YES})
    answered(made, TODAY)
    limits = (Limit.SLOW_RISE, Limit.PARTNER_NEAR, Limit.LOOK_AT_SKIN)
    assert begun(made).before("s").limits == limits


def test_one_that_is_not_gentle_is_not_gone_on_with_when_only_gentle_ones_may_be() -> None:
    made = resumed()
    answered(made, TODAY, {"T7": YES})
    assert why(made) is Why.NOT_GENTLE


# --- what stands from the sessions before ---


def swelling(ago: timedelta = timedelta(hours=1)) -> tuple[Flag, ...]:
    """It was told so long ago that the left foot is swollen since the last session."""
    made = logged("s", timedelta(hours=40), *told_after("s", RatingContext.H24, ago, A4=yes(LEFT)))
    return standing_flags(QUESTIONS, Told((made,)), NOW)


def test_what_stands_is_asked_before_anything_is_refused() -> None:
    made = intake(replace(KNOWN, flags=swelling()), FRICTION)
    assert at(made) is Screen.TODAY
    assert [question.id for question in made.may_ask(TODAY)][-1] == "A4"
    assert made.may_ask(PROFILE) == QUESTIONS.profile
    kept = answered(made, TODAY, {"A4": NO})
    assert kept.answers["A4"] == NO
    assert at(made) is Screen.PREPARE


def test_still_there_it_leaves_out_the_foot() -> None:
    made = intake(replace(KNOWN, flags=swelling()), FRICTION, Choice(Feet.LEFT))
    kept = answered(made, TODAY, {"A4": yes(LEFT)})
    assert kept.level == "area"
    assert why(made) is Why.NO_FOOT
    assert {one.plan.choice.feet for one in made.instead(ENTRIES)} == {Feet.RIGHT}


def test_a_faint_refuses_firm_scripts_before_the_questions() -> None:
    told = told_after("s", RatingContext.AFTER, timedelta(days=2), A5=YES, A5_fainted=YES)
    found = standing_flags(QUESTIONS, Told((logged("s", timedelta(days=2), *told),)), NOW)
    made = intake(replace(KNOWN, flags=found), FRICTION)
    assert why(made) is Why.NOT_GENTLE
    offered = made.instead(ENTRIES)
    assert offered[0].entry.id == GENTLE.id
    made.take(offered[0])
    answered(made, TODAY)
    begun(made)
    assert made.before("s").verdict is Outcome.ADAPT


# --- nothing is taken for done ---


def test_a_questionnaire_that_is_corrected_is_not_done_until_it_is_confirmed_again() -> None:
    made = intake()
    made.correct(PROFILE)
    made.answer(PROFILE, "P7", YES)
    made.correct(TODAY)
    answered(made, TODAY)
    assert at(made) is Screen.PROFILE, "what was changed there was not confirmed"
    made.confirm()
    assert at(made) is Screen.PREPARE


def test_who_took_another_script_before_pain_was_asked_is_advised_to_rest_all_the_same() -> None:
    made = intake(wanted=FRICTION)
    answered(made, TODAY, {"T7": YES})
    [gentle] = made.instead(ENTRIES)
    made.take(gentle)
    made.confirm()
    assert at(made) is Screen.PAIN
    made.rate(PAIN, LEFT, Area.WHOLE_FOOT, 7)
    made.confirm()
    assert at(made) is Screen.VERDICT
    assert made.offer.is_allowed
    assert made.is_strong_pain


def test_an_answer_that_was_no_in_between_ends_what_was_agreed_to_before() -> None:
    hours = Hours()
    made = intake(Past(), now=hours)
    answered(made, PROFILE, {"P12": YES})
    made.clear("P12", "Ms. Ray", NOW.date())
    for answer in (NO, YES):
        hours.now += MINUTE
        made.correct(PROFILE)
        made.answer(PROFILE, "P12", answer)
        made.confirm()
    assert made.clearances == ()
    assert why(made) is Why.STOP


def test_another_number_is_advised_on_anew() -> None:
    made = intake(wanted=MAINTENANCE, choice=Choice(Feet.LEFT))
    answered(made, TODAY)
    made.confirm()
    made.rate(PAIN, LEFT, Area.WHOLE_FOOT, 8)
    made.confirm()
    made.take(made.instead(ENTRIES)[0])
    assert not made.is_strong_pain, "a gentle one was chosen"
    assert made.go_back()
    answered(made, TODAY, {"T5": yes(LEFT)})
    assert why(made) is Why.NO_FOOT
    made.change_pain()
    made.rate(PAIN, LEFT, Area.WHOLE_FOOT, 9)
    made.confirm()
    assert made.is_strong_pain


def test_while_the_log_cannot_be_read_only_gentle_ones_may_be_done() -> None:
    made = intake(Past(is_read=False), FRICTION)
    assert why(made) is Why.NOT_GENTLE
    [reason] = made.so_far.reasons
    assert "log cannot be read" in reason.say
    [gentle] = made.instead(ENTRIES)
    made.take(gentle)
    answered(made, PROFILE)
    answered(made, TODAY)
    assert begun(made).before("s").verdict is Outcome.ADAPT
