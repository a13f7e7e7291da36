"""A two-page briefing on one agency: as a Word file, also into the user's own template, and as a page to print."""

from __future__ import annotations

import base64
import io
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govreports.briefing.content import Content, content_of
from govreports.briefing.zipped import write_fixed
from govreports.charts.say import pick

if TYPE_CHECKING:
    from govreports.dataset.data import Dataset

MARKER = "{{govreports}}"
"""In a template, the paragraph with this text is where the briefing goes; at the end where there is none."""
_FONT = "SimSun"
_COLUMNS = (6.6, 2.4)
"""Widths in cm of the table's first column and of the others."""


def brief(
    data: Dataset,
    agency: str,
    year: int | None,
    out: str | Path,
    lang: str = "zh",
    template: str | Path | None = None,
) -> tuple[Path, Path]:
    """Write a briefing.

    Parameters
    ----------
    data : Dataset
    agency : str
        Name, alias, id, or a part of the name that only one has.
    year : int or None
        Its last report's for None.
    out : str or Path
        The folder.
    lang : str
        ``zh`` or ``en``.
    template : str or Path, optional
        A Word file of your own, whose styles, head and foot are kept.

    Returns
    -------
    docx, html : Path

    Raises
    ------
    ValueError
        The agency is unknown, or has no report of that year.
    """
    content = content_of(data, agency, year, lang)
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    stem = "".join("-" if sign in '\\/:*?"<>| ' else sign for sign in f"{content.title} {content.subtitle[:4]}")
    docx, html = folder / f"{stem}.docx", folder / f"{stem}.html"
    write_fixed(_docx(content, template), docx)
    html.write_text(_html(content), encoding="utf-8")
    return docx, html


def _docx(content: Content, template: str | Path | None) -> bytes:
    from docx import Document

    document = Document(str(template)) if template is not None else _blank(Document())
    body = document.element.body
    marker = next((one for one in document.paragraphs if one.text.strip() == MARKER), None)
    before = list(body)
    _fill(document, content)
    if marker is not None:
        made = [one for one in body if one not in before]
        for element in made:
            marker._p.addprevious(element)
        body.remove(marker._p)
    document.core_properties.title = content.title
    document.core_properties.created = document.core_properties.modified = datetime(2000, 1, 1)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def _blank(document: Any) -> Any:
    """Set A4, narrow margins and a font for Chinese."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(1.7)
    for name, size in (("Normal", 10), ("Title", 18), ("List Bullet", 10)):
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), "Arial"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
        style.paragraph_format.space_after = Pt(3)
    return document


def _fill(document: Any, content: Content) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    styles = {style.name for style in document.styles}
    document.add_paragraph(content.title, style="Title" if "Title" in styles else None)
    document.add_paragraph(content.subtitle)
    for sentence in content.sentences:
        document.add_paragraph(sentence, style="List Bullet" if "List Bullet" in styles else None)
    grid = document.add_table(len(content.table), len(content.table[0]))
    grid.autofit = False
    for column, narrow in zip(grid.columns, (_COLUMNS[0], *[_COLUMNS[1]] * len(content.table[0])), strict=False):
        column.width = Cm(narrow)
    if "Table Grid" in styles:
        grid.style = "Table Grid"
    for row, texts in enumerate(content.table):
        for column, text in enumerate(texts):
            paragraph = grid.cell(row, column).paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size, run.bold = Pt(8.5), row == 0
            paragraph.paragraph_format.space_after = Pt(0)
            grid.cell(row, column).width = Cm(_COLUMNS[min(column, 1)])
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column and row else None
    for chart in content.charts:
        paragraph = document.add_paragraph()
        shape = paragraph.add_run().add_picture(io.BytesIO(chart.png()), width=Cm(14.6))
        shape._inline.docPr.set("descr", chart.alt)
        shape._inline.docPr.set("title", chart.heading)
        paragraph.paragraph_format.space_after = Pt(2)
    for note in content.notes:
        run = document.add_paragraph().add_run(note)
        run.font.size = Pt(7.5)
        run._parent.paragraph_format.space_after = Pt(0)


_STYLE = """@page{size:A4;margin:15mm 18mm}
body{font-family:system-ui,"Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;font-size:10pt;line-height:1.45;
max-width:174mm;margin:1rem auto;color:#1a1a1a}
h1{font-size:16pt;margin:0}p.sub{color:#595959;margin:.1rem 0 .5rem}ul{margin:.3rem 0;padding-left:1.2rem}
table{border-collapse:collapse;width:100%;font-size:8.5pt;margin:.5rem 0}
th,td{border:1px solid #bbb;padding:.1rem .4rem;text-align:right}th:first-child,td:first-child{text-align:left}
figure{margin:.4rem 0;break-inside:avoid}img{width:100%}small{display:block;color:#595959}
@media print{img{width:92%}}"""


def _html(content: Content) -> str:
    heads, *lines = content.table
    table = "<tr>" + "".join(f"<th>{escape(text)}</th>" for text in heads) + "</tr>"
    table += "".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in line) + "</tr>" for line in lines)
    pictures = "".join(
        f'<figure><img alt="{escape(chart.alt, quote=True)}" '
        f'src="data:image/png;base64,{base64.b64encode(chart.png()).decode()}"></figure>'
        for chart in content.charts
    )
    said = "".join(f"<li>{escape(sentence)}</li>" for sentence in content.sentences)
    notes = "".join(f"<small>{escape(note)}</small>" for note in content.notes)
    return (
        f'<!doctype html>\n<html lang="{pick(content.lang, "zh-CN", "en")}"><head><meta charset="utf-8">'
        f"<title>{escape(content.title)}</title><style>{_STYLE}</style></head>\n<body><h1>{escape(content.title)}</h1>"
        f'<p class="sub">{escape(content.subtitle)}</p><ul>{said}</ul><table>{table}</table>{pictures}{notes}'
        "</body></html>\n"
    )
