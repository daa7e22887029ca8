"""What of a page has to be seen: a part that was only just shown, and its foot."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from app.ui.theme import Space

FOOT = "foot"
"""The name of the part of a page that holds its ways on; nothing is to lie over it."""


def bring_into_sight(scroll: QScrollArea, part: QWidget) -> None:
    """Scroll so that a part is seen, at the place that it takes once all is laid out.

    What was shown or hidden just now moves what stands below it only later; to scroll before
    that would lead to where the part has been.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    scroll.ensureWidgetVisible(part, 0, Space.XL)


def bring_into_all_sight(part: QWidget) -> None:
    """Scroll every page that a part lies in, the innermost first, so that it is seen."""
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            bring_into_sight(above, part)
        above = above.parentWidget()


def bring_place_into_sight(part: QWidget, place: QRect, *, if_it_fits: bool = False) -> None:
    """Scroll every page that a part lies in so that a place of it is seen, such as a cell.

    Args:
        part: where the place is.
        place: what is to be seen.
        if_it_fits: a page that is lower than the place stays as it is.
    """
    above = part.parentWidget()
    while above is not None:
        page = above.widget() if isinstance(above, QScrollArea) else None
        if (
            isinstance(above, QScrollArea)
            and page is not None
            and (above.viewport().height() >= place.height() or not if_it_fits)
        ):
            at = part.mapTo(page, place.center())
            above.ensureVisible(at.x(), at.y(), 0, place.height() // 2 + Space.M)
        above = above.parentWidget()
