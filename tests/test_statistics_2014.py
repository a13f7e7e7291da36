"""The lists of 2014 and before, and reports without any table."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreports import explain, form, read_report
from govreports.errors import ReadError
from govreports.matching.lists.statistics_table import match_statistics
from govreports.sources.html import read

TITLE = "某市教育局2016年政府信息公开工作年度报告"
LISTS = {
    name: edition.tables["statistics"] for name, edition in form.editions().items() if "statistics" in edition.tables
}


def _page(edition: str, heads: list[str], columns: list[str]) -> tuple[str, dict[tuple[str, str], float]]:
    """Set the list with a number of its own in every cell."""
    table, group = LISTS[edition], None
    numbers: dict[tuple[str, str], float] = {}
    rows = ["".join(f"<td>{head}</td>" for head in heads)]
    groups = {label.id: label for label in table.groups}
    for item in table.items:
        if item.group != group and item.group is not None and groups[item.group].zh not in {i.zh for i in table.items}:
            rows.append(
                f"<td>{groups[item.group].number}{groups[item.group].zh}</td><td>——</td>" + "<td></td>" * len(columns)
            )
        group = item.group
        for column in columns:
            numbers[item.id, column] = float(len(numbers) + 1)
        shown = "".join(f"<td>{numbers[item.id, column]:g}</td>" for column in columns)
        rows.append(f"<td>{item.number}{item.zh}</td><td>{item.unit}</td>{shown}")
    return f"<p>{TITLE}</p><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>", numbers


CASES = [
    ("2014", ["统计指标", "单位", "统计数"], ["value"]),
    ("local", ["指标名称", "计量单位", "2016年度", "历年累计"], ["value", "cumulative"]),
]


@pytest.mark.parametrize(("edition", "heads", "columns"), CASES)
def test_every_number_stands_where_its_indicator_says(
    edition: str, heads: list[str], columns: list[str], tmp_path: Path
) -> None:
    page, numbers = _page(edition, heads, columns)
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    report = read_report(path)
    read_cells = {(cell.table, cell.item, cell.column): cell.value for cell in report.cells.itertuples()}
    assert read_cells == {LISTS[edition].place(*key): value for key, value in numbers.items()}
    assert (report.agency, report.year, report.edition) == ("某市教育局", 2016, edition)
    assert report.cells["flag"].isna().all() and not report.problems


def test_a_list_is_checked_explained_and_shown_as_a_newer_table_is(tmp_path: Path) -> None:
    """收到申请数 stands under applications/received/total: its sum, its sign and its card look for it there."""
    page, numbers = _page("2014", ["统计指标", "单位", "统计数"], ["value"])
    told = {"received": 9, "received_in_person": 1, "received_by_fax": 1, "received_online": 1, "received_by_letter": 5}
    for item in LISTS["2014"].items:
        if item.id in told:
            number = f"{item.unit}</td><td>{numbers[item.id, 'value']:g}</td>"
            page = page.replace(
                f"{item.zh}</td><td>{number}", f"{item.zh}</td><td>{item.unit}</td><td>{told[item.id]}</td>"
            )
    page = page.replace(f"<td>{numbers['staff', 'value']:g}</td>", "<td>-12</td>").replace("<td>50</td>", "<td>5O</td>")
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    report = read_report(path)
    failed = {(check.check, check.left, check.right) for check in report.failed}
    assert {("received_sum", 8.0, 9.0), ("non_negative", -12.0, 0.0)} <= failed
    explained = explain(report)
    suggested = explained[explained["identities"] == "received_sum value"]
    assert ("applications", "received", "total", 8.0) in set(
        suggested[["table", "item", "column", "suggested"]].itertuples(index=False, name=None)
    )
    assert report.in_doubt and "not_a_number" in report._repr_html_()


@pytest.mark.parametrize("edition", LISTS)
def test_what_an_indicator_maps_to_is_a_cell_of_the_newer_forms(edition: str) -> None:
    known = {
        (table.id, *cell)
        for name in ("2021", "2019")
        for table in form.editions()[name].tables.values()
        for cell in table.cells
    }
    known |= {("litigation", "lawsuit_all", column) for column in ("upheld", "corrected", "other")}
    mapped = [LISTS[edition].place(item.id, "value") for item in LISTS[edition].items if item.maps_to]
    assert mapped and set(mapped) <= known and len(set(mapped)) == len(mapped)


def test_an_agreed_application_is_not_one_granted() -> None:
    assert LISTS["2014"].item["agreed"].maps_to is None
    assert LISTS["2014"].item["not_existing"].maps_to is None


def test_a_mapped_number_says_what_it_was() -> None:
    page, _ = _page(*CASES[0])
    outcome = match_statistics(read(Path("a.html"), page.encode()).blocks, "html", 2016)
    assert outcome is not None
    cell = next(cell for cell in outcome.cells if cell.item == "lawsuit_all" and cell.column == "corrected")
    assert (cell.note, cell.unit) == ("统计指标：被依法纠错数", "件")


def test_the_lists_leave_the_newer_editions_as_they_were() -> None:
    assert list(form.editions())[:2] == ["2021", "2019"]
    for name in ("2021", "2019"):
        assert list(form.editions()[name].tables) == ["disclosure", "applications", "litigation"]
    assert [form.edition_for_year(year) for year in (2012, 2016, 2019, 2024)] == ["local", "2014", "2019", "2021"]


def test_a_report_without_tables_gives_the_numbers_of_its_sentences(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{TITLE}\n三、依申请公开情况\n2016年共收到政府信息公开申请12件。\n", encoding="utf-8")
    report = read_report(path)
    cell = report.cells.iloc[0]
    assert (cell["item"], cell["column"], cell["value"], cell["method"], cell["flag"]) == (
        "received",
        "total",
        12,
        "prose",
        "prose",
    )


def test_another_document_with_such_a_sentence_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("本报讯\n2016年全市共收到政府信息公开申请12件。\n", encoding="utf-8")
    with pytest.raises(ReadError, match="No table"):
        read_report(path)


def test_another_list_of_indicators_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<p>统计公报</p><table><tr><td>指标名称</td><td>单位</td><td>2016年度</td></tr>"
        "<tr><td>粮食产量</td><td>吨</td><td>12</td></tr></table>",
        encoding="utf-8",
    )
    with pytest.raises(ReadError):
        read_report(path)


def test_a_column_of_another_year_is_in_doubt(tmp_path: Path) -> None:
    """Of several years the report's own is taken; the only one may be a list of the year before."""
    page, numbers = _page("2014", ["统计指标", "单位", "2015年"], ["value"])
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    report = read_report(path)
    assert len(report.cells) == len(numbers)
    assert set(report.cells["flag"]) == {"other_year"}


