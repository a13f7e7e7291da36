"""Reports as plain rows: what workers send back, what the cache keeps, what the frames are built from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from govreports.checks.prose_against_tables import prose_checks
from govreports.errors import Problem
from govreports.matching.prose.report_sections import with_title
from govreports.report.report import Report


@dataclass(slots=True)
class FileRecord:
    """What one file gave."""

    # The fields of each report that hold for the file wherever it lies
    reports: list[dict[str, Any]] = field(default_factory=list)
    # ``page, code, reason, remedy`` of everything that could not be read
    problems: list[list[Any]] = field(default_factory=list)

    @property
    def told_by_name(self) -> bool:
        """Whether the file's name told whose report it is or of which year, or another name could have."""
        flags = ";".join(report["flag"] or "" for report in self.reports)
        return any(f"{what}_{how}" in flags for what in ("agency", "year") for how in ("from_filename", "unknown"))

    def to_json(self) -> str:
        """Write the record as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> FileRecord:
        """Read a record back."""
        return cls(**json.loads(text))

    @classmethod
    def of(cls, reports: Sequence[Report], problems: Sequence[Problem]) -> FileRecord:
        """Record what was read of a file and what was not."""
        everything = [*problems, *(problem for report in reports for problem in report.problems)]
        return cls(
            [_report_record(report) for report in reports],
            [[problem.page, problem.code, problem.reason, problem.remedy] for problem in everything],
        )


def _report_record(report: Report) -> dict[str, Any]:
    return {
        "suffix": report.name[len(report.path.stem) :],
        "sha256": report.sha256,
        "agency": report.agency,
        "year": report.year,
        "edition": report.edition,
        "title": report.title,
        "table_edition": report.table_edition,
        "scope": report.scope,
        "method": report.method,
        "pages": report.pages,
        "flag": report.flag,
        "published": report.published,
        "published_source": report.published_source,
        "set_anew": report.set_anew,
        "cells": [list(cell) for cell in report.cell_rows],
        "stated": _stated(report),
        "checks": [list(check) for check in report.check_rows],
        "sections": [list(section.row()) for section in report.section_rows],
    }


def _stated(report: Report) -> list[list[Any]]:
    """Compare the prose with the tables: it takes as long as all other checks, and needs no other report."""
    printed = {(cell.table, cell.item, cell.column): cell.value for cell in report.cell_rows if cell.value is not None}
    texts = [with_title(one.title, one.text) for one in report.section_rows if one.text is not None]
    return [list(check) for check in prose_checks(printed, texts, report.year)]
