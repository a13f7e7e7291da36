"""``govreports brief``: a briefing on one agency, or on each."""

from __future__ import annotations

import argparse
from pathlib import Path

from govreports.cli.options import OUT, Commands, add_language


def add_to(commands: Commands) -> None:
    """Add ``brief``."""
    brief = commands.add_parser("brief", help="write a briefing on one agency, of two pages or one")
    whom = brief.add_mutually_exclusive_group(required=True)
    whom.add_argument("--agency", metavar="NAME", help="name, alias or id of the agency")
    whom.add_argument("--agencies", choices=["all"], help="all: a briefing on each, with a progress bar")
    brief.add_argument("--pages", type=int, choices=[1, 2], default=2, help="1 for a reader with a minute (default 2)")
    brief.add_argument("--year", type=int, metavar="YEAR", help="its last report's where left out")
    brief.add_argument("--from", dest="processed", type=Path, default=OUT, metavar="DIR", help="what run saved")
    brief.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="where it goes (default here)")
    add_language(brief, "its language")
    brief.add_argument(
        "--template",
        type=Path,
        metavar="DOCX",
        help="a Word file of your own, for its styles; the briefing goes where it says {{govreports}}",
    )
    brief.add_argument("--pptx", action="store_true", help="slides too, with charts that PowerPoint can edit")
    brief.set_defaults(run=_brief)


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
