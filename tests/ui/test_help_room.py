"""About my feet: the list, the search, the text, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.help_topics import HelpTopics, Lead, Topic
from app.core.preferences import Preferences, Theme
from app.core.script import Technique
from app.storage.shipped_help import load_help
from app.ui.help_list import HelpList
from app.ui.help_room import HelpRoom
from app.ui.icons import Icons
from app.ui.theme import Type
from app.ui.topic_page import MEASURE, TopicPage
from app.ui.words import pressure_text, technique_label
from tests.ui.conftest import RESOURCES

Key = Qt.Key
HELP = load_help(RESOURCES)


class Stand:
    """A shown room, and what the person does in it."""

    def __init__(self, icons: Icons, qtbot: QtBot, size: tuple[int, int] = (1088, 780)) -> None:
        self.room = HelpRoom(icons, HELP)
        qtbot.addWidget(self.room)
        self.left = 0
        self.room.left.connect(self._on_left)
        self.room.resize(*size)
        self.room.show()
        self.room.activateWindow()
        assert QTest.qWaitForWindowActive(self.room)
        self.room.setFocus()

    def _on_left(self) -> None:
        self.left += 1

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.focus, key, modifier)
        QApplication.processEvents()

    def search(self, words: str) -> None:
        self.press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(self.focus, words)
        QApplication.processEvents()

    @property
    def focus(self) -> QWidget:
        focused: QWidget | None = self.room.focusWidget()
        return self.room if focused is None else focused

    @property
    def topics(self) -> HelpList:
        [found] = self.room.findChildren(HelpList)
        return found

    @property
    def page(self) -> TopicPage:
        return self.room.page

    @property
    def topic_id(self) -> str:
        assert self.room.topic is not None
        return self.room.topic.id

    def rows(self) -> list[str]:
        model = self.topics.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def button(self, text: str) -> QPushButton:
        return next(
            one
            for one in self.room.findChildren(QPushButton)
            if one.text() == text and one.isVisible()
        )


@pytest.fixture
def stand(icons: Icons, qtbot: QtBot) -> Stand:
    return Stand(icons, qtbot)


def test_it_opens_at_who_should_not_with_all_chapters_in_the_list(stand: Stand) -> None:
    assert stand.topic_id == Lead.RIGHT_FOR_ME
    chapters, topics = len(HELP.chapters), len(list(HELP.all_topics()))
    assert len(stand.rows()) == chapters + topics
    assert stand.rows()[:3] == [
        "Is it right for me?",
        "Is massage right for me?",
        "When to see someone",
    ]
    assert stand.focus is stand.topics


def test_arrows_go_from_topic_to_topic_and_never_to_a_heading(stand: Stand) -> None:
    read = [stand.topic_id]
    for _ in range(40):
        stand.press(Key.Key_Down)
        read.append(stand.topic_id)
    assert list(dict.fromkeys(read)) == [topic.id for topic in HELP.all_topics()]
    for _ in range(40):
        stand.press(Key.Key_Up)
    assert stand.topic_id == Lead.RIGHT_FOR_ME


def test_enter_goes_into_the_text_which_scrolls_by_keys(stand: Stand) -> None:
    stand.press(Key.Key_Return)
    assert stand.focus is stand.page
    bar = stand.page.verticalScrollBar()
    moved = []
    for key in (Key.Key_Down, Key.Key_PageDown, Key.Key_Home, Key.Key_End):
        stand.press(key)
        moved.append(bar.value())
    assert 0 < moved[0] < moved[1]
    assert moved[2:] == [0, bar.maximum()]


def test_a_search_finds_as_it_is_typed_and_shows_where(stand: Stand) -> None:
    stand.search("bru")
    assert stand.rows()[0] == "What to expect afterwards"
    assert "Slow strokes" not in stand.rows()
    assert stand.topic_id == Lead.AFTERWARDS
    marked = [one.cursor.selectedText() for one in stand.page.extraSelections()]
    assert "Bru" in marked
    stand.press(Key.Key_Down)
    assert stand.focus is stand.topics
    stand.press(Key.Key_Down)
    assert stand.rows().index(HELP.find(stand.topic_id).title) == 1


def test_escape_clears_the_search_and_keeps_what_is_read(stand: Stand) -> None:
    stand.search("coin")
    assert stand.topic_id == Lead.AFTERWARDS
    stand.press(Key.Key_Escape)
    assert len(stand.rows()) > 30
    assert stand.topic_id == Lead.AFTERWARDS
    assert stand.page.extraSelections() == []
    assert stand.left == 0
    stand.press(Key.Key_Escape)
    assert stand.left == 1


def test_nothing_found_says_so_and_can_be_cleared(stand: Stand) -> None:
    stand.search("zebra")
    assert stand.rows() == []
    assert not stand.topics.isVisible()
    stand.button("Clear the search").click()
    assert stand.topics.isVisible()
    assert isinstance(stand.focus, QLineEdit)


def test_a_link_leads_on_and_alt_left_back_and_then_out(stand: Stand) -> None:
    stand.room.open_at("tools")
    stand.page.anchorClicked.emit(QUrl("rolling"))
    stand.page.anchorClicked.emit(QUrl("trigger-point"))
    assert stand.topic_id == "trigger-point"
    assert stand.topics.currentIndex().data() == "Trigger point"
    alt = Qt.KeyboardModifier.AltModifier
    stand.press(Key.Key_Left, alt)
    assert stand.topic_id == "rolling"
    stand.press(Key.Key_Escape)
    assert (stand.topic_id, stand.left) == ("tools", 0)
    stand.press(Key.Key_Left, alt)
    assert stand.left == 1


def test_links_are_followed_by_tab_and_enter(stand: Stand) -> None:
    stand.room.open_at("tapping")
    stand.press(Key.Key_Tab)
    stand.press(Key.Key_Return)
    assert stand.topic_id == HELP.find("tapping").see[0]


def test_a_link_out_of_what_was_searched_clears_the_search(stand: Stand) -> None:
    stand.search("coin")
    stand.page.anchorClicked.emit(QUrl("how-often"))
    assert stand.topic_id == "how-often"
    assert len(stand.rows()) > 30


def test_a_click_in_the_list_forgets_the_trail(stand: Stand) -> None:
    stand.room.open_at("tools")
    stand.page.anchorClicked.emit(QUrl("rolling"))
    rect = stand.topics.visualRect(stand.topics.currentIndex())
    QTest.mouseClick(
        stand.topics.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(20, 8)
    )
    stand.press(Key.Key_Escape)
    assert stand.left == 1


# --- room ---


def test_where_it_is_narrow_list_and_text_take_turns(icons: Icons, qtbot: QtBot) -> None:
    stand = Stand(icons, qtbot, (560, 700))
    assert stand.topics.isVisible()
    assert not stand.page.isVisible()
    stand.press(Key.Key_Down)
    stand.press(Key.Key_Return)
    assert not stand.topics.isVisible()
    assert stand.focus is stand.page
    stand.press(Key.Key_Escape)
    assert stand.topics.isVisible()
    assert stand.left == 0
    stand.press(Key.Key_Escape)
    assert stand.left == 1


def test_where_it_is_narrow_a_link_from_elsewhere_leads_back_there(
    icons: Icons, qtbot: QtBot
) -> None:
    stand = Stand(icons, qtbot, (560, 700))
    stand.room.name_way_back("Back to Sessions")
    stand.room.open_at("kneading")
    assert stand.page.isVisible()
    stand.button("Back to Sessions").click()
    stand.press(Key.Key_Escape)
    assert stand.left == 2
    stand.button("All topics").click()
    assert stand.topics.isVisible()
    assert stand.topics.currentIndex().data() == "Kneading"


def test_a_click_where_it_is_narrow_opens_the_text(icons: Icons, qtbot: QtBot) -> None:
    stand = Stand(icons, qtbot, (560, 700))
    rect = stand.topics.visualRect(stand.topics.currentIndex())
    QTest.mouseClick(
        stand.topics.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(20, 8)
    )
    assert stand.page.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_no_line_is_longer_than_the_measure(icons: Icons, qtbot: QtBot, percent: int) -> None:
    icons.looks.follow(Preferences(theme=Theme.LIGHT, text_percent=percent))
    stand = Stand(icons, qtbot, (2400, 900))
    letters = QFontMetrics(icons.looks.current.font(Type.BODY))
    assert stand.page.viewport().width() <= letters.averageCharWidth() * MEASURE + 2
    assert stand.page.viewport().width() > letters.averageCharWidth() * (MEASURE - 5)


@pytest.mark.parametrize("percent", [100, 200])
def test_at_800_by_600_nothing_is_cut_off_at_the_side(
    icons: Icons, qtbot: QtBot, percent: int
) -> None:
    icons.looks.follow(Preferences(theme=Theme.DARK, text_percent=percent))
    stand = Stand(icons, qtbot, (660, 600))
    for topic in HELP.all_topics():
        stand.room.open_at(topic.id)
        assert stand.page.document().size().width() <= stand.page.viewport().width(), topic.id
    assert stand.room.height() == 600


def test_another_look_keeps_the_place(icons: Icons, qtbot: QtBot) -> None:
    stand = Stand(icons, qtbot)
    stand.room.open_at("afterwards")
    bar = stand.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    icons.looks.follow(Preferences(theme=Theme.DARK, text_percent=150))
    assert 0.4 < bar.value() / bar.maximum() < 0.6


# --- what is said ---


def test_a_title_is_the_word_that_the_window_has_for_the_technique() -> None:
    for technique in Technique:
        assert HELP.of_technique(technique).title == technique_label(technique)


@pytest.mark.parametrize("topic", list(HELP.all_topics()), ids=lambda topic: topic.id)
def test_a_page_holds_everything_that_the_topic_says(
    topic: Topic, icons: Icons, qtbot: QtBot
) -> None:
    page = TopicPage(icons.looks.current)
    qtbot.addWidget(page)
    page.show_topic(topic, HELP)
    text = page.toPlainText().replace("\u00a0", " ")
    for part in topic.sections:
        assert all(line in text for line in (part.heading, *part.lines))
    if topic.dose is not None and topic.dose.pressure.ceiling:
        assert pressure_text(topic.dose.pressure) in text
        assert topic.dose.time in text
    for source in topic.sources:
        assert HELP.sources[source] in text
    assert page.accessibleName() == topic.title


def test_headings_are_real_ones_of_the_size_of_the_window(icons: Icons, qtbot: QtBot) -> None:
    page = TopicPage(icons.looks.current)
    qtbot.addWidget(page)
    topic = HELP.find("when-to-see-someone")
    page.show_topic(topic, HELP)
    found: list[tuple[int, str, int]] = []
    block = page.document().begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            size = block.begin().fragment().charFormat().font().pixelSize()
            found.append((level, block.text(), size))
        block = block.next()
    headings = [(2, part.heading, 19) for part in topic.sections]
    assert found == [(1, topic.title, 30), *headings, (2, "See also", 19)]


def test_whatever_stands_in_a_text_is_text(icons: Icons, qtbot: QtBot) -> None:
    page = TopicPage(icons.looks.current)
    qtbot.addWidget(page)
    said = HELP.said(lambda text: f"<b>{text}</b> & more")
    page.show_topic(said.find("rest"), HelpTopics(said.chapters, HELP.sources))
    assert "<b>What it is</b> & more" in page.toPlainText()
