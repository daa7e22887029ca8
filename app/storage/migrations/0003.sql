-- The log, version 3: what is asked before a session, and what a professional agreed to.
--
-- The rules of version 1 hold: UUIDs made where a row was written, `changed` and `deleted` as
-- marks in UTC, all other instants with their offset. Each statement ends its line.

-- A questionnaire as it was answered at one time; its answers are rows of `answers`. Never
-- overwritten: other answers are another check. `level` is the verdict that was shown. `version`
-- is that of the questions' file.
--
-- `session_id` is the session that it was for. It is written when that begins, while the session's
-- own row comes at its end, so that it refers to no row: one that a crash took leaves its check.
CREATE TABLE checks (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'),
    questionnaire TEXT NOT NULL CHECK (questionnaire IN ('profile', 'today')),
    version INTEGER NOT NULL CHECK (version >= 1),
    "when" TEXT NOT NULL CHECK ("when" GLOB '????-??-??T??:??:??*[+-]??:??'),
    when_ms INTEGER NOT NULL GENERATED ALWAYS AS
        (CAST(round((julianday("when") - 2440587.5) * 86400000) AS INTEGER)) STORED,
    level TEXT NOT NULL CHECK (level IN ('', 'stop', 'area', 'adapt', 'clear')),
    session_id TEXT CHECK (length(session_id) = 36 AND session_id NOT GLOB '*[^0-9a-f-]*'),
    changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??.??????+00:00'),
    deleted TEXT CHECK (deleted GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

CREATE INDEX checks_by_time ON checks (questionnaire, when_ms);
CREATE INDEX checks_by_session ON checks (session_id);

-- An answer of a check; its id is made from the check's and the question. `answer` is yes or no,
-- then the feet (left) or places (left/heel) that were named with it.
ALTER TABLE answers ADD COLUMN check_id TEXT REFERENCES checks (id);

CREATE UNIQUE INDEX answers_once_a_check ON answers (check_id, question)
    WHERE check_id IS NOT NULL;

-- What a professional agreed to, as the person tells it: `granted` is the day, `by` who, `places`
-- the feet or places that it is for, as in an answer. Never overwritten; withdrawn by a mark.
CREATE TABLE clearances (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'),
    question TEXT NOT NULL CHECK (question <> ''),
    "by" TEXT NOT NULL CHECK (trim("by") <> ''),
    granted TEXT NOT NULL CHECK (granted GLOB '????-??-??'),
    recorded TEXT NOT NULL CHECK (recorded GLOB '????-??-??T??:??:??*[+-]??:??'),
    recorded_ms INTEGER NOT NULL GENERATED ALWAYS AS
        (CAST(round((julianday(recorded) - 2440587.5) * 86400000) AS INTEGER)) STORED,
    places TEXT NOT NULL,
    changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??.??????+00:00'),
    deleted TEXT CHECK (deleted GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;
