"""The real program, killed by SIGKILL at random moments of sessions, loses at most five seconds.

`tests/bench/kill_nine.py` does the same as often as wanted.
"""

from __future__ import annotations

import json
import random
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.kill_runs import DRIVEN, Lane, kill_in_lanes, report
from tests.real_app import PROGRAMS, need, screen

pytestmark = pytest.mark.real

TIMES = 12
LANES = 3


def test_a_killed_session_comes_back_where_it_was(tmp_path: Path) -> None:
    need(*PROGRAMS)
    seed = random.randrange(10**6)
    with ExitStack() as stack:
        lanes = [
            Lane(
                stack.enter_context(screen()),
                tmp_path / str(number),
                random.Random(f"{seed} {number}"),
                longest_s=6.0,
            )
            for number in range(LANES)
        ]
        deaths = kill_in_lanes(lanes, TIMES)
    said = json.dumps({"seed": seed, **report(deaths)}, indent=1)
    assert [death for death in deaths if death.troubles] == [], said
    assert len(deaths) == TIMES
    assert any(death.is_offered for death in deaths), said
    assert {death.state for death in deaths} >= set(DRIVEN), said
