"""Whatever two or three machines lived, and however they handed it over, they end with one log."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from itertools import combinations
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.answer import Answer
from app.core.errors import OvertakenError
from app.core.health_questions import Questionnaire
from app.core.log_edit import (
    Edit,
    event_deleted,
    rating_changed,
    rating_deleted,
    session_deleted,
)
from app.core.script import Area
from app.core.soreness import RatingContext, RatingKind
from tests.edits import session_back
from tests.storage.machines import Dump, Machine, Question

ANSWERS = [Answer(is_yes=True), Answer(is_yes=False)]
ASKED = [
    (RatingKind.PAIN, RatingContext.BEFORE),
    (RatingKind.SORENESS, RatingContext.H24),
    (RatingKind.FIRST_STEP, RatingContext.MORNING),
    (RatingKind.FIRST_STEP, RatingContext.DAILY),
    (RatingKind.PAIN, RatingContext.DAILY),
]


class History:
    """Two or three machines that share some sessions, and the files that went between them."""

    def __init__(self, folder: Path, draw: st.DataObject) -> None:
        self._draw = draw
        self.machines = [
            Machine(folder, name) for name in ("desk", "lap", "hut")[: draw.draw(st.integers(2, 3))]
        ]
        self.files: list[Path] = []
        # So that they have something to change apart, often at the same instant.
        self.machines[0].adds_session()
        shared = self.machines[0].exports()
        for machine in self.machines[1:]:
            machine.imports(shared)

    def is_lived(self) -> None:
        deeds: list[Callable[[Machine], None]] = [
            self._waits,
            self._is_massaged,
            self._answers,
            self._answers,
            self._deletes_or_restores,
            self._notes,
            self._corrects,
            self._says,
            self._says_by_hand,
            self._is_checked,
            self._is_cleared,
            self._hands_over,
            self._takes_in,
        ]
        for _ in range(self._draw.draw(st.integers(1, 14))):
            machine = self._draw.draw(st.sampled_from(self.machines))
            self._draw.draw(st.sampled_from(deeds))(machine)
        for machine in self.machines:
            self._is_massaged(machine)
            self.files.append(machine.exports())

    def _one_of(self, ids: list[str]) -> str | None:
        return self._draw.draw(st.sampled_from(ids)) if ids else None

    def _waits(self, machine: Machine) -> None:
        machine.lives(self._draw.draw(st.sampled_from([1, 60, 24 * 60, -60, -24 * 60])))

    def _is_massaged(self, machine: Machine) -> None:
        machine.adds_session()

    def _answers(self, machine: Machine) -> None:
        kind, context = self._draw.draw(st.sampled_from(ASKED))
        region = self._draw.draw(st.sampled_from([Area.HEEL, Area.WHOLE_FOOT]))
        of_session = self._one_of(machine.ids("sessions"))
        session_id = None if context is RatingContext.DAILY else of_session
        value = self._draw.draw(st.sampled_from([None, 0, 5]))
        machine.answers(Question(session_id, kind, context, region), value)

    def _deletes_or_restores(self, machine: Machine) -> None:
        session_id = self._one_of(machine.ids("sessions"))
        if session_id is not None:
            edit = self._draw.draw(st.sampled_from([session_deleted, session_back]))(session_id)
            with suppress(OvertakenError):  # it is already as it would be
                machine.store.edits.make(edit)

    def _notes(self, machine: Machine) -> None:
        session_id = self._one_of(machine.ids("sessions"))
        if session_id is not None:
            machine.store.set_note(session_id, self._draw.draw(st.sampled_from(["", "a", "b"])))

    def _corrects(self, machine: Machine) -> None:
        """An answer or an event is corrected or goes by the log's page, and may come back."""
        ratings, events = machine.store.ratings(), machine.store.events()
        edits = [rating_deleted(one) for one in ratings] + [event_deleted(one) for one in events]
        edits += [rating_changed(one, 7, machine.new_id) for one in ratings]
        if not edits:
            return
        undo = machine.store.edits.make(self._draw.draw(st.sampled_from(edits)))
        machine.lives(1)
        if self._draw.draw(st.booleans()):
            machine.store.edits.make(undo)

    def _says(self, machine: Machine) -> None:
        session_id = self._one_of(machine.ids("sessions"))
        if session_id is not None:
            machine.says(session_id, "A3", self._draw.draw(st.sampled_from(ANSWERS)))

    def _says_by_hand(self, machine: Machine) -> None:
        """A yes or no is added or corrected by the log's page, undone, and made again."""
        session_id = self._one_of(machine.ids("sessions"))
        if session_id is not None:
            told = machine.told(session_id, "A3", self._draw.draw(st.sampled_from(ANSWERS)))
            change = machine.store.edits.make(Edit(told=(told,)))
            for _ in range(self._draw.draw(st.integers(0, 2))):
                machine.lives(1)
                change = machine.store.edits.make(change)

    def _is_checked(self, machine: Machine) -> None:
        questionnaire = self._draw.draw(st.sampled_from(Questionnaire))
        check = machine.is_checked(questionnaire, self._draw.draw(st.sampled_from(ANSWERS)))
        session_id = self._one_of(machine.ids("sessions"))
        if session_id is not None and questionnaire is Questionnaire.TODAY:
            machine.store.health.begin_session(check, session_id)

    def _is_cleared(self, machine: Machine) -> None:
        cleared = self._one_of(machine.ids("clearances"))
        if cleared is None:
            machine.is_cleared()
        elif self._draw.draw(st.booleans()):
            machine.store.health.withdraw_clearance(cleared)
        else:
            machine.store.health.restore_clearance(cleared)

    def _hands_over(self, machine: Machine) -> None:
        if machine.ids("sessions") or machine.ids("ratings"):
            self.files.append(machine.exports())

    def _takes_in(self, machine: Machine) -> None:
        if self.files:
            machine.imports(self._draw.draw(st.sampled_from(self.files)))


