"""Eight typesettings of the sample data, after what agencies' files look like, and which agency uses which."""

from __future__ import annotations

from dataclasses import replace

from tests.typeset.layout import Layout

FOOT = (
    "本页由 govreports 项目据已公布的数字重新排印，并非原件。",
    "表格以外的文字为本项目所拟；部分空格系本项目所留（原件数字不能确认），不代表原件空白。",
)

_WORD = Layout(
    face="serif",
    body_size=15,
    leading=1.85,
    title_size=21,
    rules="rects",
    table_size=9,
    row_height=24,
    break_rules="open",
    padding=(4, 3),
    margins=(76, 74, 76, 80),
    merged_text="stacked",
)

STYLES = {
    # A word processor with the form's blue captions; tables run over pages where they fall.
    "word": _WORD,
    # Another office: no colour, the title on two lines, page numbers between dashes, cut merged labels flow on.
    "office": replace(
        _WORD,
        rules="lines",
        caption_fill=None,
        title_lines="agency_first",
        page_number="— {page} —",
        row_height=20,
        merged_text="wrap",
        table_size=8.5,
        break_rules="closed",
        split_rows=True,
        number_face="serif",
        group_width=42,
    ),
    # A page printed from a browser.
    "web": Layout(
        face="sans",
        body_size=11.5,
        leading=1.9,
        title_size=17,
        margins=(48, 52, 48, 60),
        content_scale=0.75,
        rules="lines",
        rule_width=0.75,
        rule_colour="#c4c4c4",
        caption_fill="#f0f4f8",
        head_fill="#fafafa",
        padding=(5, 5),
        number_align="left",
        page_number="{page}/{pages}",
        running_head="{title}",
        title_lines="year_first",
        number_width=36,
        bold="stroke",
    ),
    # Table 三 on landscape pages, with its head repeated.
    "landscape": replace(
        _WORD,
        applications_page="landscape",
        number_width=54,
        group_width=80,
        merged_width=30,
        repeat_head=True,
        rules="cells",
        caption_fill="#e7e6e6",
        row_height=16,
        padding=(4, 2.5),
        break_rules="closed",
    ),
    # Horizontal rules only, as in a printed gazette.
    "row_rules": Layout(
        face="sans",
        rules="rows",
        caption_fill=None,
        number_align="right",
        padding=(5, 3.5),
        body_size=12,
        page_number="{page}",
        merged_label="first",
        number_width=35,
    ),
    # Unused cells left empty, text at the top left of its cell, titles by year.
    "blanks": Layout(
        face="serif",
        rules="lines",
        rule_width=0.75,
        number_align="left",
        vertical_align="top",
        body_size=14,
        caption_fill="#d9e2f3",
        title_lines="year_first",
        row_height=19,
        page_number="第 {page} 页",
        notes=True,
    ),
    # Thousands separators and dotted grey rules.
    "thousands": Layout(
        face="sans",
        rules="dotted",
        rule_colour="#808080",
        rule_width=0.6,
        thousands=",",
        number_align="right",
        number_width=36,
        caption_fill="#eeeeee",
        body_size=13,
        page_number="- {page} -",
        repeat_head=True,
        group_width=40,
        title_lines="agency_first",
    ),
    # A spreadsheet's print: small, striped, the merged label turned, numbers after 、 and half-width brackets.
    "spreadsheet": Layout(
        face="sans",
        rules="cells",
        rule_width=0.4,
        zebra_fill="#f3f6fa",
        caption_fill="#dde6f0",
        table_size=7.5,
        merged_text="rotated_up",
        merged_label="middle",
        numbering="、",
        brackets="half",
        body_size=11,
        padding=(3, 3),
        page_number="第{page}页 共{pages}页",
        margins=(60, 56, 60, 64),
    ),
}

_BY_AGENCY = {
    "huaian_hongze_qu": "word",
    "huaian_shi": "thousands",
    "shanghai_shi_fuban": "web",
    "shanghai_shi_kewei": "row_rules",
    "shuyang_fagaiju": "blanks",
    "shuyang_xian": "landscape",
    "suqian_shi": "thousands",
    "pingtan_czj": "word",
    "pingtan_guanweihui": "web",
    "pingtan_htp": "row_rules",
    "pingtan_jjf": "office",
    "pingtan_jjp": "blanks",
    "pingtan_jsp": "spreadsheet",
    "pingtan_jtj": "thousands",
    "pingtan_nyn": "landscape",
    "pingtan_scj": "blanks",
    "pingtan_shs": "office",
    "pingtan_spp": "spreadsheet",
    "pingtan_zhz": "row_rules",
    "pingtan_zrz": "word",
    "weidong_sifaju": "word",
}
_SINCE_2024 = {"pingtan_czj": "office", "pingtan_htp": "word", "pingtan_jsp": "web", "pingtan_zhz": "landscape"}
"""Agencies that changed their files' look with the report for 2024."""


def style_of(report: str) -> str:
    """Return the name of the typesetting of a report.

    Examples
    --------
    >>> style_of("pingtan_czj_2023"), style_of("pingtan_czj_2024")
    ('word', 'office')
    """
    agency, _, year = report.rpartition("_")
    return _SINCE_2024.get(agency, _BY_AGENCY[agency]) if int(year) >= 2024 else _BY_AGENCY[agency]


def sample_layout(report: str) -> Layout:
    """Return the layout of a report."""
    return replace(STYLES[style_of(report)], foot=FOOT)
