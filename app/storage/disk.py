"""Files and folders as such: why the disk refused, and a file written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)
"""For `os.open`: bytes as they are, also where the system would change the ends of lines."""

PART = ".part"
"""The end of the name of what is not whole yet; the name begins with a dot."""

_UNFINISHED_S = 3600
"""After that nobody is at work on it any more."""

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
    return path.rename(name_aside(path, now))


def name_aside(path: Path, now: datetime) -> Path:
    """A name beside a broken file that says so and is not taken."""
    stamp = now.strftime("%Y%m%dT%H%M%S")
    endings = (f"-{n}" if n > 1 else "" for n in count(1))
    names = (path.with_name(f"{path.stem}.broken-{stamp}{end}{path.suffix}") for end in endings)
    return next(name for name in names if not name.exists())


def place_new(part: Path, target: Path) -> None:
    """Give a file that is whole its name, unless that is taken by then.

    Raises:
        FileExistsError: the name is taken; the file is where it was.
        OSError: it could not be renamed.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links. Nothing of ours takes a name in between.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        part.rename(target)
    else:
        part.unlink()
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Make sure that a file's content is on the disk.

    Raises:
        OSError: the disk refused.
    """
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def workshop(path: Path) -> Iterator[Path]:
    """A private folder beside a file, for what is made there before it takes the file's place.

    Raises:
        OSError: it could not be made.
    """
    folder = Path(tempfile.mkdtemp(prefix=f".{path.stem}-", suffix=PART, dir=path.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_old_parts(folder: Path, now: datetime) -> None:
    """Remove what programs that were killed had only begun: anything `.….part` of an hour ago."""
    for part in folder.glob(f".*{PART}"):
        try:
            age_s = abs(now.timestamp() - part.lstat().st_mtime)
            if age_s < _UNFINISHED_S:
                continue
            if part.is_dir() and not part.is_symlink():
                shutil.rmtree(part, ignore_errors=True)
            else:
                part.unlink()
        except OSError:
            continue
