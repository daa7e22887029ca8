"""One start of a program with one window, as a process of its own; told what to do line by line.

It says `ready` when it has loaded everything, claims the data folder at the first line, and says
`first`, `second` or what the person would be told. As the first it listens at the next line and
then says each wish, until its input ends.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from app.core.errors import KnownError
from app.devices.single_start import Claim, StartWish, already_open, claim_or_hand_over


def say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def main(data: Path, script: str, patience_s: float) -> None:
    wish = StartWish.of(script, os.environ)
    say("ready")
    sys.stdin.readline()
    try:
        claimed = claim_or_hand_over(data, wish, patience_s)
    except KnownError as error:
        say(str(error))
        return
    if claimed is None:
        assert already_open()
        say("second")
        return
    say("first")
    if sys.stdin.readline():
        serve(claimed)
    claimed.close()


def serve(claimed: Claim) -> None:
    application = QCoreApplication([])
    claimed.start_requested.connect(lambda script, token: say(json.dumps([script, token])))
    claimed.listen()
    say("listening")
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(application.quit)
    application.exec()


main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
