-- The log, version 2: a step may be `left_out`, where it was too sore to be done or to go on with.
--
-- A CHECK cannot be changed, so the table is made anew. Nothing refers to it.

CREATE TABLE new_session_steps (
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
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'partly', 'skipped', 'left_out')),
    changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??.??????+00:00'),
    deleted TEXT CHECK (deleted GLOB '????-??-??T??:??:??.??????+00:00')
) STRICT;

INSERT INTO new_session_steps SELECT
    id, session_id, position, step_index, title, technique, area, side, tool, pressure,
    pass_number, planned_s, actual_s, counts, eased, outcome, changed, deleted
    FROM session_steps;

DROP TABLE session_steps;

ALTER TABLE new_session_steps RENAME TO session_steps;

CREATE UNIQUE INDEX session_steps_once ON session_steps (session_id, position);
