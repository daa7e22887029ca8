"""What the summary says of a session: done, in part, skipped, eased, left out, and the rest."""

from __future__ import annotations

from app.core.plan import Side
from app.core.script import Area, Pressure, Technique, Tool
from app.core.session_summary import Fate, StepFate
from app.core.soreness import StepDone, StepOutcome
from app.ui.end_words import summary_lines
from app.ui.fate_words import fate_line, fate_time

_OUTCOMES = {
    Fate.DONE: StepOutcome.DONE,
    Fate.PARTLY: StepOutcome.PARTLY,
    Fate.LEFT_OUT: StepOutcome.LEFT_OUT,
}
_RUN = (Fate.DONE, Fate.PARTLY)


def fate(  # noqa: PLR0913 - each has its usual value
    title: str,
    became: Fate = Fate.DONE,
    side: Side = Side.LEFT,
    *,
    eased: int = 0,
    ran_s: float | None = None,
    is_again: bool = False,
    is_added: bool = False,
    planned_s: int = 60,
    counts: bool = True,
) -> StepFate:
    step = StepDone(
        position=0,
        step_index=0,
        title=title,
        technique=Technique.KNEADING,
        area=Area.ARCH,
        side=side,
        tool=Tool.HANDS,
        pressure=Pressure.LIGHT,
        pass_number=1,
        planned_s=planned_s,
        actual_s=(60 if became in _RUN else 0) if ran_s is None else ran_s,
        counts=counts,
        eased=eased,
        outcome=_OUTCOMES.get(became, StepOutcome.SKIPPED),
    )
    return StepFate(step, became, is_again=is_again, is_added=is_added)


def said(*fates: StepFate) -> list[str]:
    return [line.text.replace("\xa0", " ") for line in summary_lines(fates)]


def test_where_all_was_done_no_more_is_said() -> None:
    assert said(fate("Knead"), fate("Stroke")) == ["All 2 steps done"]
    assert said() == []


def test_each_thing_that_went_another_way_has_its_line() -> None:
    lines = said(
        fate("Knead", eased=1),
        fate("Roll", Fate.PARTLY, ran_s=20),
        fate("Stroke", Fate.SKIPPED),
        fate("Press", Fate.LEFT_OUT, Side.RIGHT),
        fate("Knead", is_again=True),
        fate("Glide", is_added=True, ran_s=90),
        fate("Tap", Fate.NOT_DONE),
    )
    assert lines == [
        "3 of 7 steps done",
        "In part: Roll (left foot) · 0:20 of 1:00",
        "Skipped: Stroke (left foot)",
        "Eased: Knead (left foot)",
        "Left out: Press (right foot)",
        "Done again: Knead (left foot)",
        "Gentle steps added: 1:30",
        "Steps not done: 1",
    ]


def test_the_same_step_of_both_feet_is_named_once() -> None:
    both = (fate("Roll", Fate.SKIPPED), fate("Roll", Fate.SKIPPED, Side.RIGHT))
    assert "Skipped: Roll (both feet)" in said(*both)
    assert "Skipped: Rest" in said(fate("Rest", Fate.SKIPPED, Side.NONE))
    gone = (fate("Press", Fate.LEFT_OUT), fate("Press", Fate.LEFT_OUT, Side.RIGHT))
    assert "Left out: Press (both feet)" in said(*gone)


def test_what_was_begun_before_it_was_left_out_has_its_time() -> None:
    gone = (fate("Press", Fate.LEFT_OUT, ran_s=20.9), fate("Roll", Fate.LEFT_OUT))
    assert said(*gone) == ["Left out: Press (left foot) · 0:20 of 1:00; Roll (left foot)"]


def test_seconds_of_a_step_are_those_that_are_over() -> None:
    assert fate_time(fate("Knead", ran_s=59.9)) == "0:59"
    assert fate_time(fate("Knead", ran_s=59.9999)) == "1:00"
    assert "Gentle steps added: 1:59" in said(fate("Glide", is_added=True, ran_s=119.8))


