"""The log's SQL, whole and fixed: nothing of a person's text is ever pasted into it."""

ADD_SESSION = """
INSERT INTO sessions (
    id, start, "end", script_id, script_title, script_sha256, techniques, feet, first_foot,
    planned_hands_on_s, actual_hands_on_s, completed, ended_early_reason, safety_verdict, note,
    by_hand, changed
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

HAS_SESSION = "SELECT 1 FROM sessions WHERE id = ?"

ADD_STEP = """
INSERT INTO session_steps (
    id, session_id, position, step_index, title, technique, area, side, tool, pressure,
    pass_number, planned_s, actual_s, counts, eased, outcome, changed
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

ADD_RATING = """
INSERT INTO ratings (
    id, session_id, kind, context, answered, side, region, value, due, hours_after_end, late,
    note, changed
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

ADD_EVENT = """
INSERT INTO events (
    id, session_id, "when", type, severity, side, region, advice_shown, note, changed
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

# The answers that stand to a session's question, to a day's without a session, and to first
# steps on a day and foot. One statement each, since each has an index of its own.
#
# later() makes a change later than the one before it, whatever the clock shows (see marks).
REPLACED_BY_RATING = (
    """
UPDATE ratings SET deleted = :now, changed = later(:now, changed)
WHERE deleted IS NULL AND superseded = 0 AND session_id = :session_id
    AND kind = :kind AND context = :context AND side = :side AND region = :region
""",
    """
UPDATE ratings SET deleted = :now, changed = later(:now, changed)
WHERE deleted IS NULL AND superseded = 0
    AND session_id IS NULL AND :session_id IS NULL
    AND day = :day AND kind = :kind AND context = :context AND side = :side AND region = :region
""",
    """
UPDATE ratings SET deleted = :now, changed = later(:now, changed)
WHERE deleted IS NULL AND superseded = 0
    AND kind = 'first_step' AND :kind = 'first_step'
    AND day = :day AND side = :side
""",
    # Those that another one took the place of at an import, to any of the three.
    """
UPDATE ratings SET deleted = :now, changed = later(:now, changed)
WHERE deleted IS NULL AND superseded = 1 AND side = :side
    AND ((session_id IS :session_id AND (session_id IS NOT NULL OR day = :day)
            AND kind = :kind AND context = :context AND region = :region)
        OR (kind = 'first_step' AND :kind = 'first_step' AND day = :day))
""",
)

SET_NOTE = "UPDATE sessions SET note = ?, changed = later(?, changed) WHERE id = ?"


SESSIONS = """
SELECT
    id, start, "end", script_id, script_title, script_sha256, techniques, feet, first_foot,
    planned_hands_on_s, actual_hands_on_s, completed, ended_early_reason, safety_verdict, note,
    by_hand
FROM sessions
WHERE deleted IS NULL AND start_ms >= ? AND start_ms < ?
ORDER BY start_ms DESC, id
"""

LATEST_START = "SELECT max(start_ms) FROM sessions WHERE deleted IS NULL"

STEPS_OF_SESSIONS = """
SELECT
    session_id, position, step_index, title, technique, area, side, tool, pressure,
    pass_number, planned_s, actual_s, counts, eased, outcome
FROM session_steps
WHERE deleted IS NULL AND session_id IN (
    SELECT id FROM sessions WHERE deleted IS NULL AND start_ms >= ? AND start_ms < ?)
ORDER BY session_id, position
"""

RATINGS_OF_SESSIONS = """
SELECT
    id, session_id, kind, context, answered, side, region, value, due, hours_after_end, late, note
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND session_id IN (
    SELECT id FROM sessions WHERE deleted IS NULL AND start_ms >= ? AND start_ms < ?)
ORDER BY answered_ms, id
"""

EVENTS_OF_SESSIONS = """
SELECT id, session_id, "when", type, severity, side, region, advice_shown, note
FROM events
WHERE deleted IS NULL AND session_id IN (
    SELECT id FROM sessions WHERE deleted IS NULL AND start_ms >= ? AND start_ms < ?)
ORDER BY when_ms, id
"""

RATINGS = """
SELECT
    id, session_id, kind, context, answered, side, region, value, due, hours_after_end, late, note
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND answered_ms >= ? AND answered_ms < ?
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY answered_ms, id
"""

PAINS = """
SELECT
    id, session_id, kind, context, answered, side, region, value, due, hours_after_end, late, note
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND value IS NOT NULL
    AND (kind = 'first_step' OR (kind = 'pain' AND context = 'before'))
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY answered_ms, id
"""

EVENTS = """
SELECT id, session_id, "when", type, severity, side, region, advice_shown, note
FROM events
WHERE deleted IS NULL AND when_ms >= ? AND when_ms < ?
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY when_ms, id
"""
