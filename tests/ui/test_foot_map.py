"""The foot map as the player shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.plan import SegmentKind, Side
from app.core.preferences import Preferences, Theme
from app.core.script import Area, Pattern, Pressure, Technique
from app.ui.foot_drawing import FootDrawings
from app.ui.foot_map import FootMap
from app.ui.foot_work import FootWork
from app.ui.overriding import override
from app.ui.theme import Looks
from tests.core.building import one_foot, plan, rest, step
from tests.ui.foot_stand import FEET, FootStand

LIT = [area for area in Area if area is not Area.GENERAL]
KNEAD = Technique.KNEADING


class Paints(QObject):
    """The rectangles that a widget was told to paint."""

    def __init__(self, watched: FootMap) -> None:
        super().__init__(watched)
        self.areas: list[int] = []
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect().width() * event.rect().height())
        return False


@pytest.fixture
def foot_map(qtbot: QtBot, looks: Looks) -> FootMap:
    """A map of its own, shown."""
    made = FootMap(FootDrawings(FEET), looks.current)
    qtbot.addWidget(made)
    made.resize(260, 480)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def stands() -> Iterator[list[FootStand]]:
    made: list[FootStand] = []
    yield made
    for stand in made:
        stand.close()


def seen(foot_map: FootMap) -> QImage:
    return foot_map.grab().toImage()


def lit_and_filled(foot_map: FootMap, area: Area, side: Side) -> tuple[float, float]:
    """How much of what is lit lies in an area's shape, and how much of that is lit: 0 to 1."""
    color = foot_map._look.side_color(side).rgb()
    image = seen(foot_map)
    figure = foot_map._figures[0]
    shape = figure.area(area)
    caption = figure.caption.top()
    lit = inside = 0
    places = 0
    for y in range(0, min(image.height(), int(caption)), 3):
        for x in range(0, image.width(), 3):
            is_in = shape.contains(QPointF(x + 0.5, y + 0.5))
            places += is_in
            if image.pixel(x, y) == color:
                lit += 1
                inside += is_in
    return inside / max(1, lit), inside / max(1, places)


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("area", [area for area in LIT if area is not Area.WHOLE_FOOT])
def test_the_area_of_the_step_is_lit_on_the_worked_foot(
    foot_map: FootMap, area: Area, side: Side
) -> None:
    foot_map.show_work(FootWork(side, area, Technique.REST))
    assert [figure.foot.value for figure in foot_map._figures] == [side.value]
    lit, filled = lit_and_filled(foot_map, area, side)
    assert lit > 0.97
    assert filled > 0.8  # the rest are lines on it, and the edge around it


@pytest.mark.parametrize(("side", "weak"), [(Side.LEFT, "lead_weak"), (Side.RIGHT, "right_weak")])
def test_a_whole_foot_is_tinted_and_has_its_colour_along_the_edge(
    foot_map: FootMap, side: Side, weak: str
) -> None:
    foot_map.show_work(FootWork(side, Area.WHOLE_FOOT, Technique.REST))
    inside, filled = lit_and_filled(foot_map, Area.WHOLE_FOOT, side)
    assert inside > 0.97
    assert 0.03 < filled < 0.2, "no dark slab, and no edge that nobody sees"
    image, tint = seen(foot_map), foot_map._look.color(weak).rgb()
    shape = foot_map._figures[0].area(Area.WHOLE_FOOT)
    places = [
        image.pixel(x, y)
        for y in range(0, image.height(), 3)
        for x in range(0, image.width(), 3)
        if shape.contains(QPointF(x + 0.5, y + 0.5))
    ]
    assert places.count(tint) > 0.6 * len(places)


def test_the_right_foot_is_the_mirror_of_the_left_one(foot_map: FootMap) -> None:
    images = []
    for side in (Side.LEFT, Side.RIGHT):
        foot_map.show_work(FootWork(side, Area.TOES, KNEAD))
        images.append(seen(foot_map))
    left, right = images
    look, height = foot_map._look, int(foot_map._figures[0].caption.top()) - 4
    colors = {look.side_color(side).rgb() for side in (Side.LEFT, Side.RIGHT)}
    mirrored = right.flipped(Qt.Orientation.Horizontal)
    differing = 0
    for y in range(4, height, 4):
        for x in range(4, left.width() - 4, 4):
            one = left.pixel(x, y) in colors
            near = {mirrored.pixel(x + dx, y) in colors for dx in (-1, 0, 1)}
            differing += one not in near
    assert differing == 0


