"""How a number comes to be misprinted, and how easily: the costs by which suggestions are ranked.

A cost stands for the negative logarithm of how often such a mistake is made. The order of the costs is what counts;
it was set by hand after the errors of the sample reports (most are totals left at 0) and measured with planted faults
(``tests/benchmarks/faults.py``).
"""

from __future__ import annotations

TOTAL_LEFT_ZERO = 1.0
ROW_COPIED = 1.2
DIGIT = 1.6
NEIGHBOUR = 2.0
EXCHANGED = 4.2
PART_AND_TOTAL = 3.2
ONE_DIGIT_NUMBER = 2.6
OFFSETTING = 4.4
LEFT_OUT = 2.8
CELL = 3.4

MORE_CELLS = 0.1
"""Each further cell of one mistake that was made once for a whole row or column."""

WITNESS = 1.5
"""What a second source (prose, the year before or after, our doubt about the reading) adds or takes away."""


def mistake(printed: float, suggested: float, *, total: bool) -> tuple[str, float]:
    """Name the mistake that turns the suggested number into the printed one.

    Parameters
    ----------
    printed, suggested : float
    total : bool
        Whether the cell is the total of others.

    Returns
    -------
    (str, float)
        The kind and its cost.

    Examples
    --------
    >>> mistake(0, 11, total=True)
    ('total_left_zero', 1.0)
    >>> mistake(31, 311, total=False), mistake(311, 31, total=False)
    (('digit_dropped', 1.6), ('digit_doubled', 1.6))
    >>> mistake(12, 21, total=False)[0], mistake(15, 19, total=False)[0], mistake(4, 90, total=False)[0]
    ('digits_swapped', 'digit_misprinted', 'cell_misprinted')
    """
    if total and printed == 0:
        return "total_left_zero", TOTAL_LEFT_ZERO
    is_, should = f"{printed:g}", f"{suggested:g}"
    if printed == 0 or suggested == 0:
        return "cell_misprinted", LEFT_OUT + (0.2 if suggested == 0 else 0.0)
    if len(is_) + 1 == len(should) and _drops_one(should, is_):
        return "digit_dropped", DIGIT
    if len(is_) == len(should) + 1 and _drops_one(is_, should):
        doubled = any(is_[:at] + is_[at + 1 :] == should and is_[at] in is_[at - 1 : at] for at in range(1, len(is_)))
        return ("digit_doubled", DIGIT) if doubled else ("digit_misprinted", DIGIT + 0.6)
    if len(is_) == len(should):
        if len(is_) == 1:
            return "cell_misprinted", ONE_DIGIT_NUMBER
        apart = [at for at in range(len(is_)) if is_[at] != should[at]]
        if len(apart) == 1:
            return "digit_misprinted", DIGIT + 0.4
        if len(apart) == 2 and is_[apart[0]] == should[apart[1]] and is_[apart[1]] == should[apart[0]]:
            return "digits_swapped", DIGIT
    return "cell_misprinted", CELL


def _drops_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