def test_easing_is_counted_for_each_step_and_foot() -> None:
    lines = said(
        fate("Knead", eased=1),
        fate("Knead", eased=2, is_again=True),
        fate("Knead", side=Side.RIGHT, eased=1),
    )
    assert "Eased: Knead (left foot), 3 ×; Knead (right foot)" in lines


def test_three_are_named_and_the_rest_is_counted() -> None:
    skipped = [fate(title, Fate.SKIPPED, Side.NONE) for title in "abcdef"]
    assert "Skipped: a; b; c; d" in said(*skipped[:4])
    assert "Skipped: a; b; c; 2 more" in said(*skipped[:5])
    assert "Skipped: a; b; c; 3 more" in said(*skipped)


def test_the_steps_that_were_worked_longest_are_named_first() -> None:
    begun = [
        fate(title, Fate.PARTLY, Side.NONE, ran_s=ran_s, counts=counts)
        for title, ran_s, counts in (
            ("Look", 5, True),
            ("Breaths", 55, False),
            ("Knead", 40, True),
            ("Stroke", 10, True),
            ("Press", 50, True),
        )
    ]
    [line] = said(*begun)
    assert line == (
        "In part: Press · 0:50 of 1:00; Knead · 0:40 of 1:00; Stroke · 0:10 of 1:00; 2 more"
    )


def test_of_what_was_not_worked_the_steps_that_were_to_be_longest_are_named_first() -> None:
    passed = [
        fate(title, Fate.SKIPPED, Side.NONE, planned_s=planned_s, counts=counts)
        for title, planned_s, counts in (
            ("Look", 45, True),
            ("Breaths", 400, False),
            ("Knead", 180, True),
            ("Stroke", 60, True),
            ("Press", 200, True),
        )
    ]
    assert said(*passed) == ["Skipped: Press; Knead; Stroke; 2 more"]


def test_what_was_not_done_is_neither_done_again_nor_added() -> None:
    lines = said(
        fate("Knead"),
        fate("Knead", Fate.NOT_DONE, is_again=True),
        fate("Glide", Fate.NOT_DONE, is_added=True),
    )
    assert lines == ["1 of 3 steps done", "Steps not done: 2"]


def test_where_nothing_was_done_no_step_comes_after_that() -> None:
    assert said(fate("Knead", Fate.NOT_DONE)) == ["Steps not done: 1"]


def test_where_no_step_was_done_none_are_counted() -> None:
    assert said(fate("Knead", Fate.PARTLY, ran_s=20)) == [
        "In part: Knead (left foot) · 0:20 of 1:00"
    ]


def test_titles_are_shown_as_they_are_written() -> None:
    assert said(fate("<b>{x}</b>", Fate.SKIPPED)) == ["Skipped: <b>{x}</b> (left foot)"]


def test_a_step_has_its_foot_its_fate_and_its_time() -> None:
    lines = {
        became: fate_line(fate("Knead", became)).replace("\xa0", " ").removeprefix("Left foot · ")
        for became in Fate
    }
    assert lines == {
        Fate.DONE: "Done",
        Fate.PARTLY: "In part",
        Fate.SKIPPED: "Skipped",
        Fate.LEFT_OUT: "Left out",
        Fate.NOT_DONE: "Not done",
    }
    special = fate("Knead", eased=2, is_again=True, is_added=True)
    assert fate_line(special).replace("\xa0", " ") == (
        "Left foot · Done · eased 2 × · once more · added"
    )
    times = {became: fate_time(fate("Knead", became, ran_s=20)) for became in Fate}
    assert times == {
        Fate.DONE: "0:20",
        Fate.PARTLY: "0:20 of 1:00",
        Fate.SKIPPED: "",
        Fate.LEFT_OUT: "0:20 of 1:00",
        Fate.NOT_DONE: "",
    }
