"""A document → its reports: the cells of each, whose report it is, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from govreports.columns import Cell
from govreports.form import Table, edition_for_year, required_tables
from govreports.matching.aligned.aligned_cells import cells_by_alignment
from govreports.matching.aligned.choose_reading import choose, is_doubtful
from govreports.matching.aligned.lines_of_table import lines_of_table
from govreports.matching.aligned.printed_lines import PrintedLine, printed_lines
from govreports.matching.clipped_by_sums import clipped_by_sums
from govreports.matching.copies import copies_alike
from govreports.matching.grid.cells import TableReading, Unmatched, cells_of_rows
from govreports.matching.grid.find_tables import Part, Pieces, find_tables, tables_of
from govreports.matching.grid.one_row import cells_of_one_row
from govreports.matching.grid.rows import read_rows
from govreports.matching.identity.agency_and_year import identify
from govreports.matching.identity.title import Title, find_titles
from govreports.matching.joined_by_sums import joined_by_sums
from govreports.matching.lists.statistics_table import match_statistics
from govreports.matching.missing_cells import account_for
from govreports.matching.missing_tables import missing_tables
from govreports.matching.prose.report_sections import SectionText, part_sections
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Document, Grid, TextLine


@dataclass(slots=True)
class Matched:
    """One report of a document."""

    title: Title  # agency, year and title
    cells: list[Cell] = field(default_factory=list)  # in the order of the form
    table_edition: dict[str, str] = field(default_factory=dict)  # the edition of each table
    unnamed: list[Unmatched] = field(default_factory=list)  # what could not be named
    sections: list[SectionText] = field(default_factory=list)  # the prose
    lines: list[str] = field(default_factory=list)  # the lines of prose, in reading order

    @property
    def edition(self) -> str | None:
        """The edition of table 二 or of the list; where none is printed, that of the year."""
        own = self.table_edition.get("disclosure") or self.table_edition.get("statistics")
        return own or (edition_for_year(self.title.year) if self.title.year is not None else None)


def match_document(document: Document, file_name: str) -> list[Matched]:
    """Find the reports of a document.

    Parameters
    ----------
    document : Document
        A file as its source read it.
    file_name : str
        The file's name without its ending; the last resort for agency and year.

    Returns
    -------
    list of Matched
        One for each title that has tables of its own; at least one.
    """
    pieces = find_tables(document.blocks)
    starts = _starts(document.blocks, pieces, _wraps(document))
    reports = []
    for first, last in zip(starts, [*starts[1:], len(document.blocks)], strict=True):
        blocks = document.blocks[first:last]
        own = [piece for piece in pieces if first <= piece.block < last]
        file_title = document.title if len(starts) == 1 else ""
        reports.append(_match_report(blocks, own, file_title, file_name, document))
    return reports


def _wraps(document: Document) -> bool:
    """Return whether a line ends where the paper does; a web page's goes on as far as its text."""
    return document.method != "html"


def _starts(blocks: Sequence[TextLine | Grid], pieces: list[Pieces], wraps: bool) -> list[int]:
    """Return the blocks at which a report begins: the last title before a table that the report before has already."""
    places = [place for place, block in enumerate(blocks) if isinstance(block, TextLine)]
    titles = [places[title.line] for title in find_titles([_text(blocks[place]) for place in places], wraps)]
    starts, held, after = [0], set[str](), 0
    for piece in pieces:
        own = [title for title in titles if after < title < piece.block]
        if piece.table in held and own:
            starts.append(own[0])
            held = set()
        held.add(piece.table)
        after = piece.parts[-1].block
    return starts


def _text(block: TextLine | Grid) -> str:
    return block.text if isinstance(block, TextLine) else ""


