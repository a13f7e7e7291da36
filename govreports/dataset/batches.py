"""A folder of very many files: its tables are made by batches of files, and those of a batch that did not change stay.

The tables of 100,000 reports would take 13 GB at once, and one changed file needs those of its batch alone. What is
said of several reports is computed from all their numbers anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.checks.cross import cross_checks
from govreports.columns import TABLES, Check, ReportRow, frame, records
from govreports.dataset.build import Beside, problems_beside, tables_of
from govreports.dataset.cache import lasting
from govreports.dataset.data import opened
from govreports.dataset.manifest import Manifest, Part
from govreports.dataset.settings import SETTINGS
from govreports.dataset.store import Written, publish, write_frames
from govreports.dataset.stored import Stored
from govreports.files.printable import readable_name

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.folder import Read

_PROSE = "-prose"


def batches(folder: Path, paths: Sequence[Path]) -> dict[str, list[Path]]:
    """Part files by their names: what comes or goes changes one batch, and files that may claim one id share it.

    Ids are told apart within a batch: ``a#2`` may be of ``a#2.pdf``, or of the second report in ``a.pdf``.

    Examples
    --------
    >>> {name: len(files) for name, files in batches(Path("."), [Path("a.pdf"), Path("b.pdf")]).items()}
    {'-0': 2}
    """
    count = 1 << (len(paths) // SETTINGS.batch_files).bit_length()
    parted: dict[str, list[Path]] = {f"-{number}": [] for number in range(count)}
    for path in paths:
        place = Path(readable_name(path.relative_to(folder).as_posix()))
        stem = (place.parent / re.split("[.#]", place.name)[0]).as_posix()
        parted[f"-{int(hashlib.sha256(stem.encode()).hexdigest(), 16) % count}"].append(path)
    return parted


def save_in_batches(folder: Path, read: Read, place: Path, source: str | None, told: str) -> None:
    """Save the tables of a folder.

    Parameters
    ----------
    folder : Path
        The folder of reports.
    read : Read
        What was read of it.
    place : Path
        Where the tables go.
    source : str or None
        See `Manifest`.
    told : str
        What decides the tables of a batch beside its files: rules and options.
    """
    beside = Beside.of(folder)
    told += repr((beside.agencies.to_csv(), sorted(beside.provenance.items())))

    def write(tables: Path, _copies: Path) -> Written:
        parts = dict(write_frames({"agencies": beside.agencies, "corrections": beside.corrections}, tables))
        sources: dict[str, str] = {}
        before = Manifest.of_whole(place)
        for name, paths in batches(folder, read.paths).items():
            now = _source(folder, read, paths, told)
            kept = _kept(before, place, name, now, tables)
            parts |= kept or _made(folder, read, paths, beside, tables, name)
            sources |= {name: now} if now else {}
        data = opened(Stored(tables, parts))
        faults, refused = problems_beside(data, beside)
        parts |= dict(write_frames({"checks": cross_checks(data, {})}, tables, "-across"))
        parts |= dict(write_frames({"problems": faults}, tables, "-faults"))
        parts |= dict(write_frames({"problems": refused}, tables, "-refused"))
        ordered = sorted(parts.items(), key=lambda part: _PROSE in part[0])
        return Written(dict(ordered), source if lasting(data.problems["code"]) else None, sources)

    publish(place, write)


def _source(folder: Path, read: Read, paths: Sequence[Path], told: str) -> str | None:
    """Name everything that decides a batch's tables; None where that may be another the next time."""
    if read.options.force or any(path in read.held or not read.content.get(path) for path in paths):
        return None
    files = [(path.relative_to(folder).as_posix(), read.content[path]) for path in paths]
    return hashlib.sha256(json.dumps([told, files]).encode()).hexdigest()


def _kept(before: Manifest | None, place: Path, batch: str, source: str | None, tables: Path) -> dict[str, Part] | None:
    """Take over the files of a batch that was saved before; None where they are of other files, or damaged."""
    if before is None or source is None or before.batches.get(batch) != source:
        return None
    names = [f"{name}{batch}.parquet" for name in TABLES] + [f"checks{batch}{_PROSE}.parquet"]
    for name in names:
        file, part = place / before.generation / name, before.parts[name]
        if Part.of(part.frame, part.rows, file) != part:
            return None
        _link(file, tables / name)
    return {name: before.parts[name] for name in names}


def _link(file: Path, place: Path) -> None:
    """Give a file a second name; on file systems that have none, copy it."""
    try:
        os.link(file, place)
    except OSError:
        shutil.copyfile(file, place)


def _made(folder: Path, read: Read, paths: Sequence[Path], beside: Beside, tables: Path, batch: str) -> dict[str, Part]:
    frames, stated = tables_of(folder, read.records(paths), beside)
    prose = {"checks": _stated(frames["reports"], stated)}
    return dict(write_frames(frames, tables, batch)) | dict(write_frames(prose, tables, batch + _PROSE))


def _stated(reports: pd.DataFrame, stated: Mapping[str, list[Check]]) -> pd.DataFrame:
    rows = (
        (row["report"], row["agency"], row["year"], *check)
        for row in records(reports, ReportRow)
        for check in stated[row["report"]]
    )
    return frame(rows, TABLES["checks"])
