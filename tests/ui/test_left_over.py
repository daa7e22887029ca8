"""Sessions that are kept and not in the log: whatever refuses, none of them is ever lost."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.before import Before
from app.core.cut_off import Standing
from app.core.kept_session import Answer, Note, ToldAfter, answer_to_json
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import (
    AfterAnswer,
    EndReason,
    EventType,
    LogEvent,
    Rating,
    RatingContext,
    RatingKind,
)
from app.storage.checkpoint import Checkpoint
from app.storage.kept_sessions import KeptSessions
from app.ui.left_over import TRY_AGAIN_AFTER, LeftOver
from tests.core.fake_clock import FakeClock
from tests.core.health_building import YES
from tests.core.test_before import BEFORE
from tests.core.test_cut_off import BEGAN, START, walk
from tests.ui.player_fixtures import FULL, FakeLog

OLD = "10000000-0000-4000-8000-000000000001"
NEW = "20000000-0000-4000-8000-000000000002"


def rating(number: str, session_id: str = OLD, value: int = 4) -> Rating:
    kind, context = RatingKind.PAIN, RatingContext.AFTER
    area = Area.WHOLE_FOOT
    return Rating(
        number, session_id, kind, context, START, Foot.LEFT, area, value, hours_after_end=0.1
    )


def bruised() -> ToldAfter:
    """A yes to the question on bruises, and the bruise."""
    yes = AfterAnswer(OLD, RatingContext.AFTER, "A3", YES, START, 1)
    return ToldAfter(yes, (LogEvent("e", OLD, START, EventType.BRUISE, "small", Foot.LEFT),))


class Log(FakeLog):
    """The log in memory, which counts how often it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def has_session(self, session_id: str) -> bool:
        self.asked += 1
        return super().has_session(session_id)


class Readable:
    """A log as the left-over sessions need it: answers are asked by a call."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.has_session = log.has_session
        self.add_session = log.add_session
        self.add_rating = log.add_rating
        self.set_note = log.set_note
        self.keep_check = log.keep_check
        self.keep_after_answer = log.keep_after_answer

    def ratings(self) -> list[Rating]:
        return list(self._log.ratings)


class Stand:
    """A data folder, a log, and starts of the program one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = Log()
        self.at = START + timedelta(seconds=100)
        self.told: list[str] = []
        self.refusal = ""
        self.start()

    def start(self) -> LeftOver:
        self.checkpoint = Checkpoint(self.folder / "session.journal")
        kept = KeptSessions(self.checkpoint, FakeClock(), lambda: self.at)
        self.left_over = LeftOver(kept, Readable(self.log), lambda: self.at, lambda: self.refusal)
        self.left_over.told.connect(self.told.append)
        return self.left_over

    def keep(self, session_id: str, *answers: Answer, done_s: float = 65) -> None:
        """A session is kept, and the program dies."""
        began = replace(BEGAN, session_id=session_id)
        standing = Standing(self.at, walk().at(1, done_s).session.snapshot()).to_json()
        plain = {**standing, "answers": [answer_to_json(answer) for answer in answers]}
        self.checkpoint.begin(began.to_json(), plain)
        self.checkpoint.close()

    def keep_with_check(self, before: Before, *answers: Answer) -> None:
        began = replace(BEGAN, session_id=before.session_id, before=before)
        standing = Standing(self.at, walk().at(1, 65).session.snapshot()).to_json()
        plain = {**standing, "answers": [answer_to_json(answer) for answer in answers]}
        self.checkpoint.begin(began.to_json(), plain)
        self.checkpoint.close()

    def later(self, by: timedelta = TRY_AGAIN_AFTER) -> None:
        self.at += by

    @property
    def files(self) -> list[str]:
        return sorted(file.name for file in self.folder.iterdir())

    @property
    def logged(self) -> list[str]:
        return [session.id for session in self.log.sessions]


@pytest.fixture
def stand(qapp: QApplication, tmp_path: Path) -> Stand:
    assert qapp is not None, "for the signals"
    return Stand(tmp_path)


def test_a_log_that_is_locked_at_the_start_is_asked_again_and_nothing_is_lost(
    stand: Stand,
) -> None:
    stand.keep(OLD)
    stand.log.fails = True
    left_over = stand.start()
    assert left_over.to_resume() is None, "perhaps the log has it already"
    [told] = stand.told
    assert "is kept until then" in told
    assert FULL in told
    stand.log.fails = False
    assert left_over.to_resume() is None, "not at once: a locked log holds the window up"
    stand.later()
    found = left_over.to_resume()
    assert found is not None
    assert found.beginning.session_id == OLD
    assert stand.files == ["session.journal"]


