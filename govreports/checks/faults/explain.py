"""The frame of suggestions: for each cluster of failing identities the likeliest explanations, best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from govreports.checks.faults.rank import Evidence, Hypothesis, hypotheses
from govreports.checks.faults.system import printed_form, systems_of
from govreports.checks.prose_against_tables import prose_of_reports, said
from govreports.columns import KEY_COLUMNS, NUMBER, TEXT, WHOLE, frame
from govreports.form import CellId, Table, editions
from govreports.form.equations import Place
from govreports.words import cell_label

if TYPE_CHECKING:
    import pandas as pd

EXPLAIN_COLUMNS: dict[str, str] = {
    **KEY_COLUMNS,
    "table": TEXT,
    "cluster": WHOLE,
    "identities": TEXT,
    "rank": WHOLE,
    "kind": TEXT,
    "item": TEXT,
    "column": TEXT,
    "printed": NUMBER,
    "suggested": NUMBER,
    "cells": WHOLE,
    "explained": WHOLE,
    "broken": WHOLE,
    "cost": NUMBER,
    "why": TEXT,
}
"""The columns of `explain`."""

Tables = dict[str, tuple[dict[Place, float], set[str], set[Place]]]
"""By table id: the numbers, the items that have a row, and the cells whose reading is in doubt."""

KINDS = {
    "total_left_zero": "合计漏填为0 · a total was left at 0",
    "digit_dropped": "漏一位数字 · a digit was dropped",
    "digit_doubled": "重一位数字 · a digit was doubled",
    "digit_misprinted": "一位数字有误 · one digit is wrong",
    "digits_swapped": "两位数字颠倒 · two digits are swapped",
    "cell_misprinted": "数字有误 · the number is wrong",
    "one_row_away": "错填一行 · the number stands one row away",
    "one_column_away": "错填一列 · the number stands one column away",
    "swapped_places": "两格互换 · two numbers are exchanged",
    "offsetting_pair": "两格此多彼少 · what one cell has too much the other lacks",
    "part_and_total": "一格与其合计同错 · a number and its total are wrong by the same amount",
    "row_copied_from_year_before": "整行照抄上年 · the row repeats the year before",
}


class _Read(Protocol):
    """A `Report` or a `Dataset`."""

    @property
    def cells(self) -> pd.DataFrame: ...
    @property
    def checks(self) -> pd.DataFrame: ...
    @property
    def sections(self) -> pd.DataFrame: ...


def explain(read: _Read) -> pd.DataFrame:
    """Determine where the fault of each failing identity most probably sits.

    A suggestion stands beside the printed number and changes nothing: `printed` is what the agency published. Smallest
    sets of cells come first; among them the mistake that is made most readily, with what the prose, the neighbouring
    years and our own doubts about the reading say taken into account.

    Parameters
    ----------
    read : Report or Dataset

    Returns
    -------
    pandas.DataFrame
        One row a suggested cell, columns of `EXPLAIN_COLUMNS`. Rows with the same `report`, `cluster` and `rank`
        belong together. `identities` names what fails in the cluster, `explained` counts how many of it hold
        with the suggestion, `broken` how many others would fail. Empty where every identity holds. A read without
        checks is gone through whole.
    """
    cells, checks, sections = (_keyed(read, part) for part in (read.cells, read.checks, read.sections))
    failed = checks[(checks["status"] == "fail") & checks["check"].isin(_identity_ids())]
    wanted = list(dict.fromkeys(failed["report"] if len(checks) else cells["report"]))
    near = cells.loc[cells["report"].isin(wanted), "agency"].drop_duplicates()
    known = cells[cells["report"].isin(wanted) | cells["agency"].isin(near)]
    tables = {str(report): _tables(part) for report, part in known.groupby("report", sort=False)}
    prose = dict(prose_of_reports(sections[sections["report"].isin(wanted)]))
    keys = {row[0]: _key(row) for row in known[list(KEY_COLUMNS)].drop_duplicates("report").itertuples(index=False)}
    by_year: dict[tuple[str | None, int], list[str]] = {}
    for report, agency, year in keys.values():
        if year is not None:
            by_year.setdefault((agency, year), []).append(report)
    rows: list[tuple[Any, ...]] = []
    for report in wanted:
        _, agency, year = keys[report]
        before, after = (
            [tables[name] for name in by_year.get((agency, year + step), ())] if year is not None else []
            for step in (-1, 1)
        )
        rows.extend(_rows(keys[report], tables[report], before[0] if before else {}, after, prose.get(report, [])))
    return frame(rows, EXPLAIN_COLUMNS)


def _keyed(read: _Read, part: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a single report the keys that a dataset's rows have."""
    if "report" in part.columns:
        return part
    agency, year = getattr(read, "agency", None), getattr(read, "year", None)
    keyed = part.assign(report="", agency=agency, year=year)
    return keyed.astype(KEY_COLUMNS)


