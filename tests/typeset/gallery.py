"""Named layouts, each as some agency's files are, and layouts drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.typeset.labels import TOTAL_AS_SUM, TYPOS
from tests.typeset.layout import Layout, Rules

LAYOUTS: dict[str, Layout] = {
    "stroked lines": Layout(rules="lines"),
    "a stroked rectangle a cell": Layout(rules="cells"),
    "thin filled rectangles": Layout(rules="rects", break_rules="open"),
    "cell backgrounds only": Layout(rules="backgrounds"),
    "dotted grey rules": Layout(rules="dotted", rule_colour="#909090"),
    "rules of tiny squares": Layout(rules="dots", rule_colour="#606060"),
    "row rules only": Layout(rules="rows", caption_fill=None),
    "no rules": Layout(rules="none"),
    "head repeated": Layout(repeat_head=True, breaks=(("applications", 14),)),
    "row cut by the page break": Layout(
        split_rows=True, breaks=(("applications", 23),), break_rules="open", number_width=36
    ),
    "row cut under a repeated head": Layout(
        split_rows=True, repeat_head=True, breaks=(("applications", 24),), number_width=36
    ),
    "merged label cut": Layout(breaks=(("applications", 16),), group_width=40, number_width=36),
    "merged label cut, open at the break": Layout(
        breaks=(("applications", 19),), group_width=40, number_width=36, break_rules="open"
    ),
    "merged label wholly on the first page": Layout(breaks=(("applications", 10),), merged_label="first"),
    "merged label wholly on the last page": Layout(breaks=(("applications", 10),), merged_label="last"),
    "merged label on both pages": Layout(breaks=(("applications", 10),), merged_label="repeat"),
    "merged label in the middle": Layout(breaks=(("applications", 12),), merged_label="middle"),
    "caption at the bottom of a page": Layout(breaks=(("disclosure", 8),)),
    "head of a part at the bottom of a page": Layout(breaks=(("disclosure", 9),), break_rules="open"),
    "head of table 四 on the page before": Layout(breaks=(("litigation", 3),)),
    "running heads between the halves": Layout(
        breaks=(("applications", 17), ("disclosure", 5)), running_head="{title}", page_number="— {page} —"
    ),
    "table 三 on a page of its own": Layout(applications_page="own", row_height=20),
    "landscape": Layout(applications_page="landscape", number_width=50),
    "landscape by /Rotate 90": Layout(applications_page="rotate90", number_width=50),
    "landscape by /Rotate 270": Layout(applications_page="rotate270", number_width=50, repeat_head=True),
    "every page /Rotate 90": Layout(rotate=90),
    "every page /Rotate 180": Layout(rotate=180),
    "every page /Rotate 270": Layout(rotate=270),
    "cropped": Layout(crop=(30, 25, 18, 40)),
    "cropped, MediaBox off the origin": Layout(crop=(12, 50, 30, 8), media_origin=(-40, 100)),
    "cropped and turned": Layout(crop=(30, 25, 18, 40), rotate=90),
    "user units": Layout(user_unit=2.0),
    "scaled content": Layout(content_scale=0.24),
    "enlarged content": Layout(content_scale=3.0),
    "form XObjects": Layout(as_form=True),
    "scaled form XObjects": Layout(as_form=True, content_scale=0.75),
    "vertical text": Layout(merged_text="stacked", merged_width=16),
    "vertical text cut": Layout(merged_text="stacked", breaks=(("applications", 12),)),
    "label turned upwards": Layout(merged_text="rotated_up"),
    "label turned downwards": Layout(merged_text="rotated_down", breaks=(("applications", 12),)),
    "watermark below": Layout(watermark="政府信息公开"),
    "watermark above": Layout(watermark="仅供查阅 2024", watermark_over=True),
    "stamp": Layout(stamp=True),
    "labels printed twice": Layout(bold="twice"),
    "numbers printed twice": Layout(bold="twice", bold_numbers="twice"),
    "numbers stroked": Layout(bold_numbers="stroke"),
    "numbers broken by blanks": Layout(number_spacing="blanks", number_width=40),
    "numbers with gaps": Layout(number_spacing="gaps", number_width=44, table_size=8),
    "thousands separators": Layout(thousands=",", number_width=40),
    "full-width thousands separators": Layout(thousands="，", number_width=40),
    "full-width digits": Layout(digits="full", number_width=44, table_size=7.5),
    "full-width digits on two lines": Layout(digits="full", number_width=30),
    "narrow columns": Layout(number_width=17),
    "narrow columns without rules": Layout(number_width=21, rules="rows"),
    "table 四 as three": Layout(litigation="three"),
    "table 四 as three under titles": Layout(litigation="three_titled"),
    "table 四 as three, row rules only": Layout(litigation="three", rules="rows"),
    "numbers after 、": Layout(numbering="、"),
    "numbers after a full-width point": Layout(numbering="．"),
    "numbers after a blank": Layout(numbering=" "),
    "half-width brackets": Layout(brackets="half"),
    "stray blanks": Layout(label_blanks=True),
    "misprinted labels": Layout(spelling=TYPOS),
    "合计 for 总计": Layout(spelling=TOTAL_AS_SUM),
    "section numbers shifted": Layout(section_numbers="shifted"),
    "no section numbers": Layout(section_numbers="none"),
    "blank for zero": Layout(zero=None),
    "slash for zero": Layout(zero="/"),
    "dash for zero": Layout(zero="—"),
    "hyphen for zero": Layout(zero="-"),
    "无 for zero": Layout(zero="无"),
    "notes under the tables": Layout(notes=True),
    "white rectangles": Layout(white_boxes=True),
    "page background": Layout(page_fill="#fffdf2", rules="rects"),
    "dark head": Layout(caption_fill="#404040", head_fill="#c0c0c0", zebra_fill="#f0f0f0"),
    "left and top": Layout(number_align="left", vertical_align="top"),
    "right": Layout(number_align="right", label_align="center"),
    "small print": Layout(table_size=6, number_width=24),
    "large print": Layout(table_size=10.5, number_width=36, padding=(2, 2)),
    "serif": Layout(face="serif", number_face="times"),
    "unembedded digits": Layout(number_face="helvetica"),
    "title on two lines": Layout(title_lines="agency_first"),
}
"""Layouts that the born-digital reader must read right."""

BROKEN_TEXT: dict[str, Layout] = {
    "no ToUnicode": Layout(text_layer="none"),
    "ToUnicode to private characters": Layout(text_layer="private"),
    "ToUnicode to wrong characters": Layout(text_layer="shuffled"),
}
"""Layouts whose text layer cannot be trusted."""


def random_layout(seed: int) -> Layout:
    """Draw a layout: a few things out of the gallery at once, with prose of any length before the tables.

    Examples
    --------
    >>> random_layout(5) == random_layout(5), random_layout(5) == random_layout(6)
    (True, False)
    """
    draw = random.Random(f"layout {seed}")
    kinds: list[Rules] = ["lines", "lines", "cells", "rects", "rects", "backgrounds", "dotted", "rows", "none"]
    plain = Layout(
        rules=draw.choice(kinds), lead_lines=draw.randint(0, 40), face=draw.choice(["sans", "sans", "serif"])
    )
    ordinary = vars(Layout())
    changed = {
        name: value
        for layout in draw.sample(list(LAYOUTS.values()), draw.randint(1, 4))
        for name, value in vars(layout).items()
        if name not in ("rules", "breaks") and value != ordinary[name]
    }
    return replace(plain, **changed)
