"""What the desktop is asked to do."""

from __future__ import annotations

from pathlib import Path


def open_on_desktop(path: Path) -> bool:
    """Open a file or folder in the program the person uses for it.

    Returns:
        Whether there was one.
    """
    # Not before it is asked for: these take a while to load.
    from PySide6.QtCore import QUrl  # noqa: PLC0415
    from PySide6.QtGui import QDesktopServices  # noqa: PLC0415

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute())))
