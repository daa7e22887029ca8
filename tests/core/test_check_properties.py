"""Whatever is answered: nothing that is forbidden is planned, and a sign more is never milder."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.core.answer import Answer, Region
from app.core.checked_plan import TOOLS_OUT, Offer
from app.core.firm_rest import FirmRest
from app.core.health_check import Circumstances, Verdict, unanswered, verdict
from app.core.health_questions import Outcome, Question, Questionnaire, Where
from app.core.plan import Choice, Feet, Foot
from app.core.script import Area, Level, Script
from app.core.soreness import REGIONS
from tests.core.health_building import NOW, QUESTIONS, checked_scripts, cleared
from tests.core.test_session_scripts import ALL

Given = dict[str, Answer]
KNOWN = {question.id: question for question in QUESTIONS.all_questions()}

feet = st.frozensets(st.sampled_from(Foot), min_size=1)
regions = st.frozensets(st.tuples(st.sampled_from(Foot), st.sampled_from(REGIONS)), min_size=1)


def leading(question: Question) -> st.SearchStrategy[Answer]:
    if question.where is Where.FOOT:
        return feet.map(lambda chosen: Answer(is_yes=True, feet=chosen))
    if question.where is Where.AREAS:
        return regions.map(lambda chosen: Answer(is_yes=True, regions=chosen))
    return st.just(Answer(question.leads_on_yes))


@st.composite
def checks(draw: st.DrawFn) -> Given:
    """A whole check in which a few answers lead to something."""
    given = {id_: Answer(not question.leads_on_yes) for id_, question in KNOWN.items()}
    for id_ in draw(st.lists(st.sampled_from(sorted(KNOWN)), max_size=4)):
        parent = id_.partition("-")[0]
        for one in {parent, id_}:
            given[one] = draw(leading(KNOWN[one]))
    return given


rests = st.lists(st.sampled_from(Foot), unique=True).map(
    lambda chosen: tuple(FirmRest(foot, NOW + timedelta(hours=5)) for foot in chosen)
)
hours = st.none() | st.integers(-2, 100)
pains = st.dictionaries(
    st.tuples(st.sampled_from(Foot), st.sampled_from(REGIONS)), st.none() | st.integers(0, 10)
)
circumstances = st.builds(
    lambda ago, resting, pain: Circumstances(
        NOW, None if ago is None else NOW - timedelta(hours=ago), resting, pain
    ),
    hours,
    rests,
    pains,
)
choices = st.builds(Choice, st.sampled_from(Feet), st.sampled_from(Foot), st.integers(15, 60))


def judged(given: Given, now: Circumstances) -> Verdict:
    profile = {id_: answer for id_, answer in given.items() if id_.startswith("P")}
    today = {id_: answer for id_, answer in given.items() if id_.startswith("T")}
    for questionnaire, answers in ((Questionnaire.PROFILE, profile), (Questionnaire.TODAY, today)):
        assert unanswered(QUESTIONS, questionnaire, answers, now) == ()
    return verdict(QUESTIONS, profile, today, now)


def allowed(found: Verdict, choice: Choice) -> set[str]:
    return {offer.script.id for offer in checked_scripts(ALL, choice, found) if offer.is_allowed}


def forbidden(offer: Offer, found: Verdict, choice: Choice) -> list[str]:
    """What a plan does that it must not."""
    assert offer.plan is not None
    script: Script = offer.script
    without = {pair for limit in found.limits for pair in TOOLS_OUT.get(limit, ())}
    resting = {rest.foot for rest in found.firm_rests}
    wrong = []
    if found.is_stop or offer.plan.hands_on_s < 60 * choice.minutes:
        wrong.append("stopped or too short")
    if found.gentle_only and script.level is not Level.GENTLE:
        wrong.append("not gentle")
    for occurrence in offer.plan.occurrences:
        step, worked = occurrence.step, set(occurrence.side.feet)
        gone = {area for foot, area in found.regions_out if foot in worked}
        if worked & found.feet_out or not worked <= set(choice.chosen):
            wrong.append(f"{step.title}: that foot")
        if step.area in gone or (gone and step.area is Area.WHOLE_FOOT):
            wrong.append(f"{step.title}: that place")
        if (step.tool, step.area) in without:
            wrong.append(f"{step.title}: that tool")
        if step.technique.is_limited and worked & resting:
            wrong.append(f"{step.title}: firm")
    return wrong


@given(checks(), circumstances, choices)
def test_a_plan_holds_nothing_that_an_answer_forbids(
    given: Given, now: Circumstances, choice: Choice
) -> None:
    found = judged(given, now)
    for offer in checked_scripts(ALL, choice, found):
        assert (offer.plan is None) != (offer.refusal is None)
        if offer.is_allowed:
            assert forbidden(offer, found, choice) == []


@given(checks(), st.sampled_from(sorted(KNOWN)), st.data(), circumstances)
def test_one_more_leading_answer_never_makes_it_milder(
    given: Given, id_: str, data: st.DataObject, now: Circumstances
) -> None:
    before = judged(given, now)
    question, was = KNOWN[id_], given[id_]
    more = data.draw(leading(question))
    if was.leads(question):
        more = Answer(more.is_yes, more.feet | was.feet, more.regions | was.regions)
    after = judged({**given, id_: more}, now)
    assert after.level.rank <= before.level.rank
    assert after.gentle_only >= before.gentle_only or after.is_stop
    assert after.feet_out >= before.feet_out
    assert set(after.limits) >= set(before.limits)
    assert after.urgency.rank >= before.urgency.rank
    if after.is_stop:
        assert allowed(after, Choice()) == set()


@given(checks(), st.sampled_from(sorted(KNOWN)), circumstances)
def test_a_clearance_never_makes_it_graver_and_never_fully_clear(
    given: Given, id_: str, now: Circumstances
) -> None:
    profile = {one: answer for one, answer in given.items() if one.startswith("P")}
    today = {one: answer for one, answer in given.items() if one.startswith("T")}
    places: list[Foot | Region] = [*given[id_].feet, *given[id_].regions]
    before = verdict(QUESTIONS, profile, today, now)
    after = verdict(QUESTIONS, profile, today, now, [cleared(id_, *places)])
    assert after.level.rank >= before.level.rank
    if after != before:
        assert after.gentle_only
        assert after.level is not Outcome.CLEAR
    assert after.feet_out <= before.feet_out
