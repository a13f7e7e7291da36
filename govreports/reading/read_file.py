"""A file → its reports: source, matching and checks in one go."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from govreports.checks.guards import with_guards
from govreports.checks.identities import check_identities
from govreports.columns import Cell, Check
from govreports.errors import Problem, ReadError
from govreports.form import printed_forms, required_tables
from govreports.matching.grid.cells import Unmatched
from govreports.matching.identity.published import published_on
from govreports.matching.identity.scope import scope_of
from govreports.matching.identity.set_anew import is_set_anew
from govreports.matching.match import Matched, match_document
from govreports.reading.read_archive import is_archive, reports_of_archive
from govreports.reading.shapes_of_cells import LIES, with_shapes
from govreports.reading.words_of_cells import with_words
from govreports.report.report import Report
from govreports.sources.document import Box, Document, Turned
from govreports.sources.open import open_as_drawn, open_as_pictures, open_document

#: The note of a source that its text may not be what the pages show, without saying where.
PRINT_UNCERTAIN = "print_uncertain"


def read_reports(path: str | Path, engine: str = "pdfium") -> list[Report]:
    """Read every report of a file.

    Parameters
    ----------
    path : str or Path
        A PDF, web page, Word or Excel file, text, picture, or an archive of such files.
    engine : str
        ``"pdfium"``, or ``"pdfplumber"``, the slow reference, for PDF files.

    Returns
    -------
    list of Report
        In printed order; at least one.

    Raises
    ------
    ReadError
        The file cannot be opened, holds no form, or is a blank form.
    FileNotFoundError, IsADirectoryError
        There is no such file, or it is a folder.

    Examples
    --------
    >>> [report.year for report in read_reports("data/raw/huaian_shi_2024.pdf")]
    [2024]
    """
    file = Path(path)
    if file.is_dir():
        raise IsADirectoryError(f"{file} is a folder: gr.read_folder({str(file)!r}) reads every report in it.")
    if not file.exists():
        raise FileNotFoundError(f"There is no file {file}, seen from {Path.cwd()}. Name it from there, or in full.")
    data = file.read_bytes()
    return reports_of(file, data, engine)


def read_report(path: str | Path, engine: str = "pdfium") -> Report:
    """Read the report of a file that holds one.

    Parameters
    ----------
    path, engine
        As for `read_reports`.

    Returns
    -------
    Report

    Raises
    ------
    ReadError
        As for `read_reports`, or the file holds several reports.
    FileNotFoundError, IsADirectoryError
        There is no such file, or it is a folder.

    Examples
    --------
    >>> read_report("data/raw/huaian_shi_2024.pdf").title
    '淮安市人民政府2024年政府信息公开工作年度报告'
    """
    reports = read_reports(path, engine)
    if len(reports) > 1:
        names = ", ".join(f"{report.agency} {report.year}" for report in reports)
        reason = f"The file holds {len(reports)} reports ({names})."
        raise ReadError.of(path, "several_reports", reason)
    return reports[0]


def reports_of(path: Path, data: bytes, engine: str) -> list[Report]:
    """Read every report of a file's content; see `read_reports`."""
    if is_archive(data):
        return reports_of_archive(path, data, lambda file, content: reports_of(file, content, engine))
    document = open_document(path, data, engine)
    matched = match_document(document, path.stem)
    if not any(report.cells for report in matched) or (document.pictures and not all(map(_has_all, matched))):
        pictured = open_as_pictures(path, data, document)
        seen = match_document(pictured, path.stem) if pictured is not None else []
        # Where a look at the pages finds no table either, what the text told of them says more.
        if pictured is not None and (any(report.cells for report in seen) or not any(one.unnamed for one in matched)):
            document, matched = pictured, seen
    if not any(report.cells for report in matched):
        matched = [_from_prose(report) for report in matched]
    reports = _reports(path, data, document, matched)
    if document.method == "text" and any(cell.flag == LIES for report in reports for cell in report.cell_rows):
        drawn = open_as_drawn(path, data)
        look = _reports(path, data, drawn, match_document(drawn, path.stem))
        reports = look if look and _failing(look) < _failing(reports) else reports
    if not reports:
        raise _nothing(path, matched, document)
    _refuse_blank_form(path, reports)
    return reports


def _reports(path: Path, data: bytes, document: Document, matched: list[Matched]) -> list[Report]:
    sha256 = hashlib.sha256(data).hexdigest()
    many = len(matched) > 1
    return [
        _report(path, data, sha256, document, one, f"{path.stem}#{number}" if many and number > 1 else path.stem)
        for number, one in enumerate(matched, 1)
        if one.cells
    ]


def _failing(reports: list[Report]) -> int:
    """Return how many sums fail: more in a text that lies than in what its pages draw (c_tounicode_shift)."""
    return sum(check.status == "fail" for report in reports for check in report.check_rows)


def _has_all(matched: Matched) -> bool:
    """Return whether every table of the form was found, or a list of 2018 and before."""
    lists = [form for form in printed_forms(matched.table_edition) if form.layout == "list"]
    return bool(lists) or matched.table_edition.keys() >= required_tables().keys()


