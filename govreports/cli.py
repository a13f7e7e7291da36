"""``govreports …``: the command line. It only names what is to be done; what it calls does it."""

from __future__ import annotations

import argparse
import errno
import logging
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from govreports import __version__
from govreports.files.printable import Printable

if TYPE_CHECKING:
    import pandas as pd

    from govreports.dataset.data import Dataset
    from govreports.dataset.folder import ReadOptions

RAW, OUT = Path("data/raw"), Path("data/processed")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        The process's own where they are left out.

    Returns
    -------
    int
        0 where every file was read whole, 1 where some were not (the rest is saved), 2 for wrong use. A row that an
        agency leaves out is no fault.
    """
    chosen = _parser().parse_args(arguments)
    warnings = logging.StreamHandler(cast(TextIO, Printable(sys.stderr)))
    warnings.setFormatter(logging.Formatter("govreports: %(message)s"))
    log = logging.getLogger("govreports")
    log.addHandler(warnings)
    try:
        with redirect_stdout(cast(TextIO, Printable(sys.stdout))):
            status: int = chosen.run(chosen)
    except BrokenPipeError:
        return 0
    except (OSError, ValueError, RuntimeError) as error:
        log.error("%s", _in_short(error))
        return 2
    finally:
        log.removeHandler(warnings)
    return status


_REMEDIES = {
    errno.ENOSPC: "The disk is full: free some of it and run this again.",
    errno.EDQUOT: "Your share of the disk is used up: free some of it and run this again.",
    errno.EROFS: "Nothing can be written there: name another folder with --out.",
    errno.EACCES: "You may not write or read there: name another folder, or ask for the right to.",
    errno.EPERM: "You may not write or read there: name another folder, or ask for the right to.",
}


def _in_short(error: Exception) -> str:
    """Return what went wrong in a sentence, with what to do where the system says no more than a number."""
    if isinstance(error, OSError) and error.errno in _REMEDIES:
        return f"{error.filename or error}: {_REMEDIES[error.errno]}"
    return str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="govreports", description="政府信息公开工作年度报告 → numbers you can defend."
    )
    parser.add_argument("--version", action="version", version=f"govreports {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    new = commands.add_parser("new", help="lay out a project of your own: notebooks, data/raw, lists to fill in")
    new.add_argument("folder", type=Path, metavar="FOLDER", help="the folder to make")
    new.set_defaults(run=_new)

    extract = commands.add_parser("extract", help="read a folder of reports and save the tables")
    extract.add_argument("raw", type=Path, metavar="RAW", help="the folder that holds the reports")
    extract.add_argument("--out", type=Path, required=True, metavar="PROCESSED", help="where the tables go")
    extract.add_argument("--csv", action="store_true", default=None, help="tables as CSV too, however large they are")
    _reading_options(extract)
    extract.set_defaults(run=_extract)

    run = commands.add_parser("run", help="read the reports, execute the notebooks, write pages, charts and workbooks")
    run.add_argument("--raw", type=Path, default=RAW, metavar="DIR", help=f"the folder of reports (default {RAW})")
    run.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=f"where results go (default {OUT})")
    run.add_argument("--agencies", nargs="+", default=[], metavar="NAME", help="only these agencies")
    run.add_argument("--years", nargs="+", type=int, default=[], metavar="YEAR", help="only these years")
    run.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of charts and sentences (default zh)")
    _reading_options(run)
    run.set_defaults(run=_run)

    collect = commands.add_parser("collect", help="download the reports that a list names, politely")
    collect.add_argument("list", type=Path, metavar="LIST.csv", help="columns url, and agency and year where known")
    collect.add_argument("--into", type=Path, default=RAW, metavar="DIR", help=f"where files go (default {RAW})")
    collect.add_argument("--delay", type=float, default=2.0, metavar="SECONDS", help="between two requests to a host")
    collect.add_argument("--max-mb", type=float, default=200.0, metavar="N", help="most that one file may have")
    collect.set_defaults(run=_collect)

    doctor = commands.add_parser("doctor", help="what this machine has of what is needed, for a bug report")
    doctor.add_argument("--raw", type=Path, default=RAW, metavar="DIR", help=f"the folder of reports (default {RAW})")
    doctor.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=f"where results go (default {OUT})")
    doctor.set_defaults(run=_doctor)

    brief = commands.add_parser("brief", help="write a briefing on one agency, of two pages or one")
    whom = brief.add_mutually_exclusive_group(required=True)
    whom.add_argument("--agency", metavar="NAME", help="name, alias or id of the agency")
    whom.add_argument("--agencies", choices=["all"], help="all: a briefing on each, with a progress bar")
    brief.add_argument("--pages", type=int, choices=[1, 2], default=2, help="1 for a reader with a minute (default 2)")
    brief.add_argument("--year", type=int, metavar="YEAR", help="its last report's where left out")
    brief.add_argument("--from", dest="processed", type=Path, default=OUT, metavar="DIR", help="what run saved")
    brief.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="where it goes (default here)")
    brief.add_argument("--lang", choices=["zh", "en"], default="zh", help="its language (default zh)")
    brief.add_argument(
        "--template",
        type=Path,
        metavar="DOCX",
        help="a Word file of your own, for its styles; the briefing goes where it says {{govreports}}",
    )
    brief.add_argument("--pptx", action="store_true", help="slides too, with charts that PowerPoint can edit")
    brief.set_defaults(run=_brief)

    lab = commands.add_parser("lab", help="start JupyterLab with notebook 01")
    lab.add_argument("--port", type=int, metavar="N", help="its port (default: one that is free)")
    lab.add_argument("--no-browser", action="store_true", help="print the address and open nothing")
    lab.set_defaults(run=_lab)

    check = commands.add_parser("check", help="list what fails and what is in doubt")
    check.add_argument("processed", type=Path, metavar="PROCESSED", help="what extract saved, or one draft report")
    check.add_argument("--html", type=Path, metavar="FILE", help="write the quality page of what extract saved there")
    check.add_argument("--agency", metavar="NAME", help="only this agency's reports")
    check.add_argument("--raw", type=Path, metavar="DIR", help="the folder of reports, for the page's pictures")
    check.add_argument("--lang", choices=["zh", "en"], default="zh", help="the page's language (default zh)")
    check.set_defaults(run=_check)

    validate = commands.add_parser("validate", help="check tables, whoever made them, against the published schema")
    validate.add_argument("folder", type=Path, metavar="FOLDER", help="holds reports.csv, cells.csv, checks.csv")
    validate.set_defaults(run=_validate)

    diff = commands.add_parser("diff", help="say what changed between two saved results")
    diff.add_argument("old", type=Path, metavar="OLD", help="what extract saved before")
    diff.add_argument("new", type=Path, metavar="NEW", help="what it saved now")
    diff.add_argument("--html", type=Path, metavar="FILE", help="write the changes as a page too")
    diff.set_defaults(run=_diff)

    show = commands.add_parser("show", help="print one file's tables, its failing checks and its cells in doubt")
    show.add_argument("file", type=Path, metavar="FILE")
    show.set_defaults(run=_show)
    return parser


def _new(chosen: argparse.Namespace) -> int:
    from govreports.runs.new import new

    place = new(chosen.folder)
    print(f"{place} is ready. Put the reports into {place / 'data' / 'raw'}, then: cd {place} && govreports run")
    return 0


def _reading_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--force", action="store_true", help="read files again that were read before")
    command.add_argument("--only", metavar="PATTERN", help="read only files like 2024/*.pdf; others stay as known")
    command.add_argument(
        "--limit",
        nargs="+",
        default=[],
        metavar="NAME=NUMBER",
        help="what one file may take: seconds, seconds_per_mb, memory_mb, pages, pixels, cells, unpacked_mb",
    )
    command.add_argument("--workers", type=int, metavar="N", help="how many processes read (default: one a core)")
    command.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster that reads: tcp://host:8786")
    shown = command.add_mutually_exclusive_group()
    shown.add_argument("--quiet", action="store_true", help="no progress, and nothing said but what went wrong")
    shown.add_argument("--json", action="store_true", help="progress and result as lines of JSON, for programs")


def _options(chosen: argparse.Namespace) -> ReadOptions:
    from govreports.dataset.folder import ReadOptions
    from govreports.sources.file_limits import Limits

    limits = Limits.of(chosen.limit)
    return ReadOptions(
        progress="json" if chosen.json else not chosen.quiet,
        force=chosen.force,
        only=chosen.only,
        limits=limits,
        workers=chosen.workers,
        scheduler=chosen.scheduler,
    )


def _extract(chosen: argparse.Namespace) -> int:
    from govreports.dataset.extract import extract
    from govreports.dataset.file_counts import has_faults

    data = extract(chosen.raw, chosen.out, _options(chosen), csv=chosen.csv)
    _say_what_was_read(data, chosen, {"saved": chosen.out})
    return int(has_faults(data))


def _run(chosen: argparse.Namespace) -> int:
    from govreports.dataset.file_counts import has_faults
    from govreports.quality.quality_page import write_quality_page
    from govreports.runs.notebooks import NotebookError
    from govreports.runs.run import run

    try:
        result = run(chosen.raw, chosen.out, chosen.agencies, chosen.years, chosen.lang, _options(chosen))
    except NotebookError as error:
        print(f"govreports: {error}\nThe tables are saved in {chosen.out}.", file=Printable(sys.stderr))
        return 1
    quality = write_quality_page(result.data, result.page.with_name("quality.html"), chosen.raw, lang=chosen.lang)
    places = {"saved": chosen.out, "results": result.page, "quality": quality, "workbook": result.workbook}
    _say_what_was_read(
        result.data, chosen, {**places, "charts": result.charts, "notebooks": result.notebooks[0].parent}
    )
    return int(has_faults(result.data))


def _collect(chosen: argparse.Namespace) -> int:
    from govreports.codes import codes
    from govreports.collect.collect import collect
    from govreports.collect.manners import Manners

    counted: dict[str, int] = {}
    manners = Manners(delay=chosen.delay, max_mb=chosen.max_mb)
    for collected in collect(chosen.list, chosen.into, manners):
        counted[collected.code] = counted.get(collected.code, 0) + 1
        words = codes("collect")[collected.code]
        print(f"{words.zh} {words.en}: {collected.file or collected.reason}")
    print(", ".join(f"{count} {codes('collect')[code].en}" for code, count in counted.items()) or "The list is empty.")
    return int(not counted.keys() <= {"new", "changed", "unchanged"})


def _doctor(chosen: argparse.Namespace) -> int:
    from govreports.runs.doctor import doctor

    findings = doctor(chosen.raw, chosen.out)
    for finding in findings:
        print(finding)
    return int(any(finding.state == "fails" for finding in findings))


def _brief(chosen: argparse.Namespace) -> int:
    from govreports.briefing.brief import brief, brief_all
    from govreports.dataset.data import load

    data = load(chosen.processed)
    options = (chosen.year, chosen.out, chosen.lang, chosen.template, chosen.pages)
    slides = chosen.pptx
    one = [] if chosen.agencies else [brief(data, chosen.agency, *options, slides=slides)]
    written = brief_all(data, *options, slides=slides) if chosen.agencies else one
    for file in (file for files in written for file in files):
        print(f"Saved as {file}.")
    return 0


def _lab(chosen: argparse.Namespace) -> int:
    from govreports.runs.lab import lab

    return lab(port=chosen.port, browser=not chosen.no_browser)


def _say_what_was_read(data: Dataset, chosen: argparse.Namespace, places: dict[str, Path]) -> None:
    from govreports.runs.what_was_read import as_json, count_lines, problem_lines

    if chosen.json:
        print(as_json(data, places, chosen.raw))
        return
    problems = problem_lines(data, chosen.raw)
    for line in problems if chosen.quiet else (*count_lines(data, chosen.raw), *problems):
        print(line)
    for name, place in {} if chosen.quiet else places.items():
        print(f"{f'{name.capitalize()}:':11}{place}" if name != "saved" else f"Saved in {place}.")


def _check(chosen: argparse.Namespace) -> int:
    if not chosen.processed.is_dir():
        return _check_draft(_one_file(chosen.processed))
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
    print(f"Saved in {chosen.processed}.")
    return int(has_faults(data))


def _check_draft(file: Path) -> int:
    from govreports.errors import ReadError
    from govreports.files.write_whole import write_whole
    from govreports.quality.draft import check_draft

    try:
        draft = check_draft(file)
    except ReadError as error:
        print(f"not read: {error}", file=Printable(sys.stderr))
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
    print(f"{len(faults)} faults." if faults else f"{chosen.folder} is as the schema says.")
    return 1 if faults else 0


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


def _in_doubt(cell: Any) -> str:
    """Return in words why a cell, or a row of `cells`, is in doubt."""
    from govreports.codes import in_words

    words = in_words(cell.flag, "en")
    return f"{cell.table}/{cell.item}/{cell.column}: {cell.text!r} is in doubt: {words} [{cell.flag}]"


def _one_file(path: Path) -> Path:
    if path.is_file():
        return path
    raise FileNotFoundError(f"{path} is a folder: name one file in it." if path.is_dir() else f"There is no {path}.")


def _show(chosen: argparse.Namespace) -> int:
    from govreports.errors import ReadError
    from govreports.reading.read_file import read_reports

    try:
        reports = read_reports(_one_file(chosen.file))
    except ReadError as error:
        print(f"not read: {error}", file=Printable(sys.stderr))
        return 1
    for report in reports:
        print(f"{report.agency} {report.year} (edition {report.edition}, {report.method})")
        for table in report.table_edition:
            print(f"\n{table}\n{_plain(report.table(table, labels='zh'))}")
        for check in report.failed:
            print(f"fails: {check.message} [{check.cause}]")
        for cell in report.in_doubt:
            print(_in_doubt(cell))
        for problem in report.problems:
            print(f"{problem.heading(read=True)}: {problem}")
    return int(any(not problem.notice for report in reports for problem in report.problems))


def _plain(table: pd.DataFrame) -> str:
    """Write a table for a terminal, where a Chinese sign is two columns wide."""
    import pandas as pd

    with pd.option_context("display.unicode.east_asian_width", True):
        return table.to_string(na_rep="", float_format="{:.15g}".format)


if __name__ == "__main__":
    sys.exit(main())
