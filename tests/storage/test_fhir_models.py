"""The bundle parses with the public models of R4, and says no more than what was answered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from app.core.answer import Answer
from app.core.log_edit import session_deleted
from app.core.plan import Foot
from app.core.soreness import EndReason, EventType, LogEvent, RatingContext, RatingKind
from app.storage.exports.exporting import ExportOrder
from app.storage.exports.fhir_export import export_fhir
from tests.core.health_building import QUESTIONS
from tests.storage.machines import Machine, Question, session

Resource = Mapping[str, Any]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Sessions, one ended early and one deleted, with answers to all and an event."""
    machine = Machine(tmp_path, "one")
    whole = machine.adds_session()
    early = replace(
        session(machine.new_id(), machine.now),
        completed=False,
        ended_early_reason=EndReason.CALF,
        note="sore\x07 <b>heel</b>",
    )
    machine.store.add_session(early)
    for kind in RatingKind:
        context = RatingContext.MORNING if kind is RatingKind.FIRST_STEP else RatingContext.AFTER
        machine.answers(Question(whole, kind, context), 4)
    machine.answers(Question(early.id, RatingKind.PAIN, RatingContext.H24), None)
    machine.says(whole, "A3", Answer(is_yes=True, feet=frozenset({Foot.LEFT})))
    gone = machine.adds_session()
    machine.answers(Question(gone, RatingKind.PAIN, RatingContext.AFTER), 9)
    machine.store.edits.make(session_deleted(gone))
    return machine


def exported(machine: Machine, name: str = "") -> list[Resource]:
    target = machine.folder / "bundle.json"
    order = ExportOrder(target, name=name)
    export_fhir(machine.store.database, order, machine.now, QUESTIONS)
    text = target.read_text("utf-8")
    Bundle.model_validate_json(text)
    bundle = json.loads(text)
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(urls) == len(set(urls))
    for entry in bundle["entry"]:
        resource = entry["resource"]
        for reference in [resource.get("subject"), *resource.get("partOf", [])]:
            assert reference is None or reference["reference"] in urls
    return [entry["resource"] for entry in bundle["entry"]]


def of_type(resources: list[Resource], kind: str) -> list[Resource]:
    return [one for one in resources if one["resourceType"] == kind]


def test_a_session_that_ended_early_is_told_as_stopped_with_why(machine: Machine) -> None:
    whole, early = of_type(exported(machine), "Procedure")
    if whole["status"] != "completed":
        whole, early = early, whole
    assert "statusReason" not in whole
    assert early["status"] == "stopped"
    assert early["statusReason"]["text"].startswith("Ended early: ")
    assert early["note"][1]["text"] == "sore  <b>heel</b>"


def test_only_pain_bears_the_code_of_pain(machine: Machine) -> None:
    scored = [
        one
        for one in of_type(exported(machine), "Observation")
        if "valueQuantity" in one or "dataAbsentReason" in one
    ]
    coded = {one["code"]["text"]: one["code"].get("coding") for one in scored}
    pain = [{"system": "http://loinc.org", "code": "72514-3"}]
    assert len(coded) == 4
    for text, coding in coded.items():
        of_pain = text.startswith("Pain right now")
        bare = [{k: v for k, v in one.items() if k != "display"} for one in coding or []]
        assert bare == (pain if of_pain else [])


def test_what_was_passed_over_says_so_and_has_no_value(machine: Machine) -> None:
    observations = of_type(exported(machine), "Observation")
    [declined] = [one for one in observations if "dataAbsentReason" in one]
    assert declined["dataAbsentReason"]["coding"][0]["code"] == "asked-declined"
    assert "valueQuantity" not in declined
    values = [one["valueQuantity"] for one in observations if "valueQuantity" in one]
    unit = {"unit": "{score}", "system": "http://unitsofmeasure.org", "code": "{score}"}
    assert values == [{"value": 4, **unit}] * 3


def test_what_is_deleted_or_did_not_stand_is_not_told(machine: Machine) -> None:
    [pain] = [
        one
        for one in of_type(exported(machine), "Observation")
        if one["code"]["text"] == "Pain right now, after session"
    ]
    connection = machine.store.database.connection
    connection.execute("UPDATE ratings SET superseded = 1 WHERE id = ?", (pain["id"],))
    (machine.folder / "bundle.json").unlink()
    assert pain["id"] not in [one["id"] for one in exported(machine)]


def test_a_name_is_in_it_only_where_it_was_typed(machine: Machine) -> None:
    [nobody] = of_type(exported(machine), "Patient")
    assert set(nobody) == {"resourceType", "id"}
    (machine.folder / "bundle.json").unlink()
    [somebody] = of_type(exported(machine, " Ann Ray "), "Patient")
    assert somebody["name"] == [{"text": "Ann Ray"}]


def test_an_event_is_a_statement_of_the_persons_own(machine: Machine) -> None:
    event = LogEvent(machine.new_id(), None, machine.now, EventType.BRUISE, severity="mild")
    machine.store.add_event(event)
    [told] = [one for one in of_type(exported(machine), "Observation") if one["id"] == event.id]
    assert (told["valueBoolean"], told["note"]) == (True, [{"text": "mild"}])
    assert told["code"] == {"text": "Bruise, as the person told it"}
