"""What every reason code says, where it may stand and what can be done: the one table is ``codes.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple, cast

Where = Literal["cell", "report", "problem", "indicator", "change", "why", "collect", "provenance"]
"""In which column a code stands: ``cells.flag``, ``reports.flag``, ``problems.code``, an indicator's ``flags``,
``what`` and ``why`` of `diff`, what became of an address that was collected, or ``reports.provenance``."""


class Code(NamedTuple):
    """A reason code."""

    code: str  # what stands in the column; it never changes
    where: Where  # which column it is (see `Where`)
    zh: str  # what it says
    en: str
    remedy: str = ""  # what the analyst can do about it; "" except for problems
    withheld: bool = False  # whether an indicator's value is NA for this reason
    # Whether a problem only tells what the report itself leaves out: nothing that is printed need be lost
    notice: bool = False
    remedy_zh: str = ""  # the remedy in Chinese


class UnknownCodeError(ValueError):
    """A reason code that ``codes.toml`` does not have in that place."""


@cache
def codes(where: Where) -> Mapping[str, Code]:
    """Return the codes that may stand in one place, in the order of the table.

    Examples
    --------
    >>> codes("problem")["encrypted"].remedy
    'Print it to a new PDF and put that one here.'
    >>> codes("report")["agency_unknown"].en, codes("indicator")["agency_unknown"].en
    ('whose report it is is unknown', 'the agency is not in agencies.csv, so its parents are unknown')
    """
    return {name: Code(name, where, **entry) for name, entry in _table()[where].items()}


def is_notice(code: str) -> bool:
    """Return whether a problem's code only tells what the report itself leaves out; one of another version does not.

    Examples
    --------
    >>> is_notice("rows_left_out"), is_notice("encrypted")
    (True, False)
    """
    return code in codes("problem") and codes("problem")[code].notice


def every_code() -> list[Code]:
    """Return all codes of all places."""
    return [code for where in _table() for code in codes(where).values()]


def check_codes(where: Where, used: Iterable[str]) -> None:
    """Refuse codes that may not stand in a place.

    Raises
    ------
    UnknownCodeError
        One is not in ``codes.toml`` under that place.

    Examples
    --------
    >>> check_codes("cell", ["row_cut", "row_torn"])
    Traceback (most recent call last):
    ...
    govreports.codes.UnknownCodeError: 'row_torn' is no reason code of a cell: add it to codes.toml
    """
    unknown = [code for code in used if code not in codes(where)]
    if unknown:
        raise UnknownCodeError(f"{unknown[0]!r} is no reason code of a {where}: add it to codes.toml")


def in_words(flag: str, lang: Literal["zh", "en"] = "zh", where: Where | None = None) -> str:
    """Describe a flag in words.

    Parameters
    ----------
    flag : str
        A reason code, or several joined by ``;``. One that is not known (of another version) stays as it is.
    lang : {"zh", "en"}
        The language.
    where : str, optional
        In which column the flag stands; left out it is a cell's or a report's.

    Examples
    --------
    >>> in_words("row_uneven", "en")
    "the row's cells and the heads do not pair off: its numbers may be shifted"
    >>> in_words("agency_from_prose;year_disputed")
    '机关名称取自正文；标题与统计期限的年份不同'
    >>> in_words("agency_unknown", "en", "indicator")
    'the agency is not in agencies.csv, so its parents are unknown'
    """
    known = codes(where) if where is not None else {**codes("report"), **codes("cell")}
    words = [getattr(known[code], lang) if code in known else code for code in flag.split(";")]
    return ("；" if lang == "zh" else "; ").join(words)


@cache
def _table() -> Mapping[Where, Mapping[str, dict[str, Any]]]:
    read = tomllib.loads(resources.files("govreports").joinpath("codes.toml").read_text(encoding="utf-8"))
    return cast(Mapping[Where, Mapping[str, dict[str, Any]]], read)
