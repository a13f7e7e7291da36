"""Failing identities case by case: both sides of the sum, the picture of the place, the likeliest explanations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govreports.checks.faults import KINDS, explain
from govreports.checks.faults.system import printed_form
from govreports.files.offline_page import listed, number
from govreports.files.printable import on_disk
from govreports.form import Equation, equation_of
from govreports.report.crops import crop, data_uri
from govreports.words import cell_label, check_label, column_label

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

MOST_PICTURES = 300
"""A page with more would no longer open well; beyond them the place is named by page and cell."""
MOST_SUGGESTIONS = 3
_CAUSES = {"published": "原件如此 published so", "reading": "读取存疑 our reading is in doubt"}

Row = dict[str, Any]


class Pictures:
    """Cuts places out of the files, up to a limit, and counts those left out.

    Parameters
    ----------
    data : Dataset
    raw : Path or None
        The folder of the reports; without it there are no pictures.
    """

    def __init__(self, data: Dataset, raw: Path | None) -> None:
        self.raw, self.left_out, self.made = raw, 0, 0
        self.paths = dict(zip(data.reports["report"], data.reports["path"], strict=True))

    def __call__(self, report: str, marked: Sequence[Row], beside: Sequence[Row] = ()) -> str:
        """Return the picture of some cells as HTML, nothing where there is none."""
        path = self.paths.get(report)
        if self.raw is None or not isinstance(path, str):
            return ""
        if self.made >= MOST_PICTURES:
            self.left_out += 1
            return ""
        image = crop(on_disk(self.raw, path), marked, beside)
        if image is None:
            return ""
        self.made += 1
        cells = "、".join(cell_label(cell["table"], cell["item"], cell["column"]) for cell in marked)
        return f'<img alt="{escape(f"原件中 {cells} 所在处")}" src="{data_uri(image)}">'


def who(row: Row) -> str:
    """Name a report's agency and year."""
    return f"{number(row['agency']) or '机关未知'} {number(row['year']) or '年份未知'}"


def records(table: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame as records, NA as None."""
    plain = table.astype(object)
    return [{str(k): v for k, v in row.items()} for row in plain.where(plain.notna(), None).to_dict("records")]


def failing_cases(data: Dataset, pictures: Pictures) -> str:
    """Write every failing check of a dataset, report by report, those that hang together as one case.

    Parameters
    ----------
    data : Dataset
    pictures : Pictures

    Returns
    -------
    str
        HTML; empty where nothing fails.
    """
    suggested = explain(data)
    failed = data.checks[data.checks["status"] == "fail"]
    known = {
        str(report): rows for report, rows in data.cells[data.cells["report"].isin(failed["report"])].groupby("report")
    }
    parts = []
    for report, part in failed.groupby("report", sort=False):
        name, checks, cells = str(report), records(part), records(known[str(report)])
        parts.append(f"<h3>{escape(who(checks[0]))} <code>{escape(name)}</code></h3>")
        for rows in _clusters(suggested[suggested["report"] == report]):
            names = rows[0]["identities"].split("; ")
            inside = [row for row in checks if _name(row, cells) in names]
            checks = [row for row in checks if row not in inside]
            parts.append(_case(name, inside, rows, cells, pictures))
        parts += [_case(name, [row], [], cells, pictures) for row in checks]
    return "\n".join(parts)


def _clusters(suggested: pd.DataFrame) -> Iterator[list[Row]]:
    for _, rows in suggested.groupby("cluster", sort=False):
        yield records(rows)


def _equation(check: Row, cells: list[Row]) -> Equation | None:
    form = printed_form(check["table"], {cell["item"] for cell in cells if cell["table"] == check["table"]})
    return equation_of(form, check["check"], check["item"], check["column"]) if form else None


def _name(check: Row, cells: list[Row]) -> str:
    """Name a failing check as `explain` does."""
    equation = _equation(check, cells)
    return f"{equation.check} {equation.key}" if equation else ""


def _case(report: str, checks: list[Row], rows: list[Row], cells: list[Row], pictures: Pictures) -> str:
    operands = {place for check in checks for place in _operands(check, cells)}
    wanted = {(row["table"], row["item"], row["column"]) for row in rows if row["rank"] == 1} or set(operands)
    marked = [cell for cell in cells if _place(cell) in wanted]
    beside = [cell for cell in cells if _place(cell) in operands - wanted]
    suggestions = []
    for rank in range(1, MOST_SUGGESTIONS + 1):
        same = [row for row in rows if row["rank"] == rank]
        if same:
            broken = f"，{same[0]['broken']} 处不再成立" if same[0]["broken"] else ""
            suggestions.append(f"推测 {rank}（{same[0]['explained']} 处勾稽即可成立{broken}）: {_said(same)}")
    kind = " reading" if any(check["cause"] == "reading" for check in checks) else ""
    lines = listed(_line(check) for check in checks)
    return f'<div class="case{kind}">{lines}{pictures(report, marked, beside)}{listed(suggestions)}</div>'


def _said(rows: list[Row]) -> str:
    """Describe an explanation: each mistake once, with all its cells."""
    parts = []
    for kind in dict.fromkeys(row["kind"] for row in rows):
        whys = [row["why"].removeprefix(f"{KINDS[kind]}: ") for row in rows if row["kind"] == kind]
        parts.append(f"{KINDS[kind]}: {'，'.join(whys)}")
    return "；".join(parts)


def _line(check: Row) -> str:
    names = [name for name in (check["item"], check["column"]) if name]
    if len(names) == 2:
        place = cell_label(check["table"], *names)
    else:
        place = column_label(check["table"], names[0]) if names else check["table"]
    sides = f"{number(check['left'])} ≠ {number(check['right'])}，差 {check['delta']:+g}"
    return f"{check_label(check['check'])}（{place}）: {sides}；{_CAUSES.get(check['cause'], '')}"


def _place(cell: Row) -> tuple[str, str, str]:
    return cell["table"], cell["item"], cell["column"]


def _operands(check: Row, cells: list[Row]) -> Iterator[tuple[str, str, str]]:
    """The cells of a failing identity that are not 0, and its totals; the cell itself where it is no identity."""
    equation = _equation(check, cells)
    if equation is None:
        yield _place(check)
        return
    numbers = {_place(cell): cell["value"] for cell in cells}
    yield from (cell for cell in equation.left if numbers.get(cell))
    yield from equation.right
