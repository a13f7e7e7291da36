"""What a check beyond one table found, as one whole sentence in one language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from govreports.files.offline_page import number
from govreports.form import editions
from govreports.words import cell_label, item_label


def check_sentence(check: Mapping[str, Any], lang: str = "zh") -> str:
    """State what a check found, from its two sides; its message where ``check_sentences.toml`` does not know it.

    Parameters
    ----------
    check : mapping
        A row of `checks`, None where nothing is.
    lang : str
        ``zh`` or ``en``.

    Examples
    --------
    >>> row = {"check": "carried_over", "table": "applications", "item": "carried_in", "column": "total"}
    >>> check_sentence(row | {"left": 0.0, "right": 7.0, "message": ""})
    '上年结转政府信息公开申请数量/总计：本年印作 7，上一年度报告的“结转下年度”为 0'
    """
    sentences = _sentences().get(str(check["check"]))
    if sentences is None:
        return str(check["message"])
    table, item, column, left = (check[name] for name in ("table", "item", "column", "left"))
    return sentences[lang].format(
        cell=cell_label(table, item, column, lang) if item and column else "",
        row=item_label(table, item, lang) if item else "",
        table=_titles(lang).get(table, table),
        left=number(left),
        right=number(check["right"]),
        share=f"{left:.0%}" if isinstance(left, float) else "",
    )


@cache
def _sentences() -> dict[str, dict[str, str]]:
    text = resources.files("govreports.quality").joinpath("check_sentences.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _titles(lang: str) -> dict[str, str]:
    tables = (table for edition in editions().values() for table in edition.tables.values())
    return {table.id: table.zh if lang == "zh" else table.en for table in tables}
