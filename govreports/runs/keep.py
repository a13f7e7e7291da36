"""The charts that a notebook shows, kept as files: drawn anew only where they changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from govreports.charts.chart import Chart

FORMATS = ("png", "svg", "pdf")


class Keeper:
    """Saves each chart that is shown as ``stem-01``, ``stem-02`` … in a folder.

    Parameters
    ----------
    folder : Path
    stem : str
        The notebook's name.
    """

    def __init__(self, folder: Path, stem: str) -> None:
        self.folder, self.stem, self.count = folder, stem, 0

    def __call__(self, chart: Chart) -> None:
        """Save a chart, unless the files of the last run show the same."""
        self.count += 1
        base = self.folder / f"{self.stem}-{self.count:02d}"
        stamp = base.with_suffix(".stamp")
        now = _stamp(chart)
        there = all(base.with_suffix(f".{ending}").is_file() for ending in (*FORMATS, "csv"))
        if there and stamp.is_file() and stamp.read_text(encoding="utf-8") == now:
            return
        chart.save(base, FORMATS)
        stamp.write_text(now, encoding="utf-8")


def _stamp(chart: Chart) -> str:
    """Name what a chart shows: its words, its numbers, and the code that draws it."""
    said = "\n".join((chart.lang, chart.heading, chart.caption, chart.alt, *map(str, chart.get_size_inches())))
    digest = hashlib.sha256(said.encode())
    digest.update(chart.numbers.to_csv(index=False).encode())
    for file in sorted(Path(__file__).resolve().parents[1].joinpath("charts").glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def keep(folder: str | Path, stem: str) -> None:
    """Keep every chart that this notebook shows from here on."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    Chart.on_show = Keeper(Path(folder), stem)
