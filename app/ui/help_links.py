"""“What is this?”: names of techniques and other topics, each leading to its page of the help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.script import Script
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.script_notes import empty_layout
from app.ui.script_text import main_techniques
from app.ui.theme import Space
from app.ui.words import technique_label


class HelpLinks(QWidget):
    """A few words, and small buttons in a row that wraps.

    Args:
        words: what the buttons are for.

    Signals:
        wanted: the id of a topic.
    """

    wanted = Signal(str)

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._row = FlowLayout(self, Space.XS)

    def show_links(self, links: Sequence[tuple[str, str]]) -> None:
        """Replace the links: topic and name of each."""
        empty_layout(self._row)
        self._row.addWidget(label(self._words, "fine", wraps=False))
        for topic_id, name in links:
            made = button(name, "quiet-chip")
            made.setAccessibleName(f"{self._words} {name}")
            made.clicked.connect(lambda _checked, wanted=topic_id: self.wanted.emit(wanted))
            self._row.addWidget(made)
        self.updateGeometry()


def technique_links(script: Script) -> list[tuple[str, str]]:
    """The techniques of a script that the hands do, with their topics."""
    return [(one.value, technique_label(one)) for one in main_techniques(script)]
