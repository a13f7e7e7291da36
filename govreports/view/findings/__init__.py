"""The computed sentences of the notebooks: nothing of them is typed, so they change with the data."""

from importlib import import_module
from typing import Any

from govreports.view.findings.agency import profile
from govreports.view.findings.changes import two_years
from govreports.view.findings.extraction import extraction
from govreports.view.findings.reconsideration import limits, reconsideration_first
from govreports.view.findings.topics import disclosure, litigation, outcomes, outside

__all__ = [
    "completeness",
    "copies",
    "disclosure",
    "extraction",
    "in_time",
    "limits",
    "litigation",
    "outcomes",
    "outside",
    "profile",
    "promised",
    "promises",
    "prose_numbers",
    "reconsideration_first",
    "reported",
    "shared",
    "two_texts",
    "two_years",
]


def __getattr__(name: str) -> Any:
    # What is said of prose reads all of it: loaded only where it is asked for.
    if name in __all__:
        return getattr(import_module(f"{__name__}.prose"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
