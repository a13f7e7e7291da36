"""Real peers: agencies of the same level and function and of like size, without the agency itself."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from govreports.checks.same_agency import key
from govreports.measures.arrays import floats

if TYPE_CHECKING:
    from collections.abc import Mapping

FEWEST_PEERS = 5
"""With fewer there is no group to speak of: one of them makes the common rate."""
SIZE_FACTOR = 5.0
"""A peer has at least a fifth and at most five times as many applications at hand; one that has more answers for the
whole group (洪泽区, 95 applications, was held against a pool of which 淮安市 was 97 %)."""
SIZE_INDICATOR = "received"
_SEATS = ("北京市", "上海市", "天津市", "重庆市")
"""Municipalities of the rank of a province."""


class Standing(NamedTuple):
    """What an agency is compared by."""

    level: str  # of the area it serves: 省, 市, 县 or 乡
    function: str  # ``政府`` for a government, else what a department does (``functions.toml``); empty where unknown


def standing(name: str, listed: Mapping[str, Any] | None = None) -> Standing:
    """Return an agency's level and function, from agencies.csv where it says so, else from its name.

    Parameters
    ----------
    name : str
    listed : mapping, optional
        The agency's row of agencies.csv; a column ``function`` of the user's own wins over the name.

    Examples
    --------
    >>> standing("沭阳县发展和改革局"), standing("淮安市人民政府")
    (Standing(level='县', function='发展改革'), Standing(level='市', function='政府'))
    >>> standing("上海市科学技术委员会").level, standing("洪泽区黄集街道办事处")
    ('省', Standing(level='乡', function='乡镇街道'))
    """
    listed = listed or {}
    function = _text(listed.get("function")) or _function(name)
    level = _text(listed.get("level"))
    if level in ("省", "市", "县", "乡"):
        return Standing(level, function or "政府")
    return Standing("乡" if function == "乡镇街道" else _area_level(name), function)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


@cache
def _functions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = resources.files("govreports.measures").joinpath("functions.toml").read_text(encoding="utf-8")
    return tuple((name, re.compile(words)) for name, words in tomllib.loads(text)["functions"].items())


@cache
def _function(name: str) -> str:
    return next((function for function, words in _functions() if words.search(name)), "")


@cache
def _area_level(name: str) -> str:
    """Return the level of the smallest area that a name begins with."""
    if re.search(r"[县区旗](?=.)", name):
        return "县"
    if name.startswith(_SEATS) or re.search(r"(省|自治区)(?!.*[市州盟])", name):
        return "省"
    return "市" if re.search(r"[市州盟]", name) else ""


class PeerGroups:
    """Which agencies are alike in one year.

    Parameters
    ----------
    rows : pandas.DataFrame
        From `indicators`: those of `SIZE_INDICATOR` and the year.
    agencies : pandas.DataFrame
        A dataset's agencies.
    """

    def __init__(self, rows: pd.DataFrame, agencies: pd.DataFrame) -> None:
        rows = rows[rows["used"].fillna(False)].assign(key=key(rows)).dropna(subset=["key"])
        listed: dict[Any, Any] = (
            {row["id"]: row for row in agencies.to_dict("records")} if "id" in agencies.columns else {}
        )
        self._found = {
            str(who): (standing(str(name), listed.get(who)), size)
            for who, name, size in zip(rows["key"], rows["agency"], floats(rows["value"]), strict=True)
        }
        self._groups: dict[Standing, list[tuple[str, float]]] = {}
        for who, (own, size) in sorted(self._found.items()):
            self._groups.setdefault(own, []).append((who, size))

    def of(self, agency: str) -> list[str]:
        """List an agency's peers.

        Parameters
        ----------
        agency : str
            Its key: id, or name where it has none.

        Returns
        -------
        list of str
            Keys of agencies with a report of the year, sorted; empty where fewer than `FEWEST_PEERS` are alike, or
            where its function or size is unknown. Whether one contains another is not asked here.
        """
        own, size = self._found.get(agency, (Standing("", ""), 0.0))
        if not own.function or not own.level or not size > 0:
            return []
        alike = [
            who for who, its in self._groups[own] if who != agency and size / SIZE_FACTOR <= its <= size * SIZE_FACTOR
        ]
        return alike if len(alike) >= FEWEST_PEERS else []
