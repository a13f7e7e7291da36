"""Web pages: a cell of whose style we cannot say that it shows the digits as they are written is in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreports.matching.numbers import read_number
from govreports.sources.document import TextLine
from govreports.sources.html import read
from tests.grids import cell_of_page


@pytest.mark.parametrize(
    "style",
    [
        "width:5px;overflow:hidden",
        "max-width:12px;overflow:hidden;text-overflow:ellipsis",
        "height:5px;overflow:hidden",
        "max-height:.5em;overflow:clip",
        "width:10%;overflow:hidden",
        "width:calc(1px);overflow:hidden",
        "width:10px;overflow:auto",
        "width:60px;padding-left:50px;box-sizing:border-box;overflow:hidden",
        "width:60px;text-indent:40px;overflow:hidden",
    ],
)
def test_a_box_too_narrow_for_its_digits_leaves_them_in_doubt(style: str) -> None:
    assert cell_of_page(f"<div style='{style}'>12345</div>").doubt == "hidden_text"
    assert cell_of_page("<div class=narrow>12345</div>", f"<style>.narrow {{ {style} }}</style>").doubt == "hidden_text"


@pytest.mark.parametrize(
    "content",
    [
        "<div style='width:5px'><p style='overflow:hidden'>12345</p></div>",
        "<div style='display:flex;width:9px'><i style='overflow:hidden'>12345</i></div>",
        "<div style='display:flex'><i style='overflow:hidden;flex:0 0 5px'>12345</i></div>",
    ],
)
def test_a_box_that_fills_a_narrow_one_leaves_its_digits_in_doubt(content: str) -> None:
    assert cell_of_page(content).doubt == "hidden_text"
    assert cell_of_page(content.replace("5px", "90px").replace("9px", "90px")).doubt is None


@pytest.mark.parametrize(
    "content",
    [
        "<b style='display:block'>123</b><b style='display:block'>45</b>",
        "<div style='display:flex;flex-direction:column'><b>123</b><b>45</b></div>",
        "<div style='display:grid'><b>123</b><b>45</b></div>",
    ],
)
def test_digits_that_a_style_sets_on_two_lines_are_two_numbers(content: str) -> None:
    assert cell_of_page(content).text == "123\n45"


def test_a_box_with_room_for_its_digits_cuts_nothing_off() -> None:
    assert cell_of_page("<div style='width:50px;overflow:hidden'>12345</div>").doubt is None
    assert cell_of_page("12345", "", " style='width:5px;overflow:hidden'").doubt is None  # a browser widens the column
    head = "<style>table { table-layout: fixed } td { overflow: hidden }</style>"
    assert cell_of_page("12345", head).doubt is None
    assert cell_of_page("12345", head, " width=20").doubt == "hidden_text"


@pytest.mark.parametrize(
    "style",
    [
        "zoom:.1",
        "transform:scaleX(-1)",
        "transform:rotate(180deg)",
        "-webkit-transform:rotateY(180deg)",
        "transform:matrix(-1,0,0,1,0,0)",
        "transform:scale(.1)",
        "rotate:180deg",
        "scale:-1 1",
        "letter-spacing:-1em",
        "text-indent:-80px",
        "position:relative;top:30px",
        "position:relative;left:60px",
        "float:right",
        "display:block",
        "line-height:0",
        "direction:rtl",
        "writing-mode:vertical-rl",
        "columns:3",
        "contain:size",
        "background:linear-gradient(transparent 45%,#000 45%,#000 55%,transparent 55%)",
        "background-image:url(strokes.png)",
        "mask:linear-gradient(#000,transparent)",
        "mix-blend-mode:screen",
        "-webkit-text-security:disc",
        "-webkit-text-stroke:1px #fff",
        "color:transparent;text-shadow:0 0 9px #000",
        "color:color-mix(in srgb, white, white)",
        "color:canvas",
        "color:ffffff",  # shown white only where the page declares no document type
        "font-size:calc(0px)",
        "opacity:calc(0)",
        "filter:blur(8px)",
        "clip-path:inset(0 50% 0 0)",
        "animation:fade 1s forwards",
        "all:initial",
        "font-variant-numeric:diagonal-fractions",
        "text-decoration:line-through transparent",
        "font-size-adjust:0",
        "block-size:0;overflow:hidden;display:inline-block",
        "outline:14px solid #fff;outline-offset:-16px",  # drawn over the digits
        "text-decoration:underline;text-underline-offset:-.5em",  # strikes them through
        "font-family:Wingdings",
        "font:12px Wingdings 3",
        "text-of-next-year:7",
    ],
)
def test_a_style_that_is_not_known_to_be_harmless_leaves_a_cell_in_doubt(style: str) -> None:
    assert cell_of_page("12345", "", f" style='{style}'").doubt in ("text_unlike_ink", "hidden_text")
    assert cell_of_page("12345", f"<style>.odd {{ {style} }}</style>", " class=odd").doubt in (
        "text_unlike_ink",
        "hidden_text",
    )


@pytest.mark.parametrize(
    "rule",
    [
        "td::first-letter { font-size: 0 }",
        "td::after { content: ''; position: absolute; border-top: 1px solid }",
        ".x::after { content: '' } td::after { position: absolute; background: #fff }",
        "td::after { content: url(7.svg) }",
        "tr::after { content: ''; position: absolute; inset: 0; background: #fff }",
        "body { quotes: '9' '' } td::before { content: open-quote }",
        ":root { --digit: '9' } td::after { content: var(--digit) }",
        "@container (min-width: 1px) { td { display: none } }",
        "@media (min-resolution: 2dppx) { td { color: #fff } }",
        "td:dir(ltr) { opacity: 0 }",
    ],
)
def test_a_rule_that_may_hold_or_print_leaves_a_cell_in_doubt(rule: str) -> None:
    assert cell_of_page("12345", f"<style>{rule}</style>", " class=x").doubt == "text_unlike_ink"


@pytest.mark.parametrize(
    "content",
    [
        "<p style='position:absolute'>12345</p>",
        "<p style='margin:-30px 0 0'>12345</p>",
        "<p style='translate:60px'>12345</p>",
        "<p style='margin-bottom:-30px'>12345</p>",
        "<p style='margin-inline-start:-99px'>12345</p>",
        "<i style='position:relative;z-index:-1'>12345</i>",  # behind the cell's ground
        "1<b style='display:inline-block;text-indent:-1em'>2</b>",
        "<b style='word-spacing:-1em'>1 2345</b>",
        '<q style=\'quotes:"9" "9"\'>12345</q>',
        "<font face=Wingdings>12345</font>",
        "<i style='position:absolute;border-top:1px solid;width:100%'></i>12345",
        "<b style='display:inline-grid'><i style='grid-row:2'>1</i><i style='grid-row:1'>2345</i></b>",
        "<b style='background:currentColor'>12345</b>",
        "12<s style='text-decoration:none'>9</s>345",
        "12<details>9<summary></summary></details>",
        "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
        "<marquee>12</marquee>",
    ],
)
def test_what_an_element_shows_elsewhere_or_otherwise_leaves_its_cell_in_doubt(content: str) -> None:
    assert cell_of_page(content).doubt == "text_unlike_ink"


@pytest.mark.parametrize("content", ["1<img src=2.png>", "1<svg></svg>", "12<meter value=1>3</meter>"])
def test_a_picture_beside_digits_may_be_one_of_them(content: str) -> None:
    assert cell_of_page(content).doubt == "picture"
    assert cell_of_page("<img src=dot.gif width=1 height=1>12").doubt is None


def _is_twelve(content: str, rules: str) -> bool:
    cell = cell_of_page(content, f"<style>{rules}</style>")
    return (cell.text, cell.doubt) == ("12", None)


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        ("12<dialog>9</dialog>", ""),
        ("12<b popover>9</b>", ""),
        ("12<b hidden=until-found>9</b>", ""),
        ("12<datalist><option>9</option></datalist>", ""),
        ("12<b>9</b>", "td { & b { display: none } }"),
        ("12<b>9</b>", "td { @media screen { b { display: none } } }"),
        ("12<b>9</b>", "@layer a, z; @layer z { b { display: none } } @layer a { b { display: inline } }"),
        ("12<b>9</b>", "@layer a { b { display: none !important } } b { display: inline }"),
        ("12<b>9</b>", "td b:nth-child(1) { display: none }"),
        ("12<b>9</b>", "td:has(b) b { display: none }"),
        ("12<b>9</b>", "@media (width > 600px) { b { display: none } }"),
        ("12<b>9</b>", "b { --ink: #fff; color: var(--ink) } i { --ink: #000 }"),
        ("12<b style='color:var(--ink, var(--paper, #fff))'>9</b>", ""),
        ("12<b style='font: 400 0/0 a'>9</b>", ""),
        ("12<b style='font-size: 14px; font: 0/0 a'>9</b>", ""),
    ],
)
def test_what_nested_layered_and_chained_rules_hide_is_not_read(content: str, rules: str) -> None:
    assert _is_twelve(content, rules)


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        ("<b>12</b>", "@media (width < 600px) { b { display: none } }"),
        ("<b>12</b>", "@supports not (display: grid) { b { display: none } }"),
        ("<b>12</b>", "@media (prefers-color-scheme: dark) { b { display: none } }"),
        ("<noscript><style>b { display: none }</style></noscript><b>12</b>", ""),
        ("<b style='font-size:0'><i style='font-size:initial'>12</i></b>", ""),
        ("<b style='color:#fff'><i style='color:initial'>12</i></b>", ""),
        ("<i style='color:var(--ink)'>12</i>", "b { --ink: #fff }"),
        ("12", "td { background: #fff no-repeat center / cover; font: normal 14px/28px 宋体; border-image: none }"),
        ("12", "html { filter: grayscale(100%) } body { animation: fade 1s } td { transition: all .3s }"),
        ("12", "* { box-sizing: border-box } td::after { content: ''; display: table; clear: both }"),
        ("12", "td { mso-number-format: General; color: windowtext; text-decoration: none; layout-flow: horizontal }"),
        ("<p>12</p>", "td p { so-language: zh-CN; direction: ltr; background: transparent; widows: 0 }"),  # LibreOffice
        ("<b style='position:relative;top:-1px'>12</b>", ""),
        ("<p style='margin-left:21pt;text-indent:-21pt'>12</p>", ""),
        ("<p style='margin-inline:3px;padding-block:3px;inline-size:90px;flex:1;z-index:2'>12</p>", ""),
        ("<b style='-webkit-text-stroke-width:0px;text-decoration-color:initial;font-variant-caps:normal'>12</b>", ""),
        ("<b style='font-variant-numeric:tabular-nums;transform:none'>12</b>", ""),
    ],
)
def test_what_sites_and_word_write_around_digits_leaves_no_doubt(content: str, rules: str) -> None:
    assert _is_twelve(content, rules)


@pytest.mark.parametrize("style", ["transform:scaleX(-1)", "opacity:.2", "width:5px;overflow:hidden;display:block"])
@pytest.mark.parametrize("cell", ["<div style='display:table-cell'>{}</div>", "<p>{}</p>"])
def test_digits_in_doubt_outside_of_tables_are_no_number(style: str, cell: str) -> None:
    """Tables of divisions: a line has no reason of doubt, so no number may be read from it."""
    page = "".join(map(cell.format, ("规章", f"<span style='{style}'>12345</span>", "77")))
    lines = [block.text for block in read(Path("page.html"), page.encode()).blocks if isinstance(block, TextLine)]
    assert lines == ["规章", "12345\ufffd", "77"]
    assert read_number(lines[1]).value is None