def one_stands_to_each_question(machine: Machine) -> None:
    """No question that somebody answered is without an answer, and none has two."""
    rows = machine.store.database.connection.execute(
        "SELECT superseded, session_id, kind, context, day, side, region, id FROM ratings"
        " WHERE deleted IS NULL"
    ).fetchall()
    for one, other in combinations(rows, 2):
        if same_question(one, other):
            assert one[0] or other[0], "two stand"
    for row in rows:
        if row[0]:
            assert any(not other[0] and same_question(row, other) for other in rows), "none stands"


def same_question(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    if one[2] == other[2] == "first_step" and (one[4], one[5]) == (other[4], other[5]):
        return True
    of_what = [row[1] or row[4] for row in (one, other)]
    return of_what[0] == of_what[1] and (one[2:4], one[5:7]) == (other[2:4], other[5:7])


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_in_whatever_order_and_however_often_it_is_imported_the_log_is_the_same(
    data: st.DataObject,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        history = History(folder, data)
        history.is_lived()
        dumps: list[Dump] = []
        readings = []
        fresh = [Machine(folder, f"fresh-{n}") for n in range(2)]
        for machine in (*history.machines, *fresh):
            for file in data.draw(st.permutations(history.files)):
                machine.imports(file)
            again = data.draw(st.sampled_from(history.files))
            before = machine.dump
            tally = machine.imports(again).in_all
            assert (tally.new, tally.changed) == (0, 0)
            assert machine.dump == before
            one_stands_to_each_question(machine)
            dumps.append(before)
            readings.append(machine.reading)
            machine.close()
        assert all(dump == dumps[0] for dump in dumps)
        assert all(reading == readings[0] for reading in readings)


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_command_leaves_two_answers_or_none_standing(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        history = History(Path(name), data)
        history.is_lived()
        for machine in history.machines:
            one_stands_to_each_question(machine)
            machine.close()


@given(st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_older_export_of_its_own_changes_nothing_on_a_machine(data: st.DataObject) -> None:
    """Also where the clock was set back since: what was done later is later."""
    with tempfile.TemporaryDirectory() as name:
        history = History(Path(name), data)
        history.machines = history.machines[:1]
        history.is_lived()
        [machine] = history.machines
        before = machine.dump
        for file in history.files:
            machine.imports(file)
        assert machine.dump == before
        machine.close()


def test_of_two_changes_at_the_same_instant_all_machines_hold_the_same(tmp_path: Path) -> None:
    """Which one is no matter; but it must not hang on who was asked first."""
    first, second = (Machine(tmp_path, name) for name in ("first", "second"))
    session_id = first.adds_session()
    second.imports(first.exports())
    for machine, note in ((first, "left"), (second, "right")):
        machine.lives(5)
        machine.store.set_note(session_id, note)
    of_first, of_second = first.exports(), second.exports()
    first.imports(of_second)
    second.imports(of_first)
    assert first.dump == second.dump
    first.close()
    second.close()
