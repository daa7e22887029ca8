"""Backups, restoring and importing, as Settings asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import KnownError
from app.core.export_wish import Progress
from app.ui.long_job import LongJob
from app.ui.question_dialog import Ask, Question, ask
from app.ui.settings_data import BackupFile, DataSection
from app.ui.times import clock_time, full_date


@runtime_checkable
class Imported(Protocol):
    """What an import brought."""

    @property
    def new(self) -> int:
        """How many entries this log did not have."""

    @property
    def changed(self) -> int:
        """How many it had otherwise, older than the file's."""

    @property
    def known(self) -> int:
        """How many it had already."""


class DataKeeper(Protocol):
    """Keeps the log's backups; every call may raise a `KnownError`."""

    def backups(self) -> Sequence[BackupFile]:
        """Those that are there."""

    def back_up_now(self) -> Path:
        """Make one. Called in another thread, with whose own connection it reads."""

    def hold_log(self, why: str) -> None:
        """Let nobody read or write the log until it is freed; they are told why.

        Where it cannot be, since somebody else works on it, it is not to be freed either.
        """

    def free_log(self) -> None:
        """Let it be used again."""

    def restore(self, backup: Path, progress: Progress) -> bool:
        """Put one in the place of the log, of which a backup is made first.

        Called in another thread, while the log is held.

        Returns:
            False where it was told to stop, and nothing was changed.
        """

    def import_log(self, file: Path, progress: Progress) -> Imported | None:
        """Take in what another Footwell exported, all of it or nothing, after a backup.

        Called in another thread, with whose own connection it writes.

        Returns:
            What it brought; None where it was told to stop, and nothing was changed.
        """


Which = Callable[[QWidget], Path | None]
"""Asks which file to take in."""


class DataDesk(QObject):
    """Does what the section of Settings asks for, and says what came of it.

    Args:
        keeper: of the backups.
        ask_first: asks a true question.
        which: asks which file to take in.

    Signals:
        log_replaced: the log holds other things now; whoever shows it reads it anew.
        export_requested: show the page for it.
    """

    log_replaced = Signal()
    export_requested = Signal()

    def __init__(
        self, keeper: DataKeeper, ask_first: Ask = ask, which: Which | None = None
    ) -> None:
        super().__init__()
        self._keeper = keeper
        self._ask = ask_first
        self._which = which or ask_which
        self._say_done: Callable[[object], None] = self._say_backed_up
        self._is_holding = False
        self.section: DataSection | None = None
        self.job = LongJob(self)
        self.job.done.connect(self._on_done)
        self.job.stopped.connect(self._on_stopped)
        self.job.failed.connect(self._on_failed)

    def stand_in(self, section: DataSection) -> None:
        """Do what the section of Settings asks for."""
        self.section = section
        section.line.watch(self.job)
        section.backup_requested.connect(self._on_backup_requested)
        section.restore_requested.connect(self._on_restore_requested)
        section.import_requested.connect(self._on_import_requested)
        section.export_requested.connect(self.export_requested)

    def show(self) -> None:
        """Show which backups there are now."""
        if self.section is None:
            return
        try:
            self.section.show_backups(self._keeper.backups())
        except KnownError as error:
            self.section.show_trouble(str(error))

    def close(self) -> None:
        """Let go of what goes on; an import or a restore that is not done changes nothing."""
        self.job.wait()
        self._free()

    def _on_backup_requested(self) -> None:
        if self.job.is_running:
            return
        self._begin(self.tr("Making a backup …"), self._say_backed_up)
        self.job.begin(lambda _progress: self._keeper.back_up_now())

    def _on_import_requested(self) -> None:
        if self.section is None or self.job.is_running:
            return
        file = self._which(self.section)
        if file is None:
            return
        self._begin(self.tr("Taking in “{name}” …").format(name=file.name), self._say_taken_in)
        self.job.begin(lambda progress: self._keeper.import_log(file, progress))

    def _on_restore_requested(self, backup: BackupFile) -> None:
        if self.job.is_running or not self._ask(self.section, restore_question(backup)):
            return
        try:
            self._keeper.hold_log(
                self.tr("Your log cannot be used while a backup takes its place. Wait a moment.")
            )
        except KnownError as error:
            self._end(str(error))
            return
        self._is_holding = True
        self._begin(restoring_words(backup), self._say_restored)
        self.job.begin(lambda progress: self._keeper.restore(backup.path, progress))

    def _free(self) -> None:
        """Free the log, unless it is somebody else who holds it."""
        if self._is_holding:
            self._is_holding = False
            self._keeper.free_log()

    def _on_done(self, found: object) -> None:
        self._free()
        self._say_done(found)

    def _say_backed_up(self, found: object) -> None:
        name = found.name if isinstance(found, Path) else ""
        said = self.tr("The backup is made: “{name}”.").format(name=name)
        self._end(said, self.tr("Open folder"))

    def _say_taken_in(self, found: object) -> None:
        self._end(self._brought(found))
        self.log_replaced.emit()

    def _say_restored(self, _found: object) -> None:
        self._end(self.tr("The backup is your log now. The one before it is kept as a backup."))
        self.log_replaced.emit()

    def _brought(self, found: object) -> str:
        if not isinstance(found, Imported) or not (found.new or found.changed or found.known):
            return self.tr("There was nothing in the file to take in.")
        said = self.tr("Taken in. New: {new}, changed: {changed}, known already: {known}.")
        return said.format(new=found.new, changed=found.changed, known=found.known)

    def _on_stopped(self) -> None:
        self._end_unchanged(self.tr("Stopped. Nothing was changed."))

    def _on_failed(self, sentence: str) -> None:
        self._end_unchanged(sentence)

    def _end_unchanged(self, sentence: str) -> None:
        self._free()
        self._end(sentence)

    def _begin(self, words: str, say_done: Callable[[object], None]) -> None:
        self._say_done = say_done
        if self.section is not None:
            self.section.line.begin(words)

    def _end(self, sentence: str, more: str = "") -> None:
        if self.section is not None:
            self.section.line.say(sentence, more)
        self.show()


def restore_question(backup: BackupFile) -> Question:
    """Whether a backup is to take the place of the log."""
    translate = QCoreApplication.translate
    text = translate(
        "DataDesk",
        "Put the backup of {day}, {time} in the place of your log? What came after it is no longer "
        "in your log then. A backup of your log as it is now is made first, so that you can go "
        "back.",
    ).format(day=full_date(backup.when.date()), time=clock_time(backup.when))
    yes = translate("DataDesk", "Restore this backup")
    return Question(text, yes, translate("DataDesk", "Leave my log as it is"))


def restoring_words(backup: BackupFile) -> str:
    """What is being done, and that nothing can be lost by it."""
    text = QCoreApplication.translate(
        "DataDesk",
        "Putting the backup of {day}, {time} in the place of your log … First it is checked, and "
        "your log as it is now is backed up. Until then nothing is changed.",
    )
    return text.format(day=full_date(backup.when.date()), time=clock_time(backup.when))


def ask_which(parent: QWidget) -> Path | None:
    """Ask with the system's dialog."""
    translate = QCoreApplication.translate
    title = translate("DataDesk", "Which file of another Footwell?")
    name, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), "JSON (*.json)")
    return Path(name) if name else None
