"""What is no report is refused with a reason, never read as one: a few files of each kind of the benchmark."""

from __future__ import annotations

import pytest

from tests.benchmarks.refusals import KINDS, score

FILES = 2


@pytest.mark.parametrize("kind", KINDS)
def test_other_files_are_refused(kind: str) -> None:
    found = score(kind, FILES)
    assert found.faults == ()
    assert found.refused == FILES
