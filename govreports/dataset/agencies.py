"""The agencies as data: ``agencies.csv``, read with messages that name the line, and names matched without a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govreports.columns import NUMBER, TEXT, WHOLE

if TYPE_CHECKING:
    import pandas as pd

AGENCY_COLUMNS: dict[str, str] = {
    "id": TEXT,
    "name": TEXT,
    "aliases": TEXT,
    "level": TEXT,
    "region": TEXT,
    "parent": TEXT,
    "scope": TEXT,
    "valid_from": WHOLE,
    "valid_to": WHOLE,
    "successor": TEXT,
    "population": NUMBER,
    "population_source": TEXT,
}
LEVELS = ("省", "市", "县", "乡", "部门")
SCOPES = ("agency", "own_level", "whole")
"""本机关, 本级, 汇总."""


class AgenciesError(ValueError):
    """``agencies.csv`` is not whole; the message lists every fault with its line."""


def load_agencies(path: str | Path) -> pd.DataFrame:
    """Read ``agencies.csv``.

    Parameters
    ----------
    path : str or Path
        A CSV in UTF-8 (with or without mark) or GB 18030. Further columns of the user's stay.

    Returns
    -------
    pandas.DataFrame
        Columns `AGENCY_COLUMNS`, then the user's own. `aliases` and `successor` hold several values separated by ``;``.

    Raises
    ------
    AgenciesError
        A line has no id or name, an id or a name stands twice, a parent or successor is unknown or a circle, a level,
        year or population is none.
    """
    import pandas as pd

    raw = Path(path).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    from io import StringIO

    table = pd.read_csv(StringIO(text), dtype="string", keep_default_na=False, skip_blank_lines=False)
    table = table.apply(lambda column: column.str.strip()).replace("", pd.NA)
    table = table.set_axis(table.index + 2).dropna(how="all")  # line 1 holds the heads
    missing = [name for name in ("id", "name") if name not in table.columns]
    if missing:
        raise AgenciesError(f"{path}: line 1: column {' and '.join(missing)} is missing")
    for name in AGENCY_COLUMNS:
        if name not in table.columns:
            table[name] = pd.Series(pd.NA, index=table.index, dtype="string")
    faults = sorted(_faults(table))
    if faults:
        raise AgenciesError(f"{path}:\n" + "\n".join(f"line {line}: {message}" for line, message in faults))
    for name, dtype in AGENCY_COLUMNS.items():
        if dtype != TEXT:
            table[name] = pd.to_numeric(table[name]).astype(dtype)
    own = [name for name in table.columns if name not in AGENCY_COLUMNS]
    return pd.DataFrame(table[[*AGENCY_COLUMNS, *own]].reset_index(drop=True))


def _faults(table: pd.DataFrame) -> Iterable[tuple[int, str]]:
    ids = set(table["id"].dropna())
    first_id: dict[str, int] = {}
    first_name: dict[str, tuple[int, dict[str, Any]]] = {}
    for line, row in ((int(str(at)), values) for at, values in table.to_dict("index").items()):
        known = {str(key): value for key, value in row.items() if isinstance(value, str)}
        for column in ("id", "name"):
            if column not in known:
                yield line, f"{column} is empty"
        if known.get("id") in first_id:
            yield line, f"id {known['id']} stands in line {first_id[known['id']]} already"
        first_id.setdefault(known.get("id", ""), line)
        if known.get("level", LEVELS[0]) not in LEVELS:
            yield line, f"level {known['level']} is none of {'、'.join(LEVELS)}"
        if known.get("scope", SCOPES[0]) not in SCOPES:
            yield line, f"scope {known['scope']} is none of {', '.join(SCOPES)}"
        for column in ("parent", "successor"):
            for name in several(known.get(column)):
                if name not in ids:
                    yield line, f"{column} {name} is the id of no line"
        yield from ((line, fault) for fault in _number_faults(known))
        for name in (known.get("name", ""), *several(known.get("aliases"))):
            key = normal_name(name)
            if key in first_name and known.get("id") != first_name[key][1].get("id"):
                other, values = first_name[key]
                if _overlap(known, values):
                    yield line, f"name {name} stands in line {other} too, for overlapping years"
            first_name.setdefault(key, (line, known))
    yield from _circles(table)


def _number_faults(known: dict[str, str]) -> Iterable[str]:
    for column in ("valid_from", "valid_to"):
        if column in known and not re.fullmatch(r"(19|20)\d\d", known[column]):
            yield f"{column} {known[column]} is no year"
    if "population" in known and not re.fullmatch(r"[1-9]\d*(\.\d+)?", known["population"]):
        yield f"population {known['population']} is no number above 0 (write it without separators, in persons)"
    if known.get("valid_from", "0") > known.get("valid_to", "9"):
        yield f"valid_from {known['valid_from']} is after valid_to {known['valid_to']}"


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    def ends(row: dict[str, Any]) -> tuple[str, str]:
        return str(row.get("valid_from", "0")), str(row.get("valid_to", "9"))

    (a, b), (c, d) = ends(one), ends(other)
    return a <= d and c <= b


def _circles(table: pd.DataFrame) -> Iterable[tuple[int, str]]:
    for column in ("parent", "successor"):
        above = {key: several(value) for key, value in zip(table["id"], table[column], strict=True)}
        for line, start in zip(table.index, table["id"], strict=True):
            seen: set[str] = set()
            open_ids = list(above.get(start, ()))
            while open_ids:
                name = open_ids.pop()
                if name == start:
                    yield int(line), f"{column} leads from {start} back to itself"
                    break
                if name not in seen:
                    seen.add(name)
                    open_ids.extend(above.get(name, ()))


def several(value: object) -> list[str]:
    """Split what a cell lists, separated by ``;`` in either width."""
    return [part.strip() for part in re.split("[;；]", value) if part.strip()] if isinstance(value, str) else []


def normal_name(name: str) -> str:
    """Bring a name to the form in which names are compared: no blanks, no width, no 关于.

    Examples
    --------
    >>> normal_name("关于 淮安市 人民政府（本级）")
    '淮安市人民政府(本级)'
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    return text.removeprefix("关于").casefold()


