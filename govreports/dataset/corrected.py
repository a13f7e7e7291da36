"""The corrections on record, laid beside the printed values on every run; those that no longer fit are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.codes import codes
from govreports.columns import NUMBER, PROBLEM_COLUMNS, TEXT, frame
from govreports.dataset.corrections import FILE, KEY, Correction, corrections_of, number_of

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset


class Applied(NamedTuple):
    """What `apply_corrections` gives."""

    # The dataset's cells with `value_corrected` (Float64: the correction, else the printed value) right after
    # `value`, and at the end `correction` (who, when and why; NA where there is none)
    cells: pd.DataFrame
    problems: pd.DataFrame  # corrections that were refused, columns of a dataset's `problems`


def apply_corrections(data: Dataset) -> Applied:
    """Lay the corrections on record beside the printed values.

    Parameters
    ----------
    data : Dataset
        `cells` and `corrections` are used, and `reports` to tell a report that is gone from a cell that is.

    Returns
    -------
    Applied

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> apply_corrections(Dataset()).cells.columns[6:8].tolist()
    ['value', 'value_corrected']
    """
    import pandas as pd

    cells = data.cells.copy()
    cells.insert(list(cells.columns).index("value") + 1, "value_corrected", cells["value"])
    mine = cells.loc[cells["report"].isin(data.corrections.get("report", [])), [*KEY, "value"]]
    printed = {tuple(row[:4]): (at, number_of(row[4])) for at, *row in mine.itertuples()}
    known = set(data.reports["report"])
    values: dict[Any, float | None] = {}
    notes: dict[Any, str] = {}
    refused = []
    for line, one in enumerate(corrections_of(data.corrections), start=2):
        at, value = printed.get((one.report, one.table, one.item, one.column), (None, None))
        if at is None or value != one.printed:
            refused.append(_refusal(one, line, value, report=one.report in known, cell=at is not None))
            continue
        values[at] = one.corrected
        verdict = "照原样保留" if one.corrected == one.printed else f"{_text(one.printed)} → {_text(one.corrected)}"
        notes[at] = f"{verdict}: {one.reason} ({one.who}, {one.date})"
    corrected = cells["value"].array.copy()
    corrected[cells.index.get_indexer(pd.Index(list(values)))] = frame([[v] for v in values.values()], {"v": NUMBER})[
        "v"
    ].array
    cells["value_corrected"] = corrected
    cells["correction"] = pd.Series(notes, dtype=TEXT).reindex(cells.index)
    return Applied(cells, frame(refused, PROBLEM_COLUMNS))


def _refusal(one: Correction, line: int, printed: float | None, *, report: bool, cell: bool) -> tuple[Any, ...]:
    name = f"{one.report} {one.table}/{one.item}/{one.column}"
    if not report:
        code, reason = "correction_without_report", f"line {line} corrects {name}, but there is no such report."
    elif not cell:
        code, reason = "correction_without_cell", f"line {line} corrects {name}, but the report prints no such cell."
    else:
        code = "correction_outdated"
        reason = (
            f"line {line} expects {_text(one.printed)} in {name}, but {_text(printed)} is printed there now; "
            "the correction is not applied."
        )
    return FILE, None, code, reason, codes("problem")[code].remedy


def _text(value: float | None) -> str:
    return "a blank" if value is None else f"{value:.15g}"
