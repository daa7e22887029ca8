"""What a script says besides its steps: before, not with, instead, afterwards, sources."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.core.faults import Fault
from app.core.script import Script
from app.ui.controls import Card, label
from app.ui.icons import Icons
from app.ui.script_filter import ALWAYS_THERE
from app.ui.theme import Space
from app.ui.words import tool_label


class Bullets(QWidget):
    """Lines with a dot before each."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self._role = role
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(Space.XS + 2)
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, lines: Iterable[str]) -> None:
        """Replace the lines."""
        empty_layout(self._grid)
        for number, text in enumerate(lines):
            dot = label("•", "soft", wraps=False)
            self._grid.addWidget(dot, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label(text, self._role), number, 1)


class Section(QWidget):
    """A heading with a picture, and lines under it; away while it has none."""

    def __init__(self, icons: Icons, picture: str, title: str, role: str = "lead") -> None:
        super().__init__()
        self._bullets = Bullets()
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(icons.picture(picture, role))
        head.addWidget(label(title, "strong"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self._bullets)
        column.addStretch(1)

    def show_lines(self, lines: Iterable[str]) -> None:
        """Replace the lines."""
        kept = [text for text in lines if text]
        self._bullets.show_lines(kept)
        self.setHidden(not kept)


class BeforeCard(Card):
    """What to have at hand and to do before, and when not to do it at all."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._before = Section(icons, "list-checks", self.tr("Before you start"))
        self._not_for = Section(icons, "triangle-alert", self.tr("Not with"), "attention")
        self._sections = QGridLayout()
        self._sections.setHorizontalSpacing(Space.XXL)
        self._sections.setVerticalSpacing(Space.L)
        self.column.addLayout(self._sections)
        self.be_narrow(narrow=False)

    def show_script(self, script: Script) -> None:
        """Show the lines of a script."""
        self._before.show_lines([*at_hand_lines(script), *script.prepare])
        self._not_for.show_lines(_capital(text) for text in script.not_for)

    def be_narrow(self, *, narrow: bool) -> None:
        """One under the other rather than side by side."""
        self._sections.addWidget(self._before, 0, 0)
        self._sections.addWidget(self._not_for, *((1, 0) if narrow else (0, 1)))
        self._sections.setColumnStretch(0, 1)
        self._sections.setColumnStretch(1, 0 if narrow else 1)


class ScriptNotes(QWidget):
    """The rest, under the steps, ending in fine print."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._instead = Section(icons, "hand", self.tr("If you cannot reach the foot"))
        self._after = Section(icons, "droplets", self.tr("Afterwards"))
        self._faults = Section(icons, "info", self.tr("Worth a look in this file"), "attention")
        self._fine = label("", "fine")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XS, 0, Space.XS, 0)
        column.setSpacing(Space.XL)
        for part in (self._instead, self._after, self._faults, self._fine):
            column.addWidget(part)

    def show_script(self, script: Script, faults: Iterable[Fault], path: str) -> None:
        """Show the notes of a script and the warnings of its file.

        Args:
            script: the script.
            faults: what is to be said of its file.
            path: the file, empty where it is shipped.
        """
        self._instead.show_lines([script.alternative])
        self._after.show_lines(script.aftercare)
        place = self.tr("line {line}: {message}")
        self._faults.show_lines(place.format(line=f.line, message=f.message) for f in faults)
        written_by = self.tr("By {author}").format(author=script.author) if script.author else ""
        lines = [*script.sources, ", ".join(t for t in (written_by, script.license) if t), path]
        self._fine.setText("\n".join(text for text in lines if text))


def at_hand_lines(script: Script) -> list[str]:
    """What to have at hand for a script, a line each; some may be empty."""
    tools = [tool_label(tool) for tool in script.tools if tool not in ALWAYS_THERE]
    extras = [_capital(extra) for extra in script.extras]
    return [_usual(script), ", ".join(tools), *extras]


def _usual(script: Script) -> str:
    """What every session asks for and the script does not name itself."""
    translate = QCoreApplication.translate
    named = "\n".join([*script.extras, *script.tools]).casefold()
    usual = {
        "water": translate("notes", "Water"),
        "towel": translate("notes", "a towel"),
        "chair": translate("notes", "a chair that stands firm"),
    }
    return _capital(", ".join(word for key, word in usual.items() if key not in named))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def empty_layout(layout: QLayout) -> None:
    """Take all widgets out of a layout and let them go."""
    items = [layout.itemAt(index) for index in range(layout.count())]
    for widget in [item.widget() for item in items if item is not None]:
        if widget is not None:
            layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
