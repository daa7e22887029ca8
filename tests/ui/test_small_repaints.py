"""What moves in the player repaints little, and leaves nothing of the moment before behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.pattern_phase import PatternPhase
from app.core.plan import Side
from app.core.script import Area, Technique
from app.ui.foot_drawing import FootDrawings
from app.ui.foot_map import FootMap
from app.ui.foot_work import FootWork
from app.ui.overriding import override
from app.ui.player_picture import TimePicture
from app.ui.ring import CountdownRing
from app.ui.theme import Looks
from tests.ui.foot_stand import FEET

WORKED = [
    (Technique.ASSESSMENT, Area.WHOLE_FOOT),
    (Technique.STROKING, Area.WHOLE_FOOT),
    (Technique.KNEADING, Area.ARCH),
    (Technique.CROSS_FIBER_FRICTION, Area.HEEL),
    (Technique.DEEP_TISSUE, Area.ARCH),
    (Technique.STRETCHING, Area.ARCH),
    (Technique.TRIGGER_POINT, Area.ARCH),
]

GLARING = 90
"""Of 255: what the arc of the left foot and the ring below it differ by is twice that."""


class Shares(QObject):
    """How much of a widget each of its paintings covered, from 0 to 1."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self._watched = watched
        self.seen: list[float] = []
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            rects = cast("Iterable[QRect]", event.region())
            covered = sum(one.width() * one.height() for one in rects)
            self.seen.append(covered / (self._watched.width() * self._watched.height()))
        return False


def on_screen(widget: QWidget) -> QImage:
    """What stands on the screen, put together from all the small repaints."""
    QApplication.processEvents()
    grabbed = widget.screen().grabWindow(widget.winId())
    return grabbed.toImage().convertToFormat(QImage.Format.Format_RGB32)


def drawn_anew(widget: QWidget) -> QImage:
    """The same moment, drawn whole."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def farthest(one: QImage, other: QImage) -> int:
    """By how much the two differ at most, in a part of a pixel's colour, of 255."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(a - b) for a, b in pairs)


@pytest.fixture
def foot_map(qtbot: QtBot, looks: Looks) -> FootMap:
    made = FootMap(FootDrawings(FEET), looks.current)
    qtbot.addWidget(made)
    made.resize(260, 480)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def ring(qtbot: QtBot, looks: Looks) -> CountdownRing:
    made = CountdownRing(looks.current)
    qtbot.addWidget(made)
    made.resize(300, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(("technique", "area"), WORKED)
def test_a_stroke_that_moved_leaves_nothing_behind(
    foot_map: FootMap, technique: Technique, area: Area
) -> None:
    work = FootWork(side=Side.LEFT, area=area, technique=technique)
    foot_map.show_work(work)
    foot_map.show_moment(0.0)
    before = on_screen(foot_map)
    stood_still = True
    for tenth in range(1, round(10 * work.period_s)):
        foot_map.show_moment(tenth / 10)
        shown = on_screen(foot_map)
        stood_still = stood_still and shown == before
        assert shown == drawn_anew(foot_map)
    assert not stood_still


def test_fingertips_that_press_in_turn_are_painted_when_it_is_the_next_ones_turn(
    foot_map: FootMap,
) -> None:
    work = FootWork(side=Side.LEFT, area=Area.WHOLE_FOOT, technique=Technique.ASSESSMENT)
    foot_map.show_work(work)
    foot_map.show_moment(0.0)
    QApplication.processEvents()
    shares = Shares(foot_map)
    for tenth in range(1, 51):
        foot_map.show_moment(tenth * work.period_s / 50)
        QApplication.processEvents()
    assert len(shares.seen) == 5
    assert max(shares.seen) < 0.3


def time_left(share: float, figures: str = "0:42") -> TimePicture:
    return TimePicture(figures, "of 1:00", share, is_still=False)


@pytest.mark.parametrize("phase", [None, PatternPhase(True, 1, 5, 10.0, 6.0)])
def test_the_arc_shrinks_by_its_end_and_leaves_nothing_behind(
    ring: CountdownRing, phase: PatternPhase | None
) -> None:
    ring.show_time(time_left(1.0), Side.LEFT, phase)
    QApplication.processEvents()
    shares = Shares(ring)
    for step in range(1, 200):
        ring.show_time(time_left(1 - step / 200), Side.LEFT, phase)
        shown = on_screen(ring)
        if step % 20 == 0:
            # A longer arc is another curve, by a fifth of a pixel; what is left behind is glaring.
            assert farthest(shown, drawn_anew(ring)) < GLARING
    by_its_end = [share for share in shares.seen if share < 1]
    assert len(by_its_end) == 199
    assert max(by_its_end) < 0.03


def test_new_figures_and_a_jump_of_the_arc_draw_the_whole_ring(ring: CountdownRing) -> None:
    ring.show_time(time_left(1.0), Side.LEFT)
    QApplication.processEvents()
    shares = Shares(ring)
    ring.show_time(time_left(0.99, "0:41"), Side.LEFT)
    QApplication.processEvents()
    ring.show_time(time_left(0.5, "0:41"), Side.LEFT)
    QApplication.processEvents()
    assert shares.seen == [1.0, 1.0]
