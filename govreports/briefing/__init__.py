"""Notebooks executed, pages and workbooks written.

`open_view` gives the notebooks their selection of the data, `findings` its computed sentences, `tables` its tables.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govreports.briefing import findings, tables
    from govreports.briefing.opening import open_view, view_of
    from govreports.briefing.view import View

__all__ = ["View", "findings", "open_view", "tables", "view_of"]


def __getattr__(name: str) -> Any:
    if name in ("findings", "tables"):
        return import_module(f"{__name__}.{name}")
    if name in __all__:
        return getattr(import_module(f"{__name__}.{'view' if name == 'View' else 'opening'}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
