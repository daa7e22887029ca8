"""What processes cost, as Linux tells it, and how a bench tells its figures."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def pss_kib(pid: int) -> int:
    """The proportional memory of a process, 0 where it is gone or the system does not tell."""
    return _rollup_kib(pid, "Pss:")


def rss_kib(pid: int) -> int:
    """The memory of a process with all that it shares."""
    return _rollup_kib(pid, "Rss:")


def _rollup_kib(pid: int, row: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(row)), 0)


def tree_of(pid: int) -> list[int]:
    """A process and all that it started; processes that left it are not among them."""
    found = [pid]
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = thread.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            found += tree_of(int(child))
    return found


def tree_pss_kib(pid: int) -> int:
    """The proportional memory of a process and of all that it started."""
    return sum(pss_kib(one) for one in tree_of(pid))


def cpu_s(pid: int) -> float:
    """How long a process has used a processor, in seconds, without what it started."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, 99th percentile and worst; nothing of nothing."""
    ordered = sorted(values)
    if not ordered:
        return {}
    return {
        "median": round(statistics.median(ordered), 2),
        "p99": round(ordered[int(0.99 * (len(ordered) - 1))], 2),
        "worst": round(ordered[-1], 2),
    }


@contextmanager
def burning(how_many: int) -> Iterator[None]:
    """Programs that keep a core each at work."""
    burners = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(how_many)
    ]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
