"""From answers to a verdict: every question, every answer, and what beats what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from app.core.after_questions import FlagReason
from app.core.answer import Answer
from app.core.firm_rest import FirmRest
from app.core.flag import Flag, Told
from app.core.flags import standing_flags
from app.core.health_check import (
    FLAG,
    PAIN,
    Circumstances,
    Reason,
    UnansweredError,
    Verdict,
    asked,
    circumstances,
    reasons_so_far,
    unanswered,
    verdict,
)
from app.core.health_questions import Limit, Outcome, Questionnaire, Urgency, Where
from app.core.plan import Foot, Side
from app.core.script import Area, Technique
from app.core.soreness import AfterAnswer, EndReason, RatingContext
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
    cleared,
    judged,
    lived,
    logged,
    soreness,
    told_after,
    yes,
)

STOP, AREA, ADAPT, CLEAR = Outcome.STOP, Outcome.AREA, Outcome.ADAPT, Outcome.CLEAR
NONE, SOON, TODAY, EMERGENCY = Urgency
LEFT_FOOT = frozenset({LEFT})
BOTH_FEET = frozenset({LEFT, RIGHT})
LEFT_HEEL, RIGHT_HEEL, WHOLE_LEFT = (
    (LEFT, Area.HEEL),
    (RIGHT, Area.HEEL),
    (LEFT, Area.WHOLE_FOOT),
)
RECENT = Circumstances(NOW, NOW - timedelta(hours=3))


def at_hours(hours: float) -> Circumstances:
    return Circumstances(NOW, NOW - timedelta(hours=hours))


@dataclass(frozen=True)
class Row:
    """What a question's leading answer makes of an otherwise fine check."""

    answers: dict[str, Answer]
    level: Outcome
    urgency: Urgency = NONE
    limits: tuple[Limit, ...] = ()
    lifted: Outcome | None = None
    lifted_limits: tuple[Limit, ...] = ()
    now: Circumstances = RECENT


L = Limit
TABLE = {
    "P1": Row({"P1": NO}, CLEAR, SOON),
    "P2": Row({"P2": YES, "P2-unseen": NO}, STOP),
    "P2-unseen": Row({"P2": YES, "P2-unseen": YES}, STOP, TODAY),
    "P3": Row({"P3": YES, "P3-unseen": NO}, STOP),
    "P3-unseen": Row({"P3": YES, "P3-unseen": YES}, STOP, TODAY),
    "P4": Row({"P4": YES}, STOP, lifted=ADAPT),
    "P5": Row({"P5": yes(LEFT)}, AREA, SOON, (L.LOOK_AT_SKIN,), ADAPT, (L.HANDS_ONLY,)),
    "P6": Row({"P6": YES}, ADAPT, SOON, (L.LOOK_AT_SKIN,)),
    "P7": Row({"P7": YES}, ADAPT),
    "P8": Row({"P8": yes(LEFT)}, AREA, limits=(L.OFF_VEINS,), lifted=ADAPT),
    "P9": Row({"P9": YES}, ADAPT, limits=(L.NO_TOOLS_ON_BONE,)),
    "P10": Row({"P10": YES, "P10-now": NO}, CLEAR),
    "P10-now": Row({"P10": YES, "P10-now": yes(LEFT_HEEL)}, AREA),
    "P11": Row({"P11": YES}, STOP, lifted=ADAPT),
    "P12": Row({"P12": YES}, STOP, lifted=ADAPT),
    "P13": Row({"P13": YES}, STOP, lifted=ADAPT),
    "P14": Row({"P14": yes(LEFT_HEEL)}, AREA, lifted=ADAPT),
    "P15": Row({"P15": YES}, CLEAR, limits=(L.SLOW_RISE, L.PARTNER_NEAR)),
    "P16": Row({"P16": NO}, CLEAR, limits=(L.NO_WALL, L.EASY_REACH)),
    "P17": Row({"P17": YES}, CLEAR, limits=(L.OTHER_LOTION,)),
    "T1": Row({"T1": YES, "T1-stand": NO, "T1-pop": NO}, STOP, SOON),
    "T1-pop": Row({"T1": YES, "T1-stand": NO, "T1-pop": YES}, STOP, TODAY),
    "T1-stand": Row({"T1": YES, "T1-stand": YES, "T1-pop": NO}, STOP, TODAY),
    "T2": Row({"T2": YES, "T2-breath": NO}, STOP, TODAY),
    "T2-breath": Row({"T2": YES, "T2-breath": YES}, STOP, EMERGENCY),
    "T3": Row({"T3": yes(LEFT_HEEL), "T3-infected": NO}, AREA),
    "T3-infected": Row({"T3": yes(LEFT_HEEL), "T3-infected": YES}, STOP, TODAY),
    "T4": Row({"T4": YES, "T4-foot": NO}, STOP, SOON),
    "T4-foot": Row({"T4": YES, "T4-foot": YES}, STOP, TODAY),
    "T5": Row({"T5": yes(LEFT)}, AREA, SOON),
    "T6": Row({"T6": YES}, ADAPT),
    "T6-days": Row({"T6": YES, "T6-days": YES}, STOP, SOON, now=Circumstances(NOW)),
    "T7": Row({"T7": YES}, ADAPT),
}
ROWS = pytest.mark.parametrize("question_id", TABLE)


