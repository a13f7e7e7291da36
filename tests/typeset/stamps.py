"""What stands across the text: a stamp and a watermark."""

# mypy: disable-error-code="import-untyped,no-any-unimported"
from __future__ import annotations

import math

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tests.typeset import typefaces
from tests.typeset.page import Page

_RED = "#e03020"
_LETTERS = "政府信息公开专用章"


def draw_stamp(canvas: Canvas, x: float, y: float, scale: float, radius: float = 58.0) -> None:
    """Draw a round red stamp with letters along its rim and a star; its ink lets black print show through."""
    radius *= scale
    canvas.saveState()
    canvas.setBlendMode("Multiply")
    canvas.setStrokeColor(HexColor(_RED))
    canvas.setFillColor(HexColor(_RED))
    canvas.setDash()
    canvas.setLineWidth(radius * 0.06)
    canvas.circle(x, y, radius, stroke=1, fill=0)
    size = radius * 0.27
    canvas.setFont(typefaces.registered("sans"), size * 1.9)
    canvas.drawCentredString(x, y - size * 0.7, "★")
    canvas.setFont(typefaces.registered("sans"), size)
    for number, char in enumerate(_LETTERS):
        angle = 210 - number * 240 / (len(_LETTERS) - 1)
        canvas.saveState()
        at = math.radians(angle)
        canvas.translate(x + radius * 0.68 * math.cos(at), y + radius * 0.68 * math.sin(at))
        canvas.rotate(angle - 90)
        canvas.drawCentredString(0, 0, char)
        canvas.restoreState()
    canvas.restoreState()


def draw_watermark(canvas: Canvas, page: Page, text: str, scale: float) -> None:
    """Draw large light letters, turned, over the whole page; print shows through them."""
    size = 46 * scale
    canvas.saveState()
    canvas.setBlendMode("Multiply")
    canvas.setFillColor(HexColor("#dcdcdc"))
    canvas.setFont(typefaces.registered("sans"), size)
    for row in range(3):
        canvas.saveState()
        canvas.translate(page.width / 2 * scale, page.height * (row + 0.5) / 3 * scale)
        canvas.rotate(35)
        canvas.drawCentredString(0, 0, text)
        canvas.restoreState()
    canvas.restoreState()
