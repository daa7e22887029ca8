"""The row of filters over the list of scripts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.core.library import Library
from app.core.script import Condition, Level, Script, Technique, Tool
from app.ui.controls import button
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.menu_chip import MenuChip
from app.ui.overriding import override
from app.ui.script_filter import ALWAYS_THERE, Length, ScriptFilter
from app.ui.words import condition_label, level_label, technique_label, tool_label

Tools = frozenset[Tool]
_Word = TypeVar("_Word", bound=Hashable)


class FilterChips(QWidget):
    """Chips for technique, condition, tools, level and length, and one that clears them all."""

    changed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Filters"))
        self._technique: MenuChip[Technique] = MenuChip(
            icons, self.tr("Technique"), self.tr("Any technique")
        )
        self._condition: MenuChip[Condition] = MenuChip(
            icons, self.tr("Condition"), self.tr("Any condition")
        )
        self._tools = ToolsChip(icons)
        self._level: MenuChip[Level] = MenuChip(icons, self.tr("Level"), self.tr("Any level"))
        self._length: MenuChip[Length] = MenuChip(icons, self.tr("Length"), self.tr("Any length"))
        self._clear = button(self.tr("Clear all"), "quiet-chip")
        self._clear.setAccessibleName(self.tr("Clear all filters"))
        row = FlowLayout(self, 6)
        for chip in (*self._chips, self._clear):
            row.addWidget(chip)
        self._clear.hide()
        self._connect()

    @property
    def _chips(self) -> tuple[QWidget, ...]:
        return (self._technique, self._condition, self._tools, self._level, self._length)

    @property
    def value(self) -> ScriptFilter:
        """What is filtered by; the words are not its business."""
        return ScriptFilter(
            technique=self._technique.value,
            condition=self._condition.value,
            tools=self._tools.value,
            level=self._level.value,
            length=self._length.value,
        )

    def offer(self, library: Library) -> None:
        """Offer what is there in a library."""
        scripts = [entry.script for entry in library.entries if entry.script is not None]
        techniques = _found(Technique, (script.techniques for script in scripts))
        conditions = _found(Condition, (script.conditions for script in scripts))
        tools = _found(Tool, (script.tools for script in scripts))
        self._technique.offer([(word, technique_label(word)) for word in techniques])
        self._condition.offer([(word, condition_label(word)) for word in conditions])
        self._tools.offer_tools([tool for tool in tools if tool not in ALWAYS_THERE])
        self._level.offer([(word, level_label(word)) for word in _levels(scripts)])
        self._length.offer([(length, length_label(length)) for length in Length])

    def clear(self) -> None:
        """Let everything through."""
        self._technique.choose(None)
        self._condition.choose(None)
        self._tools.choose(None)
        self._level.choose(None)
        self._length.choose(None)
        self._on_changed()

    def _connect(self) -> None:
        self._technique.changed.connect(self._on_changed)
        self._condition.changed.connect(self._on_changed)
        self._tools.changed.connect(self._on_changed)
        self._level.changed.connect(self._on_changed)
        self._length.changed.connect(self._on_changed)
        self._clear.clicked.connect(self.clear)

    def _on_changed(self) -> None:
        if self._clear.hasFocus():
            self._technique.setFocus()
        self._clear.setVisible(self.value.has_choices)
        self.changed.emit()


class ToolsChip(MenuChip[Tools]):
    """The tools that are at hand; several may be ticked."""

    def __init__(self, icons: Icons) -> None:
        translate = QCoreApplication.translate
        super().__init__(
            icons, translate("ToolsChip", "Tools"), translate("ToolsChip", "Any tools")
        )
        self._tools: Sequence[Tool] = ()

    def offer_tools(self, tools: Sequence[Tool]) -> None:
        """The tools that scripts ask for."""
        self._tools = tools
        self.offer(())

    @override
    def chosen_text(self) -> str:
        chosen = self.value or frozenset()
        if not chosen:
            return self.tr("Hands only")
        if len(chosen) == 1:
            return tool_label(next(iter(chosen)))
        return self.tr("{count} tools").format(count=len(chosen))

    @override
    def fill(self, menu: QMenu) -> None:
        self.add_entry(menu, self.tr("Any tools"), on=self.value is None, value=None)
        hands: Tools = frozenset()
        self.add_entry(menu, self.tr("Hands only"), on=self.value == hands, value=hands)
        menu.addSeparator()
        self.add_heading(menu, self.tr("At hand besides the hands:"))
        chosen = self.value or hands
        for tool in self._tools:
            value = chosen ^ {tool}
            on = tool in chosen
            self.add_entry(menu, tool_label(tool), on=on, value=value, stays=True)


def length_label(length: Length) -> str:
    """A class of hands-on time."""
    translate = QCoreApplication.translate
    return {
        Length.SHORT: translate("FilterChips", "Up to 18 min"),
        Length.MIDDLE: translate("FilterChips", "18 to 21 min"),
        Length.LONG: translate("FilterChips", "Over 21 min"),
    }[length]


def _found(words: Iterable[_Word], used: Iterable[Iterable[_Word]]) -> list[_Word]:
    """The words that are used, in the order of the vocabulary."""
    there = {word for one in used for word in one}
    return [word for word in words if word in there]


def _levels(scripts: Iterable[Script]) -> list[Level]:
    there = {script.level for script in scripts}
    return [level for level in Level if level in there]
