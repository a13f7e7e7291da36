"""Write reports with known cells as web pages, as Word files and as text, in the ways in which they are found."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Literal

from tests.typeset.cells import ReportData
from tests.typeset.forms import form_table, grids, small_titles
from tests.typeset.grid import Cell, TableGrid
from tests.typeset.layout import Layout
from tests.typeset.prose import plain_prose

TABLES = {"二": "disclosure", "三": "applications", "四": "litigation"}
Separator = Literal[
    "browser",
    "padded",
    "pushed",
    "bars",
    "blanks",
    "lines",
    "cells",
    "opened",
    "below",
    "unfilled",
    "together",
    "narrow",
]


@dataclass(frozen=True, kw_only=True)
class Web:
    """How a page is written; the defaults are a plain page in UTF-8."""

    layout: Layout = field(default_factory=Layout)
    charset: str = "utf-8"
    declared: str = "utf-8"
    """The charset that the page's head names; "" for none."""
    broken: bool = False
    """Labels over several spans, paragraphs and line breaks, blanks as ``&nbsp;``, characters without width."""
    nested: bool = False
    """The whole page inside layout tables."""
    site: bool = False
    """Navigation, scripts, a sidebar of links to other years' reports and a foot around the article."""
    head: bool = False
    """The tables' first rows in thead, their cells th."""
    unclosed: bool = False
    """No end tags of cells, rows and paragraphs."""
    hidden: bool = False
    """Hidden and struck-out texts with numbers inside cells."""
    spans: Literal["right", "past_end", "too_long", "too_short", "label_too_wide", "no_rowspan", "none"] = "right"
    number: Callable[[str], str] | None = None
    """Writes the markup of a numeric cell's text; as it is where None."""
    head_markup: str = ""
    """More of the page's head, e.g. its stylesheet."""
    halves: bool = False
    """三、本年度办理结果 as two cells above each other."""


def title_of(data: ReportData) -> str:
    """Return the report's title."""
    return f"{data.agency}{data.year}年政府信息公开工作年度报告"


def blocks_of(data: ReportData, layout: Layout) -> list[str | TableGrid]:
    """Return the title, the paragraphs and the tables of a report in printed order."""
    prose = plain_prose(data)
    found: list[str | TableGrid] = [title_of(data), *prose["前言"]]
    fixed = {"一": "总体情况", "五": "存在的主要问题及改进情况", "六": "其他需要报告的事项"}
    for section in "一二三四五六":
        heading = fixed.get(section) or form_table(data, TABLES[section]).zh
        found.append(f"{section}、{heading}")
        found.extend(prose.get(section, ()))
        if section not in TABLES:
            continue
        tables = grids(data, TABLES[section], layout, 500.0)
        if section == "四" and layout.litigation == "three_titled":
            table = form_table(data, "litigation")
            names = ["—".join(small_titles(table, item, layout)) for item in table.items]
            for number, name, grid in zip("一二三", names, tables, strict=True):
                found.extend([f"（{number}）{name}", grid])
        else:
            found.extend(tables)
    return found


def rows_of(grid: TableGrid) -> list[list[Cell]]:
    """Return the cells row by row, as markup has them."""
    ordered = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    return [[cell for cell in ordered if cell.row == row] for row in range(grid.n_rows)]


# --- web pages ----------------------------------------------------------------------------------------------------


def page(data: ReportData, web: Web, seed: int = 0) -> bytes:
    """Write a report as a web page."""
    draw = random.Random(f"page {seed}")
    article = []
    for block in blocks_of(data, web.layout):
        end = "" if web.unclosed else "</p>"
        if isinstance(block, str):
            article.append(f"<p style='text-indent:2em'>{_inline(block, web, draw)}{end}\n")
        else:
            article.append(_table(block, web, draw))
    body = "".join(article)
    if web.nested:
        rows = f"<tr><td>&nbsp;</td></tr><tr><td><table width='100%'><tr><td>{body}</td></tr></table></td></tr>"
        body = f"<table cellpadding=0><tr><td width=180>{_links(data)}</td><td><table>{rows}</table></td></tr></table>"
    if web.site:
        body = _site(data, body)
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={web.declared}">' if web.declared else ""
    written = (
        f"<html><head>{meta}{web.head_markup}<title>{title_of(data)}_政务公开</title></head><body>{body}</body></html>"
    )
    return written.encode(web.charset)


def _links(data: ReportData) -> str:
    years = "".join(
        f'<li><a href="/{year}.html">{data.agency}{year}年政府信息公开工作年度报告</a></li>'
        for year in range(data.year - 3, data.year)
    )
    return f"<ul><li><a href='/'>首页</a> | <a href='/x'>依申请公开</a></li>{years}</ul>"


