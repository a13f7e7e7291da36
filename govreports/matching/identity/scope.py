"""For whom the numbers of a report speak (口径), where its prose says so in plain words, else nothing.

``agency`` 本机关, ``own_level`` 本级, ``whole`` 汇总 (the whole territory, or all departments together).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_TERRITORY = r"全(?:省|市|区|县|州|盟|旗|镇|乡|街道)"
_LEVEL = r"(?:省|市|区|县|州|旗|镇|乡)?(?:政府)?本级"
_SELF = r"(?:本|我)(?:机关|单位|部门|局|委|办|厅|院|中心|镇|乡|街道)(?!级)"
_BELOW = r"(?:各|所属|所辖|下属)(?:级|区|县|市|乡|镇|街道|部门|单位|行政机关)"

# Who stands at the head of the clause that counts a table's cases. Between the two nothing may count something else.
# 本机关 is what every report calls its author, a government that counts for its whole territory too: it tells nothing
# here. A bureau that says 我局 means the bureau.
_WHO = {"whole": _TERRITORY, "own_level": _LEVEL, "agency": _SELF.replace("机关|", "")}
_COUNTED = {
    # A clause may name who applied before it comes to the count: 我局未收到公民、法人或者其他组织的信息公开申请.
    "applications": r"(?:新收|收到|受理|收办|办理|接收|收)[^。;]{0,24}?(?:信息公开|公开)的?申请",
    "litigation": r"(?:被申请|被提起|发生|涉及|收到|办理)?[^。;,]{0,10}?公开[^。;,]{0,6}?行政(?:复议|诉讼)(?:案件)?",
}
_NUMBER = r"[^。;,\d]{0,6}?\d+[件宗条份例]"

# What a sentence says of all the numbers of the report.
_ALL = r"(?:本报告|报告|年报|本年报|年度报告)[^。;]{0,12}?(?:数据|统计|数字)[^。;]{0,16}?"
_SAID_OF_ALL = {
    "whole": rf"{_ALL}(?:包括|包含|涵盖|含|汇总|为|是)[^。;不]{{0,16}}?(?:{_TERRITORY}|{_BELOW})",
    "own_level": rf"{_ALL}(?:仅|只)?(?:包括|包含|涵盖|含|为|是|限)[^。;不]{{0,8}}?{_LEVEL}",
    "agency": rf"{_ALL}(?:仅|只)?(?:包括|包含|涵盖|含|为|是|限)[^。;不]{{0,8}}?{_SELF}",
}
_RANGE = r"(?:统计|数据)(?:范围|口径)(?:为|是|:|包括|涵盖)"
_RANGE_OF_ALL = {
    "whole": rf"{_RANGE}[^。;不]{{0,8}}?(?:{_TERRITORY}|{_BELOW}|汇总)",
    "own_level": rf"{_RANGE}(?:仅|只)?(?:限)?{_LEVEL}",
    "agency": rf"{_RANGE}(?:仅|只)?(?:限)?{_SELF}",
}
# Words that take back what a sentence seems to say.
_DENIED = re.compile(r"不(?:含|包括|包含|涵盖)|除.{0,12}外")


def scope_of(lines: Sequence[str]) -> dict[str, str]:
    """Find the scope of a report and of its tables in its prose.

    Parameters
    ----------
    lines : sequence of str
        The lines of prose, in reading order, as they were printed (a sentence may run over several).

    Returns
    -------
    dict of str to str
        ``report`` and the ids of tables → ``agency``, ``own_level`` or ``whole``. A key is missing where the document
        does not say it, or says two things: of 全市受理 3119 件，其中市本级 200 件 nothing tells which one the table
        prints.

    Examples
    --------
    >>> scope_of(["2024 年，全市共受理政府信息公开申请 3119 件，答", "复 3050 件。"])
    {'applications': 'whole'}
    >>> scope_of(["全市共受理政府信息公开申请 3119 件，其中市本级受理政府信息公开申请 200 件。"])
    {}
    >>> scope_of(["本报告统计数据为本级。"])
    {'report': 'own_level'}
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", "".join(lines)))
    said: dict[str, set[str]] = {}
    for sentence in re.split(r"[。;]", text):
        for patterns in (_SAID_OF_ALL, _RANGE_OF_ALL):
            for scope, pattern in patterns.items():
                if re.search(pattern, sentence) and not _DENIED.search(sentence):
                    said.setdefault("report", set()).add(scope)
        for table, counted in _COUNTED.items():
            said.setdefault(table, set()).update(_counting(sentence, counted))
    return {key: scopes.pop() for key, scopes in said.items() if len(scopes) == 1}


def _counting(sentence: str, counted: str) -> set[str]:
    """Name those of whom a sentence says how many cases they had."""
    scopes = set()
    for scope, who in _WHO.items():
        # 全年 and the year may stand between the two, another subject or another count may not.
        between = r"(?:各级行政机关|各级各部门|各级|各行政机关|各部门)?[^。;,\d]{0,12}?(?:\d{4}年)?[^。;,\d]{0,6}?"
        if re.search(rf"{who}{between}(?:未{counted}|{counted}{_NUMBER})", sentence):
            scopes.add(scope)
    return scopes
