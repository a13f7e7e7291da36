"""Every chart of few and many agencies, in both languages, as pictures to look at, with the seconds each takes.

``python -m tests.benchmarks.contact_sheets FOLDER [--agencies 3 40 300 3000] [--lang zh en] [--only funnel]``. The
agencies are made up; the numbers are sums of what one to three of the 82 real reports of a year print (so that tables
add up), years of the form of 2021, a tenth of the reports missing.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from govreports import charts
from govreports.charts.chart import Chart
from govreports.dataset.data import Dataset
from govreports.view.opening import view_of
from govreports.view.view import View
from tests.figures_data import dataset, figures
from tests.test_charts_layout import CHARTS

YEARS = (2021, 2022, 2023, 2024, 2025)
OFFICES = [
    *("人民政府", "财政局", "公安局", "教育局", "民政局", "司法局", "自然资源和规划局", "人力资源和社会保障局"),
    *("住房和城乡建设局", "文化和旅游局", "卫生健康委员会", "市场监督管理局"),
]
MISSING_SHARE = 0.1
MORE: dict[str, Callable[[View, str], Chart]] = {
    "change of counts": lambda view, size: charts.change(
        view.side_by_side("received", view.present), view.before, view.last, lang=view.lang, size=size
    ),
    "small multiples of rates": lambda view, size: charts.small_multiples(
        view.side_by_side("disclosure_rate", view.present), lang=view.lang, size=size
    ),
    "funnel of lawsuits": lambda view, size: charts.funnel(view.funnel("lawsuit_loss_rate"), lang=view.lang, size=size),
    "trend of a rate": lambda view, size: charts.trend(
        view.of(view.focus, "disclosure_rate"), lang=view.lang, size=size
    ),
    "who shares": lambda view, size: charts.who_shares(_shared(view), lang=view.lang, size=size),
}
"""What notebooks draw besides `CHARTS`."""


def pooled(agencies: int) -> Dataset:
    """Make agencies whose reports are sums of real ones of the same year."""
    random = np.random.default_rng(agencies)
    real = figures()
    kept = real.reports[(real.reports["edition"] == "2021") & real.reports["year"].isin(YEARS)]
    wide = real.cells.pivot(index="report", columns=["table", "item", "column"], values="value").astype(float)
    names = [f"{_place(n // len(OFFICES))}县{OFFICES[n % len(OFFICES)]}" for n in range(agencies)]
    reports, cells = [], []
    for (number, name), year in product(enumerate(names), YEARS):
        if random.random() < MISSING_SHARE:
            continue
        pool = list(kept[kept["year"] == year]["report"])
        parts = random.choice(pool, size=int(random.integers(1, 4)), replace=False)
        report = f"a{number}_{year}"
        reports.append({"report": report, "agency": name, "agency_id": f"a{number}", "year": year, "edition": "2021"})
        cells.append(wide.loc[parts].sum(min_count=1).rename(report))
    summed = pd.concat(cells, axis=1).T.rename_axis("report").melt(ignore_index=False).dropna().reset_index()
    table = summed.merge(pd.DataFrame(reports)[["report", "agency", "year"]], on="report")
    table["state"] = table["value"].isna().map({True: "blank", False: "number"})
    table["method"], table["unit"] = "text", table["column"].eq("amount").map({True: "万元", False: "件"})
    listed = pd.DataFrame({"id": [f"a{n}" for n in range(agencies)], "name": names}, dtype="string")
    filled: list[dict[str, object]] = [
        {str(key): cell for key, cell in row.items()} for row in table.to_dict("records")
    ]
    return dataset(reports, filled, listed)


def _place(number: int) -> str:
    return "".join("安宁清平永泰兴和长新"[int(digit)] for digit in f"{number:02d}")


def _shared(view: View) -> pd.DataFrame:
    names = sorted(view.data.reports["agency"].unique())
    random = np.random.default_rng(1)
    pairs = random.choice(names, size=(3 * len(names), 2))
    rows = [{"relation": "other_agency", "agency": a, "other_agency": b} for a, b in pairs if a != b]
    return pd.DataFrame(rows)


def main(arguments: list[str] | None = None) -> int:
    """Write the pictures and print how long each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--agencies", type=int, nargs="*", default=[3, 40, 300, 3000])
    parser.add_argument("--lang", nargs="*", default=["zh", "en"])
    parser.add_argument("--only", default="")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for count in chosen.agencies:
        data = pooled(count)
        for lang in chosen.lang:
            view = view_of(data, lang=lang)
            for name, draw in (CHARTS | MORE).items():
                if chosen.only in name:
                    _write(chosen.folder / f"{name.replace(' ', '_')}-{count}-{lang}.png", draw, view)
    return 0


def _write(file: Path, draw: Callable[[View, str], Chart], view: View) -> None:
    started = time.monotonic()
    chart = draw(view, "page")
    file.write_bytes(chart.png(100))
    wide, high = chart.get_size_inches()
    print(f"{file.stem:45} {time.monotonic() - started:6.1f} s {wide:5.1f} x {high:4.1f} in  {chart.heading}")


if __name__ == "__main__":
    sys.exit(main())