def test_the_table_has_every_question() -> None:
    assert list(TABLE) == [question.id for question in QUESTIONS.all_questions()]


def test_where_all_is_fine_nothing_is_said() -> None:
    assert judged() == Verdict(CLEAR)
    assert not judged().is_stop
    assert judged().urgency is NONE


@ROWS
def test_the_leading_answer_of_every_question(question_id: str) -> None:
    row, question = TABLE[question_id], QUESTIONS.find(question_id)
    found = judged(row.answers, row.now)
    assert found.level is row.level
    assert found.urgency is row.urgency
    assert found.limits == row.limits
    assert found.is_stop == (row.level is STOP)
    assert found.gentle_only == (row.level is ADAPT or question_id == "T6-days")
    [reason] = [reason for reason in found.reasons if reason.question == question_id]
    assert reason.say == question.lead.say
    assert not reason.is_cleared
    assert found.feet_out == (row.answers[question_id].feet if row.level is AREA else frozenset())
    assert found.regions_out == {place for a in row.answers.values() for place in a.regions}


@ROWS
def test_the_other_answer_of_every_question_says_nothing(question_id: str) -> None:
    question = QUESTIONS.find(question_id)
    other = {**TABLE[question_id].answers, question_id: Answer(not question.leads_on_yes)}
    found = judged(other, TABLE[question_id].now)
    assert question_id not in [reason.question for reason in found.reasons]
    if "-" not in question_id:
        assert found == Verdict(CLEAR)


@ROWS
def test_the_urgent_one_is_the_first_reason(question_id: str) -> None:
    found = judged(TABLE[question_id].answers, TABLE[question_id].now)
    assert found.reasons[0].urgency is TABLE[question_id].urgency


@ROWS
def test_only_a_professional_that_may_lifts_it_and_then_gently(question_id: str) -> None:
    row = TABLE[question_id]
    given = cleared(question_id, *row.answers[question_id].feet, *row.answers[question_id].regions)
    found = judged(row.answers, row.now, [given])
    if row.lifted is None:
        assert found == judged(row.answers, row.now)
        return
    clearance = QUESTIONS.find(question_id).clearance
    assert clearance is not None
    assert found.level is row.lifted
    assert found.gentle_only
    assert found.limits == row.limits + row.lifted_limits
    assert [(reason.say, reason.is_cleared) for reason in found.reasons] == [
        (clearance.lead.say, True)
    ]
    assert not found.feet_out
    assert not found.regions_out


@ROWS
def test_a_clearance_lifts_no_other_question(question_id: str) -> None:
    row = TABLE[question_id]
    others = [
        cleared(other, LEFT, RIGHT, LEFT_HEEL, WHOLE_LEFT)
        for other in TABLE
        if other != question_id
    ]
    assert judged(row.answers, row.now, others) == judged(row.answers, row.now)


