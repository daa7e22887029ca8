"""A real wheel, installed into an empty environment, away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from app import __version__

CHECKOUT = Path(__file__).parents[2]

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(CHECKOUT)],
        check=True,
    )
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def footwell(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that holds the wheel and what it asks for, nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    places = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([str(places / "python"), "-m", "pip", "install", "-q", str(wheel)], check=True)
    return places / "footwell"


def run(footwell: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "FOOTWELL"))}
    return subprocess.run(
        [str(footwell), *arguments],
        cwd=cwd,
        env=environ | {"HOME": str(cwd)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_the_program_and_its_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"app", f"footwell-{__version__}.dist-info"}
    assert "app/_shipped/sessions/heel-spur.yaml" in names
    assert "app/_shipped/resources/sounds/begin.wav" in names
    assert "app/_shipped/resources/health/questions.yaml" in names
    assert "app/_shipped/resources/help/3-techniques.yaml" in names
    assert "app/storage/migrations/0002.sql" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


def test_the_installed_program_checks_itself(footwell: Path, tmp_path: Path) -> None:
    done = run(footwell, "--self-check", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("All there.\n")
    assert done.stdout.startswith("12 scripts\n")


def test_the_installed_program_lists_its_scripts(footwell: Path, tmp_path: Path) -> None:
    done = run(footwell, "list", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    scripts = json.loads(done.stdout)
    assert len(scripts) == 12
    assert all(script["ok"] and script["source"] == "shipped" for script in scripts)
    assert not list(tmp_path.iterdir()), "a command that reads leaves no trace"
