"""The card of the voice in Settings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from app.core.preferences import Preferences
from app.core.voice_choices import Voice, VoiceChoices, VoiceList
from app.ui.icons import Icons
from app.ui.settings_voice import VoiceSection

VOICES = (
    Voice("English (Scotland)", "en-GB"),
    Voice("English (America)", "en-US"),
    Voice("English (America)+Adam", "en-US"),
    Voice("German", "de-DE"),
    Voice("German+Adam", "de-DE"),
    Voice("Anna", "de-DE"),
)
FOUND = VoiceList(("speechd",), "speechd", VOICES)


@pytest.fixture
def card(qtbot: QtBot, icons: Icons) -> VoiceSection:
    made = VoiceSection(icons)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.follow(Preferences())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _button(card: VoiceSection, name: str) -> QAbstractButton:
    return next(b for b in card.findChildren(QAbstractButton) if b.accessibleName() == name)


def _click(card: VoiceSection, name: str) -> None:
    QTest.mouseClick(_button(card, name), Qt.MouseButton.LeftButton)


def _box(card: VoiceSection, name: str) -> QComboBox:
    return next(b for b in card.findChildren(QComboBox) if b.accessibleName() == name)


def _lines(box: QComboBox) -> list[str]:
    return [box.itemText(index) for index in range(box.count())]


def _pick(box: QComboBox, text: str) -> None:
    """Choose by the keyboard, as a person does: type the beginning of the name."""
    box.setFocus()
    QTest.keyClicks(box, text)


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("Speak the steps", VoiceChoices(is_on=False)),
        ("Speed of the voice: Slow", VoiceChoices(rate_percent=-30)),
        ("Speed of the voice: Very fast", VoiceChoices(rate_percent=60)),
        ("Volume of the voice, now 100 %: less", VoiceChoices(volume_percent=90)),
    ],
)
def test_each_change_is_told(
    qtbot: QtBot, card: VoiceSection, name: str, choices: VoiceChoices
) -> None:
    with qtbot.waitSignal(card.changed) as told:
        _click(card, name)
    assert told.args == [{"voice": choices}]


def test_it_shows_what_was_changed_elsewhere(qtbot: QtBot, card: VoiceSection) -> None:
    chosen = VoiceChoices(is_on=False, rate_percent=30, volume_percent=50)
    with qtbot.assertNotEmitted(card.changed):
        card.follow(Preferences(voice=chosen))
    assert not _button(card, "Speak the steps").isChecked()
    assert _button(card, "Speed of the voice: Fast").isChecked()
    assert _button(card, "Volume of the voice, now 50 %: more").isEnabled()


def test_the_voices_are_asked_for_only_when_a_person_wants_them(qtbot: QtBot, icons: Icons) -> None:
    card = VoiceSection(icons)
    qtbot.addWidget(card)
    with qtbot.assertNotEmitted(card.voices_wanted):
        card.follow(Preferences())
        card.show()
        QApplication.processEvents()
    assert _box(card, "Which voice").isHidden() or not _box(card, "Which voice").isVisible()
    with qtbot.waitSignal(card.voices_wanted):
        _click(card, "Choose a voice")
    with qtbot.assertNotEmitted(card.voices_wanted):
        _click(card, "Looking for voices …")


def test_the_voices_of_the_windows_language_come_first_and_variants_last(
    card: VoiceSection,
) -> None:
    card.show_voices(FOUND)
    assert _lines(_box(card, "Which voice")) == [
        "Automatic",
        "English",
        "English (America)",
        "English (Scotland)",
        "Other languages",
        "German",
        "German: Anna",
        "English, more voices",
        "English (America)+Adam",
    ]
    assert not _box(card, "Speech engine").isVisible()
    assert not _button(card, "Choose a voice").isVisible()


def test_a_voice_is_chosen_by_typing_its_name(qtbot: QtBot, card: VoiceSection) -> None:
    card.show_voices(FOUND)
    box = _box(card, "Which voice")
    told_last: list[object] = []
    card.changed.connect(told_last.append)
    _pick(box, "German:")
    assert told_last[-1] == {"voice": VoiceChoices(voice="Anna", voice_language="de-DE")}
    with qtbot.waitSignal(card.changed) as told:
        QTest.keyClick(box, Qt.Key.Key_Home)
    assert told.args == [{"voice": VoiceChoices()}]


def test_headings_cannot_be_chosen(qtbot: QtBot, card: VoiceSection) -> None:
    card.show_voices(FOUND)
    with qtbot.waitSignal(card.changed) as told:
        QTest.keyClick(_box(card, "Which voice"), Qt.Key.Key_Down)
    chosen = VoiceChoices(voice="English (America)", voice_language="en-US")
    assert told.args == [{"voice": chosen}]


def test_the_chosen_voice_is_shown_even_if_it_is_a_variant_of_another_language(
    card: VoiceSection,
) -> None:
    chosen = VoiceChoices(voice="German+Adam", voice_language="de-DE")
    card.follow(Preferences(voice=chosen))
    card.show_voices(FOUND)
    assert _box(card, "Which voice").currentText() == "German+Adam"
    card.follow(Preferences())
    assert _box(card, "Which voice").currentText() == "Automatic"


def test_engines_are_offered_where_there_are_several(qtbot: QtBot, card: VoiceSection) -> None:
    card.follow(Preferences(voice=VoiceChoices(voice="Anna", voice_language="de-DE")))
    card.show_voices(VoiceList(("winrt", "sapi"), "winrt", VOICES))
    box = _box(card, "Speech engine")
    assert _lines(box) == ["Automatic", "winrt", "sapi"]
    assert box.isVisible()
    told: list[object] = []
    card.changed.connect(told.append)
    with qtbot.waitSignal(card.voices_wanted):
        _pick(box, "s")
    assert told == [{"voice": VoiceChoices(engine="sapi")}]


def test_who_asked_by_the_keyboard_stands_at_the_list(card: VoiceSection) -> None:
    find = _button(card, "Choose a voice")
    find.setFocus()
    QTest.keyClick(find, Qt.Key.Key_Space)
    card.show_voices(FOUND)
    assert _box(card, "Which voice").hasFocus()


def _press(card: VoiceSection, name: str) -> QAbstractButton:
    """Press a button by the keyboard."""
    pressed = _button(card, name)
    pressed.setFocus()
    QTest.keyClick(pressed, Qt.Key.Key_Space)
    return pressed


def _shown(card: VoiceSection) -> list[str]:
    return [one.text() for one in card.findChildren(QLabel) if one.isVisible()]


def _wait_long(button: QAbstractButton) -> None:
    """Let the time be over after which it still is said to go on."""
    timer = next(t for t in button.findChildren(QTimer) if t.isActive())
    timer.stop()
    timer.timeout.emit()


def test_where_there_is_no_voice_the_focus_stays_and_it_is_said(card: VoiceSection) -> None:
    find = _press(card, "Choose a voice")
    assert find.hasFocus()
    card.show_notice("No voice: no speech engine was found.")
    assert find.hasFocus()
    card.show_voices(VoiceList())
    assert find.hasFocus()
    assert find.text() == "Choose a voice"
    assert "No voice was found to choose from." in _shown(card)
    _press(card, "Choose a voice")
    assert "No voice was found to choose from." not in _shown(card)
    card.show_voices(FOUND)
    assert "No voice was found to choose from." not in _shown(card)


def test_a_long_search_says_that_it_goes_on(card: VoiceSection) -> None:
    find = _press(card, "Choose a voice")
    assert find.text() == "Looking for voices …"
    _wait_long(find)
    assert find.text() == find.accessibleName() == "Still looking for voices …"
    card.show_voices(VoiceList())
    assert not any(timer.isActive() for timer in find.findChildren(QTimer))


def test_a_test_says_at_once_that_it_is_tried_then_that_it_still_is_and_keeps_the_focus(
    qtbot: QtBot, card: VoiceSection
) -> None:
    test = _press(card, "Test the voice")
    assert test.text() == "Trying the voice …"
    with qtbot.assertNotEmitted(card.test_requested):
        QTest.keyClick(test, Qt.Key.Key_Space)
    _wait_long(test)
    assert test.text() == test.accessibleName() == "Still trying the voice …"
    card.show_speaking()
    assert test.text() == "Speaking …"
    card.end_test()
    assert test.text() == test.accessibleName() == "Test the voice"
    assert test.hasFocus()
    card.show_speaking()
    assert test.text() == "Test the voice", "somebody else speaks"


@pytest.mark.parametrize("ends", ["trouble", "hidden"])
def test_a_test_is_over_with_a_trouble_or_when_the_person_goes_elsewhere(
    card: VoiceSection, ends: str
) -> None:
    test = _press(card, "Test the voice")
    if ends == "trouble":
        card.show_notice("No voice: no speech engine was found.")
    else:
        card.hide()
    assert test.text() == "Test the voice"


def test_a_voice_that_is_off_is_not_tried(qtbot: QtBot, card: VoiceSection) -> None:
    card.follow(Preferences(voice=VoiceChoices(is_on=False)))
    with qtbot.waitSignal(card.test_requested):
        test = _press(card, "Test the voice")
    assert test.text() == "Test the voice"


def test_the_wheel_scrolls_the_page_and_chooses_nothing(qtbot: QtBot, card: VoiceSection) -> None:
    card.show_voices(FOUND)
    box = _box(card, "Which voice")
    box.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        box.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.assertNotEmitted(card.changed):
        QApplication.sendEvent(box, turn)
    assert box.currentIndex() == 0


def test_the_voice_can_be_tested(qtbot: QtBot, card: VoiceSection) -> None:
    with qtbot.waitSignal(card.test_requested):
        _click(card, "Test the voice")


def test_why_there_is_none_is_said_and_the_search_can_be_tried_again(card: VoiceSection) -> None:
    _click(card, "Choose a voice")
    card.show_notice("No voice: no speech engine was found.")
    shown = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert "No voice: no speech engine was found." in shown
    assert _button(card, "Choose a voice").isEnabled()
    card.show_notice("")
    shown = [one.text() for one in card.findChildren(QLabel) if one.isVisible()]
    assert "No voice: no speech engine was found." not in shown


def test_without_voices_there_is_no_list(card: VoiceSection) -> None:
    _click(card, "Choose a voice")
    card.show_voices(VoiceList())
    assert not _box(card, "Which voice").isVisible()
    assert _button(card, "Choose a voice").isEnabled()
