"""A wide panel for Excel, Stata and R: one row an agency and year, one column a cell or an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from govreports.form import CellId, editions, newest_edition
from govreports.measures.arrays import floats, numbers, objects, texts, truths
from govreports.measures.compute import Basis, indicators
from govreports.measures.flags import BIT
from govreports.measures.matrix import COLUMNS, matrix_of
from govreports.measures.names import choose
from govreports.measures.reports import Reports

if TYPE_CHECKING:
    import numpy.typing as npt

    from govreports.dataset.data import Dataset

# Stata allows 32 characters of a name. Longer words first, so that a shorter one does not cut them.
SHORT = (
    ("lawsuit_after_reconsideration", "suit_after"),
    ("lawsuit_direct", "suit_direct"),
    ("lawsuit", "suit"),
    ("reconsiderations", "recons"),
    ("reconsideration", "recon"),
    ("administrative", "admin"),
    ("normative_documents", "normdocs"),
    ("coercive_measures", "coercive"),
    ("unavailable", "unav"),
    ("natural_person", "person"),
    ("public_interest", "public"),
    ("legal_service", "legal"),
    ("third_party_rights", "third_party"),
    ("prohibited_by_law", "by_law"),
    ("security_stability", "security"),
    ("process_information", "process"),
    ("enforcement_files", "enforcement"),
    ("internal_affairs", "internal"),
    ("correction_overdue", "corr_late"),
    ("fee_overdue", "fee_late"),
    ("needs_creation", "creation"),
    ("confirmation", "confirm"),
    ("of_merits", "merits"),
    ("publication", "publ"),
    ("substantive_disclosure_rate", "substantive_rate"),
)
TABLE = {"disclosure": "d", "applications": "a", "litigation": "l"}

Headers = Literal["id", "zh", "en"]


def panel(
    data: Dataset,
    ids: str | Iterable[str] | None = None,
    *,
    headers: Headers = "id",
    cells: bool = True,
    basis: Basis = "printed",
    blank: Literal["zero"] | None = None,
) -> pd.DataFrame:
    """Return everything as one wide table.

    Parameters
    ----------
    data : Dataset
    ids : str or iterable of str, optional
        Indicators; all for None.
    headers : str
        ``id``: names that Stata and R take as they are (at most 32 letters, digits and underscores; ``a_granted_total``
        is table 三, granted, total); ``zh`` or ``en``: labels.
    cells : bool
        Whether the printed cells come before the indicators (money in 万元, NA where no number was printed).
    basis, blank
        As in `indicators`; they concern the indicators only.

    Returns
    -------
    pandas.DataFrame
        One row an agency and year, sorted. First ``agency_id, agency, year, report, other_reports`` (further reports
        for the year, which are not used), ``scope, edition, published_error, reading_doubt``, then the numbers. A text
        that is unknown is empty. For Stata: ``panel(data).to_stata("panel.dta", version=118)`` (the first version that
        holds Chinese).

    Examples
    --------
    >>> import govreports as gr
    >>> data = gr.read_folder("data/raw", progress=False)
    >>> wide = gr.panel(data, "公开率")
    >>> [name for name in wide if name.startswith("a_denied_third_party")][-1], wide.columns[-1]
    ('a_denied_third_party_total', 'i_disclosure_rate')
    """
    if headers not in ("id", "zh", "en"):
        raise ValueError(f"headers is {headers!r}; it may be id, zh or en")
    reports = Reports.of(data)
    chosen = choose(ids)
    kept = np.flatnonzero(reports.used)
    table = _heads(reports, kept)
    matrix = matrix_of(data.pieces("cells", COLUMNS), reports.names)
    printed = (matrix.bits[:, kept] & BIT["not_printed"]) == 0
    values = {}
    if cells:
        for cell, row in matrix.place.items():
            if printed[row].any():
                values[_header(cell, headers)] = matrix.values[row, kept]
    frame = indicators(data, [one.id for one in chosen], basis=basis, blank=blank)
    grid = floats(frame["value"]).reshape(len(reports.names), len(chosen))
    marks = objects(frame["flags"].fillna("")).reshape(grid.shape)[kept]
    for name, code in (("published_error", "published_error"), ("reading_doubt", "reading")):
        table[name] = truths([any(code in str(mark) for mark in row) for row in marks])
    for place, one in enumerate(chosen):
        label = {"id": short(f"i_{one.id}"), "zh": one.zh, "en": one.en}[headers]
        values[label] = grid[kept, place]
    wide = pd.DataFrame({name: numbers(one) for name, one in values.items()})
    return pd.concat([table, wide], axis=1).sort_values(["agency_id", "agency", "year"], ignore_index=True)


def _heads(reports: Reports, kept: npt.NDArray[np.intp]) -> pd.DataFrame:
    others: dict[tuple[int, int], list[str]] = {}
    keys = list(zip(reports.agency_key.tolist(), reports.years.tolist(), strict=True))
    for place in np.flatnonzero(~reports.used).tolist():
        others.setdefault(keys[place], []).append(reports.names[place])
    frame = reports.frame
    heads = pd.DataFrame(
        {
            "agency_id": texts(reports.agency_id[kept]),
            "agency": frame["agency"].array.take(kept),
            "year": frame["year"].array.take(kept),
            "report": texts([reports.names[place] for place in kept]),
            "other_reports": texts(";".join(others.get(keys[place], ())) or None for place in kept),
            "scope": texts(reports.scope["applications"][kept]),
            "edition": frame["edition"].array.take(kept),
        }
    )
    # Stata has no missing texts; an empty one is what Excel shows anyway.
    words = [name for name in heads.columns if name != "year"]
    return heads.assign(**{name: heads[name].fillna("") for name in words})


def _header(cell: CellId, headers: Headers) -> str:
    if headers == "id":
        return short_id(cell)
    for edition in editions().values():
        table = edition.tables.get(cell[0])
        if table is not None and cell[1] in table.item and cell[2] in table.item[cell[1]].columns:
            item, column = table.item[cell[1]], table.column[cell[2]]
            group = {label.id: label for label in table.groups}.get(item.group or "")
            parts = [table.zh, group.zh if group else "", item.zh, column.zh]
            if headers == "en":
                parts = [table.en, item.en, column.en]
            # Two editions may name different things alike: the older one says which it is.
            year = "" if edition == newest_edition() else f"（{edition.id}）"
            return "｜".join(part for part in parts if part) + year
    raise KeyError(cell)


def short_id(cell: CellId) -> str:
    """Name a cell in at most 32 characters.

    Examples
    --------
    >>> short_id(("applications", "denied_third_party_rights", "natural_person"))
    'a_denied_third_party_person'
    """
    table, item, column = cell
    return short(f"{TABLE.get(table, table[0])}_{item}_{column}")


def short(name: str) -> str:
    """Shorten the words of an id; what is still too long for Stata loses its vowels from the end."""
    for word, brief in SHORT:
        name = name.replace(word, brief)
    while len(name) > 32:
        cut = re.sub(r"(.*[a-z])[aeiou](?=[a-z])", r"\1", name, count=1)
        name = cut if cut != name else name[:32]
    return name