class TestUnanswered:
    @pytest.mark.parametrize("question_id", [*FINE_PROFILE, *FINE_TODAY])
    def test_without_an_answer_there_is_no_verdict(self, question_id: str) -> None:
        profile = {id_: a for id_, a in FINE_PROFILE.items() if id_ != question_id}
        today = {id_: a for id_, a in FINE_TODAY.items() if id_ != question_id}
        with pytest.raises(UnansweredError, match=question_id) as told:
            verdict(QUESTIONS, profile, today, RECENT)
        assert told.value.ids == (question_id,)

    @pytest.mark.parametrize(
        ("answers", "lacking"),
        [
            ({"T1": YES}, ("T1-pop", "T1-stand")),
            ({"T2": YES}, ("T2-breath",)),
            ({"T3": yes(LEFT_HEEL)}, ("T3-infected",)),
            ({"T3": YES, "T3-infected": NO}, ("T3",)),
            ({"P10": YES, "P10-now": YES}, ("P10-now",)),
            ({"P5": YES, "T5": YES}, ("P5", "T5")),
            ({"P2": YES, "P3": YES}, ("P2-unseen", "P3-unseen")),
        ],
    )
    def test_follow_ups_and_where_are_answers_too(
        self, answers: dict[str, Answer], lacking: tuple[str, ...]
    ) -> None:
        with pytest.raises(UnansweredError) as told:
            judged(answers, RECENT)
        assert told.value.ids == lacking

    def test_all_that_lacks_is_told_in_order(self) -> None:
        lacking = unanswered(QUESTIONS, Questionnaire.TODAY, {"T2": YES, "T4": NO}, RECENT)
        assert lacking == ("T1", "T2-breath", "T3", "T5", "T6", "T7")

    def test_a_follow_up_is_asked_after_the_answer_that_calls_for_it(self) -> None:
        def ids(**answers: Answer) -> list[str]:
            return [q.id for q in asked(QUESTIONS, Questionnaire.TODAY, answers, RECENT)]

        assert ids() == list(FINE_TODAY)
        assert ids(T1=NO) == list(FINE_TODAY)
        assert ids(T1=YES)[:3] == ["T1", "T1-pop", "T1-stand"]

    def test_whether_soreness_is_old_is_asked_only_where_the_log_does_not_know(self) -> None:
        def lacking(now: Circumstances) -> tuple[str, ...]:
            return unanswered(QUESTIONS, Questionnaire.TODAY, {**FINE_TODAY, "T6": YES}, now)

        assert lacking(Circumstances(NOW)) == ("T6-days",)
        assert lacking(RECENT) == ()

    def test_what_is_known_is_told_before_all_is_answered(self) -> None:
        found = reasons_so_far(QUESTIONS, {}, {"T2": YES, "T2-breath": YES, "T5": YES}, RECENT)
        assert [reason.question for reason in found] == ["T2-breath", "T2"]
        assert found[0].urgency is EMERGENCY
        assert found[0].stops_all


class TestWhatBeatsWhat:
    def test_stop_beats_area_beats_adapt(self) -> None:
        adapt = {"P7": YES}
        area = {**adapt, "T3": yes(LEFT_HEEL), "T3-infected": NO}
        stop = {**area, "P12": YES}
        assert [judged(a, RECENT).level for a in (adapt, area, stop)] == [ADAPT, AREA, STOP]
        assert all(judged(a, RECENT).gentle_only for a in (adapt, area, stop))

    def test_every_reason_is_told_the_urgent_first_then_the_grave(self) -> None:
        answers = {"P7": YES, "P15": YES, "P12": YES, "T5": yes(LEFT), "T2": YES, "T2-breath": NO}
        told = [reason.question for reason in judged(answers, RECENT).reasons]
        assert told == ["T2", "T5", "P12", "P7", "P15"]

    def test_one_foot_is_left_out_and_two_are_a_stop(self) -> None:
        one = judged({"P5": yes(LEFT), "T5": yes(LEFT)}, RECENT)
        assert (one.level, one.feet_out) == (AREA, LEFT_FOOT)
        two = judged({"P5": yes(LEFT), "T5": yes(RIGHT)}, RECENT)
        assert (two.level, two.feet_out) == (STOP, BOTH_FEET)
        assert judged({"P8": yes(LEFT, RIGHT)}, RECENT).level is STOP

    def test_the_place_that_is_all_of_a_foot_leaves_out_the_foot(self) -> None:
        whole = judged({"T3": yes(WHOLE_LEFT, LEFT_HEEL, RIGHT_HEEL), "T3-infected": NO}, RECENT)
        assert (whole.level, whole.feet_out) == (AREA, LEFT_FOOT)
        assert whole.regions_out == {RIGHT_HEEL}
        both = yes(WHOLE_LEFT, (RIGHT, Area.WHOLE_FOOT))
        assert judged({"T3": both, "T3-infected": NO}, RECENT).level is STOP

    def test_places_of_all_questions_are_left_out_together(self) -> None:
        answers = {"P14": yes(LEFT_HEEL), "T3": yes(RIGHT_HEEL), "T3-infected": NO}
        assert judged(answers, RECENT).regions_out == {LEFT_HEEL, RIGHT_HEEL}

    def test_a_clearance_for_one_foot_leaves_the_other_stopped(self) -> None:
        found = judged({"P5": yes(LEFT, RIGHT)}, RECENT, [cleared("P5", RIGHT)])
        assert (found.level, found.feet_out, found.gentle_only) == (AREA, LEFT_FOOT, True)
        assert [(r.feet, r.is_cleared) for r in found.reasons] == [
            (LEFT_FOOT, False),
            (frozenset({RIGHT}), True),
        ]
        both = [cleared("P5", RIGHT), cleared("P5", LEFT)]
        assert judged({"P5": yes(LEFT, RIGHT)}, RECENT, both).level is ADAPT

    def test_a_clearance_for_one_place_leaves_the_other_out(self) -> None:
        answers = {"P14": yes(LEFT_HEEL, RIGHT_HEEL)}
        found = judged(answers, RECENT, [cleared("P14", LEFT_HEEL)])
        assert found.level is AREA
        assert found.regions_out == {RIGHT_HEEL}

    def test_a_clearance_without_the_foot_lifts_nothing(self) -> None:
        assert judged({"P5": yes(LEFT)}, RECENT, [cleared("P5")]).feet_out == {LEFT}

    def test_a_cleared_pregnancy_does_not_clear_an_operation(self) -> None:
        answers = {"P4": YES, "P12": YES}
        assert judged(answers, RECENT, [cleared("P12")]).level is STOP
        assert judged(answers, RECENT, [cleared("P12"), cleared("P4")]).level is ADAPT


