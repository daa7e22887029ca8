"""SHA-256 of a script's bytes, without OpenSSL."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import Any

_OWN = ("_sha2", "_sha256")
"""Python's own, from 3.12 on and before."""


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of some bytes: 64 hexadecimal digits in small letters."""
    digest: str = _sha256(data).hexdigest()
    return digest


def _sha256(data: bytes) -> Any:  # noqa: ANN401 - hashlib has no name for what it gives
    """As `hashlib.sha256`, which loads OpenSSL: 4 to 7 ms and 2 MiB, for this alone.

    Python's own `random` does likewise. Where Python was built without its own, OpenSSL is loaded.
    """
    for name in _OWN:
        with suppress(ImportError):
            return import_module(name).sha256(data)
    return import_module("hashlib").sha256(data)
