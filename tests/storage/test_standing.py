"""Which answer stands after an import, and after what is done on this machine then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.answer import Answer
from app.core.health_questions import Questionnaire
from app.core.log_edit import session_deleted
from app.core.soreness import RatingContext, RatingKind
from app.storage.marks import later
from tests.edits import session_back
from tests.storage.machines import Machine, Question

MORNING = (RatingKind.FIRST_STEP, RatingContext.MORNING)
DAILY = Question(None, RatingKind.FIRST_STEP, RatingContext.DAILY)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path, "desk")
    yield machine
    machine.close()


@pytest.fixture
def lap(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path, "lap")
    yield machine
    machine.close()


def values(machine: Machine) -> list[int | None]:
    return [rating.value for rating in machine.store.ratings()]


def test_of_two_answers_to_a_question_the_later_one_stands(desk: Machine, lap: Machine) -> None:
    desk.answers(DAILY, 3)
    lap.lives(minutes=5)
    lap.answers(DAILY, 4)
    desk.imports(lap.exports())
    assert values(desk) == [4]
    lap.imports(desk.exports())
    assert values(lap) == [4]


def test_a_number_is_not_taken_back_by_passing_over_elsewhere(desk: Machine, lap: Machine) -> None:
    desk.answers(DAILY, 3)
    lap.lives(minutes=5)
    lap.answers(DAILY, None)
    desk.imports(lap.exports())
    assert values(desk) == [3]


def test_where_the_one_that_stood_goes_with_its_session_the_other_stands_again(
    desk: Machine, lap: Machine
) -> None:
    session_id = desk.adds_session()
    lap.answers(DAILY, 3)
    desk.lives(minutes=5)
    desk.answers(Question(session_id, *MORNING), 7)
    desk.imports(lap.exports())
    assert values(desk) == [7]
    desk.store.edits.make(session_deleted(session_id))
    assert values(desk) == [3]
    desk.store.edits.make(session_back(session_id))
    assert values(desk) == [7]
    undo = desk.store.edits.make(session_deleted(session_id))
    assert values(desk) == [3], "also where it can be undone"
    desk.store.edits.make(undo)
    assert values(desk) == [7]


def test_a_session_is_restored_whose_question_was_answered_elsewhere(
    desk: Machine, lap: Machine
) -> None:
    session_id = desk.adds_session()
    desk.answers(Question(session_id, *MORNING), 7)
    desk.store.edits.make(session_deleted(session_id))
    lap.lives(minutes=5)
    lap.answers(DAILY, 3)
    desk.imports(lap.exports())
    assert values(desk) == [3]
    desk.store.edits.make(session_back(session_id))
    assert values(desk) == [3], "the later one"
    assert [logged.ratings for logged in desk.store.sessions()] == [()]


def test_what_is_answered_here_takes_the_place_of_all_that_is_known_here(
    desk: Machine, lap: Machine
) -> None:
    desk.answers(DAILY, 3)
    lap.lives(minutes=5)
    lap.answers(DAILY, 4)
    desk.imports(lap.exports())
    desk.lives(minutes=-60)
    desk.answers(DAILY, 9)
    assert values(desk) == [9], "also where its clock was set back since"
    lap.imports(desk.exports())
    assert values(lap) == [9]


def test_an_answer_that_was_in_the_way_and_goes_lets_another_stand(
    desk: Machine, lap: Machine
) -> None:
    """First steps of a session on one day were in the way of a day's own on another."""
    session_id = desk.adds_session()
    desk.lives(minutes=24 * 60)
    desk.answers(Question(session_id, *MORNING), 7)
    lap.lives(minutes=24 * 60 - 5)
    lap.answers(DAILY, 3)
    desk.imports(lap.exports())
    assert values(desk) == [7]
    desk.lives(minutes=24 * 60)
    desk.answers(Question(session_id, *MORNING), 8)
    assert values(desk) == [3, 8]


def test_a_change_is_later_than_the_one_before_it_whatever_the_clock_shows() -> None:
    earlier, at = "2026-11-21T08:00:00.000000+00:00", "2026-11-21T09:00:00.000000+00:00"
    assert later(at, earlier) == later(at, None) == at
    assert later(earlier, at) == later(at, at) == "2026-11-21T09:00:00.000001+00:00"
    last = "9999-12-31T23:59:59.999999+00:00"
    assert later(at, last) == last


def test_checks_are_read_in_the_order_in_which_they_were_given_though_the_clock_was_set_back(
    desk: Machine, lap: Machine
) -> None:

    first = desk.is_checked(Questionnaire.TODAY, Answer(is_yes=True))
    desk.lives(minutes=-60)
    second = desk.is_checked(Questionnaire.TODAY, Answer(is_yes=False))
    desk.store.health.begin_session(first, desk.adds_session())
    lap.imports(desk.exports())
    for machine in (desk, lap):
        read = machine.store.health.checks(Questionnaire.TODAY)
        assert [check.id for check in read] == [first, second]
