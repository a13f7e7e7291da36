"""Numbers you can defend from the annual reports on government information disclosure of Chinese agencies.

Everything that a user needs stands here; it is loaded when it is first used, so that the import stays light.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from govreports import charts
from govreports.face import faced

if TYPE_CHECKING:
    from govreports import briefing
    from govreports.briefing.brief import brief
    from govreports.checks.cross import cross_checks
    from govreports.checks.faults import explain
    from govreports.dataset.corrected import apply_corrections
    from govreports.dataset.corrections import record_corrections
    from govreports.dataset.coverage import coverage, coverage_matrix, not_reported
    from govreports.dataset.data import Dataset, load
    from govreports.dataset.diff import diff
    from govreports.dataset.folder import read_folder
    from govreports.dataset.keyed_in import keyed_record, write_template
    from govreports.errors import Problem, ReadError
    from govreports.jupyter.explorer import explore
    from govreports.jupyter.glossary import glossary
    from govreports.jupyter.review import review
    from govreports.jupyter.start import start
    from govreports.measures.agency_list import agencies, follow
    from govreports.measures.catalogue import catalogue
    from govreports.measures.change import change, trend
    from govreports.measures.cite import cite
    from govreports.measures.compute import indicators
    from govreports.measures.funnel import funnel
    from govreports.measures.groups import aggregate, peers
    from govreports.measures.panel import panel
    from govreports.measures.pool import pool
    from govreports.measures.ranks import ranks, two_denominators
    from govreports.measures.shrink import shrink
    from govreports.prose.completeness import completeness
    from govreports.prose.passages_page import passages_page
    from govreports.prose.promises import promises
    from govreports.prose.shared_passages import shared_passages
    from govreports.prose.versions import versions
    from govreports.quality.draft import check_draft
    from govreports.quality.quality_page import quality_page
    from govreports.reading.read_file import read_report, read_reports
    from govreports.report.report import Report
    from govreports.runs.lab import lab
    from govreports.runs.new import new
    from govreports.runs.run import run
    from govreports.view.what_if import what_if
    from govreports.view.why import why

_HOMES = {
    "Dataset": "govreports.dataset.data",
    "Problem": "govreports.errors",
    "ReadError": "govreports.errors",
    "Report": "govreports.report.report",
    "agencies": "govreports.measures.agency_list",
    "aggregate": "govreports.measures.groups",
    "apply_corrections": "govreports.dataset.corrected",
    "brief": "govreports.briefing.brief",
    "catalogue": "govreports.measures.catalogue",
    "change": "govreports.measures.change",
    "check_draft": "govreports.quality.draft",
    "cite": "govreports.measures.cite",
    "completeness": "govreports.prose.completeness",
    "coverage": "govreports.dataset.coverage",
    "coverage_matrix": "govreports.dataset.coverage",
    "cross_checks": "govreports.checks.cross",
    "diff": "govreports.dataset.diff",
    "explain": "govreports.checks.faults",
    "explore": "govreports.jupyter.explorer",
    "follow": "govreports.measures.agency_list",
    "funnel": "govreports.measures.funnel",
    "glossary": "govreports.jupyter.glossary",
    "indicators": "govreports.measures.compute",
    "keyed_record": "govreports.dataset.keyed_in",
    "lab": "govreports.runs.lab",
    "load": "govreports.dataset.data",
    "new": "govreports.runs.new",
    "not_reported": "govreports.dataset.coverage",
    "panel": "govreports.measures.panel",
    "passages_page": "govreports.prose.passages_page",
    "peers": "govreports.measures.groups",
    "pool": "govreports.measures.pool",
    "promises": "govreports.prose.promises",
    "quality_page": "govreports.quality.quality_page",
    "ranks": "govreports.measures.ranks",
    "read_folder": "govreports.dataset.folder",
    "read_report": "govreports.reading.read_file",
    "read_reports": "govreports.reading.read_file",
    "record_corrections": "govreports.dataset.corrections",
    "review": "govreports.jupyter.review",
    "run": "govreports.runs.run",
    "shared_passages": "govreports.prose.shared_passages",
    "shrink": "govreports.measures.shrink",
    "start": "govreports.jupyter.start",
    "trend": "govreports.measures.change",
    "two_denominators": "govreports.measures.ranks",
    "versions": "govreports.prose.versions",
    "what_if": "govreports.view.what_if",
    "why": "govreports.view.why",
    "write_template": "govreports.dataset.keyed_in",
}

__all__ = [
    "Dataset",
    "Problem",
    "ReadError",
    "Report",
    "agencies",
    "aggregate",
    "apply_corrections",
    "brief",
    "briefing",
    "catalogue",
    "change",
    "charts",
    "check_draft",
    "cite",
    "completeness",
    "coverage",
    "coverage_matrix",
    "cross_checks",
    "diff",
    "explain",
    "explore",
    "follow",
    "funnel",
    "glossary",
    "indicators",
    "keyed_record",
    "lab",
    "load",
    "new",
    "not_reported",
    "panel",
    "passages_page",
    "peers",
    "pool",
    "promises",
    "quality_page",
    "ranks",
    "read_folder",
    "read_report",
    "read_reports",
    "record_corrections",
    "review",
    "run",
    "shared_passages",
    "shrink",
    "start",
    "trend",
    "two_denominators",
    "versions",
    "what_if",
    "why",
    "write_template",
]


def __getattr__(name: str) -> Any:
    if name == "briefing":  # used as ``gr.briefing.open_view(…)``
        return import_module("govreports.briefing")
    if name == "__version__":
        from govreports.files.project import version

        return version()
    if name in _HOMES:
        value = globals()[name] = faced(name, getattr(import_module(_HOMES[name]), name))
        return value
    raise AttributeError(f"module 'govreports' has no attribute {name!r}")


def _asked(name: str, draw: Any) -> Any:
    """Return a chart that takes a dataset too; pandas is loaded with the first."""
    from govreports.view.charts_of import asked

    return asked(name, draw)


charts.asked = _asked


def __dir__() -> list[str]:
    return sorted((*__all__, "__version__"))


if "IPython" in sys.modules:  # ids are completed with their Chinese names, frames are shown in words
    from IPython.core.getipython import get_ipython

    from govreports.jupyter import completion, formatters

    for part in (completion, formatters):
        part.register(get_ipython())
