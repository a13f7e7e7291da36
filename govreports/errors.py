"""What can go wrong with a file, said so that an analyst knows what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from govreports.codes import check_codes, codes, is_notice

CellPattern = tuple[str, str, str]
"""``(table, item, column)`` of cells of the form; ``"*"`` stands for all items, or for all columns."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a file that could not be read.

    Attributes
    ----------
    path : str
        The file, as the user named it.
    page : int or None
        The page, counted from 1; None where the whole file is meant.
    code : str
        A reason code of ``codes.toml`` that never changes, e.g. ``encrypted`` or ``row_unnamed``.
    reason : str
        One sentence that says what is wrong.
    remedy : str
        One sentence that says what the analyst can do; left out it is what the table of codes says.
    cells : tuple of CellPattern
        The cells of the form that have no number because of it.

    Raises
    ------
    UnknownCodeError
        The code is none of a problem's.

    Examples
    --------
    >>> row = ("applications", "rejected_repeated", "*")
    >>> lost = Problem("a.pdf", 2, "rows_missing", "The table shows no row 重复申请.", cells=(row,))
    >>> lost.names("applications", "rejected_repeated", "total"), lost.names("applications", "received", "total")
    (True, False)
    """

    path: str
    page: int | None
    code: str
    reason: str
    remedy: str = ""
    cells: tuple[CellPattern, ...] = ()

    def __post_init__(self) -> None:
        check_codes("problem", [self.code])
        if not self.remedy:
            object.__setattr__(self, "remedy", codes("problem")[self.code].remedy)

    @property
    def notice(self) -> bool:
        """Whether it only tells what the report itself leaves out."""
        return is_notice(self.code)

    def heading(self, *, read: bool) -> str:
        """Return in both languages what became of the file: ``read`` where a report was read of it.

        Examples
        --------
        >>> Problem("a.pdf", 2, "row_twice", "The row '重复申请' is printed twice.").heading(read=True)
        '未读全 read in part'
        """
        if self.notice:
            return "未列 left out"
        return "未读全 read in part" if read else "未能读取 not read"

    @property
    def words(self) -> str:
        """Reason and remedy in both languages.

        Examples
        --------
        >>> Problem("a.pdf", None, "empty", "The file is empty.", "Download it again.").words
        '文件是空的。重新下载。 The file is empty. Download it again.'
        """
        zh = [part.rstrip("。") for part in problem_in_words(self.code, self.reason, self.remedy)]
        return "".join(f"{part}。" for part in zh if part) + f" {self.reason} {self.remedy}"

    def names(self, table: str, item: str, column: str) -> bool:
        """Return whether the problem speaks of a cell."""
        cell = (table, item, column)
        return any(all(part in ("*", own) for part, own in zip(one, cell, strict=True)) for one in self.cells)

    def __str__(self) -> str:
        place = f"{self.path}, page {self.page}" if self.page is not None else self.path
        return f"{place}: {self.words}"


# A name in quotes, or words of the report without any.
_NAME = re.compile(r"'[^'A-Za-z]*[\u3400-\u9fff][^']*'|[（(]?[\u3400-\u9fff][^A-Za-z'\".,;:]*")


def problem_in_words(code: str, reason: str, remedy: str, lang: str = "zh") -> tuple[str, str]:
    """Return a problem's reason and remedy in one language.

    Parameters
    ----------
    code, reason, remedy : str
        As in `problems`; a reason that holds no English stays as it is.
    lang : str
        ``zh`` or ``en``.

    Examples
    --------
    >>> reason = "The table '主动公开政府信息情况' shows no row 规章."
    >>> problem_in_words("rows_left_out", reason, "")[0]
    '报告未列该行：主动公开政府信息情况、规章'
    >>> reason = "Of the rows '予以公开'、'危及“三安全一稳定”' and 16 more each prints a number under no column."
    >>> problem_in_words("column_unnamed", reason, "")[0]
    '有一列不是表中的列：予以公开、危及“三安全一稳定”等（另 16 项）'
    """
    known = codes("problem").get(code)
    if lang == "en" or known is None:
        return reason, remedy
    if not re.search(r"[A-Za-z]{3}", reason):
        return reason, known.remedy_zh or remedy
    # What a reason names (a table, a row, a page's words) is in the report's own language.
    plain = re.sub(r" and (\d+) more", r"等（另 \1 项）", re.sub(r" \([\u3400-\u9fff]+\)", "", reason))
    names = "、".join(dict.fromkeys(name.strip(" '") for name in _NAME.findall(plain))).replace("、等（", "等（")
    return f"{known.zh}：{names}" if names else known.zh, known.remedy_zh or remedy


class ReadError(ValueError):
    """A file, or all of its tables, cannot be read.

    Parameters
    ----------
    problems : sequence of Problem
        Everything that is wrong, not just the first thing.

    Examples
    --------
    >>> raise ReadError([Problem("a.pdf", None, "empty", "The file is empty.", "Download it again.")])
    Traceback (most recent call last):
    ...
    govreports.errors.ReadError: a.pdf: 文件是空的。重新下载。 The file is empty. Download it again.
    """

    def __init__(self, problems: list[Problem] | tuple[Problem, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ReadError], tuple[tuple[Problem, ...]]]:
        # Workers of read_folder send the error to the parent process.
        return (ReadError, (self.problems,))

    @classmethod
    def of(cls, path: str | Path, code: str, reason: str, remedy: str = "", page: int | None = None) -> ReadError:
        """Make the error of a single problem."""
        return cls([Problem(str(path), page, code, reason, remedy)])
