"""The SQL of what somebody changes in the log, whole and fixed."""

# What goes stands until then, and what comes back had gone: else the log has changed since.
DELETE_SESSION = """
UPDATE sessions SET deleted = :now, changed = later(:now, changed)
WHERE id = :id AND deleted IS NULL
"""

DELETE_RATING = """
UPDATE ratings SET deleted = :now, changed = later(:now, changed)
WHERE id = :id AND deleted IS NULL
"""

DELETE_EVENT = """
UPDATE events SET deleted = :now, changed = later(:now, changed)
WHERE id = :id AND deleted IS NULL
"""

DELETE_ANSWER = """
UPDATE after_answers SET deleted = :now, changed = later(:now, changed)
WHERE id = :id AND deleted IS NULL
"""

RESTORE_SESSION = """
UPDATE sessions SET deleted = NULL, changed = later(:now, changed)
WHERE id = :id AND deleted IS NOT NULL
"""

# Which of several stands is told anew at the end of the transaction.
RESTORE_RATING = """
UPDATE ratings SET deleted = NULL, superseded = 1, changed = later(:now, changed)
WHERE id = :id AND deleted IS NOT NULL
"""

RESTORE_EVENT = """
UPDATE events SET deleted = NULL, changed = later(:now, changed)
WHERE id = :id AND deleted IS NOT NULL
"""

RESTORE_ANSWER = """
UPDATE after_answers SET deleted = NULL, changed = later(:now, changed)
WHERE id = :id AND deleted IS NOT NULL
"""

QUESTION_OF_RATING = """
SELECT session_id, day, kind, context, side, region FROM ratings WHERE id = ?
"""

# All answers to one question that are not deleted, those that another machine's has overtaken too:
# a later import would bring them back in place of the one that goes. As in log_queries, a question
# is one of a session, one of a day without a session, and first steps on a day and foot.
ANSWERS_TO_QUESTION = """
SELECT id FROM ratings
WHERE deleted IS NULL AND (
    (session_id = :session_id AND kind = :kind AND context = :context AND side = :side
        AND region = :region)
    OR (session_id IS NULL AND :session_id IS NULL AND day = :day AND kind = :kind
        AND context = :context AND side = :side AND region = :region)
    OR (kind = 'first_step' AND :kind = 'first_step' AND day = :day AND side = :side))
ORDER BY answered_ms, id
"""

NOTE = "SELECT note FROM sessions WHERE id = ? AND deleted IS NULL"

BY_HAND = """
SELECT
    id, start, "end", script_id, script_title, script_sha256, techniques, feet, first_foot,
    planned_hands_on_s, actual_hands_on_s, completed, ended_early_reason, safety_verdict, note,
    by_hand
FROM sessions
WHERE id = ? AND deleted IS NULL AND by_hand = 1
"""

CHANGE_BY_HAND = """
UPDATE sessions SET
    start = ?, "end" = ?, script_id = ?, script_title = ?, script_sha256 = ?, techniques = ?,
    feet = ?, first_foot = ?, planned_hands_on_s = ?, actual_hands_on_s = ?, completed = ?,
    ended_early_reason = ?, safety_verdict = ?, note = ?, by_hand = ?, changed = later(?, changed)
WHERE id = ?
"""

RATING = """
SELECT
    id, session_id, kind, context, answered, side, region, value, due, hours_after_end, late, note
FROM ratings
WHERE id = ? AND deleted IS NULL
"""

SET_RATING_TIMES = """
UPDATE ratings SET answered = ?, hours_after_end = ?, changed = later(?, changed) WHERE id = ?
"""

EVENT = """
SELECT id, session_id, "when", type, severity, side, region, advice_shown, note
FROM events
WHERE id = ? AND deleted IS NULL
"""

CHANGE_EVENT = """
UPDATE events SET
    session_id = ?, "when" = ?, type = ?, severity = ?, side = ?, region = ?, advice_shown = ?,
    note = ?, changed = later(?, changed)
WHERE id = ?
"""

ANSWER = """
SELECT session_id, context, question, answer, "when", version
FROM after_answers
WHERE id = ? AND deleted IS NULL
"""

EVENTS_OF_ANSWER = """
SELECT id, session_id, "when", type, severity, side, region, advice_shown, note
FROM events
WHERE answer_id = ? AND deleted IS NULL
ORDER BY id
"""
