"""What changed between two datasets: reports that came, went or were published anew, and cells that differ and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govreports.codes import codes
from govreports.columns import KEY_COLUMNS, NUMBER, TEXT, ReportRow, frame, records
from govreports.dataset.corrections import CORRECTION_COLUMNS, KEY
from govreports.dataset.not_the_original import provenance_words
from govreports.words import cell_label

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

DIFF_COLUMNS: dict[str, str] = {
    "what": TEXT,
    **KEY_COLUMNS,
    "table": TEXT,
    "item": TEXT,
    "column": TEXT,
    "old": NUMBER,
    "new": NUMBER,
    "why": TEXT,
    "message": TEXT,
}
"""The columns of `diff`."""

REPUBLISHED, MOVED, READING, CORRECTION = "republished", "moved", "reading", "correction"
_ORDER = list(codes("change"))


def diff(old: Dataset, new: Dataset) -> pd.DataFrame:
    """Determine what changed from one dataset to another.

    Parameters
    ----------
    old, new : Dataset
        For instance what ``govreports run`` saved last January and what it gives now.

    Returns
    -------
    pandas.DataFrame
        One row a change, columns of `DIFF_COLUMNS`. `what` is ``report_added``, ``report_gone``, ``report_reissued``
        (the agency published another file for the year), ``report_moved`` (the same file elsewhere), ``cell_changed``,
        ``cell_added``, ``cell_gone``, ``doubt_raised``, ``doubt_settled``, ``correction_added``,
        ``correction_changed`` or ``correction_removed``. `why` says of a cell whether the agency published another
        number (``republished``), our reading of the same file became another one (``reading``), or a correction was
        recorded (``correction``). ``attrs["provenance"]`` says which of the new reports are not the agencies' own
        files.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> diff(Dataset(), Dataset()).empty
    True
    """
    pairs, rows = _reports(old.reports, new.reports)
    rows += _cells(old, new, pairs)
    rows += _corrections(old, new)
    rows.sort(key=lambda row: (_ORDER.index(row[0]), str(row[1])))
    found = frame(rows, DIFF_COLUMNS)
    found.attrs["provenance"] = {lang: provenance_words(new.reports, lang) for lang in ("zh", "en")}
    return found


def _reports(old: pd.DataFrame, new: pd.DataFrame) -> tuple[dict[str, tuple[str, str]], list[tuple[Any, ...]]]:
    """Pair the reports; give old name → (new name, why cells may differ), and the rows about whole reports."""
    before = {row["report"]: row for row in records(old, ReportRow)}
    after = {row["report"]: row for row in records(new, ReportRow)}
    pairs = {name: name for name in before if name in after}
    # A file that lies elsewhere is the same one; a new one for an agency and year in place of the old is its re-issue.
    for keys in (("sha256",), ("agency", "year")):
        gone = _unique([row for name, row in before.items() if name not in pairs], keys)
        come = _unique([row for name, row in after.items() if name not in pairs.values()], keys)
        pairs |= {gone[key]: come[key] for key in gone if key in come}
    rows: list[tuple[Any, ...]] = []
    reasons: dict[str, tuple[str, str]] = {}
    for name, row in before.items():
        if name not in pairs:
            rows.append(_row("report_gone", row, why=None, message=f"不再有 no longer there: {row['path']}"))
            continue
        other = after[pairs[name]]
        same = row["sha256"] == other["sha256"]
        reasons[name] = (pairs[name], READING if same else REPUBLISHED)
        if not same:
            files = f"{row['path']} ({_short(row)}) → {other['path']} ({_short(other)})"
            text = f"同一机关同一年的另一份文件 another file for the same agency and year: {files}"
            rows.append(_row("report_reissued", other, why=REPUBLISHED, message=text))
        elif name != pairs[name]:
            rows.append(_row("report_moved", other, why=MOVED, message=f"{row['path']} → {other['path']}"))
    taken = set(pairs.values())
    added = [row for name, row in after.items() if name not in taken]
    rows += [_row("report_added", row, why=None, message=f"新增 new: {row['path']}") for row in added]
    return reasons, rows


def _unique(reports: list[ReportRow], columns: tuple[str, ...]) -> dict[tuple[object, ...], str]:
    """Return the name of each report by the values of some columns, where only one report has them."""
    names: dict[tuple[object, ...], list[str]] = {}
    for report in reports:
        key = tuple(value for column, value in report.items() if column in columns)
        if None not in key:
            names.setdefault(key, []).append(report["report"])
    return {key: bearers[0] for key, bearers in names.items() if len(bearers) == 1}


def _short(row: ReportRow) -> str:
    return str(row["sha256"])[:8]


def change_lines(changes: pd.DataFrame) -> list[str]:
    """Return each change in a line: the report, whose it is, the cell in the form's words, what was and what is.

    Parameters
    ----------
    changes : pandas.DataFrame
        From `diff`.
    """
    lines = []
    for row in records(changes):
        who = f"{row['report']}（{row['agency'] or '机关未知 agency unknown'} {row['year'] or ''}）"
        cell = "" if row["item"] is None else f"{cell_label(row['table'], row['item'], row['column'])}: "
        why = f" [{row['why']}]" if row["why"] else ""
        lines.append(f"{who} {cell}{row['message']}{why}")
    return lines


def _row(what: str, row: ReportRow, *, why: str | None, message: str) -> tuple[Any, ...]:
    return (what, row["report"], row["agency"], row["year"], None, None, None, None, None, why, message)


def differing_cells(old: pd.DataFrame, new: pd.DataFrame, pairs: dict[str, str]) -> pd.DataFrame:
    """Return the cells of which value or flag differ between two reports, those that only one prints among them.

    Parameters
    ----------
    old, new : pandas.DataFrame
        Two `cells`.
    pairs : dict of str to str
        The reports compared: id among the old ones → id among the new ones.

    Returns
    -------
    pandas.DataFrame
        The key of a cell with the new report's id, ``value_old``, ``flag_old``, ``value_new``, ``flag_new``, and
        ``_merge`` as pandas gives it.
    """
    columns = [*KEY, "value", "flag"]
    before = old.loc[old["report"].isin(pairs), columns]
    before = before.assign(report=before["report"].map(pairs))
    after = new.loc[new["report"].isin(pairs.values()), columns]
    both = before.merge(after, on=KEY, how="outer", suffixes=("_old", "_new"), indicator=True)
    blank = both["value_old"].isna() & both["value_new"].isna()
    values = both["value_old"].eq(both["value_new"]).fillna(False) | blank
    flags = both["flag_old"].fillna("") == both["flag_new"].fillna("")
    differing: pd.DataFrame = both[~(values & flags) | (both["_merge"] != "both")]
    return differing


def _cells(old: Dataset, new: Dataset, pairs: dict[str, tuple[str, str]]) -> list[tuple[Any, ...]]:
    reasons = dict(pairs.values())
    both = differing_cells(old.cells, new.cells, {name: pair[0] for name, pair in pairs.items()})
    keys = new.reports.set_index("report")[["agency", "year"]]
    rows = []
    for row in records(both):
        where, left, right = row["_merge"], row["value_old"], row["value_new"]
        if where == "both" and left == right:
            what, message = ("doubt_raised", row["flag_new"]) if row["flag_new"] else ("doubt_settled", row["flag_old"])
        else:
            what = {"both": "cell_changed", "left_only": "cell_gone", "right_only": "cell_added"}[where]
            message = f"{_text(left, where != 'right_only')} → {_text(right, where != 'left_only')}"
        agency, year = (_known(value) for value in keys.loc[row["report"]])
        cell = (row["table"], row["item"], row["column"])
        rows.append((what, row["report"], agency, year, *cell, left, right, reasons[row["report"]], message))
    return rows


def _text(value: float | None, printed: bool) -> str:
    if not printed:
        return "未印 not printed"
    return "空白 blank" if value is None else f"{value:.15g}"


def _known(value: Any) -> Any:
    import pandas as pd

    return None if pd.isna(value) else value


def _corrections(old: Dataset, new: Dataset) -> list[tuple[Any, ...]]:
    before, after = (_by_cell(data.corrections) for data in (old, new))
    keys = {row["report"]: (row["agency"], row["year"]) for row in records(new.reports, ReportRow)}
    rows = []
    for cell in sorted(before.keys() | after.keys()):
        one, other = before.get(cell), after.get(cell)
        if one == other:
            continue
        what = "correction_added" if one is None else "correction_removed" if other is None else "correction_changed"
        record = other or one
        assert record is not None
        agency, year = keys.get(cell[0], (None, None))
        message = f"{record['reason']} ({record['who']}, {record['date']})"
        left = one["corrected"] if one else record["printed"]
        right = other["corrected"] if other else record["printed"]
        rows.append((what, cell[0], _known(agency), _known(year), *cell[1:], left, right, CORRECTION, message))
    return rows


def _by_cell(corrections: pd.DataFrame) -> dict[tuple[str, ...], dict[str, Any]]:
    if corrections.empty:
        return {}
    rows = records(corrections[list(CORRECTION_COLUMNS)])
    return {tuple(str(row[name]) for name in KEY): row for row in rows}
