"""Running text → the form's labels, the values between them, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from govreports.columns import SIGNS, SLASHES_AND_DASHES, UNITS
from govreports.form import Label, Table, editions
from govreports.form.traditional import TO_SIMPLIFIED
from govreports.matching.grid.find_tables import item_names
from govreports.matching.labels import LabelIndex, normalise
from govreports.matching.numbers import HALF_WIDTH, read_number
from govreports.matching.prose.report_sections import section_named
from govreports.matching.settings import SETTINGS
from govreports.sources.document import Grid, TextLine
from govreports.sources.page_feet import says_page


class Name(NamedTuple):
    """What a wording may name: in which table, as what (item, column, group, corner, heading), which id."""

    table: str
    role: str
    id: str


class Token(NamedTuple):
    """A stretch of running text."""

    # ``label``, ``value``, ``blank`` (nothing between two separators), ``other`` (text that is no label) or ``end``
    # (of a line)
    kind: str
    text: str  # as printed
    block: int  # the place of its block among the document's blocks
    names: tuple[Name, ...] = ()  # what a label may name
    field: int | None = None  # the place between separators, counted from 0; None in a line without separators
    glued: bool = False  # true for a value that no blank parts from the value before it


# Full-width forms keep their places, so that a token can be cut from the text as printed. A letter behind a digit is
# one that was misread (59l is no 59), a sign of no meaning beside one stands for another digit, and brackets may mean
# below zero ((861) is no 861).
_LOST = "\ufffd\ue000-\uf8ff"
_RAISED = "⁰¹²³⁴-⁹"
_VALUE = (
    rf"[{_LOST}]*[{SIGNS}]?\d(?:\d|,(?=\d{{3}}(?!\d)))*(?:\.\d+)?(?:{'|'.join(UNITS)})?"
    rf"(?:[A-Za-z]+|[{_LOST}]+[\d.,]*)*[{_RAISED}]*"
    r"(?:[(\[【](?![一二三四五六七八九十\d]{1,3}[)\]】])[^()\[\]【】\n]*[)\]】])?"
    rf"|[(\[]\d[\d,.]*[)\]]|[{SLASHES_AND_DASHES}]{{1,2}}|无(?!\w)"
)
_ORDINAL = r"(?:\(?[一二三四五六七八九十]{1,3}\s*[).、]\s*|\(\d{1,2}\)\s*)?"
_LISTED = re.compile(r"\s*[.、]\s*")
_PROSE_SECTIONS = frozenset("一五六")


def tokens(blocks: Sequence[TextLine | Grid]) -> Iterator[Token]:
    """Take the lines and ragged grids of a document apart.

    Lines of a page number are left out. A label may run over several lines; one with a typo is known where it stands
    alone between separators, or before the values of its line.

    Parameters
    ----------
    blocks : sequence of TextLine and Grid
        In reading order; grids that are not ragged part the text.

    Examples
    --------
    >>> line = TextLine("规章000行政规范性文件1129")
    >>> [(token.kind, token.text) for token in tokens([line])]
    [('label', '规章'), ('value', '000'), ('label', '行政规范性文件'), ('value', '1129'), ('end', '\\n')]
    """
    lines: list[tuple[str, int]] = []
    for place, block in enumerate(blocks):
        if isinstance(block, TextLine):
            for line in block.text.split("\n"):
                if section_named(line) in _PROSE_SECTIONS:  # 六、其他需要报告的事项 is no head 其他
                    yield from _of_lines(lines)
                    yield Token("other", "。", place)
                    lines = []
                elif not says_page(line):
                    lines.append((line, place))
            continue
        yield from _of_lines(lines)
        lines = []
        if block.ragged:
            yield from _of_fields(block, place)
        else:
            yield Token("other", "。", place)
    yield from _of_lines(lines)


def _of_fields(grid: Grid, block: int) -> Iterator[Token]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append((cell.column, cell.text))
    for row in sorted(rows):
        for column, text in rows[row]:
            yield from (token._replace(field=column) for token in _of_field(text, block))
        yield Token("end", "", block)


def _of_field(text: str, block: int) -> Iterator[Token]:
    if not text.strip():
        yield Token("blank", text, block)
    elif read_number(text).state != "unreadable":
        yield Token("value", text, block)
    else:
        inside = [token for token in _lex(text, block) if token.kind != "end"]
        known = _typo(text) if any(token.kind == "other" for token in inside) else ()
        yield from [Token("label", text, block, known)] if known else inside


def _of_lines(lines: Sequence[tuple[str, int]]) -> Iterator[Token]:
    """Lex the lines as one text, since a label may go on in the next line; then look for typos line by line."""
    line: list[Token] = []
    number = 0
    for token in _lex("".join(f"{line}\n" for line, _ in lines), 0):
        number += token.text.count("\n") if token.kind != "end" else 0
        line.append(token._replace(block=lines[number][1]))
        if token.kind == "end":
            yield from _mended(line)
            line, number = [], number + 1


def _mended(line: list[Token]) -> Iterator[Token]:
    """Look for typos in what stands before and between the values of a line."""
    for is_name, run in groupby(line, key=lambda token: token.kind in ("label", "other")):
        names = list(run)
        first = next((place for place, token in enumerate(names) if token.kind == "other"), None)
        if not is_name or first is None:
            yield from names
            continue
        for start in (first, 0):
            text = "".join(token.text for token in names[start:])
            known = _typo(text) if len(text) < SETTINGS.label_characters else ()
            if known:
                yield from [*names[:start], Token("label", text, names[0].block, known)]
                break
        else:
            for token in names:
                may_be_label = token.kind == "other" and len(token.text) < SETTINGS.label_characters
                known = _typo(token.text) if may_be_label else ()
                yield token._replace(kind="label", names=known) if known else token


def _lex(text: str, block: int) -> Iterator[Token]:
    """Cut a text into tokens; blanks and punctuation between them are left out."""
    plain = text.translate(HALF_WIDTH).translate(TO_SIMPLIFIED)
    pieces: list[tuple[str, int, int]] = []
    for match in _pattern().finditer(plain):
        kind, start, end = match.lastgroup or "", match.start(), match.end()
        before = pieces[-1] if pieces else ("", 0, 0)
        gap, first = plain[before[2] : start], len(pieces) < 2 or pieces[-2][0] == "end"
        if kind == "other" and (before[0] == "other" or (first and before[0] == "value" and _LISTED.fullmatch(gap))):
            pieces[-1] = (kind, before[1], end)
            continue
        if kind == "label" and before[0] == "value":
            length = before[2] - before[1]
            if _LISTED.fullmatch(gap) or (first and length == 1 and not gap.strip()):
                # 0000000 2.其他法律…: the last digit numbers the label; so does the only one before it in its line.
                pieces[-1:] = [("value", before[1], before[2] - 1)] if length > 1 else []
        pieces.append((kind, start, end))
    for place, (kind, start, end) in enumerate(pieces):
        names = _known().get(normalise(plain[start:end]), ()) if kind == "label" else ()
        if kind == "label" and not names:  # a sign between its characters is a letter to Unicode: Ⅷ, ℃
            kind = "other"
        glued = kind == "value" and place > 0 and pieces[place - 1][0] == "value" and pieces[place - 1][2] == start
        yield Token(kind, text[start:end], block, names, glued=glued)


@cache
def _pattern() -> re.Pattern[str]:
    # Between the characters of a label stand blanks, line breaks, brackets, quotation marks: nothing that is kept.
    gap = r"[^0-9A-Za-z\u3400-\u9fff]*?"
    wordings = sorted(_known(), key=lambda word: (-len(word), word))
    labels = "|".join(gap.join(map(re.escape, word)) for word in wordings)
    return re.compile(rf"(?P<label>{_ORDINAL}(?:{labels}))|(?P<value>{_VALUE})|(?P<end>\n)|(?P<other>\w)")


@cache
def _known() -> dict[str, tuple[Name, ...]]:
    """Map every wording of the tables that are no lists to what it may name."""
    names_of: dict[str, dict[Name, None]] = {}
    for edition in editions().values():
        for table in edition.tables.values():
            if table.layout != "list":
                for wording, name in _wordings(table):
                    names_of.setdefault(normalise(wording), {})[name] = None
    return {key: tuple(names) for key, names in names_of.items() if key}


def _wordings(table: Table) -> Iterator[tuple[str, Name]]:
    labels: list[tuple[str, Iterable[Label]]] = [
        ("item", table.items),
        ("column", table.columns),
        ("group", (*table.groups, *table.column_groups)),
    ]
    for role, named in labels:
        for label in named:
            yield from ((wording, Name(table.id, role, label.id)) for wording in (label.zh, *label.spellings))
    yield from ((wording, Name(table.id, "corner", "")) for wording in table.corner)
    yield from ((wording, Name(table.id, "heading", "")) for wording in (table.zh, *table.headings))


def _typo(text: str) -> tuple[Name, ...]:
    """Name a label with a typo, in every table that has one so near."""
    meant: dict[Name, None] = {}
    for edition in editions().values():
        for table in edition.tables.values():
            if table.layout == "list":
                continue
            item, column = item_names(table.id).find(text), _column_names(table.edition, table.id).find(text)
            if item is not None:
                meant[Name(table.id, "item", item.id)] = None
            if column is not None:
                meant[Name(table.id, "column", column.id)] = None
    return tuple(meant)


@cache
def _column_names(edition: str, table_id: str) -> LabelIndex:
    return LabelIndex(editions()[edition].tables[table_id].columns)