def _match_report(
    blocks: Sequence[TextLine | Grid], pieces: list[Pieces], file_title: str, file_name: str, document: Document
) -> Matched:
    outcomes, used = ([], frozenset()) if document.page_sizes else _in_running_text(blocks, document.method)
    lines = [block for place, block in enumerate(blocks) if isinstance(block, TextLine) and place not in used]
    title = identify([line.text for line in lines], file_title, file_name, wraps=_wraps(document))
    report = Matched(title)
    by_table: dict[str, list[TableReading]] = {}
    unmatched: dict[str, Unmatched] = {}
    readings = [(piece, _best(piece, title.year)) for piece in pieces]
    for piece, outcome in sorted(readings, key=lambda reading: not _is_enough(reading[1])):
        known = by_table.setdefault(piece.table, [])
        if _is_enough(outcome) or _completes(known, outcome):
            known.append(outcome)
        else:
            reason = f"a table looks like {outcome.table.zh!r}, but its rows and columns cannot be named."
            whole = ((outcome.table.id, "*", "*"),)
            unmatched.setdefault(piece.table, Unmatched("table_unmatched", reason, piece.page, whole))
    by_table = {table: tables_found for table, tables_found in by_table.items() if tables_found}
    unruled = _check_by_position(by_table, blocks, document, title.year)
    taken = set().union(*(lines_of_table(lines, reading.cells) for reading in unruled))
    lines = [line for number, line in enumerate(lines) if number not in taken]
    report.sections, report.lines = part_sections(lines), [line.text for line in lines]
    report.unnamed.extend(problem for table, problem in unmatched.items() if table not in by_table)
    for outcome in _in_even_rows(outcomes, blocks, document.method, title.year):
        by_table.setdefault(outcome.table.id, [outcome])
    for table in required_tables():
        _take(report, table, by_table.get(table, []))
    if not by_table:
        _take_list(report, match_statistics(blocks, document.method, title.year))
    if "statistics" not in report.table_edition:
        seen = by_table.keys() | {piece.table for piece in pieces}
        report.unnamed.extend(missing_tables(lines, seen, pictured=bool(document.recognised)))
    return report


def _is_enough(reading: TableReading) -> bool:
    """Return whether a reading is of the form's table, by its cells or by its rows: columns may stand in two tables."""
    rows = {cell.item for cell in reading.cells}
    of_all_rows = bool(reading.table.identities) and len(rows) == len(reading.table.items)
    return of_all_rows or len(reading.cells) >= SETTINGS.table_share * len(reading.table.cells)


def _completes(known: Sequence[TableReading], reading: TableReading) -> bool:
    """Return whether a few rows go on with a table that is read, of which a page is printed twice (c_pagegone)."""
    fits = reading.table.layout == "rows" and reading.table.identities and not reading.unnamed
    return bool(known and fits and reading.cells) and not copies_alike([*known, reading]).differing


def _check_by_position(
    by_table: dict[str, list[TableReading]], blocks: Sequence[TextLine | Grid], document: Document, year: int | None
) -> list[TableReading]:
    """Read by the positions of their words the tables whose cells leave something open; two printed alike stay two.

    Returns those that have no cells on their pages.
    """
    pages = [block.page for block in blocks if block.page is not None]
    if document.method not in ("text", "ocr") or not pages:
        return []
    last = len(document.page_sizes) if blocks[-1] is document.blocks[-1] else max(pages)
    numbers = range(min(pages), last + 1)  # a scan's last page may hold nothing but numbers
    grids = [block for block in blocks if isinstance(block, Grid)]
    lines: list[PrintedLine] | None = None
    unruled = []
    for table in required_tables():
        readings = by_table.get(table, [])
        by_cells = readings[0] if readings else None
        if len(readings) > 1 or (by_cells is not None and not is_doubtful(by_cells)):
            continue
        if lines is None:
            lines = printed_lines([word for number in numbers for word in document.words(number)])
        by_position = cells_by_alignment(lines, grids, _preferred(table, year), document.method)
        chosen = choose(by_cells, by_position)
        if chosen is not None:
            by_table[table] = [chosen]
            unruled += [chosen] if by_cells is None else []
    return unruled if not any(line.leaf[1] for line in lines or ()) else []  # else the other sheet's lines stand beside


