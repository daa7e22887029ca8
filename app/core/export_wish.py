"""What of the log a person wants in a file, for whom, and as what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.core.report import Wish

Progress = Callable[[int, int], bool]
"""Tells how far something is: so many of so many; gives back False where it is to stop."""


class ExportFormat(StrEnum):
    """As what."""

    PDF = "pdf"
    """One page for a clinician."""
    CSV = "csv"
    """A folder with tables for a spreadsheet."""
    JSON = "json"
    """Everything, for another Footwell."""
    FHIR = "fhir"
    """For the systems of clinicians."""

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files and not one file."""
        return self is ExportFormat.CSV

    @property
    def takes_name(self) -> bool:
        """Whether it can say whom it is about."""
        return self in (ExportFormat.PDF, ExportFormat.FHIR)

    def file_name(self, today: date) -> str:
        """What the file or folder is called where nobody says otherwise.

        >>> ExportFormat.FHIR.file_name(date(2026, 11, 21))
        'footwell-2026-11-21.fhir.json'
        """
        endings = {
            ExportFormat.PDF: ".pdf",
            ExportFormat.CSV: "",
            ExportFormat.JSON: ".json",
            ExportFormat.FHIR: ".fhir.json",
        }
        return f"footwell-{today.isoformat()}{endings[self]}"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is wanted.

    Attributes:
        format: as what.
        since: the first day; None for the first one of the log.
        until: the last day, which is included; None for no bound.
        name: whom it is about, if that was typed; it is kept nowhere.
        condition: what it is about, in the person's own words, likewise.
    """

    format: ExportFormat
    since: date | None = None
    until: date | None = None
    name: str = ""
    condition: str = ""

    @property
    def for_report(self) -> Wish:
        """The same as the one-page report takes it."""
        return Wish(self.since, self.until, self.name, self.condition)

    @property
    def only_what_it_takes(self) -> ExportWish:
        """Without what was typed for another format.

        >>> ExportWish(ExportFormat.CSV, name="Anna").only_what_it_takes.name
        ''
        """
        name = self.name.strip() if self.format.takes_name else ""
        condition = self.condition.strip() if self.format is ExportFormat.PDF else ""
        return replace(self, name=name, condition=condition)
