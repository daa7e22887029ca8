"""What can be saved of a damaged log: its readable rows, and the rest from a good backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.errors import KnownError, SalvageStoppedError, StorageError
from app.storage.backups import Backup, list_backups
from app.storage.database import connect, transaction
from app.storage.database_errors import is_of_the_disk
from app.storage.disk import sync_file, why, workshop
from app.storage.exports.exporting import STRIDE, Progress, go_on
from app.storage.integrity import GivenUpError, checked_copy, fault_in
from app.storage.leaf_pages import LeafPages
from app.storage.log_figures import LogFigures, figures_of
from app.storage.migration import migrate, shipped_migrations
from app.storage.restore import keep_aside, put_in_place, state_of
from app.storage.salvaged_rows import SalvagedRows


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of it.

    Attributes:
        figures: how much the log holds now.
        aside: where the damaged file is; None where it was empty.
        backup: what filled the rest; None where there was no good one.
        left_out: how many rows could be seen and not be saved.
    """

    figures: LogFigures
    aside: Path | None
    backup: Backup | None
    left_out: int

    @property
    def sentence(self) -> str:
        """What the person is told."""
        told = [f"Your log was damaged. Footwell saved {self.figures.words}"]
        if self.backup is not None:
            when = self.backup.when
            told.append(f", with what the backup of {when:%Y-%m-%d %H:%M} still had")
        told.append(".")
        if self.left_out:
            were = "1 entry was" if self.left_out == 1 else f"{self.left_out:,} entries were"
            told.append(f" {were} broken and could not be saved.")
        if self.aside is not None:
            told.append(f" The damaged file is kept as “{self.aside.name}” in your data folder.")
        return "".join(told)


def salvage(log_path: Path, now: datetime, progress: Progress = go_on) -> Salvaged:
    """Put in the place of a damaged log what can be saved of it.

    Rows are read from the file one by one, whatever still leads to them. What they lack is taken
    from the newest backup that holds together; of two states of a row the one `changed` later
    holds, and between two alike that of the backup, which was checked. The damaged file is kept.

    Args:
        log_path: the log, which nobody has open.
        now: for the damaged file's new name.
        progress: is told how far the file is read.

    Raises:
        SalvageStoppedError: `progress` said so, or somebody wrote to the log meanwhile, which would
            be lost; it is as it was.
        StorageError: nothing could be saved, since the disk refuses; the log is as it was.
    """
    try:
        with workshop(log_path) as folder:
            seen = state_of(log_path)
            fresh = folder / log_path.name
            backup = _newest_good(log_path, fresh, progress)
            left_out, figures = _fill(log_path, fresh, progress)
            sync_file(fresh)
            if state_of(log_path) != seen:
                message = "Another program wrote to your log just now; it is read anew."
                raise SalvageStoppedError(message)
            aside = keep_aside(log_path, now) if log_path.stat().st_size else None
            put_in_place(fresh, log_path)
        return Salvaged(figures, aside, backup, left_out)
    except GivenUpError as error:
        message = "Saving what can be read of your log was stopped; the log is as it was."
        raise SalvageStoppedError(message) from error
    except OSError as error:
        raise StorageError(_refused(log_path, why(error))) from error
    except sqlite3.Error as error:
        clause = is_of_the_disk(error) or f"of a fault ({error})"
        raise StorageError(_refused(log_path, clause)) from error


def _newest_good(log_path: Path, fresh: Path, progress: Progress) -> Backup | None:
    for backup in list_backups(log_path):
        try:
            checked_copy(backup.path, fresh, lambda: progress(0, 1))
        except (KnownError, OSError):
            for rest in fresh.parent.iterdir():
                rest.unlink()
        else:
            return backup
    return None


def _fill(log_path: Path, fresh: Path, progress: Progress) -> tuple[int, LogFigures]:
    """Write what can be read into the new log; how many rows were left out, and what it holds."""
    fresh.touch(mode=0o600)  # where there is no backup
    pages = LeafPages(log_path)
    with closing(connect(fresh, "mode=rw")) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")  # its file is synced when it is whole
        with transaction(connection, "BEGIN"):
            migrate(connection, shipped_migrations())
            rows = SalvagedRows(connection)
            for number, row in enumerate(pages.rows()):
                if number % STRIDE == 0 and not progress(pages.done, pages.whole):
                    raise GivenUpError
                rows.take(row)
            rows.settle()
        if fault := fault_in(connection, lambda: progress(pages.whole, pages.whole)):
            raise StorageError(_refused(log_path, f"what was read does not fit together ({fault})"))
        return pages.broken + rows.left_out, figures_of(connection)


def _refused(log_path: Path, clause: str) -> str:
    return (
        f"The log “{log_path}” is damaged, and what can be read could not be saved anew, because "
        f"{clause}; it was left as it is."
    )
