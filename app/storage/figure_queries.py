"""The SQL of figures and months, whole and fixed."""

# Each join finds at most one answer, by the index of those that stand to a question once.
PAINS = """
SELECT
    s.id, s.start, s.script_id, s.script_title, s.techniques,
    before.value, after.value, day_after.value
FROM sessions s
LEFT JOIN ratings before ON before.session_id = s.id
    AND before.deleted IS NULL AND before.superseded = 0 AND before.kind = 'pain'
    AND before.context = 'before' AND before.side = :side AND before.region = :region
    AND before.late = 0
LEFT JOIN ratings after ON after.session_id = s.id
    AND after.deleted IS NULL AND after.superseded = 0 AND after.kind = 'pain'
    AND after.context = 'after' AND after.side = :side AND after.region = :region
    AND after.late = 0
LEFT JOIN ratings day_after ON day_after.session_id = s.id
    AND day_after.deleted IS NULL AND day_after.superseded = 0 AND day_after.kind = 'pain'
    AND day_after.context = 'h24' AND day_after.side = :side AND day_after.region = :region
    AND day_after.late = 0
WHERE s.deleted IS NULL AND s.start_ms >= :from_ms AND s.start_ms < :to_ms
    AND (:script_id = '' OR s.script_id = :script_id)
    AND (:foot IS NULL OR s.feet IN ('both', :foot))
ORDER BY s.start_ms, s.id
"""

PLACES = """
SELECT side, region, count(*)
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND kind = 'pain'
    AND context IN ('before', 'after', 'h24') AND late = 0 AND value IS NOT NULL
    AND session_id IN (
        SELECT id FROM sessions
        WHERE deleted IS NULL AND start_ms >= :from_ms AND start_ms < :to_ms
            AND (:script_id = '' OR script_id = :script_id)
            AND (:foot IS NULL OR feet IN ('both', :foot)))
GROUP BY side, region
"""

# The answers are not read: what a day was goes by the verdict that was shown.
CHECKS_OF_SPAN = """
SELECT id, questionnaire, version, "when", level, session_id
FROM checks
WHERE deleted IS NULL AND questionnaire IN ('profile', 'today') AND when_ms >= ? AND when_ms < ?
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY rowid
"""

# The first instant of each kind of entry, by its index.
FIRST_INSTANTS = (
    "SELECT start FROM sessions WHERE deleted IS NULL ORDER BY start_ms LIMIT 1",
    """
SELECT answered FROM ratings
WHERE deleted IS NULL AND superseded = 0
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY answered_ms LIMIT 1
""",
    """
SELECT "when" FROM events
WHERE deleted IS NULL
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY when_ms LIMIT 1
""",
)
