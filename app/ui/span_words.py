"""How far back the log goes, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.log_span import LogSpan


def span_label(span: LogSpan) -> str:
    """A span: “Last 8 weeks”."""
    translate = QCoreApplication.translate
    return {
        LogSpan.ALL: translate("span", "All time"),
        LogSpan.WEEKS_4: translate("span", "Last 4 weeks"),
        LogSpan.MONTH: translate("span", "Last 30 days"),
        LogSpan.WEEKS_8: translate("span", "Last 8 weeks"),
        LogSpan.QUARTER: translate("span", "Last 3 months"),
        LogSpan.MONTHS_6: translate("span", "Last 6 months"),
        LogSpan.YEAR: translate("span", "Last year"),
        LogSpan.OWN: translate("span", "From … to …"),
    }[span]
