"""The results of a run: written aside, put in their places together, taken away where other tables take theirs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from govreports.files.write_whole import DRAFT, write_whole

PAGE = "report.html"
"""The page that leads to all others: it is there only where the others are, and made of the same tables."""
_LIST = ".govreports.results"
"""Names the files that are results: what else lies in the folder is the analyst's own, and stays."""

_DRAFT = f"{DRAFT}results-"

Attempt = Callable[[str, Callable[[], object]], object]


@contextmanager
def drafts(place: Path) -> Iterator[Path]:
    """Give a folder to write results into, beside their places; it is gone afterwards."""
    for left in place.glob(f"{_DRAFT}*"):  # by a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    # A name of its own: the notebooks of a run that was killed may write on for a second.
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=place))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def publish(draft: Path, place: Path, attempt: Attempt) -> None:
    """Put results in their places, and take away those of an earlier run that this one does not make.

    A run that is killed meanwhile leaves no page that leads to them, and the next run ends the work.

    Parameters
    ----------
    draft, place : Path
        Where the results are, and where they go.
    attempt : callable
        Takes the name of a result and what moves it there: a workbook that is open in Excel on Windows cannot be moved.
    """
    (place / PAGE).unlink(missing_ok=True)
    names = {file.relative_to(draft).as_posix() for file in draft.rglob("*") if file.is_file()}
    before = _listed(place)
    _write_list(place, before | names)
    for name in sorted(names - {PAGE}):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        attempt(name, partial((draft / name).replace, place / name))
    _remove(place, before - names)
    if PAGE in names:
        (draft / PAGE).replace(place / PAGE)
    _write_list(place, names)


def take_away(place: Path) -> None:
    """Take the results of a folder away: the tables that they were made of change."""
    (place / PAGE).unlink(missing_ok=True)
    _remove(place, _listed(place))
    (place / _LIST).unlink(missing_ok=True)


def _listed(place: Path) -> set[str]:
    try:
        names = (place / _LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError):
        return set()
    return {name for name in names if not Path(name).is_absolute() and ".." not in Path(name).parts}


def _write_list(place: Path, names: set[str]) -> None:
    text = "".join(f"{name}\n" for name in sorted(names))
    write_whole(place / _LIST, lambda draft: draft.write_text(text, encoding="utf-8"))


def _remove(place: Path, names: set[str]) -> None:
    for name in names:
        (place / name).unlink(missing_ok=True)
    for folder in sorted({(place / name).parent for name in names} - {place}, reverse=True):
        with suppress(OSError):  # where the analyst's own files lie beside them
            folder.rmdir()
