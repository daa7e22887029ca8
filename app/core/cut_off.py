"""A session that was cut off by a crash, a power cut or a closed window, and what may become of it.

What is needed to take it up again is kept whole: the text of its script too, whatever may have
become of the file since.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.core.before import Before
from app.core.checksum import sha256_hex
from app.core.errors import CannotPlanError, SnapshotError
from app.core.library import Entry, Source
from app.core.plain_values import flag, instant, items, place, text, tool_place, whole, word
from app.core.plan import Choice, Feet, Foot, Pauses, plan_session
from app.core.session import Session
from app.core.session_record import record_of
from app.core.session_snapshot import SessionSnapshot
from app.core.session_table import State
from app.core.soreness import EndReason, SessionRecord

OFFERED_FOR = timedelta(hours=6)
"""How long a session that was cut off may be resumed."""

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a session began with: never changes while it runs.

    Attributes:
        session_id: the UUID under which the log will keep it.
        start: when it was started, with its UTC offset.
        script_path: where the script stood, for its id; nothing is read there.
        script_text: all of its file.
        choice: feet, first foot, minutes, what a safety check leaves out.
        pauses: the seconds between steps.
        before: what was asked and answered before it; None where nothing was.
    """

    session_id: str
    start: datetime
    script_path: str
    script_text: str
    choice: Choice
    pauses: Pauses
    before: Before | None = None

    def to_json(self) -> dict[str, object]:
        """Plain values, for a file."""
        choice = self.choice
        return {
            "format": FORMAT,
            "session_id": self.session_id,
            "start": self.start.isoformat(),
            "script_path": self.script_path,
            "script_text": self.script_text,
            "feet": choice.feet,
            "first": choice.first,
            "minutes": choice.minutes,
            "left_out": sorted(choice.left_out),
            "tools_out": sorted(choice.tools_out),
            "rises_slowly": choice.rises_slowly,
            "pauses_s": [self.pauses.get_ready_s, self.pauses.gap_s, self.pauses.switch_s],
            "before": None if self.before is None else self.before.to_json(),
        }

    def told(self, record: SessionRecord) -> SessionRecord:
        """A record of this session with the verdict of the check before it."""
        return (
            record if self.before is None else replace(record, safety_verdict=self.before.verdict)
        )

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Beginning:
        """Read what `to_json` gave.

        Raises:
            SnapshotError: it is something else.
        """
        try:
            return _beginning(data)
        except (KeyError, TypeError, ValueError) as error:
            message = "The session that was cut off cannot be read."
            raise SnapshotError(message) from error


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session stood at an instant; `is_put_away`: the person closed the window on it."""

    at: datetime
    snapshot: SessionSnapshot
    is_put_away: bool = False

    def to_json(self) -> dict[str, object]:
        """Plain values, for a file."""
        return {
            "at": self.at.isoformat(),
            "is_put_away": self.is_put_away,
            "session": self.snapshot.to_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Standing:
        """Read what `to_json` gave.

        Raises:
            SnapshotError: it is something else.
        """
        try:
            at = instant(data["at"])
            is_put_away = data["is_put_away"] is True
            session = data["session"]
        except (KeyError, TypeError, ValueError) as error:
            message = "The session that was cut off cannot be read."
            raise SnapshotError(message) from error
        return cls(at, SessionSnapshot.from_json(session), is_put_away)


@dataclass(frozen=True, slots=True)
class CutOff:
    """A session that did not come to its end, as it can be taken up again.

    Attributes:
        beginning: what it began with.
        standing: where it stood last.
        entry: its script.
        session: it, paused or over; its clock is the one it was taken up with.
    """

    beginning: Beginning
    standing: Standing
    entry: Entry
    session: Session

    def may_be_resumed(self, now: datetime) -> bool:
        """Whether it may be gone on with: for six hours, and not after a sign of the body."""
        if self.session.state is State.ENDED:
            return False
        reason = self.session.reason
        if reason is not None and not reason.may_be_resumed:
            return False
        return now - self.standing.at < OFFERED_FOR

    def record(self, why: EndReason | None = None) -> SessionRecord:
        """What the log keeps of it, with its real seconds.

        Args:
            why: why it ended; None for what can be told from how it was cut off.
        """
        cut_off = EndReason.OTHER if self.standing.is_put_away else EndReason.CRASH
        record = record_of(
            self.session,
            record_id=self.beginning.session_id,
            start=self.beginning.start,
            end=self.standing.at,
            script_sha256=self.entry.sha256,
            cut_off=why or cut_off,
        )
        return self.beginning.told(record)

    def finished(self) -> tuple[SessionRecord, Standing]:
        """End it where it stood: what the log keeps of it, and how it stands from then on."""
        record = self.record(EndReason.DONE)
        self.session.stop()
        if self.session.reason is None:
            self.session.give_reason(EndReason.DONE)
        self.session.finish()
        return record, Standing(self.standing.at, self.session.snapshot())


def cut_off_from(
    beginning: Mapping[str, object], standing: Mapping[str, object], clock: Callable[[], float]
) -> CutOff:
    """Take up a session from what a file kept of it.

    Args:
        beginning: as `Beginning.to_json` gave it.
        standing: as `Standing.to_json` gave it.
        clock: seconds of a clock that never goes back.

    Raises:
        SnapshotError: it cannot be read.
    """
    began, stood = Beginning.from_json(beginning), Standing.from_json(standing)
    entry = _entry_of(began)
    try:
        assert entry.script is not None  # noqa: S101 - _entry_of sees to it
        plan = plan_session(entry.script, began.choice, began.pauses)
    except CannotPlanError as error:
        raise SnapshotError(str(error)) from error
    session = Session.taken_up(plan, stood.snapshot, clock)
    return CutOff(began, stood, entry, session)


def _entry_of(began: Beginning) -> Entry:
    from app.core.script_reader import id_of, read_script  # noqa: PLC0415 - brings in the parser

    data = began.script_text.encode()
    reading = read_script(data, began.script_path)
    if reading.script is None:
        message = "The script of the session that was cut off cannot be read."
        raise SnapshotError(message)
    return Entry(
        id=id_of(began.script_path),
        source=Source.FOLDER,
        path=began.script_path,
        title=reading.title,
        script=reading.script,
        faults=reading.faults,
        sha256=sha256_hex(data),
        data=data,
    )


def _beginning(data: Mapping[str, object]) -> Beginning:
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    choice = Choice(
        word(Feet, data["feet"]),
        word(Foot, data["first"]),
        whole(data["minutes"]),
        frozenset(map(place, items(data["left_out"]))),
        # These were not kept before there were checks.
        tools_out=frozenset(map(tool_place, items(data.get("tools_out", [])))),
        rises_slowly=flag(data.get("rises_slowly", False)),
    )
    before = data.get("before")  # likewise
    return Beginning(
        session_id=text(data["session_id"]),
        start=instant(data["start"]),
        script_path=text(data["script_path"]),
        script_text=text(data["script_text"]),
        choice=choice,
        pauses=Pauses(*map(whole, items(data["pauses_s"]))),
        before=None if before is None else Before.from_json(before),
    )
