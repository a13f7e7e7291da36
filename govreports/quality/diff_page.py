"""What changed between two datasets, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from govreports.charts.say import pick
from govreports.codes import Where, in_words
from govreports.columns import records
from govreports.files.offline_page import render
from govreports.words import cell_label

if TYPE_CHECKING:
    import pandas as pd

Groups = list[tuple[str, list[tuple[object, ...]]]]


def diff_page(changes: pd.DataFrame, lang: str = "zh") -> str:
    """Write what `govreports.diff` found as a page that works offline as one file.

    Parameters
    ----------
    changes : pandas.DataFrame
        From `govreports.diff`.
    lang : str
        ``zh`` or ``en``.

    Returns
    -------
    str
        HTML.
    """
    counted = changes["what"].value_counts(sort=False)
    counts = " · ".join(f"{_words(what, 'change', lang)}: {number}" for what, number in counted.items())
    title = pick(lang, "与上次相比", "What changed")
    provenance = changes.attrs.get("provenance", {}).get(lang, "")
    listed = changes_by_kind(changes, lang)
    return render("diff.html", lang, title=title, provenance=provenance, counts=counts, changes=listed)


def changes_by_kind(changes: pd.DataFrame, lang: str = "zh") -> Groups:
    """Return the rows of each kind of change with its name: agency, year, report, cell, what, why."""
    groups: Groups = []
    for what, rows in changes.groupby("what", sort=False):
        listed = records(rows)
        lines: list[tuple[object, ...]] = [
            (
                row["agency"],
                row["year"],
                row["report"],
                _cell(row, lang),
                row["message"],
                _words(row["why"], "why", lang),
            )
            for row in listed
        ]
        groups.append((_words(what, "change", lang), lines))
    return groups


def _cell(row: dict[Any, Any], lang: str) -> str:
    names = [row["table"], row["item"], row["column"]]
    return cell_label(str(row["table"]), str(row["item"]), str(row["column"]), lang) if all(names) else ""


def _words(code: object, where: Where, lang: str) -> str:
    return in_words(str(code), cast(Any, lang), where) if code is not None else ""
