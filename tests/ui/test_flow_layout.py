"""The layout that wraps."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.flow_layout import FlowLayout


class _Box(QWidget):
    def __init__(self, width: int, height: int = 20) -> None:
        super().__init__()
        self.setFixedSize(width, height)


def _shown(qtbot: QtBot, boxes: list[_Box], width: int) -> QWidget:
    place = QWidget()
    qtbot.addWidget(place)
    flow = FlowLayout(place, 10)
    for box in boxes:
        flow.addWidget(box)
    place.resize(width, 200)
    place.show()
    return place


def test_it_wraps_where_the_room_ends(qtbot: QtBot) -> None:
    boxes = [_Box(50), _Box(50), _Box(50)]
    place = _shown(qtbot, boxes, 110)
    assert [box.geometry() for box in boxes] == [
        QRect(0, 0, 50, 20),
        QRect(60, 0, 50, 20),
        QRect(0, 30, 50, 20),
    ]
    layout = place.layout()
    assert layout is not None
    assert layout.heightForWidth(110) == 50
    assert layout.heightForWidth(200) == 20
    assert layout.sizeHint().width() == 170
    assert layout.minimumSize().width() == 50


def test_items_of_a_row_stand_in_its_middle(qtbot: QtBot) -> None:
    low, high = _Box(50, 20), _Box(50, 40)
    place = _shown(qtbot, [low, high], 200)
    assert place.isVisible()
    assert low.y() == 10
    assert high.y() == 0


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    boxes = [_Box(50), _Box(50), _Box(50)]
    boxes[0].hide()
    place = _shown(qtbot, boxes, 110)
    assert boxes[1].x() == 0
    layout = place.layout()
    assert layout is not None
    assert layout.heightForWidth(110) == 20


def test_a_wide_item_gets_a_row_of_its_own_and_wraps_in_it(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    flow = FlowLayout(None, 10)
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(flow)
    column.addStretch(1)
    long = QLabel("many words that do not fit into one line of this place")
    long.setWordWrap(True)
    block = QWidget()
    inside = QVBoxLayout(block)
    inside.addWidget(long)
    flow.addWidget(_Box(40))
    flow.addWidget(block)
    place.resize(80, 400)
    place.show()
    assert block.y() > 0
    assert block.width() <= 80
    assert block.height() > long.fontMetrics().lineSpacing() * 2


def test_things_can_be_taken_out(qtbot: QtBot) -> None:
    boxes = [_Box(50), _Box(50)]
    place = _shown(qtbot, boxes, 110)
    layout = place.layout()
    assert layout is not None
    layout.removeWidget(boxes[0])
    assert layout.count() == 1
    assert layout.itemAt(5) is None
    assert layout.takeAt(5) is None
    layout.activate()
    assert boxes[1].x() == 0
