"""A hundred wounded files in every run of the tests; the long run: ``python -m tests.benchmarks.mutated_files``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.benchmarks.mutated_files import KINDS, trials


@pytest.mark.slow
def test_no_wound_ends_the_run_or_gives_a_wrong_number_without_a_flag(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVREPORTS_CACHE", str(tmp_path))
    kinds = [kind for kind in KINDS if kind != "png"]  # a scan takes seconds
    total = sum(trials(100, 7, kinds, workers=2).values(), Counter[str]())
    assert (total["wrong"], total["crash"]) == (0, 0)
    assert total["same"] > 15 and total["told"] > 30
