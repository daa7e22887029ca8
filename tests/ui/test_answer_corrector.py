"""What was said with yes or no, corrected and added on a session's page by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.core.answer import Answers
from app.core.kept_session import ToldAfter
from app.core.log_edit import Edit
from app.core.preferences import Preferences, Theme
from app.core.soreness import AfterAnswer, EventType, RatingContext, SessionRecord
from app.ui.answer_corrector import AnswerCorrector
from app.ui.log_answers import Asked
from tests.core.health_building import LEFT, NO, NOW, QUESTIONS, YES, yes
from tests.ui.log_stand import LogStand, event_of, lived

AFTER, H3, H24 = RatingContext.AFTER, RatingContext.H3, RatingContext.H24
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def stand(tmp_path: Path, qtbot: object) -> Iterator[LogStand]:  # noqa: ARG001 - an application
    made = LogStand(tmp_path, asked_of=lambda _id: Asked(QUESTIONS))
    yield made
    made.close()


@pytest.fixture
def session(stand: LogStand) -> SessionRecord:
    """Answered in time right after it; what was asked after three hours was missed."""
    made = lived()
    stand.put(made)
    for question, answer in (("A5", NO), ("A6", YES), ("A7", NO)):
        told = AfterAnswer(made.id, AFTER, question, answer, made.end, 1)
        stand.store.edits.make(Edit(told=(ToldAfter(told),)))
    stand.show()
    return made


def corrector(stand: LogStand) -> AnswerCorrector:
    return stand.detail.corrector


def choose(stand: LogStand, context: RatingContext) -> None:
    """Choose a time as a click on its chip does."""
    when = corrector(stand).when
    assert when is not None
    chips = when.findChildren(QPushButton)
    chips[[AFTER, H3, H24].index(context)].click()
    stand.settle()


def opened(stand: LogStand, context: RatingContext) -> AnswerCorrector:
    corrector(stand).open_button.setFocus()
    stand.press(Key.Key_Space)
    choose(stand, context)
    return corrector(stand)


def answers(stand: LogStand) -> dict[tuple[RatingContext, str], AfterAnswer]:
    return {(one.context, one.question): one for one in stand.logged.answers}


def said(stand: LogStand) -> list[str]:
    labels = stand.detail.answers.findChildren(QLabel)
    return [one.text() for one in labels if one.isVisible()]


def test_a_yes_is_corrected_by_one_letter_undone_and_made_again(
    stand: LogStand, session: SessionRecord
) -> None:
    before = stand.logged
    assert before.session == session
    row = opened(stand, AFTER).rows["A6"]
    assert row.answer == YES
    row.setFocus()
    stand.press(Key.Key_N)
    assert answers(stand)[AFTER, "A6"].answer == NO
    assert answers(stand)[AFTER, "A6"].when == session.end, "it was told when it was told"
    assert said(stand) == [
        "What you said",
        "After",
        "Dizziness, Numbness, Something on the skin: no",
    ]
    assert stand.undo.undo_name == "answer to “Numbness, after”"
    stand.press(Key.Key_Z, CONTROL)
    assert stand.logged == before
    assert row.answer == YES, "the open questions show what the log holds"
    stand.press(Key.Key_Y, CONTROL)
    assert answers(stand)[AFTER, "A6"].answer == NO
    assert row.answer == NO


def test_it_opens_at_what_was_missed_and_what_is_added_says_that_it_is_late(
    stand: LogStand, session: SessionRecord
) -> None:
    corrector(stand).open_button.setFocus()
    stand.press(Key.Key_Space)
    form = corrector(stand)
    assert form.when is not None
    assert form.when.value is H3
    assert form.when.isAncestorOf(stand.focus)
    assert form._late.isVisible()
    assert not form.rows["A5-fainted"].isVisible()
    form.rows["A5"].setFocus()
    stand.press(Key.Key_Y)
    assert form.rows["A5-fainted"].isVisible()
    assert form.rows["A5-fainted"].isAncestorOf(stand.focus), "on to what is asked next"
    stand.press(Key.Key_N)
    assert stand.focus is form.close_button
    assert answers(stand)[H3, "A5"].when == NOW
    assert "3 hours after, answered late: 39 h after the end" in said(stand)
    [event] = stand.logged.events
    assert (event.type, event.advice_shown) == (EventType.DIZZINESS, "")
    assert event.when == session.end + timedelta(hours=18)
    for _ in range(2):
        stand.press(Key.Key_Z, CONTROL)
    assert not form.rows["A5-fainted"].isVisible()
    assert form.rows["A5"].answer is None
    assert stand.logged.events == ()
    assert (H3, "A5") not in answers(stand)


@pytest.mark.usefixtures("session")
def test_while_its_time_is_not_over_what_follows_is_said(stand: LogStand) -> None:
    form = opened(stand, H24)
    assert not form._late.isVisible()
    row = form.rows["A6"]
    row.setFocus()
    stand.press(Key.Key_Y)
    assert "No massage on this foot" in row.said
    assert row.places is not None
    assert row.places.isAncestorOf(stand.focus), "which foot is asked next"
    stand.press(Key.Key_Space)
    assert answers(stand)[H24, "A6"].answer == yes(LEFT)
    stand.press(Key.Key_Return)
    assert form.rows["A8"].isAncestorOf(stand.focus)
    [event] = stand.logged.events
    assert event.advice_shown == "numbness"
    stand.press(Key.Key_Up)
    assert row.isAncestorOf(stand.focus)


@pytest.mark.parametrize(("profile", "is_urgent"), [({}, False), ({"P6": YES}, True)])
def test_what_follows_goes_by_the_health_profile(
    tmp_path: Path,
    qtbot: object,  # noqa: ARG001 - an application
    profile: Answers,
    is_urgent: bool,  # noqa: FBT001
) -> None:
    stand = LogStand(tmp_path, asked_of=lambda _id: Asked(QUESTIONS, profile=lambda: profile))
    stand.put(lived())
    form = opened(stand, H24)
    form.rows["A4"].setFocus()
    stand.press(Key.Key_Y)
    assert ("since you have diabetes" in form.rows["A4"].said) is is_urgent
    stand.close()


@pytest.mark.usefixtures("session")
def test_the_same_answer_again_is_no_change(stand: LogStand) -> None:
    row = opened(stand, AFTER).rows["A6"]
    row.setFocus()
    stand.press(Key.Key_Y)
    assert stand.undo.undo_name == ""


@pytest.mark.usefixtures("session")
def test_esc_closes_the_questions_and_not_the_page(stand: LogStand) -> None:
    closed: list[bool] = []
    stand.detail.closed.connect(lambda: closed.append(True))
    form = opened(stand, AFTER)
    form.rows["A5"].setFocus()
    stand.press(Key.Key_Escape)
    assert form.rows == {}
    assert stand.focus is form.open_button
    assert closed == []
    stand.press(Key.Key_Escape)
    assert closed == [True]


@pytest.mark.usefixtures("session")
def test_another_session_closes_what_is_open(stand: LogStand) -> None:
    form = opened(stand, AFTER)
    stand.put(lived(title="Another"))
    stand.detail.show_session(stand.store.sessions()[-1])
    other = [one for one in stand.store.sessions() if one != stand.detail.logged]
    stand.detail.show_session(other[0])
    assert form.when is None
    assert form.open_button.isVisible()


@pytest.mark.usefixtures("session")
def test_an_answer_that_could_not_be_kept_is_not_shown_as_one(stand: LogStand) -> None:
    row = opened(stand, AFTER).rows["A6"]
    stand.store.close()
    row.setFocus()
    stand.press(Key.Key_N)
    assert len(stand.told) == 1
    assert row.answer == YES


def test_in_a_small_window_at_200_percent_what_has_the_focus_is_seen(
    tmp_path: Path,
    qtbot: object,  # noqa: ARG001 - an application
) -> None:
    looks = Preferences(theme=Theme.DARK, text_percent=200)
    stand = LogStand(
        tmp_path, preferences=looks, size=(570, 520), asked_of=lambda _id: Asked(QUESTIONS)
    )
    stand.put(lived())
    for button in (stand.detail.adder.open_button, corrector(stand).open_button):
        button.setFocus()
        stand.press(Key.Key_Space)
        assert not stand.focus.visibleRegion().isEmpty()
        inside = stand.detail._scroll.viewport().width()
        assert stand.detail._content.width() <= inside, "nothing is cut off at the side"
    stand.close()


def test_what_is_closed_or_undone_leaves_the_focus_in_sight(
    tmp_path: Path,
    qtbot: object,  # noqa: ARG001 - an application
) -> None:
    """The page is shorter then: what stands below would come up in its place."""
    stand = LogStand(tmp_path, size=(420, 420), asked_of=lambda _id: Asked(QUESTIONS))
    session = lived()
    stand.put(session, *(event_of(session) for _ in range(12)))
    form = opened(stand, AFTER)
    for id_ in ("A5", "A6", "A7"):
        form.rows[id_].setFocus()
        stand.press(Key.Key_Y)
    to_the_end = form.mapTo(stand.detail._content, form.rect().bottomLeft()).y()
    stand.detail._scroll.verticalScrollBar().setValue(to_the_end - 40)
    stand.press(Key.Key_Escape)
    assert stand.focus is form.open_button
    assert seen_px(form.open_button) == form.open_button.height()
    for _ in range(3):
        stand.press(Key.Key_Z, CONTROL)
        assert seen_px(form.open_button) == form.open_button.height()
    stand.close()


def seen_px(part: QWidget) -> int:
    return part.visibleRegion().boundingRect().height()


def test_without_questions_nothing_is_offered(tmp_path: Path, qtbot: object) -> None:  # noqa: ARG001
    stand = LogStand(tmp_path)
    stand.put(lived())
    assert not stand.detail.corrector.isVisible()
    stand.close()


def test_where_nothing_was_said_it_can_be_added(stand: LogStand) -> None:
    stand.put(lived())
    assert said(stand) == ["What you said"]
    assert corrector(stand).open_button.isVisible()
    form = opened(stand, AFTER)
    form.rows["A7"].no.click()
    stand.settle()
    assert said(stand) == ["What you said", "After, added later", "Something on the skin: no"]
