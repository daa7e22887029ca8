"""Whatever is answered, gone back to, corrected or chosen: nothing leads round the checks."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.core.answer import Answer
from app.core.flag import Told
from app.core.flags import standing_flags
from app.core.health_check import UnansweredError
from app.core.health_questions import Questionnaire
from app.core.intake import Past, Screen
from app.core.plan import Choice, Feet, Foot, Side
from app.core.script import Area, Level, Technique
from app.core.soreness import REGIONS, RatingContext, RatingKind
from tests.core.health_building import (
    FINE_PROFILE,
    FINE_TODAY,
    LEFT,
    NO,
    NOW,
    QUESTIONS,
    YES,
    lived,
    logged,
    told_after,
    yes,
)
from tests.core.test_intake import ENTRIES, FRICTION, GENTLE, PROFILE, check, intake

FEET = st.frozensets(st.sampled_from(Foot))
PLACES = st.frozensets(
    st.tuples(st.sampled_from(Foot), st.sampled_from([Area.HEEL, Area.CALF, Area.WHOLE_FOOT])),
    max_size=2,
)


class Intakes(RuleBasedStateMachine):
    """A person who answers as chance has it, mostly so that nothing is found."""

    @initialize(
        entry=st.sampled_from([GENTLE, FRICTION]),
        feet=st.sampled_from(Feet),
        has_profile=st.booleans(),
        was_firm=st.booleans(),
        told=st.sampled_from([{}, {"A4": yes(LEFT)}, {"A3": YES}, {"A5": YES, "A5-fainted": YES}]),
    )
    def begin(
        self,
        entry: object,
        feet: Feet,
        told: dict[str, Answer],
        *,
        has_profile: bool,
        was_firm: bool,
    ) -> None:
        profiles = (check(PROFILE, timedelta(days=3), FINE_PROFILE),) if has_profile else ()
        firm = lived(NOW - timedelta(hours=5), (Technique.DEEP_TISSUE, Side.RIGHT))
        given = told_after("s", RatingContext.AFTER, timedelta(days=1), **told)
        flags = standing_flags(QUESTIONS, Told((logged("s", timedelta(days=2), *given),)), NOW)
        past = Past(profiles=profiles, sessions=(firm,) if was_firm else (), flags=flags)
        self.told = told
        self.intake = intake(past, entry, Choice(feet))  # type: ignore[arg-type]

    @property
    def asks(self) -> Questionnaire | None:
        """What is asked just now."""
        found = {Screen.PROFILE: Questionnaire.PROFILE, Screen.TODAY: Questionnaire.TODAY}
        return found.get(self.intake.screen)

    @precondition(lambda self: self.asks is not None)
    @rule(data=st.data(), is_yes=st.booleans(), feet=FEET, places=PLACES)
    def answer(
        self,
        data: st.DataObject,
        feet: frozenset[Foot],
        places: frozenset[tuple[Foot, Area]],
        *,
        is_yes: bool,
    ) -> None:
        assert self.asks is not None
        question = data.draw(st.sampled_from(self.intake.asked(self.asks)))
        self.intake.answer(self.asks, question.id, Answer(is_yes, feet, places))

    @precondition(lambda self: self.asks is not None)
    @rule()
    def answer_the_rest(self) -> None:
        assert self.asks is not None
        fine = {**FINE_PROFILE, **FINE_TODAY}
        for id_ in self.intake.unanswered(self.asks):
            self.intake.answer(self.asks, id_, fine.get(id_, NO))

    @rule()
    def go_on(self) -> None:
        with suppress(UnansweredError):
            self.intake.confirm()

    @rule()
    def go_back(self) -> None:
        self.intake.go_back()

    @rule(which=st.sampled_from(Questionnaire))
    def correct(self, which: Questionnaire) -> None:
        self.intake.correct(which)

    @precondition(lambda self: self.intake.screen is Screen.VERDICT)
    @rule(data=st.data())
    def take(self, data: st.DataObject) -> None:
        found = self.intake.instead(ENTRIES)
        if found:
            self.intake.take(data.draw(st.sampled_from(found)))

    @precondition(lambda self: self.intake.screen is Screen.PAIN)
    @rule(
        kind=st.sampled_from(RatingKind),
        foot=st.sampled_from(Foot),
        area=st.sampled_from(REGIONS),
        value=st.integers(0, 10),
    )
    def rate(self, kind: RatingKind, foot: Foot, area: Area, value: int) -> None:
        self.intake.rate(kind, foot, area, value)

    @invariant()
    def nothing_begins_that_may_not(self) -> None:
        made = self.intake
        if made.screen is not Screen.BEGIN:
            return
        for which in Questionnaire:
            assert made.unanswered(which) == ()
        found, plan = made.verdict, made.offer.plan
        assert not found.is_stop
        assert plan is not None
        assert plan.hands_on_s >= 900
        assert made.before("s").verdict is found.level
        worked = [one for one in plan.occurrences if one.step.area is not Area.GENERAL]
        assert not {foot for one in worked for foot in one.side.feet} & found.feet_out
        places = {(foot, one.step.area) for one in worked for foot in one.side.feet}
        assert not places & found.regions_out
        assert found.gentle_only or "A5" not in self.told
        today = self.intake.answers(Questionnaire.TODAY)
        assert all(id_ in today for id_ in self.told if id_ in ("A3", "A4"))
        if found.gentle_only:
            assert plan.script.level is Level.GENTLE
        resting = {rest.foot for rest in found.firm_rests}
        firm = [one for one in worked if one.step.technique.is_limited]
        assert not {foot for one in firm for foot in one.side.feet} & resting

    @invariant()
    def after_a_stop_nothing_is_offered(self) -> None:
        if self.intake.so_far.is_stop:
            assert self.intake.instead(ENTRIES) == ()


TestIntakes = Intakes.TestCase
TestIntakes.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
