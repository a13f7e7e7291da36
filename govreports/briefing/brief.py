"""A briefing on one agency, of two pages or one: a Word file, also into the user's template, and a page to print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.briefing.brief_html import brief_html
from govreports.briefing.brief_slides import brief_slides
from govreports.briefing.brief_word import brief_word
from govreports.briefing.content import Content, content_of
from govreports.checks.same_agency import key
from govreports.files.fixed_zip import write_fixed
from govreports.view.opening import view_of

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset


def brief(
    data: Dataset,
    agency: str,
    year: int | None = None,
    out: str | Path = ".",
    lang: str = "zh",
    template: str | Path | None = None,
    pages: int = 2,
    *,
    slides: bool = False,
) -> tuple[Path, ...]:
    """Write a briefing.

    Parameters
    ----------
    data : Dataset
    agency : str
        Name, alias, id, or a part of the name that only one has.
    year : int, optional
        Its last report's where left out.
    out : str or Path
        The folder; where one works where left out.
    lang : str
        ``zh`` or ``en``.
    template : str or Path, optional
        A Word file of your own, whose styles, head and foot are kept.
    pages : int
        2, or 1: the finding first, the main numbers and one chart.
    slides : bool
        Whether to write a presentation too, a slide a chart, each of which PowerPoint draws and lets you edit.

    Returns
    -------
    tuple of Path
        The Word file, the page, and the presentation where asked.

    Raises
    ------
    ValueError
        The agency is unknown, or has no report of that year.
    """
    return _written(content_of(view_of(data, lang=lang), agency, year, pages), Path(out), template, slides=slides)


def _written(content: Content, folder: Path, template: str | Path | None, *, slides: bool) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r'[\\/:*?"<>|\s]+', "-", f"{content.title} {content.subtitle[:4]}")
    docx, html = folder / f"{stem}.docx", folder / f"{stem}.html"
    write_fixed(brief_word(content, template), docx)
    html.write_text(brief_html(content), encoding="utf-8")
    if not slides:
        return docx, html
    pptx = folder / f"{stem}.pptx"
    pptx.write_bytes(brief_slides(content))
    return docx, html, pptx


def brief_all(
    data: Dataset,
    year: int | None,
    out: str | Path,
    lang: str = "zh",
    template: str | Path | None = None,
    pages: int = 2,
    *,
    slides: bool = False,
) -> list[tuple[Path, ...]]:
    """Write a briefing on every agency that has a report of a year; see `brief`.

    Parameters
    ----------
    year : int or None
        Each agency's last report's for None.

    Returns
    -------
    list of tuple of Path
        The files of each agency, in the order of their ids.
    """
    from tqdm.auto import tqdm

    view, folder = view_of(data, lang=lang), Path(out)
    reports = data.reports if year is None else data.reports[data.reports["year"] == year]
    bar = tqdm(sorted(key(reports).dropna().unique()), unit="agency")
    return [_written(content_of(view, who, year, pages), folder, template, slides=slides) for who in bar]
