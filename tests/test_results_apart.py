"""Results of many reports are made by processes that open the tables themselves."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

import pytest
from pebble import ProcessExpired

from govreports.runs import agency_pages
from govreports.runs.agency_pages import FOLDER, Pages, begun_pages, write_agency_pages
from govreports.runs.apart import Selection, opened
from govreports.runs.attempts import Attempts, Made
from govreports.runs.settings import RunSettings
from tests.figures_data import figures


def attempts_in(folder: Path) -> Attempts:
    folder.mkdir()
    return Attempts(folder)


def test_pages_that_processes_write_are_those_that_this_one_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    selection = Selection(figures().save(tmp_path / "out"), None, ("宿迁市", "平潭综合实验区管委会"), (), "zh")
    here, apart = attempts_in(tmp_path / "here"), attempts_in(tmp_path / "apart")
    pages = begun_pages(selection, here)
    assert len(pages.written) == 2 and not pages.batches
    monkeypatch.setattr(agency_pages, "SETTINGS", RunSettings(reports_at_once=1))
    begun = begun_pages(selection, apart)
    assert begun.batches == [[who] for who in sorted(opened(selection).agencies, key=opened(selection).name)]
    assert write_agency_pages(selection, apart, begun) == list(pages.written)
    assert not apart.problems
    for file, _ in pages.written:
        assert (apart.place / file).read_bytes() == (here.place / file).read_bytes()


def test_a_process_that_was_killed_is_named_with_what_it_should_have_made() -> None:
    task: Future[Made[str]] = Future()
    task.set_exception(ProcessExpired("Abnormal termination", code=-9))  # type: ignore[no-untyped-call]
    attempts = Attempts(Path("results"))
    assert attempts.take(FOLDER, task) is None
    assert attempts.problems[0].reason.startswith("The process that made it was killed")


def test_what_failed_in_a_process_of_its_own_is_named_beside_what_was_made() -> None:
    elsewhere = Attempts(Path("results"))
    elsewhere.failed("agencies/a.html", "result_failed", "ValueError: no.")
    task: Future[Made[Pages]] = Future()
    task.set_result((Pages(), elsewhere.problems))
    attempts = Attempts(Path("results"))
    assert attempts.take(FOLDER, task) == Pages()
    assert attempts.problems == elsewhere.problems
