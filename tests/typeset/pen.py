"""Write pages as a PDF file. The only module that draws with reportlab."""

# mypy: disable-error-code="import-untyped,no-any-unimported"
from __future__ import annotations

import io
import math
from collections.abc import Sequence

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from tests.typeset import typefaces
from tests.typeset.layout import Layout
from tests.typeset.page import Fill, Frame, Mark, Page, Picture, Rule, Text
from tests.typeset.stamps import draw_stamp, draw_watermark

_TWICE = 0.33  # points between the two printings of bold text


class _BareCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages do not begin with a font that is not embedded."""

    def _make_preamble(self) -> None:
        self._preamble = ""


def write_pdf(pages: Sequence[Page], layouts: Sequence[Layout], title: str) -> bytes:
    """Return a file with these pages, each under its layout; the same pages give the same bytes."""
    rl_config.useA85 = 0
    target = io.BytesIO()
    canvas = _BareCanvas(target, pageCompression=1, invariant=1)
    canvas.setTitle(title)
    canvas.setCreator("govreports tests")
    for number, (page, layout) in enumerate(zip(pages, layouts, strict=True)):
        _write_page(canvas, number, page, layout)
    canvas.save()
    return target.getvalue()


def _write_page(canvas: Canvas, number: int, page: Page, layout: Layout) -> None:
    unit = layout.user_unit
    turned = page.rotate in (90, 270)
    width, height = (page.height, page.width) if turned else (page.width, page.height)
    left, low, right, high = layout.crop or (0.0, 0.0, 0.0, 0.0)
    x, y = layout.media_origin
    canvas.setPageSize((width / unit, height / unit))
    if layout.as_form:
        canvas.beginForm(f"page{number}", x, y, x + width + left + right, y + height + low + high)
    canvas.saveState()
    if unit != 1:
        canvas.scale(1 / unit, 1 / unit)
    canvas.translate(x + left, y + low)
    if layout.crop:
        _crop_marks(canvas, width, height, layout)
    canvas.transform(*_upright(page))
    if layout.content_scale != 1:
        canvas.scale(layout.content_scale, layout.content_scale)
    _Pen(canvas, page, layout).draw()
    canvas.restoreState()
    if layout.as_form:
        canvas.endForm()
        canvas.doForm(f"page{number}")
    canvas.setPageRotation(page.rotate)
    canvas.showPage()
    _set_boxes(canvas._doc.Pages.pages[-1], width, height, layout)


def _upright(page: Page) -> tuple[float, ...]:
    """Return the matrix that turns the content against the page's rotation."""
    width, height = page.width, page.height
    return {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, height, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, width),
    }[page.rotate]


def _set_boxes(page: pdfdoc.PDFPage, width: float, height: float, layout: Layout) -> None:
    left, low, right, high = layout.crop or (0.0, 0.0, 0.0, 0.0)
    x, y = layout.media_origin
    unit = layout.user_unit
    media = [x, y, x + width + left + right, y + height + low + high]
    page.MediaBox = pdfdoc.PDFArray([edge / unit for edge in media])
    if layout.crop:
        crop = [x + left, y + low, x + left + width, y + low + height]
        page.CropBox = pdfdoc.PDFArray([edge / unit for edge in crop])
    if unit != 1:
        page.__NoDefault__ = [*page.__NoDefault__, "UserUnit"]
        page.UserUnit = unit


def _crop_marks(canvas: Canvas, width: float, height: float, layout: Layout) -> None:
    canvas.setLineWidth(0.3)
    for x in (0, width):
        for y in (0, height):
            out_x, out_y = (-1 if x == 0 else 1), (-1 if y == 0 else 1)
            canvas.line(x + 3 * out_x, y, x + 9 * out_x, y)
            canvas.line(x, y + 3 * out_y, x, y + 9 * out_y)
    canvas.setFont(typefaces.registered("sans"), 5)
    canvas.drawString(width / 2, -8, "裁切线 2024 6 18")


class _Pen:
    """Draws one page's marks in points from its top left corner."""

    def __init__(self, canvas: Canvas, page: Page, layout: Layout) -> None:
        self.canvas = canvas
        self.page = page
        self.layout = layout
        self.scale = 1 / layout.content_scale

    def draw(self) -> None:
        if self.layout.page_fill:
            self._mark(Fill(0, 0, self.page.width, self.page.height, self.layout.page_fill))
        for fill in self.page.behind:
            self._mark(fill)
        if self.layout.watermark and not self.layout.watermark_over:
            draw_watermark(self.canvas, self.page, self.layout.watermark, self.scale)
        for mark in self.page.marks:
            self._mark(mark)
        if self.layout.watermark and self.layout.watermark_over:
            draw_watermark(self.canvas, self.page, self.layout.watermark, self.scale)
        for x, top in self.page.stamps:
            draw_stamp(self.canvas, x * self.scale, (self.page.height - top) * self.scale, self.scale)

    def _mark(self, mark: Mark) -> None:
        s, up, canvas = self.scale, self.page.height, self.canvas
        if isinstance(mark, Text):
            self._text(mark)
        elif isinstance(mark, Rule):
            canvas.setStrokeColor(HexColor(mark.colour))
            canvas.setLineWidth(mark.width * s)
            canvas.setDash(*([part * s for part in mark.dash],) if mark.dash else ())
            canvas.line(mark.x0 * s, (up - mark.y0) * s, mark.x1 * s, (up - mark.y1) * s)
        elif isinstance(mark, Picture):
            box = mark.x0 * s, (up - mark.bottom) * s, (mark.x1 - mark.x0) * s, (mark.bottom - mark.top) * s
            canvas.drawImage(ImageReader(io.BytesIO(mark.png)), *box)
        else:
            if isinstance(mark, Fill):
                canvas.setFillColor(HexColor(mark.colour))
            else:
                canvas.setStrokeColor(HexColor(mark.colour))
                canvas.setLineWidth(mark.width * s)
                canvas.setDash()
            box = mark.x0 * s, (up - mark.bottom) * s, (mark.x1 - mark.x0) * s, (mark.bottom - mark.top) * s
            canvas.rect(*box, stroke=isinstance(mark, Frame), fill=isinstance(mark, Fill))

    def _text(self, mark: Text) -> None:
        x = mark.x
        for face, text in typefaces.runs(mark.text, mark.face):
            self._run(mark, x, face, text)
            if mark.bold == "twice":
                self._run(mark, x + _TWICE, face, text)
            x += typefaces.width(text, face, mark.size) + mark.spacing * len(text)

    def _run(self, mark: Text, x: float, face: str, text: str) -> None:
        s, canvas, size = self.scale, self.canvas, mark.size * self.scale
        stroked = mark.bold == "stroke"
        if stroked:
            canvas.setStrokeColor(HexColor(mark.colour))
            canvas.setLineWidth(size * 0.022)
            canvas.setDash()
        cos, sin = math.cos(math.radians(mark.angle)), math.sin(math.radians(mark.angle))
        along = x - mark.x
        run = canvas.beginText()
        run.setTextTransform(
            cos, sin, -sin, cos, (mark.x + along * cos) * s, (self.page.height - mark.baseline + along * sin) * s
        )
        run.setFont(typefaces.registered(face, self.layout.text_layer), size)
        run.setFillColor(HexColor(mark.colour))
        if stroked:
            run.setTextRenderMode(2)
        if mark.spacing:
            run.setCharSpace(mark.spacing * s)
        run.textOut(text)
        if stroked:  # both outlive the text object
            run.setTextRenderMode(0)
        if mark.spacing:
            run.setCharSpace(0)
        canvas.drawText(run)
