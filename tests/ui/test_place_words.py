"""Places and figures in words: the same wherever they stand."""

from __future__ import annotations

import pytest

from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import EventType
from app.ui.figure_words import number_text, signed_text
from app.ui.place_words import event_text, place_label, place_text


@pytest.mark.parametrize(
    ("foot", "area", "said"),
    [
        (None, None, ""),
        (Foot.LEFT, None, "Left foot"),
        (Foot.LEFT, Area.WHOLE_FOOT, "Left foot"),
        (Foot.RIGHT, Area.BALL_OF_FOOT, "Right foot, ball of foot"),
    ],
)
def test_a_place_is_a_foot_and_what_of_it(foot: Foot | None, area: Area | None, said: str) -> None:
    assert place_label(foot, area) == said
    assert place_text(foot, area) == said[:1].lower() + said[1:]


def test_what_happened_is_told_with_its_place_if_it_has_one() -> None:
    assert event_text(EventType.BRUISE, Foot.LEFT, Area.HEEL) == "Bruise, left foot, heel"
    assert event_text(EventType.DIZZINESS) == "Dizziness"


@pytest.mark.parametrize(
    ("value", "text", "signed"),
    [
        (0, "0", "0"),
        (2.0, "2", "+2"),
        (1.5, "1.5", "+1.5"),
        (-3, "-3", "−3"),
        (-0.5, "-0.5", "−0.5"),
    ],
)
def test_a_change_has_its_sign(value: float, text: str, signed: str) -> None:
    assert number_text(value) == text
    assert signed_text(value) == signed
