"""Times as scripts write them, and as people read them."""

from __future__ import annotations

import re

HOW_TO_WRITE = "write 1:30, 90 s or 1 min 30 s"

_FORMS = (
    re.compile(r"(?P<s>[0-9]+) ?s?(?<! )"),
    re.compile(r"(?P<m>[0-9]+)(?: min|m)"),
    re.compile(r"(?P<m>[0-9]+) min (?P<s>[0-5]?[0-9]) s"),
    re.compile(r"(?P<m>[0-9]+)m(?P<s>[0-5]?[0-9])s"),
    re.compile(r"(?P<m>[0-9]+):(?P<s>[0-5][0-9])"),
)
_TOO_LONG_S = 10**9
_SUM_ERROR_S = 0.001


def parse_seconds(text: str) -> int | None:
    """Read a time such as `90`, `90 s`, `2 min`, `1m30s` or `1:30`.

    Returns:
        Whole seconds, or None if the text is no time. A number too long to be meant comes back as
        10**9 and is never converted.
    """
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is None:
            continue
        total_s = 0
        for name, unit_s in (("m", 60), ("s", 1)):
            digits = (match.groupdict().get(name) or "0").lstrip("0")
            if len(digits) > len(str(_TOO_LONG_S)):
                return _TOO_LONG_S
            total_s += unit_s * int(digits or "0")
        return min(total_s, _TOO_LONG_S)
    return None


def whole_s(seconds: float) -> int:
    """Time that is over: only whole seconds count; what a sum of floats lacks does not matter."""
    return int(seconds + _SUM_ERROR_S)


def clock_text(seconds: int) -> str:
    """Write seconds as `0:42`, `12:30` or `1:05:00`."""
    minutes, left_s = divmod(seconds, 60)
    hours, left_min = divmod(minutes, 60)
    return f"{hours}:{left_min:02d}:{left_s:02d}" if hours else f"{minutes}:{left_s:02d}"
