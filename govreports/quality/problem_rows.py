"""What was not read, a row each; files of which the same is said share a row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govreports.columns import records
from govreports.errors import problem_in_words

if TYPE_CHECKING:
    import pandas as pd


def problem_rows(problems: pd.DataFrame, lang: str) -> list[tuple[str, int | None, str, str]]:
    """Return file, page, reason and remedy of each problem, for a table of a page.

    Fourteen files without one row of the form filled a screen of a telephone each with the same words.

    Parameters
    ----------
    problems : pandas.DataFrame
        Columns of `govreports.columns.PROBLEM_COLUMNS`.
    lang : str
        ``zh`` or ``en``.
    """
    same: dict[tuple[str, str], dict[str, int | None]] = {}
    for row in records(problems):
        words = problem_in_words(row["code"], row["reason"], row["remedy"], lang)
        same.setdefault(words, {})[Path(str(row["path"])).name] = row["page"]
    joint = "、" if lang == "zh" else ", "
    return [
        (joint.join(pages), next(iter(pages.values())) if len(pages) == 1 else None, *words)
        for words, pages in same.items()
    ]
