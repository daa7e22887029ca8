"""The SQL of checks and clearances, whole and fixed."""

ADD_CHECK = """
INSERT INTO checks (id, questionnaire, version, "when", level, session_id, changed)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""

ADD_ANSWER = """
INSERT INTO answers (
    id, check_id, questionnaire, version, question, answer, "when", changed
) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""

HAS_CHECK = "SELECT 1 FROM checks WHERE id = ?"

SET_SESSION = "UPDATE checks SET session_id = ?, changed = ? WHERE id = ?"

DELETE_CHECK = "UPDATE checks SET deleted = ?, changed = ? WHERE id = ?"

# In the order in which they were written, whatever the clock showed.
CHECKS = """
SELECT id, questionnaire, version, "when", level, session_id
FROM checks
WHERE deleted IS NULL AND questionnaire = ? AND when_ms >= ?
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY rowid
"""

ANSWERS_OF_CHECKS = """
SELECT check_id, question, answer
FROM answers
WHERE deleted IS NULL AND check_id IN (
    SELECT id FROM checks WHERE deleted IS NULL AND questionnaire = ? AND when_ms >= ?)
ORDER BY check_id, rowid
"""

CHECKS_OF_SESSION = """
SELECT id, questionnaire, version, "when", level, session_id
FROM checks
WHERE deleted IS NULL AND session_id = ?
ORDER BY rowid
"""

ANSWERS_OF_SESSION = """
SELECT check_id, question, answer
FROM answers
WHERE deleted IS NULL AND check_id IN (
    SELECT id FROM checks WHERE deleted IS NULL AND session_id = ?)
ORDER BY check_id, rowid
"""

ADD_CLEARANCE = """
INSERT INTO clearances (id, question, "by", granted, recorded, places, changed)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""

WITHDRAW_CLEARANCE = "UPDATE clearances SET deleted = ?, changed = ? WHERE id = ?"

CLEARANCES = """
SELECT id, question, "by", granted, recorded, places
FROM clearances
WHERE deleted IS NULL
ORDER BY rowid
"""
