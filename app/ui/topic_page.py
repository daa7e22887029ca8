"""A topic of the help to read: by the wheel, by keys, or line by line with a screen reader."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QAccessible,
    QFontMetrics,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QAbstractSlider, QTextBrowser, QTextEdit

from app.core.help_search import search_words
from app.core.help_topics import HelpTopics, Topic
from app.ui.help_text import READING, Sizes, style_of, topic_html
from app.ui.overriding import override
from app.ui.theme import Look, Space

MEASURE = 75
"""The most characters in a line."""

_STEP = 3
"""How many times the height of its letters the text moves by an arrow."""


class TopicPage(QTextBrowser):
    """Shows one topic, in lines that are easy to read.

    Arrows, Page Up, Page Down, Home and End scroll; Tab and Enter follow links. While a screen
    reader runs there is a caret as well.

    Args:
        look: how it looks at first.
        sizes: of its type.
        leads_on: whether it links to other topics and names its sources.

    Signals:
        topic_wanted: the id of the topic that a link leads to.
    """

    topic_wanted = Signal(str)

    def __init__(self, look: Look, sizes: Sizes = READING, *, leads_on: bool = True) -> None:
        super().__init__()
        self._look = look
        self._sizes = sizes
        self._leads_on = leads_on
        self._shown: tuple[Topic, HelpTopics] | None = None
        self._words = ""
        self.setProperty("role", "topic")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if QAccessible.isActive():
            flags = self.textInteractionFlags()
            self.setTextInteractionFlags(flags | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.anchorClicked.connect(self._on_anchor_clicked)

    def show_topic(self, topic: Topic, help_: HelpTopics, words: str = "") -> None:
        """Show a topic from its top, or from where the first of these words stands."""
        is_other = self._shown is None or self._shown[0] is not topic
        self._shown = topic, help_
        self._words = words
        self.setAccessibleName(topic.title)
        self._render()
        if is_other:
            self.verticalScrollBar().setValue(0)
        self._mark()

    def dress(self, look: Look) -> None:
        """Take another look; what is read stays in sight."""
        self._look = look
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._leave_margins()
        self._render()
        self._mark()
        bar.setValue(round(share * bar.maximum()))

    def scroll_on(self, action: QAbstractSlider.SliderAction) -> None:
        """Scroll by a line or a page."""
        self.verticalScrollBar().triggerAction(action)

    def _render(self) -> None:
        if self._shown is None:
            return
        self.verticalScrollBar().setSingleStep(self._look.px(self._sizes.body) * _STEP)
        document = self.document()
        document.setDefaultFont(self._look.font(self._sizes.body))
        document.setDocumentMargin(Space.XS)
        document.setDefaultStyleSheet(style_of(self._look, self._sizes))
        self.setHtml(topic_html(*self._shown, leads_on=self._leads_on))
        self._take_headings_by_their_size()

    def _take_headings_by_their_size(self) -> None:
        """Qt makes a heading larger than its style sheet says; here it is as large as that."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                cursor = QTextCursor(block)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                as_said = cursor.charFormat()
                as_said.clearProperty(QTextFormat.Property.FontSizeAdjustment)
                cursor.setCharFormat(as_said)
            block = block.next()

    def _mark(self) -> None:
        """Mark the words of the search, and bring the first of them into sight."""
        found: list[QTextCursor] = []
        for word in search_words(self._words):
            cursor = self.document().find(word)
            while not cursor.isNull():
                found.append(cursor)
                cursor = self.document().find(word, cursor)
        form = QTextCharFormat()
        form.setBackground(self._look.color("attention_weak"))
        form.setForeground(self._look.color("strong_attention"))
        self.setExtraSelections([_selection(cursor, form) for cursor in found])
        if found:
            first = QTextCursor(min(found))
            first.clearSelection()
            self.setTextCursor(first)
            self.ensureCursorVisible()

    def _leave_margins(self) -> None:
        """No line is longer than the measure; what is left over stays at the right."""
        letters = QFontMetrics(self._look.font(self._sizes.body))
        widest = letters.averageCharWidth() * MEASURE
        surplus = self.width() - Space.XXL - widest - self.verticalScrollBar().width()
        right = max(Space.L, surplus)
        if self.viewportMargins().right() != right:
            self.setViewportMargins(Space.XXL, Space.XL, right, Space.S)

    def _on_anchor_clicked(self, link: QUrl) -> None:
        self.topic_wanted.emit(link.toString())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._leave_margins()
        super().resizeEvent(event)


def _selection(cursor: QTextCursor, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor
    made.format = form
    return made
