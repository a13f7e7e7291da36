"""Print the form's labels as a layout prints them."""

from __future__ import annotations

from govreports.form.model import Label
from tests.typeset.layout import Layout

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_HALF = str.maketrans("（）", "()")
_BLANKS = (("总计", "总 计"), ("情形", "情 形"), ("其他", "其 他"), ("自然人", "自 然 人"), ("，等于", "， 等于"))

TYPOS = (
    ("其他法律行政法规禁止公开", "其他法律行政止公开"),
    ("现行有效件数", "先行有效件数"),
    ("行政规范性文件", "规范性文件"),
    ("信访举报投诉类申请", "信访举报投诉类申诉"),
    ("未经复议直接起诉", "未经复议直接诉讼"),
    ("复议后起诉", "复议后诉讼"),
)
"""A `Layout.spelling` with misprints and wordings of real reports."""

TOTAL_AS_SUM = (("总计", "合计"),)
"""A `Layout.spelling` that prints 合计 for 总计."""


def spelled(text: str, layout: Layout) -> str:
    """Return a label without number in the layout's spelling, brackets and blanks.

    Examples
    --------
    >>> spelled("总计", Layout(label_blanks=True)), spelled("总计", Layout(spelling=TOTAL_AS_SUM))
    ('总 计', '合计')
    """
    text = dict(layout.spelling).get(text, text)
    if layout.label_blanks:
        for plain, blanked in _BLANKS:
            text = text.replace(plain, blanked)
    return text.translate(_HALF) if layout.brackets == "half" else text


def numbered(label: Label, layout: Layout) -> str:
    """Return a label with its number.

    Examples
    --------
    >>> numbered(Label("a", "属于国家秘密", "", number="1"), Layout(numbering="、"))
    '1、属于国家秘密'
    >>> numbered(Label("b", "无法提供", "", number="（四）"), Layout(brackets="half"))
    '(四)无法提供'
    """
    number = label.number
    if number.isdigit():
        number += layout.numbering
    elif number and not number.startswith("（"):
        number += "、"
    if layout.brackets == "half":
        number = number.translate(_HALF)
    return number + spelled(label.zh, layout)
