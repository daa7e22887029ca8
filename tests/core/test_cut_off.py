"""A session that was cut off: offered for six hours, then logged with its real seconds."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from app.core.cut_off import Beginning, CutOff, Standing, cut_off_from
from app.core.errors import SnapshotError
from app.core.plan import Choice, Feet, Foot, Pauses, plan_session
from app.core.script import Area, Tool
from app.core.script_reader import read_script
from app.core.session_table import State
from app.core.soreness import EndReason
from tests.core.fake_clock import FakeClock, Walk

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TEXT = """\ufeffformat: 1
title: Für die Füße
steps:
  - {title: Knead, technique: kneading, area: arch, duration: 10 min, instruction: Knead it.}
  - {title: Heel, technique: kneading, area: heel, duration: 10 min, instruction: Press it.}
"""
CHOICE = Choice(
    Feet.RIGHT,
    Foot.RIGHT,
    20,
    frozenset({(Foot.RIGHT, Area.CALF)}),
    tools_out=frozenset({(Tool.WALL, Area.CALF), (Tool.WALL, Area.ACHILLES)}),
    rises_slowly=True,
)
BEGAN = Beginning("7", START, "/home/x/heel-care.yaml", TEXT, CHOICE, Pauses(5, 10, 20))


def walk() -> Walk:
    script = read_script(TEXT.encode(), BEGAN.script_path).script
    assert script is not None
    return Walk(plan_session(script, CHOICE, BEGAN.pauses))


def cut_off(walked: Walk, at: datetime, *, is_put_away: bool = False) -> CutOff:
    """What another process finds."""
    standing = Standing(at, walked.session.snapshot(), is_put_away)
    kept: Any = json.loads(json.dumps([BEGAN.to_json(), standing.to_json()]))
    return cut_off_from(kept[0], kept[1], FakeClock())


def test_it_is_the_same_session_with_the_same_plan() -> None:
    walked = walk().at(1, 65)
    found = cut_off(walked, START + timedelta(seconds=70))
    assert found.session.plan == walked.session.plan
    assert found.session.elapsed_s == 65
    assert found.beginning == BEGAN
    assert (found.entry.id, found.entry.title) == ("heel-care", "Für die Füße")
    assert found.entry.sha256 == sha256(TEXT.encode()).hexdigest()


def test_it_is_offered_for_six_hours() -> None:
    at = START + timedelta(seconds=70)
    found = cut_off(walk().at(1, 65), at)
    assert found.may_be_resumed(at + timedelta(hours=6) - timedelta(seconds=1))
    assert not found.may_be_resumed(at + timedelta(hours=6))
    # A clock that was set back makes it no older.
    assert found.may_be_resumed(at - timedelta(days=2))


@pytest.mark.parametrize("reason", list(EndReason))
def test_after_a_sign_of_the_body_it_is_not_offered(reason: EndReason) -> None:
    walked = walk().at(1, 65)
    walked.session.stop()
    walked.session.give_reason(reason)
    found = cut_off(walked, START)
    assert found.may_be_resumed(START) == reason.may_be_resumed
    assert found.record().ended_early_reason is reason


@pytest.mark.parametrize(
    ("is_put_away", "why", "reason"),
    [
        (False, None, EndReason.CRASH),
        (True, None, EndReason.OTHER),
        (False, EndReason.DONE, EndReason.DONE),
    ],
)
def test_it_is_logged_with_its_real_seconds(
    is_put_away: bool,  # noqa: FBT001 - a case of the test
    why: EndReason | None,
    reason: EndReason,
) -> None:
    at = START + timedelta(seconds=70)
    record = cut_off(walk().at(1, 65), at, is_put_away=is_put_away).record(why)
    assert (record.id, record.start, record.end) == ("7", START, at)
    assert record.actual_hands_on_s == 65
    assert (record.completed, record.ended_early_reason) == (False, reason)
    assert record.script_sha256 == sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize("given", [None, EndReason.NUMB, EndReason.DONE])
def test_it_can_be_ended_where_it_stood(given: EndReason | None) -> None:
    walked = walk().at(1, 65)
    if given is not None:
        walked.session.stop()
        walked.session.give_reason(given)
    at = START + timedelta(seconds=70)
    record, over = cut_off(walked, at).finished()
    assert record.ended_early_reason is (given or EndReason.DONE)
    assert (record.end, record.actual_hands_on_s, over.at) == (at, 65, at)
    kept: Any = json.loads(json.dumps([BEGAN.to_json(), over.to_json()]))
    again = cut_off_from(kept[0], kept[1], FakeClock())
    assert again.session.state is State.ENDED
    assert again.record() == record


def test_a_clock_that_was_set_back_gives_no_end_before_the_start() -> None:
    record = cut_off(walk().at(1, 65), START - timedelta(hours=1)).record()
    assert record.end == START


def test_one_that_had_come_to_its_end_is_logged_as_it_was() -> None:
    walked = walk()
    walked.forward(5000)
    found = cut_off(walked, START)
    assert found.session.state is State.ENDED
    assert not found.may_be_resumed(START)
    assert (found.record().completed, found.record().ended_early_reason) == (True, None)


def spoiled(which: int, key: str, value: object) -> list[Any]:
    kept: list[Any] = [BEGAN.to_json(), Standing(START, walk().session.snapshot()).to_json()]
    kept = json.loads(json.dumps(kept))
    kept[which][key] = value
    return kept


@pytest.mark.parametrize(
    ("which", "key", "value"),
    [
        (0, "format", 2),
        (0, "session_id", None),
        (0, "start", "yesterday"),
        (0, "start", "2026-11-21T09:00:00"),
        (0, "feet", "three"),
        (0, "minutes", "15"),
        (0, "minutes", 5),
        (0, "minutes", True),
        (0, "minutes", 15.0),
        (0, "left_out", {}),
        (0, "left_out", [["left"]]),
        (0, "tools_out", {}),
        (0, "tools_out", [["wall", "nose"]]),
        (0, "pauses_s", ["5"]),
        (0, "pauses_s", [1, 2, 3, 4]),
        (0, "pauses_s", [10, -5, 15]),
        (0, "pauses_s", [10, True, 15]),
        (0, "pauses_s", [10, 5, 10**9]),
        (0, "script_text", "title: [broken"),
        (0, "script_text", TEXT.replace("Knead it.", "")),
        (0, "script_text", TEXT.replace("each", "both")[:200]),
        (1, "at", 7),
        (1, "session", {}),
    ],
)
def test_anything_else_is_refused_in_a_sentence(which: int, key: str, value: object) -> None:
    kept = spoiled(which, key, value)
    with pytest.raises(SnapshotError, match="cannot be read"):
        cut_off_from(kept[0], kept[1], FakeClock())


def test_one_that_was_kept_before_there_were_checks_did_without_nothing() -> None:
    kept = spoiled(0, "format", 1)
    del kept[0]["tools_out"]
    del kept[0]["rises_slowly"]
    found = cut_off_from(kept[0], kept[1], FakeClock())
    assert found.beginning.choice == replace(CHOICE, tools_out=frozenset(), rises_slowly=False)


def test_a_choice_that_cannot_be_planned_is_refused_in_a_sentence() -> None:
    steps = TEXT.replace("duration: 10 min", "duration: 10 min, side: left")
    kept = spoiled(0, "script_text", steps)
    kept[0]["left_out"] = [["left", "arch"], ["left", "heel"]]
    with pytest.raises(SnapshotError, match="hands-on"):
        cut_off_from(kept[0], kept[1], FakeClock())
