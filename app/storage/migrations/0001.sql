-- The log, version 1.
--
-- Made so that the logs of two machines can be merged: every row has a UUID made where it was
-- written, `changed` says which of two versions of a row is the later one, and a deletion is a
-- mark. `changed` and `deleted` are UTC in one fixed form, so that they compare as text.
--
-- All other instants are ISO 8601 with the offset of the place where they were lived. The
-- generated *_ms columns are the same instants in milliseconds since 1970 in UTC: what ranges,
-- sorting and indexes go by. They also refuse what is not an instant, since it would be NULL.
--
-- Nothing asks that an end is after its start: the clock of a machine may be set back meanwhile,
-- and a session that was done must be kept.
--
-- Each statement ends its line, and nothing follows its semicolon there.

-- "Foot", so that the log is not mistaken for another program's database.
PRAGMA application_id = 0x466f6f74;

-- `techniques` is a JSON list of words. (An SQLite that does not trust schemas, as some systems
-- ship it, calls json_valid unsafe in a CHECK.)
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'),
    start TEXT NOT NULL CHECK (start GLOB '????-??-??T??:??:??*[+-]??:??'),
    start_ms INTEGER NOT NULL GENERATED ALWAYS AS
        (CAST(round((julianday(start) - 2440587.5) * 86400000) AS INTEGER)) STORED,
    "end" TEXT NOT NULL CHECK ("end" GLOB '????-??-??T??:??:??*[+-]??:??'),
    end_ms INTEGER NOT NULL GENERATED ALWAYS AS
        (CAST(round((julianday("end") - 2440587.5) * 86400000) AS INTEGER)) STORED,
    script_id TEXT NOT NULL,
    script_title TEXT NOT NULL,
    script_sha256 TEXT NOT NULL CHECK (length(script_sha256) IN (0, 64)),
    techniques TEXT NOT NULL CHECK (techniques GLOB '[[]*]'),
    feet TEXT NOT NULL CHECK (feet IN ('both', 'left', 'right')),
    first_foot TEXT NOT NULL CHECK (first_foot IN ('left', 'right')),
    planned_hands_on_s INTEGER NOT NULL CHECK (planned_hands_on_s >= 0),
    actual_hands_on_s INTEGER NOT NULL CHECK (actual_hands_on_s >= 0),
    completed INTEGER NOT NULL CHECK (completed IN (0, 1)),
    ended_early_reason TEXT CHECK (ended_early_reason IN (
        'done', 'pain', 'sharp_pain', 'numb', 'dizzy', 'skin', 'calf', 'crash', 'other')),
    safety_verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??.??????+00:00'),
    deleted TEXT CHECK (deleted GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

CREATE INDEX sessions_by_start ON sessions (start_ms);
CREATE INDEX sessions_deleted ON sessions (id) WHERE deleted IS NOT NULL;

-- What was done, step by step. A step's id is made from its session's and its position, so that
-- the same step has the same id on every machine.
CREATE TABLE session_steps (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'),
    session_id TEXT NOT NULL REFERENCES sessions (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    step_index INTEGER NOT NULL CHECK (step_index >= 0),
    title TEXT NOT NULL,
    technique TEXT NOT NULL CHECK (technique IN (
        'assessment', 'communication', 'rest', 'stroking', 'rubbing', 'kneading', 'tapping',
        'rolling', 'mobilizing', 'stretching', 'myofascial-release', 'cross-fiber-friction',
        'deep-tissue', 'trigger-point')),
    area TEXT NOT NULL CHECK (area IN (
        'heel', 'arch', 'ball-of-foot', 'toes', 'top-of-foot', 'ankle', 'achilles', 'calf',
        'whole-foot', 'general')),
    side TEXT NOT NULL CHECK (side IN ('left', 'right', 'both', 'none')),
    tool TEXT NOT NULL CHECK (tool IN (
        'hands', 'knuckles', 'tennis-ball', 'lacrosse-ball', 'foam-roller', 'roller-stick',
        'frozen-bottle', 'towel', 'strap', 'wall', 'step')),
    pressure TEXT NOT NULL CHECK (pressure IN ('none', 'light', 'moderate', 'firm')),
    pass_number INTEGER NOT NULL CHECK (pass_number >= 1),
    planned_s INTEGER NOT NULL CHECK (planned_s >= 0),
    actual_s REAL NOT NULL CHECK (actual_s >= 0),
    counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
    eased INTEGER NOT NULL CHECK (eased >= 0),
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'partly', 'skipped')),
    changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??.??????+00:00'),
    deleted TEXT CHECK (deleted GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

CREATE UNIQUE INDEX session_steps_once ON session_steps (session_id, position);

-- Answers on the 0-10 scale, one row for a region of a foot; `value` NULL is shown and skipped.
-- `day` is the date on the person's calendar when it was answered.
CREATE TABLE ratings (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'),
    session_id TEXT REFERENCES sessions (id),
    kind TEXT NOT NULL CHECK (kind IN ('pain', 'soreness', 'first_step')),
    context TEXT NOT NULL CHECK (context IN (
        'before', 'after', 'h3', 'morning', 'h24', 'h48', 'h72', 'daily')),
    due TEXT CHECK (due GLOB '????-??-??T??:??:??*[+-]??:??'),
    answered TEXT NOT NULL CHECK (answered GLOB '????-??-??T??:??:??*[+-]??:??'),
    answered_ms INTEGER NOT NULL GENERATED ALWAYS AS
        (CAST(round((julianday(answered) - 2440587.5) * 86400000) AS INTEGER)) STORED,
    day TEXT NOT NULL GENERATED ALWAYS AS (substr(answered, 1, 10)) VIRTUAL,
    hours_after_end REAL,
    late INTEGER NOT NULL CHECK (late IN (0, 1)),
    side TEXT NOT NULL CHECK (side IN ('left', 'right')),
    region TEXT NOT NULL CHECK (region IN (
        'heel', 'arch', 'ball-of-foot', 'toes', 'top-of-foot', 'ankle', 'achilles', 'calf',
        'whole-foot')),
    value INTEGER CHECK (value BETWEEN 0 AND 10),
    note TEXT NOT NULL,
    changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??.??????+00:00'),
    deleted TEXT CHECK (deleted GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

CREATE INDEX ratings_by_time ON ratings (answered_ms);
-- One answer that stands to one question: of a session, of a day without one, and of first steps
-- once a foot and day, whatever they were asked with.
CREATE UNIQUE INDEX ratings_once_a_session ON ratings (session_id, kind, context, side, region)
    WHERE deleted IS NULL;
CREATE UNIQUE INDEX ratings_once_a_day ON ratings (day, kind, context, side, region)
    WHERE deleted IS NULL AND session_id IS NULL;
CREATE UNIQUE INDEX first_steps_once_a_day ON ratings (day, side)
    WHERE deleted IS NULL AND kind = 'first_step';

-- Things that happened during or after a session, with the advice that was shown.
CREATE TABLE events (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'),
    session_id TEXT REFERENCES sessions (id),
    "when" TEXT NOT NULL CHECK ("when" GLOB '????-??-??T??:??:??*[+-]??:??'),
    when_ms INTEGER NOT NULL GENERATED ALWAYS AS
        (CAST(round((julianday("when") - 2440587.5) * 86400000) AS INTEGER)) STORED,
    type TEXT NOT NULL CHECK (type IN (
        'bruise', 'swelling', 'redness', 'dizziness', 'numbness', 'skin', 'worse_pain', 'other')),
    severity TEXT NOT NULL,
    side TEXT CHECK (side IN ('left', 'right')),
    region TEXT CHECK (region IN (
        'heel', 'arch', 'ball-of-foot', 'toes', 'top-of-foot', 'ankle', 'achilles', 'calf',
        'whole-foot')),
    advice_shown TEXT NOT NULL,
    note TEXT NOT NULL,
    changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??.??????+00:00'),
    deleted TEXT CHECK (deleted GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

CREATE INDEX events_by_session ON events (session_id);
CREATE INDEX events_by_time ON events (when_ms);

-- Questions that become due after a session. A check-in's id is made from its session's and its
-- context. `not_asked` lay wholly in the night and is not missing; `overlapped` was overtaken by
-- another session; `missed` was not answered in its window.
CREATE TABLE check_ins (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'),
    session_id TEXT NOT NULL REFERENCES sessions (id),
    context TEXT NOT NULL CHECK (context IN ('h3', 'morning', 'h24', 'h48', 'h72')),
    due TEXT NOT NULL CHECK (due GLOB '????-??-??T??:??:??*[+-]??:??'),
    due_ms INTEGER NOT NULL GENERATED ALWAYS AS
        (CAST(round((julianday(due) - 2440587.5) * 86400000) AS INTEGER)) STORED,
    window_from TEXT NOT NULL CHECK (window_from GLOB '????-??-??T??:??:??*[+-]??:??'),
    window_to TEXT NOT NULL CHECK (window_to GLOB '????-??-??T??:??:??*[+-]??:??'),
    state TEXT NOT NULL CHECK (state IN ('due', 'answered', 'missed', 'not_asked', 'overlapped')),
    answered TEXT CHECK (answered GLOB '????-??-??T??:??:??*[+-]??:??'),
    changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??.??????+00:00'),
    deleted TEXT CHECK (deleted GLOB '????-??-??T??:??:??.??????+00:00'),
    CHECK ((state = 'answered') = (answered IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX check_ins_once ON check_ins (session_id, context);
CREATE INDEX check_ins_by_due ON check_ins (due_ms) WHERE state = 'due' AND deleted IS NULL;

-- What was answered to safety and profile questions. `version` is that of the questionnaire's
-- wording. The words of questions are not fixed here: they grow with the questionnaires.
CREATE TABLE answers (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'),
    session_id TEXT REFERENCES sessions (id),
    questionnaire TEXT NOT NULL CHECK (questionnaire <> ''),
    version INTEGER NOT NULL CHECK (version >= 1),
    question TEXT NOT NULL CHECK (question <> ''),
    answer TEXT NOT NULL,
    "when" TEXT NOT NULL CHECK ("when" GLOB '????-??-??T??:??:??*[+-]??:??'),
    when_ms INTEGER NOT NULL GENERATED ALWAYS AS
        (CAST(round((julianday("when") - 2440587.5) * 86400000) AS INTEGER)) STORED,
    changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??.??????+00:00'),
    deleted TEXT CHECK (deleted GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

CREATE INDEX answers_by_session ON answers (session_id);
CREATE INDEX answers_by_question ON answers (questionnaire, question, when_ms);
