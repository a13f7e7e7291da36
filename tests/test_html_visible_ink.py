"""Web pages: what the eye does not see is no number; what it sees is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreports import read_reports
from govreports.errors import ReadError
from govreports.sources.html import read
from govreports.sources.media import on_screen
from tests.grids import cell_of_page


@pytest.mark.parametrize(
    "style",
    [
        "opacity:0",  # e_hidden_opacity
        "font-size:0",  # e_hidden_size0
        "font: 0/0 a",
        "color:#ffffff",  # e_hidden_white
        "color:rgba(0,0,0,0)",
        "color: transparent",
        "-webkit-text-fill-color: transparent",
        "position:absolute;left:-9999px",  # e_ruby_tip
        "text-indent:-999em",
        "position:absolute;clip:rect(0 0 0 0)",
        "clip-path: inset(50%)",
        "clip-path: circle(0)",
        "display:inline-block;width:0;overflow:hidden",
        "transform: scale(0)",
        "visibility:hidden",
        "visibility:collapse",
        "text-decoration:line-through",
        "mso-hide:all",
        "filter: opacity(0)",
        "content-visibility:hidden",
        "display:inline-block;scale:0",
        "display:inline-block;translate:-9999px",
        "color: var(--paper, #fff)",
    ],
)
def test_a_digit_that_is_not_seen_is_no_part_of_the_number(style: str) -> None:
    inline = cell_of_page(f"12<span style='{style}'>9</span>")
    by_class = cell_of_page("12<span class='note x'>9</span>", f"<style>td .note {{ {style} }}</style>")
    assert (inline.text, inline.doubt, by_class.text) == ("12", None, "12")


@pytest.mark.parametrize(
    ("selector", "seen"),
    [
        ("tr:nth-child(2) b", ["19", "2", "3"]),
        ("td:last-child > b", ["19", "29", "3"]),
        ("tr + tr td:first-child b", ["19", "2", "39"]),
        ("tr.c ~ tr b", ["19", "2", "3"]),
        ("td:has(u) b", ["19", "29", "3"]),
        ("[data-of='2'] b", ["19", "2", "39"]),
        (":not(tr.c) > td > b", ["19", "2", "3"]),
    ],
)
def test_a_rule_that_counts_or_looks_beside_holds_only_where_it_is_meant(selector: str, seen: list[str]) -> None:
    head = f"<style>{selector} {{ display: none }}</style>"
    first = "<tr class=c><td data-of=1>1<b>9</b></td><td>规章</td></tr>"
    second = "<tr><td data-of=2>2<b>9</b></td><td>3<b>9</b><u></u></td></tr>"
    page = f"<html><head>{head}</head><body><table>{first}{second}</table></body></html>"
    (grid,) = read(Path("page.html"), page.encode()).grids
    texts = [cell.text for cell in grid.cells if cell.text != "规章"]
    assert texts == seen


def test_white_digits_on_a_dark_ground_are_read() -> None:
    head = "<style>.total { background: #003366 } .total span { color: white }</style>"
    assert cell_of_page("<span>12</span>", head, " class=total").text == "12"
    assert cell_of_page("<font color=white>12</font>", "", " bgcolor=navy").text == "12"
    assert cell_of_page("<span style='color:#fff'>12</span>", "", " style='background:url(blue.png)'").text == "12"


def test_what_a_child_shows_again_is_read() -> None:
    assert cell_of_page("<span style='visibility:hidden'>9<b style='visibility:visible'>4</b></span>").text == "4"
    assert cell_of_page("<span style='font-size:0'>9<b style='font-size:14px'>4</b></span>").text == "4"


@pytest.mark.parametrize("style", ["opacity:.2", "color:#eee", "font-size:2px", "unicode-bidi:bidi-override"])
def test_a_digit_that_is_hardly_seen_leaves_the_cell_in_doubt(style: str) -> None:
    assert cell_of_page(f"12<span style='{style}'>9</span>").doubt == "hidden_text"


def test_a_small_digit_that_runs_on_leaves_the_cell_in_doubt() -> None:
    assert cell_of_page("12<span style='font-size:60%'>3</span>").doubt == "raised_digits"
    assert cell_of_page("12<span style='position:relative;top:-6px'>3</span>").doubt == "raised_digits"
    assert cell_of_page("12<span style='vertical-align:super'>3</span>").text == "12³"
    assert cell_of_page("<span style='font-size:60%'>123</span>").doubt is None
    assert cell_of_page("12<span style='font-size:60%'>（其中修订3件）</span>").doubt is None


def test_a_small_digit_set_above_its_line_is_a_note_s() -> None:
    assert cell_of_page("12<span style='font-size:60%;position:relative;top:-4px'>3</span>").text == "12³"
    assert cell_of_page("12<span style='font-size:60%;vertical-align:4pt'>3</span>") == cell_of_page("12<sup>3</sup>")


@pytest.mark.parametrize(
    ("content", "doubt"),
    [
        ("<svg><text>12</text></svg>", "picture"),
        ("<iframe srcdoc='12'></iframe>", "picture"),
        ("<i class='digit n1'></i><i class='digit n2'></i>", "picture"),
        ("<meter value=12 max=99></meter>", "picture"),
        ("<script>document.write(12)</script>", "no_value"),
        ("<div><template shadowrootmode=open>12</template></div>", "no_value"),
        ("<input placeholder=12>", "no_value"),
        ("<span v-text='made'></span>", "no_value"),
        ("<b id=made>0</b><script>document.getElementById('made').innerText = 12</script>", "no_value"),
        ("1<script>document.write('2')</script>", "no_value"),  # shown as 12
        ("12<script>count()</script>", None),
        ("<span></span><i></i>", None),
    ],
)
def test_a_cell_that_is_drawn_or_filled_by_a_program_is_not_blank(content: str, doubt: str | None) -> None:
    assert cell_of_page(content).doubt == doubt


@pytest.mark.parametrize(
    "content",
    [
        "&#x202e;12",
        "<ol><li>12</li></ol>",  # a browser numbers it: 1. 12
        "<span style='display:inline-flex;flex-direction:row-reverse'><b>1</b><b>2</b></span>",
        "<b style='float:right'>1</b><b style='float:right'>2</b>",
        "<b style='float:right'>1</b>2",
        "<b style='float:right;font-size:11px'>1</b><b style='float:right;font-size:11px'>2</b>",
        "<b style='position:relative;left:9px'>1</b><b style='position:relative;left:-9px'>2</b>",
        "1<b style='margin-left:-18px'>2</b>",
        "<b style='transform:translateX(9px)'>1</b><b style='transform:translateX(-9px)'>2</b>",
    ],
)
def test_digits_that_a_page_numbers_or_shows_in_another_order_than_it_writes_them_are_in_doubt(content: str) -> None:
    assert cell_of_page(content).doubt == "text_unlike_ink"
    assert cell_of_page("<b style='float:right'>12</b>").doubt is None


@pytest.mark.parametrize("content", ['"5"', "attr(data-number)", "counter(row)"])
def test_digits_that_a_style_prints_leave_the_cell_in_doubt(content: str) -> None:
    head = f"<style>.more::after {{ content: {content} }}</style>"
    assert cell_of_page("<span class=more data-number=7>12</span>", head).doubt == "text_unlike_ink"
    assert cell_of_page("12", head, " class=more data-number=7").doubt == "text_unlike_ink"
    assert cell_of_page("<span class=more>12</span>", "<style>.more::before { content: '★' }</style>").doubt is None


def test_the_phone_s_and_the_printer_s_copy_of_a_table_is_not_read() -> None:
    """After e_print_and_mobile: the same table twice, one of them shown on small screens only."""
    head = "<style>@media screen and (min-width:600px){.phone{display:none}} .print{display:none} "
    head += "@media print{.print{display:block}}</style>"
    tables = "".join(
        f"<table class={of}><tr><td>规章</td><td>{n}</td></tr></table>" for n, of in enumerate(("phone", "a", "print"))
    )
    (grid,) = read(Path("page.html"), f"<head>{head}</head>{tables}".encode()).grids
    assert grid.cells[1].text == "1"


@pytest.mark.parametrize(
    ("media", "seen"),
    [("all", True), ("print", False), ("only screen and (max-width: 48em)", False), ("print, screen", True)],
)
def test_a_media_query_is_that_of_a_desktop(media: str, seen: bool) -> None:
    assert on_screen(media) is seen


def test_the_chosen_option_and_the_fields_are_what_the_page_shows() -> None:
    """After e_select."""
    assert cell_of_page("<select><option>0</option><option selected>594</option></select>").text == "594"
    assert cell_of_page("<select><option>7</option><option>594</option></select>").text == "7"
    assert cell_of_page("<input value=12><input type=hidden value=3>").text == "12"
    assert cell_of_page("<textarea>12</textarea>").text == "12"


def test_a_number_on_a_button_is_read_and_a_button_s_word_is_not() -> None:
    assert (cell_of_page("<button>32</button>").text, cell_of_page("7<button>复制</button>").text) == ("32", "7")


def test_rules_follow_the_cascade() -> None:
    head = "<style>#a { display: inline } span { display: none } .b { display: none !important }</style>"
    assert cell_of_page("<span id=a>1</span><span>2</span><i class=b style='display:inline'>3</i>", head).text == "1"


def test_a_tooltip_that_a_pointer_opens_is_not_read() -> None:
    head = "<style>.tip { display: none } td:hover .tip { display: block }</style>"
    assert cell_of_page("12<span class=tip>3</span>", head).text == "12"


def test_a_stylesheet_saved_beside_the_page_counts() -> None:
    page = "<link rel=stylesheet href='cid:a@b'><table><tr><td>规章<td>12<i class=x>9</i></table>"
    sheets = {"cid:a@b": ".x { opacity: 0 }"}
    assert read(Path("page.html"), page.encode(), sheets).grids[0].cells[1].text == "12"


def test_a_table_that_a_script_holds_as_a_string_is_read() -> None:
    script = "box.innerHTML = '<table><tr><td>\\u89c4章<\\/td><td>4<\\/td></tr></table>';"
    page = f"<p>一、总体情况</p><script>{script}</script>"
    assert [cell.text for cell in read(Path("page.html"), page.encode()).grids[0].cells] == ["规章", "4"]


def test_a_page_that_only_shows_a_pdf_names_its_address(tmp_path: Path) -> None:
    """After iframe_pdf: the report is the attachment; a better copy of the page would not help."""
    path = tmp_path / "a.html"
    path.write_text("<p>某局2023年年度报告</p><iframe src='/pdfjs/web/viewer.html?file=/P020240120.pdf'></iframe>")
    with pytest.raises(ReadError, match=r"/P020240120\.pdf.*Download that file"):
        read_reports(path)