def test_another_session_leaves_it_in_a_file_of_its_own_until_the_log_has_it(
    stand: Stand,
) -> None:
    stand.keep(OLD)
    stand.log.fails = True
    left_over = stand.start()
    left_over.make_way()
    stand.checkpoint.begin(replace(BEGAN, session_id=NEW).to_json(), {})
    assert stand.files == ["session.journal", "session.waiting-1.journal"]
    stand.log.fails = False
    left_over.try_now()
    assert stand.logged == [OLD]
    assert stand.files == ["session.journal"]
    assert left_over.to_resume() is None, "the new one is under way"


def test_the_next_start_logs_every_one_that_waits_and_offers_the_last(stand: Stand) -> None:
    ids = [f"{n}0000000-0000-4000-8000-000000000000" for n in range(1, 5)]
    for session_id in ids:
        stand.keep(session_id)
    left_over = stand.start()
    found = left_over.to_resume()
    assert found is not None
    assert found.beginning.session_id == ids[-1]
    assert stand.logged == ids[:-1]
    assert stand.files == ["session.journal"]
    assert {session.actual_hands_on_s for session in stand.log.sessions} == {65}


def test_one_that_was_offered_waits_where_the_log_refuses_it_when_another_begins(
    stand: Stand,
) -> None:
    stand.keep(OLD)
    left_over = stand.start()
    assert left_over.to_resume() is not None
    stand.log.fails = True
    left_over.make_way()
    assert len(stand.told) == 1
    stand.keep(NEW)
    assert left_over.to_resume() is None
    stand.log.fails = False
    stand.later()
    found = left_over.to_resume()
    assert found is not None
    assert (stand.logged, found.beginning.session_id) == ([OLD], NEW)


def test_the_same_trouble_is_told_once_and_the_log_is_not_asked_again_and_again(
    stand: Stand,
) -> None:
    stand.keep(OLD)
    stand.log.fails = True
    left_over = stand.start()
    for _ in range(5):
        left_over.to_resume()
    assert stand.log.asked == 1
    stand.later()
    left_over.to_resume()
    assert stand.log.asked == 2
    assert len(stand.told) == 1


def test_what_this_run_could_not_save_goes_first(stand: Stand) -> None:
    stand.keep(OLD)
    stand.refusal = FULL
    left_over = stand.start()
    assert left_over.to_resume() is None
    assert stand.log.asked == 0
    stand.refusal = ""
    stand.later()
    assert left_over.to_resume() is not None


