-- The log, version 4: what is answered about a session after it, and what follows from that.
--
-- The rules of version 1 hold: UUIDs, `changed` and `deleted` as marks in UTC, all other instants
-- with their offset. Each statement ends its line.

-- An answer to a question that is no rating, right after a session or at a check-in. Its id is made
-- from its session's, the context and the question, so that there is one for each on every machine:
-- an answer that is corrected is written over, and of two machines' the one `changed` later holds.
-- `answer` is as in `answers`: yes or no, then the feet or places that were named with it.
CREATE TABLE after_answers (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'),
    session_id TEXT NOT NULL REFERENCES sessions (id),
    context TEXT NOT NULL CHECK (context IN ('after', 'h3', 'morning', 'h24', 'h48', 'h72')),
    question TEXT NOT NULL CHECK (question <> ''),
    version INTEGER NOT NULL CHECK (version >= 1),
    answer TEXT NOT NULL CHECK (answer <> ''),
    "when" TEXT NOT NULL CHECK ("when" GLOB '????-??-??T??:??:??*[+-]??:??'),
    when_ms INTEGER NOT NULL GENERATED ALWAYS AS
        (CAST(round((julianday("when") - 2440587.5) * 86400000) AS INTEGER)) STORED,
    changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??.??????+00:00'),
    deleted TEXT CHECK (deleted GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

CREATE UNIQUE INDEX after_answers_once ON after_answers (session_id, context, question);

-- The answer that tells of an event, NULL for one that was told otherwise. Its id is made from the
-- answer's, its type and its place; it is marked as deleted where the answer becomes another.
ALTER TABLE events ADD COLUMN answer_id TEXT REFERENCES after_answers (id);

CREATE INDEX events_by_answer ON events (answer_id) WHERE answer_id IS NOT NULL;

-- Check-ins are told from sessions and answers (decision 24); no version ever wrote one here.
DROP TABLE check_ins;
