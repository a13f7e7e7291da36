"""Earlier versions of collected files: ``collect`` keeps what an agency's site showed before in ``.earlier``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from govreports.collect.kept_files import EARLIER, ENDING, Provenance, told_of
from govreports.dataset.build import build
from govreports.dataset.data import Dataset
from govreports.dataset.folder import ReadOptions, read_records


def earlier_versions(raw: Path, paths: Iterable[str]) -> Dataset:
    """Read the earlier versions that lie beside reports; the reports themselves are none of them.

    Parameters
    ----------
    raw : Path
        The folder of reports. Names of agencies are those of the ``agencies.csv`` beside it.
    paths : iterable of str
        Of the reports below it: column `path` of a dataset's `reports`.

    Examples
    --------
    >>> earlier_versions(Path("data/raw"), ["huaian_shi_2024.pdf"])
    <Dataset: 0 reports, 0 cells (0 in doubt), 0 checks fail, 0 problems>
    """
    quiet = ReadOptions(progress=False)
    folders = sorted({(raw / path).parent / EARLIER for path in paths})
    return build(raw, [one for folder in folders if folder.is_dir() for one in read_records(folder, quiet)])


def collected_from(raw: Path, path: str) -> Provenance | None:
    """Return where a file below a folder of reports was collected; None where it was put there by hand.

    Examples
    --------
    >>> collected_from(Path("data/raw"), "huaian_shi_2024.pdf") is None
    True
    """
    file = raw / path
    if not file.with_name(file.name + ENDING).is_file():
        return None
    try:
        return told_of(file)
    except (OSError, ValueError, TypeError):  # a note that was changed by hand tells nothing
        return None
