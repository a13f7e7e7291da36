"""Indicators as data: what is divided by what, and what one must know to read it (``indicators.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from govreports.form import CellId, editions
from govreports.form.model import Table
from govreports.measures.families import families
from govreports.measures.kinds import BY_CHANCE, KINDS, OF_CASES


class Term(NamedTuple):
    """One signed cell of a sum, before an edition and an applicant are chosen."""

    sign: int  # 1 or -1
    table: str
    item: str  # an item's id, or ``@group`` for the items of a group
    column: str | None  # none where the applicant decides


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator; the fields are explained at the head of ``indicators.toml``."""

    id: str
    zh: str
    en: str
    topic: str
    kind: str
    unit: str
    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...]
    left_out: tuple[Term, ...]
    editions: tuple[str, ...]
    by_applicant: bool
    scale: float
    min_denominator: float
    adds_over_years: bool
    decided_by_agency: bool
    direction: str | None
    caveat_zh: str | None
    caveat_en: str | None
    source: str

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables whose cells it needs, in the order of their first use."""
        return tuple(dict.fromkeys(term.table for term in (*self.numerator, *self.denominator) if term.table))

    @property
    def by_chance(self) -> bool:
        """Whether cases that come and go by chance make the value, so that it has an interval and can be tested."""
        return self.kind in BY_CHANCE and not self.decided_by_agency

    @property
    def per_inhabitant(self) -> bool:
        """Whether the denominator is the population."""
        return self.kind == "rate"


class DefinitionError(ValueError):
    """An indicator names a cell, a kind or an indicator that does not exist."""


@cache
def definitions() -> dict[str, Indicator]:
    """Return every indicator, by id, in the order in which they are read.

    Returns
    -------
    dict of str to Indicator

    Raises
    ------
    DefinitionError
        A definition names a cell that no edition of the form has, or is not whole.

    Examples
    --------
    >>> definitions()["disclosure_rate"].zh
    '公开率'
    >>> definitions()["lawsuit_loss_rate"].zh
    '行政诉讼败诉率'
    """
    data = contents()
    by_id: dict[str, Indicator] = {}
    for entry in data["indicator"]:
        for values in _expanded(entry):
            indicator = _indicator({"editions": data["editions"]} | values, data["stocks"])
            if indicator.id in by_id:
                raise DefinitionError(f"indicator {indicator.id} is defined twice")
            by_id[indicator.id] = indicator
    for name, id_ in data["short_names"].items():
        if id_ not in by_id:
            raise DefinitionError(f"the short name {name} is of the indicator {id_}, which does not exist")
    return by_id


@cache
def contents() -> dict[str, Any]:
    """Return ``indicators.toml`` as it stands."""
    text = resources.files("govreports.measures").joinpath("indicators.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def resolve(
    terms: Sequence[Term], table_editions: Mapping[str, str], applicant: str
) -> list[tuple[int, CellId]] | None:
    """Name the cells of a sum in the editions that a report's tables have.

    Parameters
    ----------
    terms : sequence of Term
    table_editions : mapping of str to str
        Edition by table.
    applicant : str
        The column for terms that leave it open.

    Returns
    -------
    list of (int, (str, str, str)) or None
        Signed cells; None where an edition has no such cell.

    Examples
    --------
    >>> terms = definitions()["other_share"].numerator
    >>> [cell for _, (_, cell, _) in resolve(terms, {"applications": "2021"}, "total")]
    ['other_correction_overdue', 'other_fee_overdue', 'other_other']
    >>> resolve(terms, {"applications": "2019"}, "total")
    [(1, ('applications', 'other', 'total'))]
    """
    cells: list[tuple[int, CellId]] = []
    for term in terms:
        column = term.column if term.column is not None else applicant
        edition = table_editions.get(term.table, "")
        form = editions().get(edition)
        if form is None or term.table not in form.tables:
            # The list of 2014 has other tables; where it means the same, its numbers stand under the cell's later id.
            if term.item.startswith("@"):
                return None
            cells.append((term.sign, (term.table, term.item, column)))
            continue
        items = _items(form.tables[term.table], term.item)
        if not items or any(column not in form.tables[term.table].item[item].columns for item in items):
            return None
        cells.extend((term.sign, (term.table, item, column)) for item in items)
    return cells


def _items(table: Table, name: str) -> list[str]:
    if not name.startswith("@"):
        return [name] if name in table.item else []
    group = name[1:]
    if any(label.id == group for label in table.groups):
        return [item.id for item in table.items if item.group == group]
    return [group] if group in table.item else []


def _expanded(entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Write an entry out for each member of the family that it is for."""
    family = entry.get("for_each")
    if family is None:
        yield dict(entry)
        return
    for member in families()[family]:
        values: dict[str, Any] = {}
        for key, value in entry.items():
            if isinstance(value, str):
                values[key] = _filled(value, member)
            elif isinstance(value, list):
                cells = member.get("cells", "").split() or [""]
                values[key] = [_filled(text, member | {"cells": cell}) for cell in cells for text in value]
                values[key] = list(dict.fromkeys(values[key]))
            else:
                values[key] = value
        yield values


