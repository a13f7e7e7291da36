"""Too few cases to say anything: the one place of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govreports.measures.kinds import OF_CASES

if TYPE_CHECKING:
    import numpy.typing as npt

FEWEST_CASES = 10
"""A share or a ratio of fewer cases is shown, and nothing is said of it: one case more or less moves it by ten points
or more (洪泽区 2024 rose by 38 points on six cases, 平潭社会事业局 2025 fell from 2/2 to 0/3)."""


def too_few(kind: str, cases: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Return where a value rests on too few cases to be judged.

    Parameters
    ----------
    kind : str
        One of `govreports.measures.kinds.KINDS`.
    cases : array_like of float
        Denominators; NaN counts as none.

    Examples
    --------
    >>> too_few("share", [0, 9, 10]).tolist(), too_few("count", [1]).tolist()
    ([True, True, False], [False])
    """
    cases = np.nan_to_num(np.asarray(cases, dtype=np.float64), nan=0.0)
    return np.asarray((cases < FEWEST_CASES) & (kind in OF_CASES))
