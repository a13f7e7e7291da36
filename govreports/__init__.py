"""Numbers you can defend from the annual reports on government information disclosure of Chinese agencies.

Everything that a user needs stands here; it is loaded when it is first used, so that the import stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset
    from govreports.dataset.folder import read_folder
    from govreports.dataset.store import load
    from govreports.errors import Problem, ReadError
    from govreports.read import read_report, read_reports
    from govreports.report import Report

_HOMES = {
    "Dataset": "govreports.dataset.data",
    "Problem": "govreports.errors",
    "ReadError": "govreports.errors",
    "Report": "govreports.report",
    "load": "govreports.dataset.store",
    "read_folder": "govreports.dataset.folder",
    "read_report": "govreports.read",
    "read_reports": "govreports.read",
}

__all__ = [
    "Dataset",
    "Problem",
    "ReadError",
    "Report",
    "load",
    "read_folder",
    "read_report",
    "read_reports",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'govreports' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
