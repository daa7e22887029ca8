"""The log as a bundle of FHIR R4 resources, for what clinics read with (docs/fhir-export.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from sqlite3 import Connection

from app.core.health_questions import HealthQuestions
from app.storage.database import Database
from app.storage.exports import fhir_rows
from app.storage.exports.csv_export import nothing_there
from app.storage.exports.exporting import (
    ExportCount,
    ExportOrder,
    Gauge,
    Progress,
    go_on,
    whole_file,
)
from app.storage.exports.fhir_resources import (
    Asked,
    Json,
    asked_texts,
    check_in_id,
    entry,
    event_observation,
    patient,
    procedure,
    questionnaire_response,
    rating_observation,
    urn,
)
from app.storage.span import Span

_together = attrgetter("session_id", "context")


def export_fhir(
    database: Database,
    order: ExportOrder,
    now: datetime,
    questions: HealthQuestions,
    progress: Progress = go_on,
) -> ExportCount:
    """Write a bundle: the person, a Procedure a session, an Observation an answer and an event.

    What was asked at one time after a session is a QuestionnaireResponse besides.

    Args:
        database: the log; it may be open to be read only.
        order: the file, the days (what started, was answered or happened in them, and the sessions
            that it belongs to), and the person's name.
        now: with its UTC offset; it is written into the file.
        questions: for the texts of what was asked.
        progress: is told how far it is.

    Raises:
        ExportRefusedError: there is nothing to export, or something is in the way.
        ExportStoppedError: `progress` said so.
        StorageError: the log could not be read, or the file not written.
    """
    days = order.span
    with database.reading() as connection:
        numbers = fhir_rows.numbers(connection, days)
        if not any(numbers):
            raise nothing_there(days)
        # Answers on the scale pass twice: by themselves, and with what was asked beside them.
        gauge = Gauge(progress, sum(numbers) + numbers[1])
        encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False).encode
        with whole_file(order.target, database.path, force=order.force) as file:
            file.write(_head(now))
            comma = "\n"
            for one in _entries(connection, days, gauge, asked_texts(questions), order.name):
                file.write((comma + encode(one)).encode())
                comma = ",\n"
            file.write(b"\n]\n}\n")
            gauge.end()
    return ExportCount(*numbers[:3])


def _head(now: datetime) -> bytes:
    values = {"resourceType": "Bundle", "type": "collection", "timestamp": now.isoformat()}
    lines = (f"{json.dumps(key)}: {json.dumps(value)}" for key, value in values.items())
    return ("{\n" + ",\n".join(lines) + ',\n"entry": [').encode()


def _entries(
    connection: Connection, span: Span, gauge: Gauge, texts: Mapping[str, Asked], name: str
) -> Iterator[Json]:
    person = fhir_rows.person_id(connection)
    subject = urn(person)
    yield entry(person, patient(name))
    for session in gauge.counted(fhir_rows.sessions(connection, span)):
        yield entry(session.id, procedure(session, subject))
    for rating in gauge.counted(fhir_rows.ratings(connection, span)):
        yield entry(rating.id, rating_observation(rating, subject))
    for event in gauge.counted(fhir_rows.events(connection, span)):
        yield entry(event.id, event_observation(event, subject))
    answered = gauge.counted(fhir_rows.answered(connection, span))
    for (session_id, context), rows in groupby(answered, key=_together):
        response = questionnaire_response(list(rows), texts, subject)
        if response is not None:
            yield entry(check_in_id(session_id, context), response)
