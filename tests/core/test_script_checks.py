"""Usual limits, and what is told of a script's whole timeline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.faults import Severity
from app.core.plan import Choice
from app.core.script import Pattern, Script, Step
from app.core.script_checks import WrittenStep, limit_faults, timeline_faults
from tests.core import plan_oracle
from tests.core.building import as_plain, as_plain_choice, rest, script, step
from tests.core.strategies import scripts

FRICTION = "cross-fiber-friction"
USUAL = {FRICTION: 120, "deep-tissue": 180, "trigger-point": 2}


def written(made: Step, *, is_whole: bool = True) -> WrittenStep:
    return WrittenStep(made, {}, is_whole=is_whole)


def told(*steps: Step) -> list[tuple[str, str]]:
    """Title and message of each warned step."""
    unrolled = [written(one) for one in steps]
    return [(warned.step.title, message) for warned, message in limit_faults(unrolled)]


# --- usual limits ---


def friction(duration_s: int, title: str = "F", area: str = "heel", side: str = "each") -> Step:
    return step(title, duration_s, technique=FRICTION, area=area, side=side)


def test_friction_up_to_two_minutes_is_usual() -> None:
    assert told(friction(120)) == []
    message = (
        "2:01 of cross-fiber-friction on the heel of the left foot in one session; "
        "2:00 is usual at most"
    )
    assert told(friction(121)) == [("F", message)]


def test_the_step_that_crosses_the_limit_is_told_and_no_later_one() -> None:
    assert [title for title, _ in told(*(friction(60, name) for name in "ABCD"))] == ["C"]


def test_areas_and_techniques_are_summed_apart() -> None:
    steps = (friction(120), friction(120, area="arch"), step("D", 180, technique="deep-tissue"))
    assert told(*steps) == []


def test_feet_are_summed_apart() -> None:
    assert told(friction(120, side="left"), friction(120, side="right")) == []
    messages = told(friction(120, side="right"), friction(5, "B", side="both"))
    assert [(title, "right foot" in message) for title, message in messages] == [("B", True)]


def test_a_step_of_no_foot_is_not_summed() -> None:
    hold = step("H", 600, technique="trigger-point", side="none")
    assert told(friction(600, side="none"), hold) == []


def test_deep_work_up_to_three_minutes_is_usual() -> None:
    assert told(step("D", 180, technique="deep-tissue", area="calf")) == []
    [(_, message)] = told(step("D", 181, technique="deep-tissue", area="calf"))
    assert message.startswith("3:01 of deep-tissue on the calf of the left foot")


def hold(duration_s: int = 60, title: str = "H", pattern: Pattern | None = None) -> Step:
    return step(title, duration_s, technique="trigger-point", area="calf", pattern=pattern)


def test_a_hold_up_to_ninety_seconds_is_usual() -> None:
    assert told(hold(90)) == []
    assert told(hold(91)) == [("H", "a trigger-point hold of 91 s; 90 s is usual at most")]
    assert told(hold(pattern=Pattern(91, 5, 1))) == [
        ("H", "a trigger-point hold of 91 s; 90 s is usual at most")
    ]


def test_two_holds_are_usual_and_a_pattern_has_as_many_as_its_reps() -> None:
    assert told(hold(), hold()) == []
    assert told(hold(pattern=Pattern(30, 60, 2))) == []
    message = (
        "3 trigger-point holds on the calf of the left foot in one session; 2 are usual at most"
    )
    assert told(hold(), hold(title="B", pattern=Pattern(30, 5, 2))) == [("B", message)]


def test_a_step_of_a_group_is_told_once_however_often_it_comes() -> None:
    long_hold = written(hold(100))
    assert len(list(limit_faults([long_hold] * 5))) == 1


def test_a_step_with_a_fault_of_its_own_is_not_summed() -> None:
    unrolled = [written(friction(120), is_whole=False), written(friction(100))]
    assert list(limit_faults(unrolled)) == []


def crossing(steps: list[Step]) -> list[int]:
    """The steps that cross a limit, summed as section 3 of the format says."""
    sums: dict[tuple[str, str, str], int] = {}
    found = []
    for at, one in enumerate(steps):
        if one.technique not in USUAL or one.side == "none":
            continue
        amount, crosses = one.duration_s, False
        if one.technique == "trigger-point":
            hold_s = one.duration_s if one.pattern is None else one.pattern.hold_s
            amount, crosses = 1 if one.pattern is None else one.pattern.reps, hold_s > 90
        for foot in ("left", "right") if one.side in ("each", "both") else (str(one.side),):
            key = (foot, str(one.area), str(one.technique))
            before = sums.get(key, 0)
            sums[key] = before + amount
            crosses = crosses or before <= USUAL[one.technique] < sums[key]
        if crosses:
            found.append(at)
    return found


limited_steps = st.builds(
    step,
    title=st.just("L"),
    duration_s=st.integers(5, 130),
    technique=st.sampled_from([*USUAL, "kneading"]),
    area=st.sampled_from(("heel", "arch")),
    side=st.sampled_from(("each", "both", "left", "right", "none")),
    pattern=st.none()
    | st.builds(Pattern, st.integers(5, 95), st.integers(0, 5), st.integers(1, 3)),
)


@given(st.lists(limited_steps, max_size=10))
def test_limits_are_summed_as_the_format_says(steps: list[Step]) -> None:
    unrolled = [written(one) for one in steps]
    warned = [id(one) for one, _ in limit_faults(unrolled)]
    assert warned == [id(unrolled[at]) for at in crossing(steps)]


# --- the timeline ---


def test_a_script_that_reaches_fifteen_minutes_as_written_has_no_fault() -> None:
    assert list(timeline_faults(script(step(duration_s=450), rest()))) == []


def test_a_second_pass_is_a_warning_with_the_times() -> None:
    assert list(timeline_faults(script(step(duration_s=375)))) == [
        (
            Severity.WARNING,
            "12:30 as written; a second pass of the gentle steps fills it to 25:00",
        )
    ]


def test_a_script_that_cannot_be_filled_is_an_error() -> None:
    message = (
        "10:00 of hands-on time, and no step may be repeated to reach 15 minutes; "
        "add steps or make them longer"
    )
    made = script(step(duration_s=300, second_pass=False))
    assert list(timeline_faults(made)) == [(Severity.ERROR, message)]


@pytest.mark.parametrize(("last_s", "faults"), [(755, 0), (756, 1)])
def test_more_than_three_hours_is_an_error(last_s: int, faults: int) -> None:
    # Get ready, eleven long steps, a gap before each step but the first, and the last step.
    steps = [step(duration_s=900, side="none") for _ in range(11)]
    assert 10 + 11 * 900 + 11 * 5 + 755 + 80 == 3 * 60 * 60
    last = step("Z", last_s + 80, side="none")
    found = list(timeline_faults(script(*steps, last)))
    message = "3:00:01 in all; a session lasts at most 3 hours"
    assert found == [(Severity.ERROR, message)] * faults


def test_too_long_and_in_need_of_a_second_pass_are_both_told() -> None:
    made = script(*[rest(900) for _ in range(12)], step(duration_s=300))
    severities = [severity for severity, _ in timeline_faults(made)]
    assert severities == [Severity.ERROR, Severity.WARNING]


@given(scripts())
def test_faults_of_a_timeline_agree_with_the_oracle(made: Script) -> None:
    wanted = plan_oracle.timeline(as_plain(made), as_plain_choice(Choice()), plan_oracle.PAUSES)
    severities = [severity for severity, _ in timeline_faults(made)]
    if wanted is None:
        assert severities == [Severity.ERROR]
        return
    too_long = [Severity.ERROR] if wanted["total_s"] > 3 * 60 * 60 else []
    needs_a_second_pass = [Severity.WARNING] if wanted["passes"] > 1 else []
    assert severities == too_long + needs_a_second_pass
