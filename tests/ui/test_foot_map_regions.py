"""The foot map as it asks for a score of each region."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from app.core.plan import Foot
from app.core.script import Area
from app.ui.foot_drawing import FootDrawings
from app.ui.foot_map import FootMap
from app.ui.foot_region import TARGET, RegionButton
from app.ui.theme import Looks
from tests.ui.foot_stand import FEET

ASKED = [
    (foot, area)
    for foot in Foot
    for area in (
        Area.HEEL,
        Area.ARCH,
        Area.BALL_OF_FOOT,
        Area.TOES,
        Area.TOP_OF_FOOT,
        Area.ANKLE,
        Area.ACHILLES,
        Area.CALF,
    )
]


@pytest.fixture
def regions(qtbot: QtBot, looks: Looks) -> FootMap:
    made = FootMap(FootDrawings(FEET), looks.current)
    qtbot.addWidget(made)
    made.ask(ASKED)
    made.resize(made.minimumSizeHint())
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


def button(regions: FootMap, foot: Foot, area: Area) -> RegionButton:
    found = regions.region(foot, area)
    assert found is not None
    return found


def test_each_region_is_a_real_button_with_a_name(regions: FootMap) -> None:
    found = regions.findChildren(QAbstractButton)
    assert len(found) == len(ASKED)
    names = [one.accessibleName() for one in found]
    assert len(set(names)) == len(ASKED)
    assert (
        button(regions, Foot.LEFT, Area.HEEL).accessibleName() == "Left foot, heel: no answer yet"
    )


def test_a_score_is_shown_and_said(regions: FootMap) -> None:
    heel = button(regions, Foot.LEFT, Area.HEEL)
    empty = regions.grab().toImage()
    regions.show_scores({(Foot.LEFT, Area.HEEL): 4, (Foot.RIGHT, Area.CALF): None})
    assert heel.accessibleName() == "Left foot, heel: 4"
    assert heel.score == 4
    assert regions.grab().toImage() != empty
    assert button(regions, Foot.RIGHT, Area.HEEL).score is None
    regions.show_scores({})
    assert heel.score is None


def test_keys_go_through_the_regions_in_order_and_choose(regions: FootMap) -> None:
    chosen: list[tuple[Foot, Area]] = []
    regions.region_chosen.connect(lambda foot, area: chosen.append((foot, area)))
    button(regions, *ASKED[0]).setFocus()
    for foot, area in ASKED:
        focused = QApplication.focusWidget()
        assert isinstance(focused, RegionButton)
        assert (focused.foot, focused.area) == (foot, area)
        QTest.keyClick(focused, Qt.Key.Key_Return if len(chosen) % 2 else Qt.Key.Key_Space)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert chosen == ASKED


@pytest.mark.parametrize(("foot", "area"), ASKED)
def test_a_region_is_pressed_where_its_score_stands(
    regions: FootMap, foot: Foot, area: Area
) -> None:
    chosen: list[tuple[Foot, Area]] = []
    regions.region_chosen.connect(lambda *region: chosen.append(region))
    found = button(regions, foot, area)
    middle = found.pos() + found._middle.toPoint()
    hit = regions.childAt(middle)
    assert hit is found
    QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=found._middle.toPoint())
    assert chosen == [(foot, area)]


def test_targets_are_large_and_scores_do_not_cover_each_other(regions: FootMap) -> None:
    found = [button(regions, *region) for region in ASKED]
    middles = [one.pos() + one._middle.toPoint() for one in found]
    for one, middle in zip(found, middles, strict=True):
        assert min(one.width(), one.height()) >= TARGET
        assert regions.rect().contains(middle)
        for away in (QPoint(TARGET // 2 - 2, 0), QPoint(0, TARGET // 2 - 2)):
            assert one.hitButton(one._middle.toPoint() + away)
    for i, middle in enumerate(middles):
        for other in middles[:i]:
            away = middle - other
            assert away.x() ** 2 + away.y() ** 2 >= (TARGET - 8) ** 2


def test_the_focus_can_be_seen(regions: FootMap) -> None:
    heel, arch = (button(regions, Foot.LEFT, area) for area in (Area.HEEL, Area.ARCH))
    arch.setFocus()
    without = heel.grab().toImage()
    heel.setFocus()
    assert heel.grab().toImage() != without


def test_asking_again_takes_the_old_buttons_away(regions: FootMap) -> None:
    regions.ask([(Foot.RIGHT, Area.HEEL)])
    assert regions.region(Foot.LEFT, Area.HEEL) is None
    shown = [one for one in regions.findChildren(QAbstractButton) if not one.isHidden()]
    assert [one.accessibleName() for one in shown] == ["Right foot, heel: no answer yet"]
    assert [figure.foot for figure in regions._figures] == [Foot.RIGHT]


def test_the_left_foot_stands_at_the_left(regions: FootMap) -> None:
    for area in (Area.HEEL, Area.CALF, Area.ANKLE):
        assert button(regions, Foot.LEFT, area).x() < button(regions, Foot.RIGHT, area).x()
