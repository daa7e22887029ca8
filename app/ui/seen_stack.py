"""Widgets of which one is seen; the others take no room."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class SeenStack(QWidget):
    """As high and as wide as what is seen needs.

    A `QStackedWidget` is as high as the highest of its widgets, so that a page around it would
    scroll past the end of a low one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._widgets: list[QWidget] = []
        self._seen: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._column = column

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802 - as a QStackedWidget has it
        """Take in another; the first one is seen."""
        self._widgets.append(widget)
        self._column.addWidget(widget)
        if self._seen is None:
            self._seen = widget
        widget.setVisible(widget is self._seen)

    def setCurrentWidget(self, widget: QWidget) -> None:  # noqa: N802 - as a QStackedWidget has it
        """Let this one be seen; one that was not taken in changes nothing."""
        if widget is self._seen or widget not in self._widgets:
            return
        old, self._seen = self._seen, widget
        if old is not None:
            old.hide()
        widget.show()

    def currentWidget(self) -> QWidget | None:  # noqa: N802 - as a QStackedWidget has it
        """What is seen."""
        return self._seen
