"""Reports whose numeric cells hold more than a reader sees, as web pages, Word files, workbooks and OFD."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping

from tests.typeset.cells import ReportData
from tests.typeset.layout import Layout
from tests.typeset.ofd import mark_of, text_object, write_ofd
from tests.typeset.page import Fill, Text
from tests.typeset.report import lay_out
from tests.typeset.web import Web, blocks_of, page, rows_of
from tests.typeset.web import docx as plain_docx

SHARE = 0.2
"""Of the numeric cells that are spoilt."""

STYLES = {
    "opacity": "opacity:0",
    "size": "font-size:0",
    "white": "color:#fff",
    "off the page": "position:absolute;left:-9999px",
    "clip": "position:absolute;clip:rect(0,0,0,0)",
    "clip-path": "clip-path:inset(100%)",
    "no width": "display:inline-block;width:0;overflow:hidden",
    "visibility": "visibility:hidden",
    "struck": "text-decoration:line-through",
    "indent": "display:inline-block;text-indent:-999px;overflow:hidden",
}
MARKUP: Mapping[str, Callable[[str, int], str]] = {
    "ruby": lambda text, digit: f"<ruby>{text}<rt>{digit}</rt></ruby>",
    "select": lambda text, digit: f"<select><option>{digit}</option><option selected>{text}</option></select>",
    "raised": lambda text, digit: f"{text}<sup>{digit}</sup>",
    "small": lambda text, digit: f"{text}<span style='font-size:55%'>{digit}</span>",
    "two lines": lambda text, digit: f"{text}<br>{digit}",
    "two numbers": lambda text, digit: f"{text} {digit}{digit}",
}
WHOLE = {
    "narrow box": "display:block;width:5px;overflow:hidden",
    "low box": "display:block;height:4px;overflow:hidden",
    "mirrored": "display:inline-block;transform:scaleX(-1)",
    "upside down": "display:inline-block;transform:rotate(180deg)",
    "scaled": "display:inline-block;transform:scale(.05)",
    "zoomed": "zoom:.05",
    "crowded": "letter-spacing:-1em",
    "gradient stroke": "background:linear-gradient(transparent 42%,#000 42%,#000 58%,transparent 58%)",
    "slanting gradient": "background:linear-gradient(to top right,transparent 46%,#000 46%,#000 54%,transparent 54%)",
    "gradient under it": "background:linear-gradient(#000,#000)",
    "moved down": "position:relative;top:25px",
    "moved right": "position:relative;left:50px",
    "masked": "-webkit-mask:linear-gradient(#000 50%,transparent 50%)",
    "half clipped": "display:inline-block;clip-path:inset(0 0 50% 0)",
    "blurred": "display:inline-block;filter:blur(6px)",
    "dots for digits": "-webkit-text-security:disc",
    "outlined white": "color:#fff;-webkit-text-stroke:1px #fff",
    "screened": "mix-blend-mode:screen;color:#fff",
    "pale": "color:#f6f6f6",
    "flat": "display:inline-block;transform:scaleY(.05)",
    "columns": "display:inline-block;columns:4;width:5px",
    "struck wavy": "text-decoration:line-through wavy",
    "struck in white": "text-decoration:line-through 6px #fff",
    "right to left": "unicode-bidi:bidi-override;direction:rtl",
}
"""Styles that leave nobody sure which number a cell shows, or that it shows one."""

RUNS = {
    "white": "<w:color w:val='FFFFFF'/>",
    "theme": "<w:color w:val='000000' w:themeColor='background1'/>",
    "style": "<w:rStyle w:val='无形'/>",
    "vanish": "<w:vanish/>",
    "strike": "<w:strike/>",
    "raised": "<w:vertAlign w:val='superscript'/>",
    "moved up": "<w:position w:val='10'/><w:sz w:val='12'/>",
    "tiny": "<w:sz w:val='2'/>",
}


def html(data: ReportData, kind: str, seed: int, *, by_class: bool, spoilt: list[str] | None = None) -> bytes:
    """Write a page in which some cells hold a digit more, by one kind of `STYLES` or `MARKUP`, or are set in `WHOLE`.

    The texts of these cells are added to `spoilt`.
    """
    draw = random.Random(f"hidden {kind} {seed}")

    def number(text: str) -> str:
        if not text or draw.random() > SHARE:
            return text
        digit = draw.randint(1, 9)
        (spoilt if spoilt is not None else []).append(text)
        if kind in MARKUP:
            return MARKUP[kind](text, digit)
        how = "class=a1" if by_class else f"style='{style}'"
        return f"<span {how}>{text}</span>" if kind in WHOLE else f"{text}<span {how}>{digit}</span>"

    style = {**STYLES, **WHOLE}.get(kind, "")
    head = f"<style>body td .a1 {{ {style} }}</style>"
    return page(data, Web(number=number, head_markup=head), seed)


def docx(data: ReportData, kind: str, seed: int) -> bytes:
    """Write a Word file in which some cells hold a run more, by one kind of `RUNS`."""
    import docx as writer
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import RGBColor

    draw = random.Random(f"hidden {kind} {seed}")
    file = writer.Document(io.BytesIO(plain_docx(data)))
    file.styles.add_style("无形", WD_STYLE_TYPE.CHARACTER).font.color.rgb = RGBColor(255, 255, 255)
    for cell in file.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tc"):
        paragraph = cell.p_lst[0]
        if paragraph.text.strip().replace(".", "").isdigit() and draw.random() < SHARE:
            run = f"<w:r {nsdecls('w')}><w:rPr>{RUNS[kind]}</w:rPr><w:t>{draw.randint(1, 9)}</w:t></w:r>"
            paragraph.append(parse_xml(run))
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def xlsx(data: ReportData, seed: int) -> bytes:
    """Write a workbook whose numbers have formats that round them or add a unit, and rich text with struck digits."""
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    draw = random.Random(f"hidden sheet {seed}")
    book = Workbook()
    sheet = book.active
    for block in blocks_of(data, Layout()):
        first = sheet.max_row + 1
        if isinstance(block, str):
            sheet.cell(first, 1, block)
            continue
        for cell in (cell for row in rows_of(block) for cell in row):
            place = sheet.cell(first + cell.row, 1 + cell.column, cell.text)
            if cell.row_span > 1 or cell.column_span > 1:
                last = first + cell.row + cell.row_span - 1, cell.column + cell.column_span
                sheet.merge_cells(None, first + cell.row, 1 + cell.column, *last)
            if cell.role == "number" and cell.text.isdigit():
                how = draw.choice(["plain", "rounded", "unit", "struck"])
                place.value = int(cell.text) + (0.4 if how == "rounded" else 0)
                place.number_format = {"rounded": "0", "unit": '#,##0"件"'}.get(how, "General")
                if how == "struck":
                    place.value = CellRichText(TextBlock(InlineFont(strike=True), str(draw.randint(1, 99))), cell.text)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ofd(data: ReportData, seed: int) -> bytes:
    """Write an OFD file in which some numbers have a white digit behind them, or digits under a white box."""
    draw = random.Random(f"hidden ofd {seed}")
    pages, _, _ = lay_out([data], [Layout()])
    written = []
    for one in pages:
        objects = []
        for mark in [*one.behind, *one.marks]:
            drawn = mark_of(mark)
            if isinstance(mark, Text) and mark.text.isdigit() and draw.random() < SHARE:
                at = mark.x + len(mark.text) * mark.size / 2
                if draw.random() < 0.5:
                    drawn += text_object(at, mark.baseline, "7", mark.size, "#ffffff")
                else:
                    box = Fill(mark.x - 1, mark.baseline - mark.size, at + mark.size, mark.baseline + 2, "#ffffff")
                    drawn = text_object(mark.x, mark.baseline, "88", mark.size) + mark_of(box) + drawn
            objects.append(drawn)
        written.append((one.width, one.height, "".join(objects)))
    return write_ofd(written)