class AgencyNames:
    """The names of a table of agencies, looked up many times.

    Parameters
    ----------
    agencies : pandas.DataFrame
        From `load_agencies`; may be empty and without columns.
    """

    def __init__(self, agencies: pd.DataFrame) -> None:
        self._bearers: dict[str, list[tuple[str, int, int]]] = {}
        self._name: dict[str, str] = {}
        for row in agencies.to_dict("records"):
            first, last = (_year(row.get(key), default) for key, default in (("valid_from", 0), ("valid_to", 9999)))
            names = [str(row["name"]), *several(row.get("aliases"))]
            self._name[str(row["id"])] = str(row["name"])
            for key in dict.fromkeys(normal_name(name) for name in names):
                self._bearers.setdefault(key, []).append((str(row["id"]), first, last))

    def match(self, name: str | None, year: int | None) -> str | None:
        """Find the id of the agency that a report names.

        Parameters
        ----------
        name : str or None
            As the report's title prints it.
        year : int or None
            The report's year: of two agencies that bore one name it tells which.

        Returns
        -------
        str or None
            None where no name or alias is the same, or more than one agency has it: never a guess.

        Examples
        --------
        >>> import pandas as pd
        >>> table = pd.DataFrame({"id": ["huaian_shi"], "name": ["淮安市人民政府"], "aliases": ["淮安市"]})
        >>> AgencyNames(table).match("淮安市 人民政府", 2024), AgencyNames(table).match("淮安", 2024)
        ('huaian_shi', None)
        """
        bearers = self._bearers.get(normal_name(name), []) if isinstance(name, str) else []
        # A report for a year outside the agency's life is still the agency's if no other ever bore the name: the
        # years of agencies.csv say when numbers can be compared, they are often not known to the year.
        fit = [who for who, first, last in bearers if year is None or first <= year <= last]
        found = set(fit or [who for who, _, _ in bearers])
        return found.pop() if len(found) == 1 else None

    def named(self, name: str | None, year: int | None) -> str | None:
        """Return the one name that an agency bears in every year; the name given where no agency has it.

        Examples
        --------
        >>> import pandas as pd
        >>> table = pd.DataFrame({"id": ["sw"], "name": ["某市水务局"], "aliases": ["某市水利局"]})
        >>> AgencyNames(table).named("某市水利局", 2020), AgencyNames(table).named("某市林业局", 2020)
        ('某市水务局', '某市林业局')
        """
        agency_id = self.match(name, year)
        return name if agency_id is None else self._name[agency_id]


def _year(value: Any, default: int) -> int:
    import pandas as pd

    return default if pd.isna(value) else int(value)


def ancestors(agencies: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return for each agency its parent, the parent's parent and so on.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"id": ["a", "b", "c"], "parent": [None, "a", "b"]})
    >>> ancestors(table)["c"]
    ('b', 'a')
    """
    if "parent" not in agencies.columns:
        return {}
    parent = {row["id"]: row["parent"] for row in agencies[["id", "parent"]].to_dict("records")}
    found: dict[str, tuple[str, ...]] = {}
    for start in parent:
        line: list[str] = []
        above = parent[start]
        while isinstance(above, str) and above not in line:
            line.append(above)
            above = parent.get(above)
        found[str(start)] = tuple(line)
    return found
