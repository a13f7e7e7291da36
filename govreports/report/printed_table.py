"""`PrintedTable`: a table of a report that says, where it is shown, what it is and in which units."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from govreports.files.offline_page import render
from govreports.form.model import Table
from govreports.words import column_label, item_label

_USUAL = "件"


class PrintedTable(pd.DataFrame):
    """A DataFrame like any other; what is computed from it is a plain one.

    The form's title and the units stand in ``attrs["title"]`` and ``attrs["units"]``. Where JupyterLab shows the table,
    they stand above the numbers, each id stands below its printed label, and a count has no decimals.
    """

    def _repr_html_(self) -> str:
        if "units" not in self.attrs:
            return str(super()._repr_html_())  # type: ignore[misc]
        table = str(self.attrs["table"])
        return render(
            "printed_table.html",
            title=self.attrs["title"],
            units=self.attrs["units"],
            columns=[(column_label(table, name), name) for name in self.columns],
            rows=[
                (item_label(table, name), name, [_number(value) for value in values])
                for name, values in zip(self.index, self.to_numpy(dtype=object), strict=True)
            ],
        )


def _number(value: float | None) -> str:
    return "" if pd.isna(value) else f"{value:,.15g}"


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
        alike = {printed_unit for (_, other), printed_unit in printed.items() if other == column}
        place = f"{form.column[column].zh} {column}" if len(alike) == 1 else f"{form.item[item].zh} {item}/{column}"
        others[f"{place} {unit}"] = None
    return "; ".join((_USUAL, *others))
