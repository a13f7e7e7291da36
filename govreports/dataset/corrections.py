"""Corrections as data: ``corrections.csv`` beside the folder of reports, applied on every run and never in silence.

The printed value stays in `value`; `value_corrected` stands beside it. A correction says which printed value it
expects: where the agency has published the number anew, or the reading has become better, it no longer applies and
says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from govreports.columns import NUMBER, TEXT, frame
from govreports.dataset.settings import SETTINGS
from govreports.form import Column, editions

if TYPE_CHECKING:
    import pandas as pd

FILE = "corrections.csv"
CORRECTION_COLUMNS: dict[str, str] = {
    "report": TEXT,
    "table": TEXT,
    "item": TEXT,
    "column": TEXT,
    "printed": NUMBER,
    "corrected": NUMBER,
    "reason": TEXT,
    "who": TEXT,
    "date": TEXT,
}
"""The columns of ``corrections.csv``. An empty `printed` or `corrected` means that no number is there."""

KEY = ["report", "table", "item", "column"]


class CorrectionsError(ValueError):
    """``corrections.csv`` is not whole; the message lists every fault with its line."""


class Correction(NamedTuple):
    """One line of ``corrections.csv``."""

    report: str
    table: str
    item: str
    column: str
    printed: float | None  # the printed value that the correction expects; None where the cell is blank or unread
    corrected: float | None  # the value to use instead. The printed one again means: looked at and kept as published.
    reason: str  # why, by whom, and on which day (``2025-01-31``)
    who: str
    date: str


def load_corrections(path: str | Path) -> pd.DataFrame:
    """Read ``corrections.csv``.

    Parameters
    ----------
    path : str or Path
        A CSV in UTF-8 (with or without mark) or GB 18030, as Excel writes it. Further columns of the user's stay. A
        file that is not there holds no corrections.

    Returns
    -------
    pandas.DataFrame
        Columns `CORRECTION_COLUMNS`, then the user's own; one row a correction.

    Raises
    ------
    CorrectionsError
        A line names a cell that no edition of the form has, a value is no number, reason, who or date is missing, or
        a cell stands in two lines. Every fault is listed with its line.
    """
    import pandas as pd

    file = Path(path)
    if not file.is_file():
        return frame([], CORRECTION_COLUMNS)
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    table = pd.read_csv(StringIO(text), dtype="string", keep_default_na=False, skip_blank_lines=False)
    table = table.apply(lambda column: column.str.strip().str.replace(r"^'(?=[=+\-@])", "", regex=True))
    table = table.replace("", pd.NA).set_axis(table.index + 2).dropna(how="all")  # line 1 holds the heads
    missing = [name for name in CORRECTION_COLUMNS if name not in table.columns]
    if missing:
        raise CorrectionsError(f"{file}: line 1: column {', '.join(missing)} is missing")
    faults = sorted(_faults(table))
    if faults:
        raise CorrectionsError(f"{file}:\n" + "\n".join(f"line {line}: {message}" for line, message in faults))
    table["date"] = [day_of(str(value)) for value in table["date"]]
    for name, dtype in CORRECTION_COLUMNS.items():
        table[name] = pd.to_numeric(table[name]).astype(NUMBER) if dtype == NUMBER else table[name].astype(TEXT)
    own = [name for name in table.columns if name not in CORRECTION_COLUMNS]
    return pd.DataFrame(table[[*CORRECTION_COLUMNS, *own]].reset_index(drop=True))


def _faults(table: pd.DataFrame) -> Iterator[tuple[int, str]]:
    seen: dict[tuple[Any, ...], int] = {}
    for line, row in ((int(str(at)), values) for at, values in table.to_dict("index").items()):
        known = {str(name): value for name, value in row.items() if isinstance(value, str)}
        for name in (*KEY, "reason", "who", "date"):
            if name not in known:
                yield line, f"{name} is empty"
        cell = (known.get("table"), known.get("item"), known.get("column"))
        column = _form_cells().get(cell)
        if all(cell) and column is None:
            yield line, f"no edition of the form has a cell {'/'.join(str(part) for part in cell)}"
        for name in ("printed", "corrected"):
            yield from ((line, fault) for fault in _number_faults(name, known.get(name), column))
        if "date" in known and day_of(known["date"]) is None:
            yield line, f"date {known['date']} is no day; write it as 2025-01-31"
        key = tuple(known.get(name) for name in KEY)
        if key in seen:
            yield line, f"{'/'.join(str(part) for part in key)} is corrected in line {seen[key]} already"
        seen.setdefault(key, line)


def _number_faults(name: str, text: str | None, column: Column | None) -> Iterator[str]:
    if text is None:
        return
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        yield f"{name} {text} is no number (write it without separators and unit; leave it empty for a blank cell)"
    elif name == "corrected" and column is not None:
        if column.whole and float(text) % 1:
            yield f"corrected {text}: {column.zh} is a count and has no decimals"
        if not column.signed and float(text) < 0:
            yield f"corrected {text}: {column.zh} cannot be below zero"


def _form_cells() -> dict[tuple[Any, ...], Column]:
    tables = [table for edition in editions().values() for table in edition.tables.values()]
    # The newest edition comes first, but it is the one that counts: a list's column of counts has no unit of its own.
    return {table.place(*place): table.column[place[1]] for table in reversed(tables) for place in table.cells}


def day_of(text: str) -> str | None:
    """Bring a day to ``2025-01-31``; Excel writes 2025/1/31."""
    parts = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text)
    if not parts:
        return None
    try:
        return date(*(int(part) for part in parts.groups())).isoformat()
    except ValueError:
        return None


def record_corrections(path: str | Path, corrections: Iterable[Correction]) -> pd.DataFrame:
    """Add corrections to ``corrections.csv``; one for a cell that is there already takes its place.

    Two runs at once wait for one another, and the file is replaced whole: a half-written one is never seen, and a line
    that somebody else added in between is kept.

    Parameters
    ----------
    path : str or Path
    corrections : iterable of Correction

    Returns
    -------
    pandas.DataFrame
        What the file now holds.

    Raises
    ------
    CorrectionsError
        The file, or what is to be added, is not whole; the file is left as it was.
    """
    import pandas as pd
    from filelock import FileLock

    from govreports.files.csv_for_excel import write_csv
    from govreports.files.write_whole import write_whole

    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    added = frame(corrections, CORRECTION_COLUMNS)
    with FileLock(file.with_name(f".{file.name}.lock"), timeout=SETTINGS.corrections_seconds):
        known = load_corrections(file)
        whole = pd.concat([known, added], ignore_index=True).drop_duplicates(KEY, keep="last")

        def write(draft: Path) -> None:
            write_csv(whole, draft)
            load_corrections(draft)  # what could not be read again is not written

        write_whole(file, write)
        return load_corrections(file)


def corrections_of(table: pd.DataFrame) -> list[Correction]:
    """Return the rows of a frame of corrections as records."""
    if table.empty:
        return []
    rows = table[list(CORRECTION_COLUMNS)].astype(object).to_numpy().tolist()
    return [
        Correction(report, table_id, item, column, number_of(printed), number_of(corrected), reason, who, day)
        for report, table_id, item, column, printed, corrected, reason, who, day in rows
    ]


def number_of(value: Any) -> float | None:
    """Return a number of a frame, None where it is NA."""
    import pandas as pd

    return None if pd.isna(value) else float(value)
