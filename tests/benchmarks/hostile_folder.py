"""Every hostile file of ``../shared/cases/hostile`` in one folder with good reports: what the run makes of each.

``python -m tests.benchmarks.hostile_folder [--good 50]`` prints a table, and fails where a good report is not as it is
read alone, a hostile file is neither read nor named, or the run takes more than 5 minutes.
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
from tests.shared import FOLDER

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
        for file in sorted(RAW.glob("*.pdf"))[: chosen.good]:
            shutil.copy(file, good)
        shutil.copytree(good, mixed)
        hostile = sorted(file for file in (FOLDER / "cases" / "hostile").iterdir() if file.is_file())
        for file in hostile:
            shutil.copy(file, mixed / f"hostile_{file.name}")
        alone = read_folder(good, progress=False)
        os.environ["GOVREPORTS_CACHE"] = str(Path(scratch, "another"))
        started = time.monotonic()
        data = read_folder(mixed, progress=False)
        took = time.monotonic() - started
        started = time.monotonic()
        read_folder(mixed, progress=False)
        again = time.monotonic() - started
    table = pd.DataFrame({"file": [file.name for file in hostile]}).set_index("file")
    names = data.problems["path"].map(lambda path: Path(path).name.removeprefix("hostile_"))
    table["code"] = data.problems.groupby(names)["code"].first()
    table["reason"] = data.problems.groupby(names)["reason"].first().str.slice(0, 70)
    read = data.reports["path"].map(lambda path: Path(path).name.removeprefix("hostile_"))
    table["cells read"] = data.reports.set_index(read).groupby(level=0)["cells"].sum()
    print(table.to_string(na_rep=""))
    mine = data.cells[data.cells["report"].isin(alone.reports["report"])].reset_index(drop=True)
    same = mine.equals(alone.cells)
    # A picture of a page (.svg) is never a report.
    silent = table.index[table["code"].isna() & table["cells read"].isna()]
    unsaid = [str(name) for name in silent if not str(name).endswith(".svg")]
    print(f"\n{len(alone.reports)} good reports as alone: {same}; neither read nor named: {unsaid or 'none'}")
    print(f"{took:.0f} s of {MOST_SECONDS}; again {again:.1f} s")
    return int(not same or bool(unsaid) or took > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
