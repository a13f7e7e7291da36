"""Web pages → grids and lines: what a reader sees of the article, without the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from govreports.errors import ReadError
from govreports.sources.charset import decode
from govreports.sources.document import Document, Grid, TextLine
from govreports.sources.misaligned_spans import Spanning
from govreports.sources.page_dates import addresses, published_days
from govreports.sources.page_parts import Element, attachments, mark_filled, written_by_script
from govreports.sources.separated_lines import with_rows
from govreports.sources.settings import SETTINGS
from govreports.sources.spans import lays_out, place
from govreports.sources.visible import mark
from govreports.sources.webtext import Text, clean, is_hidden, text_of, walk

_TITLES = (
    "//meta[translate(@name, 'ARTICLE', 'article') = 'articletitle']/@content",
    "//meta[@property = 'og:title']/@content",
    "//title/text()",
)
# Where the parts of a table are displayed, whatever their order in the page.
_PARTS = {"thead": 0, "tbody": 1, "tr": 1, "tfoot": 2}
_SPAN = re.compile(r"\s*\+?(\d+)")


def read(path: Path, data: bytes, sheets: Mapping[str, str] | None = None) -> Document:
    """Read a web page as saved from a site.

    A table becomes a grid by the rules that browsers follow, unless it only lays out the page: it holds other tables,
    has a single column, or most of its text is prose in one cell. Scripts, navigation (also lines that are links from
    end to end), the page's foot and what is hidden or struck out are left out. Lines of numbers outside tables become
    ragged grids, as in plain text.

    Parameters
    ----------
    sheets : mapping of str to str
        The stylesheets that were saved with it, by the addresses under which it links them.

    Returns
    -------
    Document
        Without pages and boxes; its `method` is ``html``.

    Raises
    ------
    ReadError
        ``charset_unknown``, or ``no_text`` where the page shows nothing without its scripts.
    """
    shown = decode(path, data)
    root = _parsed(shown, sheets)
    blocks = with_rows(_blocks(root), "html") if root is not None else ()
    if root is not None and not any(isinstance(block, Grid) for block in blocks):
        written = written_by_script(root)
        inside = _parsed(written, sheets) if written else None
        blocks += with_rows(_blocks(inside), "html") if inside is not None else ()
    files = attachments(root) if root is not None else ()
    if not blocks and not files:
        raise ReadError.of(
            path,
            "no_text",
            "The page shows no text: it is empty, or a script would fetch it.",
            "Open it in a browser, wait until the report is there, and save the complete page or print it to PDF.",
        )
    titles = [clean(str(found)) for query in _TITLES for found in root.xpath(query)] if root is not None else []
    return Document(
        blocks,
        method="html",
        title=next(filter(None, titles), ""),
        attachments=files,
        published=published_days(root) if root is not None else (),
        addresses=addresses(shown, root) if root is not None else (),
    )


def _parsed(page: str, sheets: Mapping[str, str] | None) -> Element | None:
    """Return a page's root, marked with what is seen of it; None where it is empty."""
    from lxml import etree

    options = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # As bytes: lxml refuses text whose XML declaration names an encoding.
    root = etree.fromstring(page.replace("\x00", "").encode("utf-8", "replace"), options)
    if root is None:
        return None
    mark(root, sheets)
    mark_filled(root)
    return root


def _blocks(root: Element) -> Iterator[TextLine | Grid]:
    """Return the lines and the data tables of a page in reading order."""
    grids = {table: grid for table in root.iter("table") if (grid := _grid(table)) is not None}
    text = Text(in_lines=True)
    for event, element in walk(root, over=grids):
        if event == "enter":
            text.enter(element)
        elif event == "leave":
            text.leave(element)
        else:
            if element in grids and not is_hidden(element):
                captions = [line for caption in element.findall("caption") for line, _ in text_of(caption).take()]
                yield from map(TextLine, [*(line for line, link in text.take() if not link), *captions])
                yield grids[element]
            text.pass_over(element)
    yield from (TextLine(line) for line, link in text.take() if not link)


def _grid(table: Element) -> Grid | None:
    """Read a table, None where it only lays out the page."""
    if any(_n_cells(inner) > 1 for inner in table.iterdescendants("table")):
        return None
    rows = _rows(table)
    if lays_out([[cell.text for cell in row] for row in rows]):
        return None
    return place(rows, method="html")


def _n_cells(table: Element) -> int:
    return sum(1 for _ in table.iterdescendants("td", "th"))


def _rows(table: Element) -> list[list[Spanning]]:
    """List the cells of the rows as displayed: head first, foot last, and no row span leaves its part of the table."""
    parts = [child for child in table if child.tag in _PARTS and not is_hidden(child)]
    groups: list[list[list[Element]]] = []
    # Rows without a part of their own are one part together.
    for loose, run in groupby(sorted(parts, key=lambda part: _PARTS[part.tag]), key=lambda part: part.tag == "tr"):
        found = [[part] if loose else list(part.iterchildren("tr")) for part in run]
        rows = [[_cells(row) for row in part if not is_hidden(row)] for part in found]
        groups += [[row for part in rows for row in part]] if loose else rows
    return [
        [_spanning(cell, rows_left=len(group) - index) for cell in row]
        for group in groups
        for index, row in enumerate(group)
    ]


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.iterchildren("td", "th") if not is_hidden(cell)]


def _spanning(cell: Element, rows_left: int) -> Spanning:
    text = text_of(cell)
    lines = "\n".join(line for line, _ in text.take())
    rows = _span(cell.get("rowspan"))
    return Spanning(
        lines,
        row_span=min(rows, rows_left) if rows else rows_left,
        column_span=max(min(_span(cell.get("colspan")), SETTINGS.html_columns), 1),
        doubt=_doubt(lines, text),
    )


def _doubt(lines: str, text: Text) -> str | None:
    """Return why what a cell shows may be another number than its text, None where nothing speaks for it."""
    if not lines:
        doubt = "struck_out" if text.struck else "hidden_text" if text.hidden else text.doubt
        doubt = "picture" if text.picture else "no_value" if text.filled else doubt
    elif text.room < sum(1 if line.isascii() else 2 for line in lines):  # a Chinese character is two digits wide
        doubt = text.doubt or "hidden_text"
    else:
        doubt = text.doubt or ("picture" if text.picture and lines[:1].isdigit() else None)
    return doubt


def _span(attribute: str | None) -> int:
    """Read a span as browsers do: the number at its beginning, 1 where there is none."""
    found = _SPAN.match(attribute) if attribute else None
    return int(found[1][: SETTINGS.span_digits]) if found else 1
