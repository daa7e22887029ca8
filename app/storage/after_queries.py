"""The SQL of what is answered after sessions, whole and fixed."""

KEEP_ANSWER = """
INSERT INTO after_answers (
    id, session_id, context, question, version, answer, "when", changed
) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    version = excluded.version, answer = excluded.answer, "when" = excluded."when",
    changed = later(excluded.changed, changed), deleted = NULL
"""

DELETE_EVENTS = """
UPDATE events SET deleted = :now, changed = later(:now, changed)
WHERE answer_id = :answer_id AND deleted IS NULL
"""

KEEP_EVENT = """
INSERT INTO events (
    id, answer_id, session_id, "when", type, severity, side, region, advice_shown, note, changed
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    "when" = excluded."when", type = excluded.type, severity = excluded.severity,
    side = excluded.side, region = excluded.region,
    advice_shown = excluded.advice_shown, note = excluded.note,
    changed = later(excluded.changed, changed), deleted = NULL
"""

ANSWERS_OF_SESSIONS = """
SELECT session_id, context, question, answer, "when", version
FROM after_answers
WHERE deleted IS NULL AND session_id IN (
    SELECT id FROM sessions WHERE deleted IS NULL AND start_ms >= ? AND start_ms < ?)
ORDER BY when_ms, id
"""

ANSWERS_OF = """
SELECT session_id, context, question, answer, "when", version
FROM after_answers
WHERE deleted IS NULL AND session_id = ?
ORDER BY when_ms, id
"""