class TestHeat:
    """T4 is urgent with diabetes or reduced feeling, also where a clinician agreed to massage."""

    @pytest.mark.parametrize("other", [{"P6": YES}, {"P5": yes(LEFT)}])
    def test_it_is_urgent_with(self, other: dict[str, Answer]) -> None:
        raised = QUESTIONS.find("T4").raised
        assert raised is not None
        for given in ([], [cleared("P5", LEFT)]):
            found = judged({"T4": YES, "T4-foot": NO, **other}, RECENT, given)
            assert (found.level, found.urgency) == (STOP, TODAY)
            assert found.reasons[0].say == raised.lead.say

    def test_it_is_not_urgent_with_another(self) -> None:
        assert judged({"T4": YES, "T4-foot": NO, "P7": YES}, RECENT).urgency is SOON

    def test_a_hot_foot_is_urgent_whatever_else(self) -> None:
        for other in ({}, {"P6": YES}, {"P7": YES}):
            assert judged({"T4": YES, "T4-foot": YES, **other}, RECENT).urgency is TODAY

    def test_it_can_be_told_before_the_profile_is_there(self) -> None:
        [reason] = reasons_so_far(QUESTIONS, {}, {"T4": YES}, RECENT)
        assert reason.urgency is SOON


class TestSkin:
    """A sore or a cut is urgent where it heals badly, bleeds or is not felt."""

    @pytest.mark.parametrize(
        "other", [{"P5": yes(RIGHT)}, {"P6": YES}, {"P7": YES}, {"P8": yes(RIGHT)}]
    )
    def test_it_is_urgent_with(self, other: dict[str, Answer]) -> None:
        found = judged({"T3": yes(LEFT_HEEL), "T3-infected": NO, **other}, RECENT)
        assert found.urgency is TODAY
        assert found.reasons[0].question == "T3"
        assert "Call your doctor today" in found.reasons[0].say
        assert found.regions_out == {LEFT_HEEL}, "what it leads to stays"

    @pytest.mark.parametrize("other", ["P9", "P17"])
    def test_it_is_not_urgent_with_another(self, other: str) -> None:
        found = judged({"T3": yes(LEFT_HEEL), "T3-infected": NO, other: YES}, RECENT)
        assert found.urgency is NONE


