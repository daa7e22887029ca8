"""An export of every schema that ever was exported is imported for good, with all that it held."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.answer import Answer
from app.core.errors import FaultyImportError
from app.core.health_questions import Questionnaire
from app.core.soreness import RatingContext
from app.storage.log_layout import SCHEMA, TABLES
from tests.storage.machines import Machine

EXPORTS = Path(__file__).with_name("exports")
FIRST = 5
"""The schema of the first log that could be exported as JSON."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path, "desk")
    yield machine
    machine.close()


def kept(schema: int) -> Path:
    return EXPORTS / f"schema-{schema}.json"


def test_an_export_of_every_schema_up_to_this_one_is_kept() -> None:
    """Whoever makes a new schema keeps an export of it too, with a row in each table."""
    assert {path.name for path in EXPORTS.iterdir()} == {
        kept(schema).name for schema in range(FIRST, SCHEMA + 1)
    }
    for path in EXPORTS.iterdir():
        values = json.loads(path.read_text("utf-8"))
        assert path == kept(values["schema"])
    newest = json.loads(kept(SCHEMA).read_text("utf-8"))
    assert all(newest[table] for table in TABLES)


@pytest.mark.parametrize("schema", range(FIRST, SCHEMA + 1))
def test_what_it_held_is_in_the_log_then(desk: Machine, schema: int) -> None:
    counts = desk.imports(kept(schema)).tallies
    assert all(tally.new and not tally.changed for tally in counts.values())
    [logged] = desk.store.sessions()
    assert logged.session.note == "=1+1 “Füße” \u2028\t\x07"
    assert [step.planned_s for step in logged.session.steps] == [75, 75]
    assert [one.value for one in logged.ratings] == [None], "the second answer stands"
    assert [one.answer for one in logged.answers] == [Answer(is_yes=True)]
    assert logged.answers[0].context is RatingContext.H24
    assert sorted(one.note for one in desk.store.events()) == ["", "like a coin"]
    [check] = desk.store.health.checks(Questionnaire.TODAY)
    assert check.answers == {"T1": Answer(is_yes=False), "T2": Answer(is_yes=False)}
    assert desk.store.health.clearances() == [], "it was withdrawn"


@pytest.mark.parametrize("schema", range(FIRST, SCHEMA + 1))
def test_taking_it_in_again_changes_nothing(desk: Machine, schema: int) -> None:
    desk.imports(kept(schema))
    before = desk.dump
    counts = desk.imports(kept(schema)).tallies
    assert all(tally.known and not (tally.new or tally.changed) for tally in counts.values())
    assert desk.dump == before


def test_one_of_a_schema_to_come_is_refused_with_what_to_do(desk: Machine, tmp_path: Path) -> None:
    text = kept(SCHEMA).read_text("utf-8")
    file = tmp_path / "newer.json"
    file.write_text(re.sub(r'"schema": \d+', f'"schema": {SCHEMA + 1}', text, count=1), "utf-8")
    before = desk.dump
    with pytest.raises(FaultyImportError, match="install the newer Footwell here first"):
        desk.imports(file)
    assert desk.dump == before
