"""No analyst meets a reason code that nobody explains."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import govreports as gr
from govreports.codes import in_words, reasons

READING = [*Path(gr.__file__).parent.glob("sources/**/*.py"), *Path(gr.__file__).parent.glob("matching/**/*.py")]
READING += [Path(gr.__file__).parent / name for name in ("reading/read_file.py", "reading/second_look.py")]
#: Words with an underscore in the rooms that read: ids, settings, and the codes of problems, which bring their words.
OTHER = {
    "lawsuit_direct",
    "lawsuit_all",
    "lawsuit_after_reconsideration",
    "legal_persons",
    "natural_person",
    "one_row",
    "own_level",
    "lines_strict",
    "vertical_strategy",
    "horizontal_strategy",
    "sched_getaffinity",
    "from_month",
    "from_day",
    "to_month",
    "to_day",
    "no_unicode",
    "row_unnamed",
    "row_twice",
    "rows_missing",
    "cells_missing",
    "column_unnamed",
    "table_missing",
    "table_unread",
    "table_twice",
    "table_unmatched",
    "no_table",
    "no_text",
    "no_form",
    "blank_form",
    "several_reports",
    "not_converted",
    "libreoffice_missing",
    "charset_unknown",
}


def test_every_code_that_the_reading_gives_is_explained() -> None:
    written = {word for path in READING for word in re.findall(r'"([a-z]+(?:_[a-z]+)+)"', path.read_text("utf-8"))}
    assert written - OTHER - reasons().keys() == set()


def test_the_words_are_in_both_languages() -> None:
    for zh, en in reasons().values():
        assert re.search(r"[\u4e00-\u9fff]", zh) and not re.search(r"[\u4e00-\u9fff]", en)


def test_the_glossary_knows_the_codes() -> None:
    entries: Any = gr.glossary("row_uneven")
    [entry] = entries
    assert entry.zh == in_words("row_uneven") == "该行单元格与表头不能一一对应，数字可能错位"
