"""The words in the ring can be read as well as all others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from app.core.plan import Side
from app.ui.player_picture import TimePicture
from app.ui.ring import CountdownRing
from app.ui.theme import LIGHT, Look, Type

OF = "of 0:45"
UNTIL = "until it starts"


def painted(ring: CountdownRing, caption: str) -> QImage:
    ring.show_time(TimePicture("0:42", caption, 0.5, is_still=False), Side.LEFT)
    return ring.grab().toImage()


def caption_box(ring: CountdownRing, caption: str) -> QRect:
    """Where a caption is painted: what differs from a ring without one."""
    with_it, without = painted(ring, caption), painted(ring, "")
    box = QRect()
    for y in range(with_it.height()):
        for x in range(with_it.width()):
            if with_it.pixel(x, y) != without.pixel(x, y):
                box |= QRect(x, y, 1, 1)
    return box


@pytest.mark.parametrize(
    ("percent", "side", "caption"),
    [(100, 200, OF), (100, 300, UNTIL), (200, 200, OF), (200, 240, UNTIL), (200, 316, UNTIL)],
)
def test_a_caption_is_as_large_as_the_rail_s_text_where_it_has_room(
    qtbot: QtBot, percent: int, side: int, caption: str
) -> None:
    look = Look(LIGHT, text_percent=percent)
    ring = CountdownRing(look)
    qtbot.addWidget(ring)
    ring.setFixedSize(side, side)
    box = caption_box(ring, caption)
    wanted = QFontMetrics(look.font(Type.FINE)).tightBoundingRect(caption)
    room = side * 0.6
    share = min(1.0, room / wanted.width())
    assert box.width() >= wanted.width() * share * 0.95
    assert box.height() >= wanted.height() * share * 0.9
    inside = ring.rect().adjusted(*(round(side * s) for s in (0.12, 0.5, -0.12, -0.12)))
    assert inside.contains(box)
