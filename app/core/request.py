"""What the command line asks for, as values that cost nothing to import."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ENDINGS = (".yaml", ".yml")
"""Of session scripts."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where scripts and data are looked for; `environ` may name the data folder."""

    data_dir: Path | None
    folders: tuple[Path, ...]
    environ: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AppRequest:
    """What the desktop app is started with; `script` is an id or a path, empty for none."""

    data_dir: Path | None
    folders: tuple[Path, ...] = ()
    script: str = ""


@dataclass(frozen=True, slots=True)
class PdfRequest:
    """Write the one-page report, which needs Qt.

    Attributes:
        data_dir: where the log is, or None for what the environment or the system says.
        environ: the environment.
        output: the file to write.
        since: the first day; None for the first one of the log.
        until: the last day, which is included; None for today.
        force: whether to write over a file that is there.
    """

    data_dir: Path | None
    environ: Mapping[str, str]
    output: Path
    since: date | None = None
    until: date | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class SelfCheckRequest:
    """Load every shipped script, icon and sound, and say whether they are all there."""


def is_path(wanted: str) -> bool:
    """Whether a SCRIPT is a file rather than an id."""
    separators = {"/", os.sep, os.altsep or os.sep}
    return any(sign in wanted for sign in separators) or wanted.endswith(ENDINGS)
