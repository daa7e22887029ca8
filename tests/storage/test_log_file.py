"""Files that are no export are known as such at once, and told as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import FaultyImportError
from app.storage.imports.log_file import LogFile


@pytest.mark.parametrize("text", ["", "[]", "null", "Date,Pain\n2026-11-21,4\n", "  "])
def test_a_file_of_another_kind_is_not_called_damaged(tmp_path: Path, text: str) -> None:
    path = tmp_path / "chosen.json"
    path.write_text(text)
    with pytest.raises(FaultyImportError, match="it is no log that Footwell exported as JSON"):
        LogFile(path)


@pytest.mark.parametrize(("scrap", "told"), [("1", "is no row with names"), ("{}", "is missing")])
def test_scrap_is_refused_at_its_first_row_and_not_read_on(
    tmp_path: Path, scrap: str, told: str
) -> None:
    path = tmp_path / "scrap.json"
    path.write_text(f'{{"sessions": [{scrap}, and nothing behind it is looked at')
    with pytest.raises(FaultyImportError, match=rf"`sessions\[0\].*{told}"):
        LogFile(path)