def _key(row: tuple[Any, ...]) -> tuple[str, str | None, int | None]:
    import pandas as pd

    report, agency, year = row
    return str(report), None if pd.isna(agency) else str(agency), None if pd.isna(year) else int(year)


def _identity_ids() -> list[str]:
    return sorted(
        {
            identity.id
            for edition in editions().values()
            for table in edition.tables.values()
            for identity in table.identities
        }
    )


def _tables(cells: pd.DataFrame) -> Tables:
    tables: Tables = {}
    columns = cells[["table", "item", "column", "value", "flag"]].astype(object)
    for table, item, column, value, flag in columns.where(columns.notna(), None).itertuples(index=False):
        values, printed, doubted = tables.setdefault(table, ({}, set(), set()))
        printed.add(item)
        if value is not None:
            values[item, column] = float(value)
        if flag is not None:
            doubted.add((item, column))
    for table_id in [table_id for table_id in tables if _lists(table_id)]:
        tables[table_id] = _whole_list(table_id, tables)
    return tables


@cache
def _lists(table_id: str) -> tuple[Table, ...]:
    """Return the lists of that id, of all editions before 2019 that have one."""
    tables = [edition.tables[table_id] for edition in editions().values() if table_id in edition.tables]
    return tuple(table for table in tables if table.layout == "list")


def _whole_list(table_id: str, tables: Tables) -> tuple[dict[Place, float], set[str], set[Place]]:
    """Bring the cells that a list keeps under the newer tables back to where it prints them."""

    def printed(form: Table) -> dict[Place, CellId]:
        kept = {place: form.place(*place) for place in form.cells}
        return {place: cell for place, cell in kept.items() if cell[0] in tables and cell[1] in tables[cell[0]][1]}

    cells = max(map(printed, _lists(table_id)), key=len)
    numbers = {place: tables[table][0].get((item, column)) for place, (table, item, column) in cells.items()}
    doubted = {place for place, (table, *own) in cells.items() if tuple(own) in tables[table][2]}
    known = {place: value for place, value in numbers.items() if value is not None}
    return known, {item for item, _ in cells}, doubted


def _rows(
    key: tuple[str, str | None, int | None], tables: Tables, before: Tables, after: Iterable[Tables], texts: list[str]
) -> Iterator[tuple[Any, ...]]:
    stated = said(texts, key[2])
    cluster = 0
    for table, (values, printed, doubted) in tables.items():
        form = printed_form(table, printed)
        if form is None:
            continue
        stated_here = {place: stated[form.place(*place)] for place in form.cells if form.place(*place) in stated}
        if table == "applications":
            _add_neighbours(stated_here, before, after)
        evidence = Evidence(before.get(table, ({}, set(), set()))[0], stated_here, doubted)
        for system in systems_of(table, values, printed):
            ranked = hypotheses(system, values, evidence)
            if not ranked:
                continue
            cluster += 1
            failing = "; ".join(
                f"{system.equations[number].check} {system.equations[number].key}"
                for number in system.residuals(values)
            )
            for rank, hypothesis in enumerate(ranked, start=1):
                for kind, place, value in _suggestions(hypothesis):
                    cell = form.place(*place)
                    why = _why(cell, kind, values[place], value, evidence.said.get(place, {}))
                    why += "; 读取存疑 · our reading of this cell is in doubt" if place in evidence.doubted else ""
                    yield (
                        *key, cell[0], cluster, failing, rank, kind, *cell[1:], values[place], value,
                        len(hypothesis.cells), hypothesis.settled, hypothesis.broken, hypothesis.cost, why,
                    )  # fmt: skip


def _add_neighbours(elsewhere: dict[Place, Any], before: Tables, after: Iterable[Tables]) -> None:
    """What is carried out one year is carried in the next."""
    values = before.get("applications", ({}, set(), set()))[0]
    pairs = [("carried_in", "carried_out", values, "上年结转下年度")]
    pairs += [
        ("carried_out", "carried_in", tables.get("applications", ({}, set(), set()))[0], "下年报告的上年结转")
        for tables in after
    ]
    for item, other, numbers, source in pairs:
        for (name, column), value in numbers.items():
            if name == other:
                elsewhere[item, column] = {**elsewhere.get((item, column), {}), value: f"{source} {value:g}"}


def _suggestions(hypothesis: Hypothesis) -> Iterator[tuple[str, Place, float]]:
    for pattern in hypothesis.patterns:
        for place, value in pattern.changes.items():
            yield pattern.kind, place, value


def _why(cell: CellId, kind: str, printed: float, value: float, said: Mapping[float, str]) -> str:
    text = f"{KINDS[kind]}: {cell_label(*cell)} {printed:g} → {value:g}"
    return f"{text}; {said[value]}" if value in said else text
