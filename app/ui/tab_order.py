"""Tab goes through a page in the order in which it is laid out, whatever was made when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_as_laid_out(page: QWidget) -> None:
    """Order what may have the focus in a page, hidden parts too; call it after adding some."""
    for one, after_it in pairwise(_focusable(page)):
        QWidget.setTabOrder(one, after_it)


def _focusable(part: QWidget) -> Iterator[QWidget]:
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part
    layout = part.layout()
    if layout is not None:
        yield from _inside(layout)


def _inside(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            yield from _focusable(widget)
        elif inner is not None:
            yield from _inside(inner)
