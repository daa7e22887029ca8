"""How much room the player has, in sizes that count the text size in."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from app.ui.theme import Look

_ROOMY = (1140, 620)
_COMPACT = (640, 480)
_DESIGNED = (1280, 800)
_MOST_GROWTH = 1.5
_MOST_STAGE_GROWTH = 1.9
_TINY_FRAME_PERCENT = 140


class Fit(Enum):
    """From most to least room."""

    ROOMY = 1
    COMPACT = 2
    TINY = 3


def fit_of(width: int, height: int, look: Look) -> Fit:
    """How a window of this size is used; twice the text is half the room."""
    unit = look.text_percent / 100
    for fit, (least_width, least_height) in ((Fit.ROOMY, _ROOMY), (Fit.COMPACT, _COMPACT)):
        if width >= least_width * unit and height >= least_height * unit:
            return fit
    return Fit.TINY


def growth_of(width: int, height: int, look: Look) -> float:
    """How much larger than designed all may be, 1 to 1.5: a large screen stands farther away."""
    unit = look.text_percent / 100
    across, down = width / (_DESIGNED[0] * unit), height / (_DESIGNED[1] * unit)
    return min(_MOST_GROWTH, max(1.0, min(across, down)))


def stage_growth(growth: float) -> float:
    """How much larger ring, cue and foot map may be, 1 to 2: they take the room that is gained.

    The frame around them needs less of it, and words that do not fit shrink by themselves.
    """
    return min(_MOST_STAGE_GROWTH, float(growth**1.5))


def frame_look(look: Look, fit: Fit, growth: float) -> Look:
    """The look of what stands around the cue.

    It grows with the cue on a large screen; where room is scarce its text is held back, so that
    the cue has more of it.
    """
    if fit is Fit.TINY:
        return replace(look, text_percent=min(look.text_percent, _TINY_FRAME_PERCENT))
    return replace(look, text_percent=round(look.text_percent * growth))
