"""The SQL of the log's curves: days and sessions as plain values, few of them of many answers."""

# A question of the day and foot: of several answers on a day the highest, as `daily_values` has it.
DAILY = """
SELECT side, day, max(value)
FROM ratings
WHERE deleted IS NULL AND superseded = 0 AND kind = 'first_step' AND value IS NOT NULL
    AND region IN (SELECT value FROM json_each(?))
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
GROUP BY day, side
ORDER BY day, side
"""

SESSION_MARKS = """
SELECT id, substr(start, 1, 10), script_title, feet
FROM sessions
WHERE deleted IS NULL
    AND substr(start, 1, 10) BETWEEN :since AND :until
    AND (:script_id = '' OR script_id = :script_id)
    AND (:foot = '' OR feet IN ('both', :foot))
ORDER BY start_ms, id
"""

EVENT_MARKS = """
SELECT substr("when", 1, 10), type, side, region, session_id
FROM events
WHERE deleted IS NULL
    AND substr("when", 1, 10) BETWEEN :since AND :until
    AND (:script_id = ''
        OR session_id IN (SELECT id FROM sessions WHERE script_id = :script_id))
    AND (:foot = '' OR side IS NULL OR side = :foot)
    AND (:region = '' OR region IS NULL OR region = :region)
    AND (session_id IS NULL
        OR session_id NOT IN (SELECT id FROM sessions WHERE deleted IS NOT NULL))
ORDER BY when_ms, id
"""
