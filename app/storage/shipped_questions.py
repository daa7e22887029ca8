"""The health questions that ship with Footwell."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from app.core.errors import KnownError
from app.core.health_questions import HealthQuestions
from app.core.health_reader import read_questions

QUESTIONS = Path("health") / "questions.yaml"
"""Where they stand among the resources."""

_reading = lru_cache(maxsize=1)(read_questions)
"""The same text is read once; it is asked for before and after every session."""


def load_questions(resources: Path) -> HealthQuestions:
    """Read the health questions.

    Args:
        resources: the folder of that name (`shipped_folder`).

    Raises:
        KnownError: they are not there or not whole. Without them no session may be started.
    """
    path = resources / QUESTIONS
    try:
        reading = _reading(path.read_bytes(), str(path))
    except OSError as error:
        message = f"The health questions “{path}” are missing; install Footwell again."
        raise KnownError(message) from error
    if reading.questions is None:
        message = f"The health questions are damaged ({reading.faults[0]}); install Footwell again."
        raise KnownError(message)
    return reading.questions
