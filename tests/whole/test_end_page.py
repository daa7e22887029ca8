"""The end of a session in the built app: a place rated by keys is in the log after a restart."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.core.log_filter import LogViewKind
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import RatingContext, RatingKind
from app.ui.end_room import EndRoom
from app.ui.foot_region import RegionButton
from app.ui.footwell import Footwell
from app.ui.log_room import LogRoom
from app.ui.rail import Room
from tests.whole.conftest import World, focus_of

CONTROL = Qt.KeyboardModifier.ControlModifier


def at_the_end(world: World, footwell: Footwell, words: str) -> EndRoom:
    """Find a script, start it and live it to its end."""
    world.press(footwell, Qt.Key.Key_2, CONTROL)
    world.press(footwell, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(focus_of(footwell), words)
    world.settle()
    world.press(footwell, Qt.Key.Key_Return, CONTROL)
    world.get_through(footwell)
    driver = footwell.session.driver
    assert driver is not None
    world.run_to(driver, lambda: footwell.session.end_room is not None)
    world.settle()
    room = footwell.session.end_room
    assert room is not None
    return room


def tab_to(world: World, footwell: Footwell, foot: Foot, area: Area) -> None:
    for _ in range(60):
        there = focus_of(footwell)
        if isinstance(there, RegionButton) and (there.foot, there.area) == (foot, area):
            return
        world.press(footwell, Qt.Key.Key_Tab)
    raise AssertionError((foot, area))


def logged_by_command(data: Path) -> dict[str, list[dict[str, object]]]:
    done = subprocess.run(
        [sys.executable, "-m", "app", "log", "--json", "--data-dir", str(data)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_a_place_rated_by_keys_is_in_the_log_after_a_restart(world: World) -> None:
    footwell = world.start()
    at_the_end(world, footwell, "heel-friendly")
    QTest.keyClicks(focus_of(footwell), "3")
    tab_to(world, footwell, Foot.LEFT, Area.HEEL)
    world.press(footwell, Qt.Key.Key_Return)
    QTest.keyClicks(focus_of(footwell), "6")
    QTest.keyClicks(focus_of(footwell), "4")
    tab_to(world, footwell, Foot.RIGHT, Area.CALF)
    QTest.keyClicks(focus_of(footwell), "2")
    world.press(footwell, Qt.Key.Key_Return, CONTROL)
    assert not footwell.session.is_open
    world.quit(footwell)

    again = world.start()
    world.press(again, Qt.Key.Key_3, CONTROL)
    log = again.window.room(Room.LOG)
    assert isinstance(log, LogRoom)
    log.show_view(LogViewKind.SESSIONS)
    [one] = again._log.sessions()
    assert sorted((r.kind, r.side, r.region, r.value) for r in one.ratings) == [
        (RatingKind.PAIN, Foot.LEFT, Area.WHOLE_FOOT, 3),
        (RatingKind.SORENESS, Foot.LEFT, Area.HEEL, 4),
        (RatingKind.SORENESS, Foot.RIGHT, Area.CALF, 2),
    ]
    assert {rating.context for rating in one.ratings} == {RatingContext.AFTER}
    log.sessions.show_chosen()
    shown = [text.text().replace("\xa0", " ") for text in log.sessions.detail.findChildren(QLabel)]
    wanted = {"Pain, left foot", "Soreness, left foot, heel", "Soreness, right foot, calf"}
    assert wanted < set(shown)
    world.quit(again)

    ratings = logged_by_command(world.data)["ratings"]
    told = {(r["kind"], r["context"], r["side"], r["region"], r["value"]) for r in ratings}
    assert told == {
        ("pain", "after", "left", "whole-foot", 3),
        ("soreness", "after", "left", "heel", 4),
        ("soreness", "after", "right", "calf", 2),
    }


def test_what_is_left_unanswered_stays_missing(world: World) -> None:
    footwell = world.start()
    room = at_the_end(world, footwell, "heel-friendly")
    tab_to(world, footwell, Foot.LEFT, Area.HEEL)
    world.press(footwell, Qt.Key.Key_Return)
    world.press(footwell, Qt.Key.Key_Tab)
    world.press(footwell, Qt.Key.Key_Return, CONTROL)
    assert room is not footwell.session.end_room
    [one] = footwell._log.sessions()
    assert one.ratings == ()
