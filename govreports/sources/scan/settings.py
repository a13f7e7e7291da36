"""Hold the thresholds by which pictures are read, each once: `SETTINGS` is what every module of this room asks.

``pt`` is a point on paper, ``heights`` are those of the line in question, ``share`` is a part of the whole that its
line names, ``of_255`` a level of grey (0 black) or of a colour's channel, ``certainty`` a probability that the network
gives. ``python -m tests.benchmarks.thresholds scan`` moves each by a quarter to both sides and prints what becomes of
the cells of scans of many kinds. What the network's own making fixes stands in `engine`.
"""

from __future__ import annotations

from dataclasses import dataclass

from govreports.sources.settings import PageSettings


@dataclass(frozen=True)
class ScanSettings(PageSettings):
    """The thresholds by which a page's picture becomes grids and lines."""

    # The page: resolution, way, ground
    finest_dpi: int = 310  # a finer picture is brought to `work_dpi` ...
    coarsest_dpi: int = 190  # ... and so is a coarser one: the rules of 150 dpi are one pixel wide
    work_dpi: int = 300
    farthest_skew_degrees: float = 5.0  # so far askew lies a page that was fed by hand
    dark_ground_of_255: int = 110  # a darker ground holds light print
    ground_reach_pt: float = 12.0  # what is broader than a letter's strokes is ground
    ink_of_255: int = 165  # darker is ink, where paper is 255
    hair_of_255: int = 215  # a hair rule of a quarter point at 150 dpi is lighter than a letter
    way_dpi: int = 108  # at which the way of the lines is seen
    way_gap_pt: float = 2.0  # characters of a line are nearer to each other; lines are farther apart
    way_height_pt: float = 24.0  # a line that shows the way is no higher ...
    way_heights: float = 3.0  # ... and at least so many times longer than high
    way_lines: int = 9  # the widest ones, of which both ends are read ...
    way_few_lines: int = 4  # ... unless so few are surely read
    way_end_heights: int = 6  # of each
    way_certainty: float = 0.7  # what is read so surely is not upside down

    # A photographed page
    slant_dpi: int = 80  # at which its rules are sought
    slant_rule_pt: float = 24.0  # no stroke of a character is so long
    farthest_slant_degrees: float = 12.0  # from across and down a rule lies so far
    fewest_slanted: int = 4  # edges of rules or of the paper, far enough apart ...
    slant_spread_share: float = 0.15  # ... of half the page, say where they meet
    slant_rounds: int = 4  # of leaving out those that lie far off ...
    slant_apart_degrees: float = 0.2  # that is so far
    least_slant_pt: float = 2.5  # at the page's corners: less is a flat page

    light_reach_pt: float = 48.0  # what is broader than a row with a tint is not the page's but the light's
    uneven_light_of_255: int = 24  # between the brightest and the darkest paper: less is a scanner's

    inked_percent: float = 0.5  # of a page that prints anything is at least so dark
    pale_ink_of_255: int = 70  # from here ink is pale, and brought to black

    # Rules and tables
    other_side_of_255: int = 150  # the print of the paper's other side is no darker ...
    other_side_share: float = 0.1  # ... and so much of all characters
    rule_across_pt: float = 21.0  # a dash or 一 in a heading is up to 20 points wide
    rule_down_pt: float = 11.0  # a row is at least as high as its text
    rule_hole_pt: float = 1.0  # closed in a rule: dust, a scanner's threshold. Wider ones would join letters to rules
    rule_beside_pt: float = 1.2  # so much paper lies on either side of a rule: letters stand around their strokes ...
    rule_touched_share: float = 0.3  # ... of which at most this share is ink that touches it
    same_rule_pt: float = 4.0  # nearer rules are one: a double rule, or one rule's ends after a bend
    separates_share: float = 0.6  # of two cells' common side that a rule covers
    faint_separates_share: float = 0.3  # the same where the cells are no rectangles otherwise
    rule_near_pt: float = 3.5  # so far from its place a rule, or the roundness of its edge, lies within a cell
    rule_full_share: float = 0.6  # a row of pixels so full of ink, so near to the rule, is the rule's own

    # Stamps
    coloured_of_255: int = 48  # ink has colour where its channels differ by so much
    stamp_darkest_of_255: int = 45  # in a grey scan a stamp is a flat grey, lighter than black print ...
    stamp_lightest_of_255: int = 185  # ... and darker than a tint
    stamp_flat_of_255: int = 30  # within three pixels
    stamp_stroke_pt: float = 1.2  # its strokes are at least so thick
    stamp_area_square_pt: float = 120.0  # less flat grey is the blur of bold print, not a ring or a star
    stamp_ground_share: float = 0.72  # of a rectangle: flat grey that fills more is the ground of a cell ...
    stamp_cell_pt: float = 12.0  # ... if it is so wide and high
    stamp_uneven_of_255: int = 12  # of its ink
    stamp_lighter_of_255: int = 25  # than nearly all print at its darkest: so much lighter, it hides none
    stamp_pale_of_255: int = 190  # divided by the stamp's ink, what is brighter is uneven ink and no print ...
    stamp_pale_times: float = 2.0  # ... and is brought so much nearer to white
    stamp_blur_pt: float = 0.8  # of its edge
    stamp_dot_pt: float = 1.8  # black that is smaller is no stroke of a figure: a stamp's stroke that crosses a rule
    letter_edge_pt: float = 0.5  # the grey around a letter's black
    stamp_piece_pt: float = 16.0  # colour in smaller pieces may be print in colour; rings and stars are larger
    blot_pt: float = 1.5  # coloured ink that would fill a square of this side might hide something
    next_figure_pt: float = 2.0  # no figure of a number stands farther from the one before

    # Lines of print, figures, marks
    dust_pt: float = 0.7  # what is smaller in both directions is dust, wherever it lies
    smallest_pt: float = 1.6  # a line has something as large: a hyphen is wider, a point or dust is smaller
    point_beside_pt: float = 1.3  # so near to its line stands a point or a comma; farther off it is dust
    clinging_dust_pt: float = 2.6  # what is smaller in both directions is no figure: dust that clings together
    one_character_heights: float = 1.3  # strokes of one character that lie apart (三, ：, i) stay together
    crosses_heights: float = 0.12  # of a line that its ink touches a cell's side: print that runs over it
    dash_height_pt: float = 1.9  # a dash is no higher ...
    dash_width_pt: float = 1.8  # ... at least so wide ...
    dash_times: float = 2.0  # ... and so many times wider than high
    long_dash_pt: float = 5.5  # from here it is —
    slash_lean_share: float = 0.5  # of its width: so far a slash moves over its height; a stroke fills its own
    slash_row_share: float = 0.62  # of its width that no row fills: a 1 has its flag or its foot in one row
    slash_fit_share: float = 0.96  # of the variance that a straight line explains
    figure_heights: float = 0.6  # a figure is at least so high; a comma is not
    figure_width_heights: float = 0.85  # a figure is no wider; a character of a label is
    half_alike_share: float = 0.6  # the two halves of a broken 0 are as wide as each other ...
    half_gap_heights: float = 0.15  # ... so near ...
    whole_zero_heights: float = 0.75  # ... and together no wider than a figure
    low_line_pt: float = 5.5  # lower print is a mark (— 一 .): it is set in a line of this height for the network
    above_heights: float = 0.2  # the margin above and below a line for the network ...
    second_above_heights: float = 0.4  # ... and in the second reading of a number
    beside_heights: float = 0.4  # the margin before and behind it
    between_heights: float = 0.15  # lines of a label that are set side by side: the gap of two characters

    # What the network reads
    narrowed_share: float = (
        0.45  # of its width at which a label is read: none of 1,009 is read otherwise; 决 is at 0.40
    )
    narrowest_pixels: int = 96  # two characters are narrowed no further: 纠正 at half its width was read as 继
    text_certainty: float = 0.5  # below it a text is in doubt; a label is read again, by its lines and at full width
    prose_certainty: float = 0.9  # below it a title or a heading is read again at full width
    number_certainty: float = 0.6  # below it a number is in doubt
    number_likeness: float = 0.3  # a line is a number where every character may be a figure with so much certainty
    witnesses: int = 2  # so many readings of a shape, in different numbers, must agree before it is known
    same_spot_share: float = 0.22  # of a spot's ink that differs: 90 % of pairs of one digit by 0.21, of two by 0.30

    # Lines outside the tables
    word_beside_pt: float = 3.5  # no wider gap parts the figures of a number; columns without rules lie farther apart
    word_around_pt: float = 2.4  # of paper belongs to a word, as to a character: a second look leaves most of it
    word_gap_pt: float = 26.0  # characters of one line are nearer: an indent or a wide blank does not part it
    line_height_pt: float = 4.0  # lower or narrower is dust ...
    highest_line_pt: float = 40.0  # ... and higher is a picture
    speck_pt: float = 1.2  # what is smaller in both directions joins nothing to a line
    square_times: float = 1.35  # two parts of one character: their rectangle is so nearly square ...
    part_gap_share: float = 0.25  # ... and their gap at most this share of its height
    short_line_share: float = 0.5  # of the page's width: a title, a heading, a date, or the end of a paragraph
    indent_heights: float = 3.0  # from the left edge of all print a line is set apart: centred, or at the right
    title_lines: int = 3  # the first page's title is among so many, even where it fills its line
    large_times: float = 1.25  # the usual height: a title
    caption_pt: float = 45.0  # so near above a table a line is its caption
    heading_heights: int = 5  # of a line are enough to see the number it begins with

    # Digits beside their like
    digit_speck_pt: float = 1.15  # what is no larger than a square of this side is a speck
    least_contrast_of_255: int = 60  # between paper and ink
    least_left_pixels: int = 4  # so little may be left of a digit in a cell that is read as blank
    parted_share: float = 0.3  # of a digit's width: so near to where equal widths would part them digits are parted
    fewest_alike: int = 4  # a kind with fewer others tells nothing
    spreads: float = 5.0  # so many times its usual spread from its kind a digit may lie ...
    least_spread_share: float = 0.006  # ... which is at least this share of the ink


SETTINGS = ScanSettings()
