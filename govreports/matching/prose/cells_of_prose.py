"""Reports without any table: the numbers of their standard sentences, each marked as one of prose."""

from __future__ import annotations

from collections.abc import Sequence

from govreports.columns import Cell
from govreports.form import CellId, newest_edition, required_tables
from govreports.matching.prose.report_sections import SectionText, with_title
from govreports.matching.prose.statements import Statement, statements

# In the lists, until 2018, 同意公开 left out what was public (属于已主动公开范围), 行政复议数量 what was pending.
_OTHERWISE = frozenset({("applications", "granted", "total"), ("litigation", "reconsideration", "total")})


def cells_of_prose(sections: Sequence[SectionText], year: int | None) -> list[Cell]:
    """Read the numbers that the prose states about single cells of the form.

    Of what a sentence may mean (收到 for received, or received and carried in) the plain meaning is taken; a sentence
    about a part or a sum of cells states none. Prose may count for another scope than a table would, so that every
    number carries the flag ``prose``.

    Parameters
    ----------
    sections : sequence of SectionText
        The report's prose.
    year : int or None
        The year that the report is for; sentences about other years are left out.

    Returns
    -------
    list of Cell
        In the order of the newest form, their `method` ``prose``, the sentence as the note. Where two sentences state
        different numbers the cell is ``unreadable``.

    Examples
    --------
    >>> prose = [SectionText("三", "依申请公开情况", "2019年共收到政府信息公开申请12件。未发生行政复议、行政诉讼。")]
    >>> for cell in cells_of_prose(prose, 2019):
    ...     print(cell.table, cell.item, cell.column, cell.value, cell.method, cell.flag)
    applications received total 12.0 prose prose
    litigation reconsideration total 0.0 prose prose
    """
    stated: dict[CellId, list[Statement]] = {}
    older = year is not None and not required_tables(year)
    for section in sections:
        for statement in statements(with_title(section.title, section.text), year):
            if (
                statement.readings
                and len(statement.readings[0]) == 1
                and not (older and statement.readings[0][0] in _OTHERWISE)
            ):
                stated.setdefault(statement.readings[0][0], []).append(statement)
    order = [(table.id, item, column) for table in newest_edition().tables.values() for item, column in table.cells]
    return [_cell(place, stated[place]) for place in order if place in stated]


def _cell(place: CellId, statements: Sequence[Statement]) -> Cell:
    agreed = len({statement.value for statement in statements}) == 1
    return Cell(
        *place,
        value=statements[0].value if agreed else None,
        unit=statements[0].unit or None,
        state="number" if agreed else "unreadable",
        text=f"{statements[0].value:g}{statements[0].unit}" if agreed else "",
        note=" / ".join(dict.fromkeys(statement.sentence for statement in statements)),
        page=None,
        x0=None,
        top=None,
        x1=None,
        bottom=None,
        method="prose",
        flag="prose" if agreed else "prose_differs",
    )
