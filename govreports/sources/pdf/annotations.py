"""What readers and clerks lay over a page: fields, text boxes, lines that strike out; none is the page's content."""

from __future__ import annotations

from typing import NamedTuple

import pypdfium2.raw as pdfium

from govreports.sources.pdf.objects import Rect

_SHOWN_AS_INK = frozenset(
    {
        pdfium.FPDF_ANNOT_WIDGET,
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_STRIKEOUT,  # struck_annot
        pdfium.FPDF_ANNOT_LINE,
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_REDACT,
    }
)
_NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_NOTHING = 2  # bytes: the end of a string that holds nothing


class Annotations(NamedTuple):
    """What is laid over a page."""

    # Whether any of it is to be read with the page: numbers in fields and boxes, lines through numbers
    shown: bool = False
    # Text boxes that bring no picture of themselves: one program shows them, another does not
    unsure: tuple[Rect, ...] = ()
    # Lines of marks that strike out and bring no picture of themselves; every program draws them
    strikes: tuple[Rect, ...] = ()


def annotations_on(page: pdfium.FPDF_PAGE) -> Annotations:
    """Return what is laid over a page."""
    shown = False
    unsure: list[Rect] = []
    strikes: list[Rect] = []
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind in _SHOWN_AS_INK and not pdfium.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN:
            shown = True
            if not _has_look(annotation):
                unsure += [_area(annotation)] if kind == pdfium.FPDF_ANNOT_FREETEXT else []
                strikes += _strikes(annotation) if kind == pdfium.FPDF_ANNOT_STRIKEOUT else []
        pdfium.FPDFPage_CloseAnnot(annotation)
    return Annotations(shown, tuple(unsure), tuple(strikes))


def _area(annotation: pdfium.FPDF_ANNOTATION) -> Rect:
    area = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, area)
    return Rect(area.left, min(area.bottom, area.top), area.right, max(area.bottom, area.top))


def _strikes(annotation: pdfium.FPDF_ANNOTATION) -> list[Rect]:
    """Return the lines through the middle of the words that a mark strikes out."""
    lines = []
    for number in range(pdfium.FPDFAnnot_CountAttachmentPoints(annotation)):
        quad = pdfium.FS_QUADPOINTSF()
        pdfium.FPDFAnnot_GetAttachmentPoints(annotation, number, quad)
        xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
        lines.append(Rect(min(xs), sum(ys) / 4, max(xs), sum(ys) / 4))
    return lines


def _has_look(annotation: pdfium.FPDF_ANNOTATION) -> bool:
    return bool(pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _NOTHING)