def _filled(text: str, member: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda field: member[field[1]], text)


def _indicator(values: Mapping[str, Any], stocks: Sequence[str]) -> Indicator:
    name = values["id"]
    if values["kind"] not in KINDS:
        raise DefinitionError(f"indicator {name}: kind {values['kind']} is none of {', '.join(KINDS)}")
    rate = values["kind"] == "rate"
    every = "|".join([*values["numerator"], *values.get("denominator", ())])
    held = any(
        re.search(rf"(^|\||-){stock.replace('*', '[a-z_]+').removesuffix('/[a-z_]+')}\b", every) for stock in stocks
    )
    indicator = Indicator(
        id=name,
        zh=values["zh"],
        en=values["en"],
        topic=values["topic"],
        kind=values["kind"],
        unit=values["unit"],
        numerator=_terms(name, values["numerator"]),
        denominator=() if rate else _terms(name, values.get("denominator", ())),
        left_out=_terms(name, values.get("left_out", ())),
        editions=tuple(values["editions"]),
        by_applicant=values.get("by_applicant", False),
        scale=float(values.get("scale", 1)),
        min_denominator=float(values.get("min_denominator", 0)),
        adds_over_years=not held,
        decided_by_agency=values.get("decided_by_agency", False),
        direction=values.get("direction"),
        caveat_zh=values.get("caveat_zh"),
        caveat_en=values.get("caveat_en"),
        source=values["source"],
    )
    _check(indicator)
    return indicator


def _check(indicator: Indicator) -> None:
    """Raise DefinitionError where the terms do not fit the kind, or a cell stands in no edition."""
    if bool(indicator.denominator) != (indicator.kind in OF_CASES):
        raise DefinitionError(
            f"indicator {indicator.id}: a share and a ratio need a denominator, no other kind has one of cells"
        )
    known = [edition for edition in indicator.editions if edition in editions()]
    for terms in (indicator.numerator, indicator.denominator, indicator.left_out):
        forms = (dict.fromkeys(("disclosure", *indicator.tables), edition) for edition in known)
        if all(resolve(terms, form, "total") is None for form in forms):
            raise DefinitionError(f"indicator {indicator.id}: a cell stands in none of the editions {', '.join(known)}")


def _terms(name: str, texts: Iterable[str]) -> tuple[Term, ...]:
    terms = []
    for text in texts:
        table, _, rest = text.removeprefix("-").partition("/")
        item, _, column = rest.partition("/")
        if not item:
            raise DefinitionError(f"indicator {name}: {text!r} is no cell")
        terms.append(Term(-1 if text.startswith("-") else 1, table, item, column or None))
    return tuple(terms)
