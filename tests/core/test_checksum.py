"""SHA-256 without OpenSSL."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.checksum import sha256_hex


@given(st.binary(max_size=300))
def test_it_is_sha_256(data: bytes) -> None:
    assert sha256_hex(data) == hashlib.sha256(data).hexdigest()


def test_it_is_so_too_where_python_has_none_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_sha2", "_sha256"):
        monkeypatch.setitem(sys.modules, name, None)
    assert sha256_hex(b"foot") == hashlib.sha256(b"foot").hexdigest()


def test_openssl_is_not_loaded_for_it() -> None:
    code = (
        "import sys; from app.core.checksum import sha256_hex; sha256_hex(b'foot'); "
        "sys.exit('_hashlib' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
