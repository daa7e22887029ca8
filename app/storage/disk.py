"""Files and folders as such: why the disk refused, and a file written whole or not at all."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from itertools import count
from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)
"""For `os.open`: bytes as they are, also where the system would change the ends of lines."""

_REASONS = {
    errno.ENOENT: "it is not there",
    errno.ENOTDIR: "it is not a folder",
    errno.EISDIR: "it is a folder",
    errno.EEXIST: "a file of that name is in the way",
    errno.EACCES: "you are not allowed to",
    errno.EPERM: "you are not allowed to",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EIO: "the disk reported a fault",
}


def why(error: OSError) -> str:
    """The reason of a refusal as a clause for a sentence to people, without a full stop."""
    known = _REASONS.get(error.errno or 0)
    return known or (error.strerror or "the system gave no reason").lower()


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file's content, or leave it as it was if anything fails or the power goes.

    The new file is private to the person (mode 0600) and on the disk when this returns.

    Raises:
        OSError: it could not be written; what was there before is untouched.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | BINARY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that a file made or renamed in a folder keeps its name through a power cut.

    Raises:
        OSError: the folder could not be opened or written.
    """
    if os.name != "posix":  # elsewhere a folder cannot be opened, and renaming needs no help
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def set_aside(path: Path, now: datetime) -> Path:
    """Rename a broken file, so that its name says so and nothing of it is lost.

    Args:
        path: the file, such as `preferences.json`.
        now: for the new name, such as `preferences.broken-20251121T190210.json`.

    Returns:
        Where it is now. A file that was set aside earlier is never overwritten.

    Raises:
        OSError: it could not be renamed.
    """
    stamp = now.strftime("%Y%m%dT%H%M%S")
    endings = (f"-{n}" if n > 1 else "" for n in count(1))
    names = (path.with_name(f"{path.stem}.broken-{stamp}{end}{path.suffix}") for end in endings)
    aside = next(name for name in names if not name.exists())
    return path.rename(aside)
