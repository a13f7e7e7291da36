"""The results of one run stand together: stopped at any step, no page leads to those of two runs."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from govreports.columns import PROBLEM_COLUMNS, frame
from govreports.dataset.data import Dataset
from govreports.dataset.made_of_tables import PAGE, take_away
from govreports.runs.attempts import Attempts
from govreports.runs.publish import drafts, publish
from tests.stopped import Stop, stopping

RESULTS = {
    1: (PAGE, "agencies/甲.html", "agencies/乙.html", "charts/01 a.png", "tables.xlsx"),
    2: (PAGE, "agencies/甲.html", "charts/01 b.png", "tables.xlsx"),
}


def write(place: Path, number: int) -> None:
    with drafts(place) as draft:
        for name in RESULTS[number]:
            (draft / name).parent.mkdir(exist_ok=True)
            (draft / name).write_text(str(number))
        publish(draft, place, Attempts(draft).make)


def there(place: Path, ending: str = "") -> dict[str, str]:
    files = (file for file in place.rglob(f"*{ending}") if file.is_file() and not file.name.startswith("."))
    return {file.relative_to(place).as_posix(): file.read_text() for file in files}


def test_stopped_at_any_step_they_are_of_one_run_or_no_page_leads_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for after in count():
        write(tmp_path, 1)
        done = False
        with monkeypatch.context() as patch, suppress(Stop):
            stopping([(Path, name) for name in ("replace", "unlink", "rmdir")], after, patch)
            write(tmp_path, 2)
            done = True
        seen = there(tmp_path)
        assert PAGE not in seen or seen in [dict.fromkeys(RESULTS[n], str(n)) for n in (1, 2)]
        if done:
            break
        write(tmp_path, 2)
        assert there(tmp_path) == dict.fromkeys(RESULTS[2], "2")
    assert after > 5


def test_the_analyst_s_own_files_stay_and_results_of_other_tables_go(tmp_path: Path) -> None:
    write(tmp_path, 1)
    (tmp_path / "charts" / "mine.png").write_text("0")
    write(tmp_path, 2)
    assert "charts/mine.png" in there(tmp_path) and "agencies/乙.html" not in there(tmp_path)
    take_away(tmp_path)
    assert there(tmp_path) == {"charts/mine.png": "0"}
    assert [file.name for file in tmp_path.iterdir()] == ["charts"]


def test_a_list_that_names_files_elsewhere_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "mine.txt").write_text("0")
    (tmp_path / "out" / ".govreports.results").write_text(f"../mine.txt\n{tmp_path / 'mine.txt'}\n")
    take_away(tmp_path / "out")
    assert (tmp_path / "mine.txt").is_file()


def test_other_tables_saved_alone_take_the_pages_of_the_old_ones_away_and_the_same_ones_do_not(tmp_path: Path) -> None:
    """``extract`` after ``run`` once left pages that showed other numbers than the tables beside them."""
    Dataset().save(tmp_path)
    write(tmp_path, 1)
    Dataset().save(tmp_path)
    assert there(tmp_path, ".html") == {name: "1" for name in RESULTS[1] if name.endswith(".html")}
    Dataset(problems=frame([("a.pdf", None, "no_form", "", None)], PROBLEM_COLUMNS)).save(tmp_path)
    assert there(tmp_path, ".html") == {}