def _site(data: ReportData, body: str) -> str:
    script = "<script>var n = '<td>规章</td><td>99</td>';</script><style>td { color: red }</style>"
    tools = "<table><tr><td><a href='/1'>机构</a></td><td><a href='/2'>新闻</a></td></tr></table>"
    nav = f"<nav>政府信息公开 2009年</nav><div class='side'>{_links(data)}</div>{tools}"
    foot = "<footer>主办：某某办公室 网站标识码 1234567890</footer>"
    return f"{script}{nav}<div id='zoom'>{body}</div>{foot}"


def _table(grid: TableGrid, web: Web, draw: random.Random) -> str:
    cells = [_spoilt(cell, grid, web) for cell in _halved(grid.cells, web)]
    rows = rows_of(replace(grid, cells=cells) if web.spans != "past_end" else TableGrid(grid.id, grid.widths, 0, cells))
    lines = []
    for number, row in enumerate(rows[: grid.n_rows]):
        tag = "th" if web.head and number < grid.head_rows else "td"
        end = "" if web.unclosed else f"</{tag}>"
        tds = "".join(f"<{tag}{_spans(cell, web)}>{_content(cell, web, draw)}{end}\n" for cell in row)
        lines.append(f"<tr>{tds}" + ("" if web.unclosed else "</tr>\n"))
    top = grid.head_rows if web.head else 0
    parts = f"<thead>{''.join(lines[:top])}</thead><tbody>{''.join(lines[top:])}</tbody>" if top else "".join(lines)
    return f"<table border=1>{parts}</table>\n"


def _spans(cell: Cell, web: Web) -> str:
    rows = f' rowspan="{cell.row_span}"' if cell.row_span > 1 and web.spans not in ("no_rowspan", "none") else ""
    return rows + (f' colspan="{cell.column_span}"' if cell.column_span > 1 and web.spans != "none" else "")


def _halved(cells: Sequence[Cell], web: Web) -> list[Cell]:
    found = []
    for cell in cells:
        if web.halves and cell.role == "merged" and cell.column == 0:
            top = cell.row_span // 2
            found.append(replace(cell, row_span=top))
            found.append(replace(cell, row=cell.row + top, row_span=cell.row_span - top))
        else:
            found.append(cell)
    return found


def _spoilt(cell: Cell, grid: TableGrid, web: Web) -> Cell:
    if grid.id != "applications":
        return cell
    last = cell.row + cell.row_span == grid.n_rows - 1
    if web.spans == "past_end" and cell.role == "label" and cell.row == grid.n_rows - 1:
        return replace(cell, row_span=5)
    if web.spans in ("too_long", "too_short") and cell.role == "merged" and (cell.column == 0) == last:
        return replace(cell, row_span=cell.row_span + (1 if web.spans == "too_long" else -1))
    if web.spans == "label_too_wide" and cell.role == "label" and cell.column == 1:
        return replace(cell, column_span=cell.column_span + 1)
    return cell


def _content(cell: Cell, web: Web, draw: random.Random) -> str:
    if cell.role == "number":
        if web.number is not None:
            return web.number(escape(cell.text))
        text = escape(cell.text) or ("&nbsp;" if draw.random() < 0.5 else "")
        if web.hidden and draw.random() < 0.3:
            text = f'<span style="display: none">77</span>{text}<del>5</del>'
        return f"<p align=center><span>{text}</span></p>" if draw.random() < 0.5 else text
    return _inline(cell.text, web, draw)


def _inline(text: str, web: Web, draw: random.Random) -> str:
    if not web.broken:
        return escape(text)
    pieces = []
    for character in text:
        pieces.append(escape(character))
        chance = draw.random()
        if chance < 0.05:
            pieces.append("</span><span lang=EN-US>")
        elif chance < 0.08:
            pieces.append("&nbsp;")
        elif chance < 0.10:
            pieces.append("&#8203;")
        elif chance < 0.12 and len(text) < 40:
            pieces.append("<br/>")
    return f"<span>{''.join(pieces)}</span>"


# --- Word ---------------------------------------------------------------------------------------------------------


