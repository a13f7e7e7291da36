"""The computed sentences of the notebooks: nothing of them is typed, so they change with the data."""

from govreports.view.findings.agency import profile
from govreports.view.findings.changes import two_years
from govreports.view.findings.extraction import extraction
from govreports.view.findings.topics import disclosure, litigation, outcomes, outside

__all__ = ["disclosure", "extraction", "litigation", "outcomes", "outside", "profile", "two_years"]