def _from_prose(matched: Matched) -> Matched:
    """Return the numbers of the standard sentences of a report that prints no table; what is no report has no title."""
    if matched.unnamed or not matched.title.text:
        return matched
    from govreports.matching.prose.cells_of_prose import cells_of_prose  # few files need it

    cells = cells_of_prose(matched.sections, matched.title.year)
    year = matched.title.year
    # Where no edition asks for tables (before 2019) none is lost.
    lost = tuple((table, "*", "*") for table in required_tables(year))
    reason = f"the report prints no table that can be read; its prose states {len(cells)} numbers."
    missing = [Unmatched("no_table", reason, None, lost)] if cells and lost else []
    return replace(matched, cells=cells, unnamed=missing)


def _checked(path: Path, data: bytes, document: Document, matched: Matched) -> tuple[list[Cell], list[Check]]:
    """Return the cells with what the sums, and a second look at the page, say of them, and the checks."""
    uncertain = PRINT_UNCERTAIN if PRINT_UNCERTAIN in document.doubts else None
    cells = with_guards(matched.cells, matched.table_edition, uncertain)
    checks = check_identities(cells, matched.table_edition)
    if any(cell.method == "ocr" for cell in cells):
        from govreports.reading.second_look import second_look

        seen = {**document.seen} | {
            grid.page: grid.seen for grid in document.grids if grid.page is not None and grid.seen is not None
        }
        cells = second_look(path, cells, checks, matched.table_edition, seen)
        checks = check_identities(cells, matched.table_edition)
    fails = document.method == "text" and any(check.status == "fail" for check in checks)
    if fails:
        cells = with_words(document.words, cells, checks, matched.table_edition)
    if document.turned:
        cells = [_as_displayed(cell, document.turned) for cell in cells]
    if fails:
        cells = with_shapes(data, cells)
        checks = check_identities(cells, matched.table_edition)
    return list(cells), list(checks)


def _as_displayed(cell: Cell, turned: Mapping[int, Turned]) -> Cell:
    """Return a cell whose box stands where its page shows it, though the page was turned to be read."""
    from govreports.sources.pdf.turned_pages import laid_back

    how = turned.get(cell.page or 0)
    if how is None or cell.x0 is None:
        return cell
    return cell._replace(**laid_back(Box(cell.x0, cell.top or 0.0, cell.x1 or 0.0, cell.bottom or 0.0), how)._asdict())


def _report(path: Path, data: bytes, sha256: str, document: Document, matched: Matched, name: str) -> Report:
    title = matched.title
    problems = tuple(_problem(path, one) for one in matched.unnamed)
    flags = [flag for flag in (title.flag, *document.doubts) if flag]
    flags += ["prose_only"] if matched.cells and all(cell.method == "prose" for cell in matched.cells) else []
    flags += ["agency_unknown"] if title.agency is None else []
    flags += ["year_unknown"] if title.year is None else []
    cells, checks = _checked(path, data, document, matched)
    addresses = (*document.addresses, path.name)
    publication = published_on(matched.lines, document.published, addresses, title.year)
    return Report(
        name=name,
        path=path,
        sha256=sha256,
        agency=title.agency,
        year=title.year,
        edition=matched.edition,
        title=title.text,
        table_edition=matched.table_edition,
        scope=scope_of(matched.lines),
        method=document.method,
        pages=len(document.page_sizes),
        flag=";".join(flags) or None,
        published=publication.day if publication else None,
        published_source=publication.source if publication else None,
        set_anew=is_set_anew(matched.lines),
        problems=problems,
        cell_rows=cells,
        check_rows=checks,
        section_rows=matched.sections,
    )


def _problem(path: Path, one: Unmatched) -> Problem:
    return Problem(str(path), one.page, one.code, one.reason[0].upper() + one.reason[1:], cells=one.cells)


def _nothing(path: Path, matched: list[Matched], document: Document) -> ReadError:
    problems = [_problem(path, one) for report in matched for one in report.unnamed]
    if document.attachments and not document.grids:
        files = "、".join(document.attachments[:3])
        return ReadError.of(path, "attached", f"The page prints no table; it points to the report's file: {files}.")
    if document.enclosed and not document.grids:
        files = "、".join(document.enclosed[:3])
        reason = f"The pages print no table; the report may be a file that is packed in the PDF: {files}."
        remedy = "Open the PDF in a reader that shows its attachments, save that file and put it here."
        return ReadError.of(path, "attached", reason, remedy)
    return ReadError(
        problems
        or [
            Problem(
                str(path),
                1 if len(document.page_sizes) == 1 else None,
                "no_form",
                "No table of the annual report's form (政府信息公开工作年度报告) was found.",
            )
        ]
    )


def _refuse_blank_form(path: Path, reports: list[Report]) -> None:
    """Refuse the official blank: no number in any cell, and neither agency nor year anywhere.

    A real report whose tables are blank has a title and is read.
    """
    if any(cell.state != "blank" for report in reports for cell in report.cell_rows):
        return
    if all(report.agency is None or "agency_from_filename" in (report.flag or "") for report in reports):
        raise ReadError.of(
            path,
            "blank_form",
            "The file is a blank form: it names no agency and no year, and every cell is empty.",
        )
