"""Kills the real program at random moments of a session, and looks at what is left of it.

What it was doing is known from what it showed (`tests/traced_app.py`), never from the journal. The
journal is read twice: by this process at once, and by the next start of the program, which must
offer the same in its window.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from app.core.cut_off import CutOff, cut_off_from
from app.core.errors import KnownError
from app.core.session_table import State
from app.storage.checkpoint import Checkpoint
from app.storage.data_folder import LOG, PREFERENCES, RUNNING, SESSIONS
from app.storage.log_store import open_log_read_only
from tests.real_app import Line, RealApp, Screen, starting, until
from tests.traced_app import standing_of

LOST_MOST_S = 5.0
ROUNDING_S = 1e-6
RESUMED_SHARE = 0.75
"""Of the lives that may go on with the session of the life before."""
AT_ONCE_SHARE = 0.15
"""Of the lives that are ended while a session is only just begun or taken up."""
QUIET_SHARE = 0.35
"""Of the lives in which no key is pressed."""
SKIPPING_SHARE = 0.5
"""Of the lives that begin with skipping some stretches."""
SCRIPT = "many-short-steps"
LONG_STEPS = (1, 6)
"""In which nothing happens for so long that only the clock makes the program keep it."""
KEYS = {
    "Right": 8,
    "Left": 5,
    "space": 4,
    "plus": 5,
    "minus": 3,
    "Down Down Tab Return": 2,
    "Down": 3,
    "r": 3,
    "m": 2,
    "Return": 3,
    "Escape": 2,
    "Escape 1": 1,
    "Escape 8": 2,
    "Escape 8 Return": 2,
    "Escape 2": 1,
}
"""What is pressed, one after the other, and how often beside the others: an offer to leave a place
out is taken, reasons are given, some of them for good, and what has the focus is pressed."""
DRIVEN_BY = {"running": (), "paused": ("space",), "asking": ("Escape",)}
"""The states in which each lane is killed once before chance has its way, and their keys."""
DRIVEN = tuple(DRIVEN_BY)

RESTLESS: dict[str, str | None] = {"FOOTWELL_NO_RESTS": "1"}
"""One life follows another at once, and each does the same firm step: no foot rests from it."""

_TECHNIQUES = {
    "kneading": "arch",
    "stroking": "whole-foot",
    "rubbing": "heel",
    "cross-fiber-friction": "arch",
    "stretching": "calf",
    "tapping": "ball-of-foot",
    "rolling": "arch",
    "mobilizing": "toes",
}


def write_person(data: Path) -> None:
    """Make the data folder of somebody with the shortest pauses and a script of short steps."""
    (data / SESSIONS).mkdir(parents=True)
    pauses = {"get_ready_s": 5, "gap_s": 5, "switch_s": 5}
    (data / PREFERENCES).write_text(json.dumps(pauses))
    (data / SESSIONS / f"{SCRIPT}.yaml").write_text("\n".join(script_lines()) + "\n")


def script_lines() -> Iterator[str]:
    """A script of steps of five to ten seconds; one waits, one has a pattern, two are long."""
    yield from ("format: 1", "title: Many short steps", "steps:")
    for number, (technique, area) in enumerate(_TECHNIQUES.items()):
        yield f"  - title: Step {number} {technique}"
        yield f"    technique: {technique}"
        yield f"    area: {area}"
        lasts_s = 40 if number in LONG_STEPS else 5 + number % 6
        pattern = "pattern: {hold: 3 s, release: 1 s, reps: 2}"
        yield f"    {pattern if technique == 'stretching' else f'duration: {lasts_s} s'}"
        yield f"    instruction: Do number {number}."
        if technique == "tapping":
            yield "    wait: true"
    yield from ("  - title: Rest", "    technique: rest", "    area: general", "    side: none")
    yield from ("    duration: 10 s", "    instruction: Rest.")


@dataclass
class Death:
    """One kill and what was left; times in seconds, `troubles` empty where all held."""

    life: str
    keys: list[str] = field(default_factory=list)
    state: str = ""
    segment: str = ""
    elapsed_s: float = 0.0
    lost_s: float = 0.0
    hands_on_lost_s: float = 0.0
    is_between: bool = False
    is_offered: bool = False
    troubles: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Left:
    """What a death left behind: its note, and the session as this process took it up."""

    death: Death
    cut_off: CutOff | None


class Lane:
    """One person's data folder, in which the program is killed again and again.

    Args:
        on: where its windows are.
        data: the data folder.
        chance: decides when, how and what.
        longest_s: how long it lives at most once a session has begun.
    """

    def __init__(
        self, on: Screen, data: Path, chance: random.Random, longest_s: float = 10.0
    ) -> None:
        self._on = on
        self._data = data
        self._chance = chance
        self._longest_s = longest_s
        self._left: Left | None = None
        self.deaths: list[Death] = []
        write_person(data)

    def run(self, times: int) -> None:
        """Kill it so many times; then start once more and close properly."""
        for _ in range(times):
            with starting(self._on, self._data) as start:
                self._live_and_die(start(SCRIPT, environ=RESTLESS))
        with starting(self._on, self._data) as start:
            app = start(SCRIPT, environ=RESTLESS)
            app.window()
            self._look_at_offer(app)
            self._on.key("alt+F4")
            if (status := app.wait()) or app.stderr:
                self.deaths[-1].troubles.append(f"the last start ends with {status}: {app.stderr}")

    def _live_and_die(self, app: RealApp) -> None:
        app.window()
        self._look_at_offer(app)
        before = self._before
        may_resume = before is not None and before.may_be_resumed(datetime.now(UTC))
        is_resumed = may_resume and self._chance.random() < RESUMED_SHARE
        death = Death("resumed" if is_resumed else "new")
        if is_resumed:
            self._on.key("Return")
        else:
            self._on.key("ctrl+2", "ctrl+Return")
            app.answer_checks()
        if len(self.deaths) < len(DRIVEN):
            app.until_told("began")
            self._bring_to(DRIVEN[len(self.deaths)], app, death)
        elif self._chance.random() < AT_ONCE_SHARE:
            time.sleep(self._chance.uniform(0.0, 0.3))
        else:
            app.until_told("began")
            self._press(death, self._chance.uniform(0.0, self._longest_s))
        self._judge(app, death, app.kill())
        self.deaths.append(death)

    def _bring_to(self, state: str, app: RealApp, death: Death) -> None:
        """Let the session come to a state, and see that it is shown."""
        app.until_told("shown", lambda line: line["state"] == "running")
        time.sleep(self._chance.uniform(0.0, self._longest_s / 2))
        for key in DRIVEN_BY[state]:
            death.keys.append(key)
            self._on.key(key)
        until(lambda: app.told("shown")[-1]["state"] == state, f"it is shown as {state}")

    def _press(self, death: Death, for_s: float) -> None:
        """Let so much time go by, in most of the lives with keys pressed in between.

        Half of the lives skip some stretches at first, so that the end of the script is seen too.
        """
        if self._chance.random() < SKIPPING_SHARE:
            skips = ["Right"] * self._chance.randint(1, 6)
            death.keys += skips
            self._on.key(*skips)
        until_s = time.monotonic() + for_s
        is_quiet = self._chance.random() < QUIET_SHARE
        while (left_s := until_s - time.monotonic()) > 0:
            pause_s = for_s if is_quiet else self._chance.uniform(0.05, 1.2)
            time.sleep(min(left_s, pause_s))
            if not is_quiet and pause_s < left_s:
                [key] = self._chance.choices(list(KEYS), list(KEYS.values()))
                death.keys.append(key)
                self._on.key(*key.split())

    # --- what is left ---

    @property
    def _before(self) -> CutOff | None:
        """The session that the death before this one left."""
        return None if self._left is None else self._left.cut_off

    def _judge(self, app: RealApp, death: Death, at_s: float) -> None:
        """Compare what was shown with what a fresh process finds."""
        if app.stderr:
            death.troubles.append(app.stderr)
        try:
            until(lambda: not app.left_behind, "it leaves no process behind", 10.0)
        except TimeoutError as error:
            death.troubles.append(f"{error}: {app.left_behind}")
        cut_off = self._taken_up(death)
        logged = self._logged(death)
        self._look_for_last(death, cut_off, logged)
        begun = [str(line["session_id"]) for line in app.told("began")]
        left = None if cut_off is None else _id(cut_off)
        death.troubles += [f"{one} is lost" for one in begun if one not in {*logged, left}]
        if begun and cut_off is None and begun[-1] in logged:
            death.state = "after it was logged"
        elif cut_off is not None and cut_off.session.state is State.ENDED:
            # The next start must have put it into the log.
            death.state = "between its end and the log"
        elif cut_off is not None and _id(cut_off) in logged:
            # The kill came between the log and forgetting: the next start offers nothing.
            death.state, cut_off = "between two sessions", None
        elif cut_off is None or _is_as_it_was(self._before, cut_off, app.trace):
            death.state = "before it began"
            if app.told("began"):
                death.troubles.append("nothing is left")
        else:
            _compare(death, app.trace, standing_of(cut_off.session), at_s)
        self._left = Left(death, cut_off)

    def _taken_up(self, death: Death) -> CutOff | None:
        """Take it up as the next start does, from a copy."""
        copy = self._data / "copy.journal"
        if not (self._data / RUNNING).exists():
            return None
        shutil.copy(self._data / RUNNING, copy)
        try:
            kept = Checkpoint(copy).load(datetime.now(UTC))
            assert kept is not None
            return cut_off_from(kept.beginning, kept.standing, time.monotonic)
        except KnownError as error:
            death.troubles.append(str(error))
            return None
        finally:
            copy.unlink(missing_ok=True)

    def _logged(self, death: Death) -> dict[str, int]:
        """The sessions in the log with their seconds of massage; the log must be whole.

        Looked at in a copy, so that its repair is left to the app.
        """
        folder = self._data / "copy"
        folder.mkdir()
        try:
            for file in self._data.glob(f"{LOG}*"):
                shutil.copy(file, folder)
            if not (folder / LOG).exists():
                return {}
            with closing(sqlite3.connect(folder / LOG)) as log:
                found = [str(row[0]) for row in log.execute("PRAGMA integrity_check")]
            death.troubles += [] if found == ["ok"] else found
            return _hands_on_by_session(folder / LOG)
        finally:
            shutil.rmtree(folder)

    def _look_for_last(self, death: Death, left: CutOff | None, logged: dict[str, int]) -> None:
        """The session of the life before is in the log with its real seconds, or is still left."""
        before = self._before
        if before is None or (_is_same(before, left) and _id(before) not in logged):
            return
        wanted, found_s = before.record().actual_hands_on_s, logged.get(_id(before))
        if found_s != wanted:
            death.troubles.append(f"the log has {found_s} s of the last session, not {wanted}")

    def _look_at_offer(self, app: RealApp) -> None:
        """The window of the next start must offer what the last one left."""
        self._on.key("ctrl+1")
        offer = app.until_told("offered")
        if self._left is None:
            return
        death, cut_off = self._left.death, self._left.cut_off
        if cut_off is None or not cut_off.may_be_resumed(datetime.now(UTC)):
            if offer["is_visible"]:
                death.troubles.append(f"offered is {offer}, but nothing was left to go on with")
            return
        found = standing_of(cut_off.session)
        shown = {name: offer.get(name) for name in found}
        said = " ".join(offer["said"])
        death.is_offered = shown == found and f"Resume at “{found['coming']}”" in said
        if not death.is_offered:
            death.troubles.append(f"offered is {offer}, left was {found}")


def _id(cut_off: CutOff) -> str:
    return cut_off.beginning.session_id


def _is_same(one: CutOff | None, other: CutOff | None) -> bool:
    """Whether both are the same session."""
    if one is None or other is None:
        return False
    return _id(one) == _id(other)


def _is_as_it_was(before: CutOff | None, left: CutOff, trace: list[Line]) -> bool:
    """Whether the life was over before anything was done to the session of the life before."""
    if before is None or not _is_same(before, left):
        return False
    is_touched = any(line["what"] in ("shown", "keeping") for line in trace)
    return not is_touched and before.standing.snapshot == left.standing.snapshot


def _hands_on_by_session(path: Path) -> dict[str, int]:
    """The sessions of a log with their seconds of massage."""
    log = open_log_read_only(path)
    assert log is not None
    with closing(log):
        return {one.session.id: one.session.actual_hands_on_s for one in log.sessions()}


def _compare(death: Death, trace: list[Line], left: dict[str, object], at_s: float) -> None:
    """Hold what is left against what was shown last, and what was on its way to be shown."""
    standings = [line for line in trace if line["what"] in ("shown", "keeping")]
    if not standings:
        death.troubles.append(f"nothing was shown, but {left} is left")
        return
    last_shown = max((i for i, x in enumerate(standings) if x["what"] == "shown"), default=0)
    possible = standings[last_shown:]
    shown = possible[0]
    death.state, death.segment = shown["state"], f"{shown['position']} {shown['title']}"
    death.elapsed_s = round(shown["elapsed_s"], 3)
    death.is_between = len({line["position"] for line in possible}) > 1
    found = [loss for line in reversed(possible) if (loss := Loss.of(line, left, at_s))]
    best = min(found, key=lambda loss: bool(loss.why), default=None)
    if best is None:
        death.troubles.append(f"another segment: left {left}, shown {shown}")
        return
    if best.why:
        death.troubles.append(f"{best.why}: left {left}, shown {shown}")
    death.lost_s, death.hands_on_lost_s = round(best.lost_s, 3), round(best.hands_on_s, 3)


@dataclass(frozen=True)
class Loss:
    """What is lost of a standing, and why that is not as it must be."""

    lost_s: float
    hands_on_s: float
    why: str

    @classmethod
    def of(cls, line: Line, left: dict[str, object], at_s: float) -> Loss | None:
        """Compare; None where it is another segment.

        Args:
            line: how it stood at an instant before the kill.
            left: how it stands now that it was taken up.
            at_s: when it was killed.
        """
        if (line["position"], line["title"]) != (left["position"], left["title"]):
            return None
        ran_s = max(0.0, at_s - line["asked_at_s"]) if line["state"] == "running" else 0.0
        ran_s = min(ran_s, line["duration_s"] - line["elapsed_s"])
        elapsed_s, hands_on_s = left["elapsed_s"], left["hands_on_s"]
        assert isinstance(elapsed_s, float)
        assert isinstance(hands_on_s, float | int)
        later_s = max(elapsed_s - line["elapsed_s"], hands_on_s - line["hands_on_s"])
        lost_s = line["elapsed_s"] + ran_s - elapsed_s
        hands_on_lost_s = line["hands_on_s"] + (ran_s if line["counts"] else 0.0) - hands_on_s
        why = f"{later_s} s later than shown" if later_s > ROUNDING_S else ""
        if max(lost_s, hands_on_lost_s) > LOST_MOST_S:
            why = f"{max(lost_s, hands_on_lost_s)} s lost"
        return cls(lost_s, hands_on_lost_s, why)


def kill_in_lanes(
    lanes: list[Lane], times: int, tell: Callable[[int], None] | None = None
) -> list[Death]:
    """Kill so many times in all, at the same time in every lane; what became of each.

    Args:
        lanes: each in a thread of its own.
        times: how often in all.
        tell: is told now and then how many are done.
    """
    shares = [times // len(lanes) + (i < times % len(lanes)) for i in range(len(lanes))]
    told = 0
    with ThreadPoolExecutor(len(lanes)) as pool:
        running = [pool.submit(lane.run, share) for lane, share in zip(lanes, shares, strict=True)]
        while wait(running, 0.5).not_done:
            deaths = [death for lane in lanes for death in lane.deaths]
            if tell is not None and len(deaths) > told:
                told = len(deaths)
                tell(told)
    for lane in running:
        lane.result()
    return [death for lane in lanes for death in lane.deaths]


def report(deaths: list[Death]) -> dict[str, object]:
    """What is to be known of them."""
    lost = [death.lost_s for death in deaths]
    return {
        "kills": len(deaths),
        "failures": [asdict(death) for death in deaths if death.troubles],
        "offered_by_the_next_start": sum(death.is_offered for death in deaths),
        "of_sessions": _counted(death.life for death in deaths),
        "killed_while": _counted(death.state for death in deaths),
        "with_keys": sum(bool(death.keys) for death in deaths),
        "between_two_segments": sum(death.is_between for death in deaths),
        "lost_s": {"worst": max(lost), "median": round(median(lost), 3)},
        "hands_on_lost_s_worst": max(death.hands_on_lost_s for death in deaths),
    }


def _counted(words: Iterator[str]) -> dict[str, int]:
    found = list(words)
    return {word: found.count(word) for word in sorted(set(found))}
