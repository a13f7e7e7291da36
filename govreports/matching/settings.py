"""Hold the thresholds of matching, each once: `SETTINGS` is what every module of this room asks.

An ``em`` is the height of the print in question, ``pt`` a point, ``share`` a part of the whole that its line names.
``python -m tests.benchmarks.thresholds matching`` moves each to both sides and prints what becomes of the cells of
reports of many kinds.
"""

from __future__ import annotations

from dataclasses import dataclass

from govreports.sources.settings import PageSettings


@dataclass(frozen=True)
class MatchingSettings(PageSettings):
    """The thresholds by which what a document prints becomes cells of the form."""

    # Places on the page
    tight_columns_em: float = 0.2  # columns as tight as a browser sets them may overlap by so much
    digit_width_em: float = 0.5  # of a usual font; heads and numbers no farther apart are at one place
    label_reach_em: float = 0.7  # how far above or below its label's lines a row's numbers may stand
    head_reach_em: float = 4.0  # how far a head may reach beyond the outermost numbers
    wrapped_line_em: float = 1.75  # a wrapped number's lines follow one another within this, in Word and in browsers
    column_step_times: float = 1.1  # the widest step within one number: columns stand farther apart, be it by a blank
    same_edge_pt: float = 3.0  # edges nearer than this on two pages are at one place ...
    same_edges_share: float = 0.75  # ... and a table with more of its edges at one place keeps its columns
    column_share: float = 0.5  # of a column that must lie under what is carried over to it

    # Lines of a page
    wrapped_lines: int = 14  # into which a label or a head breaks, a page break and the group's label included
    row_cost_characters: float = 0.01  # of two runs of lines that hold as much of a label the shorter one is it
    blank_cost_characters: float = 0.5  # where a line of numbers may be beside a label, it is not blank
    lines_between_pages: int = 2  # of one row: a line with a page's number is all that may stand there
    edge_lines: int = 3  # running heads, page numbers and two lines of a note are the first or last lines of a page
    lines_below_rules: int = 2  # of heads may stand below a table's last rules where a page ends in them
    running_pages: int = 3  # a line that so many pages print alike is a running head or foot
    title_lines: int = 4  # over which a title may be broken
    title_characters: int = 60  # a longer title is prose
    furniture_characters: int = 6  # above a title, 无障碍阅读: the first line of a broken title is longer

    # Labels
    label_share: float = 0.6  # of a label that must stand where it belongs: some of it may lie beyond a page break
    label_characters: int = 80  # no label of the form is longer, with its group before it
    anchor_characters: int = 4  # a piece of a label that only one row has proves its row; shorter ones are in several
    misspelt_share: float = 0.75  # of a longer piece's characters, where a label is misspelt
    stranger_characters: int = 25  # text that is no label and longer than this is prose: the table has ended

    # Tables and rows
    table_share: float = 0.3  # of a table's cells: with fewer it is another table that happens to share a label
    list_indicators: int = 5  # with fewer it is another list that happens to share a label
    row_numbers: int = 3  # so many numbers behind a label are a row of a table
    row_blanks: int = 5  # fewer blank cells are no row of numbers: the rest of heads that a page break cut
    proven_rows_share: float = 0.5  # of the rows with a total, with an anchor (二道区 2022 leaves many totals out)
    full_rows: int = 3  # so many rows whose fields are the columns, and ...
    full_rows_sums: int = 2  # ... so many sums that hold among them, prove it of all (liwan_fagai_2020 shows 4)
    alike_rows: int = 5  # so many rows without a full one among them prove how the fields lie
    leading_digits: int = 2  # so many first digits of its sum make of a total that fails a clipped one (a_exact_d0)

    # Searches that are given up
    search_ways: int = 400  # to part a row: no sum of a column chooses between so many

    named_in_problem: int = 3  # so many names tell what is meant; the rest is counted


SETTINGS = MatchingSettings()
