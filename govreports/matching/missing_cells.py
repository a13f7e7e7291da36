"""Rows, columns and cells of a printed table that were not read: a loss that nothing else would tell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from govreports.columns import Cell
from govreports.errors import CellPattern
from govreports.form import Table
from govreports.form.equations import Place
from govreports.matching.grid.cells import Unmatched
from govreports.matching.settings import SETTINGS

#: What is lost, and the problems that may be its cause: a row that is none of the form's may be the one that lacks.
_CAUSES = {"row": ("row_unnamed", "row_twice"), "column": ("column_unnamed",), "cell": ("column_unnamed",)}


def account_for(
    table: Table, cells: Sequence[Cell], unmatched: Sequence[Unmatched], page: int | None
) -> list[Unmatched]:
    """Return the problems of a table, with what was neither read nor named: whole rows, then columns, then cells.

    Parameters
    ----------
    table : Table
        The table in the edition that was read.
    cells : sequence of Cell
        What was read of it, under the ids that it is kept under.
    unmatched : sequence of Unmatched
        The problems that are known already.
    page : int or None
        Where the table begins.

    Returns
    -------
    list of Unmatched
        Those that are known, and at most one more for rows, one for columns and one for single cells. What may be
        the other side of a known problem is told with it, in one line.
    """
    read = {(cell.table, cell.item, cell.column) for cell in cells}
    named = [pattern for problem in unmatched for pattern in problem.cells]
    lost = [place for place in table.cells if (cell := table.place(*place)) not in read and not _is_named(cell, named)]
    there = {item for item, column in table.cells if table.place(item, column) in read}
    rows = [item.id for item in table.items if any(place[0] == item.id for place in lost) and item.id not in there]
    lost = [place for place in lost if place[0] not in rows]
    columns = [column.id for column in table.columns if _is_lost(column.id, table, lost, there)]
    single = [place for place in lost if place[1] not in columns]
    problems = _in_few_lines(unmatched)
    if rows:
        code = "rows_left_out" if table.rows_optional else "rows_missing"
        names = [table.item[item].zh for item in rows]
        _tell(problems, "row", code, table, names, [place for place in table.cells if place[0] in rows], page)
    if columns:
        names = [table.column[column].zh for column in columns]
        places = [place for place in lost if place[1] in columns]
        _tell(problems, "column", "columns_missing", table, names, places, page)
    if single:
        names = [f"{table.item[item].zh} · {table.column[column].zh}" for item, column in single]
        _tell(problems, "cell", "cells_missing", table, names, single, page)
    return problems


def _in_few_lines(unmatched: Sequence[Unmatched]) -> list[Unmatched]:
    """Return one problem for what holds for several rows of a page: 26 rows of b_cut_right have no column."""
    alike: dict[tuple[str, str, int | None, bool], list[Unmatched]] = {}
    for problem in unmatched:
        alike.setdefault((problem.code, problem.reason, problem.page, bool(problem.row)), []).append(problem)
    problems = []
    for same in alike.values():
        rows = list(dict.fromkeys(problem.row for problem in same))
        which = f"of the rows {_listed(rows)} each " if len(rows) > 1 else f"the row {rows[0]} " if rows[0] else ""
        cells = tuple(dict.fromkeys(cell for problem in same for cell in problem.cells))
        problems.append(replace(same[0], reason=which + same[0].reason, cells=cells, row=""))
    return problems


def _listed(names: Sequence[str]) -> str:
    most = SETTINGS.named_in_problem
    return "、".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _tell(
    problems: list[Unmatched],
    kind: str,
    code: str,
    table: Table,
    names: Sequence[str],
    places: Sequence[Place],
    page: int | None,
) -> None:
    lost, cells = _listed(names), tuple(table.place(*place) for place in places)
    for number, problem in enumerate(problems):
        if problem.code in _CAUSES[kind]:
            reason = f"{problem.reason.rstrip('.')}, and the table shows no {kind} {lost}."
            problems[number] = replace(problem, reason=reason, cells=problem.cells + cells)
            return
    problems.append(Unmatched(code, f"the table {table.zh!r} shows no {kind} {lost}.", page, cells))


def _is_named(cell: CellPattern, patterns: Sequence[CellPattern]) -> bool:
    return any(all(part in ("*", own) for part, own in zip(pattern, cell, strict=True)) for pattern in patterns)


def _is_lost(column: str, table: Table, lost: Sequence[Place], there: Collection[str]) -> bool:
    """Return whether a column is lost in every row that was read, and there is more than one of them."""
    rows = [item for item in there if column in table.item[item].columns]
    return len(rows) > 1 and all((item, column) in lost for item in rows)
