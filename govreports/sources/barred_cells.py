"""Tables saved with a line for each cell, a bar behind it → a line for each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from govreports.columns import VALUE
from govreports.sources.bar_rows import BAR
from govreports.sources.settings import SETTINGS

# A row's cells: heads, or a label below up to two groups and its numbers, or the numbers of table 四.
_ROW = re.compile(r"b?(?:t+b*|t{1,3}[vb]*|v[vb]*)|b+")
_CUT_ROW = re.compile(r"b?t{1,3}v+(?=t|$)")


def rows_of_barred_cells(lines: Sequence[str]) -> list[str]:
    """Return the lines with each table put together by rows whose cells stood each on a line of its own.

    Pages whose cells hold paragraphs are saved so, or the bar stands on the next line; a row ends in bars for the
    columns that it does not fill, and a label may be broken over lines (二道区, 汉阳区 and 岳阳市 2022)::

        行政许可 |
        1012 |
        ||

    The number of columns is that with which every row is labels, then numbers, then blanks.

    Parameters
    ----------
    lines : sequence of str

    Examples
    --------
    >>> saved = ["规章 |", "0 |", "|", "12 |", "规范性", "文件 |", "1 |", "2 |", "3 |", "许可 |", "5 |", "||", "处罚 |"]
    >>> rows_of_barred_cells([*saved, "6 |", "||", "三、申请"])
    ['|规章|0||12|', '|规范性文件|1|2|3|', '|许可|5|||', '|处罚|6|||', '三、申请']
    """
    rows: list[str] = []
    for many, group in groupby(lines, key=_holds_cells):
        stretch = list(group)
        rows.extend(stretch if many else _rows(stretch) or stretch)
    return rows


def _holds_cells(line: str) -> bool:
    """Return whether a line with bars holds more than one text, as a row does."""
    return sum(map(bool, map(str.strip, BAR.split(line)))) > 1


def _rows(lines: Sequence[str]) -> list[str] | None:
    barred = [at for at, line in enumerate(lines) if BAR.search(line)]
    end = barred[-1] + 1 if barred else 0
    cells = BAR.split("\n".join(lines[:end]))[:-1]
    if sum(bool(cell.strip()) for cell in cells) < SETTINGS.habit_lines or len(cells) > SETTINGS.barred_cells:
        return None
    tables = _tables(cells) or [_unfilled(cells)]
    return [*(line for table in tables for line in table), *lines[end:]]


def _unfilled(cells: Sequence[str]) -> list[str]:
    """Return a line for each cell, and one for a label with its cells where some of these are blank.

    So it is where rows are not filled up: heads cannot be told from the row below them (钟祥镇 2019).
    """
    lines: list[str] = []
    for text, group in groupby(cells, key=lambda cell: _kind(cell) == "t"):
        run = [part.strip() for cell in group for part in (cell.split("\n") if text else [cell])]
        if text or all(run):
            lines += filter(None, run)
        else:
            lines[-1:] = [f"|{'|'.join([*lines[-1:], *run])}|"]
    return lines


def _tables(cells: Sequence[str]) -> list[list[str]] | None:
    """Return the rows of each table: as few tables as there can be, else None."""
    kinds = [_kind(cell) for cell in cells]

    @cache
    def parted(start: int) -> tuple[tuple[int, int, int], ...] | None:
        if start == len(cells):
            return ()
        best: tuple[tuple[int, int, int], ...] | None = None
        for columns in range(SETTINGS.most_columns, 1, -1):
            for end in _ends(kinds, start, columns):
                rest = parted(end)
                if rest is not None and (best is None or len(rest) + 1 < len(best)):
                    best = ((start, end, columns), *rest)
        return best

    tables = parted(0)
    return None if tables is None else [_lines(cells[start:end], columns) for start, end, columns in tables]


def _ends(kinds: Sequence[str], start: int, columns: int) -> Iterator[int]:
    """Return where a table of so many columns may end, the longest first."""
    ends: list[int] = []
    heads_above, texts_above = False, 0
    for whole, at in enumerate(range(start, len(kinds), columns)):
        row = "".join(kinds[at : at + columns])
        cut = _CUT_ROW.match(row)  # the last row lost its blanks: text follows, or nothing
        if cut and whole >= SETTINGS.habit_rows:
            ends.append(at + cut.end())
        if (
            len(row) < columns
            or not _ROW.fullmatch(row)
            or ("t" not in row and not heads_above)
            or texts_above > SETTINGS.most_heads
        ):
            break
        if whole + 1 >= SETTINGS.habit_rows:
            ends.append(at + columns)
        heads_above = "t" in row and "v" not in row
        texts_above = texts_above + 1 if set(row) == {"t"} else 0
    return iter(sorted(set(ends), reverse=True))


def _kind(cell: str) -> str:
    text = cell.strip()
    return "b" if not text else "v" if VALUE.fullmatch(text) else "t"


def _lines(cells: Sequence[str], columns: int) -> list[str]:
    """Return a table's rows; what stands on lines of its own before its first cell is no part of it."""
    *before, first = cells[0].split("\n")
    texts = ["".join(cell.split("\n")).strip() for cell in (first, *cells[1:])]
    rows = [texts[at : at + columns] for at in range(0, len(texts), columns)]
    if not any(row[0] for row in rows):  # 汉阳区 begins each row with a bar
        rows = [row[1:] for row in rows]
    return [*(line for line in before if line.strip()), *(f"|{'|'.join(row)}|" for row in rows)]
