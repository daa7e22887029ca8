"""Sessions, as a person uses it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import UnknownScriptError
from app.core.library import Library
from app.core.plan import Choice, Feet, Foot, plan_session
from app.core.preferences import Preferences, Theme
from app.ui import start_card
from app.ui.icons import Icons
from app.ui.script_list import ScriptList
from app.ui.sessions_room import SessionsRoom
from app.ui.words import duration_text
from tests.ui.conftest import BERLIN, entry_of

Now = Callable[[], datetime]


def _texts(widget: QWidget) -> list[str]:
    return [shown.text() for shown in widget.findChildren(QLabel) if shown.isVisible()]


def _says(widget: QWidget, words: str) -> bool:
    return any(words in text for text in _texts(widget))


def _button(widget: QWidget, text: str) -> QPushButton:
    found = [b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons say {text}"
    return found[0]


def _press(widget: QWidget, text: str) -> None:
    QTest.mouseClick(_button(widget, text), Qt.MouseButton.LeftButton)


def _chip(room: SessionsRoom, name: str) -> QPushButton:
    return next(b for b in room.findChildren(QPushButton) if b.accessibleName() == name)


def _list(room: SessionsRoom) -> ScriptList:
    return room.findChildren(ScriptList)[0]


def _search(room: SessionsRoom) -> QLineEdit:
    return room.findChildren(QLineEdit)[0]


def _titles(room: SessionsRoom) -> list[str]:
    model = _list(room).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def _shown(
    qtbot: QtBot,
    icons: Icons,
    library: Library,
    now: Now,
    preferences: Preferences | None = None,
    size: tuple[int, int] = (1200, 800),
) -> SessionsRoom:
    room = SessionsRoom(icons, library, preferences or Preferences(), now)
    qtbot.addWidget(room)
    room.resize(*size)
    with qtbot.waitActive(room):
        room.show()
        room.activateWindow()
    return room


@pytest.fixture
def room(qtbot: QtBot, icons: Icons, library: Library, now: Now) -> SessionsRoom:
    return _shown(qtbot, icons, library, now)


@pytest.fixture
def own_room(qtbot: QtBot, icons: Icons, own_library: Library, now: Now) -> SessionsRoom:
    return _shown(qtbot, icons, own_library, now)


def test_the_first_script_is_shown_in_full(room: SessionsRoom) -> None:
    assert len(_titles(room)) == 12
    assert _says(room, "12 sessions")
    assert room.selected is not None
    assert room.selected.id == "cross-fiber-friction"
    for words in (
        "Across-the-grain friction for the sole",
        "Experienced",
        "Warm the foot, rub across the fibers",
        "With these in mind: Plantar fasciitis",
        "Before you start",
        "Wipe the lotion off before the friction steps.",
        "Not with",
        "Blood thinners",
        "12 steps",
        "Both feet: 18:30 hands-on, 23:20 in all. One foot: 9:15 once through",
    ):
        assert _says(room, words), words


def test_every_step_stands_there(qtbot: QtBot, room: SessionsRoom) -> None:
    steps = next(v for v in room.findChildren(QListView) if v.accessibleName() == "Steps")
    model = steps.model()
    assert model.rowCount() == 12
    said = str(model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Knead the arch, 1:15, Arch, Kneading\u00a0· Moderate"
    before = steps.height()
    _press(room, "Show how")
    qtbot.waitUntil(lambda: steps.height() > before)
    told = str(model.index(2, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole))
    assert told.endswith(".")


def test_the_card_says_how_long_and_until_when(room: SessionsRoom) -> None:
    for words in ("18:30", "23:20", "09:41"):
        assert words in _texts(room)


def test_start_gives_script_and_choice(qtbot: QtBot, room: SessionsRoom) -> None:
    with qtbot.waitSignal(room.start_requested) as told:
        _press(room, "Start")
    assert told.args is not None
    entry, choice = told.args
    assert entry.id == "cross-fiber-friction"
    assert choice == Choice(Feet.BOTH, Foot.LEFT, 15)


def test_all_by_keyboard(qtbot: QtBot, room: SessionsRoom) -> None:
    room.setFocus()
    shown = _list(room)
    assert QApplication.focusWidget() is shown
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    start = QApplication.focusWidget()
    assert start is _button(room, "Start")
    with qtbot.waitSignal(room.start_requested) as told:
        QTest.keyClick(start, Qt.Key.Key_Return)
    assert told.args is not None
    assert told.args[0].id == "metatarsalgia"


def test_ctrl_enter_starts_from_the_list(qtbot: QtBot, room: SessionsRoom) -> None:
    _list(room).setFocus()
    with qtbot.waitSignal(room.start_requested):
        QTest.keyClick(_list(room), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_first_foot_is_remembered_and_asked_only_for_both(
    qtbot: QtBot, room: SessionsRoom
) -> None:
    with qtbot.waitSignal(room.preferences_changed) as told:
        right = _chip(room, "First, the less sore one: Right")
        QTest.mouseClick(right, Qt.MouseButton.LeftButton)
    assert told.args == [Preferences(first=Foot.RIGHT)]
    QTest.mouseClick(_chip(room, "Feet: Left"), Qt.MouseButton.LeftButton)
    assert not _says(room, "First, the less sore one")
    assert not right.isVisible()


def test_one_foot_alone_takes_a_second_pass(qtbot: QtBot, room: SessionsRoom) -> None:
    QTest.mouseClick(_chip(room, "Feet: Right"), Qt.MouseButton.LeftButton)
    assert _says(room, "9:15 once through, then the milder steps again.")
    assert _button(room, "15 min").isChecked()
    with qtbot.waitSignal(room.start_requested) as told:
        _press(room, "Start")
    assert told.args is not None
    assert told.args[1] == Choice(Feet.RIGHT, Foot.LEFT, 15)


def test_a_longer_session_is_planned_for_now_and_not_for_ever(
    qtbot: QtBot, room: SessionsRoom
) -> None:
    with qtbot.assertNotEmitted(room.preferences_changed):
        _press(room, "30 min")
    assert room.selected is not None
    assert room.selected.script is not None
    plan = plan_session(room.selected.script, Choice(minutes=30))
    assert duration_text(plan.hands_on_s) in _texts(room)
    QTest.keyClick(_list(room), Qt.Key.Key_Down)
    assert _button(room, "30 min").isChecked()


def test_only_what_is_longer_than_written_is_offered(
    qtbot: QtBot, icons: Icons, library: Library, now: Now
) -> None:
    room = _shown(qtbot, icons, library, now, Preferences(minutes=20))
    room.open_at("heel-spur")
    assert _button(room, "As written 23:10").isChecked()
    texts = [b.text() for b in room.findChildren(QPushButton) if b.isVisible()]
    assert "20 min" not in texts
    assert "30 min" in texts


def test_what_cannot_be_planned_is_refused_in_a_sentence(
    qtbot: QtBot, own_room: SessionsRoom
) -> None:
    own_room.open_at("left-friction")
    assert _button(own_room, "Start").isEnabled()
    QTest.mouseClick(_chip(own_room, "Feet: Right"), Qt.MouseButton.LeftButton)
    start = _button(own_room, "Start")
    assert not start.isEnabled()
    assert _says(own_room, "gives 0:00 of hands-on massage for the right foot")
    with qtbot.assertNotEmitted(own_room.start_requested):
        QTest.keyClick(own_room, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(_chip(own_room, "Feet: Both"), Qt.MouseButton.LeftButton)
    assert start.isEnabled()


def test_search_is_as_you_type_over_everything(room: SessionsRoom) -> None:
    QTest.keyClick(room, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is _search(room)
    QTest.keyClicks(_search(room), "foam roller")
    assert set(_titles(room)) == {"Ball and roller", "Calf and Achilles, tendon-friendly"}
    assert _says(room, "2 of 12 sessions")
    QTest.keyClick(_search(room), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is _list(room)
    QTest.keyClick(room, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(_search(room), Qt.Key.Key_Escape)
    assert len(_titles(room)) == 12


def test_the_search_is_found_from_anywhere_in_the_window(
    qtbot: QtBot, icons: Icons, library: Library, now: Now
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    rail = QPushButton("Rail", window)
    room = SessionsRoom(icons, library, Preferences(), now)
    room.setParent(window)
    room.setGeometry(0, 40, 1000, 700)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    rail.setFocus()
    QTest.keyClick(rail, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is _search(room)


def test_a_cross_clears_the_search(room: SessionsRoom) -> None:
    from PySide6.QtWidgets import QToolButton  # noqa: PLC0415

    QTest.keyClicks(_search(room), "heel")
    cross = _search(room).findChildren(QToolButton)[0]
    assert cross.isVisible()
    assert cross.accessibleName() == "Clear the search"
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert _search(room).text() == ""
    assert not cross.isVisible()


def test_no_match_offers_a_way_out(room: SessionsRoom) -> None:
    QTest.keyClicks(_search(room), "zebra")
    assert _titles(room) == []
    assert _says(room, "Nothing matches “zebra”")
    _press(room, "Clear search and filters")
    assert len(_titles(room)) == 12
    assert QApplication.focusWidget() is _search(room)


def _pick(room: SessionsRoom, name: str, entry: str) -> None:
    """Choose in a filter's menu as the menu itself would."""
    chip = next(
        b
        for b in room.findChildren(QPushButton)
        if b.accessibleName().startswith(f"Filter by {name}")
    )
    menu = chip.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == entry).trigger()


