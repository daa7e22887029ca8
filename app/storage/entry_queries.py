"""The SQL of the log's table, whole and fixed: nothing of a person's text is ever pasted into it.

The keys of entries come with what they are sorted by, newest first. What is asked of answers and
events is put together of fixed parts, so that what nobody asks for costs nothing.
"""

SESSION_KEYS = """
SELECT id, start_ms, script_title, actual_hands_on_s, feet, completed, ended_early_reason
FROM sessions
WHERE deleted IS NULL AND start_ms >= :from_ms AND start_ms < :to_ms
    AND (:script_id = '' OR script_id = :script_id)
    AND (:foot IS NULL OR feet IN ('both', :foot))
"""

# What an answer or an event must be, so that its session is shown.
ANSWERED = """
SELECT 1 FROM ratings
WHERE session_id = sessions.id AND deleted IS NULL AND superseded = 0 AND value IS NOT NULL
    AND (:kind IS NULL OR kind = :kind)
    AND (:region IS NULL OR region = :region)
    AND (:foot IS NULL OR side = :foot)
"""

HAPPENED = """
SELECT 1 FROM events
WHERE session_id = sessions.id AND deleted IS NULL
    AND (:region IS NULL OR region = :region)
    AND (:foot IS NULL OR side = :foot)
    AND NOT (type = 'other' AND severity = '' AND note = '' AND advice_shown <> '')
"""

SESSIONS_ANSWERED = f"{SESSION_KEYS} AND EXISTS ({ANSWERED})"
SESSIONS_HAPPENED = f"{SESSION_KEYS} AND EXISTS ({HAPPENED})"
SESSIONS_ABOUT = f"{SESSION_KEYS} AND (EXISTS ({ANSWERED}) OR EXISTS ({HAPPENED}))"

# Answers of one kind and day. Wanted are those of which one is as it is asked for.
ANSWERS_KEYS = """
SELECT
    day, kind, max(answered_ms) AS latest_ms,
    min(side) FILTER (WHERE value IS NOT NULL), max(side) FILTER (WHERE value IS NOT NULL)
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND session_id IS NULL
GROUP BY day, kind
HAVING latest_ms >= :from_ms AND latest_ms < :to_ms
    AND (NOT :must_tell OR max(
        value IS NOT NULL
        AND (:kind IS NULL OR kind = :kind)
        AND (:region IS NULL OR region = :region)
        AND (:foot IS NULL OR side = :foot)))
"""

EVENT_KEYS = """
SELECT id, when_ms, side
FROM events
WHERE deleted IS NULL AND session_id IS NULL AND when_ms >= :from_ms AND when_ms < :to_ms
    AND (:region IS NULL OR region = :region)
    AND (:foot IS NULL OR side = :foot)
    AND (NOT :asks_what_happened
        OR NOT (type = 'other' AND severity = '' AND note = '' AND advice_shown <> ''))
"""

# The highest answers right after sessions, and of days without one: of a foot the whole foot's,
# else the highest of its places'.
HIGHEST_AFTER = """
SELECT session_id, max(score) FROM (
    SELECT
        session_id,
        coalesce(max(value) FILTER (WHERE region = 'whole-foot'), max(value)) AS score
    FROM ratings
    WHERE deleted IS NULL AND superseded = 0 AND value IS NOT NULL
        AND session_id IS NOT NULL AND kind = ? AND context = 'after'
    GROUP BY session_id, side)
GROUP BY session_id
"""

HIGHEST_OF_DAY = """
SELECT day, max(score) FROM (
    SELECT
        day,
        coalesce(max(value) FILTER (WHERE region = 'whole-foot'), max(value)) AS score
    FROM ratings
    WHERE deleted IS NULL AND superseded = 0 AND value IS NOT NULL
        AND session_id IS NULL AND kind = ?
    GROUP BY day, side)
GROUP BY day
"""

# All that is searched: of sessions, of days and kinds, of events without a session.
SESSION_TEXTS = "SELECT id, script_title, note FROM sessions WHERE deleted IS NULL"