@pytest.mark.parametrize("heads", [["统计指标", "单位", "2015年", "2016年"], ["统计指标", "单位", "上年数", "本年"]])
def test_last_years_numbers_beside_this_years_are_left_out(heads: list[str], tmp_path: Path) -> None:
    table = LISTS["2014"]
    rows = [(item.number + item.zh, item.unit, f"{900 + place}", f"{place}") for place, item in enumerate(table.items)]
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in [tuple(heads), *rows])
    path = tmp_path / "a.html"
    path.write_text(f"<p>{TITLE}</p><table>{cells}</table>", encoding="utf-8")
    read_cells = {(cell.table, cell.item, cell.column): cell.value for cell in read_report(path).cell_rows}
    truth = {table.place(item.id, "value"): float(place) for place, item in enumerate(table.items)}
    assert {key: value for key, value in read_cells.items() if truth[key] != value} == {}
    assert len(read_cells) >= len(truth) - 4  # the outcomes of cases need the row of their group


def test_prose_of_the_older_form_is_not_taken_for_cells_that_mean_something_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    prose = "2016年共收到政府信息公开申请12件，其中同意公开8件，不予公开4件。发生行政复议2件。"
    path.write_text(f"{TITLE}\n三、依申请公开情况\n{prose}\n", encoding="utf-8")
    assert read_report(path).cells["item"].tolist() == ["received"]


@pytest.mark.parametrize("separator", ["\t", " "])
def test_dingxi_2016_a_column_of_codes_and_one_of_the_period_are_no_values(separator: str, tmp_path: Path) -> None:
    rows = ["指标名称 计量单位 代码 本期实际 本年累计", "主动公开信息数 条 01 120 480", "申请总数 条 10 129 489"]
    rows += ["当面申请数 条 11 130 490", "对申请的答复总数 条 17 136 496", "同意公开答复数 条 18 137 497"]
    rows += ["同意部分公开答复数 条 19 138 498", "行政复议数 件 21 140 500"]
    path = tmp_path / "a.txt"
    lines = ["定西市甲局2016年政府信息公开工作年度报告", *(row.replace(" ", separator) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    read = {(cell.table, cell.item): cell.value for cell in read_report(path).cell_rows if cell.flag is None}
    assert read["applications", "received"] == 489 and read["applications", "partially_granted"] == 498
    assert read["statistics", "answered"] == 496
