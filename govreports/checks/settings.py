"""Hold the thresholds of the checks, each once: `SETTINGS` is what every module of this room asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CheckSettings:
    """From where on a number, a row or a text is looked at, and how far a fault is searched for."""

    # A report's own numbers (guards)
    more_digits: int = 3  # than any number it is added up with: of six parts a total has one more, a misprint one
    many_sums: int = 12  # that fail, totals of 0 left out: at most 3 in pingtan_zrz_2023, 21 to 33 where white text or
    # a font's table of characters is read (a_white, c_clip, c_tounicode_shift); a list before 2019 has 7
    many_sums_share: float = 1 / 3  # … and at least so much of the sums in which a number above 0 stands

    # An agency's other years, and its peers (jumps)
    jump_times: float = 5.0  # its own median, or as small a part of it
    jump_deviations: float = 5.0  # standard deviations of a count away from its median, or it may be chance
    jump_spreads: float = 4.0  # of the series' own: median absolute deviation of the logarithms
    years_for_median: int = 3  # so that one year does not move it
    peers_for_median: int = 3  # agencies of its level and year
    ten_thousand_times: tuple[float, float] = (3_000.0, 30_000.0)  # 元 printed as 万元 or the other way round

    # Years that look copied (repeats)
    distinct_numbers: int = 3  # above 0 in a row or table: 1, 0, 0 … 1 comes again by chance
    large_number: float = 1_000.0  # a single one from here on does not come again by chance
    same_prose_share: float = 0.8  # of the runs of characters that two years have in common
    run_characters: int = 8
    prose_characters: int = 60  # in shorter prose standard sentences are most of it

    quote_characters: int = 120  # of a sentence beside a check

    # Where a fault sits (faults)
    cells_changed: int = 4  # at once
    search_steps: int = 20_000
    identities_of_a_cell: int = 3  # results_sum, applicants_sum and balance cross in one
    suggestions: int = 10


SETTINGS = CheckSettings()
