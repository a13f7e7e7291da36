"""`Result`: a frame of which JupyterLab shows first what a reader looks for."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd


class Result(pd.DataFrame):
    """A DataFrame like any other.

    JupyterLab shows in words what it is about: agency, year, value, what that rests on
    (`govreports.jupyter.result_in_words`); `all_columns` shows everything as it is.
    """

    @property
    def _constructor(self) -> Callable[..., Result]:
        return Result

    def all_columns(self) -> AllColumns:
        """Return the frame to be shown with every column.

        Examples
        --------
        >>> from govreports.dataset.data import Dataset
        >>> from govreports.measures.compute import indicators
        >>> indicators(Dataset()).all_columns().shape
        (0, 22)
        """
        whole = AllColumns(self)
        whole.attrs = self.attrs
        return whole


class AllColumns(pd.DataFrame):
    """A DataFrame that is shown with every column, however many there are, and every word."""

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_columns", None, "display.max_colwidth", None):
            return str(super()._repr_html_())  # type: ignore[misc]


def result_of(frame: pd.DataFrame) -> Result:
    """Return a frame as `Result`, with its notes."""
    shown = Result(frame)
    shown.attrs = frame.attrs
    return shown