ANSWER_NOTES = """
SELECT session_id, day, kind, note FROM ratings
WHERE note <> '' AND deleted IS NULL AND superseded = 0
"""

EVENT_TEXTS = "SELECT session_id, id, type, note FROM events WHERE deleted IS NULL"

# Of a page of entries, whose ids come as one JSON list.
SESSIONS_OF_PAGE = """
SELECT
    id, start, script_title, actual_hands_on_s, planned_hands_on_s, feet, completed,
    ended_early_reason, by_hand, note
FROM sessions
WHERE deleted IS NULL AND id IN (SELECT value FROM json_each(?))
"""

ANSWERS_OF_PAGE = """
SELECT session_id, kind, context, side, region, value, note
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND session_id IN (SELECT value FROM json_each(?))
    AND (note <> '' OR value IS NOT NULL AND (
        context = 'after' AND kind IN ('pain', 'soreness')
        OR context = 'before' AND kind = 'pain'))
ORDER BY answered_ms, id
"""

EVENTS_OF_PAGE = """
SELECT
    session_id, note,
    NOT (type = 'other' AND severity = '' AND note = '' AND advice_shown <> '')
FROM events
WHERE deleted IS NULL AND session_id IN (SELECT value FROM json_each(?))
ORDER BY when_ms, id
"""

DAYS_OF_PAGE = """
SELECT day, kind, answered, side, region, value, note
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND session_id IS NULL
    AND day IN (SELECT value FROM json_each(?))
ORDER BY answered_ms, id
"""

SINGLE_EVENTS_OF_PAGE = """
SELECT
    id, "when", type, severity, side, region, note,
    type = 'other' AND severity = '' AND note = '' AND advice_shown <> ''
FROM events
WHERE deleted IS NULL AND session_id IS NULL AND id IN (SELECT value FROM json_each(?))
"""

# One session with all that belongs to it.
SESSION = """
SELECT
    id, start, "end", script_id, script_title, script_sha256, techniques, feet, first_foot,
    planned_hands_on_s, actual_hands_on_s, completed, ended_early_reason, safety_verdict, note,
    by_hand
FROM sessions
WHERE deleted IS NULL AND id = ?
"""

STEPS = """
SELECT
    session_id, position, step_index, title, technique, area, side, tool, pressure,
    pass_number, planned_s, actual_s, counts, eased, outcome
FROM session_steps
WHERE deleted IS NULL AND session_id = ?
ORDER BY position
"""

RATINGS = """
SELECT
    id, session_id, kind, context, answered, side, region, value, due, hours_after_end, late, note
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND session_id = ?
ORDER BY answered_ms, id
"""

EVENTS = """
SELECT id, session_id, "when", type, severity, side, region, advice_shown, note
FROM events
WHERE deleted IS NULL AND session_id = ?
ORDER BY when_ms, id
"""

# What belongs to no session: the answers of a day and kind, and an event.
ANSWERS_OF_DAY = """
SELECT
    id, session_id, kind, context, answered, side, region, value, due, hours_after_end, late, note
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND session_id IS NULL AND day = ? AND kind = ?
ORDER BY answered_ms, id
"""

SINGLE_EVENT = """
SELECT id, session_id, "when", type, severity, side, region, advice_shown, note
FROM events
WHERE deleted IS NULL AND session_id IS NULL AND id = ?
"""

SCRIPTS = """
SELECT script_id, script_title, max(start_ms)
FROM sessions
WHERE deleted IS NULL
GROUP BY script_id
"""

HAS_ANY = """
SELECT EXISTS (SELECT 1 FROM sessions WHERE deleted IS NULL)
    OR EXISTS (
        SELECT 1 FROM ratings WHERE deleted IS NULL AND superseded = 0 AND session_id IS NULL)
    OR EXISTS (SELECT 1 FROM events WHERE deleted IS NULL AND session_id IS NULL)
"""