class TestSoreness:
    @pytest.mark.parametrize(
        ("hours", "level"), [(0, ADAPT), (47.99, ADAPT), (48, STOP), (100, STOP), (-2, ADAPT)]
    )
    def test_it_depends_on_the_hours_since_the_last_session(
        self, hours: float, level: Outcome
    ) -> None:
        found = judged({"T6": YES}, at_hours(hours))
        assert found.level is level
        assert found.urgency is (SOON if level is STOP else NONE)

    def test_without_a_session_in_the_log_the_person_says(self) -> None:
        now = Circumstances(NOW)
        assert judged({"T6": YES, "T6-days": NO}, now).level is ADAPT
        assert judged({"T6": YES, "T6-days": YES}, now).level is STOP

    def test_what_the_log_knows_is_not_asked(self) -> None:
        assert judged({"T6": YES, "T6-days": YES}, at_hours(3)).level is ADAPT


class TestPain:
    @pytest.mark.parametrize(
        ("value", "level"), [(6, CLEAR), (7, ADAPT), (10, ADAPT), (None, CLEAR)]
    )
    def test_seven_or_more_is_gentle_only_with_advice(
        self, value: int | None, level: Outcome
    ) -> None:
        found = judged(now=Circumstances(NOW, pain_now={LEFT_HEEL: value, RIGHT_HEEL: 2}))
        assert found.level is level
        assert found.gentle_only == (level is ADAPT)
        assert not found.regions_out
        if level is ADAPT:
            lead = QUESTIONS.pain.lead
            assert found.reasons == (Reason(PAIN, ADAPT, lead.say, SOON, regions=HEEL),)


class TestCircumstances:
    def test_they_come_from_the_log(self) -> None:
        end = NOW - timedelta(hours=5)
        sessions = [
            lived(NOW - timedelta(days=3)),
            lived(end, (Technique.DEEP_TISSUE, Side.RIGHT)),
        ]
        found = circumstances(sessions, NOW, {LEFT_HEEL: 3})
        rest = FirmRest(RIGHT, end + timedelta(hours=48))
        assert found == Circumstances(NOW, end, (rest,), {LEFT_HEEL: 3})
        assert found.since_last == timedelta(hours=5)
        assert judged(now=found).firm_rests == (rest,)
        assert judged(now=found).level is CLEAR

    def test_an_empty_log_knows_nothing(self) -> None:
        assert circumstances([], NOW) == Circumstances(NOW)
        assert Circumstances(NOW).since_last is None

    def test_a_session_ahead_of_the_clock_is_just_over_or_unknown(self) -> None:
        ahead = lived(NOW + timedelta(hours=3))
        assert circumstances([ahead], NOW).since_last == timedelta()
        assert circumstances([lived(NOW + timedelta(days=1))], NOW).last_end is None


def test_a_foot_that_is_left_out_is_asked_for_by_questions_of_a_foot() -> None:
    per_foot = [q.id for q in QUESTIONS.all_questions() if q.where is Where.FOOT]
    per_area = [q.id for q in QUESTIONS.all_questions() if q.where is Where.AREAS]
    assert per_foot == ["P5", "P8", "T5"]
    assert per_area == ["P10-now", "P14", "T3"]


# --- what stands from the sessions before ---


def standing(*told: tuple[AfterAnswer, ...], ended: EndReason | None = None) -> Circumstances:
    """What is known two days after a session of which this was told."""
    answers = [answer for group in told for answer in group]
    made = logged("s", timedelta(days=2), *answers, ended=ended)
    found = standing_flags(QUESTIONS, Told((made,)), NOW)
    return circumstances([made.session], NOW, flags=found)


def swollen() -> Circumstances:
    return standing(told_after("s", RatingContext.H24, timedelta(days=1), A4=yes(LEFT)))


def test_what_stands_is_asked_again_today_and_not_in_the_profile() -> None:
    now = swollen()
    ids = [question.id for question in asked(QUESTIONS, Questionnaire.TODAY, FINE_TODAY, now)]
    assert ids == [*FINE_TODAY, "A4"]
    again = {**FINE_TODAY, "A4": yes(LEFT)}
    assert unanswered(QUESTIONS, Questionnaire.TODAY, again, now) == ("A4-calf", "A4-breath")
    assert "A4" not in [q.id for q in asked(QUESTIONS, Questionnaire.PROFILE, FINE_PROFILE, now)]


def test_until_it_is_answered_there_is_no_verdict() -> None:
    with pytest.raises(UnansweredError) as lacking:
        verdict(QUESTIONS, FINE_PROFILE, FINE_TODAY, swollen())
    assert lacking.value.ids == ("A4",)


