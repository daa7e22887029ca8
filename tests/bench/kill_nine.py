"""Kills the real program with SIGKILL at random moments of running sessions.

    python tests/bench/kill_nine.py --times 100 [--lanes 2] [--seed 7] [--busy]

Each lane is a data folder and an X server of its own in which the program is started, a session of
many short steps is begun or resumed by keys, random keys are pressed in most of the lives, and the
program is killed up to ten seconds later. What it showed last is held against the journal, as it
is taken up by this process and as it is offered in the window of the next start. Prints a report as
JSON and ends with 1 if anything was lost. Takes about six seconds a kill, divided by the lanes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.kill_runs import Lane, kill_in_lanes, report
from tests.real_app import screen


def main() -> int:
    """Run it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=100)
    options.add_argument("--lanes", type=int, default=2)
    options.add_argument("--seed", type=int, default=random.randrange(10**6))
    options.add_argument("--busy", action="store_true", help="keep both cores at work")
    chosen = options.parse_args()
    with ExitStack() as stack:
        for _ in range((os.cpu_count() or 1) if chosen.busy else 0):
            burner = subprocess.Popen([sys.executable, "-c", "while True: pass"])
            stack.callback(burner.kill)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fw-kill-")))
        lanes = [
            Lane(
                stack.enter_context(screen()),
                folder / str(number),
                random.Random(f"{chosen.seed} {number}"),
            )
            for number in range(chosen.lanes)
        ]
        deaths = kill_in_lanes(lanes, chosen.times, _tell)
    print(json.dumps({"seed": chosen.seed, **report(deaths)}, indent=1, ensure_ascii=False))
    return 1 if any(death.troubles for death in deaths) else 0


def _tell(done: int) -> None:
    """Show that it goes on."""
    print(f"\r{done} ", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
