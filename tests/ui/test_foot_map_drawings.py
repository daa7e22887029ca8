"""The drawings of the foot, and what each technique does on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtSvg import QSvgRenderer

from app.core.plan import Foot, Side
from app.core.script import Area, Pattern, Technique, Tool
from app.ui.foot_drawing import (
    AREAS_SEEN,
    FootDrawing,
    FootDrawings,
    FootView,
    path_of,
    read_drawing,
)
from app.ui.foot_strokes import Ground, ground_of, marks_of, reach_of
from app.ui.foot_work import HOME, FootWork, Stroke
from tests.ui.foot_stand import FEET

LIT = [area for area in Area if area is not Area.GENERAL]


def drawing_of(view: FootView) -> FootDrawing:
    drawing = FootDrawings(FEET).of(view)
    assert drawing is not None
    return drawing


def ground(work: FootWork) -> Ground:
    made = ground_of(drawing_of(work.view), work, 8)
    assert made is not None
    return made


@pytest.mark.parametrize("view", list(FootView))
def test_a_drawing_is_an_svg_that_every_viewer_can_show(view: FootView) -> None:
    renderer = QSvgRenderer(str(FEET / f"{view}.svg"))
    assert renderer.isValid()
    assert all(renderer.elementExists(area) for area in AREAS_SEEN[view])


@pytest.mark.parametrize("view", list(FootView))
def test_every_area_lies_on_the_foot_and_its_way_lies_in_it(view: FootView) -> None:
    drawing = drawing_of(view)
    whole = drawing.outline.boundingRect().adjusted(-3, -3, 3, 3)
    for area in AREAS_SEEN[view]:
        shape = drawing.areas[area]
        assert whole.contains(shape.boundingRect()), area
        assert shape.contains(drawing.along[area].pointAtPercent(0.5)) or area is Area.ANKLE, area


def test_every_area_has_a_drawing_on_which_it_can_be_seen() -> None:
    for area in LIT:
        assert area in AREAS_SEEN[HOME[area]]


def test_the_areas_of_the_sole_lie_from_the_heel_to_the_toes() -> None:
    drawing = drawing_of(FootView.SOLE)
    order = (Area.TOES, Area.BALL_OF_FOOT, Area.ARCH, Area.HEEL)
    middles = [drawing.areas[area].boundingRect().center().y() for area in order]
    assert middles == sorted(middles)


def test_the_big_toe_of_the_left_sole_is_at_the_left_and_of_the_right_one_at_the_right() -> None:
    drawing = drawing_of(FootView.SOLE)
    box = QRectF(0, 0, 300, 560)
    highest = min((drawing.outline.pointAtPercent(i / 400) for i in range(400)), key=QPointF.y)
    left = drawing.fitted(box, Foot.LEFT).map(highest).x()
    right = drawing.fitted(box, Foot.RIGHT).map(highest).x()
    assert left < box.center().x() < right
    assert left + right == pytest.approx(box.width())


def test_a_drawing_that_is_missing_or_broken_is_no_drawing(tmp_path: Path) -> None:
    assert FootDrawings(None).of(FootView.SOLE) is None
    assert FootDrawings(tmp_path).of(FootView.SOLE) is None
    (tmp_path / "sole.svg").write_text("<svg viewBox='0 0 1 1'><path id='outline' d='M0 0'/>")
    assert FootDrawings(tmp_path).of(FootView.SOLE) is None
    (tmp_path / "sole.svg").write_text("<svg viewBox='0 0 1 1'/>")
    with pytest.raises(ValueError, match="has no outline, edge, heel"):
        read_drawing(tmp_path / "sole.svg", FootView.SOLE)


@pytest.mark.parametrize(("data", "why"), [("m 1 1", "uses m"), ("M 1", "a number too few")])
def test_a_path_that_is_not_understood_is_refused(data: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        path_of(data)


@pytest.mark.parametrize("area", LIT)
@pytest.mark.parametrize("technique", list(Technique))
def test_every_technique_draws_its_stroke_on_every_area(technique: Technique, area: Area) -> None:
    work = FootWork(Side.LEFT, area, technique)
    place = ground(work)
    still = marks_of(work.stroke, place, None)
    is_quiet = technique in (Technique.REST, Technique.COMMUNICATION)
    assert bool(still) is not is_quiet
    reach = reach_of(work.stroke, place)
    for phase in (0.0, 0.2, 0.5, 0.77, 0.99):
        for mark in marks_of(work.stroke, place, phase):
            drawn = mark.path.boundingRect().adjusted(-1, -1, 1, 1)
            assert mark.is_fixed or reach.contains(drawn)
            assert 0 < mark.strength <= 1


@pytest.mark.parametrize(
    ("technique", "area", "stroke"),
    [
        (Technique.CROSS_FIBER_FRICTION, Area.HEEL, Stroke.ACROSS),
        (Technique.STROKING, Area.WHOLE_FOOT, Stroke.ALONG),
        (Technique.KNEADING, Area.ARCH, Stroke.CIRCLES),
        (Technique.KNEADING, Area.CALF, Stroke.SQUEEZE),
        (Technique.TRIGGER_POINT, Area.CALF, Stroke.HOLD),
        (Technique.STRETCHING, Area.ARCH, Stroke.TOES_BACK),
        (Technique.STRETCHING, Area.CALF, Stroke.SPREAD),
        (Technique.MOBILIZING, Area.ANKLE, Stroke.TURN),
        (Technique.TAPPING, Area.CALF, Stroke.TAP),
        (Technique.DEEP_TISSUE, Area.ARCH, Stroke.LANES),
        (Technique.ASSESSMENT, Area.WHOLE_FOOT, Stroke.FEEL),
        (Technique.REST, Area.WHOLE_FOOT, Stroke.NONE),
        (Technique.MOBILIZING, Area.GENERAL, Stroke.NONE),
    ],
)
def test_a_technique_has_its_own_movement(technique: Technique, area: Area, stroke: Stroke) -> None:
    assert FootWork(Side.LEFT, area, technique).stroke is stroke


def test_friction_goes_across_the_way_and_a_stroke_along_it() -> None:
    across = FootWork(Side.LEFT, Area.ARCH, Technique.CROSS_FIBER_FRICTION)
    moving = [m for m in marks_of(across.stroke, ground(across), 0.2) if not m.is_fixed]
    along = FootWork(Side.LEFT, Area.ARCH, Technique.STROKING)
    lane = marks_of(along.stroke, ground(along), None)[0].path.boundingRect()
    assert all(m.path.boundingRect().width() > 2 * m.path.boundingRect().height() for m in moving)
    assert lane.height() > 2 * lane.width()


@pytest.mark.parametrize(
    ("area", "technique", "tool", "goes_up"),
    [
        (Area.ARCH, Technique.STROKING, Tool.HANDS, True),
        (Area.WHOLE_FOOT, Technique.STROKING, Tool.HANDS, False),
        (Area.TOP_OF_FOOT, Technique.STROKING, Tool.HANDS, False),
        (Area.CALF, Technique.STROKING, Tool.HANDS, True),
        (Area.ARCH, Technique.DEEP_TISSUE, Tool.HANDS, True),
        (Area.ARCH, Technique.DEEP_TISSUE, Tool.KNUCKLES, False),
        (Area.CALF, Technique.DEEP_TISSUE, Tool.KNUCKLES, True),
    ],
)
def test_strokes_go_the_way_that_the_scripts_say(
    area: Area, technique: Technique, tool: Tool, *, goes_up: bool
) -> None:
    place = ground(FootWork(Side.LEFT, area, technique, tool))
    assert (place.at(1).y() < place.at(0).y()) is goes_up


def test_toes_are_drawn_back_in_a_view_that_shows_it() -> None:
    assert FootWork(Side.LEFT, Area.ARCH, Technique.STRETCHING).view is FootView.INNER_SIDE
    assert FootWork(Side.LEFT, Area.ARCH, Technique.KNEADING).view is FootView.SOLE


def test_a_stroke_keeps_the_pace_and_a_stretch_its_rhythm() -> None:
    rolling = FootWork(Side.LEFT, Area.ARCH, Technique.ROLLING, pace_per_min=15)
    assert rolling.phase_at(4) == 0.5  # a beat at each end of the way
    assert rolling.phase_at(8) == 0
    held = FootWork(
        Side.LEFT, Area.ARCH, Technique.STRETCHING, pattern=Pattern(hold_s=10, release_s=2, reps=5)
    )
    assert held.phase_at(9.99) < 0.85 < held.phase_at(10.01) < held.phase_at(11.9) < 1
    assert held.phase_at(12) == 0
    endless = FootWork(Side.LEFT, Area.ARCH, Technique.STRETCHING, pattern=Pattern(5, 0, 3))
    assert endless.phase_at(4.9) < 0.85
