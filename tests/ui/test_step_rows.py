"""The rows of the list of all steps: one count with the player's head, and what became of each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.ui.player_picture import picture_of
from app.ui.step_list import StepListModel, StepMark, step_rows
from tests.core.building import one_foot, rest, step
from tests.core.fake_clock import Walk

pytestmark = pytest.mark.usefixtures("qapp")


def calf_left_out() -> Walk:
    """Heel and calf passed by, the arch done, 20 s of the calf; then the calf is left out."""
    steps = (
        step("Heel", 100, area="heel"),
        step("Calf", 100, area="calf"),
        step("Arch", 100),
        step("Calf again", 100, area="calf"),
        step("Ball", 600, area="ball-of-foot"),
    )
    walk = Walk(one_foot(*steps, rest(30))).at(1)
    for _ in range(4):
        walk.session.next()
    walk.at(7, 20).session.ease()
    walk.session.ease()
    walk.session.leave_out()
    return walk


def shown(walk: Walk) -> list[tuple[int | None, str, StepMark]]:
    return [(row.number, row.title, row.mark) for row in step_rows(walk.session)][:5]


def test_rows_are_numbered_as_the_head_counts_them() -> None:
    walk = calf_left_out()
    assert shown(walk) == [
        (1, "Heel", StepMark.SKIPPED),
        (2, "Calf", StepMark.SKIPPED),
        (3, "Arch", StepMark.DONE),
        (None, "Calf again", StepMark.LEFT_OUT),
        (4, "Ball", StepMark.CURRENT),
    ]
    last = step_rows(walk.session)[-1].number
    assert picture_of(walk.session).course.place == f"step 4 of {last}"


def test_what_was_skipped_and_does_not_come_again_stays_skipped_when_one_goes_back() -> None:
    walk = calf_left_out()
    walk.session.back()
    walk.session.back()
    assert shown(walk)[:3] == [
        (1, "Heel", StepMark.CURRENT),
        (2, "Calf", StepMark.SKIPPED),
        (3, "Arch", StepMark.DONE),
    ]


def test_a_row_without_a_number_begins_with_its_title() -> None:
    model = StepListModel()
    model.show_rows(step_rows(calf_left_out().session))
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [str(model.data(model.index(row, 0), role)).replace("\xa0", " ") for row in (2, 3)]
    assert said == [
        "3 · Arch · Left foot · 1:40 · done",
        "Calf again · Left foot · 1:40 · left out",
    ]
