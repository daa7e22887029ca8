"""Marks methods that Qt calls by name, also on Python 3.11, where typing has no `override`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override as override  # noqa: PLC0414 - exported
else:

    def override(method):  # noqa: ANN001, ANN201, D103 - the typed one is above
        return method
