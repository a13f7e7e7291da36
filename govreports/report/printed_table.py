"""`PrintedTable`: a table of a report that says, where it is shown, what it is and in which units."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from govreports.form.model import Table

_USUAL = "件"


class PrintedTable(pd.DataFrame):
    """A DataFrame like any other; what is computed from it is a plain one.

    The form's title and the units stand in ``attrs["title"]`` and ``attrs["units"]``, and above the numbers where
    JupyterLab shows them.
    """

    def _repr_html_(self) -> str:
        numbers = super()._repr_html_()  # type: ignore[misc]
        if "units" not in self.attrs:
            return str(numbers)
        return f"<p>{escape(self.attrs['title'])} · 单位 unit: {escape(self.attrs['units'])}</p>{numbers}"


def units(form: Table, printed: Mapping[tuple[str, str], str | None]) -> str:
    """Return in what units the cells are counted: the usual unit, then the columns and the cells that have another.

    Parameters
    ----------
    form : Table
    printed : mapping of (str, str) to (str or None)
        The unit of each cell ``(item, column)``.

    Examples
    --------
    >>> from govreports.form import table
    >>> units(table("2021", "disclosure"), {("fees", "amount"): "万元", ("licences", "decisions"): "件"})
    '件; 本年收费金额（单位：万元） amount 万元'
    """
    others: dict[str, None] = {}
    for (item, column), unit in printed.items():
        if unit in (_USUAL, None):
            continue
        alike = {one for (_, other), one in printed.items() if other == column}
        place = f"{form.column[column].zh} {column}" if len(alike) == 1 else f"{form.item[item].zh} {item}/{column}"
        others[f"{place} {unit}"] = None
    return "; ".join((_USUAL, *others))
