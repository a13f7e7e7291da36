"""Hold the thresholds of every reader of pages, and those of files other than PDFs and scans: `SETTINGS` is asked.

``px`` is a CSS pixel, ``half_pt`` half a point as Word counts, ``share`` a part of the whole that its line names.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PageSettings:
    """What every reader of pages asks."""

    same_line_em: float = 0.35  # centres nearer than this stand on one line; half a line is more
    rule_thickness_pt: float = 3.0  # what is no thicker is a rule, what is thicker an area
    slant_radians: float = 0.03  # a smaller slope is a scanner's; a stamp's letters and watermarks have more
    search_steps: int = 20_000  # of a search that is given up: another order of table 四's heads takes 6,000


@dataclass(frozen=True)
class SourceSettings(PageSettings):
    """What is seen on a page of markup, what is a table in lines of text, and where a reader gives up."""

    # What shows
    unseen_contrast: float = 1.08  # to the ground: white on white is 1 ...
    faint_contrast: float = 1.3  # ... a reader may miss less; zeros in a light grey (#ccc, 1.6) are read
    unseen_opacity_share: float = 0.1  # of full ink
    faint_opacity_share: float = 0.3
    unseen_px: float = 1.0  # a browser draws nothing below it ...
    faint_px: float = 4.0  # ... and dots below this
    unseen_half_pt: float = 3.0  # nobody reads a smaller character ...
    faint_half_pt: float = 8.0  # ... and a reader may miss this
    usual_half_pt: float = 21.0  # 五号, Word's own default in Chinese documents
    least_row_twip: int = 160  # twentieths of a point: 8 points show a line of the smallest usual size, 六号
    column_twip: int = 1000  # as narrow as a column of table 三: an indent of as much moves a number to the next one
    drawn_cells: int = 50  # of a sheet under one drawing: a seal or the paper lies over more than a row's
    crowded_em: float = 0.25  # that spacing takes from a character's width, half an em: digits run into each other
    squeezed_percent: int = 20  # of a character's width: text squeezed to a line
    note_digit_share: float = 0.8  # of the size of the text beside it: notes are set at two thirds
    note_raised_share: float = 0.15  # of the text's height: notes are raised by a third
    off_page_px: float = 400.0  # nothing of an article stands so far left or above; -9999px is the usual trick
    narrow_em: float = 4.0  # outside of tables a box that cuts off what it has no room for shows few digits
    roomy_px: float = 300.0  # no count is wider: boxes that cut off more than this cut off no digit
    known_siblings: int = 200  # before an element that a stylesheet's `~` looks at, recursively
    window_px: tuple[int, int] = (1280, 800)  # a desktop's: phones' copies of a table are not on it

    # Tables in lines of text
    habit_rows: int = 3  # fewer rows that end in a bar show no habit, fewer whole rows no columns (table 四 has four)
    habit_lines: int = 10  # of a single cell, or of one count of commas: a form's table has 20 rows and more
    most_heads: int = 5  # rows of nothing but heads above each other: table 三 has three
    most_columns: int = 40  # the form's widest table has 15, pages add some that hold nothing
    barred_cells: int = 2_000  # a report has some 500; more are no report, and take long to part
    prose_characters: int = 300  # the longest label has 48: more in a cell is prose that a table only lays out

    # Lines between two halves of a table
    foot_lines: int = 4  # page number, foot, running head and one more
    foot_characters: int = 60  # a longer line is prose; the longest running heads have 50

    # Where a reader gives up
    html_columns: int = 1000  # the HTML standard's own limit
    span_digits: int = 9  # as many as any span in use; Python refuses to read a number of 5,000 digits
    nested_variables: int = 5  # of a style that stand for each other
    nested_elements: int = 256  # deeper than a browser lays out: matching would take the depth squared
    formula_cells: int = 20_000  # that the formulas of a sheet are followed through: the form has 200
    nested_formulas: int = 20  # the form's totals are sums of printed numbers
    picture_times: int = 100  # its width that a picture may be long: a screenshot of a whole report is 30 times
    program_seconds: int = 180  # of a program that unpacks or converts; LibreOffice's first start takes about 20


SETTINGS = SourceSettings()
