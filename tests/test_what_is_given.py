"""What a user gives wrongly is told in one sentence that says what to give instead: never a traceback from within."""

from __future__ import annotations

import inspect
import pickle
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import govreports as gr
from govreports.dataset.data import Dataset
from tests.figures_data import figures

OF_A_DATASET = ("indicators", "panel", "coverage", "not_reported", "completeness", "promises", "versions", "agencies")
OF_EITHER = ("ranks", "pool", "shrink", "funnel", "trend", "change", "aggregate")
FUNCTIONS = [name for name in gr.__all__ if inspect.isfunction(getattr(gr, name))]
CHARTS = [name for name in dir(gr.charts) if name not in ("Chart", "MissingGlyphError", "use_font")]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_public_function_is_shown_completed_and_handed_to_workers_as_the_one_below_it(name: str) -> None:
    public, own = getattr(gr, name), getattr(import_module(gr._HOMES[name]), name)
    assert inspect.signature(public) == inspect.signature(own)
    assert inspect.getdoc(public) == inspect.getdoc(own)
    assert pickle.loads(pickle.dumps(public)) is public


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_a_public_function_takes_is_written_so_that_it_is_checked(name: str) -> None:
    taken = inspect.signature(getattr(gr, name)).parameters.values()
    assert all(isinstance(one.annotation, str) for one in taken)
    written = {kind.strip() for one in taken for kind in one.annotation.split("|")}
    assert not written & {"DataFrame", "pandas.DataFrame", "PathLike[str]", "os.PathLike[str]", "Union", "Optional"}
    assert all("int" in one.annotation.split(" | ") for one in taken if one.name == "year")
    assert all(one.annotation == "str" for one in taken if one.name == "lang")


def test_one_year_or_agency_where_a_list_is_asked_for_is_told(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"years is 2024; it is a list, like years=\[2024\]"):
        gr.run(tmp_path, tmp_path, years=2024)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", OF_A_DATASET + OF_EITHER)
@pytest.mark.parametrize("given", [None, "data/raw", [1]])
def test_a_function_of_a_dataset_says_how_to_get_one(name: str, given: Any) -> None:
    with pytest.raises(TypeError, match=rf"gr\.{name}\(\) needs a dataset, gr\.read_folder\(\"data/raw\"\)"):
        getattr(gr, name)(given)


@pytest.mark.parametrize("name", OF_A_DATASET)
def test_a_frame_is_no_dataset(name: str) -> None:
    with pytest.raises(TypeError, match="这里要的是数据集"):
        getattr(gr, name)(figures().cells)


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("given", ["data/raw", figures().sections])
def test_a_chart_says_what_it_is_drawn_from(name: str, given: Any) -> None:
    with pytest.raises(
        TypeError, match=rf"请给数据集：gr\.charts\.{name}\(gr\.read_folder|of a frame needs|Give a dataset"
    ):
        getattr(gr.charts, name)(given)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_of_no_reports_says_so(name: str) -> None:
    assert "没有可画的数" in getattr(gr.charts, name)(Dataset()).heading


def test_a_year_may_be_a_text_of_digits() -> None:
    of_a_text = gr.ranks(figures(), "公开率", "2024")  # type: ignore[arg-type]
    assert of_a_text.equals(gr.ranks(figures(), "公开率", 2024))
    assert gr.charts.compare(figures(), "公开率", "2024").heading.startswith("2024 年公开率：")
    with pytest.raises(ValueError, match=r"year is '去年'; a year is a number"):
        gr.not_reported(figures(), "去年")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["catalogue", "explore"])
def test_a_language_that_there_is_not_is_refused(name: str) -> None:
    given = [] if name == "catalogue" else [figures()]
    with pytest.raises(ValueError, match="it may be zh or en"):
        getattr(gr, name)(*given, lang="fr")


def test_an_argument_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(TypeError, match="takes no year; it takes agency, indicator, highlight, lang, title, size"):
        gr.charts.trend(figures(), "公开率", year=2024)
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'agency'; it takes frame, indicator, year"):
        gr.ranks(figures(), "公开率", agency="淮安市")  # type: ignore[call-arg]


def test_an_agency_to_stand_out_may_be_called_as_one_calls_it_and_must_be_there() -> None:
    chart = gr.charts.compare(figures(), "公开率", 2024, highlight="洪泽区")
    assert "淮安市洪泽区人民政府（62%）" in chart.heading
    with pytest.raises(ValueError, match="没有机关符合“南京”"):
        gr.charts.compare(figures(), "公开率", 2024, highlight="南京")


def test_files_and_folders_are_not_taken_for_each_other(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"")
    for read in (gr.read_report, gr.read_reports, gr.check_draft):
        with pytest.raises(IsADirectoryError, match=r"is a folder: gr\.read_folder"):
            read(tmp_path)
        with pytest.raises(FileNotFoundError, match=r"There is no file 南京\.pdf, seen from"):
            read("南京.pdf")
    with pytest.raises(NotADirectoryError, match="is no folder"):
        gr.read_folder(file)
    with pytest.raises(NotADirectoryError, match=r"is a file: gr\.read_report"):
        gr.load(file)
    with pytest.raises(TypeError, match="needs a path as folder"):
        gr.load(5)  # type: ignore[arg-type]
