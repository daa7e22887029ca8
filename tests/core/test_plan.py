"""The planner against section 4 of the script format: by an oracle, rule by rule, by examples."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import event, given, settings
from hypothesis import strategies as st

from app.core.errors import CannotPlanError
from app.core.plan import (
    Choice,
    Feet,
    Foot,
    Pauses,
    Plan,
    Side,
    as_written_s,
    changeover_s,
    fill_occurrences,
    plan_session,
)
from app.core.plan_text import plan_table, plan_values
from app.core.script import Area, Pattern, Script
from app.core.script_reader import read_script
from tests.core import plan_oracle
from tests.core.building import (
    as_plain,
    as_plain_choice,
    as_plain_segments,
    one_foot,
    plan,
    rest,
    said,
    script,
    step,
)
from tests.core.strategies import choices, documents, pauses, scripts

SHIPPED = sorted((Path(__file__).parents[2] / "sessions").glob("*.yaml"))
WORKED = sorted((Path(__file__).parent / "worked").glob("*.yaml"))

LEFT_ARCH = frozenset({(Foot.LEFT, Area.ARCH)})


def planned(made: Script, choice: Choice, between: Pauses) -> Plan | None:
    try:
        return plan_session(made, choice, between)
    except CannotPlanError:
        return None


def minutes_of_kneading(minutes: int) -> Script:
    """A script for one foot that is `minutes` long as written."""
    return script(step("Knead", 60 * minutes))


# --- the whole of section 4, by the oracle ---


@given(scripts(), choices(), pauses())
@settings(max_examples=200)
def test_every_timeline_is_the_oracles(made: Script, choice: Choice, between: Pauses) -> None:
    pauses_s = {name: getattr(between, name) for name in plan_oracle.PAUSES}
    wanted = plan_oracle.timeline(as_plain(made), as_plain_choice(choice), pauses_s)
    found = planned(made, choice, between)
    event("refused" if found is None else f"{min(found.passes, 3)} passes")
    assert (found is None) == (wanted is None)
    if found is None or wanted is None:
        return
    assert as_plain_segments(found) == wanted["segments"]
    assert found.passes == wanted["passes"]
    assert found.hands_on_s == wanted["hands_on_s"]
    assert found.total_s == wanted["total_s"]


@given(documents(), choices())
@settings(max_examples=60)
def test_a_written_script_becomes_the_oracles_timeline(
    document: plan_oracle.Plain, choice: Choice
) -> None:
    reading = read_script(yaml.safe_dump(document).encode(), "random.yaml")
    if reading.script is None:
        plain = plan_oracle.as_plain_script(document)
        both = plan_oracle.timeline(plain, as_plain_choice(Choice()), plan_oracle.PAUSES)
        assert both is None or both["total_s"] > 3 * 60 * 60
        return
    wanted = plan_oracle.timeline(
        plan_oracle.as_plain_script(document), as_plain_choice(choice), plan_oracle.PAUSES
    )
    found = planned(reading.script, choice, Pauses())
    event("refused" if found is None else f"{min(found.passes, 3)} passes")
    assert (found is None) == (wanted is None)
    if found is not None and wanted is not None:
        assert as_plain_segments(found) == wanted["segments"]


# --- rule 1: unrolled, main part and closing ---


def test_trailing_steps_that_do_not_count_are_the_closing() -> None:
    made = plan(
        step("Talk", technique="communication", side="none"),
        step("Knead", 450),
        step("Feel again", technique="assessment", side="none"),
        rest(),
    )
    assert [o.step.title for o in made.occurrences if o.is_closing] == ["Feel again", "Rest"]


def test_a_step_that_says_counts_false_may_be_of_the_closing() -> None:
    made = plan(step("Knead", 450), step("Let it be", counts=False, side="none"))
    assert [o.is_closing for o in made.occurrences] == [False, False, True]


def test_there_need_be_no_closing() -> None:
    assert not any(o.is_closing for o in plan(rest(), step("Knead", 450)).occurrences)


# --- rule 2: occurrences ---


@pytest.mark.parametrize(
    ("side", "feet", "sides"),
    [
        ("each", Feet.BOTH, ["left", "right"]),
        ("each", Feet.RIGHT, ["right"]),
        ("both", Feet.BOTH, ["both"]),
        ("both", Feet.LEFT, ["left"]),
        ("left", Feet.BOTH, ["left"]),
        ("left", Feet.LEFT, ["left"]),
        ("left", Feet.RIGHT, []),
        ("right", Feet.LEFT, []),
        ("none", Feet.BOTH, ["none"]),
        ("none", Feet.RIGHT, ["none"]),
    ],
)
def test_sides_of_a_step(side: str, feet: Feet, sides: list[str]) -> None:
    made = plan(step("This", 60, side=side), step("Long", 900, side="none"), choice=Choice(feet))
    assert [where for title, where, _ in said(made) if title == "This"] == sides


# --- rule 3: order ---


def test_by_foot_does_a_run_whole_on_one_foot_and_then_on_the_other() -> None:
    made = plan(step("A", 300), step("B", 300))
    assert [(title, side) for title, side, _ in said(made)] == [
        ("A", "left"),
        ("B", "left"),
        ("A", "right"),
        ("B", "right"),
    ]


def test_the_right_foot_may_go_first() -> None:
    made = plan(step("A", 300), step("B", 300), choice=Choice(first=Foot.RIGHT))
    assert [side for _, side, _ in said(made)] == ["right", "right", "left", "left"]


@pytest.mark.parametrize("side", ["both", "none", "left", "right"])
def test_by_foot_a_step_of_another_side_ends_a_run_and_stays_where_it_is(side: str) -> None:
    made = plan(step("A", 300), step("M", side=side), step("B", 300))
    assert [(title, where) for title, where, _ in said(made)] == [
        ("A", "left"),
        ("A", "right"),
        ("M", side),
        ("B", "left"),
        ("B", "right"),
    ]


def test_by_step_does_each_step_on_both_feet_before_the_next() -> None:
    made = plan(step("A", 300), step("B", 300), choice=Choice(first=Foot.RIGHT), order="by-step")
    assert [(title, side) for title, side, _ in said(made)] == [
        ("A", "right"),
        ("A", "left"),
        ("B", "right"),
        ("B", "left"),
    ]


def test_no_run_reaches_from_the_main_part_into_the_closing() -> None:
    made = plan(step("A", 450), step("Feel", technique="assessment"))
    assert [(title, side) for title, side, _ in said(made)] == [
        ("A", "left"),
        ("A", "right"),
        ("Feel", "left"),
        ("Feel", "right"),
    ]


def test_no_run_reaches_from_one_pass_into_the_next() -> None:
    made = plan(step("A", 225))
    assert said(made) == [
        ("A", "left", 1),
        ("A", "right", 1),
        ("A", "left", 2),
        ("A", "right", 2),
    ]


def test_an_added_pass_of_a_by_foot_script_is_done_foot_by_foot() -> None:
    made = plan(step("A", 149), step("B", 149))
    assert said(made)[4:] == [
        ("A", "left", 2),
        ("B", "left", 2),
        ("A", "right", 2),
        ("B", "right", 2),
    ]


def test_an_added_pass_of_a_by_step_script_is_done_step_by_step() -> None:
    made = plan(step("A", 149), step("B", 149), order="by-step")
    assert said(made)[4:] == [
        ("A", "left", 2),
        ("A", "right", 2),
        ("B", "left", 2),
        ("B", "right", 2),
    ]


def test_steps_that_the_added_pass_leaves_out_do_not_cut_its_runs() -> None:
    made = plan(
        step("A", 140), step("Talk", technique="communication", side="none"), step("B", 140)
    )
    assert [(title, side) for title, side, number in said(made) if number == 2] == [
        ("A", "left"),
        ("B", "left"),
        ("A", "right"),
        ("B", "right"),
    ]


# --- rule 4: the floor ---


def test_exactly_fifteen_minutes_needs_no_second_pass() -> None:
    made = plan(step(duration_s=450))
    assert (made.passes, made.hands_on_s) == (1, 900)


def test_exactly_fifteen_minutes_need_no_step_that_may_be_repeated() -> None:
    assert plan(step(duration_s=450, second_pass=False)).passes == 1


def test_one_second_short_needs_one() -> None:
    made = plan(step(duration_s=449))
    assert (made.passes, made.hands_on_s) == (2, 4 * 449)


def test_the_floor_is_the_persons_minutes() -> None:
    assert plan_session(minutes_of_kneading(10), Choice(minutes=20)).passes == 1
    assert plan_session(minutes_of_kneading(10), Choice(minutes=21)).passes == 2


def test_steps_are_added_one_at_a_time_until_the_floor_is_reached() -> None:
    made = one_foot(step("A", 200), step("B", 200), step("C", 200))
    assert said(made)[3:] == [("A", "left", 2), ("B", "left", 2)]
    assert made.hands_on_s == 1000


def test_a_step_is_added_for_all_its_sides_even_if_one_were_enough() -> None:
    made = plan(step("A", 400), step("B", 40))
    assert said(made)[4:] == [("A", "left", 2), ("A", "right", 2)]


def test_after_the_last_step_the_third_pass_begins_with_the_first() -> None:
    made = one_foot(step("A", 180), step("B", 180))
    assert said(made) == [
        ("A", "left", 1),
        ("B", "left", 1),
        ("A", "left", 2),
        ("B", "left", 2),
        ("A", "left", 3),
    ]
    assert made.passes == 3


def test_friction_deep_work_and_trigger_points_are_never_repeated() -> None:
    made = one_foot(
        step("Friction", 60, technique="cross-fiber-friction"),
        step("Deep", 60, technique="deep-tissue"),
        step("Hold", 60, technique="trigger-point"),
        step("Knead", 400),
    )
    assert [title for title, _, number in said(made) if number > 1] == ["Knead"]


def test_a_step_that_may_not_be_repeated_is_passed_over() -> None:
    made = one_foot(step("Once", 200, second_pass=False), step("Again", 400))
    assert said(made)[2:] == [("Again", "left", 2)]


def test_a_step_of_the_other_foot_does_not_fill() -> None:
    made = plan(step("Right", 200, side="right"), step("A", 600), choice=Choice(Feet.LEFT))
    assert said(made) == [("A", "left", 1), ("A", "left", 2)]


def test_added_passes_stand_between_the_main_part_and_the_closing() -> None:
    made = one_foot(step("A", 300), rest())
    assert said(made) == [
        ("A", "left", 1),
        ("A", "left", 2),
        ("A", "left", 3),
        ("Rest", "none", 1),
    ]


def test_time_that_does_not_count_does_not_reach_the_floor() -> None:
    made = one_foot(step("Feel", 400, technique="assessment"), step("A", 600))
    assert (made.passes, made.hands_on_s) == (2, 1200)


def test_a_script_that_cannot_be_filled_is_refused_in_a_clear_sentence() -> None:
    short = script(step("Once", 400, second_pass=False))
    with pytest.raises(CannotPlanError) as refused:
        plan_session(short, Choice(Feet.RIGHT, minutes=20))
    assert str(refused.value) == (
        "“Sample” gives 6:40 of hands-on massage for the right foot, and no step of it may be "
        "repeated to reach 20 minutes. Choose other feet, a shorter time or another script."
    )


def test_the_refusal_says_that_the_check_left_something_out() -> None:
    arch_only = script(step("Arch", 400))
    everything = frozenset({(Foot.LEFT, Area.ARCH), (Foot.RIGHT, Area.ARCH)})
    with pytest.raises(CannotPlanError, match="for both feet without what the check leaves out"):
        plan_session(arch_only, Choice(left_out=everything))


def test_nothing_but_rest_is_refused() -> None:
    with pytest.raises(CannotPlanError):
        plan(rest(900))


def test_what_is_missing_later_is_filled_by_the_same_rule() -> None:
    made = script(step("A", 500), step("Once", 300, second_pass=False), rest())
    missing = fill_occurrences(made, Choice(Feet.LEFT), 501)
    assert [(o.step.title, o.pass_number) for o in missing] == [("A", 2), ("A", 3)]
    assert fill_occurrences(made, Choice(Feet.LEFT), 0) == []
    assert fill_occurrences(script(rest()), Choice(), 1) == []


# --- rule 5: segments ---


def test_a_session_begins_with_get_ready() -> None:
    first = plan(step(duration_s=450)).segments[0]
    assert (first.kind, first.start_s, first.duration_s, first.counts) == (
        "get-ready",
        0,
        10,
        False,
    )


@pytest.mark.parametrize(
    ("tool", "side", "seconds"),
    [("hands", "left", 5), ("wall", "left", 15), ("hands", "right", 15), ("wall", "both", 15)],
)
def test_a_changeover_is_longer_where_tool_or_side_differ(
    tool: str, side: str, seconds: int
) -> None:
    made = plan(step("A", 450, side="left"), step("B", 450, side=side, tool=tool))
    assert [s.duration_s for s in made.segments if s.kind == "changeover"] == [seconds]
    first, second, *_ = made.occurrences
    assert changeover_s(first, second, Pauses(1, 2, 3)) == (2 if seconds == 5 else 3)


def test_a_changeover_says_what_comes() -> None:
    assert plan(step("A", 450, side="left"), step("B", 450)).segments[2].title == "Next: B"


def test_the_pauses_are_the_persons() -> None:
    made = plan_session(script(step("A", 300), step("B", 300)), Choice(), Pauses(20, 7, 30))
    pauses_s = [s.duration_s for s in made.segments if s.kind != "step"]
    assert pauses_s == [20, 7, 30, 7]
    assert made.total_s == 20 + 4 * 300 + 7 + 30 + 7


def test_only_steps_that_count_are_hands_on_time() -> None:
    made = one_foot(step("Feel", 100, technique="assessment"), step("A", 900), rest())
    assert [s.title for s in made.segments if s.counts] == ["A"]
    assert made.hands_on_s == 900


def test_a_pattern_lasts_as_long_as_its_holds_and_releases() -> None:
    made = one_foot(step("Hold", pattern=Pattern(25, 5, 30)))
    assert made.segments[1].duration_s == 900


# --- what a safety check leaves out ---


def test_leaving_out_an_area_of_a_foot_takes_it_and_the_whole_foot_away_from_that_foot() -> None:
    made = plan(
        step("Arch", 200, area="arch"),
        step("Whole", 200, area="whole-foot"),
        step("Heel", 900, area="heel"),
        choice=Choice(left_out=LEFT_ARCH),
    )
    assert [(title, side) for title, side, _ in said(made)] == [
        ("Heel", "left"),
        ("Arch", "right"),
        ("Whole", "right"),
        ("Heel", "right"),
    ]


@pytest.mark.parametrize("out", [Area.ANKLE, Area.ACHILLES])
def test_ankle_and_achilles_go_together(out: Area) -> None:
    made = plan(
        step("Ankle", area="ankle"),
        step("Achilles", area="achilles"),
        step("Calf", 900, area="calf"),
        choice=Choice(Feet.LEFT, left_out=frozenset({(Foot.LEFT, out)})),
    )
    assert said(made) == [("Calf", "left", 1)]


def test_general_stays() -> None:
    made = plan(
        step("Breathe", 900, area="general"),
        choice=Choice(Feet.LEFT, left_out=frozenset((Foot.LEFT, a) for a in Area)),
    )
    assert said(made) == [("Breathe", "left", 1)]


def test_a_step_of_no_foot_stays() -> None:
    made = plan(step("Arch", 900, side="none"), choice=Choice(left_out=LEFT_ARCH))
    assert said(made) == [("Arch", "none", 1)]


def test_a_both_step_becomes_the_foot_that_is_left() -> None:
    made = plan(step("Arch", 900, side="both"), choice=Choice(left_out=LEFT_ARCH))
    assert said(made) == [("Arch", "right", 1)]


def test_a_both_step_goes_where_no_foot_is_left() -> None:
    both = LEFT_ARCH | {(Foot.RIGHT, Area.ARCH)}
    made = plan(
        step("Arch", side="both"), step("Heel", 450, area="heel"), choice=Choice(left_out=both)
    )
    assert [title for title, _, _ in said(made)] == ["Heel", "Heel"]


def test_the_fifteen_minutes_are_computed_anew() -> None:
    steps = (step("Arch", 250), step("Heel", 250, area="heel"))
    assert plan(*steps).passes == 1
    made = plan(*steps, choice=Choice(left_out=LEFT_ARCH))
    assert said(made) == [
        ("Heel", "left", 1),
        ("Arch", "right", 1),
        ("Heel", "right", 1),
        ("Arch", "right", 2),
    ]


def test_a_step_that_is_left_out_everywhere_fills_nothing() -> None:
    both = LEFT_ARCH | {(Foot.RIGHT, Area.ARCH)}
    made = plan(step("Arch", 400), step("Heel", 400, area="heel"), choice=Choice(left_out=both))
    assert [(title, number) for title, _, number in said(made)] == [
        ("Heel", 1),
        ("Heel", 1),
        ("Heel", 2),
        ("Heel", 2),
    ]


def test_an_area_of_a_foot_that_is_not_worked_changes_nothing() -> None:
    made = minutes_of_kneading(20)
    kept = plan_session(made, Choice(Feet.RIGHT, left_out=LEFT_ARCH))
    assert kept.segments == plan_session(made, Choice(Feet.RIGHT)).segments


def test_time_as_written_leaves_out_what_the_check_does() -> None:
    made = script(step("Arch", 400), step("Feel", 100, technique="assessment"))
    assert as_written_s(made, Choice()) == 800
    assert as_written_s(made, Choice(left_out=LEFT_ARCH)) == 400


# --- what a person chooses ---


@pytest.mark.parametrize("minutes", [14, 61, 0, -15])
def test_minutes_outside_fifteen_to_sixty_are_no_choice(minutes: int) -> None:
    with pytest.raises(ValueError, match="15 to 60"):
        Choice(minutes=minutes)


def test_the_default_choice_is_both_feet_left_first_and_fifteen_minutes() -> None:
    assert as_plain_choice(Choice()) == {
        "feet": "both",
        "first": "left",
        "minutes": 15,
        "left_out": [],
    }


def test_chosen_feet_are_in_the_order_they_are_worked() -> None:
    assert Choice(first=Foot.RIGHT).chosen == (Foot.RIGHT, Foot.LEFT)
    assert Choice(Feet.RIGHT).chosen == (Foot.RIGHT,)


def test_feet_of_a_side() -> None:
    assert Side.BOTH.feet == (Foot.LEFT, Foot.RIGHT)
    assert Side.RIGHT.feet == (Foot.RIGHT,)
    assert Side.NONE.feet == ()


# --- the scripts that ship, and three worked examples ---

SHIPPED_CHOICES: list[plan_oracle.Plain] = [
    {"feet": feet, "first": first, "minutes": minutes, "left_out": []}
    for feet in ("both", "left", "right")
    for first in ("left", "right")
    for minutes in (15, 30)
]


def choice_of(plain: plan_oracle.Plain) -> Choice:
    return Choice(Feet(plain["feet"]), Foot(plain["first"]), plain["minutes"])


def document_of(path: Path) -> plan_oracle.Plain:
    document: plan_oracle.Plain = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return document


def without_free_titles(values: plan_oracle.Plain) -> plan_oracle.Plain:
    """Drop the titles that the contract leaves free, after a look at whether they are there."""
    segments = []
    for segment in values["segments"]:
        if segment["kind"] == "step":
            segments.append(segment)
            continue
        assert segment["title"].strip()
        segments.append({name: v for name, v in segment.items() if name != "title"})
    return {**values, "segments": segments}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_script_is_planned_as_the_oracle_says(path: Path) -> None:
    made = read_script(path.read_bytes(), path.name).script
    assert made is not None
    document = document_of(path)
    for plain in SHIPPED_CHOICES:
        found = plan_session(made, choice_of(plain))
        assert found.hands_on_s >= 60 * plain["minutes"]
        values = json.loads(json.dumps(plan_values(found)))
        wanted = plan_oracle.plan_json(document, path.stem, plain)
        assert without_free_titles(values) == wanted


def test_there_are_three_worked_examples() -> None:
    assert len(WORKED) == 3


@pytest.mark.parametrize("path", WORKED, ids=lambda path: path.stem)
def test_worked_example_is_planned_as_it_says(path: Path) -> None:
    reading = read_script(path.read_bytes(), path.name)
    assert reading.script is not None
    assert not reading.faults
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = plan_session(reading.script, choice_of(wanted))
    assert json.loads(json.dumps(plan_values(found))) == wanted
    plain = {name: wanted[name] for name in ("feet", "first", "minutes")}
    assert without_free_titles(wanted) == plan_oracle.plan_json(
        document_of(path), path.stem, {**plain, "left_out": []}
    )


# --- the table to print ---


def test_the_table_has_a_line_for_each_step_and_none_for_changeovers() -> None:
    made = plan(
        step("Arch\twork", 300, tool="knuckles"),
        rest(30),
        step("Calf", 300, area="calf", side="both"),
    )
    assert plan_table(made).splitlines() == [
        "Sample",
        "both feet, left first: 15:00 hands-on, 16:25 in all",
        "",
        "Start  Time  Foot   Step       Technique  Area     Pressure  With",
        "0:10   5:00  left   Arch work  kneading   arch     light     knuckles",
        "5:25   5:00  right  Arch work  kneading   arch     light     knuckles",
        "10:40  0:30         Rest       rest       general  light     hands",
        "11:25  5:00  both   Calf       kneading   calf     light     hands",
    ]


def test_the_table_names_one_foot_and_what_is_done_again() -> None:
    lines = plan_table(one_foot(step("A", 450))).splitlines()
    assert lines[1] == "left foot: 15:00 hands-on, 15:15 in all, 2 passes"
    assert ["A (again)" in line for line in lines[-2:]] == [False, True]


# --- what a plan is made of ---


@given(scripts(), choices())
def test_a_plan_is_the_same_every_time(made: Script, choice: Choice) -> None:
    first = planned(made, choice, Pauses())
    assert planned(made, replace(choice), Pauses()) == first


@given(scripts(), st.integers(15, 59))
def test_a_higher_floor_never_shortens_a_session(made: Script, minutes: int) -> None:
    shorter = planned(made, Choice(minutes=minutes), Pauses())
    longer = planned(made, Choice(minutes=minutes + 1), Pauses())
    assert longer is None or (shorter is not None and shorter.hands_on_s <= longer.hands_on_s)
