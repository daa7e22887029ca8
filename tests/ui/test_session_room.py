"""A session from start to saved answers; and nothing lost when the log cannot be written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.core.answer import Answer as HealthAnswer
from app.core.cues import Cue
from app.core.errors import StorageError
from app.core.health_questions import Limit
from app.core.kept_session import Note, ToldAfter, answers_from_json
from app.core.plan import Choice, Feet, Foot
from app.core.preferences import Preferences
from app.core.script import Area
from app.core.session_table import State
from app.core.soreness import (
    AfterAnswer,
    EndReason,
    EventType,
    LogEvent,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.core.voice_choices import VoiceChoices
from app.ui.end_room import EndRoom
from app.ui.player_room import PlayerRoom
from app.ui.question_dialog import Question, QuestionDialog, ask
from app.ui.record_keeper import Kept, RecordKeeper
from tests.core.building import script, step
from tests.core.test_before import BEFORE
from tests.sessions import a_session
from tests.ui.player_fixtures import FULL, START, FakeLog, RoomStand, entry_of, sample_script

PAIN, SORE = RatingKind.PAIN, RatingKind.SORENESS
BOTH = [(foot, Area.WHOLE_FOOT) for foot in Foot]


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[RoomStand]:
    made = RoomStand()
    qtbot.waitExposed(made.window)
    yield made
    made.close()


def end_of(stand: RoomStand) -> EndRoom:
    end = stand.room.end_room
    assert end is not None
    return end


def score(stand: RoomStand, kind: RatingKind, foot: Foot, value: int) -> None:
    group = end_of(stand).cards[kind].rows[foot, Area.WHOLE_FOOT]._group
    group.button(value).click()


def is_saved_shown(stand: RoomStand, kind: RatingKind, foot: Foot) -> bool:
    return not end_of(stand).cards[kind].signs[foot, Area.WHOLE_FOOT].isHidden()


# --- to the end ---


def test_it_starts_with_the_player_and_the_first_sound(stand: RoomStand) -> None:
    stand.start()
    assert isinstance(stand.pages[0], PlayerRoom)
    assert stand.chime.is_prepared
    assert stand.chime.played == [Cue.GET_READY]
    assert stand.room.is_running


def test_at_the_end_the_session_is_saved_before_anything_is_asked(stand: RoomStand) -> None:
    saved_when_asked: list[int] = []
    stand.room.page_wanted.connect(lambda _page: saved_when_asked.append(len(stand.log.sessions)))
    stand.start()
    stand.run()
    assert saved_when_asked == [0, 1]
    assert isinstance(stand.pages[1], EndRoom)
    record = stand.log.sessions[0]
    assert record.completed
    assert record.actual_hands_on_s == 920
    assert (record.start, record.script_sha256) == (START, "ab12")
    assert record.end == START + timedelta(seconds=stand.clock.now_s)
    assert stand.logged == [record.id]
    assert stand.chime.played[-1] is Cue.DONE
    assert stand.titles[-1] == ""
    assert not stand.room.is_running


def test_each_answer_is_saved_at_once_and_can_be_changed(stand: RoomStand) -> None:
    stand.start()
    stand.run()
    stand.clock.advance(90)
    assert not is_saved_shown(stand, PAIN, Foot.LEFT)
    score(stand, PAIN, Foot.LEFT, 3)
    rating = stand.log.ratings[0]
    assert (rating.kind, rating.side, rating.value) == (PAIN, Foot.LEFT, 3)
    assert (rating.context, rating.region) == (RatingContext.AFTER, Area.WHOLE_FOOT)
    assert rating.session_id == stand.log.sessions[0].id
    assert rating.hours_after_end == pytest.approx(90 / 3600)
    assert is_saved_shown(stand, PAIN, Foot.LEFT)
    assert not is_saved_shown(stand, PAIN, Foot.RIGHT)
    score(stand, PAIN, Foot.LEFT, 2)
    score(stand, SORE, Foot.RIGHT, 10)
    assert [(r.kind, r.side, r.value) for r in stand.log.ratings[1:]] == [
        (PAIN, Foot.LEFT, 2),
        (SORE, Foot.RIGHT, 10),
    ]
    assert len({r.id for r in stand.log.ratings}) == 3


def test_a_note_is_saved_when_it_is_left_or_when_the_typing_stops(stand: RoomStand) -> None:
    stand.start()
    stand.run()
    end, session_id = end_of(stand), stand.log.sessions[0].id
    end.note.setPlainText("Tender.")
    assert stand.log.notes == []
    end._idle.timeout.emit()
    end.note.setPlainText("Tender heel.")
    QApplication.sendEvent(end.note, QFocusEvent(QEvent.Type.FocusOut))
    assert stand.log.notes == [(session_id, "Tender."), (session_id, "Tender heel.")]
    assert not end.note_sign.isHidden()


def test_done_saves_what_was_typed_and_leaves(stand: RoomStand) -> None:
    stand.start()
    stand.run()
    end_of(stand).note.setPlainText("Tender.")
    end_of(stand).done.click()
    assert [text for _, text in stand.log.notes] == ["Tender."]
    assert stand.left == 1
    assert stand.room.end_room is None
    stand.start()  # and another one may follow
    assert stand.room.is_running


def test_while_one_is_open_no_other_starts(stand: RoomStand) -> None:
    stand.start()
    stand.start()
    assert len(stand.pages) == 1
    stand.run()
    stand.start()
    assert not stand.room.is_running


# --- what the end page says ---


def test_it_says_what_was_done_without_presetting_anything(stand: RoomStand) -> None:
    stand.start()
    stand.run()
    end = end_of(stand)
    words = [shown.text() for shown in end.findChildren(type(end.banner.trouble))]
    assert "Finished" in words
    assert "15:20 hands-on" in words
    assert "Wipe your soles first. Get up slowly. Sip some water." in words
    assert {row.value for card in end.cards.values() for row in card.rows.values()} == {None}
    assert [list(card.rows) for card in end.cards.values()] == [BOTH, BOTH]


def test_the_two_questions_are_asked_in_full(stand: RoomStand) -> None:
    stand.start()
    stand.run()
    cards = end_of(stand).cards
    assert cards[PAIN].rows[Foot.LEFT, Area.WHOLE_FOOT].accessibleName() == (
        "From 0 to 10, where 0 is no pain and 10 is the worst pain you can imagine: how strong "
        "is the pain in your LEFT FOOT right now?"
    )
    assert cards[SORE].rows[Foot.RIGHT, Area.WHOLE_FOOT].accessibleName() == (
        "RIGHT FOOT: How sore do the places you massaged feel right now, 0 not at all, 10 as "
        "sore as you can imagine?"
    )


def test_only_worked_feet_are_asked_about(stand: RoomStand) -> None:
    stand.start()
    stand.run(until_s=300)
    driver = stand.room.driver
    assert driver is not None
    driver.stop()
    driver.give_reason(EndReason.PAIN)
    driver.finish()
    end = end_of(stand)
    assert [list(card.rows) for card in end.cards.values()] == [BOTH[:1], BOTH[:1]]
    words = " ".join(shown.text() for shown in end.findChildren(type(end.banner.trouble)))
    assert "Ended early: Pain" in words
    assert "under fifteen minutes" in words
    assert not stand.log.sessions[0].completed


def test_without_hands_on_time_the_pain_of_the_chosen_foot_is_asked(stand: RoomStand) -> None:
    stand.start(Choice(Feet.RIGHT))
    driver = stand.room.driver
    assert driver is not None
    driver.stop()
    driver.give_reason(EndReason.DIZZY)
    driver.finish()
    cards = end_of(stand).cards
    assert {kind: list(card.rows) for kind, card in cards.items()} == {PAIN: BOTH[1:]}


# --- a log that cannot be written ---


def test_a_failing_log_loses_nothing_and_is_tried_again(stand: RoomStand) -> None:
    stand.log.fails = True
    stand.start()
    stand.run()
    end = end_of(stand)
    assert stand.troubles == [], "it is told once, on the page"
    assert stand.logged == []
    assert end.banner.trouble.text() == (
        f"Kept here. It goes into the log as soon as that can be written, also if you leave. {FULL}"
    )
    assert end._hint.text() == "", "it is not saved at once now"
    assert end.banner.retry.accessibleDescription() == end.banner.trouble.text()
    assert not end.banner.retry.isHidden()
    score(stand, PAIN, Foot.LEFT, 4)
    score(stand, PAIN, Foot.LEFT, 3)
    end.note.setPlainText("Tender.")
    end.tell_note()
    assert not is_saved_shown(stand, PAIN, Foot.LEFT)
    assert end.note_sign.isHidden()
    end.done.click()
    assert stand.left == 0
    stand.log.fails = False
    end.banner.retry.click()
    record = stand.log.sessions[0]
    assert stand.logged == [record.id]
    assert [rating.value for rating in stand.log.ratings] == [3]
    assert stand.log.notes == [(record.id, "Tender.")]
    assert is_saved_shown(stand, PAIN, Foot.LEFT)
    assert end.banner.trouble.text() == ""
    end.done.click()
    assert stand.left == 1


def record(session_id: str) -> SessionRecord:
    return a_session(START, id=session_id, end=START, script_id="s", script_title="S")


def kept_answers(stand: RoomStand) -> list[dict[str, object]]:
    found = json.loads(stand.devices.checkpoint.standing)["answers"]
    assert isinstance(found, list)
    return found


def test_what_is_left_unsaved_is_kept_and_saved_as_soon_as_it_can_be(stand: RoomStand) -> None:
    stand.log.fails = True
    stand.start()
    stand.run()
    score(stand, PAIN, Foot.LEFT, 4)
    end_of(stand).note.setPlainText("Tender.")
    end_of(stand).banner.give_up.click()
    assert stand.left == 1
    assert not stand.room.is_open
    assert json.loads(stand.devices.checkpoint.standing)["session"]["has_ended"]
    assert [a.get("value", a.get("note")) for a in kept_answers(stand)] == [4, "Tender."]
    assert stand.room.save_rest() == FULL
    stand.log.fails = False
    assert stand.room.save_rest() == ""
    [record] = stand.log.sessions
    assert record.completed
    assert [rating.value for rating in stand.log.ratings] == [4]
    assert stand.log.notes == [(record.id, "Tender.")]
    assert stand.devices.checkpoint.beginning == "", "the log has it"


def test_the_next_session_saves_the_one_before_first_and_is_not_held_up_by_it(
    stand: RoomStand,
) -> None:
    stand.log.fails = True
    stand.start()
    stand.run()
    end_of(stand).banner.give_up.click()
    stand.log.fails = False
    stand.start()
    stand.run()
    assert len(stand.log.sessions) == 2
    assert stand.log.sessions[0].start < stand.log.sessions[1].start


def test_an_answer_that_fails_later_is_kept_too(stand: RoomStand) -> None:
    stand.start()
    stand.run()
    assert stand.devices.checkpoint.beginning == ""
    stand.log.fails = True
    score(stand, SORE, Foot.LEFT, 5)
    assert [answer["value"] for answer in kept_answers(stand)] == [5]
    stand.log.fails = False
    score(stand, SORE, Foot.RIGHT, 1)
    assert [(r.side, r.value) for r in stand.log.ratings] == [(Foot.LEFT, 5), (Foot.RIGHT, 1)]


def test_a_yes_that_fails_is_kept_on_the_disk_with_what_it_tells(stand: RoomStand) -> None:
    stand.start()
    stand.run()
    session_id = stand.log.sessions[0].id
    stand.log.fails = True
    yes = AfterAnswer(session_id, RatingContext.AFTER, "A5", HealthAnswer(is_yes=True), START, 1)
    told = ToldAfter(yes, (LogEvent("e", session_id, START, EventType.DIZZINESS),))
    assert stand.room._keeper.save(told) == FULL
    score(stand, SORE, Foot.LEFT, 5)
    assert answers_from_json(kept_answers(stand))[0] == told
    stand.log.fails = False
    assert stand.room.save_rest() == ""
    assert stand.log.told == [told]
    assert stand.devices.checkpoint.beginning == ""


def test_where_the_disk_keeps_nothing_either_that_is_said(stand: RoomStand) -> None:
    stand.log.fails = True
    stand.devices.checkpoint.fails = True
    stand.start()
    stand.run()
    assert "Kept only while Footwell is open" in end_of(stand).banner.trouble.text()
    stand.answers = [False]
    assert not stand.room.may_close()
    assert "and lose it?" in stand.asked[-1].text
    end_of(stand).banner.give_up.click()
    stand.answers = [False]
    assert not stand.room.may_close(), "also when the page was left"
    assert "and lose it?" in stand.asked[-1].text
    stand.log.fails = False
    stand.devices.checkpoint.fails = False
    assert stand.room.may_close()
    assert len(stand.log.sessions) == 1


def test_one_session_that_is_refused_holds_up_no_other() -> None:
    class PickyLog(FakeLog):
        def set_note(self, session_id: str, note: str) -> None:
            if note == "bad":
                raise StorageError(FULL)
            super().set_note(session_id, note)

    log = PickyLog()
    keeper = RecordKeeper(log)
    for session_id in ("a", "b"):
        log.add_session(record(session_id))
    assert keeper.save(Note("a", "bad")) == FULL
    assert keeper.save(Note("b", "good")) == FULL
    assert log.notes == [("b", "good")]
    assert (keeper.waits("a"), keeper.waits("b")) == (True, False)


def test_what_the_log_took_in_spite_of_a_fault_is_not_put_in_twice() -> None:
    class FaultyLog(FakeLog):
        def add_session(self, session: SessionRecord) -> None:
            super().add_session(session)
            raise StorageError(FULL)

    log = FaultyLog()
    keeper = RecordKeeper(log)
    assert keeper.save(record("a")) == FULL
    assert keeper.retry() == ""
    assert [session.id for session in log.sessions] == ["a"]


def test_what_waits_is_saved_in_order_and_only_the_last_answer_of_a_question() -> None:
    log = FakeLog()
    keeper = RecordKeeper(log)
    log.fails = True

    def rating(number: str, kind: RatingKind, value: int) -> Rating:
        context, area = RatingContext.AFTER, Area.WHOLE_FOOT
        return Rating(number, "s", kind, context, START, Foot.LEFT, area, value)

    for thing in (rating("1", PAIN, 5), Note("s", "a"), rating("2", SORE, 1), rating("3", PAIN, 4)):
        assert keeper.save(thing) == FULL
    assert keeper.save(Note("s", "b")) == FULL
    waiting = keeper.waiting
    assert [getattr(thing, "value", getattr(thing, "text", "")) for thing in waiting] == [1, 4, "b"]


def test_a_yes_that_the_log_refuses_waits_with_its_events_and_the_last_answer_holds() -> None:
    log = FakeLog()
    keeper = RecordKeeper(log)
    log.fails = True

    def told(question: str, context: RatingContext, *events: LogEvent) -> ToldAfter:
        said = HealthAnswer(is_yes=bool(events))
        return ToldAfter(AfterAnswer("s", context, question, said, START, 1), events)

    bruise = LogEvent("e", "s", START, EventType.BRUISE)
    after, h24 = RatingContext.AFTER, RatingContext.H24
    things: list[Kept] = [
        record("s"),
        told("A3", after, bruise),
        told("A4", after, bruise),
        told("A3", h24, bruise),
        Rating("1", "s", PAIN, after, START, Foot.LEFT, Area.WHOLE_FOOT, 3),
        told("A3", after),
    ]
    for thing in things:
        assert keeper.save(thing) == FULL
    assert keeper.waits("s")
    log.fails = False
    assert keeper.retry() == ""
    assert log.told == [told("A4", after, bruise), told("A3", h24, bruise), told("A3", after)]
    assert [one.value for one in log.ratings] == [3]
    assert not keeper.waits("s")


# --- what cannot be started ---


def test_a_broken_script_is_refused_with_a_sentence(stand: RoomStand) -> None:
    stand.room.start(entry_of(None), Choice())
    assert stand.troubles == ["“Sample” has faults and cannot be started."]
    assert stand.pages == []


def test_a_plan_that_cannot_be_made_is_refused_with_a_sentence(stand: RoomStand) -> None:
    friction = step("Rub", 450, technique="cross-fiber-friction")
    stand.start(Choice(Feet.LEFT), script(friction))
    assert "no step of it may be repeated" in stand.troubles[0]
    assert stand.pages == []


# --- sound ---


def test_sounds_and_voice_go_off_and_on(stand: RoomStand) -> None:
    stand.start()
    player = stand.room.player
    assert player is not None
    heard = []
    for word in ("off", "on"):
        player.sound_toggled.emit()
        heard.append((stand.chime.muted, stand.devices.voice.muted))
        assert player.notice.text == f"Sounds and voice {word}."
        assert player.actions_of_session.sound.text() == f"Sound {word}"
    assert heard == [(True, True), (False, False)]


def test_the_key_says_where_sounds_and_voice_are_off_for_good(stand: RoomStand) -> None:
    stand.start()
    stand.room.follow(Preferences(sound=False, voice=VoiceChoices(is_on=False)))
    player = stand.room.player
    assert player is not None
    player.sound_toggled.emit()
    assert player.notice.text == "Sounds and voice are off in the settings."
    assert stand.chime.muted


def test_preferences_from_elsewhere_are_followed(stand: RoomStand) -> None:
    stand.start()
    stand.room.follow(Preferences(sound=False))
    assert stand.chime.muted
    assert not stand.devices.voice.muted
    assert stand.room.player is not None
    assert stand.room.player.actions_of_session.sound.text() == "Sound on"
    stand.room.follow(Preferences(sound=False, voice=VoiceChoices(is_on=False)))
    assert stand.room.player is not None
    assert stand.room.player.actions_of_session.sound.text() == "Sound off"


def test_the_pauses_are_those_of_the_preferences(qtbot: QtBot) -> None:
    stand = RoomStand(Preferences(get_ready_s=30))
    qtbot.waitExposed(stand.window)
    stand.start()
    assert stand.room.driver is not None
    assert stand.room.driver.session.remaining_s == 30
    stand.close()


def test_a_missing_sound_player_is_told_in_the_player(stand: RoomStand) -> None:
    stand.room.tell("No sound: no audio player was found.")
    stand.start()
    player = stand.room.player
    assert player is not None
    assert player.notice.text == "No sound: no audio player was found."
    stand.room.tell("Something else.")
    assert player.notice.text == "No sound: no audio player was found.", "it can be read first"
    player.notice._timer.timeout.emit()
    assert player.notice.text == "Something else."
    player.notice._timer.timeout.emit()
    assert player.notice.text == ""


# --- closing ---


def test_without_a_session_it_closes_without_a_question(stand: RoomStand) -> None:
    assert stand.room.may_close()
    stand.start()
    stand.run()
    assert stand.room.may_close()
    assert stand.asked == []


def test_closing_during_a_session_asks_and_keeps_it_to_be_gone_on_with(stand: RoomStand) -> None:
    stand.start()
    stand.run(until_s=200)
    stand.answers = [True]
    assert stand.room.may_close()
    assert [q.yes for q in stand.asked] == ["Close"]
    assert stand.log.sessions == []
    assert not stand.room.is_open
    kept = json.loads(stand.devices.checkpoint.standing)
    assert kept["is_put_away"] is True
    assert sum(stretch["credited_s"] for stretch in kept["session"]["stretches"]) > 200
    assert not stand.devices.screen.is_held
    assert stand.devices.media.shown is None


def test_the_session_stands_still_while_it_asks_and_goes_on_after_no(stand: RoomStand) -> None:
    stand.start()
    driver = stand.room.driver
    assert driver is not None
    states: list[State] = []

    def answer(_parent: object, _question: Question) -> bool:
        states.append(driver.session.state)
        return False

    object.__setattr__(stand.room._machine, "ask", answer)
    assert not stand.room.may_close()
    assert states == [State.PAUSED]
    assert driver.session.state is State.RESUMING
    assert stand.room.is_running


def test_a_paused_session_stays_paused_after_no(stand: RoomStand) -> None:
    stand.start()
    driver = stand.room.driver
    assert driver is not None
    driver.toggle()
    stand.answers = [False]
    assert not stand.room.may_close()
    assert driver.session.state is State.PAUSED


def test_the_program_stays_open_where_the_session_could_not_be_saved(stand: RoomStand) -> None:
    stand.log.fails = True
    stand.start()
    stand.run()
    assert stand.room.end_room is not None
    stand.answers = [False, True]
    assert not stand.room.may_close()
    assert stand.asked[-1].text == (
        "The log cannot be written now. Close Footwell? What is not in the log is kept, and goes "
        "there when Footwell starts again."
    )
    assert stand.room.may_close()


@pytest.mark.parametrize("reason", [EndReason.PAIN, EndReason.NUMB])
def test_after_a_sign_of_the_body_closing_promises_no_going_on(
    stand: RoomStand, reason: EndReason
) -> None:
    stand.start()
    stand.run(until_s=200)
    driver = stand.room.driver
    assert driver is not None
    driver.stop()
    driver.give_reason(reason)
    stand.answers = [False]
    assert not stand.room.may_close()
    [asked] = stand.asked
    assert "six hours" not in asked.text
    assert "put into the log when Footwell starts again" in asked.text
    assert asked.no == "Stay here"
    assert stand.room.is_running


def test_a_session_that_no_disk_keeps_is_logged_before_the_window_closes(stand: RoomStand) -> None:
    stand.start()
    stand.run(until_s=200)
    stand.devices.checkpoint.fails = True
    stand.answers = [True]
    assert stand.room.may_close()
    [asked] = stand.asked
    assert "put into the log now" in asked.text
    [logged] = stand.log.sessions
    assert logged.actual_hands_on_s >= 200
    assert logged.ended_early_reason is EndReason.OTHER


def test_where_the_log_refuses_it_too_the_window_asks_once_more(stand: RoomStand) -> None:
    stand.start()
    stand.run(until_s=200)
    stand.devices.checkpoint.fails = stand.log.fails = True
    stand.answers = [True, False]
    assert not stand.room.may_close()
    assert "and lose it?" in stand.asked[-1].text
    assert stand.room.end_room is not None


def test_closing_saves_a_note_that_is_still_being_typed(stand: RoomStand) -> None:
    stand.start()
    stand.run()
    end_of(stand).note.setPlainText("Tender.")
    assert stand.room.may_close()
    assert [text for _, text in stand.log.notes] == ["Tender."]


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("says_yes", [True, False])
def test_the_question_is_a_dialog_that_waits_for_its_answer(*, says_yes: bool) -> None:
    texts: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QuestionDialog)
        texts.append(dialog.accessibleName())
        (dialog.yes if says_yes else dialog.no).click()

    QTimer.singleShot(0, answer)
    assert ask(None, Question("End it?", "End it", "Go on")) is says_yes
    assert texts == ["End it?"]


def test_full_screen_that_the_player_made_ends_with_the_session(stand: RoomStand) -> None:
    stand.start()
    assert stand.room.player is not None
    stand.room.player.actions_of_session.full_screen.trigger()
    assert stand.window.isFullScreen()
    stand.run()
    assert not stand.window.isFullScreen()


# --- what was asked before it ---


def test_the_check_and_its_ratings_are_saved_with_the_session(stand: RoomStand) -> None:
    stand.room.start(entry_of(sample_script()), Choice(), BEFORE)
    stand.run()
    [record] = stand.log.sessions
    assert (record.id, record.safety_verdict) == ("s", "adapt")
    assert stand.log.checks == [BEFORE.check]
    assert stand.log.ratings == list(BEFORE.ratings)


def test_what_the_log_refuses_of_them_is_saved_later(stand: RoomStand) -> None:
    stand.room.start(entry_of(sample_script()), Choice(), BEFORE)
    stand.log.fails = True
    stand.run()
    assert stand.log.checks == []
    stand.log.fails = False
    end_of(stand).banner.retry.click()
    assert stand.log.checks == [BEFORE.check]
    assert stand.log.ratings == list(BEFORE.ratings)


def test_what_holds_besides_is_said_while_it_runs_and_after_it(stand: RoomStand) -> None:
    limits = (Limit.LOOK_AT_SKIN, Limit.OFF_VEINS, Limit.PARTNER_NEAR)
    stand.room.start(entry_of(sample_script()), Choice(), replace(BEFORE, limits=limits))
    assert stand.room.player is not None
    assert stand.room.player.notice.text == "Never press on a vein."
    stand.run()
    said = [one.text() for one in end_of(stand).findChildren(QLabel)]
    assert any("Look at the skin of both feet now" in text for text in said)
    assert "Have somebody near when you get up." in said


def test_without_them_nobody_is_told_to_look_at_the_skin(stand: RoomStand) -> None:
    stand.room.start(entry_of(sample_script()), Choice(), replace(BEFORE, limits=()))
    stand.run()
    said = [one.text() for one in end_of(stand).findChildren(QLabel)]
    assert not any("Look at the skin" in text for text in said)
