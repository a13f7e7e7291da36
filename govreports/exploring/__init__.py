"""Widgets for JupyterLab: look around in the data, and from a folder of files to results without typing code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govreports.exploring.explorer import explore
    from govreports.exploring.start import start

__all__ = ["explore", "start"]


def __getattr__(name: str) -> Any:
    # ipywidgets is loaded with the first widget.
    if name == "explore":
        from govreports.exploring.explorer import explore

        return explore
    if name == "start":
        from govreports.exploring.start import start

        return start
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
