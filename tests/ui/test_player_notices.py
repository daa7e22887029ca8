"""What lies over the player: notices, and the offer to leave out what is too sore."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.plan import SegmentKind
from app.core.preferences import Preferences
from app.core.session_table import State
from app.core.soreness import EndReason
from app.ui.notice_line import NOTICE_MS
from app.ui.trouble_words import no_sound_in_short, no_voice_in_short
from tests.core.building import one_foot, step
from tests.ui.player_fixtures import LIGHT, PlayerStand, made_icons, state_of

DARK = "The screen may go dark during a session."
MUTE = "No voice: no speech engine was found. Everything is shown on the screen."
LARGE = replace(LIGHT, text_percent=200)

Stands = Callable[..., PlayerStand]


@pytest.fixture
def stands(qtbot: QtBot) -> Iterator[Stands]:
    made: list[PlayerStand] = []

    def make(size: tuple[int, int] = (1280, 800), preferences: Preferences = LIGHT) -> PlayerStand:
        steps = [step(name, 300, area="heel") for name in ("A", "B", "C")]
        made.append(PlayerStand(one_foot(*steps), size=size, preferences=preferences))
        qtbot.waitExposed(made[-1].window)
        made[-1].to("A")
        return made[-1]

    yield make
    for stand in made:
        stand.close()
    made_icons()  # the next test gets its text at 100 %


def sore(stand: PlayerStand) -> PlayerStand:
    """Too sore twice on a foot, so that it offers to leave the place out."""
    stand.driver.ease()
    stand.driver.ease()
    QApplication.processEvents()
    assert stand.player.offer.text
    return stand


def has_left_out(stand: PlayerStand) -> bool:
    return bool(stand.session.snapshot().left_out)


def read(stand: PlayerStand) -> None:
    """Let the time of a notice be over."""
    assert stand.player.notice._timer.isActive()
    stand.player.notice._timer.stop()
    stand.player.notice._timer.timeout.emit()


def overlap(one: QWidget, another: QWidget) -> bool:
    return one.isVisible() and another.isVisible() and one.geometry().intersects(another.geometry())


# --- the offer ---


def test_enter_goes_on_as_it_is(stands: Stands) -> None:
    stand = sore(stands())
    stand.press(Qt.Key.Key_Return)
    assert stand.player.offer.text == ""
    assert not has_left_out(stand)
    assert stand.focus is stand.player


def test_tab_and_enter_leave_it_out(stands: Stands) -> None:
    stand = sore(stands())
    stand.press(Qt.Key.Key_Tab)
    stand.press(Qt.Key.Key_Return)
    assert stand.player.offer.text == ""
    assert has_left_out(stand)


def touch(stand: PlayerStand, target: QWidget) -> None:
    """Click where a widget is seen; whatever takes touches there gets it."""
    at = target.mapTo(stand.window, target.rect().center())
    there = stand.window.childAt(at)
    assert there is not None
    QTest.mouseClick(there, Qt.MouseButton.LeftButton, pos=there.mapFrom(stand.window, at))


def test_locked_no_stray_touch_answers_it(stands: Stands) -> None:
    stand = sore(stands())
    stand.player.lock()
    for target in (stand.player.offer.yes, stand.player.offer.no, stand.player.offer):
        stand.player.notice.clear()
        touch(stand, target)
        assert stand.player.offer.text
        assert stand.notice == "Locked. Hold “Hold to unlock” for a second."
    stand.player.unlock()
    touch(stand, stand.player.offer.yes)
    assert has_left_out(stand)


def test_locked_before_it_is_offered_it_is_guarded_too(stands: Stands) -> None:
    stand = stands()
    stand.player.lock()
    touch(sore(stand), stand.player.offer.yes)
    assert not has_left_out(stand)


# --- notices ---


def paused(stand: PlayerStand) -> PlayerStand:
    """Between two steps and in a pause news are shown; over a running one they are not."""
    stand.driver.toggle()
    assert state_of(stand) is State.PAUSED
    return stand


def test_nothing_lies_over_a_question_and_news_come_again_after_it(stands: Stands) -> None:
    stand = paused(stands())
    stand.player.tell_in_turn(DARK)
    stand.player.tell_in_turn(MUTE)
    stand.press(Qt.Key.Key_Escape)
    assert stand.notice == ""
    stand.player.tell("Sounds and voice off.")
    stand.player.tell_in_turn("It cannot be kept safe.")
    assert stand.notice == ""
    assert not stand.player.notice._timer.isActive()
    stand.driver.give_reason(EndReason.OTHER)
    stand.driver.resume()
    assert state_of(stand) is State.RESUMING
    for sentence in (DARK, MUTE, "It cannot be kept safe."):
        assert stand.notice == sentence
        read(stand)
    assert stand.notice == ""


def test_an_answer_comes_first_and_news_that_were_not_read_after_it(stands: Stands) -> None:
    stand = paused(stands())
    stand.player.tell_in_turn(DARK)
    stand.driver.extend()
    assert stand.notice == "This step is now 5:15 long."
    stand.driver.extend()
    assert stand.notice == "This step is now 5:30 long."
    read(stand)
    assert stand.notice == DARK
    read(stand)
    assert stand.notice == ""


def test_going_on_takes_away_what_stayed_and_leaves_news(stands: Stands) -> None:
    stand = stands()
    stand.player.tell_in_turn(DARK)
    stand.driver.fall_asleep()
    assert stand.notice.startswith("The computer goes to sleep.")
    assert not stand.player.notice._timer.isActive()
    stand.driver.resume()
    assert stand.notice == DARK


def test_news_wait_until_the_offer_is_answered(stands: Stands) -> None:
    stand = paused(stands())
    stand.player.tell_in_turn(DARK)
    sore(stand)
    assert stand.notice == ""
    stand.driver.extend()
    assert stand.notice == "This step is now 5:15 long."
    read(stand)
    assert stand.notice == ""
    stand.press(Qt.Key.Key_Return)
    assert stand.notice == DARK


def test_news_wait_while_a_step_runs_and_come_between_two_and_in_a_pause(stands: Stands) -> None:
    stand = stands()
    stand.player.tell_in_turn(DARK)
    assert stand.notice == ""
    stand.driver.extend()
    assert stand.notice == "This step is now 5:15 long.", "an answer comes at once"
    read(stand)
    assert stand.notice == ""
    stand.press(Qt.Key.Key_Space)
    assert stand.notice == DARK
    stand.press(Qt.Key.Key_Space)
    assert state_of(stand) is State.RESUMING
    assert stand.notice == DARK
    stand.forward(3)
    assert state_of(stand) is State.RUNNING
    assert stand.notice == ""
    stand.forward(stand.session.remaining_s)
    assert stand.session.current.segment.kind is SegmentKind.CHANGEOVER
    assert stand.notice == DARK


def test_news_do_not_lie_over_the_keys(stands: Stands) -> None:
    stand = paused(stands())
    stand.player.tell_in_turn(DARK)
    stand.press(Qt.Key.Key_F1)
    assert stand.notice == ""
    stand.press(Qt.Key.Key_F1)
    assert stand.notice == DARK


def test_the_time_of_news_counts_in_sum(stands: Stands, monkeypatch: pytest.MonkeyPatch) -> None:
    stand = paused(stands())
    timer = stand.player.notice._timer
    stand.player.tell_in_turn(DARK)
    assert timer.interval() == NOTICE_MS
    monkeypatch.setattr(timer, "remainingTime", lambda: 4000)
    stand.driver.extend()
    read(stand)
    assert stand.notice == DARK
    assert timer.interval() == 4000
    monkeypatch.setattr(timer, "remainingTime", lambda: 900)
    stand.driver.extend()
    read(stand)
    assert stand.notice == "", "it was read but for a moment"


SMALL = [((800, 600), LARGE), ((800, 600), LIGHT), ((1280, 800), LIGHT), ((1280, 800), LARGE)]


@pytest.mark.parametrize(("size", "preferences"), SMALL)
def test_a_notice_and_the_offer_never_lie_over_each_other(
    stands: Stands, size: tuple[int, int], preferences: Preferences
) -> None:
    stand = paused(stands(size, preferences))
    stand.player.tell_in_turn(MUTE)
    sore(stand)
    notice, offer = stand.player.notice, stand.player.offer
    assert not overlap(notice, offer)
    stand.driver.extend()
    assert not overlap(notice, offer)
    stand.window.resize(size[0] + 200, size[1] + 200)
    QApplication.processEvents()
    assert not overlap(notice, offer)
    stand.press(Qt.Key.Key_Return)
    assert stand.notice == "This step is now 5:15 long.", "it waited where there was no room"
    assert notice.geometry().bottom() == stand.player.body.rect().bottom()
    assert notice.mapTo(stand.window, QPoint(0, 0)).y() > 0


@pytest.mark.parametrize(("size", "preferences"), SMALL)
def test_what_is_missing_is_one_line(
    stands: Stands, size: tuple[int, int], preferences: Preferences
) -> None:
    stand = paused(stands(size, preferences))
    for sentence in (no_voice_in_short(), no_sound_in_short("No sound: x."), no_sound_in_short("")):
        stand.player.tell_in_turn(sentence)
        assert stand.notice == sentence
        assert not stand.player.notice._text.wordWrap()
        read(stand)