def test_both_feet_stand_side_by_side_the_left_one_at_the_left(foot_map: FootMap) -> None:
    foot_map.show_work(FootWork(Side.BOTH, Area.ARCH, KNEAD))
    left, right = foot_map._figures
    assert (left.foot.value, right.foot.value) == ("left", "right")
    assert left.area(Area.ARCH).boundingRect().right() < right.area(Area.ARCH).boundingRect().left()


def test_a_general_step_lights_nothing_and_no_foot_shows_nothing(foot_map: FootMap) -> None:
    foot_map.show_work(FootWork(Side.LEFT, Area.GENERAL, Technique.MOBILIZING))
    color = foot_map._look.side_color(Side.LEFT).rgb()
    image, foot = seen(foot_map), int(foot_map._figures[0].caption.top())
    assert not any(
        image.pixel(x, y) == color for y in range(0, foot, 2) for x in range(0, image.width(), 2)
    )
    assert not foot_map.is_empty
    foot_map.show_work(FootWork(Side.NONE, Area.GENERAL, Technique.REST))
    assert foot_map.is_empty


def test_it_says_in_words_what_it_shows(foot_map: FootMap) -> None:
    foot_map.show_work(FootWork(Side.RIGHT, Area.CALF, KNEAD))
    assert foot_map.accessibleName() == "Foot map"
    words = foot_map.accessibleDescription().replace("\u00a0", " ")
    assert words == "Right foot · back of the leg · Calf"


def test_the_stroke_moves_and_repaints_no_more_than_itself(foot_map: FootMap) -> None:
    foot_map.show_work(FootWork(Side.LEFT, Area.ARCH, Technique.CROSS_FIBER_FRICTION))
    foot_map.show_moment(0.0)
    QApplication.processEvents()
    before = seen(foot_map)
    paints = Paints(foot_map)
    for tenth in range(1, 6):
        foot_map.show_moment(tenth / 10)
        QApplication.processEvents()
    assert len(paints.areas) == 5
    assert max(paints.areas) < 0.3 * foot_map.width() * foot_map.height()
    assert seen(foot_map) != before


def test_moments_that_look_the_same_are_not_painted_again(foot_map: FootMap) -> None:
    foot_map.show_work(FootWork(Side.LEFT, Area.ARCH, Technique.CROSS_FIBER_FRICTION))
    foot_map.show_moment(0.51)
    QApplication.processEvents()
    paints = Paints(foot_map)
    for hundredth in (52, 53, 54, 55):
        foot_map.show_moment(hundredth / 100)
        QApplication.processEvents()
    assert paints.areas == []


def test_hidden_it_stands_still(foot_map: FootMap) -> None:
    foot_map.show_work(FootWork(Side.LEFT, Area.ARCH, KNEAD))
    foot_map.show_moment(0.5)
    phase = foot_map.phase
    foot_map.hide()
    foot_map.show_moment(1.7)
    assert foot_map.phase == phase


def test_with_reduced_motion_the_stroke_is_there_but_stands_still(foot_map: FootMap) -> None:
    foot_map.dress(replace(foot_map._look, reduced_motion=True))
    foot_map.show_work(FootWork(Side.LEFT, Area.ARCH, KNEAD))
    lit = seen(foot_map)
    foot_map.show_moment(0.4)
    foot_map.show_moment(1.1)
    assert foot_map.phase is None
    assert seen(foot_map) == lit
    foot_map.show_work(FootWork(Side.LEFT, Area.ARCH, Technique.REST))
    assert seen(foot_map) != lit


def test_it_follows_the_theme(foot_map: FootMap, qapp: QApplication) -> None:
    foot_map.show_work(FootWork(Side.LEFT, Area.HEEL, Technique.REST))
    foot_map.dress(Looks(qapp, Preferences(theme=Theme.DARK)).current)
    assert lit_and_filled(foot_map, Area.HEEL, Side.LEFT)[1] > 0.9
    assert seen(foot_map).pixel(1, 1) == foot_map._look.color("paper").rgb()


# --- in the player ---


