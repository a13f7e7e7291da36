"""The computed sentences of the notebooks: nothing of them is typed, so they change with the data."""

from govreports.view.findings.agency import profile
from govreports.view.findings.changes import two_years
from govreports.view.findings.extraction import extraction
from govreports.view.findings.reconsideration import limits, reconsideration_first
from govreports.view.findings.topics import disclosure, litigation, outcomes, outside

__all__ = [
    "disclosure",
    "extraction",
    "limits",
    "litigation",
    "outcomes",
    "outside",
    "profile",
    "reconsideration_first",
    "two_years",
]
