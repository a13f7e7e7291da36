"""Every named layout once: each cell of a report set so is read right. The benchmark reads ten thousand of each."""

from __future__ import annotations

import pytest

from tests.benchmarks.accuracy_layouts import RANDOM, case, score
from tests.typeset import LAYOUTS


@pytest.mark.parametrize("name", [*LAYOUTS, RANDOM])
def test_every_cell_of_a_layout_is_read_right(name: str) -> None:
    found = score(case(name, 0))
    assert found.faults == ()
    assert (found.right, found.wrong) == (found.cells, 0)
    assert found.cells >= 186  # a 2021 table 二 beside a 2019 table 三 has the fewest
