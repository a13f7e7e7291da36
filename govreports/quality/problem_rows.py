"""What was not read, a row each; files of which the same is said share a row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govreports.columns import records
from govreports.errors import problem_in_words
from govreports.words import pick

if TYPE_CHECKING:
    import pandas as pd


def problem_rows(problems: pd.DataFrame, lang: str) -> list[tuple[str, int | None, str, str]]:
    """Return file, page, reason and remedy of each problem, for a table of a page; of joined files each names its page.

    Fourteen files without one row of the form filled a screen of a telephone each with the same words.

    Parameters
    ----------
    problems : pandas.DataFrame
        Columns of `govreports.columns.PROBLEM_COLUMNS`.
    lang : str
        ``zh`` or ``en``.
    """
    same: dict[tuple[str, str], dict[tuple[str, int | None], str]] = {}
    for row in records(problems):
        words = problem_in_words(row["code"], row["reason"], row["remedy"], lang)
        name, page = Path(str(row["path"])).name, row["page"]
        on_page = "" if page is None else pick(lang, f"（第 {page} 页）", f" (page {page})")
        same.setdefault(words, {})[name, page] = name + on_page
    rows = []
    for words, files in same.items():
        (name, page), *others = files
        rows.append((pick(lang, "、", ", ").join(files.values()), None, *words) if others else (name, page, *words))
    return rows
