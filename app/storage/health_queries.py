"""The SQL of checks and clearances, whole and fixed."""

# A new one's `changed` is later than that of all that are there, and leaves room for naming one of
# them to its session, which is the least change there is: so their order is that of `changed`, on
# every machine, and a clock that was set back does not turn it round.
ADD_CHECK = """
INSERT INTO checks (id, questionnaire, version, "when", level, session_id, changed)
VALUES (?, ?, ?, ?, ?, ?, later(?, (SELECT later(max(changed), max(changed)) FROM checks)))
"""

ADD_ANSWER = """
INSERT INTO answers (
    id, check_id, questionnaire, version, question, answer, "when", changed
) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""

HAS_CHECK = "SELECT 1 FROM checks WHERE id = ?"

SET_SESSION = "UPDATE checks SET session_id = ?, changed = later(changed, changed) WHERE id = ?"

DELETE_CHECK = "UPDATE checks SET deleted = ?, changed = later(?, changed) WHERE id = ?"

# In the order in which they were written, whatever the clock showed.
CHECKS = """
SELECT id, questionnaire, version, "when", level, session_id
FROM checks
WHERE deleted IS NULL AND questionnaire = ? AND when_ms >= ?
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY changed, id
"""

ANSWERS_OF_CHECKS = """
SELECT check_id, question, answer
FROM answers
WHERE deleted IS NULL AND check_id IN (
    SELECT id FROM checks WHERE deleted IS NULL AND questionnaire = ? AND when_ms >= ?)
ORDER BY check_id, question
"""

CHECKS_OF_SPAN = """
SELECT id, questionnaire, version, "when", level, session_id
FROM checks
WHERE deleted IS NULL AND when_ms >= ? AND when_ms < ?
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY changed, id
"""

ANSWERS_OF_SPAN = """
SELECT check_id, question, answer
FROM answers
WHERE deleted IS NULL AND check_id IN (
    SELECT id FROM checks WHERE deleted IS NULL AND when_ms >= ? AND when_ms < ?)
ORDER BY check_id, question
"""

CHECKS_OF_SESSION = """
SELECT id, questionnaire, version, "when", level, session_id
FROM checks
WHERE deleted IS NULL AND session_id = ?
ORDER BY changed, id
"""

ANSWERS_OF_SESSION = """
SELECT check_id, question, answer
FROM answers
WHERE deleted IS NULL AND check_id IN (
    SELECT id FROM checks WHERE deleted IS NULL AND session_id = ?)
ORDER BY check_id, question
"""

ADD_CLEARANCE = """
INSERT INTO clearances (id, question, "by", granted, recorded, places, changed)
VALUES (?, ?, ?, ?, ?, ?, later(?, (SELECT max(changed) FROM clearances)))
"""

WITHDRAW_CLEARANCE = """
UPDATE clearances SET deleted = ?, changed = later(?, changed) WHERE id = ?
"""

CLEARANCES = """
SELECT id, question, "by", granted, recorded, places
FROM clearances
WHERE deleted IS NULL
ORDER BY changed, id
"""
