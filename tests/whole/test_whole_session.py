"""A whole session of the built app, from the picker to the log, and the log after a restart."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.core.cues import Cue
from app.core.durations import clock_text
from app.core.log_filter import LogViewKind
from app.core.plan import Foot, SegmentKind
from app.core.script import Area
from app.core.session_events import SegmentStarted
from app.core.session_table import State
from app.core.soreness import EndReason, RatingContext, RatingKind, StepOutcome
from app.ui.footwell import Footwell
from app.ui.inputs import Switch
from app.ui.log_room import LogRoom
from app.ui.rail import Room
from app.ui.session_driver import SessionDriver
from app.ui.sessions_room import SessionsRoom
from app.ui.settings_room import SettingsRoom
from app.ui.today_room import TodayRoom
from tests.whole.conftest import World, focus_of

CONTROL = Qt.KeyboardModifier.ControlModifier


def pick(world: World, footwell: Footwell, words: str) -> None:
    """Search for a script in Sessions and start what is found, all by keys."""
    world.press(footwell, Qt.Key.Key_2, CONTROL)
    world.press(footwell, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(focus_of(footwell), words)
    world.settle()
    world.press(footwell, Qt.Key.Key_Return, CONTROL)
    world.get_through(footwell)


class Awaited:
    """Waits, at most five seconds, for a signal that the body causes."""

    def __init__(self, signal: SignalInstance) -> None:
        self._signal = signal
        self._seen = False

    def __enter__(self) -> None:
        self._signal.connect(self._on_signal)

    def __exit__(self, *_raised: object) -> None:
        for _turn in range(500):
            if self._seen:
                break
            QTest.qWait(10)
        assert self._seen
        self._signal.disconnect(self._on_signal)

    def _on_signal(self) -> None:
        self._seen = True


def driver_of(footwell: Footwell) -> SessionDriver:
    driver = footwell.session.driver
    assert driver is not None, "no session runs"
    return driver


def rate(world: World, footwell: Footwell, kind: RatingKind, foot: Foot, score: int) -> None:
    room = footwell.session.end_room
    assert room is not None
    row = room.cards[kind].rows[foot, Area.WHOLE_FOOT]
    QTest.keyClicks(row.findChildren(QPushButton)[0], str(score))
    world.settle()


def logged_by_command(data: Path) -> dict[str, list[dict[str, object]]]:
    done = subprocess.run(
        [sys.executable, "-m", "app", "log", "--json", "--data-dir", str(data)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_from_the_picker_through_every_step_to_the_log_and_back(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    driver = driver_of(footwell)
    plan = driver.session.plan
    assert plan.script.id == "gentle-first-time"

    begun: list[int] = []
    lateness: list[float] = []

    def note(event: object) -> None:
        if isinstance(event, SegmentStarted):
            begun.append(event.position)
            lateness.append(event.at_s - plan_zero_s - plan.segments[event.position].start_s)

    plan_zero_s = world.clock.now_s
    driver.happened.connect(note)
    world.run_to(driver, lambda: footwell.session.end_room is not None)
    assert begun == list(range(1, len(plan.segments))), "every stretch, in order"
    assert set(lateness) == {0.0}, "each at its planned instant"
    steps = [s for s in plan.segments if s.kind is SegmentKind.STEP]
    assert world.chime.heard.count(Cue.BEGIN) == len(steps)
    assert world.chime.heard[-1] is Cue.DONE
    assert any("left foot" in sentence.lower() for sentence in world.said)

    for kind, scores in ((RatingKind.PAIN, (3, 4)), (RatingKind.SORENESS, (1, 0))):
        for foot, score in zip(Foot, scores, strict=True):
            rate(world, footwell, kind, foot, score)
    room = footwell.session.end_room
    assert room is not None
    [note_field] = room.findChildren(QPlainTextEdit)
    note_field.setFocus()
    QTest.keyClicks(note_field, "The arch felt tight.")
    QTest.mouseClick(room.done, Qt.MouseButton.LeftButton)
    world.settle()
    assert not footwell.window.is_full
    world.quit(footwell)

    again = world.start()
    world.press(again, Qt.Key.Key_3, CONTROL)
    log = again.window.room(Room.LOG)
    assert isinstance(log, LogRoom)
    log.show_view(LogViewKind.SESSIONS)
    assert log.sessions.table.rowCount() == 1
    [one] = again._log.sessions()
    assert one.session.script_id == "gentle-first-time"
    assert one.session.actual_hands_on_s == plan.hands_on_s
    assert one.session.completed
    assert one.session.note == "The arch felt tight."
    assert {step.outcome for step in one.session.steps} == {StepOutcome.DONE}
    assert one.score(RatingKind.PAIN, RatingContext.AFTER, Foot.LEFT) == 3
    assert one.score(RatingKind.PAIN, RatingContext.AFTER, Foot.RIGHT) == 4
    assert one.score(RatingKind.SORENESS, RatingContext.AFTER, Foot.RIGHT) == 0

    values = logged_by_command(world.data)
    assert [row["script_id"] for row in values["sessions"]] == ["gentle-first-time"]
    assert len(values["ratings"]) == 4


def test_a_session_cut_short_offers_what_is_missing_and_is_logged_as_it_was(world: World) -> None:
    footwell = world.start(script="maintenance")
    pick(world, footwell, "keep-it-up")
    driver = driver_of(footwell)
    # Leave the whole right foot out: skip each of its steps.
    for _ in range(200):
        if driver.session.state is State.SHORT:
            break
        current = driver.session.current.occurrence
        if current is not None and current.side == "right" and current.step.counts:
            world.press(footwell, Qt.Key.Key_Right)
            continue
        due_s = driver.session.next_due_s
        assert due_s is not None
        world.pass_time(driver, max(0.0, due_s - world.clock.now_s))
    assert driver.session.state is State.SHORT
    before_s = driver.session.hands_on_s
    assert before_s < 900
    driver.top_up()
    world.run_to(driver, lambda: footwell.session.end_room is not None)
    [one] = footwell._log.sessions()
    assert one.session.met_15_min
    assert one.session.actual_hands_on_s >= 900 > before_s
    assert one.session.steps_skipped > 0
    assert not any(step.technique.is_limited for step in one.session.steps if step.pass_number > 1)


@pytest.mark.parametrize(
    ("digit", "reason"),
    [("3", EndReason.SHARP_PAIN), ("5", EndReason.DIZZY), ("1", EndReason.DONE)],
)
def test_stop_is_logged_with_its_reason_and_the_seconds_really_done(
    world: World, digit: str, reason: EndReason
) -> None:
    footwell = world.start()
    pick(world, footwell, "heel-friendly")
    driver = driver_of(footwell)
    world.run_to(driver, lambda: driver.session.position == 3)
    world.pass_time(driver, 20)
    world.press(footwell, Qt.Key.Key_Escape)
    assert driver.session.state is State.ASKING
    QTest.keyClicks(focus_of(footwell), digit)
    world.settle()
    assert driver.session.reason is reason
    world.clock.advance(600)
    driver.finish()
    world.settle()
    [one] = footwell._log.sessions()
    assert not one.session.completed
    assert one.session.ended_early_reason is reason
    assert one.session.actual_hands_on_s == 20
    assert one.session.steps[1].outcome is StepOutcome.PARTLY


def test_closing_the_window_asks_once_and_the_session_can_be_gone_on_with(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    driver = driver_of(footwell)
    world.run_to(driver, lambda: driver.session.hands_on_s > 60)
    world.answer = False
    assert not footwell.window.close()
    assert footwell.session.is_running
    world.answer = True
    done_s = driver.session.hands_on_s
    world.quit(footwell)
    assert len(world.asked) == 2
    again = world.start()
    assert again._log.sessions() == []
    cut_off = again.session_desk.left_over.to_resume()
    assert cut_off is not None
    assert cut_off.session.hands_on_s == done_s >= 60
    assert cut_off.standing.is_put_away


def test_first_steps_are_kept_with_one_tap_and_shown_after_a_restart(world: World) -> None:
    footwell = world.start()
    today = footwell.window.room(Room.TODAY)
    assert isinstance(today, TodayRoom)
    today.first_step_rated.emit(Foot.LEFT, 6)
    world.quit(footwell)
    again = world.start()
    today = again.window.room(Room.TODAY)
    assert isinstance(today, TodayRoom)
    assert today.view is not None
    assert today.view.first_steps.left == 6
    assert today.view.first_steps.right is None


def test_deleting_a_session_can_be_undone(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    driver = driver_of(footwell)
    world.run_to(driver, lambda: footwell.session.end_room is not None)
    room = footwell.session.end_room
    assert room is not None
    QTest.mouseClick(room.done, Qt.MouseButton.LeftButton)
    world.press(footwell, Qt.Key.Key_3, CONTROL)
    log = footwell.window.room(Room.LOG)
    assert isinstance(log, LogRoom)
    [one] = footwell._log.entries.keys()
    log.select(one.id)
    world.press(footwell, Qt.Key.Key_Escape)  # from its page to its row: Del is the table's
    world.press(footwell, Qt.Key.Key_Delete)
    assert log.sessions.table.rowCount() == 0
    toast = footwell.window.toasts.current
    assert toast is not None
    world.press(footwell, Qt.Key.Key_Z, CONTROL)
    assert log.sessions.chosen == one


def test_a_setting_is_saved_at_once_and_there_after_a_restart(world: World) -> None:
    footwell = world.start()
    footwell.window.go_to(Room.SETTINGS)
    room = footwell.window.room(Room.SETTINGS)
    switch = next(b for b in room.findChildren(Switch) if b.accessibleName() == "Sounds")
    switch.click()
    assert world.chime.muted
    assert not world.devices.voice.muted
    world.quit(footwell)
    assert not world.start().preferences.sound


def test_the_key_for_silence_holds_for_one_session(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    world.press(footwell, Qt.Key.Key_M)
    assert (world.chime.muted, world.devices.voice.muted) == (True, True)
    world.press(footwell, Qt.Key.Key_M)
    assert (world.chime.muted, world.devices.voice.muted) == (False, False)
    world.press(footwell, Qt.Key.Key_M)
    driver = driver_of(footwell)
    driver.stop()
    driver.give_reason(EndReason.DONE)
    driver.finish()
    world.settle()
    assert footwell.session.end_room is not None
    footwell.session.end_room.done.click()
    pick(world, footwell, "gentle first")
    assert (world.chime.muted, world.devices.voice.muted) == (False, False)


def test_what_happens_is_spoken(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "keep-it-up")
    driver = driver_of(footwell)
    world.run_to(driver, lambda: driver.session.hands_on_s > 30)
    said = " ".join(world.devices.voice.said)
    assert "Left foot" in said
    assert driver.session.stretches[1].segment.title in said


def test_one_and_naught_typed_after_each_other_is_ten(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    world.settle()
    for digit in ("1", "0"):
        QTest.keyClicks(focus_of(footwell), digit)
    world.settle()
    [one] = footwell._log.sessions()
    assert one.score(RatingKind.PAIN, RatingContext.AFTER, Foot.LEFT) == 10


def test_today_tells_what_its_start_starts(world: World) -> None:
    footwell = world.start()
    settings = footwell.window.room(Room.SETTINGS)
    assert isinstance(settings, SettingsRoom)
    settings.preferences_changed.emit(replace(footwell.preferences, minutes=30))
    today = footwell.window.room(Room.TODAY)
    assert isinstance(today, TodayRoom)
    said = " ".join(text.text() for text in today.findChildren(QLabel))
    today._on_start()
    world.get_through(footwell)
    plan = driver_of(footwell).session.plan
    assert plan.choice.minutes == 30
    assert f"{clock_text(plan.hands_on_s)} hands-on" in said


def test_a_length_chosen_for_one_session_is_not_remembered(world: World) -> None:
    footwell = world.start(script="heel-spur")
    room = footwell.window.room(Room.SESSIONS)
    assert isinstance(room, SessionsRoom)
    card = room._detail.start_card
    card._length.choose(30)
    card._length.chosen.emit()
    assert card.choice.minutes == 30
    assert footwell.preferences.minutes == 15


def test_a_script_that_is_saved_while_the_app_runs_is_there(world: World) -> None:
    footwell = world.start()
    world.press(footwell, Qt.Key.Key_2, CONTROL)
    room = footwell.window.room(Room.SESSIONS)
    assert isinstance(room, SessionsRoom)
    before = len(room._library)
    own = world.data / "sessions" / "my-heel.yaml"
    shipped = Path(__file__).parents[2] / "sessions" / "heel-spur.yaml"
    with Awaited(footwell.scripts.changed):
        own.write_bytes(shipped.read_bytes())
    assert len(room._library) == before + 1
    with Awaited(footwell.scripts.changed):
        own.write_text("format: 1\ntitle: Mine\n")
    assert room._library.find("my-heel").is_broken


def test_the_log_command_shows_how_the_feet_were(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    rate(world, footwell, RatingKind.PAIN, Foot.LEFT, 3)
    done = subprocess.run(
        [sys.executable, "-m", "app", "log", "--data-dir", str(world.data)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert "3/–" in done.stdout
    assert "finished" in done.stdout


def test_a_script_that_is_named_is_opened(world: World) -> None:
    footwell = world.start(script="partner")
    room = footwell.window.room(Room.SESSIONS)
    assert footwell.window.current is Room.SESSIONS
    assert isinstance(room, SessionsRoom)
    assert room.selected is not None
    assert room.selected.id == "partner"
    world.press(footwell, Qt.Key.Key_Return, CONTROL)
    world.get_through(footwell)
    assert driver_of(footwell).session.plan.script.id == "partner"


def test_a_damaged_log_is_told_and_the_session_runs_all_the_same(
    world: World, qtbot: QtBot
) -> None:
    world.data.mkdir(parents=True)
    (world.data / "log.sqlite3").write_bytes(b"not a database at all" * 100)
    footwell = world.start()
    qtbot.waitUntil(lambda: footwell.window.toasts.current is not None)
    toast = footwell.window.toasts.current
    assert toast is not None
    assert "Traceback" not in toast.message
    assert "damaged" in toast.message
    pick(world, footwell, "gentle first")
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    room = footwell.session.end_room
    assert room is not None
    [aside] = world.data.glob("log.broken*")
    assert aside.read_bytes().startswith(b"not a database"), "it is kept"
    assert len(footwell._log.sessions()) == 1


def test_the_search_field_takes_letters_that_are_keys_elsewhere(world: World) -> None:
    footwell = world.start()
    world.press(footwell, Qt.Key.Key_2, CONTROL)
    world.press(footwell, Qt.Key.Key_F, CONTROL)
    field = focus_of(footwell)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "roller m r")
    assert field.text() == "roller m r"


@pytest.mark.parametrize("reason", [r for r in EndReason if r is not EndReason.CRASH])
def test_after_a_sign_of_the_body_its_advice_stays_and_nothing_speaks_against_it(
    world: World, reason: EndReason
) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    driver = driver_of(footwell)
    world.run_to(driver, lambda: driver.session.position == 3)
    driver.stop()
    driver.give_reason(reason)
    driver.finish()
    world.settle()
    room = footwell.session.end_room
    assert room is not None
    usual = "Get up slowly" in room.aftercare.now.text()
    assert usual is reason.may_be_resumed
    if reason is EndReason.DIZZY:
        assert "Do not stand up alone" in room.aftercare.now.text()


def test_travelling_along_the_numbers_is_no_answer(world: World) -> None:
    footwell = world.start()
    pick(world, footwell, "gentle first")
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    world.settle()
    for _ in range(4):
        world.press(footwell, Qt.Key.Key_Right)
    room = footwell.session.end_room
    assert room is not None
    row = room.cards[RatingKind.PAIN].rows[Foot.LEFT, Area.WHOLE_FOOT]
    assert row.value is None
    world.press(footwell, Qt.Key.Key_Space)
    assert row.value == 4
