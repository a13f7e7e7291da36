"""The results that were made of a folder's tables, named in a list: where other tables are saved these go."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from govreports.files.write_whole import write_whole

PAGE = "report.html"
"""The page that leads to all others: it is there only where the others are, and made of the same tables."""
_LIST = ".govreports.results"
"""Names the files that are results: what else lies in the folder is the analyst's own, and stays."""


def take_away(place: Path) -> None:
    """Take the results of a folder away: the tables that they were made of change."""
    (place / PAGE).unlink(missing_ok=True)
    remove(place, listed(place))
    (place / _LIST).unlink(missing_ok=True)


def listed(place: Path) -> set[str]:
    """Return the names of the results in a folder, from the folder."""
    try:
        names = (place / _LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError):
        return set()
    return {name for name in names if not Path(name).is_absolute() and ".." not in Path(name).parts}


def write_list(place: Path, names: set[str]) -> None:
    """Name the files that are results."""
    text = "".join(f"{name}\n" for name in sorted(names))
    write_whole(place / _LIST, lambda draft: draft.write_text(text, encoding="utf-8"))


def remove(place: Path, names: set[str]) -> None:
    """Remove results, and the folders that are empty then."""
    for name in names:
        (place / name).unlink(missing_ok=True)
    for folder in sorted({(place / name).parent for name in names} - {place}, reverse=True):
        with suppress(OSError):  # where the analyst's own files lie beside them
            folder.rmdir()
