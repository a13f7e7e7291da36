"""Reason codes that stand beside an indicator's value, as bits; what they say stands in ``codes.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govreports.codes import Code, codes

if TYPE_CHECKING:
    import numpy.typing as npt


FLAGS: tuple[Code, ...] = tuple(codes("indicator").values())
"""The reason codes of indicators in the order of their bits. The first eight are of cells too and fit into a byte."""

BIT: dict[str, int] = {flag.code: 1 << place for place, flag in enumerate(FLAGS)}
WITHHELD = sum(BIT[flag.code] for flag in FLAGS if flag.withheld)
CELL_BITS = 0xFF  # the first eight


def codes_of(masks: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.intp], list[str | None]]:
    """Spell bit masks out as codes joined by ``;``.

    Returns
    -------
    codes : ndarray of intp
        For each mask its place in `texts`.
    texts : list of str or None
        None for no flag.

    Examples
    --------
    >>> codes_of(np.array([0, BIT["blank"] | BIT["break"], 0]))[1]
    [None, 'blank;break']
    """
    # Masks are small whole numbers: looking them up in a table is faster than sorting millions of them.
    seen = np.zeros(1 << len(FLAGS), dtype=bool)
    seen[masks] = True
    unique = np.flatnonzero(seen)
    place = np.zeros(seen.size, dtype=np.intp)
    place[unique] = np.arange(unique.size)
    texts = [";".join(code for code, bit in BIT.items() if mask & bit) or None for mask in unique.tolist()]
    return place[masks], texts


def flag_text(code: str, lang: str = "zh") -> str:
    """Return what a reason code means.

    Parameters
    ----------
    code : str
        One code, or several joined by ``;``.
    lang : str
        ``zh`` or ``en``.

    Raises
    ------
    KeyError
        The code is unknown.

    Examples
    --------
    >>> flag_text("no_cases;break", "en")
    'the denominator is zero; not comparable with the report before'
    """
    texts = {flag.code: flag.zh if lang == "zh" else flag.en for flag in FLAGS}
    return ("；" if lang == "zh" else "; ").join(texts[part] for part in code.split(";"))
