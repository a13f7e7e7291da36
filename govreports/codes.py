"""What the reason codes say that stand in ``flag``: why our reading of a cell or of a report is in doubt."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal


@cache
def reasons() -> Mapping[str, tuple[str, str]]:
    """Return every reason code with what it says in Chinese and in English."""
    read = tomllib.loads(resources.files("govreports").joinpath("codes.toml").read_text(encoding="utf-8"))
    return {code: (zh, en) for part in read.values() for code, (zh, en) in part.items()}


def in_words(flag: str, lang: Literal["zh", "en"] = "zh") -> str:
    """Describe a flag in words.

    Parameters
    ----------
    flag : str
        A reason code, or several joined by ``;``. One that is not known (of another version) stays as it is.
    lang : {"zh", "en"}
        The language.

    Examples
    --------
    >>> in_words("row_uneven", "en")
    "the row's cells and the heads do not pair off: its numbers may be shifted"
    >>> in_words("agency_from_prose;year_disputed")
    '机关名称取自正文；标题与统计期限的年份不同'
    """
    place = ("zh", "en").index(lang)
    return ("；" if lang == "zh" else "; ").join(reasons().get(code, (code, code))[place] for code in flag.split(";"))
