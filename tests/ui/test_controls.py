"""Chips, scores, text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.plan import Foot
from app.core.preferences import Preferences, Theme
from app.ui.controls import Chips, ScoreRow, label
from app.ui.place_picks import answer_button
from tests.ui.player_fixtures import made_icons, put_away
from tests.ui.test_theme import contrast

pytestmark = pytest.mark.usefixtures("looks")

CHOICES = [("a", "First"), ("b", "Second"), ("c", "Third")]


def _chips(qtbot: QtBot) -> Chips[str]:
    made: Chips[str] = Chips("Which", CHOICES)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _buttons(widget: QWidget) -> list[QPushButton]:
    return [b for b in widget.findChildren(QPushButton) if not b.isHidden()]


def test_text_is_never_rich(qtbot: QtBot) -> None:
    made = label("<b>bold</b>", "title")
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.text() == "<b>bold</b>"


def test_one_chip_is_chosen_and_a_click_tells(qtbot: QtBot) -> None:
    chips = _chips(qtbot)
    assert chips.value == "a"
    with qtbot.waitSignal(chips.chosen):
        QTest.mouseClick(_buttons(chips)[1], Qt.MouseButton.LeftButton)
    assert chips.value == "b"


def test_arrows_move_along_the_chips(qtbot: QtBot) -> None:
    chips = _chips(qtbot)
    first = _buttons(chips)[0]
    first.setFocus()
    with qtbot.waitSignal(chips.chosen):
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert chips.value == "b"
    assert QApplication.focusWidget() is _buttons(chips)[1]


def test_choosing_by_program_is_not_told(qtbot: QtBot) -> None:
    chips = _chips(qtbot)
    with qtbot.assertNotEmitted(chips.chosen):
        chips.choose("c")
        chips.choose("nothing of it")
    assert chips.value == "a"


def test_a_new_offer_keeps_the_choice_that_is_still_there(qtbot: QtBot) -> None:
    chips = _chips(qtbot)
    chips.choose("b")
    chips.offer([("b", "Second"), ("d", "Fourth")])
    assert chips.value == "b"
    assert [b.text() for b in _buttons(chips)] == ["Second", "Fourth"]
    chips.offer([("x", "New"), ("y", "Newer"), ("z", "Newest"), ("w", "Last")])
    assert chips.value == "x"
    qtbot.waitUntil(lambda: len(_buttons(chips)) == 4)
    assert _buttons(chips)[3].accessibleName() == "Which: Last"


def test_a_chip_has_room_for_bold_words(qtbot: QtBot) -> None:
    chips = _chips(qtbot)
    unchosen = _buttons(chips)[2]
    before = unchosen.sizeHint()
    chips.choose("c")
    assert unchosen.sizeHint().width() <= before.width()


def test_a_score_is_one_tap(qtbot: QtBot) -> None:
    row = ScoreRow("How strong?", Foot.LEFT)
    qtbot.addWidget(row)
    row.show()
    unanswered = row.value
    assert unanswered is None
    with qtbot.waitSignal(row.scored) as told:
        QTest.mouseClick(_buttons(row)[7], Qt.MouseButton.LeftButton)
    assert told.args == [7]
    assert row.value == 7
    assert _buttons(row)[7].accessibleName() == "How strong?: 7"


def test_a_score_can_be_typed(qtbot: QtBot) -> None:
    row = ScoreRow("How strong?")
    qtbot.addWidget(row)
    row.show()
    for keys, score in (("4", 4), ("x", 10), ("0", 0)):
        with qtbot.waitSignal(row.scored) as told:
            QTest.keyClicks(_buttons(row)[2], keys)
        assert told.args == [score]
    with qtbot.assertNotEmitted(row.scored):
        QTest.keyClicks(_buttons(row)[2], "q")


def test_a_digit_that_is_held_down_is_one_digit(qtbot: QtBot) -> None:
    row = ScoreRow("How strong?")
    qtbot.addWidget(row)
    row.show()
    told: list[int] = []
    row.scored.connect(told.append)
    for is_repeat in (False, True, True):
        none = Qt.KeyboardModifier.NoModifier
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_4, none, "4", is_repeat)
        QApplication.sendEvent(_buttons(row)[2], press)
    assert told == [4]


def test_a_score_can_be_shown_and_taken_back_silently(qtbot: QtBot) -> None:
    row = ScoreRow("How strong?")
    qtbot.addWidget(row)
    with qtbot.assertNotEmitted(row.scored):
        row.show_value(3)
        assert row.value == 3
        row.show_value(None)
    assert row.value is None


def test_a_score_is_large_enough_to_hit(qtbot: QtBot) -> None:
    row = ScoreRow("How strong?")
    qtbot.addWidget(row)
    row.resize(700, 60)
    row.show()
    assert min(b.width() for b in _buttons(row)) >= 44
    assert min(b.height() for b in _buttons(row)) >= 44


# --- where the focus is ---


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("kind", ["left", "right", "of no foot", "yes or no"])
@pytest.mark.parametrize("is_chosen", [False, True])
def test_the_focus_is_a_ring_as_thick_and_as_strong_as_the_standard_has_it(
    theme: Theme,
    kind: str,
    is_chosen: bool,  # noqa: FBT001 - a case
) -> None:
    """WCAG 2.2, focus appearance: two pixels all around, 3 : 1 against the same without focus."""
    made_icons(Preferences(theme=theme))
    window = QWidget()
    column = QVBoxLayout(window)
    feet = {"left": Foot.LEFT, "right": Foot.RIGHT}
    row = ScoreRow("How sore?", feet.get(kind))
    column.addWidget(row)
    other = QPushButton("Other")
    column.addWidget(other)
    one = row.findChildren(QPushButton)[4]
    if kind == "yes or no":
        one = answer_button("Yes", "Yes")
        column.addWidget(one)
    one.setChecked(is_chosen)
    window.show()
    QTest.qWaitForWindowActive(window)
    other.setFocus()
    without = one.grab().toImage()
    one.setFocus()
    focused = one.grab().toImage()
    assert focused.size() == without.size(), "nothing moves"
    width, height = without.width(), without.height()
    changed = sum(
        contrast(without.pixelColor(x, y).name(), focused.pixelColor(x, y).name()) >= 3
        for x in range(width)
        for y in range(height)
        if min(x, y, width - 1 - x, height - 1 - y) < 8
    )
    inside = 2 * (width + height - 2 * 6)
    assert changed >= 2 * inside * 0.8, "its corners are round"
    put_away(window)
