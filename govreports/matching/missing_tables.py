"""Tables that a report should print and that were not found: a loss that nothing else would tell."""

from __future__ import annotations

from collections.abc import Sequence, Set
from difflib import SequenceMatcher

from govreports.form import required_tables
from govreports.matching.grid.cells import Unmatched
from govreports.matching.settings import SETTINGS
from govreports.sources.document import TextLine


def missing_tables(lines: Sequence[TextLine], tables_read: Set[str], *, pictured: bool) -> list[Unmatched]:
    """Name the tables of the form that were not found.

    Parameters
    ----------
    lines : sequence of TextLine
        The report's lines outside its tables.
    tables_read : set of str
        Ids of the tables that were found.
    pictured : bool
        Whether pages were read from pictures, in which a table may stand without rules that can be seen.

    Returns
    -------
    list of Unmatched
        One a table, with the page of its heading. A document without any table is a report only where it is a picture
        that shows such a heading; else nothing is missing.

    Examples
    --------
    >>> headings = [TextLine("二、主动公开政府信息情況", 1), TextLine("三、收到和处理政府信息公开申请情况", 2)]
    >>> [(one.code, one.page) for one in missing_tables(headings, {"disclosure", "litigation"}, pictured=True)]
    [('table_unread', 2)]
    """
    if not tables_read and not pictured:
        return []
    missing = [(table, _page(lines, table.zh)) for id, table in required_tables().items() if id not in tables_read]
    if not tables_read and not any(page for _, page in missing):
        return []
    code, where = ("table_unread", " in the picture") if pictured else ("table_missing", "")
    return [
        Unmatched(code, f"the table {table.zh!r} was not found{where}.", page, ((table.id, "*", "*"),))
        for table, page in missing
    ]


def _page(lines: Sequence[TextLine], name: str) -> int | None:
    """Return the page of the line that is most like a table's name."""
    short = (line for line in lines if len(line.text) < 2 * len(name))
    likest = max(short, key=lambda line: _likeness(line.text, name), default=None)
    return likest.page if likest is not None and _likeness(likest.text, name) >= SETTINGS.label_share else None


def _likeness(text: str, name: str) -> float:
    return SequenceMatcher(None, text, name, autojunk=False).ratio()
