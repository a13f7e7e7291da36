"""The results of a run: written aside, put in their places together."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from govreports.dataset.made_of_tables import PAGE, listed, remove, write_list
from govreports.files.write_whole import DRAFT

_DRAFT = f"{DRAFT}results-"

Attempt = Callable[[str, Callable[[], object]], object]


@contextmanager
def drafts(place: Path) -> Iterator[Path]:
    """Give a folder to write results into, beside their places; it is gone afterwards."""
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
    before = listed(place)
    write_list(place, before | names)
    for name in sorted(names - {PAGE}):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        attempt(name, partial((draft / name).replace, place / name))
    remove(place, before - names)
    if PAGE in names:
        (draft / PAGE).replace(place / PAGE)
    write_list(place, names)
