"""`glossary`: what a term, a label of the form, an indicator or a reason code means, its legal source and its cells."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: Where an analyst meets a reason code.
_STANDS_IN = {
    "cell": "cells.flag 列",
    "report": "reports.flag 列",
    "problem": "problems.code 列",
    "indicator": "indicators(…).flags 列",
    "change": "diff(…).what 列",
    "why": "diff(…).why 列",
    "collect": "govreports collect 的输出",
    "provenance": "reports.provenance 列",
}


@dataclass(frozen=True)
class Entry:
    """What is known of a term."""

    id: str  # the cell's or indicator's id; "" for a term that is neither
    zh: str
    en: str
    means_zh: str
    means_en: str
    source: str
    cells: tuple[str, ...]  # ``table/item/column``, as far as the term goes

    def __str__(self) -> str:
        return self._text("")

    def _repr_markdown_(self) -> str:
        return self._text("**")

    def _text(self, bold: str) -> str:
        lines = [f"{bold}{self.zh}{bold} {self.en}" + (f" (`{self.id}`)" if self.id else "")]
        lines += [line for line in (self.means_zh, self.means_en) if line]
        lines += [f"依据：{self.source}"] if self.source else []
        lines += ["单元格：" + "、".join(f"`{cell}`" if bold else cell for cell in self.cells)] if self.cells else []
        return ("\n\n" if bold else "\n").join(lines)


class Entries(tuple[Entry, ...]):
    """The entries that fit a term, best first."""

    def __repr__(self) -> str:
        return "\n\n".join(map(str, self))

    def _repr_markdown_(self) -> str:
        return "\n\n---\n\n".join(entry._repr_markdown_() for entry in self)


def glossary(term: str | None = None) -> Entries | pd.DataFrame:
    """Explain a term.

    Parameters
    ----------
    term : str, optional
        Chinese or English, or an id; a part of it will do. All terms as a table for None.

    Returns
    -------
    Entries or pandas.DataFrame
        What fits, the exact term first; the table has ``id, zh, en, meaning, source, cells``.

    Raises
    ------
    KeyError
        Nothing fits; the message names what looks like it.

    Examples
    --------
    >>> entry = glossary("部分公开")[0]
    >>> entry.en, entry.source, entry.cells
    ('Partially granted', '条例第三十七条', ('applications/partially_granted',))
    >>> glossary("disclosure_rate")[0].zh
    '公开率'
    """
    if term is None:
        return _table()
    wanted = term.strip().casefold()
    exact = [entry for entry in _entries() if wanted in _names(entry)]
    near = [entry for entry in _entries() if entry not in exact and any(wanted in name for name in _names(entry))]
    if not wanted or not (exact or near):
        from difflib import get_close_matches

        every = sorted({name for entry in _entries() for name in _names(entry)})
        hint = "、".join(get_close_matches(wanted, every, n=4, cutoff=0.4))
        raise KeyError(
            f"没有“{term}”。No such term." + (f" 相近 near: {hint}" if hint else " glossary() lists them all.")
        )
    return Entries((*exact, *(() if exact else near[:8])))


def _names(entry: Entry) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (entry.id, entry.zh, entry.en) if name)


@cache
def _entries() -> tuple[Entry, ...]:
    data = tomllib.loads(resources.files("govreports.jupyter").joinpath("glossary.toml").read_text(encoding="utf-8"))
    terms = [
        Entry("", one["zh"], one["en"], one["means_zh"], one["means_en"], one["source"], tuple(one["cells"]))
        for one in data["term"]
    ]
    return (*terms, *_indicators(), *_labels(), *_codes())


def _indicators() -> list[Entry]:
    from govreports.measures.catalogue import catalogue

    zh, en = (catalogue(lang).astype(object).to_dict("records") for lang in ("zh", "en"))
    found = []
    for one, other in zip(zh, en, strict=True):
        made = " ÷ ".join(str(one[part]) for part in ("numerator", "denominator") if isinstance(one[part], str))
        caveats = [text if isinstance(text, str) else "" for text in (one["caveat"], other["caveat"])]
        formula = f"{made}（单位 {one['unit']}）"
        found.append(
            Entry(one["indicator"], one["name"], other["name"], f"{formula}{caveats[0]}", caveats[1], one["source"], ())
        )
    return found


def _labels() -> list[Entry]:
    from govreports.form import editions

    found: dict[str, Entry] = {}
    for edition in editions().values():
        for table in edition.tables.values():
            for item in table.items:
                cell = f"{table.id}/{item.id}"
                found.setdefault(cell, Entry(item.id, item.zh, item.en, "", "", edition.source, (cell,)))
    return list(found.values())


def _codes() -> list[Entry]:
    """List the reason codes; one that says two things in two columns is two entries, each with its column."""
    from govreports.codes import every_code

    return [Entry(one.code, one.zh, one.en, f"见 {_STANDS_IN[one.where]}", one.remedy, "", ()) for one in every_code()]


def _table() -> pd.DataFrame:
    import pandas as pd

    rows = [(one.id, one.zh, one.en, one.means_zh, one.source, ";".join(one.cells)) for one in _entries()]
    return pd.DataFrame(rows, columns=["id", "zh", "en", "meaning", "source", "cells"], dtype="string")
