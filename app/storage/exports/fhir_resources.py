"""The log's records as resources of FHIR R4."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from app.core.answer import Answer, places_as_words
from app.core.asked_after import DONE
from app.core.durations import clock_text
from app.core.health_questions import HealthQuestions
from app.core.plan import Side
from app.core.script import Area
from app.core.soreness import EndReason, EventType, RatingContext, RatingKind
from app.storage.exports import fhir_words as words
from app.storage.exports.fhir_rows import AnsweredRow, EventRow, RatingRow, SessionRow

Json = dict[str, object]

QUESTIONNAIRE = "urn:x-footwell:check-in"
"""Under which name what is asked after a session is told; its version follows after a stroke."""

_SURVEY = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": "survey",
        }
    ]
}
_DECLINED = {
    "coding": [
        {
            "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
            "code": "asked-declined",
            "display": "Asked But Declined",
        }
    ]
}
_NOT_FHIR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no text of FHIR may hold; everything else may."""

_REGION = {str(area): area for area in Area}
_KIND = {str(kind): kind for kind in RatingKind}
_CONTEXT = {str(context): context for context in RatingContext}


class Asked(NamedTuple):
    """The texts of a question: itself, and what asks where."""

    ask: str
    where: str


def asked_texts(questions: HealthQuestions) -> Mapping[str, Asked]:
    """The texts of all that is asked after a session, by the question's id."""
    return {
        part.id: Asked(part.ask, part.ask_where) for one in questions.after for part, _ in one.parts
    }


def urn(id_: str) -> str:
    """Under which a resource is found in the bundle."""
    return f"urn:uuid:{id_}"


def entry(id_: str, resource: Json) -> Json:
    """A resource in the bundle."""
    return {"fullUrl": urn(id_), "resource": resource}


def patient(name: str) -> Json:
    """The person; with a name only where they typed one."""
    resource: Json = {"resourceType": "Patient", "id": "me"}
    if said := _clean(name):
        resource["name"] = [{"text": said}]
    return resource


def procedure(row: SessionRow, subject: str) -> Json:
    """A session."""
    title = _clean(row.title)
    period = {"start": row.start}
    if row.is_forward:  # A clock that was set back meanwhile leaves an end that is none.
        period["end"] = row.end
    code, term = words.WHOLE_FOOT
    feet = [foot.value for foot in Side(row.feet).feet]
    resource: Json = {
        "resourceType": "Procedure",
        "id": row.id,
        "status": "completed" if row.completed else "stopped",
    }
    if row.reason is not None:
        resource["statusReason"] = {"text": f"Ended early: {words.REASONS[EndReason(row.reason)]}"}
    resource |= {
        "code": {
            "coding": [{"system": words.SNOMED, "code": words.MASSAGE}],
            "text": f"Self-massage: {title}" if title else "Self-massage",
        },
        "subject": {"reference": subject},
        "performedPeriod": period,
        "bodySite": [
            {
                "coding": [{"system": words.SNOMED, "code": code, "display": term}],
                "text": f"{' and '.join(feet).capitalize()} foot",
            }
        ],
        "note": _notes(_hands_on(row), row.note),
    }
    return resource


def rating_observation(row: RatingRow, subject: str) -> Json:
    """An answer on the scale; one that was passed over says so instead of a value."""
    region = _REGION[row.region]
    kind = _KIND[row.kind]
    code: Json = {"text": words.rating_text(kind, _CONTEXT[row.context], region)}
    if kind is RatingKind.PAIN:
        pain = {"system": words.LOINC, "code": words.PAIN, "display": words.PAIN_TERM}
        code = {"coding": [pain], **code}
    resource = _observation(row.id, code, subject, row.answered, row.session_id)
    if row.value is None:
        resource["dataAbsentReason"] = _DECLINED
    else:
        resource["valueQuantity"] = {
            "value": row.value,
            "unit": words.SCORE_UNIT,
            "system": words.UCUM,
            "code": words.SCORE_UNIT,
        }
    resource["bodySite"] = _body_site(row.side, region)
    if notes := _notes(_lateness(row), row.note):
        resource["note"] = notes
    return resource


def event_observation(row: EventRow, subject: str) -> Json:
    """Something that happened, as the person told it."""
    code: Json = {"text": f"{words.EVENTS[EventType(row.type)]}, as the person told it"}
    resource = _observation(row.id, code, subject, row.when, row.session_id)
    resource["valueBoolean"] = True
    if row.side is not None:
        region = Area.WHOLE_FOOT if row.region is None else _REGION[row.region]
        resource["bodySite"] = _body_site(row.side, region)
    advice = _clean(row.advice)
    told = (row.severity, f"Advice shown: {advice}" if advice else "", row.note)
    if notes := _notes(*told):
        resource["note"] = notes
    return resource


