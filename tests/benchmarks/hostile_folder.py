"""A hundred hostile files in one folder with good reports: what the run makes of each.

``python -m tests.benchmarks.hostile_folder [--good 50]`` takes those of ``../shared/cases/hostile`` and those of
`tests.benchmarks.hostile_files`, prints a table, and fails where a good report is not as it is read alone, a hostile
file is neither read nor named, the beginning of a good report gives another number without a flag, or the run takes
more than 5 minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from govreports.dataset.folder import read_folder
from tests.benchmarks.hostile_files import CUT, PREFIX, write_hostile
from tests.shared import FOLDER
from tests.typeset import sample_report
from tests.typeset.web import Web, page

RAW = Path(__file__).parents[2] / "data" / "raw"
MOST_SECONDS = 300


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--good", type=int, default=50, metavar="N", help="how many good reports lie beside them")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["GOVREPORTS_CACHE"] = str(Path(scratch, "cache"))
        good, mixed = Path(scratch, "good"), Path(scratch, "mixed")
        good.mkdir()
        for file in sorted(RAW.glob("*.pdf"))[: chosen.good - 1]:
            shutil.copy(file, good)
        whole = good / "web_page.html"
        whole.write_bytes(page(sample_report("2021", 5), Web(site=True)))
        shutil.copytree(good, mixed)
        for file in (FOLDER / "cases" / "hostile").iterdir():
            if file.is_file() and file.suffix != ".svg":  # a picture of a page, never a report
                shutil.copy(file, mixed / f"{PREFIX}{file.name}")
        write_hostile(mixed, whole.read_bytes())
        hostile = sorted(file.name for file in mixed.iterdir() if file.name.startswith(PREFIX))
        alone = read_folder(good, progress=False)
        os.environ["GOVREPORTS_CACHE"] = str(Path(scratch, "another"))
        started = time.monotonic()
        data = read_folder(mixed, progress=False)
        took = time.monotonic() - started
        started = time.monotonic()
        read_folder(mixed, progress=False)
        again = time.monotonic() - started
    table = pd.DataFrame({"file": hostile}).set_index("file")
    names = data.problems["path"].map(lambda path: Path(path).name)
    table["code"] = data.problems.groupby(names)["code"].first()
    table["reason"] = data.problems.groupby(names)["reason"].first().str.slice(0, 70)
    read = data.reports["path"].map(lambda path: Path(path).name)
    table["cells read"] = data.reports.set_index(read).groupby(level=0)["cells"].sum()
    print(table.to_string(na_rep=""))
    mine = data.cells[data.cells["report"].isin(alone.reports["report"])].reset_index(drop=True)
    same = mine.equals(alone.cells)
    unsaid = list(table.index[table["code"].isna() & table["cells read"].isna()])
    wrong = _wrong(data.cells, alone.cells[alone.cells["report"] == whole.stem])
    print(f"\n{len(hostile)} hostile; {len(alone.reports)} good reports as alone: {same}")
    print(f"neither read nor named: {unsaid or 'none'}; of a report's beginning, wrong without a flag: {wrong}")
    print(f"{took:.0f} s of {MOST_SECONDS}; again {again:.1f} s")
    return int(not same or bool(unsaid) or bool(wrong) or took > MOST_SECONDS)


def _wrong(cells: pd.DataFrame, good: pd.DataFrame) -> int:
    """Count the numbers of a good report's beginnings that are not its own and carry no flag."""
    place = ["table", "item", "column"]
    cut = cells[cells["report"].str.startswith(f"{PREFIX}{CUT}") & cells["flag"].isna() & cells["value"].notna()]
    both = cut.merge(good[[*place, "value"]], on=place, how="left", suffixes=("", "_good"))
    return int((both["value"] != both["value_good"].fillna(-1)).sum())


if __name__ == "__main__":
    sys.exit(main())