def test_the_player_lights_the_step_and_moves_its_stroke(stands: list[FootStand]) -> None:
    stands.append(FootStand(plan(step("Knead the arch", 450, area="arch"))))
    stand = stands[0]
    drawn = stand.player.stage.map
    stand.to("Knead the arch", Side.LEFT)
    stand.forward(0.7)
    assert drawn.isVisible()
    assert drawn.phase == pytest.approx(0.7 / 3, abs=0.05)
    stand.forward(1.0)
    assert drawn.phase == pytest.approx(1.7 / 3, abs=0.05)


def test_a_pause_leaves_the_stroke_where_it_is(stands: list[FootStand]) -> None:
    stands.append(FootStand(plan(step("Knead the arch", 450, area="arch"))))
    stand = stands[0]
    stand.to("Knead the arch")
    stand.forward(0.7)
    phase = stand.player.stage.map.phase
    stand.driver.toggle()
    stand.forward(2.2)
    assert stand.player.stage.map.phase == phase is not None


def test_a_changeover_shows_the_coming_foot_and_area_standing_still(
    stands: list[FootStand],
) -> None:
    stands.append(FootStand(plan(step("Arch", 225, area="arch"), step("Calf", 225, area="calf"))))
    stand = stands[0]
    stand.to("Calf", Side.LEFT, SegmentKind.CHANGEOVER)
    stand.forward(1.3)
    drawn = stand.player.stage.map
    assert drawn.phase is None
    assert drawn.accessibleDescription().endswith("Calf")
    stand.to("Arch", Side.RIGHT, SegmentKind.CHANGEOVER)
    assert drawn.accessibleDescription().startswith("Right foot")


def test_without_a_foot_or_without_drawings_the_words_have_the_room(
    stands: list[FootStand],
) -> None:
    stands.append(FootStand(one_foot(step("Knead", 900), rest(60))))
    stand = stands[0]
    stand.to("Knead")
    beside = stand.player.stage.words.width()
    stand.to("Rest")
    assert not stand.player.stage.map.isVisible()
    assert stand.player.stage.words.width() > beside


def test_the_map_gives_way_to_the_keys_and_to_the_steps(stands: list[FootStand]) -> None:
    stands.append(FootStand(one_foot(step("Knead", 900))))
    stand = stands[0]
    stand.to("Knead")
    room = stand.player
    for toggle in (room.pages.toggle_keys, room.pages.toggle_steps):
        toggle()
        assert not room.stage.map.isVisible()
        toggle()
        assert room.stage.map.isVisible()


def test_on_a_large_screen_ring_words_and_map_are_larger(stands: list[FootStand]) -> None:
    sizes = []
    for size in ((1280, 800), (1920, 1080)):
        stand = FootStand(one_foot(step("Knead", 900, cue="Circles.")), size=size)
        stands.append(stand)
        stand.to("Knead")
        stage = stand.player.stage
        cue = stage.words.cue.drawn_font.pixelSize()
        sizes.append((stage.ring.width(), cue, stage.map.width()))
    for small, large in zip(*sizes, strict=True):
        assert large > 1.4 * small


@pytest.mark.parametrize("area", ["arch", "heel", "calf", "top-of-foot"])
def test_a_small_window_shows_it_too(stands: list[FootStand], area: str) -> None:
    cue = "Across the string, not along it."
    made = replace(
        step("Friction", 60, area=area, cue=cue),
        instruction="Pull the toes back a little, and rub straight across with the thumb.",
    )
    stand = FootStand(one_foot(made, step("Knead", 900)), size=(800, 600))
    stands.append(stand)
    stand.to("Friction")
    room = stand.player.stage
    assert room.map.isVisible()
    assert room.map.width() >= 96
    assert room.ring.width() > room.map.width()


LONG = (
    "Look at the sole, between the toes and around the heel, then press softly along the foot and "
    "calf. Note where it is tender or tight, and stop here if you see a cut, a blister, redness "
    "with warmth, or swelling."
)