def _take_list(report: Matched, reading: TableReading | None) -> None:
    """Take the list of a report for 2018 or before; the newer tables that its cells mean are told as its edition's."""
    if reading is not None:
        report.cells.extend(reading.cells)
        report.unnamed.extend(account_for(reading.table, reading.cells, reading.unnamed, reading.cells[0].page))
        report.table_edition |= {cell.table: reading.table.edition for cell in reading.cells}


def _in_running_text(blocks: Sequence[TextLine | Grid], method: str) -> tuple[list[TableReading], frozenset[int]]:
    """Read the tables that stand in running text: pages have grids, elsewhere a table may have lost its cells."""
    from govreports.matching.text.running_text import match_running_text  # a PDF does not wait for it

    running = match_running_text(blocks, method)
    return running.outcomes, running.blocks


def _in_even_rows(
    outcomes: Sequence[TableReading], blocks: Sequence[TextLine | Grid], method: str, year: int | None
) -> list[TableReading]:
    """Return the readings of running text, those first of which a grid of its fields leaves nothing open."""
    certain = {outcome.table.id for outcome in outcomes if outcome.certain}
    if method != "plain" or certain.issuperset(required_tables()):
        return list(outcomes)
    from govreports.matching.text.even_rows import even_rows  # few texts need it

    readings = [_best(piece, year) for piece in find_tables(even_rows(blocks)) if piece.table not in certain]
    return [*(reading for reading in readings if reading.certain), *outcomes]


def _take(report: Matched, table: str, outcomes: list[TableReading]) -> None:
    """Take a table that is printed once, or several times: of copies that differ only what all of them print."""
    if not outcomes:
        return
    first = max(outcomes, key=lambda outcome: len(outcome.cells))
    alike = copies_alike(outcomes)
    unnamed, page = first.unnamed, first.cells[0].page
    if alike.differing:
        pages = ", ".join(str(outcome.cells[0].page or "?") for outcome in outcomes)
        reason = (
            f"the table {first.table.zh!r} is printed {len(outcomes)} times with different numbers (pages {pages})."
        )
        cells = tuple((table, *place) for place in alike.differing)
        unnamed = [*unnamed, Unmatched("table_twice", reason, page, cells)]
    report.cells.extend(alike.cells)
    report.unnamed.extend(account_for(first.table, alike.cells, unnamed, page))
    report.table_edition[table] = first.table.edition


def _preferred(table: str, year: int | None) -> list[Table]:
    """Return a table in every edition that has it, the year's own first."""
    own = edition_for_year(year) if year is not None else None
    return sorted(tables_of(table), key=lambda table: table.edition != own)


def _best(piece: Pieces, year: int | None) -> TableReading:
    """Read a table in every edition that has it and keep the one that names most; of equals the year's own."""
    best: TableReading | None = None
    for outcome in _readings(piece, _preferred(piece.table, year), year):
        if best is None or outcome.score > best.score:
            best = outcome
        if best.whole:
            break
    assert best is not None
    best = clipped_by_sums(joined_by_sums(best))
    if not best.certain:
        from govreports.matching.text.grid_as_text import read_as_text  # few documents need it

        best = read_as_text(piece.parts) or best
    return best


def _turned(parts: Sequence[Part]) -> list[Part]:
    return [replace(part, sheet=part.sheet.turned(), first=0, last=part.sheet.grid.n_columns) for part in parts]


def _readings(piece: Pieces, tables: Sequence[Table], year: int | None) -> Iterator[TableReading]:
    """Read a table as each of its editions, as it stands and with rows and columns exchanged; table 四 as rows too."""
    methods = [part.sheet.grid.method for part in piece.parts]
    method = "ocr" if "ocr" in methods else methods[0]
    for table in tables:
        if table.layout == "one_row":
            yield cells_of_one_row(piece.parts, table, method)
            yield cells_of_one_row(_turned(piece.parts), table, method)
        yield cells_of_rows(read_rows(piece.parts, table, year), table, method)
    for table in tables:
        exchanged = cells_of_rows(read_rows(_turned(piece.parts), table, year), table, method)
        if exchanged.cells:  # what names nothing leaves nothing unnamed, and is no better for it (b_cut_right)
            yield exchanged
