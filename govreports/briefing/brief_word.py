"""A briefing as a Word file, also into the user's own template."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

from govreports.briefing.content import Content
from govreports.briefing.two_pages import Layout, Paper, Type, layout

MARKER = "{{govreports}}"
"""In a template, the paragraph with this text is where the briefing goes; at the end where there is none."""
_FONT = "SimSun"
_TITLE, _TEXT, _CELL, _NOTE = Type(16, 22, 3), Type(10, 13.5, 1.5), Type(8, 11), Type(7.5, 10)
"""How a briefing without a template is set."""


def brief_word(content: Content, template: str | Path | None = None) -> bytes:
    """Write a briefing as DOCX.

    Parameters
    ----------
    content : Content
    template : str or Path, optional
        A Word file whose styles, head and foot are kept.
    """
    from docx import Document

    document = Document(str(template)) if template is not None else _blank(Document())
    paper = _paper(document, content)
    body = document.element.body
    marker = next((one for one in document.paragraphs if one.text.strip() == MARKER), None)
    before = list(body)
    _fill(document, content, paper, layout(content, paper))
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
    """Set A4, narrow margins, a font for Chinese, and lines whose distance no font changes."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.7)
    for name, made in (("Title", _TITLE), ("Normal", _TEXT), ("List Bullet", _TEXT)):
        style = document.styles[name]
        style.font.size, style.font.name = Pt(made.size), "Arial"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
        style.paragraph_format.space_after = Pt(made.after)
        style.paragraph_format.line_spacing = Pt(made.line)
    return document


def _paper(document: Any, content: Content) -> Paper:
    from docx.shared import Length

    section = document.sections[-1]
    wide = Length(section.page_width - section.left_margin - section.right_margin).inches
    high = Length(section.page_height - section.top_margin - section.bottom_margin).inches
    text, title = _type(document, "List Bullet"), _type(document, "Title")
    above = sum(text.height(one.text, wide) for one in document.paragraphs if one.text.strip() != MARKER)
    numbers = len(content.table[0]) - 1
    shares = (0.34, *([0.66 / numbers] * numbers)) if numbers < 4 else (0.38, 0.2, 0.2, 0.11, 0.11)
    columns = tuple(wide * share for share in shares)
    return Paper(wide, high, title, text, _CELL, _NOTE, columns, above)


def _type(document: Any, name: str) -> Type:
    """Determine how a style sets its text, as far as it or one of those it is made from says so."""
    styles = {style.name: style for style in document.styles}
    style = styles.get(name) or styles["Normal"]
    chain = [style]
    while chain[-1].base_style is not None:
        chain.append(chain[-1].base_style)
    size = next((one.font.size.pt for one in chain if one.font.size is not None), 11.0)
    spacing = next((f for one in chain if (f := one.paragraph_format.line_spacing) is not None), 1.0)
    after = next((f.pt for one in chain if (f := one.paragraph_format.space_after) is not None), 0.0)
    # Word's single line is about 1.2 of a Latin font's size and up to 1.45 of a Chinese one's.
    return Type(size, spacing.pt if hasattr(spacing, "pt") else spacing * size * 1.4, after)


def _fill(document: Any, content: Content, paper: Paper, charts: Layout) -> None:
    from docx.shared import Inches, Pt

    styles = {style.name for style in document.styles}
    document.add_paragraph(content.title, style="Title" if "Title" in styles else None)
    document.add_paragraph(content.subtitle)
    if content.provenance:
        _set(document.add_paragraph(), content.provenance, _NOTE)
    for sentence in content.sentences:
        document.add_paragraph(sentence, style="List Bullet" if "List Bullet" in styles else None)
    _table(document, content, paper, "Table Grid" if "Table Grid" in styles else None)
    for place, (chart, picture) in enumerate(zip(content.charts, content.pictures, strict=True)):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.line_spacing = 1.0  # a line of fixed height would cut the picture off
        paragraph.paragraph_format.space_before = Pt(4)
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.page_break_before = place == charts.first
        shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=Inches(charts.width))
        shape._inline.docPr.set("descr", chart.alt)
        shape._inline.docPr.set("title", chart.heading)
    for note in content.notes:
        paragraph = document.add_paragraph()
        _set(paragraph, note, _NOTE)


def _table(document: Any, content: Content, paper: Paper, style: str | None) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Inches

    grid = document.add_table(len(content.table), len(content.table[0]))
    grid.autofit = False
    if style is not None:
        grid.style = style
    for column, wide in zip(grid.columns, paper.columns, strict=True):
        column.width = Inches(wide)
    for row, texts in enumerate(content.table):
        for column, (text, wide) in enumerate(zip(texts, paper.columns, strict=True)):
            cell = grid.cell(row, column)
            cell.width = Inches(wide)
            _set(cell.paragraphs[0], text, _CELL, bold=row == 0)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT if column else None


def _set(paragraph: Any, text: str, made: Type, *, bold: bool = False) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(made.size), bold
    paragraph.paragraph_format.space_after = Pt(made.after)
    paragraph.paragraph_format.line_spacing = Pt(made.line)
