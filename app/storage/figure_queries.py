"""The SQL of figures and months, whole and fixed."""

# As `session_pain` reads whole sessions: what was late is not of its time. At a place one answer at
# most stands to each question. The answers are read as they lie: of a long log that takes half as
# long as to look each one up by its session.
PAINS = """
SELECT s.id, s.start, s.script_id, s.script_title, s.techniques, r.before, r.after, r.day_after
FROM sessions AS s LEFT JOIN (
    SELECT
        session_id,
        max(CASE context WHEN 'before' THEN value END) AS before,
        max(CASE context WHEN 'after' THEN value END) AS after,
        max(CASE context WHEN 'h24' THEN value END) AS day_after
    FROM ratings NOT INDEXED
    WHERE deleted IS NULL AND superseded = 0 AND kind = 'pain' AND late = 0
        AND context IN ('before', 'after', 'h24') AND side = :side AND region = :region
    GROUP BY session_id) AS r ON r.session_id = s.id
WHERE s.deleted IS NULL
    AND substr(s.start, 1, 10) BETWEEN :since AND :until
    AND (:script_id = '' OR s.script_id = :script_id)
    AND (:foot = '' OR s.feet IN ('both', :foot))
ORDER BY s.start_ms, s.id
"""

PLACES = """
SELECT side, region, count(*)
FROM ratings NOT INDEXED
WHERE deleted IS NULL AND superseded = 0 AND kind = 'pain' AND late = 0
    AND context IN ('before', 'after', 'h24') AND value IS NOT NULL
    AND session_id IN (
        SELECT id FROM sessions
        WHERE deleted IS NULL
            AND substr(start, 1, 10) BETWEEN :since AND :until
            AND (:script_id = '' OR script_id = :script_id)
            AND (:foot = '' OR feet IN ('both', :foot)))
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
