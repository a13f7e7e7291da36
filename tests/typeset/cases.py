"""Make cells for cases from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace

from govreports import form
from govreports.form.model import Table
from tests.typeset.cells import Key, ReportData

TABLES = ("disclosure", "applications", "litigation")


def editions(edition: str, **tables: str) -> dict[str, str]:
    """Describe for each table after which edition it is set.

    Examples
    --------
    >>> editions("2021", disclosure="2019")
    {'disclosure': '2019', 'applications': '2021', 'litigation': '2021'}
    """
    return {table: tables.get(table, edition) for table in TABLES}


def random_cells(edition: str | dict[str, str], seed: int, *, distinct: bool = True) -> dict[Key, str | None]:
    """Make a printed number for every cell of the form.

    Every identity of the form holds. With `distinct` no number but a total stands twice, so that a swapped row or
    column shows; without it most numbers are small or 0 as in real reports.
    """
    chosen = editions(edition) if isinstance(edition, str) else edition
    draw = random.Random(f"cells {seed}")
    pool = _distinct(draw) if distinct else _small(draw)
    cells: dict[Key, str | None] = {}
    for table_id, table_edition in chosen.items():
        table = form.table(table_edition, table_id)
        for item, column in table.cells:
            number = next(pool)
            about = table.column[column]
            if not about.whole:
                cells[table_id, item, column] = f"{number}.{draw.randint(1, 999999)}"
            elif about.signed and number:
                cells[table_id, item, column] = draw.choice(["", "-", "+"]) + str(number)
            else:
                cells[table_id, item, column] = str(number)
        _settle(cells, table)
    return cells


def sample_report(edition: str | dict[str, str] = "2021", seed: int = 0, *, distinct: bool = True) -> ReportData:
    """Make a report of an agency that does not exist."""
    draw = random.Random(f"report {seed}")
    place = draw.choice(["清河", "东山", "望江", "临湖", "安平", "长岭"]) + draw.choice(["市", "县", "区"])
    office = draw.choice(["人民政府", "教育局", "司法局", "财政局", "市场监督管理局", "发展和改革局", "水利局"])
    chosen = editions(edition) if isinstance(edition, str) else edition
    year = draw.randint(2021, 2025) if chosen["disclosure"] == "2021" else draw.randint(2019, 2020)
    cells = random_cells(chosen, seed, distinct=distinct)
    return ReportData(agency=place + office, year=year, cells=cells, editions=chosen)


def with_cells(data: ReportData, changes: Mapping[Key, str | None]) -> ReportData:
    """Return the report with some cells printed otherwise."""
    return replace(data, cells={**data.cells, **changes})


def without_items(data: ReportData, *gone: tuple[str, str]) -> ReportData:
    """Return the report without the rows of some (table, item)."""
    return replace(data, cells={key: text for key, text in data.cells.items() if key[:2] not in gone})


def _distinct(draw: random.Random) -> Iterator[int]:
    """Numbers of one to six digits, none twice: like real ones, most are short."""
    numbers = [*range(1, 100), *draw.sample(range(100, 1000), 150), *draw.sample(range(1000, 10000), 30)]
    numbers += draw.sample(range(10000, 1000000), 8)
    draw.shuffle(numbers)
    return iter(numbers)


def _small(draw: random.Random) -> Iterator[int]:
    while True:
        yield draw.choice([0, 0, 0, 0, 0, 0, 1, 2, 3, draw.randint(1, 60), draw.randint(1, 900)])


def _settle(cells: dict[Key, str | None], table: Table) -> None:
    """Change totals and balances so that every identity holds."""

    def number(item: str, column: str) -> int:
        return int(cells[table.id, item, column] or 0)

    if table.id == "applications":
        results = next(identity for identity in table.identities if identity.id == "results_sum").left
        people = [column.id for column in table.columns if column.id != "total"]
        for column in people:
            concluded = sum(number(item, column) for item in results)
            carried_out, carried_in = number("carried_out", column), number("carried_in", column)
            carried_in = min(carried_in, concluded + carried_out)
            cells[table.id, "carried_in", column] = str(carried_in)
            cells[table.id, "concluded", column] = str(concluded)
            cells[table.id, "received", column] = str(concluded + carried_out - carried_in)
    for identity in table.identities:
        if identity.along == "items":
            for item in table.items:
                total = sum(number(item.id, column) for column in identity.left)
                cells[table.id, item.id, identity.right[0]] = str(total)
