"""The whole suite reads into a cache of its own, so that no run sees what another one left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

import govreports as gr
from govreports.dataset import folder, read_one, workers
from govreports.dataset.records import FileRecord
from govreports.reading import read_file
from govreports.report.report import Report
from govreports.sources.file_limits import Limits
from tests.accounted import unaccounted

# What passes once passes again: the cases are drawn from the test itself, and a busy machine is no failure.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

RAW = Path(__file__).parents[1] / "data" / "raw"


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVREPORTS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def every_cell_is_accounted_for() -> Iterator[None]:
    """Hold every report that any test reads to the rule that no cell of its form is lost without a word."""
    reports_of = read_file.reports_of

    def checked(path: Path, data: bytes, engine: str) -> list[Report]:
        reports = reports_of(path, data, engine)
        for report in reports:
            assert not unaccounted(report), f"{path.name}: neither read nor named in problems"
        return reports

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read_file, "reports_of", checked)
        patch.setattr(read_one, "reports_of", checked)
        patch.setattr(folder, "read_each", few_in_this_process)
        yield


def few_in_this_process(
    files: Sequence[Path], engine: str, limits: Limits, n_workers: int
) -> Iterator[tuple[Path, FileRecord]]:
    """Read a few files here, where the rule above holds and no process is started; `test_workers` does not."""
    if len(files) >= 12:
        yield from workers.read_each(files, engine, limits, n_workers)
    else:
        yield from ((path, read_one.read_one(path, engine, limits)) for path in files)


@pytest.fixture(scope="session")
def sample() -> gr.Dataset:
    """The sample data, read once."""
    return gr.read_folder(RAW, progress=False)
