"""Kills what writes, updates, keeps, gives away and takes in the log at 100 random moments.

    python tests/bench/kill_log.py --times 100 [--seed 7]

Each is a process of its own that says what is done for good (`tests/storage_kills.py`). Prints a
report as JSON and ends with 1 if an acknowledged answer or edit is gone, a log or a backup is not
whole, a file is taken in by half, or half an export stands under its name. Takes about half a
second a kill.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.storage_kills import kills, report


def main() -> int:
    """Run it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=100)
    options.add_argument("--seed", type=int, default=random.randrange(10**6))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="fw-kill-log-") as folder:
        done = list(kills(Path(folder), chosen.times, chosen.seed))
    print(json.dumps({"seed": chosen.seed, **report(done)}, indent=1, ensure_ascii=False))
    return 1 if any(one.troubles for one in done) else 0


if __name__ == "__main__":
    sys.exit(main())