def docx(data: ReportData, layout: Layout | None = None) -> bytes:
    """Write a report as a Word file with merged cells."""
    import docx

    file = docx.Document()
    file.sections[0].footer.paragraphs[0].text = "第 3 页 共 9 页"
    for block in blocks_of(data, layout or Layout()):
        if isinstance(block, str):
            file.add_paragraph(block)
            continue
        table = file.add_table(block.n_rows, len(block.widths))
        for cell in block.cells:
            place = table.cell(cell.row, cell.column)
            if cell.row_span > 1 or cell.column_span > 1:
                corner = (cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
                place = place.merge(table.cell(*corner))
            place.text = cell.text
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


# --- text ---------------------------------------------------------------------------------------------------------


def text(data: ReportData, separator: Separator, layout: Layout | None = None) -> str:
    """Write a report as text copied from a page.

    ``browser``: one field a cell, tabs between; ``padded``: tabs, an empty field for every merged place, as copied
    from a spreadsheet; ``pushed``: the same, but a row's fields pushed to the left and filled up on the right;
    ``bars``: as in Markdown; ``blanks``: two blanks and more; ``lines``: one cell a line; ``cells``: the same, a bar
    behind each, blank ones too, and rows filled up with bars; ``opened``: the same, a bar before each row;
    ``below``: the same, the bar on a line of its own;
    ``unfilled``: the same, rows not filled up;
    ``together``: nothing; ``narrow``: one line of the page a line, labels and heads broken to a few characters, merged
    cells in the middle.
    """
    lines: list[str] = []
    for block in blocks_of(data, layout or Layout()):
        lines.extend([block, ""] if isinstance(block, str) else _text_rows(block, separator))
    return "\n".join(lines)


def _text_rows(grid: TableGrid, separator: Separator) -> list[str]:
    rows = rows_of(grid)
    plain = [[cell.text.replace("\n", "") for cell in row] for row in rows]
    width = len(grid.widths)
    if separator == "narrow":
        return _narrow_lines(grid)
    if separator == "padded":
        return ["\t".join(_padded(grid, row, width)) for row in range(grid.n_rows)]
    if separator == "pushed":
        leading = [next((cell.column for cell in row), 0) > 0 for row in rows]
        filled = [[""] * lead + texts for lead, texts in zip(map(int, leading), plain, strict=True)]
        return ["\t".join(texts + [""] * (width - len(texts))) for texts in filled]
    if separator == "browser":
        return ["\t".join(texts) for texts in plain]
    if separator == "bars":
        rule = "|" + "---|" * width
        return [f"| {' | '.join(texts)} |" + (f"\n{rule}" if number == 0 else "") for number, texts in enumerate(plain)]
    if separator in ("cells", "opened", "below", "unfilled"):
        opening = ["|"] if separator == "opened" else []
        filling = ["" if separator == "unfilled" else "|" * (width - len(texts)) for texts in plain]
        behind = "\n|" if separator == "below" else " |"
        cells = [[f"{text}{behind}".strip() for text in texts] for texts in plain]
        return [line for texts, bars in zip(cells, filling, strict=True) for line in [*opening, *texts, bars] if line]
    if separator == "lines":
        return [text for texts in plain for text in texts if text]
    return [("   " if separator == "blanks" else "").join(filter(None, texts)) for texts in plain if any(texts)]


def _narrow_lines(grid: TableGrid) -> list[str]:
    """Write the lines of a table as they stand on the page, top to bottom, from left to right."""
    broken = {id(cell): _broken(cell, grid.id) for cell in grid.cells}
    heights = [
        max((len(broken[id(cell)]) for cell in grid.cells if cell.row == row and cell.row_span == 1), default=1)
        for row in range(grid.n_rows)
    ]
    tops = [sum(heights[:row]) for row in range(grid.n_rows + 1)]
    page: dict[int, list[tuple[int, str]]] = {}
    for cell in grid.cells:
        top, bottom = tops[cell.row], tops[cell.row + cell.row_span]
        first = top + max(0, (bottom - top - len(broken[id(cell)])) // 2)
        for number, text in enumerate(broken[id(cell)], first):
            page.setdefault(number, []).append((cell.column, text))
    return [" ".join(text for _, text in sorted(page[number])) for number in sorted(page)]


def _broken(cell: Cell, id_: str) -> list[str]:
    """Break a label into lines of as many characters as its columns have room for."""
    text = cell.text.replace("\n", "")
    if cell.role == "number" or not text:
        return [text] if text else []
    room = (
        {"head": 3, "label": 11, "merged": 4, "caption": 20}[cell.role] * cell.column_span
        if id_ != "disclosure"
        else 40
    )
    return [text[start : start + room] for start in range(0, len(text), room)]


def _padded(grid: TableGrid, row: int, width: int) -> list[str]:
    fields = [""] * width
    for cell in grid.cells:
        if cell.row == row:
            fields[cell.column] = cell.text.replace("\n", "")
    return fields
