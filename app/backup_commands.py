"""The commands backup and restore."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from app.core.errors import StorageError
from app.core.request import Places
from app.devices.folder_lock import FolderLock
from app.storage.data_folder import LOG, data_folder, prepare


def backup(options: Namespace, places: Places) -> int:
    """Copy the log, and print where to.

    Raises:
        KnownError: it could not be copied.
    """
    # SQLite takes its time to load, and other commands have to be quick.
    from app.storage.log_copies import back_up_now  # noqa: PLC0415

    log = data_folder(places.data_dir, places.environ) / LOG
    print(back_up_now(log, _now(), options.output))
    return 0


def restore(options: Namespace, places: Places) -> int:
    """Put a backup in the place of the log, and say what is there now and where the old one is.

    Raises:
        KnownError: it could not be restored; the log is as it was.
    """
    from app.storage.restore import restore as restored_from  # noqa: PLC0415

    folder = data_folder(places.data_dir, places.environ)
    prepare(folder)
    lock = FolderLock.take(folder)
    if lock is None:
        message = "Footwell is open and uses this log; close its window and try again."
        raise StorageError(message)
    try:
        restored = restored_from(folder / LOG, options.file, _now())
    finally:
        lock.close()
    print(f"Restored: {restored.figures.words}.")
    if restored.backup is not None:
        print(f"The log as it was before: {restored.backup}")
    if restored.aside is not None:
        print(f"The damaged log as it was before: {restored.aside}")
    return 0


def _now() -> datetime:
    return datetime.now().astimezone()
