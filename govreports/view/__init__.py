"""The part of the data that a notebook or a briefing is about, with its tables and its computed sentences."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govreports.view import findings, tables
    from govreports.view.opening import open_view, view_of
    from govreports.view.view import View

__all__ = ["View", "findings", "open_view", "tables", "view_of"]


def __getattr__(name: str) -> Any:
    if name in ("findings", "tables"):
        return import_module(f"{__name__}.{name}")
    if name in __all__:
        return getattr(import_module(f"{__name__}.{'view' if name == 'View' else 'opening'}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
