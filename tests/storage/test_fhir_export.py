"""What clinics read with takes the bundle: checked with the public models of FHIR R4 (R4B)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.observation import Observation
from fhir.resources.R4B.procedure import Procedure
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.answer import Answer
from app.core.asked_after import DONE
from app.core.errors import ExportRefusedError
from app.core.health_questions import HealthQuestions
from app.core.plan import Foot
from app.core.script import Area
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
from app.storage.exports.exporting import ExportCount, ExportOrder
from app.storage.exports.fhir_export import export_fhir
from app.storage.log_store import LogStore
from app.storage.shipped import shipped_folder
from app.storage.shipped_questions import load_questions
from app.storage.span import Span
from tests.storage.conftest import START
from tests.storage.test_log_store import answers_given, sessions_lived, things_that_happened

Make = Callable[..., Any]
Resource = dict[str, Any]


@pytest.fixture(scope="module")
def questions() -> HealthQuestions:
    return load_questions(shipped_folder("resources"))


@pytest.fixture
def bundle_of(
    store: LogStore, questions: HealthQuestions, tmp_path: Path
) -> Callable[..., Resource]:
    def make(**order: Any) -> Resource:
        target = tmp_path / "log.fhir.json"
        wanted = ExportOrder(target, force=True, **order)
        export_fhir(store.database, wanted, START, questions)
        return parsed(target)

    return make


def parsed(file: Path) -> Resource:
    """What stands in a file; the models take it, and it says the same after them."""
    text = file.read_text("utf-8")
    Bundle.model_validate_json(text)
    values: Resource = json.loads(text)
    return values


def resources(bundle: Resource, kind: str) -> list[Resource]:
    found = [one["resource"] for one in bundle["entry"]]
    return [one for one in found if one["resourceType"] == kind]


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "reference":
                yield part
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


@given(
    sessions_lived,
    st.lists(answers_given, max_size=4),
    st.lists(things_that_happened, max_size=2),
    st.text(st.characters(codec="utf-8"), max_size=20),
    st.data(),
)
@settings(max_examples=80, deadline=None)
def test_any_log_is_taken_by_the_public_models(
    session: SessionRecord,
    ratings: list[Rating],
    events: list[LogEvent],
    name: str,
    data: st.DataObject,
) -> None:
    questions = load_questions(shipped_folder("resources"))
    with tempfile.TemporaryDirectory() as folder:
        store = LogStore(Path(folder) / "log.sqlite3", lambda: START)
        store.database.connection.execute("PRAGMA synchronous = OFF")
        store.add_session(session)
        for rating in ratings:
            of = data.draw(st.sampled_from([None, session.id]))
            store.add_rating(replace(rating, session_id=of))
        for event in events:
            store.add_event(
                replace(event, session_id=data.draw(st.sampled_from([None, session.id])))
            )
        target = Path(folder) / "log.json"
        export_fhir(store.database, ExportOrder(target, name=name), START, questions)
        store.close()
        bundle = parsed(target)
    urls = [one["fullUrl"] for one in bundle["entry"]]
    assert len(set(urls)) == len(urls)
    assert set(references(bundle)) <= set(urls), "nothing refers to what is not in it"
    for one in bundle["entry"]:
        UUID(one["fullUrl"].removeprefix("urn:uuid:"))
        pain = "72514-3" in json.dumps(one["resource"].get("code", ""))
        is_pain = one["resource"].get("code", {}).get("text", "").startswith("Pain right now")
        assert pain is is_pain, "soreness and first steps never stand under the code of pain"


def test_a_session_is_a_procedure(
    store: LogStore, session: Make, bundle_of: Callable[..., Resource]
) -> None:
    lived = session()
    store.add_session(lived)
    bundle = bundle_of()
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    assert bundle["timestamp"] == START.isoformat()
    [person] = resources(bundle, "Patient")
    assert person == {"resourceType": "Patient", "id": "me"}
    assert resources(bundle, "Procedure") == [
        {
            "resourceType": "Procedure",
            "id": lived.id,
            "status": "completed",
            "code": {
                "coding": [{"system": "http://snomed.info/sct", "code": "387854002"}],
                "text": "Self-massage: Across-the-grain friction for the sole",
            },
            "subject": {"reference": bundle["entry"][0]["fullUrl"]},
            "performedPeriod": {
                "start": "2025-11-21T19:02:10+01:00",
                "end": "2025-11-21T19:22:10+01:00",
            },
            "bodySite": [
                {
                    "coding": [
                        {
                            "system": "http://snomed.info/sct",
                            "code": "56459004",
                            "display": "Foot structure",
                        }
                    ],
                    "text": "Left and right foot",
                }
            ],
            "note": [
                {"text": "Hands-on time 17:51 of 18:30 planned; 1 step skipped"},
                {"text": "after a long walk"},
            ],
        }
    ]


def test_one_that_ended_early_says_so_and_why(
    store: LogStore, session: Make, bundle_of: Callable[..., Resource]
) -> None:
    store.add_session(session(completed=False, ended_early_reason=EndReason.SHARP_PAIN))
    [procedure] = resources(bundle_of(), "Procedure")
    assert procedure["status"] == "stopped"
    assert procedure["statusReason"] == {"text": "Ended early: sharp pain"}


def test_one_that_was_written_down_afterwards_says_so(
    store: LogStore, session: Make, bundle_of: Callable[..., Resource]
) -> None:
    store.add_session(session(by_hand=True, steps=(), note="", script_title=" \x07"))
    [procedure] = resources(bundle_of(), "Procedure")
    [note] = procedure["note"]
    assert note["text"].startswith("Written down by the person afterwards")
    assert procedure["code"]["text"] == "Self-massage"


def test_an_end_before_its_start_is_left_out(
    store: LogStore, session: Make, bundle_of: Callable[..., Resource]
) -> None:
    store.add_session(session(end=START - timedelta(hours=1)))
    [procedure] = resources(bundle_of(), "Procedure")
    assert procedure["performedPeriod"] == {"start": START.isoformat()}


def test_pain_is_an_observation_under_its_code(
    store: LogStore, session: Make, rating: Make, bundle_of: Callable[..., Resource]
) -> None:
    lived = session()
    store.add_session(lived)
    answered = rating(session_id=lived.id, context=RatingContext.BEFORE)
    store.add_rating(answered)
    bundle = bundle_of()
    [observation] = resources(bundle, "Observation")
    assert observation == {
        "resourceType": "Observation",
        "id": answered.id,
        "status": "final",
        "category": [
            {
                "coding": [
                    {
                        "system": "http://terminology.hl7.org/CodeSystem/observation-category",
                        "code": "survey",
                    }
                ]
            }
        ],
        "code": {
            "coding": [
                {
                    "system": "http://loinc.org",
                    "code": "72514-3",
                    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
                }
            ],
            "text": "Pain right now, before session",
        },
        "subject": {"reference": bundle["entry"][0]["fullUrl"]},
        "effectiveDateTime": "2025-11-21T19:02:10+01:00",
        "partOf": [{"reference": f"urn:uuid:{lived.id}"}],
        "valueQuantity": {
            "value": 5,
            "unit": "{score}",
            "system": "http://unitsofmeasure.org",
            "code": "{score}",
        },
        "bodySite": {
            "coding": [
                {
                    "system": "http://snomed.info/sct",
                    "code": "76853006",
                    "display": "Heel structure",
                }
            ],
            "text": "Left heel",
        },
    }


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (
            (RatingKind.SORENESS, RatingContext.H24, Area.WHOLE_FOOT),
            "Soreness of the massaged places right now, 0 to 10, 24 hours after session",
        ),
        (
            (RatingKind.FIRST_STEP, RatingContext.DAILY, Area.WHOLE_FOOT),
            "Pain with the first steps out of bed, 0 to 10",
        ),
        (
            (RatingKind.FIRST_STEP, RatingContext.DAILY, Area.BALL_OF_FOOT),
            "Pain after standing or walking, 0 to 10",
        ),
        (
            (RatingKind.FIRST_STEP, RatingContext.DAILY, Area.ACHILLES),
            "Stiffness or pain after getting up, 0 to 10",
        ),
    ],
)
def test_soreness_and_first_steps_have_texts_of_their_own(
    store: LogStore,
    rating: Make,
    bundle_of: Callable[..., Resource],
    asked: tuple[RatingKind, RatingContext, Area],
    text: str,
) -> None:
    kind, context, region = asked
    store.add_rating(rating(kind=kind, context=context, region=region))
    [observation] = resources(bundle_of(), "Observation")
    assert observation["code"] == {"text": text}
    assert observation["valueQuantity"]["unit"] == "{score}"


def test_a_question_that_was_passed_over_has_no_value_and_says_why(
    store: LogStore, rating: Make, bundle_of: Callable[..., Resource]
) -> None:
    store.add_rating(rating(value=None))
    [observation] = resources(bundle_of(), "Observation")
    assert "valueQuantity" not in observation
    assert observation["dataAbsentReason"]["coding"][0]["code"] == "asked-declined"


def test_a_late_answer_says_so(
    store: LogStore, rating: Make, bundle_of: Callable[..., Resource]
) -> None:
    store.add_rating(rating(late=True, hours_after_end=31.26, note="forgot"))
    store.add_rating(rating(side=Foot.RIGHT, late=True))
    left, right = sorted(
        resources(bundle_of(), "Observation"), key=lambda one: str(one["bodySite"]["text"])
    )
    assert left["note"] == [
        {"text": "Answered late, 31.3 hours after the session"},
        {"text": "forgot"},
    ]
    assert right["note"] == [{"text": "Answered late"}]


def test_what_happened_is_an_observation(
    store: LogStore, event: Make, bundle_of: Callable[..., Resource]
) -> None:
    store.add_event(event(region=None))
    [observation] = resources(bundle_of(), "Observation")
    assert observation["code"] == {"text": "Bruise, as the person told it"}
    assert observation["valueBoolean"] is True
    assert observation["bodySite"]["text"] == "Right foot"
    assert [note["text"] for note in observation["note"]] == [
        "small",
        "Advice shown: Go lighter next time.",
        "like a coin",
    ]


class TestACheckIn:
    @pytest.fixture
    def lived(self, store: LogStore, session: Make) -> SessionRecord:
        record: SessionRecord = session()
        store.add_session(record)
        return record

    @pytest.fixture
    def told(self, store: LogStore, lived: SessionRecord) -> Callable[..., None]:
        def tell(question: str, answer: Answer, hours: int = 24) -> None:
            context = RatingContext.H24 if hours else RatingContext.AFTER
            when = lived.end + timedelta(hours=hours)
            store.keep_after_answer(AfterAnswer(lived.id, context, question, answer, when, 1))

        return tell

    def test_it_is_one_response_with_what_was_asked(
        self,
        store: LogStore,
        rating: Make,
        lived: SessionRecord,
        told: Callable[..., None],
        bundle_of: Callable[..., Resource],
    ) -> None:
        for kind, value in ((RatingKind.SORENESS, 2), (RatingKind.PAIN, None)):
            store.add_rating(
                rating(session_id=lived.id, kind=kind, context=RatingContext.H24, value=value)
            )
        told("A4", Answer(is_yes=True, feet=frozenset({Foot.LEFT})))
        told("gone", Answer(is_yes=False))
        told(DONE, Answer(is_yes=True))
        [response] = resources(bundle_of(), "QuestionnaireResponse")
        assert response["status"] == "completed"
        assert response["questionnaire"] == "urn:x-footwell:check-in|1"
        assert response["authored"] == "2025-11-22T19:22:10+01:00"
        assert response["partOf"] == [{"reference": f"urn:uuid:{lived.id}"}]
        assert response["item"] == [
            {
                "linkId": "pain-left-heel",
                "text": "How strong is the pain right now, left heel, 0 to 10?",
            },
            {
                "linkId": "soreness-left-heel",
                "text": "How sore do the places you massaged feel right now, left heel, 0 to 10?",
                "answer": [{"valueInteger": 2}],
            },
            {
                "linkId": "A4",
                "text": "Is a foot or leg swollen, red or warm, where it was not before the "
                "session?",
                "answer": [
                    {
                        "valueBoolean": True,
                        "item": [
                            {
                                "linkId": "A4-where",
                                "text": "Which side?",
                                "answer": [{"valueString": "left"}],
                            }
                        ],
                    }
                ],
            },
            {"linkId": "gone", "answer": [{"valueBoolean": False}]},
        ]

    def test_one_that_was_left_open_is_not_completed(
        self, told: Callable[..., None], bundle_of: Callable[..., Resource]
    ) -> None:
        told("A3", Answer(is_yes=False))
        assert [one["status"] for one in resources(bundle_of(), "QuestionnaireResponse")] == [
            "stopped"
        ]
        told(DONE, Answer(is_yes=True))
        told(DONE, Answer(is_yes=False))
        assert [one["status"] for one in resources(bundle_of(), "QuestionnaireResponse")] == [
            "stopped"
        ]

    def test_right_after_the_session_nothing_is_left_open(
        self, told: Callable[..., None], bundle_of: Callable[..., Resource]
    ) -> None:
        told("A5", Answer(is_yes=False), hours=0)
        [response] = resources(bundle_of(), "QuestionnaireResponse")
        assert response["status"] == "completed"

    def test_a_mark_alone_is_no_response(
        self, told: Callable[..., None], bundle_of: Callable[..., Resource]
    ) -> None:
        told(DONE, Answer(is_yes=False))
        assert resources(bundle_of(), "QuestionnaireResponse") == []

    def test_what_is_asked_before_a_session_is_none(
        self,
        store: LogStore,
        rating: Make,
        lived: SessionRecord,
        bundle_of: Callable[..., Resource],
    ) -> None:
        store.add_rating(rating(session_id=lived.id, context=RatingContext.BEFORE))
        store.add_rating(rating())
        assert resources(bundle_of(), "QuestionnaireResponse") == []


@pytest.mark.parametrize("model", [Observation, Procedure, QuestionnaireResponse])
def test_the_models_refuse_what_has_no_status(
    store: LogStore,
    session: Make,
    rating: Make,
    bundle_of: Callable[..., Resource],
    model: Any,
) -> None:
    """Domain notes 5.7: or nothing here would say that the models look at all."""
    lived = session()
    store.add_session(lived)
    store.add_rating(rating(session_id=lived.id, context=RatingContext.H24))
    [resource] = resources(bundle_of(), model.__name__)
    model.model_validate(resource)
    del resource["status"]
    with pytest.raises(ValueError, match="status"):
        model.model_validate(resource)


def test_a_name_is_in_it_only_where_one_was_typed(
    store: LogStore, rating: Make, bundle_of: Callable[..., Resource]
) -> None:
    store.add_rating(rating())
    [person] = resources(bundle_of(name=" Anna Ray "), "Patient")
    assert person["name"] == [{"text": "Anna Ray"}]
    [person] = resources(bundle_of(name=" "), "Patient")
    assert "name" not in person


def test_the_same_log_gives_the_same_file_and_another_person_is_another(
    store: LogStore, event: Make, bundle_of: Callable[..., Resource], rating: Make, session: Make
) -> None:
    people = []
    for add, record in (
        (store.add_event, event()),
        (store.add_rating, rating()),
        (store.add_session, session()),
    ):
        add(record)
        assert bundle_of() == bundle_of()
        people.append(bundle_of()["entry"][0]["fullUrl"])
    assert len(set(people)) == 3


def test_a_span_brings_the_session_that_an_answer_belongs_to(
    store: LogStore,
    session: Make,
    rating: Make,
    bundle_of: Callable[..., Resource],
    at_home: Callable[[str], None],
) -> None:
    at_home("UTC")
    when = datetime(2026, 11, 1, 12, tzinfo=UTC)
    lived = [session(start=when, end=when), session(start=when, end=when)]
    for one in lived:
        store.add_session(one)
    answered = when + timedelta(days=1)
    store.add_rating(rating(session_id=lived[0].id, context=RatingContext.H24, answered=answered))
    bundle = bundle_of(span=Span(date(2026, 11, 2)))
    assert [one["id"] for one in resources(bundle, "Procedure")] == [lived[0].id]
    assert len(resources(bundle, "Observation")) == 1


def test_nothing_to_export_is_told(
    store: LogStore, questions: HealthQuestions, tmp_path: Path, rating: Make, event: Make
) -> None:
    target = ExportOrder(tmp_path / "log.json")
    with pytest.raises(ExportRefusedError, match="nothing in the log yet"):
        export_fhir(store.database, target, START, questions)
    store.add_rating(rating())
    store.add_event(event(type=EventType.OTHER))
    count = export_fhir(store.database, target, START, questions)
    assert count == ExportCount(0, 1, 1)
