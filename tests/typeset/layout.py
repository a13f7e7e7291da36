"""How a report is set: every way in which agencies' files differ is one field of `Layout`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rules = Literal["lines", "cells", "rects", "backgrounds", "dotted", "dots", "rows", "none"]
ApplicationsPage = Literal["with_text", "own", "landscape", "rotate90", "rotate270"]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Everything about a typesetting that is not the report itself. The defaults are a plain word processor's."""

    # --- the page -------------------------------------------------------------------------------------------------
    paper: tuple[float, float] = (595.0, 842.0)
    """Width and height of the page as it is displayed, in points."""
    margins: tuple[float, float, float, float] = (74.0, 72.0, 74.0, 76.0)
    """Left, top, right, bottom."""
    rotate: Literal[0, 90, 180, 270] = 0
    """/Rotate of every page. The content is turned the other way, so that the page is displayed upright."""
    crop: tuple[float, float, float, float] | None = None
    """What the MediaBox has more than the CropBox: left, bottom, right, top. Crop marks stand outside."""
    media_origin: tuple[float, float] = (0.0, 0.0)
    """Lower left corner of the MediaBox."""
    user_unit: float = 1.0
    """/UserUnit; all lengths in the file are divided by it."""
    content_scale: float = 1.0
    """A scaling matrix around the content; all lengths inside are divided by it (web prints use 0.75 or 0.24)."""
    as_form: bool = False
    """Draw each page's content within a form XObject."""
    applications_page: ApplicationsPage = "with_text"
    """Table 三 in the flow of the text, on a page of its own, on landscape pages, on rotated landscape pages."""

    # --- letters --------------------------------------------------------------------------------------------------
    face: Literal["sans", "serif"] = "sans"
    number_face: Literal["sans", "serif", "times", "helvetica"] | None = None
    """Face of the numbers in the tables; `times` and `helvetica` are not embedded. None: as the text."""
    title_size: float = 19.0
    body_size: float = 13.0
    leading: float = 1.75
    """Line height of the prose, in font sizes."""
    table_size: float = 8.5
    table_leading: float = 1.3
    bold: Literal["no", "stroke", "twice"] = "stroke"
    """How headings and heads of tables are made bold; `twice` draws them twice, a third of a point apart."""
    bold_numbers: Literal["no", "stroke", "twice"] = "no"
    text_layer: Literal["unicode", "none", "private", "shuffled"] = "unicode"
    """The ToUnicode maps: right; missing; to private-use characters; to other characters of the same kind."""
    title_lines: Literal["one", "agency_first", "year_first"] = "one"
    """The title's words; it is broken over lines where it must or, `agency_first`, after the agency's name."""

    # --- rules and backgrounds ------------------------------------------------------------------------------------
    rules: Rules = "lines"
    """`lines`: stroked, as long as they go; `cells`: a stroked rectangle a cell; `rects`: thin filled rectangles from
    cell to cell; `backgrounds`: cells filled grey with white gaps; `dotted`: short dashes; `dots`: rows of tiny
    squares; `rows`: horizontal rules only; `none`."""
    rule_width: float = 0.5
    rule_colour: str = "#000000"
    break_rules: Literal["closed", "open"] = "closed"
    """Whether a page's part of a table is closed by a rule where the page breaks."""
    caption_fill: str | None = "#c6d9f1"
    head_fill: str | None = None
    zebra_fill: str | None = None

    # --- how tables run over pages --------------------------------------------------------------------------------
    repeat_head: bool = False
    keep_head: bool = True
    """A table with a head begins on the page on which its first row after the head stands."""
    split_rows: bool = False
    """A row of several lines may be cut by the page break (its numbers stay with its first lines)."""
    merged_label: Literal["flow", "first", "last", "repeat", "middle"] = "flow"
    """Where a merged label stands whose cell is cut: its lines flow on (（四）无|法提供), or all stand in one part."""
    breaks: tuple[tuple[str, int], ...] = ()
    """(table, n): the page breaks after n rows of the table's grid (heads included), with `split_rows` within the next
    row if it has several lines. Prose is added before the table to bring this about."""

    # --- cells ----------------------------------------------------------------------------------------------------
    number_align: Literal["left", "center", "right"] = "center"
    label_align: Literal["left", "center"] = "left"
    vertical_align: Literal["middle", "top"] = "middle"
    padding: tuple[float, float] = (3.0, 3.5)
    """Horizontal and vertical padding of a cell."""
    row_height: float = 0.0
    """Least height of a row."""
    number_width: float = 31.0
    """Width of a column of table 三; a number that does not fit is broken over lines."""
    merged_width: float = 20.0
    """Width of the column of 三、本年度办理结果."""
    group_width: float = 46.0
    """Width of the column of （三）不予公开 and its like."""
    merged_text: Literal["wrap", "stacked", "rotated_up", "rotated_down"] = "wrap"
    """三、本年度办理结果 as its column wraps it, one upright character a line (vertical text), or turned by 90°."""

    # --- words ----------------------------------------------------------------------------------------------------
    numbering: Literal[".", "、", "．", " "] = "."
    brackets: Literal["full", "half"] = "full"
    label_blanks: bool = False
    """Stray blanks as word processors leave them: 总 计, 情 形."""
    spelling: tuple[tuple[str, str], ...] = ()
    """(as the form prints it, as this report prints it), for whole labels: typos and other wordings."""
    litigation: Literal["one", "three", "three_titled"] = "one"
    """Table 四 as one table, as three small ones, as three small ones under lines of text that name them."""
    section_numbers: Literal["form", "shifted", "none"] = "form"
    notes: bool = False
    """Notes under the tables."""

    # --- numbers --------------------------------------------------------------------------------------------------
    thousands: str = ""
    digits: Literal["ascii", "full"] = "ascii"
    zero: str | None = "0"
    """What stands for 0: itself, a mark (/ - — 无), or nothing (None)."""
    number_spacing: Literal["no", "blanks", "gaps"] = "no"
    """Numbers broken by spaces: a blank in front of each three digits, or gaps between all digits."""

    # --- furniture ------------------------------------------------------------------------------------------------
    page_number: str = "- {page} -"
    running_head: str = ""
    """{title}, {agency} and {year} may stand in it."""
    foot: tuple[str, ...] = ()
    """Lines in small print at the foot of every page."""
    watermark: str = ""
    watermark_over: bool = False
    """The watermark is drawn after the text, not before it."""
    stamp: bool = False
    """A red stamp over the numbers of table 三 and at the end."""
    white_boxes: bool = False
    """Invisible white rectangles behind every line and cell."""
    page_fill: str | None = None
    lead_lines: int = 0
    """Lines of prose added before table 二, so that page breaks fall elsewhere."""

    @property
    def turned(self) -> bool:
        """Whether the merged label is turned by 90°."""
        return self.merged_text in ("rotated_up", "rotated_down")
