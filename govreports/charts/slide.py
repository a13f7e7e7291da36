"""A chart on a slide: drawn by PowerPoint itself where it can be, so that its numbers and looks may be edited."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Protocol

import pptx
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.util import Inches, Pt

from govreports.charts.native import Native
from govreports.charts.wrap import wrap
from govreports.files.fixed_zip import fixed

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

_WIDE, _HIGH, _MARGIN = 13.333, 7.5, 0.5  # inches: 16:9 as PowerPoint makes it
_TITLE, _NOTE, _LABEL = 24, 9, 11
"""Sizes of type in points."""
_BLANK = 6
"""The empty layout of the package's own template."""
_MOST_LABELLED = 60
"""So many numbers are written beside their bars; more would lie on one another."""
_KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED_100,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
}


class Shown(Protocol):
    """What a slide takes of a chart."""

    heading: str
    caption: str
    alt: str
    native: Native | None
    body: tuple[float, float]

    def png(self) -> bytes:
        """Return the picture."""

    def get_size_inches(self) -> Any:
        """Return width and height."""


def presentation() -> Presentation:
    """Return an empty presentation of 16:9."""
    deck: Presentation = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDE), Inches(_HIGH)
    deck.core_properties.author = "govreports"
    return deck


def saved(deck: Presentation) -> bytes:
    """Return a presentation as the bytes of its file, the same for the same slides."""
    raw = io.BytesIO()
    deck.save(raw)
    return fixed(raw.getvalue())


def slide_of(chart: Shown) -> bytes:
    """Return a presentation that holds one chart."""
    deck = presentation()
    add_slide(deck, chart)
    return saved(deck)


def add_slide(deck: Presentation, chart: Shown) -> Slide:
    """Add a slide with the chart's title, the chart, and its caption.

    A chart that no office program can draw (a funnel, tiles) is a picture.
    """
    slide: Slide = deck.slides.add_slide(deck.slide_layouts[_BLANK])
    top = 0.45 + title_height(chart.heading, _TITLE)
    write(slide, chart.heading, _MARGIN, 0.3, top - 0.3, _TITLE)
    lines = chart.caption.count("\n") + 1
    note = 0.18 * lines + 0.2
    room = _HIGH - top - note - 0.2
    if chart.native is None and _add_tall_picture(slide, chart, top, room):
        return slide
    write(slide, chart.caption, _MARGIN, _HIGH - note - 0.15, note, _NOTE)
    if chart.native is None:
        _add_picture(slide, chart, top, _WIDE - 2 * _MARGIN, room)
    else:
        _add_native(slide, chart.native, chart.alt, top, room)
    return slide


def title_height(title: str, size: int) -> float:
    """Return the height in inches that a title needs, in a font a tenth wider than the charts' own."""
    return len(wrap(title, size * 1.1, _WIDE - 1.4)) * size * 1.25 / 72


def write(
    slide: Slide, text: str, left: float, top: float, high: float, size: int, *, wide: float | None = None
) -> None:
    """Write on a slide as wide as it is, where no width is given; places in inches."""
    room = Inches(_WIDE - 2 * left if wide is None else wide)
    frame = slide.shapes.add_textbox(Inches(left), Inches(top), room, Inches(high)).text_frame
    frame.word_wrap = True
    for place, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = line
        paragraph.font.size = Pt(size)


def _add_tall_picture(slide: Slide, chart: Shown, top: float, room: float) -> bool:
    """Add a picture as high as the slide, with its caption beside it, where it is larger so than above its caption."""
    caption_wide = 3.0  # inches: a column of some thirty signs
    wide, high = _WIDE - 2 * _MARGIN - caption_wide, _HIGH - top - 0.3
    if _scale(chart, wide, high) <= _scale(chart, _WIDE - 2 * _MARGIN, room):
        return False
    _add_picture(slide, chart, top, wide, high)
    write(slide, chart.caption, _WIDE - _MARGIN - caption_wide, top, high, _NOTE, wide=caption_wide)
    return True


def _scale(chart: Shown, wide: float, high: float) -> float:
    """Return by how much a picture is to be enlarged for a room; title and caption of it are left out."""
    own_wide, own_high = chart.get_size_inches()
    return float(min(wide / own_wide, high / (own_high * (chart.body[1] - chart.body[0]))))


def _add_picture(slide: Slide, chart: Shown, top: float, room_wide: float, room_high: float) -> None:
    wide, high = chart.get_size_inches()
    first, last = chart.body  # title and caption are the slide's own: in the picture they stood twice, and small
    high *= last - first
    scale = _scale(chart, room_wide, room_high)
    left = _MARGIN + (room_wide - wide * scale) / 2
    picture = slide.shapes.add_picture(
        io.BytesIO(chart.png()), Inches(left), Inches(top), Inches(wide * scale), Inches(high * scale)
    )
    picture.crop_top, picture.crop_bottom = first, 1 - last
    _add_alt(picture, chart.alt)


def _add_native(slide: Slide, native: Native, alt: str, top: float, room: float) -> None:
    numbers: Any = CategoryChartData(number_format=native.shape)  # type: ignore[no-untyped-call]
    numbers.categories = native.categories
    for series in native.series:
        numbers.add_series(series.name, series.values)
    place = (Inches(_MARGIN), Inches(top), Inches(_WIDE - 2 * _MARGIN), Inches(room))
    shape: Any = slide.shapes.add_chart(_KINDS[native.kind], *place, numbers)
    _add_alt(shape, alt)
    _look(shape.chart, native)


def _color(name: str) -> RGBColor:
    return RGBColor.from_string(name.lstrip("#").upper())  # type: ignore[no-untyped-call, no-any-return]


def _add_alt(shape: Any, alt: str) -> None:
    """Write the words that stand for a shape into it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)


def _look(office: Any, native: Native) -> None:
    office.has_title = False
    office.font.size = Pt(_LABEL)
    office.has_legend = len(native.series) > 1
    if office.has_legend:
        office.legend.position, office.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    plot = office.plots[0]
    for series, own in zip(plot.series, native.series, strict=True):
        color = _color(own.color)
        if native.kind == "lines":
            series.format.line.color.rgb, series.smooth = color, False
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = color
    if native.kind != "lines":
        plot.gap_width = 50
    if native.kind in ("bars", "stacked"):
        # The first agency stands at the top, as in the picture.
        office.category_axis.reverse_order = True
        office.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    office.value_axis.major_gridlines.format.line.color.rgb = _color("#e6e6e6")
    if native.kind != "stacked":
        office.value_axis.minimum_scale = 0
    if native.of_a_whole:
        office.value_axis.maximum_scale = 1
    office.value_axis.tick_labels.number_format = "0%" if "%" in native.shape else native.shape
    office.value_axis.tick_labels.number_format_is_linked = False
    if native.kind != "stacked" and len(native.series) * len(native.categories) <= _MOST_LABELLED:
        plot.has_data_labels = True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = native.shape, False
        plot.data_labels.font.size = Pt(_NOTE)
        if native.kind == "lines":  # beside its point a number lies on the line
            plot.data_labels.position = XL_LABEL_POSITION.ABOVE
