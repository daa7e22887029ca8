"""Scrolling so that a part of a page is seen, where it has only just been shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.ui.theme import Space


def bring_into_sight(scroll: QScrollArea, part: QWidget) -> None:
    """Scroll so that a part is seen, at the place that it takes once all is laid out.

    What was shown or hidden just now moves what stands below it only later; to scroll before
    that would lead to where the part has been.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    scroll.ensureWidgetVisible(part, 0, Space.XL)
