"""Compare a printed label with the labels of the form.

Real reports print stray blanks (总 计), half-width brackets, ``1、`` for ``1.``, one character a line and typos
(``2.其他法律行政止公开`` in hongze_2023). None of these may cost a row, and none may let a row take another's name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from govreports.form import Label, Table
from govreports.form.traditional import TO_SIMPLIFIED

_NUMBER = re.compile(r"^[((]?(?:([一二三四五六七八九十]{1,3})|(\d{1,2}))[))]?(?:[、.．,:]|(?<=[))])|(?<=\d)(?=[^\d.]))")
_REMARK = re.compile(r"[(（][^()（）]*[)）]\s*$")
# Characters that turn a label into another one: 上年新收 is no 本年新收, 失效 no 有效, 复议前起诉 no 复议后起诉.
_TURNING, _DENYING = frozenset("本上下去前后已失反重不未非无"), frozenset("不未非无")
_LOOKS_LIKE = str.maketrans("白目入末木土", "自自人未本上")  # what a network takes for another
_KEPT = re.compile(r"[^0-9a-z\u3400-\u9fff]")


class Found(NamedTuple):
    """The label that a printed text names."""

    id: str  # id of the label
    how: str  # ``exact`` (the form's label or a known spelling) or ``typo``


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Reduce a label to what counts: full-width to half-width, no blanks, no brackets, no punctuation, no number.

    Examples
    --------
    >>> normalise("（四）无 法\\n提供"), normalise("1、本机关不掌握相关政府信息"), normalise("总　计")
    ('无法提供', '本机关不掌握相关政府信息', '总计')
    >>> normalise("3.危及“三安全一稳定”"), normalise("行政規範性文件")
    ('危及三安全一稳定', '行政规范性文件')
    """
    return split_number(text)[1]


@lru_cache(maxsize=65536)
def split_number(text: str) -> tuple[str, str]:
    """Split a label into its number (``一``, ``1`` …, "" where there is none) and what `normalise` keeps of the rest.

    Examples
    --------
    >>> split_number("（三）不予公开"), split_number("3.其他"), split_number("规章")
    (('三', '不予公开'), ('3', '其他'), ('', '规章'))
    """
    plain = "".join(unicodedata.normalize("NFKC", text).lower().split()).translate(TO_SIMPLIFIED)
    match = _NUMBER.match(plain)
    number, rest = ("", plain) if match is None else (match[1] or match[2], plain[match.end() :])
    return number, _KEPT.sub("", rest)