def check_in_id(session_id: str, context: str) -> str:
    """The id of what was answered at one time after a session."""
    return str(uuid5(UUID(session_id), f"check-in/{context}"))


def questionnaire_response(
    rows: Sequence[AnsweredRow], texts: Mapping[str, Asked], subject: str
) -> Json | None:
    """What was answered at one time after a session; None where nothing was asked.

    Args:
        rows: of one session and context; at least one.
        texts: of the questions that are answered with yes or no.
        subject: the person.
    """
    first = rows[0]
    items = [_number_item(row) for row in rows if row.kind is not None]
    yes_or_no = [row for row in rows if row.question not in (None, DONE)]
    items += [_yes_or_no_item(row, texts) for row in yes_or_no]
    if not items:
        return None
    versions = [row.version for row in rows if row.version is not None]
    version = f"|{max(versions)}" if versions else ""
    return {
        "resourceType": "QuestionnaireResponse",
        "id": check_in_id(first.session_id, first.context),
        "questionnaire": f"{QUESTIONNAIRE}{version}",
        "status": "completed" if _is_whole(rows) else "stopped",
        "subject": {"reference": subject},
        "authored": max(rows, key=lambda row: row.when_ms).when,
        "partOf": [{"reference": urn(first.session_id)}],
        "item": items,
    }


def _observation(id_: str, code: Json, subject: str, when: str, session_id: str | None) -> Json:
    resource: Json = {
        "resourceType": "Observation",
        "id": id_,
        "status": "final",
        "category": [_SURVEY],
        "code": code,
        "subject": {"reference": subject},
        "effectiveDateTime": when,
    }
    if session_id is not None:
        resource["partOf"] = [{"reference": urn(session_id)}]
    return resource


def _body_site(side: str, region: Area) -> Json:
    code, term = words.BODY_SITES[region]
    return {
        "coding": [{"system": words.SNOMED, "code": code, "display": term}],
        "text": words.place_text(side, region),
    }


def _hands_on(row: SessionRow) -> str:
    done = clock_text(row.actual_s)
    if row.by_hand:
        return f"Written down by the person afterwards, as they remember it. Hands-on time {done}"
    steps = "1 step" if row.skipped == 1 else f"{row.skipped} steps"
    return f"Hands-on time {done} of {clock_text(row.planned_s)} planned; {steps} skipped"


def _lateness(row: RatingRow) -> str:
    if not row.late:
        return ""
    if row.hours is None:
        return "Answered late"
    return f"Answered late, {row.hours:.1f} hours after the session"


def _number_item(row: AnsweredRow) -> Json:
    item: Json = {
        "linkId": f"{row.kind}-{row.side}-{row.region}",
        "text": words.question_text(_KIND[str(row.kind)], str(row.side), _REGION[str(row.region)]),
    }
    if row.value is not None:
        item["answer"] = [{"valueInteger": row.value}]
    return item


def _yes_or_no_item(row: AnsweredRow, texts: Mapping[str, Asked]) -> Json:
    question = str(row.question)
    item: Json = {"linkId": question}
    asked = texts.get(question)
    if asked is not None:
        item["text"] = asked.ask
    answer = Answer.from_text(str(row.answer))
    given: Json = {"valueBoolean": answer.is_yes}
    if places := places_as_words(answer.feet, answer.regions):
        where: Json = {"linkId": f"{question}-where"}
        if asked is not None and asked.where:
            where["text"] = asked.where
        where["answer"] = [{"valueString": place} for place in places]
        given["item"] = [where]
    item["answer"] = [given]
    return item


def _is_whole(rows: Sequence[AnsweredRow]) -> bool:
    """Whether nothing was left open: it was ended by the person, or asks for numbers only."""
    marks = [Answer.from_text(str(row.answer)).is_yes for row in rows if row.question == DONE]
    if marks:
        return any(marks)
    return rows[0].context == RatingContext.AFTER or all(row.question is None for row in rows)


def _notes(*texts: str) -> list[Json]:
    return [{"text": text} for text in map(_clean, texts) if text]


def _clean(text: str) -> str:
    return _NOT_FHIR.sub(" ", text).strip()
