"""The help of the built app: reached from every place, and left to where one came from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from app.core.script import Technique
from app.core.session_table import State
from app.storage.shipped import shipped_folder
from app.storage.shipped_help import HELP, load_help
from app.ui.check_page import CheckPage
from app.ui.end_room import EndRoom
from app.ui.footwell import Footwell
from app.ui.help_room import HelpRoom
from app.ui.main_window import MainWindow
from app.ui.pain_page import PainPage
from app.ui.prepare_page import PreparePage
from app.ui.rail import Room
from tests.whole.conftest import World, focus_of
from tests.whole.test_before_a_session import CONTROL, find
from tests.whole.test_check_ins import log_a_session
from tests.whole.test_whole_session import driver_of, pick

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def room_of(footwell: Footwell) -> HelpRoom:
    room = footwell.window.over or footwell.window.room(Room.HELP)
    assert isinstance(room, HelpRoom)
    assert room.isVisible()
    return room


def here(footwell: Footwell) -> Room:
    return footwell.window.current


def topic_of(footwell: Footwell) -> str:
    topic = room_of(footwell).topic
    assert topic is not None
    return topic.id


def buttons_of(where: QWidget, text: str) -> list[QPushButton]:
    return [
        one for one in where.findChildren(QPushButton) if one.text() == text and one.isVisible()
    ]


@pytest.mark.parametrize("way", ["F1", "Ctrl+5", "rail"])
def test_the_help_is_a_room_that_leads_back(world: World, way: str) -> None:
    footwell = world.start()
    world.press(footwell, Key.Key_3, CONTROL)
    if way == "rail":
        [made] = [b for b in footwell.window.findChildren(QToolButton) if b.text() == "Help"]
        made.click()
    elif way == "F1":
        world.press(footwell, Key.Key_F1)
    else:
        world.press(footwell, Key.Key_5, CONTROL)
    assert here(footwell) is Room.HELP
    assert topic_of(footwell) == "is-massage-right"
    assert buttons_of(footwell.window, "Back to Log")
    world.press(footwell, Key.Key_Escape)
    assert here(footwell) is Room.LOG


def test_f1_in_the_help_searches(world: World) -> None:
    footwell = world.start()
    world.press(footwell, Key.Key_F1)
    world.press(footwell, Key.Key_F1)
    assert focus_of(footwell).accessibleName() == "Search the help"


@pytest.mark.parametrize("room", [Key.Key_1, Key.Key_4])
def test_whether_it_is_right_for_me_is_one_press_away(world: World, room: Qt.Key) -> None:
    footwell = world.start()
    world.press(footwell, room, CONTROL)
    came_from = here(footwell)
    [link] = buttons_of(footwell.window, "Is massage right for me?")
    link.setFocus()
    link.click()
    world.settle()
    assert topic_of(footwell) == "is-massage-right"
    world.press(footwell, Key.Key_Left, ALT)
    assert here(footwell) is came_from
    assert focus_of(footwell) is link


def test_a_script_explains_each_of_its_techniques(world: World) -> None:
    footwell = world.start(script="cross-fiber-friction")
    links = {
        technique: buttons_of(footwell.window, text)
        for technique, text in (
            (Technique.CROSS_FIBER_FRICTION, "Cross-fiber friction"),
            (Technique.STRETCHING, "Stretching"),
        )
    }
    for technique, [link] in links.items():
        link.click()
        world.settle()
        assert topic_of(footwell) == technique
        world.press(footwell, Key.Key_Escape)
        assert here(footwell) is Room.SESSIONS


def test_over_a_page_before_a_session_it_leads_back_to_the_same_page(world: World) -> None:
    footwell = world.start()
    find(world, footwell, "gentle first")
    page = footwell.session_desk.intake.page
    assert isinstance(page, CheckPage)
    world.press(footwell, Key.Key_Y)
    focus = focus_of(footwell)
    world.press(footwell, Key.Key_F1)
    assert topic_of(footwell) == "is-massage-right"
    world.press(footwell, Key.Key_F1)
    assert focus_of(footwell).accessibleName() == "Search the help"
    world.press(footwell, Key.Key_Escape)
    assert footwell.window.over is None
    assert footwell.session_desk.intake.page is page
    assert page.isVisible()
    assert focus_of(footwell) is focus


def test_prepare_tells_more_of_itself_and_of_its_techniques(world: World) -> None:
    footwell = world.start()
    find(world, footwell, "gentle first")
    while not isinstance(footwell.session_desk.intake.page, PreparePage):
        page = footwell.session_desk.intake.page
        assert isinstance(page, CheckPage)
        for row in page.rows.values():
            (row.no if row.question.leads_on_yes else row.yes).click()
        world.press(footwell, Key.Key_Return, CONTROL)
    page = footwell.session_desk.intake.page
    world.press(footwell, Key.Key_F1)
    assert topic_of(footwell) == "preparing"
    world.press(footwell, Key.Key_Escape)
    [link] = buttons_of(page, "Kneading")
    link.click()
    world.settle()
    assert topic_of(footwell) == "kneading"
    world.press(footwell, Key.Key_Escape)
    assert page.isVisible()
    world.press(footwell, Key.Key_Return, CONTROL)
    assert isinstance(footwell.session_desk.intake.page, PainPage)


def test_in_a_running_session_h_pauses_explains_and_leads_back(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    driver = driver_of(footwell)
    session = driver.session
    world.run_to(driver, lambda: session.hands_on_s > 5)
    done, left = session.hands_on_s, session.remaining_s
    world.press(footwell, Key.Key_H)
    player = footwell.session.player
    assert player is not None
    assert player.help_panel.isVisible()
    assert player.help_panel.page.accessibleName() == "Slow strokes"
    world.pass_time(driver, 120)
    assert (session.hands_on_s, session.remaining_s) == (done, left)
    world.press(footwell, Key.Key_Return)
    assert not player.help_panel.isVisible()
    assert session.state is State.PAUSED
    world.press(footwell, Key.Key_Space)
    world.pass_time(driver, 3)
    assert state_of(footwell) is State.RUNNING
    world.pass_time(driver, 4)
    assert session.hands_on_s == pytest.approx(done + 4)
    world.press(footwell, Key.Key_F1)
    assert footwell.window.over is None, "F1 shows the keys there"
    assert player.stage.page is player.stage.keys


def state_of(footwell: Footwell) -> State:
    return driver_of(footwell).session.state


def test_after_a_session_f1_tells_what_to_expect(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    world.settle()
    end = footwell.session.end_room
    assert isinstance(end, EndRoom)
    world.press(footwell, Key.Key_F1)
    assert topic_of(footwell) == "afterwards"
    world.press(footwell, Key.Key_Escape)
    assert end.isVisible()
    world.press(footwell, Key.Key_Return, CONTROL)
    assert not footwell.window.is_full


def test_at_a_check_in_f1_tells_what_to_expect(world: World) -> None:
    footwell = world.start()
    log_a_session(world, footwell, 3)
    footwell.today.answer_due()
    world.settle()
    world.press(footwell, Key.Key_F1)
    assert topic_of(footwell) == "afterwards"
    world.press(footwell, Key.Key_Escape)
    assert footwell.today.is_asking, "the answers wait"


def test_damaged_help_is_told_and_holds_up_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(shipped_folder("resources") / HELP, resources / HELP)
    (resources / HELP / "sources.yaml").unlink()
    footwell = world.start()
    monkeypatch.setattr(footwell, "_help_topics", lambda: load_help(resources))
    pick(world, footwell, "gentle first")
    world.press(footwell, Key.Key_H)
    player = footwell.session.player
    assert player is not None
    assert state_of(footwell) is State.PAUSED
    assert "The help in" in player.notice.text
    driver_of(footwell).stop()
    world.crash(footwell)

    again = world.start()
    monkeypatch.setattr(again, "_help_topics", lambda: load_help(resources))
    world.press(again, Key.Key_F1)
    assert here(again) is Room.HELP
    said = again.window.room(Room.HELP)
    assert not isinstance(said, HelpRoom)
    find(world, again, "gentle first")
    assert again.is_asking
    world.press(again, Key.Key_F1)
    assert again.window.over is None
    toast = again.window.toasts.current
    assert toast is not None
    assert "install Footwell again" in toast.message


def test_what_fills_the_window_next_takes_the_place_of_the_help(world: World) -> None:
    footwell = world.start()
    window: MainWindow = footwell.window
    find(world, footwell, "gentle first")
    world.press(footwell, Key.Key_F1)
    window.leave_full()
    assert window.over is None
    assert not window.is_full
