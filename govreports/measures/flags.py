"""Reason codes that stand beside an indicator's value, and what they say in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


class Flag(NamedTuple):
    """A reason code.

    Attributes
    ----------
    code : str
        What stands in `flags`; it never changes.
    withheld : bool
        Whether the value is NA for this reason.
    """

    code: str
    withheld: bool
    zh: str
    en: str


FLAGS: tuple[Flag, ...] = (
    # The first eight are of cells too and fit into a byte: cell matrices hold them as bits.
    Flag("blank", True, "有单元格空白或为“/、—、无”", "a cell is blank or holds a mark"),
    Flag("unreadable", True, "有单元格无法识读", "a cell could not be read"),
    Flag("reading", False, "识读存疑", "our reading of a cell is in doubt"),
    Flag("published_error", False, "公布数据勾稽关系不成立", "a published sum that holds a cell does not add up"),
    Flag("corrected", False, "含更正值", "a cell was corrected on the record"),
    Flag("not_printed", True, "报告未印该单元格", "the report does not print a cell"),
    Flag("blank_as_zero", False, "空白按零计", "a blank was counted as zero"),
    Flag("unit_unknown", True, "金额单位不明", "the unit of an amount is unknown"),
    Flag("not_defined", True, "该版式无此指标", "the table's edition does not define it"),
    Flag("no_cases", True, "分母为零", "the denominator is zero"),
    Flag("above_denominator", True, "分子大于分母", "the numerator exceeds the denominator"),
    Flag("negative", True, "出现负数", "a sum is negative"),
    Flag("few_cases", True, "分母过小，不列", "too few cases to show"),
    Flag("no_population", True, "人口数未知", "the population is unknown"),
    Flag("mixed_scope", False, "所涉各表口径不一", "its tables speak of unlike scopes"),
    Flag("duplicate", False, "同一机关同年有多份报告", "the agency has more than one report for the year"),
    Flag("agency_unknown", False, "机关未列入 agencies.csv", "the agency is not in agencies.csv"),
    Flag("identity_doubt", False, "报告的机关、年份或版式存疑", "agency, year or edition of the report is in doubt"),
    Flag("mixed_year", False, "当年新旧规定并存", "an old and a new rule share the year"),
    Flag("break", False, "与上一年口径不可比", "not comparable with the report before"),
    Flag("incomplete", False, "组内有机关缺报或数据不可用", "members of the group have no usable report"),
)

BIT: dict[str, int] = {flag.code: 1 << place for place, flag in enumerate(FLAGS)}
WITHHELD = sum(BIT[flag.code] for flag in FLAGS if flag.withheld)
CELL_BITS = 0xFF


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
    """Determine what a reason code means.

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