@pytest.mark.parametrize(
    "given",
    [
        {
            "technique": "assessment",
            "pressure": Pressure.NONE,
            "cue": "Find the tender spots. Do not press hard yet.",
        },
        {"pace_per_min": 15, "cue": "Heel... to ball... four seconds."},
        {"pattern": Pattern(hold_s=30, release_s=10, reps=3), "cue": "Heel down, lean."},
    ],
)
def test_at_twice_the_text_in_a_small_window_the_instruction_stays(
    stands: list[FootStand], given: dict[str, object]
) -> None:
    short = "Hands on the wall, leg back, heel down. Three times 30 seconds with 10 seconds off."
    instruction = LONG if "technique" in given else short
    made = replace(step("Look", 120, **given), instruction=instruction)
    large = Preferences(theme=Theme.LIGHT, text_percent=200)
    stand = FootStand(one_foot(made, step("Knead", 900)), size=(800, 600), preferences=large)
    stands.append(stand)
    stand.to("Look")
    words = stand.player.stage.words
    assert words.cue.isVisible()
    assert words.instruction.isVisible()
    assert words.instruction.drawn_font.pixelSize() >= 21
    for text in (words.cue, words.instruction):
        assert text.geometry().bottom() <= words.height()
    assert not stand.player.stage.map.isVisible()
    assert stand.player.stage.ring.width() >= 100


def test_a_long_word_is_made_smaller_and_not_broken(stands: list[FootStand]) -> None:
    word = "Wadenmuskelfaszienverschiebung quer zur Faserverlaufsrichtung"
    for size in ((1280, 800), (800, 600)):
        stand = FootStand(one_foot(step("Knead", 900, cue=word)), size=size)
        stands.append(stand)
        stand.to("Knead")
        cue = stand.player.stage.words.cue
        longest = ceil(cue.drawn_font.pixelSize() * 0.45 * 30)
        assert cue.width() > longest


def test_the_tools_stay_where_they_are_when_the_foot_changes(stands: list[FootStand]) -> None:
    made = plan(step("Both", 300, side="both"), step("Each", 450), rest(60))
    stands.append(FootStand(made))
    stand = stands[0]
    header = stand.player.header
    places = set()
    for title, side in (("Both", None), ("Each", Side.LEFT), ("Each", Side.RIGHT), ("Rest", None)):
        stand.to(title, side)
        QApplication.processEvents()
        places.add((header.tools.x(), header.tools.width(), header.stop.x()))
    assert len(places) == 1


# --- the pace ---


def test_a_pace_is_told_and_its_dot_is_at_an_end_on_every_beat(stands: list[FootStand]) -> None:
    stands.append(FootStand(one_foot(step("Roll", 900, technique="rolling", pace_per_min=15))))
    stand = stands[0]
    stand.to("Roll")
    beat = stand.player.stage.words.beat
    assert beat.isVisible()
    assert beat.accessibleName() == "15 strokes a minute"
    start, _ = beat._dot()
    stand.forward(4.0)
    assert beat.beats == pytest.approx(1.0)
    end, _ = beat._dot()
    stand.forward(4.0)
    assert beat._dot()[0] == start < end
    stand.forward(1.0)
    assert start < beat._dot()[0] < end


def test_the_beat_keeps_its_phase_through_a_pause(stands: list[FootStand]) -> None:
    stands.append(FootStand(one_foot(step("Roll", 900, technique="rolling", pace_per_min=15))))
    stand = stands[0]
    stand.to("Roll")
    stand.forward(6.0)
    stand.driver.toggle()
    stand.forward(31.7)
    beat = stand.player.stage.words.beat
    assert beat.beats == pytest.approx(1.5)
    stand.driver.toggle()
    stand.forward(3.0)
    stand.forward(2.0)
    assert beat.beats == pytest.approx(2.0)


def test_with_reduced_motion_the_pace_is_words_only(stands: list[FootStand]) -> None:
    calm = Preferences(theme=Theme.LIGHT, reduced_motion=True)
    made = one_foot(step("Roll", 900, technique="rolling", pace_per_min=15))
    stands.append(FootStand(made, preferences=calm))
    stand = stands[0]
    stand.to("Roll")
    stand.forward(1.3)
    beat = stand.player.stage.words.beat
    still = beat.grab().toImage()
    stand.forward(1.3)
    assert beat.beats is None
    assert beat.isVisible()
    assert beat.grab().toImage() == still


def test_a_step_without_a_pace_has_no_beat(stands: list[FootStand]) -> None:
    stands.append(FootStand(one_foot(step("Knead", 900))))
    stands[0].to("Knead")
    assert not stands[0].player.stage.words.beat.isVisible()
