"""After a session: every question, when it is asked, what a yes leads to, what the log keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import NAMESPACE_OID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.after_answers import after_lead, asked_after, events_of, gravest
from app.core.after_questions import HOURS_AFTER, AfterQuestion, FlagReason
from app.core.answer import Answer, Answers
from app.core.health_questions import Lead, Outcome, Question, Urgency, Where
from app.core.plan import Foot
from app.core.soreness import EventType, RatingContext
from tests.core.health_building import LEFT, NO, NOW, QUESTIONS, RIGHT, YES, told_after, yes

STOP, ADAPT, CLEAR = Outcome.STOP, Outcome.ADAPT, Outcome.CLEAR
NONE, SOON, TODAY, EMERGENCY = Urgency
NOBODY: Answers = {}
THINNERS, DIABETES, NUMB = {"P7": YES}, {"P6": YES}, {"P5": yes(LEFT)}
AFTER, H3, H24, H48, H72 = HOURS_AFTER
LATE = (H24, H48, H72)
PARTS = {q.id: (asked, q, mark) for asked in QUESTIONS.after for q, mark in asked.parts}
NOTHING = timedelta()


@dataclass(frozen=True)
class Row:
    """What a yes leads to, where it is asked, and where the profile raises it."""

    when: tuple[RatingContext, ...]
    outcome: Outcome
    urgency: Urgency
    flag: FlagReason
    event: EventType
    raised: tuple[tuple[Answers, Urgency], ...] = ()
    later: tuple[int, Urgency] | None = None


E, F = EventType, FlagReason
TABLE = {
    "A3": Row(LATE, ADAPT, NONE, F.BRUISE, E.BRUISE, ((THINNERS, SOON),)),
    "A3-large": Row(LATE, ADAPT, SOON, F.LARGE_BRUISE, E.BRUISE, ((THINNERS, TODAY),)),
    "A3-spreading": Row(LATE, ADAPT, TODAY, F.SPREADING_BRUISE, E.BRUISE),
    "A4": Row(LATE, STOP, SOON, F.SWELLING, E.SWELLING, ((DIABETES, TODAY), (NUMB, TODAY))),
    "A4-calf": Row(LATE, STOP, TODAY, F.CALF, E.SWELLING),
    "A4-breath": Row(LATE, STOP, EMERGENCY, F.CALF, E.SWELLING),
    "A5": Row((AFTER, H3), CLEAR, NONE, F.DIZZY, E.DIZZINESS),
    "A5-fainted": Row((AFTER, H3), ADAPT, SOON, F.FAINTED, E.DIZZINESS),
    "A6": Row((AFTER, H24), STOP, SOON, F.NUMBNESS, E.NUMBNESS, later=(24, SOON)),
    "A7": Row(
        (AFTER,), STOP, NONE, F.SKIN, E.SKIN, ((DIABETES, TODAY), (NUMB, TODAY), (THINNERS, TODAY))
    ),
    "A8": Row(LATE, ADAPT, NONE, F.WORSE_PAIN, E.WORSE_PAIN, later=(48, SOON)),
}
ROWS = pytest.mark.parametrize("question_id", TABLE)
CONTEXTS = pytest.mark.parametrize("context", RatingContext)


def leading(question: Question) -> Answer:
    return yes(LEFT) if question.where is Where.FOOT else YES


def asked_ids(
    context: RatingContext, answers: Answers | None = None, standing: tuple[FlagReason, ...] = ()
) -> list[str]:
    return [one.id for one in asked_after(QUESTIONS, context, answers or {}, standing)]


def test_the_table_has_every_question() -> None:
    assert list(TABLE) == list(PARTS)


@ROWS
@CONTEXTS
def test_each_is_asked_when_it_is_to_be(question_id: str, context: RatingContext) -> None:
    asked, question, _ = PARTS[question_id]
    row = TABLE[question_id]
    no, all_yes = {asked.id: NO}, {asked.id: leading(asked.question)}
    is_root = question is asked.question
    assert (question_id in asked_ids(context)) == (is_root and context in row.when)
    assert (question_id in asked_ids(context, no)) == (is_root and context in row.when)
    assert (question_id in asked_ids(context, all_yes)) == (context in row.when)


def test_follow_ups_come_right_after_their_question() -> None:
    assert asked_ids(H24, {"A3": YES}) == ["A3", "A3-large", "A3-spreading", "A4", "A6", "A8"]


def test_what_stands_is_asked_again_at_every_check_in_but_never_what_only_happened() -> None:
    assert asked_ids(H48, standing=(F.NUMBNESS, F.SKIN, F.FAINTED, F.NO_CHANGE)) == [
        "A3",
        "A4",
        "A6",
        "A7",
        "A8",
    ]
    assert asked_ids(H3, standing=(F.CALF,)) == ["A4", "A5"]
    assert asked_ids(RatingContext.MORNING, standing=(F.CALF,)) == []


@ROWS
@CONTEXTS
def test_what_a_yes_leads_to(question_id: str, context: RatingContext) -> None:
    _, question, mark = PARTS[question_id]
    row = TABLE[question_id]
    assert mark.flag is row.flag
    if context not in row.when:
        return
    since = HOURS_AFTER[context]
    lead = after_lead(QUESTIONS, question, leading(question), since, NOBODY)
    assert lead is not None
    is_later = row.later is not None and since >= timedelta(hours=row.later[0])
    urgency = row.later[1] if row.later is not None and is_later else row.urgency
    assert (lead.outcome, lead.urgency) == (row.outcome, urgency)
    assert (lead is question.lead) != is_later
    for profile, raised in row.raised:
        more = after_lead(QUESTIONS, question, leading(question), since, profile)
        assert more is not None
        assert (more.outcome, more.urgency) == (row.outcome, raised)
        assert more.say != lead.say
    for profile in (THINNERS, DIABETES, NUMB):
        if profile not in [one for one, _ in row.raised]:
            assert after_lead(QUESTIONS, question, leading(question), since, profile) == lead


@ROWS
def test_a_no_leads_to_nothing_and_leaves_nothing(question_id: str) -> None:
    asked, question, _ = PARTS[question_id]
    assert after_lead(QUESTIONS, question, NO, timedelta(hours=72), THINNERS) is None
    answers = told_after("s", H24, NOTHING, **{asked.id: NO})
    assert events_of(QUESTIONS, answers, NOBODY, str) == ()


def test_a_yes_counts_before_it_is_told_on_which_foot() -> None:
    question = PARTS["A4"][1]
    with_foot = after_lead(QUESTIONS, question, yes(LEFT), NOTHING, NOBODY)
    assert after_lead(QUESTIONS, question, YES, NOTHING, NOBODY) == with_foot
    [event] = events_of(QUESTIONS, told_after("s", H24, NOTHING, A4=YES), NOBODY, str)
    assert (event.type, event.side) == (E.SWELLING, None)


@ROWS
def test_a_yes_leaves_its_event_in_the_log(question_id: str) -> None:
    asked, question, mark = PARTS[question_id]
    row = TABLE[question_id]
    context = row.when[-1]
    given = {asked.id: leading(asked.question), question_id.replace("-", "_"): leading(question)}
    answers = told_after("s", context, timedelta(minutes=5), **given)
    [event] = events_of(QUESTIONS, answers, NOBODY, lambda name: f"<{name}>")
    foot = LEFT if asked.question.where is Where.FOOT else None
    assert event.type is row.event
    assert event.severity == mark.severity
    assert event.side is foot
    assert (event.session_id, event.when) == ("s", NOW - timedelta(minutes=5))
    assert event.id == f"<s/{context}/{asked.id}/{foot or ''}>"
    urgency = row.later[1] if row.later is not None and row.later[0] > 24 else row.urgency
    assert event.advice_shown == ("" if urgency is NONE else row.flag)


def test_each_foot_has_an_event_and_each_time_its_own() -> None:
    answers = (
        *told_after("s", H24, timedelta(hours=24), A4=yes(LEFT, RIGHT), A3=YES),
        *told_after("s", H48, NOTHING, A4=yes(RIGHT), A4_calf=YES, A4_breath=YES),
        *told_after("s", H48, NOTHING, A3=YES, A3_large=YES, A3_spreading=YES),
        *told_after("t", RatingContext.DAILY, NOTHING, A4=yes(LEFT)),
    )
    found = events_of(QUESTIONS, answers, NOBODY, lambda name: str(uuid5(NAMESPACE_OID, name)))
    assert [(one.type, one.side, one.severity, one.advice_shown) for one in found] == [
        (E.BRUISE, None, "no larger than a coin", ""),
        (E.SWELLING, LEFT, "new or growing swelling, redness or warmth", "swelling"),
        (E.SWELLING, RIGHT, "new or growing swelling, redness or warmth", "swelling"),
        (E.BRUISE, None, "larger than a coin, growing", "spreading-bruise"),
        (E.SWELLING, RIGHT, "one calf, short of breath, or chest pain", "calf"),
        (E.SWELLING, LEFT, "new or growing swelling, redness or warmth", "swelling"),
    ]
    assert len({one.id for one in found}) == len(found)
    assert events_of(QUESTIONS, answers, NOBODY, lambda n: str(uuid5(NAMESPACE_OID, n))) == found


def test_of_a_question_and_its_follow_ups_the_most_urgent_one_counts() -> None:
    asked = PARTS["A3"][0]
    answers = {"A3": YES, "A3-large": YES, "A3-spreading": NO}
    found = gravest(QUESTIONS, asked, answers, NOTHING, NOBODY)
    assert found is not None
    assert found[0].flag is F.LARGE_BRUISE
    assert gravest(QUESTIONS, asked, {"A3": NO, "A3-large": YES}, NOTHING, NOBODY) is None
    assert gravest(QUESTIONS, asked, {}, NOTHING, NOBODY) is None


profiles = st.fixed_dictionaries(
    {}, optional={"P5": st.just(yes(LEFT)), "P6": st.just(YES), "P7": st.just(YES)}
)
hours = st.integers(0, 100).map(lambda count: timedelta(hours=count))
feet = st.frozensets(st.sampled_from(Foot), min_size=1)


@given(st.sampled_from(QUESTIONS.after), st.data(), profiles, hours, hours)
def test_one_more_yes_or_hour_or_risk_never_makes_it_milder(
    asked: AfterQuestion, data: st.DataObject, profile: Answers, since: timedelta, more: timedelta
) -> None:
    ids = [question.id for question, _ in asked.parts]
    few = {asked.id: Answer(is_yes=True, feet=data.draw(feet))}
    few |= {id_: Answer(data.draw(st.booleans())) for id_ in ids[1:]}
    many = few | {data.draw(st.sampled_from(ids)): Answer(is_yes=True, feet=few[asked.id].feet)}
    before = gravest(QUESTIONS, asked, few, since, {})
    after = gravest(QUESTIONS, asked, many, since + more, profile)
    assert before is not None
    assert after is not None
    assert after[1].urgency.rank >= before[1].urgency.rank
    if after[1].urgency is before[1].urgency:
        assert after[1].outcome.rank <= before[1].outcome.rank


def test_of_two_that_are_as_urgent_and_grave_the_one_that_asks_more_closely_counts() -> None:
    asked, question, _ = PARTS["A3"]
    closer = replace(PARTS["A3-large"][1], lead=question.lead, raised=None)
    same = replace(asked, question=replace(question, follow_ups=(closer,)), marks=asked.marks[:2])
    answers = {"A3": YES, "A3-large": YES}
    found = gravest(QUESTIONS, same, answers, NOTHING, NOBODY)
    assert found is not None
    assert found[2].id == "A3-large"


def test_of_two_that_are_as_urgent_the_graver_one_counts() -> None:
    asked, question, _ = PARTS["A3"]
    closer = PARTS["A3-large"][1]
    grave = replace(question, lead=Lead(STOP, "Rest.", SOON), raised=None)
    light = replace(closer, lead=Lead(CLEAR, "Well.", SOON), raised=None)
    made = replace(asked, question=replace(grave, follow_ups=(light,)), marks=asked.marks[:2])
    found = gravest(QUESTIONS, made, {"A3": YES, "A3-large": YES}, NOTHING, NOBODY)
    assert found is not None
    assert found[2].id == "A3"