def test_filters_narrow_the_list_and_can_all_be_cleared(room: SessionsRoom) -> None:
    _pick(room, "Technique", "Trigger point")
    found = _titles(room)
    assert "Hold the tender points" in found
    assert len(found) < 12
    _pick(room, "Level", "Standard")
    _pick(room, "Condition", "Metatarsalgia")
    assert _says(room, "Nothing matches these filters")
    _press(room, "Clear all")
    assert len(_titles(room)) == 12
    _pick(room, "Length", "Up to 18 min")
    _pick(room, "Tools", "Tennis ball")
    assert _titles(room) == ["Gentle first session"]


def test_a_broken_script_shows_each_fault_with_its_place(
    qtbot: QtBot, own_room: SessionsRoom
) -> None:
    own_room.open_at("my-heel")
    qtbot.waitUntil(lambda: _says(own_room, "3:1"))
    for words in ("Needs a fix", "Your own", "3 things keep this script", "6:16", "8:15"):
        assert _says(own_room, words), words
    assert _says(own_room, 'Unknown technique "crossfiber-friction"')
    assert not any(b.text() == "Start" for b in own_room.findChildren(QPushButton) if b.isVisible())
    with qtbot.waitSignal(own_room.told) as told:
        _press(own_room, "Copy report")
    assert told.args == ["Report copied"]
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 3
    assert copied[0].startswith("/scripts/my-heel.yaml:3:1: error: unknown key")
    with qtbot.assertNotEmitted(own_room.start_requested):
        QTest.keyClick(own_room, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(_list(own_room), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is _button(own_room, "Open file")


class _Desktop(QObject):
    """Stands in for the person's desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_the_file_opens_on_the_desktop(own_room: SessionsRoom) -> None:
    desktop = _Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "take")  # type: ignore[arg-type]
    try:
        own_room.open_at("my-heel")
        _press(own_room, "Open file")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert desktop.opened == ["/scripts/my-heel.yaml"]


def test_the_persons_own_are_told_apart(own_room: SessionsRoom) -> None:
    own_room.open_at("gentle-first-time")
    assert _says(own_room, "Evening session")
    assert _says(own_room, "replaces the shipped one")
    assert _says(own_room, "/scripts/gentle-first-time.yaml")
    own_room.open_at("partner")
    assert _says(own_room, "By a partner")
    assert not _says(own_room, "Your own")


def test_an_unknown_id_is_a_known_error(room: SessionsRoom) -> None:
    with pytest.raises(UnknownScriptError):
        room.open_at("there-is-none")


def test_opening_a_script_clears_what_hides_it(room: SessionsRoom) -> None:
    QTest.keyClicks(_search(room), "metatarsal")
    room.open_at("partner")
    assert room.selected is not None
    assert room.selected.id == "partner"
    assert _search(room).text() == ""


def test_a_new_library_keeps_the_selection(
    room: SessionsRoom, own_library: Library, library: Library
) -> None:
    room.open_at("partner")
    room.show_library(own_library)
    assert room.selected is not None
    assert room.selected.id == "partner"
    assert len(_titles(room)) == 14
    room.open_at("left-friction")
    room.show_library(library)
    assert room.selected is not None
    assert room.selected.id == "cross-fiber-friction"


def test_without_scripts_the_page_says_so(qtbot: QtBot, icons: Icons, now: Now) -> None:
    room = _shown(qtbot, icons, Library([]), now)
    assert _says(room, "No session scripts")
    assert not any(b.text() == "Start" for b in room.findChildren(QPushButton) if b.isVisible())
    assert room.selected is None


def test_settings_changed_elsewhere_are_followed(room: SessionsRoom) -> None:
    room.follow(Preferences(first=Foot.RIGHT, minutes=45, switch_s=60))
    assert _chip(room, "First, the less sore one: Right").isChecked()
    assert _button(room, "45 min").isChecked()


@pytest.mark.parametrize(("size", "percent"), [((712, 600), 100), ((1150, 780), 150)])
def test_with_less_room_start_stays_in_sight(
    qtbot: QtBot, icons: Icons, library: Library, now: Now, size: tuple[int, int], percent: int
) -> None:
    icons.looks.follow(Preferences(theme=Theme.LIGHT, text_percent=percent))
    room = _shown(qtbot, icons, library, now, size=size)
    assert _list(room).isVisible()
    start = _button(room, "Start")
    assert start.visibleRegion().boundingRect().size() == start.size()
    assert _says(room, "18:30 hands-on")


def test_where_it_is_narrow_list_and_detail_take_turns(
    qtbot: QtBot, icons: Icons, library: Library, now: Now
) -> None:
    icons.looks.follow(Preferences(theme=Theme.LIGHT, text_percent=200))
    room = _shown(qtbot, icons, library, now, size=(650, 600))
    assert _list(room).isVisible()
    assert not _says(room, "Before you start")
    QTest.keyClick(_list(room), Qt.Key.Key_Return)
    assert not _list(room).isVisible()
    assert QApplication.focusWidget() is _button(room, "Start")
    _press(room, "All sessions")
    assert _list(room).isVisible()
    assert QApplication.focusWidget() is _list(room)
    index = _list(room).model().index(1, 0)
    place = _list(room).visualRect(index).center()
    QTest.mouseClick(
        _list(room).viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        place,
    )
    assert _says(room, "Before you start")
    assert room.selected is not None
    assert room.selected.id == "ball-and-roller"


def test_in_a_low_window_the_filters_are_folded_away(
    qtbot: QtBot, icons: Icons, library: Library, now: Now
) -> None:
    room = _shown(qtbot, icons, library, now, size=(712, 580))
    level = next(
        b for b in room.findChildren(QPushButton) if b.accessibleName().startswith("Filter by L")
    )
    assert not level.isVisible()
    _press(room, "Filters")
    assert level.isVisible()
    _pick(room, "Level", "Gentle")
    assert _button(room, "Filters: 1").isChecked()
    room.resize(712, 900)
    assert level.isVisible()


@pytest.mark.parametrize("size", [(712, 600), (1200, 800), (650, 600)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_wider_than_the_room(
    qtbot: QtBot, icons: Icons, own_library: Library, now: Now, size: tuple[int, int], percent: int
) -> None:
    icons.looks.follow(Preferences(theme=Theme.DARK, text_percent=percent))
    room = _shown(qtbot, icons, own_library, now, size=size)
    for script_id in ("stretching", "my-heel", "partner"):
        room.open_at(script_id)
        QApplication.processEvents()
        for part in room.findChildren(QPushButton) + room.findChildren(QLabel):
            if part.isVisible() and part.width() > 0:
                right = part.mapTo(room, part.rect().topRight()).x()
                assert right <= room.width(), part.text()


def test_every_control_has_a_name(own_room: SessionsRoom) -> None:
    nameless = [
        button
        for button in own_room.findChildren(QPushButton)
        if button.text() and not button.accessibleName()
    ]
    assert nameless == []


UNUSUAL = b"""format: 1
title: Unusual
order: by-step
steps:
  - title: Both at once
    technique: kneading
    area: arch
    side: both
    duration: 6 min
    pace: 30
    instruction: Knead.
  - title: Left only
    technique: kneading
    area: arch
    side: left
    duration: 1 min
    instruction: Knead.
"""

ONE_STEP = b"""format: 1
title: One step
steps:
  - title: Across
    technique: cross-fiber-friction
    area: heel
    duration: 10 min
    instruction: Rub.
"""


def test_unusual_scripts_are_told_as_they_are(
    qtbot: QtBot, icons: Icons, library: Library, now: Now
) -> None:
    own = [entry_of(UNUSUAL, "unusual"), entry_of(ONE_STEP, "one-step")]
    room = _shown(qtbot, icons, Library([*library.entries, *own]), now)
    room.open_at("unusual")
    assert _says(room, "Each step on one foot, then on the other.")
    assert _says(room, "Worth a look in this file")
    assert _says(room, "line 4: 7:00 as written")
    steps = next(v for v in room.findChildren(QListView) if v.accessibleName() == "Steps")
    said = [
        str(steps.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in (0, 1)
    ]
    assert "30 strokes a minute" in said[0]
    assert "both feet at once" in said[0]
    assert "left foot only" in said[1]
    room.open_at("one-step")
    assert _says(room, "1 step")
    assert _says(room, "Made for both feet only.")


def test_a_warning_of_a_broken_file_is_no_error(
    qtbot: QtBot, icons: Icons, library: Library, now: Now
) -> None:
    both = ONE_STEP + b"    colour: red\n"
    room = _shown(qtbot, icons, Library([*library.entries, entry_of(both, "one-step")]), now)
    room.open_at("one-step")
    assert _says(room, "One thing keeps this script from being started")
    qtbot.waitUntil(lambda: _says(room, "Not an error, but worth a look:"))


def test_the_end_keeps_up_with_the_clock(
    qtbot: QtBot, icons: Icons, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start_card, "_CLOCK_MS", 5)
    time = [datetime(2026, 11, 21, 9, 18, tzinfo=BERLIN)]
    room = _shown(qtbot, icons, library, lambda: time[0])
    assert "09:41" in _texts(room)
    time[0] += timedelta(hours=1)
    qtbot.waitUntil(lambda: "10:41" in _texts(room))
