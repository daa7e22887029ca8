"""Writing something down afterwards, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QPushButton

from app.core.errors import StorageError
from app.core.library import Library
from app.core.plan import Feet, Foot
from app.core.preferences import Preferences, Theme
from app.core.script import Area
from app.core.soreness import EventType, LogEvent, Rating, RatingContext, RatingKind
from app.storage.record_id import new_id
from app.ui.entry_editor import EntryEditor
from app.ui.entry_form import EntryForm, What
from app.ui.event_editor import EventEditor
from app.ui.score_editor import ScoreEditor
from tests.core.health_building import CET, NOW
from tests.ui.log_stand import LogStand, lived
from tests.ui.player_fixtures import FULL, made_icons, put_away

CONTROL = Qt.KeyboardModifier.ControlModifier
YESTERDAY = NOW.date() - timedelta(days=1)


@pytest.fixture
def stand(tmp_path: Path, library: Library) -> Iterator[LogStand]:
    made = LogStand(tmp_path, library=lambda: library)
    made.open_form()
    yield made
    made.close()


def set_moment(form: EntryForm, day: date, at: time = time(18, 30)) -> None:
    form.when.day.setDate(QDate(day.year, day.month, day.day))
    form.when.time.setTime(QTime(at.hour, at.minute))


def choose(form: EntryForm, what: What) -> None:
    chips = form.what.findChildren(QPushButton)
    chips[list(What).index(what)].click()


def save(stand: LogStand) -> None:
    stand.press(Qt.Key.Key_Return, CONTROL)


# --- a session ---


def test_a_past_session_is_written_down_by_keys(stand: LogStand) -> None:
    form = stand.form
    assert isinstance(stand.focus, QPushButton), "it begins with what it is"
    form.when.earlier.click()
    form.when.time.setTime(QTime(18, 30))
    form.session.title.setFocus()
    stand.type("At the practice")
    form.session.minutes.setFocus()
    stand.type("30")
    block = form.of_session.blocks[RatingKind.PAIN, RatingContext.BEFORE]
    block.rows[Foot.LEFT, Area.WHOLE_FOOT].setFocus()
    stand.type("6")
    save(stand)
    logged = stand.logged
    session = logged.session
    assert stand.kept == [session.id]
    assert (session.script_title, session.script_id, session.feet) == (
        "At the practice",
        "",
        Feet.BOTH,
    )
    assert session.start == datetime(2026, 11, 20, 18, 30, tzinfo=CET)
    assert session.end - session.start == timedelta(minutes=30)
    assert session.by_hand
    [rating] = logged.ratings
    assert (rating.context, rating.value, rating.answered, rating.late) == (
        RatingContext.BEFORE,
        6,
        session.start,
        False,
    )
    assert not form.is_begun, "it is empty for the next entry"
    stand.undo.undo()
    assert stand.store.sessions() == []


def test_a_script_of_the_library_gives_its_title_and_techniques(
    stand: LogStand, library: Library
) -> None:
    form = stand.form
    entry = library.find("heel-spur")
    assert entry.script is not None
    form.session.script.choose(entry.id)
    form.session.script.picked.emit()
    assert not form.session.title.isVisible()
    form.session.minutes.setText("20")
    form.when.earlier.click()
    save(stand)
    session = stand.logged.session
    assert (session.script_id, session.script_title) == (entry.id, entry.name)
    assert session.techniques == entry.script.techniques
    assert session.script_sha256 == ""


@pytest.mark.parametrize("typed", ["", "0", "181", "-5", "1.5", "x", "²", "٢٠"])
def test_minutes_that_cannot_be_are_told_at_their_field(stand: LogStand, typed: str) -> None:
    form = stand.form
    form.when.earlier.click()
    form.session.title.setText("Practice")
    form.session.minutes.setText(typed)
    save(stand)
    assert stand.store.sessions() == []
    assert form.session.minutes_problem.text() == "Write whole minutes from 1 to 180."
    assert form.session.minutes_problem.isVisible()
    assert form.session.minutes.accessibleDescription() == form.session.minutes_problem.text()
    assert stand.focus is form.session.minutes
    form.session.minutes.setText("180")
    save(stand)
    assert len(stand.store.sessions()) == 1


def test_a_session_that_would_end_in_the_future_is_told_at_its_time(stand: LogStand) -> None:
    form = stand.form
    form.session.title.setText("Practice")
    form.session.minutes.setText("20")
    set_moment(form, NOW.date(), time(9, 11))
    save(stand)
    assert form.when.problem.text() == "This is in the future. Choose a time that is over."
    assert stand.focus is form.when.day
    set_moment(form, NOW.date(), time(9, 10))
    save(stand)
    assert stand.logged.session.end == NOW
    assert not form.when.problem.isVisible()


def test_what_was_wrong_goes_as_soon_as_it_is_right_and_nothing_new_comes(stand: LogStand) -> None:
    form = stand.form
    session = form.session
    session.minutes.setFocus()
    stand.type("0")
    assert not session.minutes_problem.isVisible(), "nobody is scolded while they write"
    save(stand)
    assert session.title_problem.isVisible()
    assert session.minutes_problem.isVisible()
    session.minutes.setFocus()
    session.minutes.selectAll()
    stand.type("2")
    assert not session.minutes_problem.isVisible()
    assert session.minutes.accessibleDescription() == ""
    assert session.title_problem.isVisible(), "what is still wrong stays said"
    stand.type("00")
    assert not session.minutes_problem.isVisible(), "what is wrong anew is said at Save"
    session.title.setFocus()
    stand.type("A")
    assert not session.title_problem.isVisible()


def test_a_script_in_place_of_a_title_is_one_and_so_it_stays(
    stand: LogStand, library: Library
) -> None:
    session = stand.form.session
    save(stand)
    assert session.title_problem.isVisible()
    session.script.choose(library.find("heel-spur").id)
    session.script.picked.emit()
    assert session.title.accessibleDescription() == ""
    session.script.choose("")
    session.script.picked.emit()
    assert not session.title_problem.isVisible()


def test_a_time_that_is_over_by_now_is_no_longer_told_off(stand: LogStand) -> None:
    form = stand.form
    form.session.title.setText("Practice")
    form.session.minutes.setText("20")
    set_moment(form, NOW.date(), time(9, 20))
    save(stand)
    assert form.when.problem.isVisible()
    form.session.minutes.setText("10")
    assert not form.when.problem.isVisible(), "shorter, it is over"
    save(stand)
    assert len(stand.store.sessions()) == 1


def test_a_number_answers_the_question_for_one(stand: LogStand) -> None:
    for what, picks in ((What.FELT, stand.form.felt), (What.MORNING, stand.form.morning)):
        choose(stand.form, what)
        save(stand)
        assert stand.form.problem.isVisible()
        next(iter(next(iter(picks.blocks.values())).rows.values())).setFocus()
        stand.type("3")
        assert not stand.form.problem.isVisible()


def test_a_day_after_today_cannot_be_set(stand: LogStand) -> None:
    set_moment(stand.form, NOW.date() + timedelta(days=1))
    assert stand.form.when.moment.day == NOW.date()


def test_only_the_feet_that_were_massaged_are_asked_about(stand: LogStand) -> None:
    form = stand.form
    block = form.of_session.blocks[RatingKind.PAIN, RatingContext.AFTER]
    left, right = (block.rows[foot, Area.WHOLE_FOOT] for foot in Foot)
    right._on_clicked(4)
    right.show_value(4)
    form.session.feet.findChildren(QPushButton)[list(Feet).index(Feet.LEFT)].click()
    stand.settle()
    assert left.isVisible()
    assert not right.isVisible()
    assert not form.of_session.felt
    form.session.feet.findChildren(QPushButton)[list(Feet).index(Feet.BOTH)].click()
    assert [(one.foot, one.value) for one in form.of_session.felt] == [(Foot.RIGHT, 4)]


def test_a_session_that_was_written_down_is_written_anew(stand: LogStand) -> None:
    logged = stand.put(lived(by_hand=True))
    stand.form.change(logged)
    stand.settle()
    form = stand.form
    assert not form.what.isVisible()
    assert not form.of_session.isVisible()
    assert form.session.minutes.text() == "17"
    assert form.session.script.currentText() == "Heel-friendly session"
    form.session.minutes.setText("40")
    save(stand)
    changed = stand.logged.session
    assert changed.id == logged.session.id
    assert changed.actual_hands_on_s == 40 * 60
    assert changed.start == logged.session.start
    assert changed.note == "after a walk"
    stand.undo.undo()
    assert stand.logged == logged


def test_a_script_that_is_gone_stays_with_what_was_written_down(
    tmp_path: Path,
    qtbot: object,  # noqa: ARG001 - an application
) -> None:
    stand = LogStand(tmp_path)
    logged = stand.put(lived(by_hand=True))
    stand.form.change(logged)
    stand.form.session.minutes.setText("40")
    stand.form.save.click()
    assert stand.logged.session.script_id == logged.session.script_id
    assert stand.logged.session.script_title == logged.session.script_title
    stand.close()


def test_tab_goes_through_the_form_as_it_is_laid_out(stand: LogStand) -> None:
    form = stand.form
    form.of_session.add.click()
    form.of_session.where.choose(Foot.LEFT, Area.HEEL)
    form.of_session.take.click()
    form.when.earlier.setFocus()
    passed = [stand.focus]
    while stand.focus is not form.save and len(passed) < 200:
        stand.press(Qt.Key.Key_Tab)
        if stand.focus is not passed[-1]:  # Tab passes day, month and year one by one
            passed.append(stand.focus)
    assert passed[:7] == [
        form.when.earlier,
        form.when.day,
        form.when.later,
        form.when.time,
        form.session.script,
        form.session.title,
        form.session.minutes,
    ]
    inside = form._page.widget()
    assert inside is not None
    tops = [one.mapTo(inside, one.rect().topLeft()).y() for one in passed[4:]]
    assert len(tops) > 12
    assert tops == sorted(tops)


# --- the others ---


def test_how_the_feet_felt_is_written_down_also_for_a_place(stand: LogStand) -> None:
    form = stand.form
    choose(form, What.FELT)
    set_moment(form, YESTERDAY, time(12))
    form.felt.add.click()
    form.felt.where.choose(Foot.RIGHT, Area.HEEL)
    form.felt.take.click()
    stand.settle()
    stand.type("7")
    save(stand)
    [rating] = stand.store.ratings()
    assert (rating.session_id, rating.kind, rating.context) == (
        None,
        RatingKind.PAIN,
        RatingContext.DAILY,
    )
    assert (rating.side, rating.region, rating.value) == (Foot.RIGHT, Area.HEEL, 7)
    assert rating.answered == datetime(2026, 11, 20, 12, tzinfo=CET)


def test_the_same_number_again_takes_it_back_and_nothing_is_told(stand: LogStand) -> None:
    form = stand.form
    choose(form, What.FELT)
    row = form.felt.blocks[RatingKind.PAIN, RatingContext.DAILY].rows[Foot.LEFT, Area.WHOLE_FOOT]
    row.setFocus()
    stand.type("77")
    set_moment(form, YESTERDAY)
    save(stand)
    assert form.problem.text() == "Choose a number for at least one foot."
    assert stand.store.ratings() == []
    assert row.isAncestorOf(stand.focus)


def test_first_steps_belong_to_the_session_of_the_day_before(stand: LogStand) -> None:
    session = lived()
    stand.put(session)
    form = stand.form
    choose(form, What.MORNING)
    assert not form.when.time.isVisible()
    set_moment(form, session.start.date() + timedelta(days=1))
    rows = next(iter(form.morning.blocks.values())).rows
    rows[Foot.LEFT, Area.WHOLE_FOOT].setFocus()
    stand.type("5")
    save(stand)
    [rating] = stand.logged.ratings
    assert (rating.kind, rating.context) == (RatingKind.FIRST_STEP, RatingContext.MORNING)
    assert rating.answered == datetime(2026, 11, 20, 8, tzinfo=CET)
    assert stand.kept == [session.id]


def test_first_steps_without_a_number_are_none(stand: LogStand) -> None:
    choose(stand.form, What.MORNING)
    save(stand)
    assert stand.form.problem.isVisible()
    assert stand.store.ratings() == []


def test_what_happened_is_written_down(stand: LogStand) -> None:
    form = stand.form
    choose(form, What.EVENT)
    set_moment(form, YESTERDAY, time(20))
    form.happening.type.choose(EventType.BRUISE)
    form.happening.where.choose(Foot.LEFT, Area.HEEL)
    form.happening.note.setFocus()
    stand.type("like a coin")
    save(stand)
    [event] = stand.store.events()
    assert (event.type, event.side, event.region, event.note) == (
        EventType.BRUISE,
        Foot.LEFT,
        Area.HEEL,
        "like a coin",
    )
    assert stand.kept == [event.id]


def test_what_happens_in_the_future_is_refused(stand: LogStand) -> None:
    for what in (What.FELT, What.EVENT):
        choose(stand.form, what)
        set_moment(stand.form, NOW.date(), time(23))
        save(stand)
        assert stand.form.when.problem.isVisible()
    assert stand.store.events() == []


# --- leaving ---


def test_esc_leaves_an_empty_form_without_a_question(stand: LogStand) -> None:
    left: list[bool] = []
    stand.form.cancelled.connect(lambda: left.append(True))
    stand.press(Qt.Key.Key_Escape)
    assert (left, stand.asked) == ([True], [])


def test_esc_leaves_what_was_typed_as_it_is_and_says_so(stand: LogStand) -> None:
    left: list[bool] = []
    stand.form.cancelled.connect(lambda: left.append(True))
    stand.form.session.title.setText("Practice")
    stand.press(Qt.Key.Key_Escape)
    assert (left, stand.asked) == ([True], [])
    assert stand.told == ["Not saved yet. “Add past entry” goes on with it."]
    stand.form.begin()
    assert stand.form.session.title.text() == "Practice"


def test_what_was_typed_is_asked_about_before_it_goes(stand: LogStand) -> None:
    left: list[bool] = []
    stand.form.cancelled.connect(lambda: left.append(True))
    stand.form.session.title.setText("Practice")
    stand.form.cancel.click()
    assert left == []
    assert stand.asked == ["Leave without saving? What you wrote here will be gone."]
    assert stand.form.session.title.text() == "Practice"
    stand.says_yes = True
    stand.form.cancel.click()
    assert left == [True]
    assert stand.form.session.title.text() == ""


def test_what_was_typed_still_stands_there_when_one_comes_back(stand: LogStand) -> None:
    stand.form.session.title.setText("Practice")
    stand.form.hide()
    stand.form.show()
    stand.form.begin(What.EVENT)
    assert stand.form.session.title.text() == "Practice"
    stand.form.clear()
    stand.form.begin(What.EVENT)
    assert stand.form.happening.isVisible()


def test_a_log_that_cannot_be_read_is_told_and_keeps_what_was_typed(library: Library) -> None:
    def fails(_since: date) -> list[object]:
        raise StorageError(FULL)

    stand_desk = LogStand.desk
    told: list[str] = []
    form = EntryForm(
        made_icons(),
        lambda: library,
        lambda: stand_desk(_Now()),  # type: ignore[arg-type]
        fails,  # type: ignore[arg-type]
    )
    form.told.connect(told.append)
    choose(form, What.MORNING)
    block = next(iter(form.morning.blocks.values()))
    block.rows[Foot.LEFT, Area.WHOLE_FOOT].show_value(3)
    form.save.click()
    assert told == [FULL]
    assert form.is_begun
    put_away(form)


class _Now:
    now = NOW


def test_a_log_that_cannot_be_written_keeps_what_was_typed(stand: LogStand) -> None:
    stand.form.session.title.setText("Practice")
    stand.form.session.minutes.setText("20")
    stand.form.when.earlier.click()
    stand.store.close()
    connection = stand.store.database.connection
    assert connection is not None
    save(stand)
    assert len(stand.told) == 1
    assert stand.form.session.title.text() == "Practice"


@pytest.mark.parametrize("what", What)
def test_nothing_reaches_over_the_edge_at_200_percent(
    tmp_path: Path, library: Library, what: What
) -> None:
    looks = Preferences(theme=Theme.DARK, text_percent=200)
    stand = LogStand(tmp_path, library=lambda: library, preferences=looks, size=(642, 600))
    stand.open_form()
    choose(stand.form, what)
    stand.settle()
    width = stand.form.width()
    for part in stand.form.findChildren(QPushButton):
        if part.isVisible():
            assert part.mapTo(stand.form, part.rect().topRight()).x() <= width, part.text()
    stand.close()


# --- one entry by itself ---


def test_a_single_answer_is_corrected_and_its_new_id_told(qtbot: object) -> None:  # noqa: ARG001
    rating = Rating(
        new_id(),
        None,
        RatingKind.PAIN,
        RatingContext.DAILY,
        NOW,
        Foot.LEFT,
        Area.HEEL,
        4,
    )
    editor = EntryEditor(made_icons(), new_id)
    said: list[object] = []
    editor.replaced.connect(said.append)
    editor.edit_wanted.connect(lambda edit, name: said.extend((edit, name)))
    editor.show_rating(rating)
    assert isinstance(editor.editor, ScoreEditor)
    editor.editor.row._group.button(7).click()
    new_name, edit, name = said
    assert edit.added.names.ratings == (new_name,)  # type: ignore[attr-defined]
    assert name == "change of “Pain, left foot, heel”"
    said.clear()
    editor.editor.delete.click()
    assert said[0] == ""
    assert said[1].gone.ratings == (rating.id,)  # type: ignore[attr-defined]
    put_away(editor)


def test_a_single_event_is_corrected_or_left_as_it_is(qtbot: object) -> None:  # noqa: ARG001
    event = LogEvent(new_id(), None, NOW, EventType.BRUISE, note="small")
    editor = EntryEditor(made_icons(), new_id)
    said: list[object] = []
    editor.edit_wanted.connect(lambda edit, _name: said.append(edit))
    editor.closed.connect(lambda: said.append("closed"))
    editor.show_event(event)
    assert isinstance(editor.editor, EventEditor)
    editor.editor.save.click()
    assert said == ["closed"]
    editor.editor.picks.note.setText("large")
    editor.editor.save.click()
    assert said[1].changed.events[0].note == "large"  # type: ignore[attr-defined]
    editor.editor.delete.click()
    assert said[2].gone.events == (event.id,)  # type: ignore[attr-defined]
    put_away(editor)
