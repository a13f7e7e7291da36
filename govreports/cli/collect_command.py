"""``govreports collect``: reports are downloaded."""

from __future__ import annotations

import argparse
from pathlib import Path

from govreports.cli.options import RAW, Commands


def add_to(commands: Commands) -> None:
    """Add ``collect``."""
    collect = commands.add_parser("collect", help="download the reports that a list names, politely")
    collect.add_argument("list", type=Path, metavar="LIST.csv", help="columns url, and agency and year where known")
    collect.add_argument("--into", type=Path, default=RAW, metavar="DIR", help=f"where files go (default {RAW})")
    collect.add_argument("--delay", type=float, default=2.0, metavar="SECONDS", help="between two requests to a host")
    collect.add_argument("--max-mb", type=float, default=200.0, metavar="N", help="most that one file may have")
    collect.set_defaults(run=_collect)


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
