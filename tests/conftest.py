"""What holds for all tests: hypothesis, in what order they run, and where garbage is collected."""

from __future__ import annotations

import gc
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    max_examples=100,
    # A shared machine may stand still for a second; no property here is about speed.
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("ci")


LONGEST = ("whole", "ui", "storage")
"""The folders with the longest tests; begun with, so that no processor waits at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, and see that run_all.sh knows the files of real tests."""
    real = {item.path for item in items if item.get_closest_marker("real")}
    for path in real:
        assert b"mark.real" in path.read_bytes(), path
    items.sort(key=lambda item: (item.path not in real, _turn(item)))


def _turn(item: pytest.Item) -> int:
    folder = item.path.parent.name
    return LONGEST.index(folder) if folder in LONGEST else len(LONGEST)


# As in the program (`app.ui.collector`): garbage is collected in the first thread only, and not in
# those of the tests, of the devices or of pytest-xdist, where objects of Qt would die and crash it.
gc.disable()

FULL_EVERY = 250
"""Tests between two collections of everything; of what is young there is one after each."""

_NUMBERS = count(1)


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """Collect between two tests."""
    gc.collect(2 if next(_NUMBERS) % FULL_EVERY == 0 else 1)
