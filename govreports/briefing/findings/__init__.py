"""The computed sentences of the notebooks: nothing of them is typed, so they change with the data."""

from govreports.briefing.findings.agency import profile
from govreports.briefing.findings.changes import two_years
from govreports.briefing.findings.groups import disclosure, outcomes, outside, review
from govreports.briefing.findings.reading import extraction

__all__ = ["disclosure", "extraction", "outcomes", "outside", "profile", "review", "two_years"]
