from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import KnownError
from app.storage.shipped import shipped_folder


def test_a_checkout_has_them_beside_the_package() -> None:
    root = Path(__file__).resolve().parents[2]
    assert shipped_folder("resources") == root / "resources"
    assert shipped_folder("sessions") == root / "sessions"


def test_a_wheel_has_them_in_the_package_and_nothing_beside_it_counts(tmp_path: Path) -> None:
    inside = tmp_path / "app" / "_shipped" / "resources"
    inside.mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    assert shipped_folder("resources", tmp_path / "app") == inside


def test_an_incomplete_installation_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"“sessions” is missing .* install Footwell again"):
        shipped_folder("sessions", tmp_path / "app")
