"""``govreports show`` and ``diff``: one file as it was read, two results side by side."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.cli.options import Commands, one_file
from govreports.files.printable import Printable, for_terminal

if TYPE_CHECKING:
    from govreports.columns import Cell


def add_to(commands: Commands) -> None:
    """Add the commands that print what was read."""
    show = commands.add_parser("show", help="print one file's tables, its failing checks and its cells in doubt")
    show.add_argument("file", type=Path, metavar="FILE")
    show.set_defaults(run=_show)

    diff = commands.add_parser("diff", help="say what changed between two saved results")
    diff.add_argument("old", type=Path, metavar="OLD", help="what extract saved before")
    diff.add_argument("new", type=Path, metavar="NEW", help="what it saved now")
    diff.add_argument("--html", type=Path, metavar="FILE", help="write the changes as a page too")
    diff.set_defaults(run=_diff)


def _show(chosen: argparse.Namespace) -> int:
    from govreports.errors import ReadError
    from govreports.reading.read_file import read_reports

    try:
        reports = read_reports(one_file(chosen.file))
    except ReadError as error:
        print(f"未能读取 not read: {error}", file=Printable(sys.stderr))
        return 1
    for report in reports:
        print(f"{report.agency} {report.year} (edition {report.edition}, {report.method})")
        for table in report.table_edition:
            print(f"\n{table}\n{for_terminal(report.table(table, labels='zh'))}")
        for check in report.failed:
            print(f"fails: {check.message} [{check.cause}]")
        for cell in report.in_doubt:
            print(_in_doubt(cell))
        for problem in report.problems:
            print(f"{problem.heading(read=True)}: {problem}")
    return int(any(not problem.notice for report in reports for problem in report.problems))


def _in_doubt(cell: Cell) -> str:
    """Return in words why a cell, or a row of `cells`, is in doubt."""
    from govreports.codes import in_words

    words = in_words(cell.flag or "", "en")
    return f"{cell.table}/{cell.item}/{cell.column}: {cell.text!r} is in doubt: {words} [{cell.flag}]"


def _diff(chosen: argparse.Namespace) -> int:
    from govreports.dataset.data import load
    from govreports.dataset.diff import change_lines, diff
    from govreports.files.write_whole import write_whole
    from govreports.quality.diff_page import diff_page

    changes = diff(load(chosen.old), load(chosen.new))
    for line in change_lines(changes):
        print(line)
    print(f"{len(changes)} {'change' if len(changes) == 1 else 'changes'}.")
    if chosen.html is not None:
        write_whole(chosen.html, lambda place: place.write_text(diff_page(changes), encoding="utf-8"))
        print(f"Saved as {chosen.html}.")
    return 0
