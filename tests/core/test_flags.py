"""What stands from the sessions before: each rule, and what ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.after_answers import events_of
from app.core.after_questions import FlagReason
from app.core.answer import Answer, Answers
from app.core.asked_after import DONE
from app.core.flag import Flag, Told
from app.core.flags import may_stand, standing_flags
from app.core.health_answers import Check
from app.core.health_questions import Limit, Outcome, Questionnaire, Urgency
from app.core.lasting_soreness import is_sore, sore_feet_at_48h
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import EndReason, LoggedSession, Rating, RatingContext, RatingKind
from tests.core.health_building import (
    LEFT,
    NO,
    NOW,
    QUESTIONS,
    RIGHT,
    YES,
    logged,
    soreness,
    told_after,
    yes,
)

AFTER, H3, H24, H48, H72 = (RatingContext(word) for word in ("after", "h3", "h24", "h48", "h72"))
BEFORE = RatingContext.BEFORE
F = FlagReason
LEFT_FOOT, RIGHT_FOOT = frozenset({LEFT}), frozenset({RIGHT})


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def check(
    ago: timedelta, which: Questionnaire = Questionnaire.TODAY, /, **answers: Answer
) -> Check:
    given = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return Check("c", which, 1, NOW - ago, given, "clear")


def flags(
    *told: LoggedSession | Check | Rating, profile: Answers | None = None
) -> tuple[Flag, ...]:
    found = Told(
        tuple(one for one in told if isinstance(one, LoggedSession)),
        tuple(one for one in told if isinstance(one, Check)),
        tuple(one for one in told if isinstance(one, Rating)),
        profile or {},
    )
    made = standing_flags(QUESTIONS, found, NOW)
    assert may_stand(found, NOW) or not made
    return made


def reasons(*told: LoggedSession | Check | Rating) -> list[FlagReason]:
    return [one.reason for one in flags(*told)]


TWO_DAYS, FIFTY_HOURS = days(2), hours(50)


def answered(ago: timedelta = TWO_DAYS, /, **answers: Answer) -> LoggedSession:
    """A session that ended two days ago, with answers of 24 h after it."""
    return logged("s", ago, *told_after("s", H24, ago - hours(24), **answers))


def test_with_nothing_told_nothing_stands() -> None:
    assert flags() == ()
    assert not may_stand(Told((logged("s", days(2)),)), NOW)
    assert flags(answered(A3=NO, A4=NO, A8=NO)) == ()


def test_that_a_check_in_was_answered_to_its_end_is_nothing_that_was_told() -> None:
    done = answered(A3=NO, **{DONE: YES})
    assert flags(done) == ()
    assert not may_stand(Told((done,)), NOW), "nobody has to read the questions for it"
    assert events_of(QUESTIONS, done.answers, {}, str) == ()


# --- what is there until it is gone ---


@pytest.mark.parametrize(
    ("answers", "reason", "outcome", "feet"),
    [
        ({"A3": YES}, F.BRUISE, Outcome.ADAPT, frozenset()),
        ({"A3": YES, "A3_large": YES}, F.LARGE_BRUISE, Outcome.ADAPT, frozenset()),
        ({"A3": YES, "A3_spreading": YES}, F.SPREADING_BRUISE, Outcome.ADAPT, frozenset()),
        ({"A4": yes(RIGHT)}, F.SWELLING, Outcome.STOP, RIGHT_FOOT),
        ({"A4": yes(RIGHT), "A4_calf": YES}, F.CALF, Outcome.STOP, frozenset()),
        ({"A6": yes(LEFT)}, F.NUMBNESS, Outcome.STOP, LEFT_FOOT),
        ({"A7": yes(LEFT, RIGHT)}, F.SKIN, Outcome.STOP, LEFT_FOOT | RIGHT_FOOT),
        ({"A8": YES}, F.WORSE_PAIN, Outcome.ADAPT, frozenset()),
    ],
)
def test_a_yes_stands(
    answers: dict[str, Answer], reason: FlagReason, outcome: Outcome, feet: frozenset[Foot]
) -> None:
    [flag] = flags(answered(**answers))
    assert (flag.reason, flag.lead.outcome, flag.feet) == (reason, outcome, feet)
    assert flag.since == flag.told == NOW - days(1)
    assert flag.asked_by == next(iter(answers))
    assert flag.pauses_firm
    out = feet or frozenset(Foot)
    assert flag.feet_out == (out if outcome is Outcome.STOP else frozenset())


@pytest.mark.parametrize("name", ["A4", "A6", "A7"])
def test_a_yes_stands_for_both_feet_until_it_is_told_on_which(name: str) -> None:
    [flag] = flags(answered(**{name: YES}))
    assert flag.feet == frozenset()
    assert flag.feet_out == LEFT_FOOT | RIGHT_FOOT
    [flag] = flags(answered(**{name: yes(LEFT)}))
    assert flag.feet_out == LEFT_FOOT


@pytest.mark.parametrize("name", ["A3", "A4", "A6", "A7", "A8"])
def test_a_later_no_ends_it_wherever_it_is_said(name: str) -> None:
    was = answered(**{name: yes(LEFT)})
    assert len(flags(was)) == 1
    later = told_after("s", H48, hours(1), **{name: NO})
    assert flags(replace(was, answers=(*was.answers, *later))) == ()
    assert (
        flags(was, logged("t", hours(20), *told_after("t", AFTER, hours(20), **{name: NO}))) == ()
    )
    assert flags(was, check(hours(2), **{name: NO})) == ()


def test_what_was_said_before_ends_nothing() -> None:
    was = answered(A4=yes(LEFT))
    assert reasons(was, check(days(1.5), A4=NO)) == [F.SWELLING]
    assert reasons(was, check(hours(2), T4=NO, T5=NO)) == [F.SWELLING]
    assert reasons(was, check(hours(2), Questionnaire.PROFILE, A4=NO)) == [F.SWELLING]


def test_of_a_yes_and_a_no_of_one_instant_the_yes_stands() -> None:
    assert reasons(answered(A4=yes(LEFT)), check(days(1), A4=NO)) == [F.SWELLING]
    assert reasons(answered(A4=NO), check(days(1), A4=yes(LEFT)))


def test_told_again_it_is_the_same_one_with_what_was_told_last() -> None:
    was = answered(A4=yes(LEFT))
    [flag] = flags(was, check(hours(2), A4=yes(RIGHT), A4_calf=NO, A4_breath=NO))
    assert (flag.since, flag.told, flag.feet) == (NOW - days(1), NOW - hours(2), RIGHT_FOOT)


def test_told_anew_after_it_was_gone_it_is_a_new_one() -> None:
    [flag] = flags(answered(A8=YES), check(hours(9), A8=NO), check(hours(2), A8=YES))
    assert flag.since == NOW - hours(2)


def test_told_again_in_a_check_it_outlives_the_session_that_it_came_of() -> None:
    assert reasons(check(days(20), A4=yes(LEFT))) == [F.SWELLING]


def test_without_another_word_it_stands_for_thirty_days() -> None:
    assert reasons(answered(days(31) - hours(1), A8=YES)) == [F.WORSE_PAIN]
    assert flags(answered(days(31), A8=YES)) == ()


def test_what_is_told_under_a_clock_that_was_wrong_is_passed_over() -> None:
    was = answered(A4=yes(LEFT))
    assert reasons(was, check(-days(2), A4=NO)) == [F.SWELLING]
    ahead = logged("t", -days(3), *told_after("t", AFTER, -days(3), A6=yes(LEFT)))
    assert reasons(was, ahead) == [F.SWELLING]


def test_a_no_about_last_week_takes_nothing_away_that_was_told_since() -> None:
    """Who fills in a check-in of a week ago says nothing of how the foot is today."""
    week_ago, now = days(7), timedelta()
    old = logged("old", week_ago, *told_after("old", H24, now, A6=NO, A4=NO))
    new = logged("new", days(2), *told_after("new", H24, days(1), A6=yes(LEFT), A4=NO))
    assert reasons(old, new) == [F.NUMBNESS]
    told_in_time = logged("old", week_ago, *told_after("old", H24, days(6), A6=yes(LEFT)))
    gone = logged("new", days(2), *told_after("new", H24, days(1), A6=NO))
    assert reasons(told_in_time, gone) == []


def test_a_yes_about_last_week_stands_as_of_then() -> None:
    [flag] = flags(logged("old", days(7), *told_after("old", H24, timedelta(), A6=yes(LEFT))))
    assert flag.told == NOW - days(7) + hours(42), "when that check-in could be answered no more"


def test_a_yes_about_last_week_leads_to_what_it_did_then() -> None:
    """A foot that was numb right after a session is not said to have been so for a day."""
    late = logged("s", days(7), *told_after("s", AFTER, timedelta(), A6=yes(LEFT)))
    in_time = logged("s", days(7), *told_after("s", AFTER, days(7), A6=yes(LEFT)))
    [told_late], [told_then] = flags(late), flags(in_time)
    assert told_late.lead == told_then.lead


def test_an_answer_counts_by_its_hours_after_the_end() -> None:
    at_two_days = logged("s", hours(60), *told_after("s", H48, hours(1), A8=YES))
    assert flags(at_two_days)[0].lead.urgency is Urgency.SOON
    assert flags(answered(A8=YES))[0].lead.urgency is Urgency.NONE
    again = check(hours(1), A8=YES)
    assert flags(logged("s", hours(60)), answered(hours(90), A8=YES), again)[0].lead.urgency is (
        Urgency.SOON
    )
    assert flags(logged("t", hours(20)), answered(A8=YES), again)[0].lead.urgency is Urgency.NONE


def test_without_a_session_nobody_knows_how_long_ago_it_was() -> None:
    told = Told(checks=(check(hours(1), A8=YES),))
    [flag] = standing_flags(QUESTIONS, told, NOW)
    assert flag.lead.urgency is Urgency.NONE


def test_the_profile_raises_it() -> None:
    was = answered(A3=YES)
    assert flags(was)[0].lead.urgency is Urgency.NONE
    assert flags(was, profile={"P7": YES})[0].lead.urgency is Urgency.SOON


# --- a session that was stopped ---


@pytest.mark.parametrize(
    ("ended", "reason", "feet"),
    [
        (EndReason.NUMB, F.NUMBNESS, LEFT_FOOT),
        (EndReason.SKIN, F.SKIN, LEFT_FOOT),
        (EndReason.CALF, F.CALF, frozenset()),
        (EndReason.DIZZY, F.DIZZY, frozenset()),
    ],
)
def test_a_sign_of_the_body_stands_until_it_is_asked_about(
    ended: EndReason, reason: FlagReason, feet: frozenset[Foot]
) -> None:
    [flag] = flags(logged("s", days(1), ended=ended))
    assert (flag.reason, flag.feet, flag.since) == (reason, feet, NOW - days(1))
    no = told_after("s", AFTER, days(1) - hours(0.1), A4=NO, A6=NO, A7=NO)
    gone = flags(logged("s", days(1), *no, ended=ended))
    assert gone == (() if reason is not F.DIZZY else (flag,))


@pytest.mark.parametrize("ended", [EndReason.PAIN, EndReason.SHARP_PAIN, EndReason.DONE, None])
def test_other_ends_are_no_flag(ended: EndReason | None) -> None:
    assert flags(logged("s", days(1), ended=ended)) == ()


# --- faintness ---


def dizzy(name: str, ago: timedelta, **more: Answer) -> LoggedSession:
    return logged(name, ago, *told_after(name, AFTER, ago, A5=YES, **more))


def test_dizzy_once_limits_the_next_sessions_and_pauses_nothing() -> None:
    [flag] = flags(dizzy("s", days(2), A5_fainted=NO))
    assert flag.reason is F.DIZZY
    assert not flag.pauses_firm
    assert flag.feet_out == frozenset()
    assert flag.limits == (Limit.PARTNER_NEAR, Limit.SLOW_RISE)
    assert flag.lead.urgency is Urgency.NONE
    assert flag.asked_by == ""


def test_a_real_faint_pauses_firm_scripts_for_two_weeks_whatever_is_said() -> None:
    fainted = dizzy("s", days(14) - hours(1), A5_fainted=YES)
    no = logged("t", days(3), *told_after("t", AFTER, days(3), A5=NO))
    [flag] = flags(fainted, no)
    assert flag.reason is F.FAINTED
    assert flag.pauses_firm
    assert flag.lead.urgency is Urgency.SOON
    assert flags(dizzy("s", days(14), A5_fainted=YES)) == ()


def test_dizzy_in_two_sessions_is_for_the_doctor() -> None:
    found = flags(dizzy("s", days(5)), dizzy("t", days(2)))
    assert [one.reason for one in found] == [F.DIZZY_AGAIN, F.DIZZY]
    assert found[0].pauses_firm
    assert found[0].lead.urgency is Urgency.SOON
    assert found[0].limits == found[1].limits


def test_dizzy_at_two_check_ins_of_a_session_is_once() -> None:
    both = (*told_after("s", AFTER, days(2), A5=YES), *told_after("s", H3, days(1.9), A5=YES))
    assert reasons(logged("s", days(2), *both)) == [F.DIZZY]
    assert reasons(logged("s", days(2), *both, ended=EndReason.DIZZY)) == [F.DIZZY]


def test_two_that_lie_far_apart_are_not_repeated() -> None:
    assert F.DIZZY_AGAIN not in reasons(dizzy("s", days(33)), dizzy("t", days(2)))
    assert F.DIZZY_AGAIN in reasons(dizzy("s", days(32)), dizzy("t", days(2)))


# --- soreness at 48 h ---


def sore(*told: Rating, ago: timedelta = FIFTY_HOURS, name: str = "s") -> LoggedSession:
    return logged(name, ago, *told)


def at(
    context: RatingContext, value: int | None, ago: timedelta, hours_after_end: float | None = None
) -> Rating:
    return soreness("s", context, ago, value, hours_after_end=hours_after_end)


def test_sorer_than_before_at_48_hours() -> None:
    [flag] = flags(sore(at(BEFORE, 2, hours(51)), at(H48, 3, hours(2))))
    assert (flag.reason, flag.feet, flag.since) == (F.SORE_AT_48H, LEFT_FOOT, NOW - hours(2))
    assert flag.asked_by == "T6"
    assert flag.feet_out == frozenset(Foot), "a sore foot stops a session of either"
    assert "no session until that is gone" in flag.lead.say
    assert flag.lead.urgency is Urgency.SOON


def test_told_before_48_hours_it_stops_from_then_on() -> None:
    early = sore(at(H48, 3, hours(1)), ago=hours(43))
    [flag] = flags(early)
    assert (flag.lead.outcome, flag.lead.urgency) == (Outcome.ADAPT, Urgency.NONE)
    [flag] = standing_flags(QUESTIONS, Told((early,)), NOW + hours(5))
    assert (flag.lead.outcome, flag.lead.urgency) == (Outcome.STOP, Urgency.SOON)


@pytest.mark.parametrize(
    "told",
    [
        [at(BEFORE, 3, hours(51)), at(H48, 3, hours(2))],
        [at(H48, 0, hours(2))],
        [at(H48, None, hours(2))],
        [at(H24, 9, hours(26))],
        [at(AFTER, 9, hours(50))],
        [replace(at(H48, 9, hours(2)), kind=RatingKind.PAIN)],
        [at(H48, 9, -days(2))],
    ],
    ids=["as before", "gone", "skipped", "earlier", "right after", "pain", "wrong clock"],
)
def test_anything_less_is_no_flag(told: list[Rating]) -> None:
    assert flags(sore(*told)) == ()


def test_not_asked_before_counts_as_none() -> None:
    assert reasons(sore(at(H48, 1, hours(2)))) == [F.SORE_AT_48H]
    assert reasons(sore(at(BEFORE, None, hours(51)), at(H48, 1, hours(2)))) == [F.SORE_AT_48H]


def test_each_place_is_compared_with_itself() -> None:
    heel, arch, foot = (
        (LEFT, Area.HEEL),
        (LEFT, Area.ARCH),
        (LEFT, Area.WHOLE_FOOT),
    )
    before = soreness("s", BEFORE, hours(51), 5, heel)
    assert reasons(sore(before, soreness("s", H48, hours(2), 4, arch))) == [F.SORE_AT_48H]
    assert flags(sore(before, soreness("s", H48, hours(2), 5, foot))) == ()
    whole = soreness("s", BEFORE, hours(51), 4, foot)
    assert flags(sore(whole, soreness("s", H48, hours(2), 4, arch))) == ()
    right = soreness("s", H48, hours(2), 1, (RIGHT, Area.HEEL))
    assert sore_feet_at_48h(sore(before, right)) == RIGHT_FOOT


def test_a_late_answer_counts() -> None:
    late = at(H24, 3, hours(1), hours_after_end=49)
    assert reasons(sore(late)) == [F.SORE_AT_48H]
    assert flags(sore(at(H24, 3, hours(1), hours_after_end=47.9))) == ()


def test_the_next_check_in_can_end_it() -> None:
    told = [at(BEFORE, 1, hours(76)), at(H48, 3, hours(27))]
    assert reasons(sore(*told, at(H72, 2, hours(2)))) == [F.SORE_AT_48H]
    assert flags(sore(*told, at(H72, 2, hours(2))))[0].since == NOW - hours(2)
    assert flags(sore(*told, at(H72, 1, hours(2)))) == ()


def test_the_48_hours_of_a_newer_session_can_end_it() -> None:
    old = sore(at(H48, 3, hours(100)), ago=hours(150))
    new = logged("t", hours(50), soreness("t", H48, hours(2), 0))
    assert reasons(old) == [F.SORE_AT_48H]
    assert flags(new, old) == ()
    worse = logged("t", hours(50), soreness("t", H48, hours(2), 4))
    assert flags(worse, old)[0].since == NOW - hours(100)


def test_a_today_check_that_finds_nothing_sore_ends_it() -> None:
    was = sore(at(H48, 3, hours(2)))
    assert flags(was, check(hours(1), T6=NO)) == ()
    assert reasons(was, check(hours(1), T6=YES)) == [F.SORE_AT_48H]
    assert reasons(was, check(hours(3), T6=NO)) == [F.SORE_AT_48H]
    assert reasons(was, check(hours(1))) == [F.SORE_AT_48H]


def test_it_is_forgotten_after_thirty_days() -> None:
    assert flags(sore(at(H48, 3, days(30)), ago=days(32))) == ()


def test_soreness_is_left_over_until_a_check_in_says_otherwise() -> None:
    before = at(BEFORE, 2, hours(25))
    made = sore(before, at(AFTER, 9, hours(24)), ago=hours(24))
    assert not is_sore(made, NOW), "what is felt right after it is no leftover"
    three = at(H3, 3, hours(21))
    assert is_sore(sore(before, three, ago=hours(24)), NOW)
    assert not is_sore(sore(before, three, at(H24, 2, hours(1)), ago=hours(24)), NOW)
    assert is_sore(sore(three, ago=hours(72)), NOW)
    assert not is_sore(sore(three, ago=hours(72.1)), NOW)


# --- pain over days, and all together ---


def test_strong_pain_is_a_flag_that_pauses_nothing() -> None:
    kind, context = RatingKind.FIRST_STEP, RatingContext.DAILY
    told = [
        Rating(str(n), None, kind, context, NOW - days(n), LEFT, Area.HEEL, 8) for n in range(3)
    ]
    [flag] = flags(*told)
    assert flag.reason is F.STRONG_PAIN
    assert not flag.pauses_firm
    assert flag.until is None
    assert flag.feet == LEFT_FOOT
    assert flags(*(replace(one, id="0") for one in told)) == (), "one rating counts once"
    assert flags(*told[:2], replace(told[2], answered=NOW + days(2))) == ()


def test_the_ratings_of_sessions_count_too() -> None:
    kind = RatingKind.PAIN
    made = [
        logged(
            str(n), days(n), Rating(str(n), str(n), kind, AFTER, NOW - days(n), LEFT, Area.HEEL, 7)
        )
        for n in range(3)
    ]
    assert reasons(*made) == [F.STRONG_PAIN]


def test_the_most_urgent_one_comes_first_then_the_gravest() -> None:
    told = (
        answered(A3=YES, A3_spreading=YES, A4=yes(LEFT), A8=YES),
        sore(at(H48, 3, hours(2))),
        dizzy("d", days(3)),
    )
    assert reasons(*told) == [
        F.SPREADING_BRUISE,
        F.SWELLING,
        F.SORE_AT_48H,
        F.WORSE_PAIN,
        F.DIZZY,
    ]


ROOTS = [asked.id for asked in QUESTIONS.after if asked.is_state]
replies = st.lists(
    st.tuples(st.sampled_from(ROOTS), st.integers(1, 600), st.booleans(), st.booleans()),
    max_size=12,
    unique_by=lambda one: (one[0], one[1]),
)


@given(replies)
def test_the_newest_answer_decides(said: list[tuple[str, int, bool, bool]]) -> None:
    newest: dict[str, tuple[int, bool]] = {}
    told: list[LoggedSession | Check] = [logged("s", hours(700))]
    for root, ago, is_yes, in_check in said:
        answer = Answer(is_yes, LEFT_FOOT if is_yes else frozenset())
        if in_check:
            told.append(check(hours(ago), **{root: answer}))
        else:
            name = f"{root}{ago}"
            told.append(
                logged(name, hours(ago), *told_after(name, AFTER, hours(ago), **{root: answer}))
            )
        if root not in newest or ago < newest[root][0]:
            newest[root] = ago, is_yes
    standing = {flag.asked_by for flag in standing_flags(QUESTIONS, as_told(told), NOW)}
    assert standing == {root for root, (_, is_yes) in newest.items() if is_yes}


def as_told(told: list[LoggedSession | Check]) -> Told:
    return Told(
        tuple(one for one in told if isinstance(one, LoggedSession)),
        tuple(one for one in told if isinstance(one, Check)),
    )


def test_what_is_asked_at_48_hours_counts_as_told_then_though_it_opens_earlier() -> None:
    early = logged("s", hours(43), *told_after("s", H48, hours(0), A8=YES))
    [flag] = flags(early)
    assert flag.lead.urgency is Urgency.SOON
