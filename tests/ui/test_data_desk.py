"""Settings of the person's data: backups, restoring, import, and what is said of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import BusyLogError, StorageError
from app.core.export_wish import Progress
from app.core.preferences import Preferences
from app.ui.controls import Card
from app.ui.data_desk import DataDesk, Imported
from app.ui.icons import Icons
from app.ui.question_dialog import Question
from app.ui.settings_room import SettingsRoom
from app.ui.theme import Space
from tests.ui.player_fixtures import made_icons


@dataclass(frozen=True)
class Backup:
    path: Path
    when: datetime
    size_bytes: int = 2048
    reason: str = "daily"


@dataclass(frozen=True)
class Counts:
    new: int = 0
    changed: int = 0
    known: int = 0


class Keeper:
    """Backups in memory."""

    def __init__(self, backups: Sequence[Backup]) -> None:
        self.there = list(backups)
        self.restored: list[Path] = []
        self.taken_in: list[Path] = []
        self.counts: Counts | None = Counts(3, 1, 20)
        self.trouble = ""
        self.why_held = ""
        self.restores_in: list[Thread] = []
        self.may_end = Event()
        self.may_end.set()

    def backups(self) -> Sequence[Backup]:
        self._fail()
        return self.there

    def back_up_now(self) -> Path:
        self._fail()
        when = max(one.when for one in self.there) + timedelta(minutes=1)
        made = Backup(Path("/data/backups/log-now.sqlite3"), when, reason="asked")
        self.there.append(made)
        return made.path

    def hold_log(self, why: str) -> None:
        if self.why_held:
            raise BusyLogError(self.why_held)
        self.why_held = why

    def free_log(self) -> None:
        self.why_held = ""

    def restore(self, backup: Path, progress: Progress) -> bool:
        assert self.why_held, "nobody reads or writes the log meanwhile"
        self.restores_in.append(current_thread())
        progress(1, 4)
        assert self.may_end.wait(20)
        self._fail()
        if not progress(2, 4):
            return False
        self.restored.append(backup)
        return True

    def import_log(self, file: Path, progress: Progress) -> Imported | None:
        self._fail()
        self.taken_in.append(file)
        progress(1, 1)
        return self.counts

    def _fail(self) -> None:
        if self.trouble:
            raise StorageError(self.trouble)


class Stand:
    """Settings with the desk behind it."""

    def __init__(self, qtbot: QtBot, icons: Icons, now: Callable[[], datetime]) -> None:
        days = [now() - timedelta(days=n) for n in (2, 0, 1, 5)]
        self.keeper = Keeper([Backup(Path(f"/b/{n}"), day) for n, day in enumerate(days)])
        self.answer = True
        self.asked: list[str] = []
        self.file: Path | None = Path("/usb/footwell.json")
        self.desk = DataDesk(self.keeper, self._ask, lambda _parent: self.file)
        self.room = SettingsRoom(icons, Preferences(), "1", Path("/data"), now)
        self.desk.stand_in(self.room.data)
        self.desk.show()
        qtbot.addWidget(self.room)
        self.room.resize(900, 700)
        with qtbot.waitActive(self.room):
            self.room.show()
            self.room.activateWindow()
        self._qtbot = qtbot

    def _ask(self, _parent: QWidget | None, question: Question) -> bool:
        self.asked.append(question.text)
        return self.answer

    def buttons(self, words: str) -> list[QAbstractButton]:
        QApplication.processEvents()
        found = self.room.data.findChildren(QAbstractButton)
        return [one for one in found if words in one.accessibleName() and one.isVisible()]

    def press(self, words: str) -> None:
        found = self.buttons(words)[0]
        found.setFocus()
        QTest.keyClick(found, Qt.Key.Key_Space)

    def ends(self) -> str:
        self._qtbot.waitUntil(lambda: not self.desk.job.is_running)
        return self.room.data.line.said

    def says(self, words: str) -> bool:
        QApplication.processEvents()
        shown = self.room.data.findChildren(QLabel)
        return any(words in one.text() for one in shown if one.isVisible())


@pytest.fixture
def stand(qtbot: QtBot, icons: Icons, now: Callable[[], datetime]) -> Stand:
    return Stand(qtbot, icons, now)


def test_the_newest_backups_stand_first_and_all_of_them_at_wish(stand: Stand) -> None:
    names = [one.accessibleName() for one in stand.buttons("Restore the backup")]
    assert [name.split(" of ")[1][:11] for name in names] == [
        "21 November",
        "20 November",
        "19 November",
    ]
    assert stand.says("made by itself on that day")
    assert stand.says("2.0 KiB")
    stand.press("Show all backups")
    assert len(stand.buttons("Restore the backup")) == 4
    assert not stand.buttons("Show all backups")


def test_without_a_backup_that_is_said(stand: Stand) -> None:
    stand.keeper.there.clear()
    stand.desk.show()
    assert stand.says("There is no backup yet.")
    assert not stand.buttons("Restore the backup")


def test_backups_that_cannot_be_told_are_a_sentence(stand: Stand) -> None:
    stand.keeper.trouble = "The folder cannot be read."
    stand.desk.show()
    assert stand.says("The folder cannot be read.")
    assert not stand.says("There is no backup yet.")
    stand.keeper.trouble = ""
    stand.desk.show()
    assert not stand.says("The folder cannot be read.")


def test_a_backup_is_made_and_stands_in_the_list(stand: Stand) -> None:
    stand.press("Back up now")
    assert stand.ends() == "The backup is made: “log-now.sqlite3”."
    assert stand.says("made by you")


def test_restoring_says_first_what_is_replaced_and_that_it_can_be_undone(
    qtbot: QtBot, stand: Stand
) -> None:
    stand.answer = False
    stand.press("Restore the backup of 20 November")
    assert "20 November 2026" in stand.asked[0]
    assert "A backup of your log as it is now is made first" in stand.asked[0]
    assert stand.keeper.restored == []
    stand.answer = True
    with qtbot.waitSignal(stand.desk.log_replaced):
        stand.press("Restore the backup of 20 November")
    assert stand.keeper.restored == [Path("/b/2")]
    assert "kept as a backup" in stand.ends()


def test_a_restore_that_fails_replaces_nothing(qtbot: QtBot, stand: Stand) -> None:
    stand.keeper.trouble = "This backup is damaged."
    with qtbot.assertNotEmitted(stand.desk.log_replaced):
        stand.press("Restore the backup")
        assert stand.ends() == "This backup is damaged."
    assert not stand.keeper.why_held


def test_while_it_is_restored_the_window_says_so_and_nothing_else_is_begun(
    qtbot: QtBot, stand: Stand
) -> None:
    stand.keeper.may_end.clear()
    stand.press("Restore the backup of 20 November")
    qtbot.waitUntil(lambda: stand.says("Putting the backup of 20 November 2026"))
    assert stand.says("Until then nothing is changed.")
    assert stand.buttons("Cancel")
    assert "cannot be used while a backup takes its place" in stand.keeper.why_held
    stand.press("Restore the backup of 19 November")
    stand.press("Back up now")
    stand.press("Import from another Footwell")
    assert len(stand.asked) == 1
    stand.keeper.may_end.set()
    stand.ends()
    assert stand.keeper.restored == [Path("/b/2")]
    assert stand.keeper.taken_in == []
    assert len(stand.keeper.there) == 4
    assert not stand.keeper.why_held
    assert main_thread() not in stand.keeper.restores_in
    assert not stand.says("Putting the backup")


def test_a_restore_that_is_stopped_changes_nothing(qtbot: QtBot, stand: Stand) -> None:
    stand.keeper.may_end.clear()
    with qtbot.assertNotEmitted(stand.desk.log_replaced):
        stand.press("Restore the backup")
        qtbot.waitUntil(lambda: bool(stand.buttons("Cancel")))
        stand.press("Cancel")
        stand.keeper.may_end.set()
        assert stand.ends() == "Stopped. Nothing was changed."
    assert stand.keeper.restored == []
    assert not stand.keeper.why_held


@pytest.mark.parametrize(
    "wish", ["Back up now", "Import from another Footwell", "Restore the backup"]
)
def test_a_log_that_is_being_saved_from_damage_stays_held_whatever_is_asked_for(
    qtbot: QtBot, stand: Stand, wish: str
) -> None:
    """What is written into the damaged file while it is saved would be lost."""
    saving = stand.keeper.why_held = "Footwell is saving your log."
    stand.press(wish)
    qtbot.waitUntil(lambda: not stand.desk.job.is_running)
    stand.desk.close()
    assert stand.keeper.why_held == saving
    assert stand.keeper.restored == []
    if wish == "Restore the backup":
        assert stand.says(saving)


def test_a_window_that_is_closed_meanwhile_lets_go_of_it(qtbot: QtBot, stand: Stand) -> None:
    stand.keeper.may_end.clear()
    stand.press("Restore the backup")
    qtbot.waitUntil(lambda: bool(stand.keeper.restores_in))
    stand.desk.job.stop()
    stand.keeper.may_end.set()
    stand.desk.close()
    assert stand.keeper.restored == []
    assert not stand.keeper.why_held


def test_an_import_says_what_it_brought(qtbot: QtBot, stand: Stand) -> None:
    with qtbot.waitSignal(stand.desk.log_replaced):
        stand.press("Import from another Footwell")
    assert stand.ends() == "Taken in. New: 3, changed: 1, known already: 20."
    assert stand.keeper.taken_in == [Path("/usb/footwell.json")]


def test_an_import_of_nothing_says_so(stand: Stand) -> None:
    stand.keeper.counts = Counts()
    stand.press("Import from another Footwell")
    assert stand.ends() == "There was nothing in the file to take in."


@pytest.mark.parametrize("fails", [True, False])
def test_an_import_that_fails_or_is_not_wanted_replaces_nothing(
    qtbot: QtBot,
    stand: Stand,
    fails: bool,  # noqa: FBT001
) -> None:
    stand.keeper.trouble = "This is no log." if fails else ""
    stand.file = stand.file if fails else None
    with qtbot.assertNotEmitted(stand.desk.log_replaced):
        stand.press("Import from another Footwell")
        assert stand.ends() == stand.keeper.trouble


def test_export_is_asked_for(qtbot: QtBot, stand: Stand) -> None:
    with qtbot.waitSignal(stand.desk.export_requested):
        stand.press("Export …")
    stand.desk.close()


def test_at_200_percent_no_card_of_settings_is_wider_than_a_small_window(qtbot: QtBot) -> None:
    preferences = Preferences(text_percent=200)
    now = datetime.now().astimezone()
    room = SettingsRoom(made_icons(preferences), preferences, "1", Path("/home/me"), lambda: now)
    qtbot.addWidget(room)
    room.resize(650, 600)  # 800 x 600 without the rail, whose words are large too
    room.show()
    beside = 2 * (Space.XXL + 4)
    for card in room.findChildren(Card):
        assert card.minimumSizeHint().width() <= 650 - beside, card.accessibleName()
