"""Opens 200 randomly damaged logs as the app does, and prints what came of them.

    python tests/bench/damage_run.py --times 200 [--first 0] [--without-backup]

Each is damaged in one of seven ways (`tests/damage.py`), opened and read until nothing in it is
found damaged any more, closed, and opened again. Prints a report as JSON and ends with 1 if a
traceback came, bytes of a damaged file are gone, or there are records that nobody wrote.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.damage_runs import openings, report


def main() -> int:
    """Run it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=200)
    options.add_argument("--first", type=int, default=0, help="the first seed")
    options.add_argument("--without-backup", action="store_true")
    chosen = options.parse_args()
    seeds = range(chosen.first, chosen.first + chosen.times)
    with tempfile.TemporaryDirectory(prefix="fw-damage-") as folder:
        results = list(openings(Path(folder), seeds, with_backup=not chosen.without_backup))
    print(json.dumps(report(results), indent=1, ensure_ascii=False))
    return 1 if any(one.troubles for one in results) else 0


if __name__ == "__main__":
    sys.exit(main())
