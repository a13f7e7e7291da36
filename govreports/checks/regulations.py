"""规章 made by an agency that may not make them.

Regulations (规章) are made by the ministries and agencies of the State Council and by the governments of provinces
and of cities divided into districts (立法法 art. 91 and 93). A county, a township or a department of a local
government that prints some has most likely counted normative documents or other papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from govreports.checks.number_panel import Panel
from govreports.columns import Check

CHECK = "regulations_made"
CELL = ("disclosure", "regulations", "made")
_MAY_NOT_LEVELS = {"县": "a county", "乡": "a township"}
_STATE = re.compile("^(?:中华人民共和国|国家|国务院|中国|海关总署|.*总局$)")
_OFFICE = re.compile("(?:人民政府|政府)(?:办公厅|办公室)$")
_BELOW = re.compile("(?:县|旗|镇|乡|街道办事处|街道)(?:人民政府)?$|区人民政府$")
_PLACE = re.compile("^.{2,}?(?:省|市|自治区|自治州|地区|盟|县|区|旗|镇|乡)")
_DEPARTMENT = re.compile("(?:局|厅|委员会|委|办公室|处|中心|站|院|司|队|所)$")


def regulations_made(panel: Panel) -> Iterator[tuple[int, Check]]:
    """Report every 规章 made this year by an agency that by its level or name cannot make any."""
    values = panel.values(CELL)
    for place in np.flatnonzero(values > 0).tolist():
        reason = barred(panel.agency_name[place], panel.level[place])
        if reason:
            text = f"规章/本年制发 {values[place]:g}, but {reason} makes no 规章 (立法法 art. 91, 93)"
            yield place, Check(CHECK, *CELL, 0.0, float(values[place]), -float(values[place]), "notice", None, text)


def barred(name: str | None, level: str | None) -> str | None:
    """Determine why an agency may not make 规章; None where it may, or where that cannot be told.

    Parameters
    ----------
    name : str or None
        As its report prints it.
    level : str or None
        By agencies.csv: 省, 市, 县, 乡 or 部门.

    Examples
    --------
    >>> barred("洪泽区人民政府", None), barred("上海市科学技术委员会", "部门")
    ('a county', 'a department of a local government')
    >>> barred("淮安市人民政府", "市"), barred("上海市人民政府办公厅", "部门"), barred("国家税务总局", None)
    (None, None, None)
    """
    # A government's office (办公厅) reports for the government.
    if name is None or _STATE.search(name) or _OFFICE.search(name):
        return None
    if level in _MAY_NOT_LEVELS:
        return _MAY_NOT_LEVELS[level]
    if level in (None, "部门") and _DEPARTMENT.search(name) and (level or _PLACE.search(name)):
        return "a department of a local government"
    return "a county" if level is None and _BELOW.search(name) else None