def test_gone_it_lets_everything_through() -> None:
    found = verdict(QUESTIONS, FINE_PROFILE, {**FINE_TODAY, "A4": NO}, swollen())
    assert found == Verdict(CLEAR)


def test_still_there_it_leaves_out_the_foot_or_stops() -> None:
    still = {**FINE_TODAY, "A4": yes(RIGHT), "A4-calf": NO, "A4-breath": NO}
    found = verdict(QUESTIONS, FINE_PROFILE, still, swollen())
    assert (found.level, found.feet_out, found.urgency) == (AREA, frozenset({RIGHT}), SOON)
    assert [reason.question for reason in found.reasons] == ["A4"]
    found = verdict(QUESTIONS, FINE_PROFILE, {**still, "A4-calf": YES}, swollen())
    assert found.is_stop
    assert found.urgency is TODAY
    diabetes = {**FINE_PROFILE, "P6": YES}
    assert verdict(QUESTIONS, diabetes, still, swollen()).urgency is TODAY


def test_a_faint_allows_gentle_scripts_only_and_cannot_be_answered_away() -> None:
    now = standing(told_after("s", RatingContext.AFTER, timedelta(days=2), A5=YES, A5_fainted=YES))
    assert unanswered(QUESTIONS, Questionnaire.TODAY, FINE_TODAY, now) == ()
    found = verdict(QUESTIONS, FINE_PROFILE, FINE_TODAY, now)
    assert found.level is ADAPT
    assert found.limits == (L.SLOW_RISE, L.PARTNER_NEAR)
    [reason] = found.reasons
    assert reason.question == f"{FLAG}fainted"
    assert (reason.urgency, reason.say) == (SOON, now.flags[0].lead.say)


def test_dizzy_once_limits_and_does_not_adapt() -> None:
    found = verdict(QUESTIONS, FINE_PROFILE, FINE_TODAY, standing(ended=EndReason.DIZZY))
    assert (found.level, found.limits) == (CLEAR, (L.SLOW_RISE, L.PARTNER_NEAR))


class TestSorenessThatLasts:
    """One question asks for it, so that the flag and its answer never contradict each other."""

    rating = soreness("s", RatingContext.H48, timedelta(hours=1), 3)
    made = logged("s", timedelta(hours=50), rating)
    flags = standing_flags(QUESTIONS, Told((made,)), NOW)

    def judged(self, answer: Answer, newest: timedelta) -> Verdict:
        now = Circumstances(NOW, NOW - newest, flags=self.flags)
        return verdict(QUESTIONS, FINE_PROFILE, {**FINE_TODAY, "T6": answer}, now)

    def test_a_no_is_that_it_is_gone(self) -> None:
        assert self.flags
        assert self.judged(NO, timedelta(hours=50)) == Verdict(CLEAR)

    def test_a_yes_is_a_stop_and_says_so_once(self) -> None:
        found = self.judged(YES, timedelta(hours=50))
        assert found.is_stop
        assert [one.question for one in found.reasons] == ["T6"]

    def test_after_a_newer_session_it_adapts(self) -> None:
        found = self.judged(YES, timedelta(hours=5))
        assert (found.level, found.urgency) == (ADAPT, Urgency.NONE)

    @pytest.mark.parametrize("since_h", [1, 43, 47.9, 48, 50, 71])
    def test_the_flag_leads_to_what_a_yes_leads_to_before_and_after_48_hours(
        self, since_h: float
    ) -> None:
        """What Today advises is what the check says to who is still sore."""
        newest = timedelta(hours=since_h)
        new = logged("t", newest)
        [flag] = standing_flags(QUESTIONS, Told((new, self.made)), NOW)
        found = self.judged(YES, min(newest, timedelta(hours=50)))
        assert found.level is flag.lead.outcome is (STOP if since_h >= 48 else ADAPT)
        assert flag.feet_out == (frozenset(Foot) if since_h >= 48 else frozenset())
        assert found.urgency is flag.lead.urgency


def test_advice_alone_changes_no_verdict() -> None:
    lead = QUESTIONS.advice[-1].lead
    flag = Flag(FlagReason.NO_CHANGE, NOW, NOW, lead)
    assert judged(now=Circumstances(NOW, flags=(flag,))) == Verdict(CLEAR)
