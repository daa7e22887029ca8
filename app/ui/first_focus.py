"""Which part of a page has the focus at first, without Tab going past what stands before it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from app.ui.overriding import override


def give_first_focus(page: QWidget, part: QWidget) -> None:
    """Hand the focus on to a part whenever the page is given it; the last part that was told wins.

    A focus proxy does the same, but Tab goes to it as soon as it comes to the page: what stands
    before it, a search or chips, is then never reached.
    """
    children = Qt.FindChildOption.FindDirectChildrenOnly
    found = page.findChild(_FirstFocus, options=children) or _FirstFocus(page)
    found.part = part
    if page.hasFocus():
        part.setFocus(Qt.FocusReason.OtherFocusReason)


class _FirstFocus(QObject):
    """Waits for a page to get the focus."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.part: QWidget | None = None
        page.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and self.part is not None:
            self.part.setFocus(event.reason())
        return False
