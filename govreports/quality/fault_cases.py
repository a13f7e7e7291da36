"""Failing identities case by case: both sides of the sum, the picture of the place, the likeliest explanations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govreports.charts.say import many, pick
from govreports.checks.faults import explain
from govreports.checks.faults.in_words import Suggestion, explanation, failing_sum
from govreports.checks.faults.system import printed_form
from govreports.columns import CellRow, CheckRow, records
from govreports.files.printable import on_disk
from govreports.form import CellId, Equation, equation_of
from govreports.report.crops import crop, data_uri
from govreports.words import cell_label, whose

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset

MOST_PICTURES = 300
"""A page with more would no longer open well; beyond them the place is named by page and cell."""
MOST_SUGGESTIONS = 3  # on a card


class Picture(NamedTuple):
    """A place cut out of a page, and what it shows in words."""

    alt: str
    src: str


class Case(NamedTuple):
    """Sums that fail together: both sides, the place on the page, what most probably is wrong."""

    reading: bool
    lines: list[str]
    picture: Picture | None
    suggestions: list[str]


class FailingReport(NamedTuple):
    """A report of which sums fail."""

    name: str
    who: str
    cases: list[Case]


class Pictures:
    """Cuts places out of the files, up to a limit, and counts those left out.

    Parameters
    ----------
    data : Dataset
    raw : Path or None
        The folder of the reports; without it there are no pictures.
    lang : str
        Of the words that stand in for a picture.
    """

    def __init__(self, data: Dataset, raw: Path | None, lang: str = "zh") -> None:
        self.raw, self.lang, self.left_out, self.made = raw, lang, 0, 0
        self.paths = dict(zip(data.reports["report"], data.reports["path"], strict=True))

    def __call__(self, report: str, marked: Sequence[CellRow], beside: Sequence[CellRow] = ()) -> Picture | None:
        """Return the picture of some cells, None where there is none."""
        path = self.paths.get(report)
        if self.raw is None or not isinstance(path, str):
            return None
        if self.made >= MOST_PICTURES:
            self.left_out += 1
            return None
        image = crop(on_disk(self.raw, path), marked, beside)
        if image is None:
            return None
        self.made += 1
        labels = [cell_label(cell["table"], cell["item"], cell["column"], self.lang) for cell in marked]
        cells = pick(self.lang, "、", ", ").join(labels)
        return Picture(
            pick(self.lang, f"原件中 {cells} 所在处", f"the place of {cells} in the report"), data_uri(image)
        )


def failing_reports(data: Dataset, pictures: Pictures, lang: str = "zh") -> list[FailingReport]:
    """List every failing check of a dataset, report by report, those that hang together as one case.

    Parameters
    ----------
    data : Dataset
    pictures : Pictures
    lang : str
        ``zh`` or ``en``.
    """
    suggested = explain(data)
    failed = data.checks[data.checks["status"] == "fail"]
    known = {
        str(report): rows for report, rows in data.cells[data.cells["report"].isin(failed["report"])].groupby("report")
    }
    reports = []
    for report, part in failed.groupby("report", sort=False):
        name, checks, cells = str(report), records(part, CheckRow), records(known[str(report)], CellRow)
        heading, cases = whose(checks[0]), []
        for rows in _clusters(suggested[suggested["report"] == report]):
            names = rows[0]["identities"].split("; ")
            inside = [row for row in checks if _name(row, cells) in names]
            checks = [row for row in checks if row not in inside]
            cases.append(_case(name, inside, rows, cells, pictures))
        cases += [_case(name, [row], [], cells, pictures) for row in checks]
        reports.append(FailingReport(name, heading, cases))
    return reports


def _clusters(suggested: pd.DataFrame) -> Iterator[list[Suggestion]]:
    for _, rows in suggested.groupby("cluster", sort=False):
        yield records(rows)


def _equation(check: CheckRow, cells: list[CellRow]) -> Equation | None:
    form = printed_form(check["table"], {cell["item"] for cell in cells if cell["table"] == check["table"]})
    return equation_of(form, check["check"], check["item"], check["column"]) if form else None


def _name(check: CheckRow, cells: list[CellRow]) -> str:
    """Name a failing check as `explain` does."""
    equation = _equation(check, cells)
    return f"{equation.check} {equation.key}" if equation else ""


def _case(
    report: str, checks: list[CheckRow], rows: list[Suggestion], cells: list[CellRow], pictures: Pictures
) -> Case:
    operands = {place for check in checks for place in _operands(check, cells)}
    wanted = {(row["table"], row["item"], row["column"]) for row in rows if row["rank"] == 1} or set(operands)
    marked = [cell for cell in cells if _place(cell) in wanted]
    beside = [cell for cell in cells if _place(cell) in operands - wanted]
    ranks = [[row for row in rows if row["rank"] == rank] for rank in range(1, MOST_SUGGESTIONS + 1)]
    reading = any(check["cause"] == "reading" for check in checks)
    lines = [failing_sum(check, pictures.lang) for check in checks]
    suggestions = [_suggestion(same, pictures.lang) for same in ranks if same]
    return Case(reading, lines, pictures(report, marked, beside), suggestions)


def _suggestion(rows: list[Suggestion], lang: str) -> str:
    """State what would have to be otherwise, how many sums would then hold, and how many no longer."""
    rank, settled, broken = rows[0]["rank"], rows[0]["explained"], rows[0]["broken"]
    if lang == "en":
        lost = f", {broken} would no longer" if broken else ""
        return f"Guess {rank} ({many(settled, 'sum', 'sums')} would hold{lost}): {explanation(rows, lang)}"
    lost = f"，{broken} 处不再成立" if broken else ""
    return f"推测 {rank}（{settled} 处勾稽即可成立{lost}）：{explanation(rows, lang)}"


def _place(cell: CellRow) -> CellId:
    return cell["table"], cell["item"], cell["column"]


def _operands(check: CheckRow, cells: list[CellRow]) -> Iterator[CellId]:
    """The cells of a failing identity that are not 0, and its totals; the cell itself where it is no identity."""
    equation = _equation(check, cells)
    if equation is None:
        yield check["table"], check["item"] or "", check["column"] or ""
        return
    numbers = {_place(cell): cell["value"] for cell in cells}
    yield from (cell for cell in equation.left if numbers.get(cell))
    yield from equation.right
