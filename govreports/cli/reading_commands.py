"""``govreports extract`` and ``run``: a folder of reports is read."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.cli.options import RAW, Commands, add_language, add_out, add_raw, folder_or_address

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset
    from govreports.dataset.folder import ReadOptions
    from govreports.errors import Problem


def add_to(commands: Commands) -> None:
    """Add the commands that read a folder."""
    extract = commands.add_parser("extract", help="read a folder of reports and save the tables")
    extract.add_argument(
        "raw",
        type=folder_or_address,
        nargs="?",
        default=RAW,
        metavar="RAW",
        help=f"the folder of reports (default {RAW})",
    )
    add_out(extract)
    extract.add_argument("--csv", action="store_true", default=None, help="tables as CSV too, however large they are")
    _reading_options(extract)
    extract.set_defaults(run=_extract)

    run = commands.add_parser("run", help="read the reports, execute the notebooks, write pages, charts and workbooks")
    add_raw(run)
    add_out(run)
    run.add_argument("--agencies", nargs="+", default=[], metavar="NAME", help="only these agencies")
    run.add_argument("--years", nargs="+", type=int, default=[], metavar="YEAR", help="only these years")
    add_language(run, "language of charts and sentences")
    _reading_options(run)
    run.set_defaults(run=_run)


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
    from govreports.dataset.elsewhere import here
    from govreports.dataset.extract import extract
    from govreports.dataset.file_counts import has_faults
    from govreports.workbook.datapackage import write_package

    chosen.raw = here(chosen.raw)
    data = extract(chosen.raw, chosen.out, _options(chosen), csv=chosen.csv)
    write_package(data, chosen.out)
    _say_what_was_read(data, chosen, {"saved": chosen.out})
    return int(has_faults(data))


def _run(chosen: argparse.Namespace) -> int:
    from govreports.dataset.elsewhere import here
    from govreports.dataset.file_counts import has_faults
    from govreports.runs.run import run

    chosen.raw = here(chosen.raw)
    result = run(chosen.raw, chosen.out, chosen.agencies, chosen.years, chosen.lang, _options(chosen))
    places = {
        "saved": chosen.out,
        "results": result.page,
        "quality": result.quality,
        "workbook": result.workbook,
        "charts": result.charts,
        "notebooks": result.page.with_name("notebooks"),
    }
    written = {name: place for name, place in places.items() if place.exists()}
    _say_what_was_read(result.data, chosen, written, result.problems)
    return int(bool(result.problems) or has_faults(result.data))


def _say_what_was_read(
    data: Dataset, chosen: argparse.Namespace, places: dict[str, Path], not_made: Sequence[Problem] = ()
) -> None:
    from govreports.runs.what_was_read import as_json, count_lines, problem_lines

    if chosen.json:
        print(as_json(data, places, chosen.raw, not_made))
        return
    problems = [*problem_lines(data, chosen.raw), *(f"未写成 not written: {problem}" for problem in not_made)]
    for line in problems if chosen.quiet else (*count_lines(data, chosen.raw), *problems):
        print(line)
    for name, place in {} if chosen.quiet else places.items():
        print(f"{f'{name.capitalize()}:':11}{place}" if name != "saved" else f"Saved in {place}.")
