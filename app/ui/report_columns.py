"""The report's two columns of lists: as much of each as there is room for, and how many more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.ui import report_words as words
from app.ui.report_paper import Box, Ink, Paper

_BETWEEN = 5.0
"""Between two lists, in points."""
_LINES = 2
"""How many lines an item has at most."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A heading and what stands under it."""

    heading: str
    items: tuple[str, ...]


def write_lists(paper: Paper, box: Box, lists: Sequence[Listed]) -> None:
    """Write lists one under another; each is shortened where the box is too low for all."""
    shown = room_for(paper, box, lists)
    top = box.top
    for one, count in zip(lists, shown, strict=True):
        top += paper.write(box.below(top), one.heading, Ink.BODY.strong)
        for item in one.items[:count]:
            top += paper.write_lines(box.below(top), item, Ink.BODY, _LINES)
        if count < len(one.items):
            more = words.more_text(len(one.items) - count)
            top += paper.write(box.below(top), more, Ink.SOFT)
        top += _BETWEEN


def room_for(paper: Paper, box: Box, lists: Sequence[Listed]) -> list[int]:
    """How many items of each list fit, taken in turn, with a line for how many more there are."""
    line = Ink.BODY.leading
    high = [
        [line * len(paper.lines_of(item, Ink.BODY, box.width, _LINES)) for item in one.items]
        for one in lists
    ]
    shown = [0] * len(lists)
    free = box.height - len(lists) * (2 * line + _BETWEEN)
    is_open = [bool(items) for items in high]
    while any(is_open):
        turn = min((n for n, there in enumerate(is_open) if there), key=lambda n: shown[n])
        is_last = shown[turn] == len(high[turn]) - 1
        needs = high[turn][shown[turn]] - (line if is_last else 0)
        if needs > free:
            is_open[turn] = False
            continue
        free -= needs
        shown[turn] += 1
        is_open[turn] = not is_last
    return shown
