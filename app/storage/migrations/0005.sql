-- The log, version 5: what merging and adding by hand need.
--
-- The rules of version 1 hold: UUIDs, `changed` and `deleted` as marks in UTC, all other instants
-- with their offset. Each statement ends its line.

-- Where two machines hold an answer each to the same question, the later one stands and the other
-- is superseded: told anew at each import from all answers there are, so that the order of imports
-- makes no difference. Nothing is deleted by that: the other stands again if the later one goes.
ALTER TABLE ratings ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0 CHECK (superseded IN (0, 1));

CREATE INDEX ratings_superseded ON ratings (session_id) WHERE superseded = 1;

DROP INDEX ratings_once_a_session;
DROP INDEX ratings_once_a_day;
DROP INDEX first_steps_once_a_day;

CREATE UNIQUE INDEX ratings_once_a_session ON ratings (session_id, kind, context, side, region)
    WHERE deleted IS NULL AND superseded = 0;
CREATE UNIQUE INDEX ratings_once_a_day ON ratings (day, kind, context, side, region)
    WHERE deleted IS NULL AND superseded = 0 AND session_id IS NULL;
CREATE UNIQUE INDEX first_steps_once_a_day ON ratings (day, side)
    WHERE deleted IS NULL AND superseded = 0 AND kind = 'first_step';

-- Written down by the person afterwards: its times are what they remember, and it has no steps.
ALTER TABLE sessions ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));

-- Sorting and choosing by pain and soreness look at numbers alone.
CREATE INDEX ratings_told ON ratings (kind, context, session_id, side, region, value)
    WHERE deleted IS NULL AND superseded = 0 AND value IS NOT NULL;
