"""The help that ships with Footwell."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import KnownError
from app.core.help_reader import HelpFile, read_help
from app.core.help_topics import HelpTopics

HELP = Path("help")
"""Where it stands among the resources."""

SOURCES = "sources.yaml"


def help_files(resources: Path) -> list[Path]:
    """The chapters in the order in which they are shown, and the names of their sources last."""
    folder = resources / HELP
    return [*sorted(folder.glob("[0-9]*.yaml")), folder / SOURCES]


def load_help(resources: Path) -> HelpTopics:
    """Read the help.

    Args:
        resources: the folder of that name (`shipped_folder`).

    Raises:
        KnownError: it is not there or not whole. Everything else works without it.
    """
    paths = help_files(resources)
    try:
        *chapters, sources = [HelpFile(str(path), path.read_bytes()) for path in paths]
    except OSError as error:
        message = f"The help in “{resources / HELP}” is missing; install Footwell again."
        raise KnownError(message) from error
    reading = read_help(chapters, sources)
    if reading.help is None:
        message = f"The help is damaged ({reading.faults[0]}); install Footwell again."
        raise KnownError(message)
    return reading.help
