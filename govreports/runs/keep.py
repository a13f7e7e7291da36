"""The charts that a notebook shows, kept as files named after what they show: drawn anew only where they changed."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

from govreports.charts.chart import FORMATS, Chart

_LONGEST = 40
"""Characters of a title in a file's name: Windows and zip files take 80 Chinese ones with folder and ending."""
_HIDDEN = ".drawn"
"""The folder that remembers what each chart showed when it was drawn; no result, so hidden."""


class Keeper:
    """Saves each chart that is shown as ``stem-01 title``, ``stem-02 title`` … in a folder.

    Parameters
    ----------
    folder : Path
    stem : str
        The notebook's name.
    before : Path, optional
        The folder of an earlier run: what that drew alike is taken from there.
    """

    def __init__(self, folder: Path, stem: str, before: Path | None = None) -> None:
        self.folder, self.stem, self.count = folder, stem, 0
        self.before = before or folder

    def __call__(self, chart: Chart) -> None:
        """Save a chart, unless the files of the last run show the same; one that draws no number is no file."""
        self.count += 1
        place = f"{self.stem}-{self.count:02d}"
        name = f"{place} {file_name(chart.heading)}".strip()
        stamp = Path(_HIDDEN, place)
        files = [stamp, *(Path(f"{name}.{ending}") for ending in (*FORMATS, "csv"))]
        now = _stamp(chart)
        (self.folder / _HIDDEN).mkdir(exist_ok=True)
        drawn = all((self.before / file).is_file() for file in files)
        if drawn and (self.before / stamp).read_text(encoding="utf-8") == now:
            for file in files if self.before != self.folder else ():
                shutil.copy2(self.before / file, self.folder / file)
            return
        for old in self.folder.glob(f"{place}[ .]*"):  # the title said something else
            old.unlink()
        if chart.numbers.empty:  # 没有可画的数 is read in the notebook; as a picture it was a folder of 14 such
            return
        # Whoever stops meanwhile leaves no file that a stamp vouches for.
        (self.folder / stamp).unlink(missing_ok=True)
        chart.save(self.folder / name, FORMATS)
        (self.folder / stamp).write_text(now, encoding="utf-8")


def file_name(title: str) -> str:
    """Return a title as a part of a file's name: on one line, without the signs that Windows refuses.

    A long one ends where a clause does, else with a word: half a number is another number. A decimal point and the
    stroke of a fraction are written wide: 99．8%, 3／36.

    Examples
    --------
    >>> file_name("2024 年公开率：\\n12 个机关 / 比较")
    '2024 年公开率 12 个机关 比较'
    >>> file_name("2025 年公开率：沭阳县人民政府高于 99.8% 控制限，上海市人民政府办公厅低于 99.8% 控制限")
    '2025 年公开率 沭阳县人民政府高于 99．8% 控制限'
    """
    wide = re.sub(r"(?<=\d)[./](?=\d)", lambda sign: "．" if sign[0] == "." else "／", title)
    plain = re.sub(r'[\s\\/:*?"<>|：？.]+', " ", wide).strip()
    if len(plain) <= _LONGEST:
        return plain
    ends = [re.match(f"(.{{8,{_LONGEST}}}){end}", plain) for end in ("[，；]", " ")]
    return next((found[1] for found in ends if found), plain[:_LONGEST]).strip()


def _stamp(chart: Chart) -> str:
    """Name what a chart shows: its words, its numbers, and the code that draws it."""
    said = "\n".join((chart.lang, chart.heading, chart.caption, chart.alt, *map(str, chart.get_size_inches())))
    digest = hashlib.sha256(said.encode())
    digest.update(chart.numbers.to_csv(index=False).encode())
    for file in sorted(Path(__file__).resolve().parents[1].joinpath("charts").glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def keep(folder: str | Path, stem: str, before: str | Path | None = None) -> None:
    """Keep every chart that this notebook shows from here on; see `Keeper`."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    Chart.on_show = Keeper(Path(folder), stem, None if before is None else Path(before))


def keeping(*arguments: str | Path) -> str:
    """Return the code by which a notebook keeps its charts: a call of `keep`."""
    return f"from govreports.runs.keep import keep\n\nkeep({', '.join(repr(str(one)) for one in arguments)})"
