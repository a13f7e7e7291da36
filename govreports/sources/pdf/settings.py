"""Hold the PDF reader's thresholds, each once: `SETTINGS` is what every module of this room asks.

An ``em`` is the height of the character in question, ``pt`` a point, ``share`` a part of the whole that its line
names, ``of_255`` a level of a colour's channel. ``python -m tests.benchmarks.thresholds pdf`` moves each by a quarter
to both sides and prints what becomes of the cells of a hundred files of many kinds.
"""

from __future__ import annotations

from dataclasses import dataclass

from govreports.sources.settings import PageSettings


@dataclass(frozen=True)
class PdfSettings(PageSettings):
    """The thresholds by which a PDF's ink becomes grids and lines."""

    # What is drawn
    rule_length_pt: float = 5.0  # a shorter line rules nothing: the sides of a stamp's many-sided circle
    same_rule_pt: float = 1.5  # lines nearer than this are one; a line that ends so near to a rule ends on it
    dash_gap_pt: float = 4.5  # pieces of one line: dots and dashes of dotted rules
    rule_reach_pt: float = 3.0  # a rule so near to another one meets it
    same_edge_pt: float = 6.0  # edges nearer than this are one: browsers set cells apart, each with its own border
    bounded_share: float = 0.5  # of a cell's side that a rule covers, so that it bounds it
    full_of_255: int = 250  # from here a colour is white, an ink opaque: hongze_2023 covers its pages with white
    rectangle_segments: int = (
        5  # a line or a rectangle has no more; longer outlines may be a digit's (c_digits_outlined)
    )
    least_digit_pt: float = 2.0  # nobody reads a digit less high, printed or drawn
    drawn_digit_height_pt: float = 40.0  # what is drawn higher is no digit
    page_share: float = 0.5  # of the page: a larger area is its background, pictures that cover more are a scan

    # Characters and lines
    blank_em: float = 0.25  # a wider gap is printed as a blank, and no blank is narrower
    number_gap_em: float = 1.5  # a wider gap parts two numbers; no letter spacing is so wide
    printed_twice_em: float = 0.25  # the same character so near is printed twice, for bold
    overprinted_share: float = 0.5  # of a digit's width: digits that cover each other more are one over the other
    cell_margin_pt: float = 6.0  # the widest margin of a cell that is taken for its padding
    same_margin_pt: float = 1.5  # the lines of one number share a margin or their middle so nearly
    digit_gap_em: float = 0.12  # digits of one number stand no farther apart, and no more unevenly (b_scale60);
    # where boxes are those of the glyphs, so that a 1 stands apart, `blank_em` decides
    same_size_share: float = 0.85  # of the larger digit's height: a smaller one is of another size (a_sup_d0)
    raised_em: float = 0.12  # so much higher stands the foot of a note's number (a_sup_d0)
    note_gap_em: float = 1.2  # farther from a large digit a small one is not its note
    rule_inside_share: float = 0.1  # of a digit's width: so far from its sides a rule runs through it
    piece_gap_em: float = 0.4  # words farther apart are two; digits set apart within a number have less
    kerned_back_em: float = 0.6  # a kerned character begins no farther before the end of the one before
    short_line_characters: int = 12  # lines so short may be a table's without rules ...
    short_lines: int = 8  # ... where there are so many of them
    gutter_share: float = 0.02  # of a sheet's width: two pages on one sheet are parted by so much
    column_characters: int = 30  # on either side of a gutter: a page number is no column
    unit_characters: int = 2  # 万元, 人次: a line of no more Chinese characters holds a number or a mark, no words
    descent_em: float = 0.12  # how far a box reaches below the line of writing, as pdfium's other boxes do
    same_matrix_pt: float = 0.5  # matrices nearer than this are the same
    looked_at_for_turns: int = 60  # characters: they tell how a page's writing lies, and each costs a call
    huge_times: float = 2.5  # the page's usual height: a watermark, or a box that pdfium gives wrongly (hongze_2023)
    watermark_times: float = 1.4  # the page's usual height: titles are as large, but not pale
    watermark_tiles: int = 3  # the same writing so often on a page is no title
    pale_of_255: int = 150  # ink so light is a watermark's where it is large
    same_colour_of_255: int = 12  # a stamp's letters differ by less from one another

    # What shows
    strike_middle_em: float = 0.2  # from a character's top and foot: a line nearer to them is a rule or an underline
    strike_thickness_em: float = 0.35  # what is thicker is a bar over it
    strike_overhang_em: float = 1.5  # what reaches farther beyond the number may be a rule
    tiny_digit_share: float = 0.2  # of the page's usual digit: nobody reads a smaller one
    plain_ink_of_255: int = (
        110  # lighter or coloured ink may be the colour of what lies under it: the page is looked at
    )
    clip_cut_pt: float = 0.3  # that a clip takes off a digit: the page is looked at
    narrow_digit_share: float = 0.1  # of its height: a narrower digit cannot be read
    character_pixels: float = 18.0  # of a usual character, where the page is looked at
    coarsest_pixels_pt: float = 1.0  # of such a look, for large print
    finest_pixels_pt: float = 12.0  # of such a look, for print of 2 points: at 8 thin digits seem covered (c_size_d0)
    most_pixels: int = 25_000_000  # of such a look: a poster of many metres ends no run
    faint_of_255: int = 24  # a smaller difference from the ground is not seen
    lacking_share: float = 0.22  # of a glyph's side that may lack before it counts as cut
    notch_share: float = 0.25  # of a white glyph's box: one that shows inks more of it, over a rule less (white_digit)
    covered_ink_share: float = 0.7  # of the usual ink of its kind: a digit with less is covered in part
    stacked_share: float = 0.3  # of the smaller box: characters that share more stand one over the other
    anew_share: float = 0.6  # of a character's height: so much other ink where it stood is the same one typed anew
    object_stream_bytes: int = 10_000_000  # unpacked: a report's objects take a hundredth
    stacked_texts: int = 4  # texts one over the other that are taken away one by one

    # Pages read as pictures
    picture_width_pt: float = 200.0  # a narrower picture holds no table, a wider outline is no number
    picture_height_pt: float = 80.0  # a lower one neither
    meaningless_share: float = 0.1  # of the characters: a page with more is read as a picture (no_unicode)
    coarsest_dpi: int = 150  # what a scan of less is rendered at
    usual_dpi: int = 200  # where no picture tells
    finest_dpi: int = 300  # more shows the recogniser nothing more
    shape_dpi: int = 250  # for the shapes of digits: one of 9 points is 22 pixels high
    shape_dark_of_255: int = 150  # ink of such a shape
    enclosed_share: float = 0.01  # of a digit's box: a smaller enclosed area is a speck
    enclosed_middle_em: float = 0.08  # so far off the middle an enclosed area is that of a 6 or a 9
    lying_glyphs: int = 2  # one glyph may be spoilt by what lies over it; a lying map spoils all of its kind


SETTINGS = PdfSettings()
