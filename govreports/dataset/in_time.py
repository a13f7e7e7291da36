"""Whether a report was published in time: its day, the law's day, and what the source of the day can settle."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from govreports.columns import ReportRow
from govreports.form import edition_for_year, editions
from govreports.matching.identity.published import ADDRESS, BOTH, DIFFER, METADATA, PAGE, SIGNED, Publication

LISTED = "list"
CERTAIN, LIKELY, NOT_BEFORE = "certain", "likely", "not_before"
CERTAINTY = {
    LISTED: CERTAIN,
    BOTH: CERTAIN,
    PAGE: CERTAIN,
    METADATA: CERTAIN,
    ADDRESS: LIKELY,  # the day on which the site made the page
    DIFFER: LIKELY,
    SIGNED: NOT_BEFORE,
}
"""How sure a day is by its source, the surest first."""

_MOVED_DAYS = 365
"""Days after the legal day from which on a page's day rather tells that the site was moved: sites give every old page
the day of the move."""
_TOWNSHIP, _DEPARTMENT = "乡", "部门"
_DEPARTMENTS = re.compile("(?:局|厅|委员会|委|办公室|处|中心)$")
_GOVERNMENT = re.compile("(?:(?<![乡镇])人民政府|管理委员会|管委会)$")


def kind_of(level: object, name: str) -> str | None:
    """Return whether an agency is a ``department`` or a ``government`` (from the county up), None for all others.

    Examples
    --------
    >>> kind_of("部门", "卫东区司法局"), kind_of(None, "淮安市人民政府"), kind_of("乡", "某镇人民政府")
    ('department', 'government', None)
    """
    if isinstance(level, str):
        return {_DEPARTMENT: "department", _TOWNSHIP: None}.get(level, "government")
    if _GOVERNMENT.search(name):
        return "government"
    return "department" if _DEPARTMENTS.search(name) else None


def deadline(level: object, name: str, year: int) -> str | None:
    """Return the legal last day of publication.

    Parameters
    ----------
    level : object
        The agency's level in ``agencies.csv``; anything else where it has none.
    name : str
        Its name: the kind is told by it where no level is given.
    year : int
        The year that the report is for.

    Returns
    -------
    str or None
        ISO 8601; None where the kind is not known, and for townships, for which 条例 art. 49 names no day.

    Examples
    --------
    >>> deadline("部门", "卫东区司法局", 2024), deadline("部门", "卫东区司法局", 2017)
    ('2025-01-31', '2018-03-31')
    >>> deadline(None, "某镇人民政府", 2024) is None
    True
    """
    kind = kind_of(level, name)
    edition = editions().get(edition_for_year(year) or "")
    if kind is None or edition is None:
        return None
    return f"{year + 1}-{edition.deadlines[kind]}"


def earliest(files: Sequence[ReportRow], listed: str | None) -> Publication | None:
    """Return an agency's day of publication for a year: the user's, else the first of the surest kind in its files.

    Parameters
    ----------
    files : sequence of mapping
        Rows of `reports`.
    listed : str or None
        The day of the user's list.
    """
    if listed:
        return Publication(listed, LISTED)
    order = list(CERTAINTY)
    days = [(str(row["published"]), row["published_source"] or PAGE) for row in files if row["published"]]
    ranked = sorted(days, key=lambda pair: (order.index(pair[1]), pair[0]))
    return Publication(*ranked[0]) if ranked else None


def verdict(publication: Publication | None, due: str | None) -> tuple[bool | None, str | None]:
    """Return whether a report came in time, None where that is not settled, and why it is not.

    Late is said only of a certain day; in time also of a likely one.

    Examples
    --------
    >>> verdict(Publication("2025-02-03", PAGE), "2025-01-31")
    (False, None)
    >>> verdict(Publication("2025-01-20", SIGNED), "2025-01-31")
    (None, 'signed 2025-01-20, published then or later')
    """
    if publication is None or due is None:
        return None, None
    day, source = publication
    certainty = CERTAINTY[source]
    if certainty == NOT_BEFORE:
        return None, f"{source} {day}, published then or later"
    if day <= due:
        return True, None
    if certainty == LIKELY:
        return None, f"{day} is after the legal day, and only {source} says so"
    if source != LISTED and (datetime.date.fromisoformat(day) - datetime.date.fromisoformat(due)).days > _MOVED_DAYS:
        return None, f"{day} is more than a year after the legal day: the site may have been moved"
    return False, None
