"""A session that a crash, a sleep or a closed window interrupts, in the built app."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.core.plan import Choice, Foot
from app.core.session_table import State
from app.core.soreness import EndReason, RatingKind
from app.storage.data_folder import RUNNING
from app.ui.footwell import Footwell
from app.ui.rail import Room
from app.ui.session_driver import SessionDriver
from app.ui.step_list import StepMark
from app.ui.today_cards import ResumeCard
from tests.fake_devices import FakeMedia, FakeScreen
from tests.whole.conftest import Lock, World
from tests.whole.test_whole_session import driver_of, pick, rate


def started(world: World) -> tuple[Footwell, SessionDriver]:
    """A session 40 seconds into its hands-on time."""
    footwell = world.start()
    pick(world, footwell, "keep-it-up")
    driver = driver_of(footwell)
    world.run_to(driver, lambda: driver.session.hands_on_s > 0)
    world.pass_time(driver, 40 - driver.session.hands_on_s)
    return footwell, driver


def state_of(driver: SessionDriver) -> State:
    """Where it stands; a function, so that mypy does not believe that it stays there."""
    return driver.session.state


def is_playing(media: FakeMedia) -> bool:
    return media.shown is not None and media.shown.is_playing


def is_shown(media: FakeMedia) -> bool:
    return media.shown is not None


def is_on(screen: FakeScreen) -> bool:
    return screen.is_held


def card_of(footwell: Footwell) -> ResumeCard:
    footwell.window.go_to(Room.TODAY)
    [card] = footwell.window.room(Room.TODAY).findChildren(ResumeCard)
    return card


def told(footwell: Footwell) -> str:
    toast = footwell.window.toasts.current
    return "" if toast is None else toast.message


def crashed(world: World) -> SessionDriver:
    footwell, driver = started(world)
    driver.pause()
    world.crash(footwell)
    return driver


def test_after_a_crash_today_offers_the_same_step_and_goes_on(world: World) -> None:
    before = crashed(world).session
    world.clock.advance(600)
    again = world.start()
    card = card_of(again)
    assert card.isVisible()
    assert before.current.segment.title in card._title.text()
    assert "left" in card._where.text()
    world.press(again, Qt.Key.Key_Return)
    driver = driver_of(again)
    assert state_of(driver) is State.RESUMING
    assert driver.session.position == before.position
    assert driver.session.remaining_s == before.remaining_s
    world.run_to(driver, lambda: again.session.end_room is not None)
    [one] = again._log.sessions()
    assert one.session.actual_hands_on_s >= 900
    assert one.session.completed
    assert not (world.data / RUNNING).exists()
    assert not card.isVisible()


def leading(footwell: Footwell) -> list[str]:
    """The buttons of Today that lead the eye."""
    buttons = footwell.window.room(Room.TODAY).findChildren(QPushButton)
    return [one.text() for one in buttons if one.isVisible() and one.property("role") == "primary"]


def test_today_has_one_clear_next_thing(world: World) -> None:
    crashed(world)
    again = world.start()
    card = card_of(again)
    assert leading(again) == ["Resume"]
    card._finish.click()
    end = again.session.end_room
    assert end is not None
    end.done.click()
    world.settle()
    again.window.go_to(Room.TODAY)
    assert leading(again) in (["Start"], [])
    world.clock.advance(3 * 24 * 3600)
    again.today.refresh()
    assert leading(again) == ["Start"]


def test_finish_logs_what_was_done_and_asks_how_it_feels(world: World) -> None:
    crashed(world)
    again = world.start()
    card_of(again)._finish.click()
    world.settle()
    assert again.session.end_room is not None
    [one] = again._log.sessions()
    assert one.session.actual_hands_on_s == 40
    assert one.session.ended_early_reason is EndReason.DONE
    assert not (world.data / RUNNING).exists()


def test_after_six_hours_it_is_in_the_log_with_its_real_seconds(world: World) -> None:
    crashed(world)
    world.clock.advance(6 * 3600)
    again = world.start()
    assert not card_of(again).isVisible()
    [one] = again._log.sessions()
    assert one.session.actual_hands_on_s == 40
    assert one.session.ended_early_reason is EndReason.CRASH
    assert (one.session.end - one.session.start).total_seconds() < 300
    assert "0:40" in told(again)
    world.quit(again)
    assert len(world.start()._log.sessions()) == 1


def test_six_hours_may_pass_while_the_window_is_open(world: World) -> None:
    crashed(world)
    again = world.start()
    assert card_of(again).isVisible()
    world.clock.advance(6 * 3600)
    again.window.go_to(Room.LOG)
    assert not card_of(again).isVisible()
    assert len(again._log.sessions()) == 1


def test_another_session_does_not_lose_the_one_that_was_cut_off(world: World) -> None:
    crashed(world)
    again = world.start()
    pick(world, again, "gentle first")
    [one] = again._log.sessions()
    assert one.session.actual_hands_on_s == 40
    driver = driver_of(again)
    world.run_to(driver, lambda: driver.session.hands_on_s > 5)
    world.crash(again)
    cut_off = world.start().session_desk.left_over.to_resume()
    assert cut_off is not None
    assert cut_off.entry.id == "gentle-first-time"


def test_that_it_is_in_the_log_is_told_in_the_player_not_over_it(world: World) -> None:
    crashed(world)
    again = world.start()
    pick(world, again, "gentle first")
    player = again.session.player
    assert player is not None
    assert "is in the log: 0:40" in player.notice.text
    assert told(again) == ""


def test_a_session_that_cannot_be_started_leaves_the_offer_as_it_was(world: World) -> None:
    crashed(world)
    again = world.start()
    assert again.today.room is not None
    broken = replace(again.scripts.library.entries[0], script=None)
    again.today.room.start_requested.emit(broken, Choice())
    assert "cannot be started" in told(again)
    assert card_of(again).isVisible()
    assert again._log.sessions() == []


def test_a_log_that_is_locked_at_the_start_costs_no_session(world: World, locked: Lock) -> None:
    crashed(world)
    with locked():
        again = world.start()
        assert not card_of(again).isVisible()
        pick(world, again, "gentle first")
        driver = driver_of(again)
        world.run_to(driver, lambda: driver.session.hands_on_s > 5)
        world.crash(again)
    last = world.start()
    assert "Gentle first session" in card_of(last)._script.text()
    [one] = last._log.sessions()
    assert one.session.actual_hands_on_s == 40
    assert one.session.ended_early_reason is EndReason.CRASH


def test_while_a_session_runs_nobody_waits_for_the_log(
    world: World, locked: Lock, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashed(world)
    with locked():
        again = world.start()
        card_of(again)
        pick(world, again, "gentle first")
        driver = driver_of(again)
        world.run_to(driver, lambda: driver.session.hands_on_s > 5)
        monkeypatch.setattr(again._log, "has_session", pytest.fail)
        assert again.session_desk.to_resume() is None


def test_what_is_left_while_the_log_is_locked_is_logged_with_its_answers(
    world: World, locked: Lock
) -> None:
    footwell, driver = started(world)
    with locked():
        driver.stop()
        driver.give_reason(EndReason.DONE)
        driver.finish()
        world.settle()
        rate(world, footwell, RatingKind.PAIN, Foot.LEFT, 3)
        end = footwell.session.end_room
        assert end is not None
        assert told(footwell) == "", "it is told once, on the page"
        end.banner.give_up.click()
        world.settle()
        assert footwell.session.end_room is None
        pick(world, footwell, "gentle first")
        driver = driver_of(footwell)
        world.run_to(driver, lambda: driver.session.hands_on_s > 5)
        world.crash(footwell)
    again = world.start()
    assert card_of(again).isVisible()
    [one] = again._log.sessions()
    assert one.session.ended_early_reason is EndReason.DONE
    assert [rating.value for rating in one.ratings] == [3]
    assert not list(world.data.glob("*waiting*"))


def test_what_is_left_is_logged_in_the_same_run_once_the_log_is_free(
    world: World, locked: Lock
) -> None:
    crashed(world)
    footwell = world.start()
    card_of(footwell)
    with locked():
        card_of(footwell)._finish.click()
        world.settle()
        end = footwell.session.end_room
        assert end is not None
        end.banner.give_up.click()
        assert not card_of(footwell).isVisible(), "who chose to finish is not asked again"
    world.clock.advance(60)
    footwell.window.go_to(Room.LOG)
    [one] = footwell._log.sessions()
    assert one.session.ended_early_reason is EndReason.DONE
    assert not (world.data / RUNNING).exists()


def test_who_chose_to_finish_and_closes_is_not_asked_again_by_the_next_start(
    world: World, locked: Lock
) -> None:
    crashed(world)
    footwell = world.start()
    card = card_of(footwell)
    with locked():
        card._finish.click()
        world.quit(footwell)
    assert "goes there when Footwell starts again" in world.asked[-1].text
    again = world.start()
    assert not card_of(again).isVisible()
    [one] = again._log.sessions()
    assert one.session.ended_early_reason is EndReason.DONE
    assert "The last session is in the log" in told(again)


@pytest.mark.parametrize("digit", ["2", "4"])
def test_after_a_sign_of_the_body_nothing_is_offered(world: World, digit: str) -> None:
    footwell, driver = started(world)
    world.press(footwell, Qt.Key.Key_Escape)
    footwell.session.player.stop_panel.choose(int(digit))  # type: ignore[union-attr]
    reason = driver.session.reason
    world.crash(footwell)
    again = world.start()
    assert not card_of(again).isVisible()
    [one] = again._log.sessions()
    assert one.session.ended_early_reason is reason


def test_a_damaged_journal_is_told_and_set_aside(world: World) -> None:
    world.quit(world.start())
    (world.data / RUNNING).write_bytes(b"rubbish")
    again = world.start()
    assert "damaged" in told(again)
    assert not (world.data / RUNNING).exists()
    assert list(world.data.glob("session.broken-*"))


def test_a_script_that_is_gone_is_gone_on_with_from_what_was_kept(world: World) -> None:
    own = world.data / "sessions" / "my-own.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(
        "format: 1\ntitle: My own\nsteps:\n  - {title: Only step, technique: kneading,"
        " area: arch, duration: 10 min, instruction: Knead it.}\n"
    )
    footwell = world.start(script="my-own")
    pick(world, footwell, "My own")
    driver = driver_of(footwell)
    world.run_to(driver, lambda: driver.session.hands_on_s > 20)
    world.crash(footwell)
    own.unlink()
    again = world.start()
    assert "Only step" in card_of(again)._title.text()
    card_of(again)._resume.click()
    driver = driver_of(again)
    world.run_to(driver, lambda: again.session.end_room is not None)
    assert again._log.sessions()[0].session.met_15_min


@pytest.mark.parametrize(
    ("clock_s", "day_ahead_s"),
    [(0.1, 1800.0), (1800.0, 0.0), (1800.0, -1799.9)],
    ids=["only the day ran on", "both ran on", "only the clock ran on"],
)
def test_a_computer_that_slept_pauses_and_says_so(
    world: World, clock_s: float, day_ahead_s: float
) -> None:
    footwell, driver = started(world)
    player = footwell.session.player
    assert player is not None
    world.clock.advance(clock_s)
    world.day_ahead_s += day_ahead_s
    driver.tick()
    assert state_of(driver) is State.PAUSED
    assert driver.session.hands_on_s == pytest.approx(40, abs=0.2)
    assert "away for 30 min" in player.notice.text
    assert any("away for 30 min" in sentence for sentence in world.said)
    player.notice._timer.timeout.emit()
    assert state_of(driver) is State.PAUSED
    world.press(footwell, Qt.Key.Key_Space)
    assert player.notice.text.startswith("You paused for 30 min.")
    world.run_to(driver, lambda: footwell.session.end_room is not None)
    [one] = footwell._log.sessions()
    assert one.session.actual_hands_on_s == driver.session.plan.hands_on_s


def test_the_key_that_wakes_the_computer_credits_nothing(world: World) -> None:
    footwell, driver = started(world)
    world.clock.advance(900)
    world.press(footwell, Qt.Key.Key_Right)
    assert driver.session.hands_on_s == pytest.approx(40, abs=0.2)
    assert state_of(driver) is State.PAUSED


def test_the_signal_before_a_sleep_pauses_at_once(world: World) -> None:
    _, driver = started(world)
    assert world.devices.sleep.is_listening
    stops = world.chime.stops
    world.devices.sleep.falling_asleep.emit()
    assert world.chime.stops == stops + 1
    assert state_of(driver) is State.PAUSED


def test_a_clock_that_is_set_back_changes_nothing(world: World) -> None:
    footwell, driver = started(world)
    world.day_ahead_s -= 7200
    world.run_to(driver, lambda: footwell.session.end_room is not None)
    [one] = footwell._log.sessions()
    assert one.session.actual_hands_on_s == driver.session.plan.hands_on_s
    assert one.session.end >= one.session.start


def test_the_headset_and_the_phone_can_do_what_the_keys_do(world: World) -> None:
    footwell, driver = started(world)
    media = world.devices.media
    assert media.shown is not None
    assert media.shown.title == driver.session.current.segment.title
    assert is_playing(media)
    media.pause_requested.emit()
    assert state_of(driver) is State.PAUSED
    assert not is_playing(media)
    media.pause_requested.emit()
    assert state_of(driver) is State.PAUSED
    media.play_requested.emit()
    assert state_of(driver) is State.RESUMING
    position = driver.session.position
    media.next_requested.emit()
    assert driver.session.position == position + 1
    media.stop_requested.emit()
    assert state_of(driver) is State.ASKING
    driver.give_reason(EndReason.DONE)
    driver.finish()
    world.settle()
    assert not is_shown(media)
    media.toggle_requested.emit()
    assert footwell.session.driver is None


def test_the_screen_stays_on_but_not_through_a_long_pause(world: World) -> None:
    footwell, driver = started(world)
    screen = world.devices.screen
    assert is_on(screen)
    driver.pause()
    assert is_on(screen)
    run = footwell.session._run
    assert run is not None
    run._awake._pause.timeout.emit()
    assert not is_on(screen)
    driver.resume()
    assert is_on(screen)
    driver.stop()
    driver.give_reason(EndReason.DONE)
    driver.finish()
    world.settle()
    assert not is_on(screen)


def test_too_sore_twice_offers_to_leave_the_area_out_by_keys_alone(world: World) -> None:
    footwell, driver = started(world)
    player = footwell.session.player
    assert player is not None
    world.press(footwell, Qt.Key.Key_Down)
    assert player.offer.text == ""
    world.press(footwell, Qt.Key.Key_Down)
    assert "out from here on?" in player.offer.text
    assert player.offer.text in world.said
    sore = driver.session.coming
    world.press(footwell, Qt.Key.Key_Tab)
    world.press(footwell, Qt.Key.Key_Return)
    assert player.offer.text == ""
    assert sore.is_left_out
    assert "left out from here on." in player.notice.text
    assert driver.session.coming is not sore
    player.actions_of_session.steps.trigger()
    left_out = [row for row in player.stage.steps.rows if row.mark is StepMark.LEFT_OUT]
    assert left_out
    assert all(row.title for row in left_out)
    world.run_to(driver, lambda: footwell.session.end_room is not None)
    assert driver.session.hands_on_s >= 900


def test_the_offer_goes_with_its_step_and_space_still_pauses(world: World) -> None:
    footwell, driver = started(world)
    player = footwell.session.player
    assert player is not None
    world.press(footwell, Qt.Key.Key_Down)
    world.press(footwell, Qt.Key.Key_Down)
    sore = driver.session.coming
    world.press(footwell, Qt.Key.Key_Space)
    assert state_of(driver) is State.PAUSED
    assert player.offer.text
    world.press(footwell, Qt.Key.Key_Right)
    assert player.offer.text == ""
    assert driver.session.coming is not sore
    assert not sore.is_left_out


def test_a_second_start_brings_the_window_to_the_front_and_opens_the_script(world: World) -> None:
    footwell = world.start()
    footwell.window.showMinimized()
    footwell.be_started_again("heel-spur", "")
    assert not footwell.window.isMinimized()
    assert footwell.window.current is Room.SESSIONS
    assert footwell._rooms.sessions is not None
    assert footwell._rooms.sessions.selected is not None
    assert footwell._rooms.sessions.selected.id == "heel-spur"


def test_a_second_start_during_a_session_leaves_it_alone(world: World) -> None:
    footwell, driver = started(world)
    assert driver.session.current.occurrence is not None, "a step runs"
    footwell.be_started_again("heel-spur", "")
    assert footwell.session.is_running
    assert footwell.session.player is not None
    assert footwell.session.player.notice.text.startswith("The script can be opened when")
    assert state_of(driver) is State.RUNNING


def test_what_cannot_be_kept_is_said_once_and_the_session_runs_on(world: World) -> None:
    footwell, driver = started(world)
    player = footwell.session.player
    assert player is not None
    (world.data / RUNNING).unlink()
    (world.data / RUNNING).mkdir()
    run = footwell.session._run
    assert run is not None
    run.keeper._safe.close()
    driver.pause()
    assert "cannot be kept safe" in player.notice.text
    player.notice.hide()
    driver.resume()
    assert player.notice.text == ""
    (world.data / RUNNING).rmdir()
    world.run_to(driver, lambda: footwell.session.end_room is not None)
