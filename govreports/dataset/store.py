"""A dataset's frames on disk: a new generation is written whole, then one rename makes it the one that is read.

What a folder of results holds::

    dataset.json            which files are the dataset (`govreports.dataset.manifest`)
    tables-1f2e…/           these files, in Parquet; the name is that of their content
    cells.csv, cells.parquet, reports.csv …      the same for other programs, where the dataset is small
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from govreports.dataset.made_of_tables import take_away
from govreports.dataset.manifest import FILE, Manifest, Part
from govreports.dataset.output_lock import output_lock
from govreports.dataset.settings import SETTINGS
from govreports.files.csv_for_excel import write_csv
from govreports.files.write_whole import DRAFT, sync

if TYPE_CHECKING:
    import pandas as pd

_GENERATION = "tables-"


def save(
    frames: Mapping[str, pd.DataFrame], folder: str | Path, *, csv: bool | None = None, source: str | None = None
) -> Path:
    """Save the frames of a dataset; who reads the folder meanwhile sees the old ones or the new ones, never both.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
    folder : str or Path
        Where to; it is made where it is not there.
    csv : bool, optional
        Whether to write each frame as CSV too, in UTF-8 with the mark by which Excel knows it; a text that Excel would
        run as a formula is written with an apostrophe before it. Left out: where no frame has more rows
        than `govreports.dataset.settings` says.
    source : str, optional
        See `Manifest`.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    OSError
        A file stands there, the disk is full, or nothing may be written there; the dataset that was there is whole.
    """

    def write(tables: Path, copies: Path) -> Written:
        parts = dict(write_frames(frames, tables))
        _write_copies(frames, tables, copies, csv)
        return Written(parts, source)

    return publish(folder, write)


class Written(NamedTuple):
    """What was written for a dataset; see `Manifest`."""

    parts: dict[str, Part]
    source: str | None
    batches: Mapping[str, str] = MappingProxyType({})


def publish(folder: str | Path, write: Callable[[Path, Path], Written]) -> Path:
    """Make what is written the dataset of a folder; see `save`.

    Parameters
    ----------
    write : callable
        Is given a folder for the dataset's files, and one for copies of them that are of use to other programs.
    """
    place = results_folder(folder)
    with output_lock(place):
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=place))
        try:
            tables, copies = draft / "tables", draft / "copies"
            tables.mkdir()
            copies.mkdir()
            _publish(place, draft, write(tables, copies))
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return place


def results_folder(out: str | Path) -> Path:
    """Return the folder of results, made where it is not there.

    Raises
    ------
    NotADirectoryError
        A file stands there.
    TypeError
        No name was given.
    """
    if not isinstance(out, str | os.PathLike):
        raise TypeError(f'Name a folder for the results, like data.save("data/processed"), not {out!r}.')
    place = Path(out)
    if place.exists() and not place.is_dir():
        raise NotADirectoryError(f"{place} is a file: name a folder for the results.")
    place.mkdir(parents=True, exist_ok=True)
    return place


def _write_copies(frames: Mapping[str, pd.DataFrame], tables: Path, copies: Path, csv: bool | None) -> None:
    small = max(map(len, frames.values()), default=0) <= SETTINGS.csv_rows
    for name, table in frames.items() if small or csv else ():
        # There may be no agencies.csv: an empty file of that name would look like one to fill in.
        if csv is not False and len(table.columns):
            write_csv(table, copies / f"{name}.csv")
        if small:
            shutil.copyfile(tables / f"{name}.parquet", copies / f"{name}.parquet")


def _publish(place: Path, draft: Path, written: Written) -> None:
    tables, copies, parts = draft / "tables", draft / "copies", written.parts
    frames = {part.frame for part in parts.values()}
    content = hashlib.sha256(repr([(name, part.sha256) for name, part in parts.items()]).encode()).hexdigest()
    manifest = Manifest(_GENERATION + content[:16], parts, written.source, dict(written.batches))
    generation = place / manifest.generation
    if not _holds(generation, parts):
        if generation.exists():
            generation.rename(draft / "damaged")
        tables.chmod(0o755)
        for file in tables.iterdir():
            sync(file)
        tables.rename(generation)
        sync(place)
    if not _is_read(place, manifest):
        take_away(place)
    if (place / FILE).exists():
        # Copies of the tables before go first: whoever opens them finds all old, none, or all new.
        _remove_copies(place, frames)
    manifest.write(place)
    sync(place)
    _remove_copies(place, frames)
    for copy in sorted(copies.iterdir()):
        copy.chmod(0o644)
        copy.replace(place / copy.name)
    for old in place.glob(f"{_GENERATION}*"):
        if old.name != manifest.generation:
            shutil.rmtree(old, ignore_errors=True)


def _holds(generation: Path, parts: Mapping[str, Part]) -> bool:
    """Return whether a generation of this name is there whole: the same tables are not written twice."""
    try:
        return all(Part.of(part.frame, part.rows, generation / name) == part for name, part in parts.items())
    except OSError:
        return False


def _is_read(place: Path, manifest: Manifest) -> bool:
    """Return whether these tables are the dataset of a folder already."""
    now = Manifest.of_whole(place)
    return now is not None and now.generation == manifest.generation


def write_frames(frames: Mapping[str, pd.DataFrame], folder: Path, of: str = "") -> Iterator[tuple[str, Part]]:
    """Write frames and yield name and description of each file.

    Parameters
    ----------
    of : str
        What the frames are of, where they are a part of the dataset's.
    """
    for name, table in frames.items():
        file = f"{name}{of}.parquet"
        table.to_parquet(folder / file, index=False)
        yield file, Part.of(name, len(table), folder / file)


def _remove_copies(place: Path, frames: Iterable[str]) -> None:
    for name in frames:
        for ending in ("csv", "parquet"):
            (place / f"{name}.{ending}").unlink(missing_ok=True)
