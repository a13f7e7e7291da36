"""A folder of reports → its tables saved: where nothing changed, nothing is read, computed or written."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from govreports.dataset.batches import save_in_batches
from govreports.dataset.build import AGENCIES, build, say_faults_beside
from govreports.dataset.cache import lasting, rules
from govreports.dataset.corrections import FILE as CORRECTIONS
from govreports.dataset.data import FRAMES, Dataset, load
from govreports.dataset.elsewhere import here
from govreports.dataset.folder import NO_REPORT, ReadOptions, must_hold_files, read_new
from govreports.dataset.known_files import hashes
from govreports.dataset.listing import list_files
from govreports.dataset.manifest import DatasetError
from govreports.dataset.output_lock import output_lock
from govreports.dataset.settings import SETTINGS
from govreports.dataset.store import results_folder
from govreports.dataset.stored import Stored

#: What decides the tables, beside the files and what is read of them: the other rooms up to this one.
_RULES = ("checks", "report", "dataset")


def extract(
    raw: str | Path,
    out: str | Path,
    options: ReadOptions | None = None,
    *,
    csv: bool | None = None,
) -> Dataset:
    """Read a folder of reports and save its tables.

    Parameters
    ----------
    raw : str or Path
        The folder of reports, or its address; see `govreports.dataset.folder.read_folder`.
    out : str or Path
        Where the tables go.
    options : ReadOptions, optional
        How the folder is read.
    csv : bool, optional
        See `govreports.dataset.store.save`.

    Returns
    -------
    Dataset
        As `load` opens it. Where no file, rule, agency or correction changed since the tables were saved it is those.

    Raises
    ------
    NotADirectoryError, FileNotFoundError
        There is no such folder, or it holds no report.
    """
    folder = here(raw)
    chosen, place = options or ReadOptions(), make_ready(folder, out)
    with output_lock(place):
        from pyarrow import default_memory_pool

        told = _told(folder, chosen)
        source = None if chosen.force or chosen.only else _source(folder, told)
        if source is None or not _made_of(place, source) or csv:
            _make(folder, place, chosen, csv, source, told)
            # What making them took is kept for more of it unless it is given back.
            default_memory_pool().release_unused()
    return load(place)


def make_ready(raw: str | Path, out: str | Path) -> Path:
    """Make the folder of results, where there are reports to read; see `extract`."""
    must_hold_files(raw)
    return results_folder(out)


def _make(
    raw: Path, place: Path, options: ReadOptions, csv: bool | None, source: str | None, told: dict[str, object]
) -> None:
    """Read a folder and save its tables, those of very many files by batches."""
    say_faults_beside(raw)
    read = read_new(raw, options)
    if len(read.paths) > SETTINGS.batch_files and not csv:
        save_in_batches(raw, read, place, source, json.dumps(told))
        return
    data = build(raw, read.records(read.paths))
    if data.reports.empty and data.problems.empty:
        raise FileNotFoundError(NO_REPORT.format(raw))
    data.save(place, csv=csv, source=source if lasting(data.problems["code"]) else None)


def _made_of(place: Path, source: str) -> bool:
    try:
        stored = Stored.open(place, FRAMES)
    except DatasetError:
        return False
    return stored is not None and stored.source == source


def _told(raw: Path, options: ReadOptions) -> dict[str, object]:
    """Name what decides the tables of any file."""
    return {"raw": str(raw), "options": [options.engine, repr(options.limits)], "rules": _rules()}


def _source(raw: Path, told: dict[str, object]) -> str:
    """Name everything that decides the tables."""
    listing = list_files(raw)
    beside = [raw.resolve().parent / name for name in (AGENCIES, CORRECTIONS)]
    everything = told | {
        "files": {str(path): sha256 for path, sha256 in hashes(raw, listing.files).items()},
        "others": [(problem.path, problem.code) for problem in listing.problems],
        "beside": [hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None for file in beside],
    }
    return hashlib.sha256(json.dumps(everything, sort_keys=True).encode()).hexdigest()


@cache
def _rules() -> str:
    home = Path(__file__).parents[1]
    digest = hashlib.sha256(rules().encode())
    files = [
        *home.glob("*.py"),
        *home.glob("*.toml"),
        *(file for room in _RULES for file in (home / room).rglob("*.*")),
    ]
    for file in sorted(file for file in files if file.suffix in (".py", ".toml")):
        digest.update(file.relative_to(home).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
