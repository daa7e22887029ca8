"""Qt for Python without reading the source of everything that is imported after it.

After each import of any module, Qt for Python reads that module's source to see whether it names
PySide6, for its `__feature__` switches (snake_case, true_property). We use none of them. For our
two hundred modules this takes a third of the time until the first window, and keeps 6 MiB of source
text for ever. See docs/decisions/0020.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from types import ModuleType

_HOOK = "_mod_uses_pyside"


def spare_reading() -> None:
    """Have no module read that is imported from now on; where Qt has no such hook, do nothing."""
    with suppress(ImportError):
        feature = import_module("PySide6.support.feature")
        if hasattr(feature, _HOOK):
            setattr(feature, _HOOK, _uses_none)


def _uses_none(_module: ModuleType) -> bool:
    return False
