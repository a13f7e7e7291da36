"""Where files come from that are not the agency's own: ``sources.csv`` among the reports."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.codes import check_codes, codes

if TYPE_CHECKING:
    import pandas as pd

FILE = "sources.csv"
SET_ANEW = "set_anew"


def provenance_in(folder: Path) -> dict[str, str]:
    """Return the provenance of each report that ``sources.csv`` names, codes joined by ``;``.

    Parameters
    ----------
    folder : Path
        The folder of reports; without a ``sources.csv`` in it every file is taken for the agency's own.

    Raises
    ------
    govreports.codes.UnknownCodeError
        A code is none of those for a provenance in ``codes.toml``.
    """
    file = folder / FILE
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8-sig", newline="") as lines:
        known = {
            row["report"]: row["provenance"]
            for row in csv.DictReader(lines)
            if row.get("report") and row.get("provenance")
        }
    for line in known.values():
        check_codes("provenance", line.split(";"))
    return known


def provenance_words(reports: pd.DataFrame, lang: str = "zh") -> str:
    """State in one sentence which of some reports are not the agencies' own files; "" where all are.

    Parameters
    ----------
    reports : pandas.DataFrame
        Rows of ``reports`` with ``provenance`` and ``set_anew``.
    lang : str
        ``zh`` or ``en``.

    Examples
    --------
    >>> import pandas as pd
    >>> provenance_words(pd.DataFrame({"provenance": [None, "second_hand"], "set_anew": [False, False]}), "en")
    'Provenance of 2 reports: 1 with figures as printed by a third party.'
    """
    lines = reports["provenance"].dropna()
    texts = codes("provenance")
    named = {code: sum(code in line.split(";") for line in lines) for code in texts}
    named[SET_ANEW] = int((~own_prose(reports)).sum())
    there = {code: count for code, count in named.items() if count}
    if not there:
        return ""
    every = len(reports)
    if lang == "zh":
        who = {every: "全部" if every > 1 else ""}
        said = [f"{who.get(count, f'{count} 份')}{texts[code].zh}" for code, count in there.items()]
        return f"数据来源：{every} 份年报，{'；'.join(said)}。"
    who = {every: "all " if every > 1 else ""}
    said = [f"{who.get(count, f'{count} ')}{texts[code].en}" for code, count in there.items()]
    return f"Provenance of {every} report{'s' if every > 1 else ''}: {'; '.join(said)}."


def own_prose(reports: pd.DataFrame) -> pd.Series[bool]:
    """Return for each report whether its prose is the agency's: not where the file was typeset anew.

    ``sources.csv`` says so, or the file of itself (``set_anew``).
    """
    listed = reports["provenance"].fillna("").str.split(";").map(lambda line: SET_ANEW in line).astype(bool)
    return ~(listed | reports["set_anew"].fillna(False).astype(bool))


def name_set_anew(result: pd.DataFrame, reports: pd.DataFrame) -> None:
    """Remember in a result's `attrs` which of its reports were typeset anew, so that a chart of it can say so."""
    result.attrs[SET_ANEW] = "\n".join(reports.loc[~own_prose(reports), "report"])


def set_anew_in(result: pd.DataFrame) -> frozenset[str]:
    """Return the reports of a result that were typeset anew."""
    return frozenset(result.attrs.get(SET_ANEW, "").split("\n"))
