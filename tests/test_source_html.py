"""Web pages: what a reader sees of the article, laid out by the rules of browsers."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreports import read_report
from govreports.errors import ReadError
from govreports.sources.charset import decode
from govreports.sources.document import Document, Grid
from govreports.sources.html import read
from tests.shared import shared


def _page(body: str, head: str = "") -> Document:
    return read(Path("page.html"), f"<html><head>{head}</head><body>{body}</body></html>".encode())


def _grid(table: str) -> Grid:
    (grid,) = _page(f"<table>{table}</table>").grids
    return grid


def _texts(grid: Grid) -> list[str]:
    return [cell.text for cell in grid.cells]


def _place(grid: Grid, text: str) -> tuple[int, int, int, int]:
    (cell,) = [cell for cell in grid.cells if cell.text == text]
    return cell.row, cell.column, cell.row_span, cell.column_span


@pytest.mark.parametrize(
    ("charset", "declared"), [("utf-8", "gb2312"), ("gb18030", "gb2312"), ("gb18030", ""), ("utf-8-sig", "")]
)
def test_the_text_proves_the_charset_and_not_the_head(charset: str, declared: str) -> None:
    page = f"<meta charset='{declared}'><p>本年度报告㐀电子版</p>".encode(charset)
    assert read(Path("page.html"), page).lines[0].text == "本年度报告㐀电子版"


def test_bytes_in_no_known_encoding_are_refused() -> None:
    with pytest.raises(ReadError, match="no encoding"):
        decode(Path("page.html"), bytes(range(128, 256)) * 4)


def test_a_page_that_a_script_would_fill_is_refused() -> None:
    with pytest.raises(ReadError, match="a script would fetch it"):
        _page("<div id='app'></div><script>load('<p>规章</p>')</script>")


def test_a_number_broken_over_spans_is_one_number() -> None:
    assert _texts(_grid("<tr><td>规<b>章</b></td><td><span>1</span><font>2</font>&#8203;3</td></tr>")) == [
        "规章",
        "123",
    ]


def test_two_paragraphs_of_a_cell_stay_two_lines() -> None:
    assert _texts(_grid("<tr><td>规章</td><td><p>1</p><p>2</p></td></tr>")) == ["规章", "1\n2"]


def test_hidden_and_struck_out_numbers_are_not_read() -> None:
    cells = "<td>规章</td><td><span style='display:none'>9</span>4<del>5</del><i style='visibility:hidden'>7</i></td>"
    assert _texts(_grid(f"<tr>{cells}<td hidden>8</td></tr>")) == ["规章", "4"]


def test_a_footnote_mark_stays_raised() -> None:
    assert _texts(_grid("<tr><td>规章</td><td>12<sup>3</sup></td></tr>")) == ["规章", "12³"]


def test_a_number_that_is_a_picture_is_no_blank() -> None:
    grid = _grid("<tr><td>规章</td><td><img src='n.png' width=20 height=12></td></tr>")
    assert [cell.doubt for cell in grid.cells] == [None, "picture"]


def test_layout_tables_give_their_data_tables_and_lines_in_reading_order() -> None:
    data = "<table><tr><td>规章</td><td>0</td></tr></table>"
    document = _page(f"<table><tr><td>侧栏</td><td><p>一、总体</p>{data}<p>五、问题</p></td></tr></table>")
    assert [block.n_columns if isinstance(block, Grid) else block.text for block in document.blocks] == [
        "侧栏",
        "一、总体",
        2,
        "五、问题",
    ]


def test_lines_of_links_foot_and_navigation_are_left_out() -> None:
    document = _page(
        "<nav>2019年</nav><li><a href='/a'>首页</a> | <a href='/b'>某局2020年政府信息公开工作年度报告</a></li>"
        "<p>正文见<a href='/c'>网站</a></p><footer>版权</footer>"
    )
    assert [line.text for line in document.lines] == ["正文见网站"]


def test_the_title_of_the_article_comes_before_that_of_the_site() -> None:
    head = "<title>某某网</title><meta name='ArticleTitle' content='某局2023年年报'>"
    assert _page("<p>正文</p>", head).title == "某局2023年年报"


def test_a_row_span_past_the_end_is_cut_there() -> None:
    grid = _grid("<tr><td rowspan=9>甲</td><td>1</td></tr><tr><td>2</td></tr>")
    assert _place(grid, "甲") == (0, 0, 2, 1)


def test_a_row_span_ends_with_its_part_of_the_table() -> None:
    grid = _grid(
        "<thead><tr><td rowspan=3>头</td><td>一</td></tr></thead><tbody><tr><td>甲</td><td>1</td></tr></tbody>"
    )
    assert _place(grid, "甲")[:2] == (1, 0)


_FIVE = "".join(f"<td>{number}</td>" for number in range(1, 6))


@pytest.mark.parametrize("reach", [1, 2, 3])
def test_a_row_pushed_by_a_row_span_too_long_or_short_stands_under_its_heads(reach: int) -> None:
    heads = "<tr><td colspan=2></td><td>一</td><td>二</td><td>三</td><td>四</td><td>五</td></tr>"
    rows = f"<tr><td rowspan={reach}>组</td><td>甲</td>{_FIVE}</tr><tr><td>乙</td>{_FIVE}</tr>"
    last = f"<tr><td colspan=2>丙</td>{_FIVE}</tr>" * 3
    grid = _grid(heads + rows + last)
    assert {cell.column for cell in grid.cells if cell.text == "5"} == {_place(grid, "五")[1]}
    assert not any(cell.doubt for cell in grid.cells)


def test_a_row_with_a_cell_left_out_is_in_doubt() -> None:
    full = f"<tr><td>甲</td>{_FIVE}</tr>" * 3
    grid = _grid(full + "<tr><td>乙</td><td>7</td><td>8</td></tr>")
    assert [cell.doubt for cell in grid.cells if cell.text in ("7", "8")] == ["row_short", "row_short"]


def test_two_cells_over_one_place_are_in_doubt() -> None:
    grid = _grid("<tr><td>甲</td><td rowspan=2>1</td></tr><tr><td colspan=2>乙</td></tr>")
    assert {cell.text: cell.doubt for cell in grid.cells} == {"甲": None, "1": "span_overlap", "乙": "span_overlap"}


def test_pingtan_2024_reads_whole() -> None:
    report = read_report(shared("reports/pingtan_2024.html"))
    cells = report.cells.set_index(["table", "item", "column"])["value"]
    assert (report.agency, report.year, len(cells)) == ("平潭综合实验区", 2024, 200)
    assert cells["disclosure", "normative_documents", "in_force"] == 440
    assert report.cells["flag"].isna().all()


def test_shanghai_2019_reads_its_edition() -> None:
    report = read_report(shared("reports/shanghai_general_office_2019.html"))
    cells = report.cells.set_index(["table", "item", "column"])["value"]
    assert (report.agency, report.year, report.edition) == ("上海市人民政府办公厅", 2019, "2019")
    assert cells["disclosure", "regulations", "total_disclosed"] == 524


def test_what_the_page_s_own_stylesheet_hides_is_not_read() -> None:
    head = """<style>/* .gone2 {display: none} */ td.old, #phone { color: red; display:none }
        @media print { .paper { display: none } } .shown { display: block }</style>"""
    cells = "<td class='old x'>77</td><td class='shown'>1</td><td class='paper'>2</td><td class='gone2'>3</td>"
    page = _page(f"<table><tr><td>规章</td>{cells}</tr></table><p id='phone'>手机版</p><p>正文</p>", head)
    assert _texts(page.grids[0]) == ["规章", "1", "2", "3"]
    assert [line.text for line in page.lines] == ["正文"]


def test_a_tab_that_opens_is_read() -> None:
    head = "<style>.tab { display: none } .tab.open { display: block } .menu { display: none }</style>"
    page = _page("<p class='tab'>一、总体情况</p><p class='menu' style='display:block'>二、主动公开</p>", head)
    assert [line.text for line in page.lines] == ["一、总体情况", "二、主动公开"]