def test_a_file_that_cannot_be_read_is_told_once_and_looked_at_again(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.keep(OLD)
    left_over = stand.start()
    with monkeypatch.context() as patched:

        def refuse(_path: Path, _mode: str) -> None:
            raise OSError(errno.EIO, "broken")

        patched.setattr(Path, "open", refuse)
        for _ in range(3):
            assert left_over.to_resume() is None
    assert len(stand.told) == 1
    assert "the disk reported a fault. The file is kept" in stand.told[0]
    assert left_over.to_resume() is not None


def test_a_damaged_one_is_kept_under_a_name_that_is_told_and_holds_up_no_other(
    stand: Stand,
) -> None:
    (stand.folder / "session.journal").write_bytes(b"rubbish")
    stand.keep(OLD)
    stand.keep(NEW)
    left_over = stand.start()
    assert left_over.to_resume() is not None
    broken = f"session.waiting-1.broken-{stand.at:%Y%m%dT%H%M%S}.journal"
    assert broken in stand.told[0]
    assert stand.files == ["session.journal", broken]
    assert stand.logged == [OLD]


def test_one_that_another_footwell_wrote_is_kept_under_a_name_that_is_told(stand: Stand) -> None:
    stand.checkpoint.begin({"session_id": OLD, "format": 99}, {"n": 1})
    left_over = stand.start()
    assert left_over.to_resume() is None
    [told] = stand.told
    assert f"session.broken-{stand.at:%Y%m%dT%H%M%S}.journal" in told


def test_answers_go_into_the_log_with_their_session(stand: Stand) -> None:
    stand.keep(OLD, rating("r1"), Note(OLD, "Tender."))
    stand.later(timedelta(hours=7))
    assert stand.start().to_resume() is None
    assert [one.id for one in stand.log.ratings] == ["r1"]
    assert stand.log.notes == [(OLD, "Tender.")]
    assert stand.files == []


def test_a_yes_after_it_goes_into_the_log_with_what_it_tells(stand: Stand) -> None:
    stand.keep(OLD, rating("r1"), bruised())
    stand.later(timedelta(hours=7))
    assert stand.start().to_resume() is None
    assert [one.id for one in stand.log.ratings] == ["r1"]
    assert stand.log.told == [bruised()]
    assert stand.files == []


def test_a_death_at_any_moment_of_logging_doubles_nothing_and_loses_nothing(stand: Stand) -> None:
    stand.keep(OLD, rating("r1"), rating("r2"))
    [record] = [Stand(stand.folder).left_over.to_resume()]
    assert record is not None
    stand.log.add_session(record.record())
    stand.log.add_rating(rating("r1"))
    assert stand.start().to_resume() is None
    assert stand.logged == [OLD]
    assert [one.id for one in stand.log.ratings] == ["r1", "r2"]
    assert stand.files == []


def test_a_file_that_cannot_be_removed_is_told_and_its_session_is_there_once(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.keep(OLD)
    stand.later(timedelta(hours=7))
    with monkeypatch.context() as patched:

        def refuse(_path: Path, *, missing_ok: bool) -> None:
            assert missing_ok
            raise OSError(errno.EROFS, "read-only")

        patched.setattr(Path, "unlink", refuse)
        stand.start().to_resume()
    assert "cannot be removed" in stand.told[-1]
    assert stand.start().to_resume() is None
    assert stand.logged == [OLD]
    assert stand.files == []


@pytest.mark.parametrize(
    ("end", "words"), [(True, "The last session is in the log"), (False, "was cut off is in")]
)
def test_only_what_was_cut_off_is_called_so(stand: Stand, *, end: bool, words: str) -> None:
    session = walk().at(1, 65).session
    if end:
        session.stop()
        session.give_reason(EndReason.DONE)
        session.finish()
    standing = Standing(stand.at, session.snapshot())
    stand.checkpoint.begin(replace(BEGAN, session_id=OLD).to_json(), standing.to_json())
    stand.checkpoint.close()
    stand.later(timedelta(hours=7))
    stand.start().to_resume()
    [told] = stand.told
    assert words in told


def test_one_that_gets_too_old_waits_where_the_log_refuses_it(stand: Stand) -> None:
    stand.keep(OLD)
    left_over = stand.start()
    assert left_over.to_resume() is not None
    stand.later(timedelta(hours=6))
    stand.log.fails = True
    assert left_over.to_resume() is None
    stand.log.fails = False
    stand.later()
    assert left_over.to_resume() is None
    assert stand.logged == [OLD]


def test_what_is_taken_is_somebody_else_s(stand: Stand) -> None:
    stand.keep(OLD)
    left_over = stand.start()
    assert left_over.take() is not None
    left_over.make_way()
    assert left_over.to_resume() is None
    assert (stand.logged, stand.files) == ([], ["session.journal"])


def test_the_end_of_a_wait_is_no_matter_of_the_clock_s_direction(stand: Stand) -> None:
    stand.keep(OLD)
    stand.log.fails = True
    left_over = stand.start()
    left_over.to_resume()
    stand.log.fails = False
    stand.at = datetime.fromisoformat("2026-11-20T09:00:00+00:00")
    assert left_over.to_resume() is not None


def test_what_was_asked_before_it_goes_into_the_log_with_it_and_only_once(stand: Stand) -> None:
    before = replace(
        BEFORE,
        session_id=OLD,
        check=replace(BEFORE.check, session_id=OLD),
        ratings=(replace(rating("7"), context=RatingContext.BEFORE, hours_after_end=None),),
    )
    stand.keep_with_check(before, rating("8"))
    stand.later(timedelta(hours=7))
    left_over = stand.start()
    assert left_over.to_resume() is None, "it is too old"
    [session] = stand.log.sessions
    assert session.safety_verdict == "adapt"
    assert stand.log.checks == [before.check]
    assert [one.id for one in stand.log.ratings] == ["7", "8"]
    stand.keep_with_check(before, rating("8"))
    stand.start().to_resume()
    assert [one.id for one in stand.log.ratings] == ["7", "8"]