class LabelIndex:
    """Find the one label of the form that a printed text names.

    Parameters
    ----------
    labels : sequence of Label
        The labels that may be found. No two of them may be printed alike.
    groups : sequence of Label
        The groups that the labels stand under; where a source gives group and label in one text, both are known.

    Examples
    --------
    >>> from govreports import form
    >>> table = form.table("2021", "applications")
    >>> index = LabelIndex(table.items, table.groups)
    >>> index.find("2.其他法律行政止公开")
    Found(id='denied_prohibited_by_law', how='typo')
    >>> index.find("（四）无法提供 1.本机关不掌握相关政府信息").id
    'unavailable_not_held'
    >>> index.find("注：以上数据截至年底") is None
    True
    """

    def __init__(self, labels: Sequence[Label], groups: Sequence[Label] = ()) -> None:
        self._exact: dict[str, str] = {}
        self._labels = tuple(labels)
        parents = {group.id: group for group in groups}
        for label in labels:
            for wording in (label.zh, *label.spellings):
                self._add(normalise(wording), label.id)
            for prefix in _prefixes(label, parents):
                self._add(prefix + normalise(label.zh), label.id)
        self._by_length: dict[int, list[tuple[str, str, frozenset[str]]]] = {}
        for wording, label_id in self._exact.items():
            self._by_length.setdefault(len(wording), []).append((wording, label_id, frozenset(wording)))
        self._characters = frozenset().union(*self._exact)
        self._remembered = lru_cache(maxsize=65536)(self._find)

    def _add(self, key: str, label_id: str) -> None:
        known = self._exact.setdefault(key, label_id)
        if known != label_id:
            raise ValueError(f"{key}: both {known} and {label_id} are printed so")

    def find(self, text: str) -> Found | None:
        """Name the label, None where no label or more than one could be meant."""
        return self._remembered(text)

    def _find(self, text: str) -> Found | None:
        key = normalise(text)
        # 3.危及“三安全一稳定”（国家安全、公共安全、经济安全和社会稳定）: a remark in brackets behind the label
        exact = self._exact.get(key) or self._exact.get(normalise(_REMARK.sub("", text)))
        if exact is not None:
            return Found(exact, "exact")
        return self._typo(key) if key else None

    def _typo(self, key: str) -> Found | None:
        """Allow one wrong, missing or added character in four, and in shorter labels one that looks like the right one.

        None where another label is as near or nearly so, or where the character turns the meaning. 白然人 is 自然人
        (d_phone), but 已审结 is not 未审结.
        """
        printed, farthest = frozenset(key), len(key) // 3 + 1
        if len(printed - self._characters) > farthest:
            return None  # a number, or prose
        best: dict[str, tuple[int, int, bool]] = {}
        near_lengths = (length for length in self._by_length if abs(length - len(key)) <= farthest)
        for length in near_lengths:
            for wording, label_id, known in self._by_length[length]:
                # Never more than their distance, and told at once: a scan's labels are compared with all of the form's.
                if max(len(printed - known), len(known - printed)) <= farthest:
                    alike = key.translate(_LOOKS_LIKE) == wording.translate(_LOOKS_LIKE)
                    allowed = max(len(key), length) // 4 or int(alike)
                    score = (_distance(key, wording), allowed, _turns(key, wording))
                    best[label_id] = min(score, best.get(label_id, score))
        if not best:
            return None
        (label_id, (distance, allowed, turned)), *others = sorted(best.items(), key=lambda pair: pair[1])
        near = distance + (distance > 1)
        if distance > allowed or turned or any(other <= near for _, (other, *_) in others):
            return None
        return Found(label_id, "typo")


def _turns(key: str, wording: str) -> bool:
    """Return whether a text has a character that turns a label's meaning, or lacks one that denies something."""
    seen, meant = (Counter(filter(_TURNING.__contains__, text.translate(_LOOKS_LIKE))) for text in (key, wording))
    return bool(seen - meant) or any(character in _DENYING for character in meant - seen)


def is_cut(text: str, label: Label) -> bool:
    """Return whether a text is the beginning of a label, whose rest its cell had no room for.

    Examples
    --------
    >>> from govreports import form
    >>> made, newly_disclosed, _ = form.table("2019", "disclosure").columns[:3]
    >>> is_cut("本年新", made), is_cut("本年新", newly_disclosed), is_cut("本", made)
    (True, True, False)
    """
    key = normalise(text)
    return len(key) > 1 and any(normalise(wording).startswith(key) for wording in (label.zh, *label.spellings))


def _distance(printed: str, other: str) -> int:
    """Count the characters to change, add or leave out to turn one text into the other (Levenshtein)."""
    above = list(range(len(other) + 1))
    for row, character in enumerate(printed, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (character != against)))
        above = line
    return above[-1]


@cache
def items_of(table: Table) -> LabelIndex:
    """Index the items of a table."""
    return LabelIndex(table.items, table.groups)


@cache
def groups_of(table: Table) -> LabelIndex:
    """Index the groups that the items of a table stand under."""
    return LabelIndex(table.groups)


@cache
def columns_of(table: Table) -> LabelIndex:
    """Index the columns of a table."""
    return LabelIndex(table.columns)


@cache
def column_groups_of(table: Table) -> LabelIndex:
    """Index the heads that stand above several columns of a table."""
    return LabelIndex(table.column_groups)


def _prefixes(label: Label, parents: dict[str, Label]) -> Iterable[str]:
    """List what a source may print before a label in the same text: its own number and its groups."""
    above = _KEPT.sub("", label.number)
    if above:
        yield above
    group = parents.get(label.group or "")
    while group is not None:
        above = normalise(group.zh) + above
        yield above
        number = _KEPT.sub("", group.number)
        if number:
            above = number + above
            yield above
        group = parents.get(group.group or "")
