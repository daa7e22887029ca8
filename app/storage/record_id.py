"""The names of records, the same on every machine they are merged on."""

from __future__ import annotations

from uuid import uuid4


def new_id() -> str:
    """A UUID for a record, made here and never given out twice."""
    return str(uuid4())
