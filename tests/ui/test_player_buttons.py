"""The player's buttons, its lock, its lists, and how it uses the room there is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.plan import Choice, plan_session
from app.core.preferences import Preferences, Theme
from app.core.session_table import State
from app.core.soreness import EndReason
from app.ui.player_buttons import HOLD_MS, ActButton
from app.ui.player_fit import Fit, fit_of, frame_look, growth_of
from app.ui.step_list import StepMark
from app.ui.theme import DARK, LIGHT, Look
from tests.core.building import one_foot, plan, rest, script, step
from tests.ui.player_fixtures import PlayerStand, is_locked, page_of, sample_plan, state_of

Stands = Iterator[PlayerStand]


@pytest.fixture
def stand(qtbot: QtBot) -> Stands:
    made = PlayerStand(sample_plan())
    qtbot.waitExposed(made.window)
    made.to("Knead the arch")
    made.forward(20)
    yield made
    made.close()


def click(widget: QWidget) -> None:
    """Click where the widget stands, on whatever takes the click there."""
    window = widget.window()
    where = widget.mapTo(window, widget.rect().center())
    target = window.childAt(where)
    assert target is not None
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(window, where))


def told(stand: PlayerStand) -> str:
    return type(stand.events[-1]).__name__


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("toggle", "Paused"),
        ("next", "SegmentStarted"),
        ("back", "SegmentStarted"),
        ("ease", "Eased"),
    ],
)
def test_the_large_buttons_do_as_the_keys(stand: PlayerStand, name: str, wanted: str) -> None:
    click(getattr(stand.player.footer, name))
    assert told(stand) == wanted


def test_the_small_buttons_change_the_step(stand: PlayerStand) -> None:
    shorter, longer, repeat = stand.player.footer._small
    click(longer)
    assert stand.session.current.duration_s == 415
    click(shorter)
    assert stand.session.current.duration_s == 400
    click(repeat)
    assert told(stand) == "RepeatQueued"
    assert not repeat.isEnabled()


def test_stop_is_there_in_every_state(stand: PlayerStand) -> None:
    stop = stand.player.header.stop
    for action in (stand.driver.toggle, stand.driver.toggle):
        action()
        assert stop.isVisible()
        assert stop.isEnabled()
    click(stop)
    assert state_of(stand) is State.ASKING


def test_a_click_leaves_the_focus_where_it_was(stand: PlayerStand) -> None:
    click(stand.player.footer.ease)
    assert stand.focus is stand.player


def test_every_control_has_a_name_and_a_place_in_the_tab_order(stand: PlayerStand) -> None:
    buttons = [b for b in stand.player.findChildren(QAbstractButton) if b.isVisible()]
    assert len(buttons) >= 13
    for made in buttons:
        assert made.accessibleName().strip()
        assert made.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert min(made.width(), made.height()) >= 44, made.accessibleName()


# --- the lock ---


def test_locked_the_buttons_are_dead_but_not_stop_nor_the_keys(stand: PlayerStand) -> None:
    places = [
        made.mapTo(stand.window, made.rect().center())
        for made in stand.player.findChildren(ActButton)
        if made.isVisible() and made is not stand.player.header.stop
    ]
    click(stand.player.header._tool_buttons[-1])
    assert is_locked(stand)
    QApplication.processEvents()
    count = len(stand.events)
    unlock = stand.player.footer.unlock
    for where in places:
        target = stand.window.childAt(where)
        assert target is not None
        if target is not unlock:
            QTest.mouseClick(
                target, Qt.MouseButton.LeftButton, pos=target.mapFrom(stand.window, where)
            )
    assert len(stand.events) == count
    assert is_locked(stand)
    assert page_of(stand) is stand.player.stage.words
    stand.press(Qt.Key.Key_Space)
    assert told(stand) == "Paused"
    click(stand.player.header.stop)
    assert told(stand) == "StopAsked"


def test_a_touch_says_how_to_unlock(stand: PlayerStand) -> None:
    stand.player.lock()
    QTest.mouseClick(stand.player.stage, Qt.MouseButton.LeftButton)
    stand.player.notice.clear()
    QTest.mouseClick(stand.player, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert stand.notice == "Locked. Hold “Hold to unlock” for a second."


def test_unlocking_wants_to_be_held_for_a_second(stand: PlayerStand) -> None:
    stand.player.lock()
    unlock = stand.player.footer.unlock
    QTest.mousePress(unlock, Qt.MouseButton.LeftButton)
    for _ in range(HOLD_MS // 50 - 1):
        unlock._timer.timeout.emit()
    QTest.mouseRelease(unlock, Qt.MouseButton.LeftButton)
    assert is_locked(stand)
    QTest.mousePress(unlock, Qt.MouseButton.LeftButton)
    for _ in range(HOLD_MS // 50):
        unlock._timer.timeout.emit()
    assert not is_locked(stand)
    assert stand.player.footer.toggle.isVisible()
    click(stand.player.footer.toggle)
    assert told(stand) == "Paused"


def test_from_the_keyboard_one_press_unlocks(stand: PlayerStand) -> None:
    stand.player.lock()
    stand.player.footer.unlock.setFocus()
    stand.press(Qt.Key.Key_Return)
    assert not is_locked(stand)


def test_a_question_can_be_answered_though_it_is_locked(stand: PlayerStand) -> None:
    stand.player.lock()
    stand.driver.stop()
    QApplication.processEvents()
    click(stand.player.stop_panel.reason_button(EndReason.DIZZY))
    assert told(stand) == "ReasonGiven"


# --- the list of steps ---


def test_the_list_marks_what_is_now_done_and_skipped(stand: PlayerStand) -> None:
    stand.driver.next()
    stand.driver.next()
    stand.player.actions_of_session.steps.trigger()
    rows = stand.player.stage.steps.rows
    assert [row.mark for row in rows[:4]] == [
        StepMark.DONE,
        StepMark.PARTLY,
        StepMark.CURRENT,
        StepMark.COMING,
    ]
    assert [(row.number, row.title, row.time) for row in rows[:2]] == [
        (1, "Look and feel", "0:45"),
        (2, "Knead the arch", "6:40"),
    ]
    stand.driver.next()
    stand.driver.next()
    stand.driver.next()
    assert stand.player.stage.steps.rows[3].mark is StepMark.SKIPPED


def test_a_click_in_the_list_jumps_there(stand: PlayerStand) -> None:
    stand.player.actions_of_session.steps.trigger()
    QApplication.processEvents()
    steps = stand.player.stage.steps
    rect = steps.visualRect(steps.model().index(4, 0))
    steps.scrollTo(steps.model().index(4, 0))
    rect = steps.visualRect(steps.model().index(4, 0))
    QTest.mouseClick(steps.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert stand.session.coming.segment.title == "Knead the arch"
    assert stand.session.position == 8  # the changeover to the right foot's kneading


def test_a_row_says_everything_to_a_screen_reader(stand: PlayerStand) -> None:
    stand.driver.repeat()
    stand.player.actions_of_session.steps.trigger()
    model = stand.player.stage.steps.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    rows = range(model.rowCount())
    said = [str(model.data(model.index(i, 0), role)).replace("\xa0", " ") for i in rows]
    assert said[0] == "1 · Look and feel · Left foot · 0:45 · done"
    assert said[1] == "2 · Knead the arch · Left foot · 6:40 · now"
    assert said[6] == "7 · Knead the arch · Left foot · 6:40 · added"


# --- room ---


@pytest.mark.parametrize(
    ("width", "height", "percent", "fit"),
    [
        (1280, 800, 100, Fit.ROOMY),
        (1920, 1080, 150, Fit.ROOMY),
        (800, 600, 100, Fit.COMPACT),
        (1280, 800, 150, Fit.COMPACT),
        (800, 600, 200, Fit.TINY),
        (1280, 800, 200, Fit.TINY),
    ],
)
def test_twice_the_text_is_half_the_room(width: int, height: int, percent: int, fit: Fit) -> None:
    assert fit_of(width, height, Look(LIGHT, text_percent=percent)) is fit


def test_a_large_screen_makes_everything_larger_up_to_half_as_much() -> None:
    look = Look(LIGHT)
    assert growth_of(1280, 800, look) == 1
    assert growth_of(800, 600, look) == 1
    assert growth_of(1920, 1080, look) == pytest.approx(1.35)
    assert growth_of(5000, 4000, look) == 1.5
    assert frame_look(look, Fit.ROOMY, 1.35).text_percent == 135
    assert frame_look(Look(LIGHT, text_percent=200), Fit.TINY, 1).text_percent == 140


LONG = script(
    step(
        "Wadenmuskulatur durchkneten und behutsam auflockern, langsam",
        450,
        cue="Fingerspitzengefühl: Querfriktion der Plantarfaszie, nicht entlang der Faser.",
    )
)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(800, 600), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("state", ["step", "paused", "steps", "more", "stop"])
def test_nothing_is_cut_off_or_stands_outside(
    qtbot: QtBot, size: tuple[int, int], percent: int, state: str
) -> None:
    look = Preferences(theme=Theme.LIGHT, text_percent=percent)
    stand = PlayerStand(plan_session(LONG, Choice()), size=size, preferences=look)
    qtbot.waitExposed(stand.window)
    stand.forward(20)
    if state == "paused":
        stand.driver.toggle()
    elif state == "stop":
        stand.driver.stop()
    elif state != "step":
        getattr(stand.player.actions_of_session, state).trigger()
    QApplication.processEvents()
    assert (stand.window.width(), stand.window.height()) == size
    parts = (stand.player.header, stand.player.footer)
    for made in (b for part in parts for b in part.findChildren(QToolButton) if b.isVisible()):
        where = made.mapTo(stand.player, QPoint(0, 0))
        assert where.x() >= 0
        assert where.x() + made.width() <= stand.player.width(), made.text()
        assert where.y() + made.height() <= stand.player.height(), made.text()
        if made.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly:
            wanted = made.fontMetrics().horizontalAdvance(made.text())
            assert made.width() >= wanted, made.text()
    words = stand.player.stage.words
    if words.isVisible():
        assert words.cue.height() > 0
        for part in (words.kicker, words.cue, words.instruction, words._pills):
            if part.isVisible():
                assert 0 <= part.y() <= words.height() - part.height()
    stand.close()


def test_in_a_small_window_the_rest_of_the_buttons_is_behind_more(qtbot: QtBot) -> None:
    stand = PlayerStand(sample_plan(), size=(800, 600))
    qtbot.waitExposed(stand.window)
    stand.to("Knead the arch")
    QApplication.processEvents()
    assert not stand.player.header.tools.isVisible()
    click(stand.player.footer.more)
    QApplication.processEvents()
    more = stand.player.stage.more
    assert more.isVisible()
    names = {made.accessibleName() for made in more.buttons}
    assert {"−15 s", "+15 s", "Repeat at end", "All steps", "Sound on", "Keys", "Lock"} <= names
    click(more.buttons[1])
    assert stand.session.current.duration_s == 415
    stand.close()


LONG_CUE = "Slowly and across the fibers, with both thumbs one beside the other."


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("page", ["more", "keys", "steps"])
def test_no_button_moves_while_another_page_than_the_words_is_shown(
    qtbot: QtBot, page: str, percent: int
) -> None:
    made = plan(
        step("Knead", 30, cue="Circles."),
        step("Press", 200, cue=LONG_CUE),
        rest(30),
        step("Glide", 200, cue="Glide.", side="both"),
        rest(30),
    )
    look = Preferences(theme=Theme.LIGHT, text_percent=percent)
    stand = PlayerStand(made, size=(800, 600), preferences=look)
    qtbot.waitExposed(stand.window)
    stand.to("Knead")
    QApplication.processEvents()
    stage = stand.player.stage
    with_words = stage.ring.width()
    getattr(stand.player.actions_of_session, page).trigger()
    shown = page_of(stand)
    assert shown is not None
    places = set()
    for title in ("Knead", "Press", "Rest", "Glide"):
        stand.to(title)
        QApplication.processEvents()
        buttons = [made.geometry().getRect() for made in stage.more.buttons]
        places.add((shown.geometry().getRect(), stage.ring.width(), *buttons))
    assert len(places) == 1
    assert stage.ring.width() == with_words
    stand.player.pages.show_words()
    stand.player.stage.show_steps(are_shown=False)
    stand.to("Press")
    assert stage.ring.width() != with_words
    stand.close()


def test_in_a_small_window_the_list_takes_the_place_of_the_words(qtbot: QtBot) -> None:
    stand = PlayerStand(sample_plan(), size=(800, 600))
    qtbot.waitExposed(stand.window)
    stand.player.actions_of_session.steps.trigger()
    assert page_of(stand) is stand.player.stage.steps
    stand.player.stage.steps.jumped.emit(3)
    assert page_of(stand) is stand.player.stage.words
    stand.player.actions_of_session.steps.trigger()
    stand.player.actions_of_session.keys.trigger()
    assert page_of(stand) is stand.player.stage.keys
    stand.player.stage.keys.close_button.click()
    assert page_of(stand) is stand.player.stage.words
    stand.close()


# --- looks ---


def luminance(color: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("ink", "card"),
        ("ink", "lead_weak"),
        ("ink", "right_weak"),
        ("ink", "attention_weak"),
        ("ink", "line"),
        ("paper", "ink"),
        ("strong_soft_ink", "paper"),
        ("strong_soft_ink", "card"),
        ("strong_lead", "paper"),
        ("strong_right", "paper"),
        ("strong_attention", "card"),
        ("on_color", "strong_lead"),
        ("on_color", "strong_right"),
        ("on_color", "lead_hover"),
        ("on_color", "lead_pressed"),
    ],
)
def test_what_the_player_writes_with_has_a_contrast_of_seven(
    colors: object, ink: str, ground: str
) -> None:
    assert contrast(getattr(colors, ink), getattr(colors, ground)) >= 7


def test_the_player_follows_a_change_of_the_look(qtbot: QtBot) -> None:
    stand = PlayerStand(sample_plan())
    qtbot.waitExposed(stand.window)
    before = stand.player.styleSheet()
    stand.icons.looks.follow(Preferences(theme=Theme.DARK))
    assert stand.player.styleSheet() != before
    stand.icons.looks.follow(Preferences(theme=Theme.LIGHT))
    assert stand.player.styleSheet() == before
    stand.close()


def test_painting_every_part_in_every_state_gives_no_warning(qtbot: QtBot) -> None:
    stand = PlayerStand(one_foot(step("Both", 450, side="both"), step("Rest", side="none")))
    qtbot.waitExposed(stand.window)
    for into_s in (1, 20, 20, 400):
        stand.forward(into_s)
        assert not stand.player.grab().isNull()
    stand.player.actions_of_session.steps.trigger()
    assert not stand.player.grab().isNull()
    stand.player.lock()
    stand.player.footer.unlock._timer.timeout.emit()
    assert not stand.player.grab().isNull()
    stand.close()
