"""Made-up datasets for charts: few and many agencies, long names, one year and many, zeros and blanks everywhere."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from govreports.dataset.data import Dataset
from govreports.form import editions
from tests.figures_data import dataset

LONG = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人力资源和社会保障局"


@cache
def made(agencies: int, years: tuple[int, ...], fill: str = "varied", long: bool = False) -> Dataset:
    """Make reports of the form of 2021 (of 2019 before 2021) whose tables add up.

    Parameters
    ----------
    fill : str
        ``varied``; ``zeros``; ``blank``: no cell holds a number.
    """
    rng = np.random.default_rng(7)
    reports, cells = [], []
    for agency in range(agencies):
        name = f"{LONG[: 12 + agency % 20]}第{agency}分局" if long else f"甲市第{agency}局"
        for year in years:
            edition = "2021" if year >= 2021 else "2019"
            report = f"a{agency}_{year}"
            reports.append(
                {"report": report, "agency": name, "agency_id": f"a{agency}", "year": year, "edition": edition}
            )
            size = {"varied": 3 ** (agency % 8), "zeros": 0, "blank": 0}[fill]
            for (table, item, column), value in _values(edition, size, rng).items():
                state, shown = ("blank", None) if fill == "blank" else ("number", float(value))
                cells.append(
                    {"report": report, "agency": name, "year": year, "table": table, "item": item, "column": column}
                    | {"value": shown, "state": state, "method": "text", "unit": "万元" if column == "amount" else "件"}
                )
    agencies_frame = pd.DataFrame(
        {"id": [f"a{n}" for n in range(agencies)], "name": [r["agency"] for r in reports[:: len(years)]]},
        dtype="string",
    )
    return dataset(reports, cells, agencies_frame)


def _values(edition: str, size: int, rng: np.random.Generator) -> dict[tuple[str, str, str], int]:
    form = editions()[edition]
    found: dict[tuple[str, str, str], int] = {}
    applications = form.tables["applications"]
    results = [i.id for i in applications.items if i.id not in ("received", "carried_in", "concluded", "carried_out")]
    columns = [c.id for c in applications.columns if c.id != "total"]
    for column in columns:
        for item in results:
            found["applications", item, column] = int(rng.poisson(size / 30)) if size else 0
        done = sum(found["applications", item, column] for item in results)
        found["applications", "concluded", column] = done
        found["applications", "carried_in", column] = 0
        found["applications", "carried_out", column] = int(rng.poisson(size / 50)) if size else 0
        found["applications", "received", column] = done + found["applications", "carried_out", column]
    for row in applications.items:
        found["applications", row.id, "total"] = sum(found["applications", row.id, column] for column in columns)
    for row in form.tables["litigation"].items:
        parts = {c.id: int(rng.poisson(size / 40)) if size else 0 for c in form.tables["litigation"].columns}
        parts["total"] = sum(value for column, value in parts.items() if column != "total")
        found |= {("litigation", row.id, column): value for column, value in parts.items()}
    for item, column in form.tables["disclosure"].cells:
        found["disclosure", item, column] = int(rng.poisson(size * 10)) if size else 0
    return found
