"""``govreports check`` and ``validate``: what fails and what is in doubt."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from govreports.cli.options import Commands, add_language, one_file
from govreports.files.printable import Printable
from govreports.words import many


def add_to(commands: Commands) -> None:
    """Add the commands that check."""
    check = commands.add_parser("check", help="list what fails and what is in doubt")
    check.add_argument("processed", type=Path, metavar="PROCESSED", help="what extract saved, or one draft report")
    check.add_argument("--html", type=Path, metavar="FILE", help="write the quality page of what extract saved there")
    check.add_argument("--agency", metavar="NAME", help="only this agency's reports")
    check.add_argument("--raw", type=Path, metavar="DIR", help="the folder of reports, for the page's pictures")
    add_language(check, "the page's language")
    check.set_defaults(run=_check)

    validate = commands.add_parser("validate", help="check tables, whoever made them, against the published schema")
    validate.add_argument("folder", type=Path, metavar="FOLDER", help="holds reports.csv, cells.csv, checks.csv")
    validate.set_defaults(run=_validate)


def _check(chosen: argparse.Namespace) -> int:
    if not chosen.processed.is_dir():
        return _check_draft(one_file(chosen.processed))
    from govreports.dataset.data import load
    from govreports.dataset.file_counts import has_faults
    from govreports.dataset.one_agency import of_one_agency
    from govreports.quality.check_lines import check_lines
    from govreports.quality.quality_page import write_quality_page
    from govreports.runs.what_was_read import count_lines, problem_lines

    data = load(chosen.processed)
    if chosen.html is not None:
        write_quality_page(data, chosen.html, chosen.raw, lang=chosen.lang, agency=chosen.agency)
        print(f"Saved as {chosen.html}.")
    data = of_one_agency(data, chosen.agency) if chosen.agency else data
    for line in (*check_lines(data), *count_lines(data), *problem_lines(data)):
        print(line)
    return int(has_faults(data))


def _check_draft(file: Path) -> int:
    from govreports.errors import ReadError
    from govreports.files.write_whole import write_whole
    from govreports.quality.draft import check_draft

    try:
        draft = check_draft(file)
    except ReadError as error:
        print(f"未能读取 not read: {error}", file=Printable(sys.stderr))
        return 1
    for line in draft.lines:
        print(line)
    # Not beside the draft: there the next run would meet the page among the reports.
    page = Path(f"{file.stem}_check.html")
    write_whole(page, lambda place: place.write_text(draft.html, encoding="utf-8"))
    print(f"Saved as {page}.")
    return int(not draft.clean)


def _validate(chosen: argparse.Namespace) -> int:
    from govreports.workbook.validate import validate

    faults = validate(chosen.folder)
    for fault in faults:
        print(fault)
    print(f"{many(len(faults), 'fault', 'faults')}." if faults else f"{chosen.folder} is as the schema says.")
    return 1 if faults else 0
