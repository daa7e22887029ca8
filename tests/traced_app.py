"""The real program, through its own door, which notes in a file what it shows and when.

Started as `python -m tests.traced_app` with the arguments of Footwell. Each line of the file that
FOOTWELL_TRACE names is JSON with the monotonic clock's instant `t`. A line is handed to the system
at once, so that it outlives a `kill -9` of this process. What is noted is asked of the running
session and of the widgets, never of the journal:

    keeping   the session stands so, and is about to be kept; nobody has seen it yet
    shown     the player shows it so
    happened  an event, after the player has shown it
    told      a sentence, in a toast or in the player
    room      a room was gone to
    offered   what Today offers to resume
    opened    the script that the Sessions room shows
    asked     the screen that is shown before a session

The file that FOOTWELL_DAY_AHEAD names, if there is one, holds by how many seconds the time of day
is ahead of the real one. With FOOTWELL_NO_RESTS no foot rests from firm work, which would keep the
same script from being started again for two days.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app import compose
from app.__main__ import main
from app.core.firm_rest import REST
from app.core.request import AppRequest
from app.core.session import Session
from app.core.session_events import Event
from app.storage.checkpoint import Checkpoint, Plain
from app.ui.check_page import CheckPage
from app.ui.footwell import Footwell
from app.ui.notice_line import NoticeLine
from app.ui.rail import Room
from app.ui.script_detail import ScriptDetail
from app.ui.session_driver import SessionDriver
from app.ui.toast import Toasts
from app.ui.today_cards import ResumeCard


class Trace:
    """Writes the lines; one process has one."""

    def __init__(self, path: str) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self.footwell: Footwell | None = None

    def note(self, what: str, **more: object) -> None:
        """Write one line, whole."""
        line = {"t": time.monotonic(), "what": what, **more}
        os.write(self._handle, json.dumps(line, default=str).encode() + b"\n")

    def note_standing(self, what: str) -> None:
        """Write how the session stands now, if there is one."""
        driver = None if self.footwell is None else self.footwell.session.driver
        if driver is not None:
            at_s = time.monotonic()
            self.note(what, asked_at_s=at_s, **standing_of(driver.session))


def standing_of(session: Session) -> dict[str, object]:
    """Where a session stands, as far as a person can tell."""
    return {
        "state": session.state,
        "position": session.position,
        "title": session.current.segment.title,
        "coming": session.coming.segment.title,
        "elapsed_s": session.elapsed_s,
        "duration_s": session.current.duration_s,
        "hands_on_s": session.hands_on_s,
        "counts": session.current.segment.counts,
    }


def watch(trace: Trace, footwell: Footwell) -> None:
    """Note what happens in a built app."""
    trace.footwell = footwell
    watched: list[SessionDriver] = []

    def on_page_wanted() -> None:
        driver = footwell.session.driver
        if driver is not None and driver not in watched:
            watched.append(driver)
            # The player was connected before, so that it shows by now what is noted.
            driver.happened.connect(on_happened)
            for signal in (driver.shown, driver.passed):
                signal.connect(lambda: trace.note_standing("shown"))

    def on_happened(event: Event) -> None:
        trace.note("happened", event=type(event).__name__, **asdict(event))

    def on_room_shown(room: Room) -> None:
        trace.note("room", room=room)
        QTimer.singleShot(0, lambda: note_room(trace, footwell, room))

    def on_asked(page: QWidget) -> None:
        # Its keys are pressed once it is shown and has the focus.
        QTimer.singleShot(0, page, lambda: trace.note("asked", screen=screen_of(page)))

    footwell.session_desk.intake.page_wanted.connect(on_asked)
    footwell.session.page_wanted.connect(on_page_wanted)
    footwell.window.room_shown.connect(on_room_shown)


def screen_of(page: QWidget) -> str:
    """Which screen before a session a page is: a questionnaire, or the name of its class."""
    return page.questionnaire if isinstance(page, CheckPage) else type(page).__name__


def note_room(trace: Trace, footwell: Footwell, room: Room) -> None:
    """Note what a room shows."""
    shown = footwell.window.room(room)
    for detail in shown.findChildren(ScriptDetail):
        entry = detail.entry
        trace.note("opened", script="" if entry is None else entry.id)
    for card in shown.findChildren(ResumeCard):
        found = footwell.session_desk.left_over.to_resume()
        stands = {} if found is None else standing_of(found.session)
        said = [card._title.text(), card._where.text()] if card.isVisible() else []
        trace.note("offered", is_visible=card.isVisible(), said=said, **stands)


def traced_build(
    trace: Trace, build: Callable[..., Footwell]
) -> Callable[[QApplication, AppRequest, Mapping[str, str], compose.Edges], Footwell]:
    """Build the app as ever, and watch it."""

    def build_and_watch(*arguments: Any) -> Footwell:
        footwell = build(*arguments)
        watch(trace, footwell)
        return footwell

    return build_and_watch


def traced_checkpoint(trace: Trace) -> type[Checkpoint]:
    """A checkpoint that first notes how the session stands."""

    class TracedCheckpoint(Checkpoint):
        def begin(self, beginning: Plain, standing: Plain) -> None:
            trace.note_standing("keeping")
            super().begin(beginning, standing)
            trace.note("began", session_id=beginning["session_id"])

        def keep(self, standing: Plain) -> None:
            trace.note_standing("keeping")
            super().keep(standing)

    return TracedCheckpoint


def hear_sentences(trace: Trace) -> None:
    """Note every sentence that a toast or the player tells."""
    for teller, name in ((Toasts, "say"), (NoticeLine, "tell"), (NoticeLine, "tell_in_turn")):
        setattr(teller, name, _telling(trace, getattr(teller, name)))


def _telling(trace: Trace, tell: Callable[..., None]) -> Callable[..., None]:
    def note_and_tell(teller: object, sentence: str, *more: object, **named: object) -> None:
        trace.note("told", sentence=sentence)
        tell(teller, sentence, *more, **named)

    return note_and_tell


def day_ahead(path: Path, now: Callable[[], datetime]) -> Callable[[], datetime]:
    """The time of day, as far ahead as a file says."""

    def ahead() -> datetime:
        try:
            ahead_s = float(path.read_text())
        except (OSError, ValueError):
            ahead_s = 0.0
        return now() + timedelta(seconds=ahead_s)

    return ahead


def run() -> int:
    """Run the program, watched."""
    trace = Trace(os.environ.pop("FOOTWELL_TRACE"))
    parts = vars(compose)
    parts["build"] = traced_build(trace, compose.build)
    parts["Checkpoint"] = traced_checkpoint(trace)
    if path := os.environ.pop("FOOTWELL_DAY_AHEAD", ""):
        parts["_local_now"] = day_ahead(Path(path), parts["_local_now"])
    if os.environ.pop("FOOTWELL_NO_RESTS", ""):
        REST.clear()
    hear_sentences(trace)
    return main()


if __name__ == "__main__":
    sys.exit(run())
