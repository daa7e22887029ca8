"""Where the data is that comes with the program: icons, sounds, fonts, session scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from app.core.errors import KnownError

PACKAGE = Path(__file__).resolve().parents[1]
"""The folder of the installed package `app`."""


def shipped_folder(name: Literal["resources", "sessions"], package: Path = PACKAGE) -> Path:
    """Find a folder that ships with Footwell.

    An installed wheel carries them inside the package, so that they cannot be mistaken for
    another program's; in a checkout, also an editable one, they stand beside it.

    Args:
        name: which folder.
        package: where the package `app` is.

    Raises:
        KnownError: it is in neither place; the installation is incomplete.
    """
    for folder in (package / "_shipped" / name, package.parent / name):
        if folder.is_dir():
            return folder
    message = (
        f"Footwell's own folder “{name}” is missing from {package}, so the installation is "
        "incomplete; install Footwell again."
    )
    raise KnownError(message)
