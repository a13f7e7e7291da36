"""Agency and year: from the title, else from the prose, and only as the last resort from the file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_DIGITS = dict(zip("〇一二三四五六七八九", "0123456789", strict=True)) | dict.fromkeys("○零Ｏ", "0")
_YEAR = r"(?P<year>20\d\d|二[〇○零ＯO0][〇○零ＯO0一二三四五六七八九]{2})"
_KIND = r"(?:政府信息(?:与政务)?(?:依法)?公开|政务公开)(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:报告|年报)"
_NAME = r"[\u3400-\u9fffA-Za-z·（）()、]{2,60}?"
_TITLES = (
    re.compile(rf"(?P<agency>{_NAME})(?:关于)?{_YEAR}年?(?:度)?{_KIND}(?:年度报告)?"),
    re.compile(rf"{_YEAR}年?(?:度)?(?P<agency>{_NAME}){_KIND}"),
    re.compile(rf"(?P<agency>{_NAME}){_KIND}[（(]{_YEAR}年?(?:度)?[)）]"),
)
_BARE = (
    re.compile(rf"{_YEAR}年?(?:度)?{_KIND}"),
    re.compile(rf"{_KIND}[（(]{_YEAR}年?(?:度)?[)）]"),
)
_ORGAN = r"(?:政府|委员会|管委会|管理局|局|厅|办公室|办事处|委|署|院|中心|总队|支队|部|办|馆|站|社|行|集团|公司)"
_IN_PROSE = re.compile(
    rf"(?:现将|公布|本报告由|本报告是)?(?P<agency>[\u3400-\u9fff]{{2,30}}?{_ORGAN})(?:关于)?{_YEAR}年?(?:度)?{_KIND}"
)
_PERIOD = re.compile(r"(?:自|从)?(20\d\d)年1月1日(?:起)?(?:至|到|—|-|－|—)+(20\d\d)年12月31日")
_NOISE = re.compile(r"[>＞»:：|，。；!！?？《》“”\"]")
_FURNITURE = re.compile(r"^(?:关于|印发|转发|公布|发布|首页|当前位置|附件\d*)+")
_LINES = 4  # lines over which a title may be broken
_LAST = frozenset("告报)）")  # a title ends in 报告, 年报 or the year in brackets
_LONG = 60  # characters: a longer title is prose


class Title(NamedTuple):
    """Whose report it is, and of which year.

    Attributes
    ----------
    text : str
        The title as printed, without the blanks and line breaks of its setting.
    agency : str or None
        The agency as the title prints it.
    year : int or None
        The year that is reported on.
    flag : str or None
        ``agency_from_prose``, ``agency_from_filename``, ``year_from_prose``, ``year_from_filename`` or
        ``year_disputed``, joined by ``;``.
    line : int
        Where the title begins among the lines, -1 where it was not found there.
    """

    text: str
    agency: str | None
    year: int | None
    flag: str | None = None
    line: int = -1


def read_year(text: str) -> int | None:
    """Read a year in digits or in Chinese figures.

    Examples
    --------
    >>> read_year("2024"), read_year("二〇二四"), read_year("24")
    (2024, 2024, None)
    """
    plain = "".join(_DIGITS.get(character, character) for character in text).replace("O", "0")
    return int(plain) if re.fullmatch(r"20\d\d", plain) else None


def match_title(text: str) -> tuple[str | None, int | None] | None:
    """Read agency and year of a line that is a report's title and nothing else; None where it is none.

    Examples
    --------
    >>> match_title("淮安市人民政府 2024 年政府信息公开工作年度报告")
    ('淮安市人民政府', 2024)
    >>> match_title("2019年上海市人民政府办公厅政府信息公开工作年度报告")
    ('上海市人民政府办公厅', 2019)
    >>> match_title("某某局政府信息公开工作年度报告（2023年度）")
    ('某某局', 2023)
    >>> match_title("2024年政府信息公开工作年度报告")
    (None, 2024)
    """
    plain = _FURNITURE.sub("", "".join(text.split()))
    if len(plain) > _LONG or _NOISE.search(plain):
        return None
    for pattern in _TITLES:
        match = pattern.fullmatch(plain)
        if match and match["agency"] and "信息公开" not in match["agency"]:
            return match["agency"].strip("、"), read_year(match["year"])
    for pattern in _BARE:
        match = pattern.fullmatch(plain)
        if match:
            return None, read_year(match["year"])
    return None


def find_titles(lines: Sequence[str]) -> list[Title]:
    """Find every title among the lines, each over as few lines as give an agency.

    Examples
    --------
    >>> [title.agency for title in find_titles(["洪泽区人民政府", "2023 年政府信息公开工作年度报告", "本报告……"])]
    ['洪泽区人民政府']
    """
    found: list[Title] = []
    place = 0
    ends = [place for place, line in enumerate(lines) if line.strip()[-1:] in _LAST]
    while place < len(lines):
        while ends and ends[0] < place:
            del ends[0]
        if not ends or ends[0] >= place + _LINES:
            place = ends[0] - _LINES + 1 if ends else len(lines)
            continue
        title = _title_at(lines, place)
        if title is None:
            place += 1
            continue
        found.append(title[0])
        place += title[1]
    return found


def _title_at(lines: Sequence[str], place: int) -> tuple[Title, int] | None:
    """Read the title that begins at a line; give also the number of its lines."""
    bare: tuple[Title, int] | None = None
    text = ""
    for count, line in enumerate(lines[place : place + _LINES], 1):
        text += "".join(line.split())
        if len(text) > _LONG:
            break
        match = match_title(text)
        if match is None:
            continue
        agency, year = match
        title = Title(text, agency, year, None, place)
        if agency is not None:
            return title, count
        bare = bare or (title, count)
    return bare


def identify(lines: Sequence[str], file_title: str, file_name: str) -> Title:
    """Tell whose report a document is, and of which year.

    Parameters
    ----------
    lines : sequence of str
        The document's lines of prose.
    file_title : str
        The title that the file's own metadata gives.
    file_name : str
        The file's name without its ending.

    Returns
    -------
    Title
        `agency` or `year` is None where nothing gives it.

    Examples
    --------
    >>> identify(["政府信息公开工作年度报告"], "", "某市教育局2022年报").flag
    'agency_from_filename;year_from_filename'
    """
    titles = find_titles(lines)
    title = next((title for title in titles if title.agency), titles[0] if titles else Title("", None, None))
    flags = []
    agency, year, text = title.agency, title.year, title.text
    if agency is None or year is None:
        match = match_title(file_title)
        if match is not None:
            agency, year, text = agency or match[0], year or match[1], text or "".join(file_title.split())
    prose = "".join("".join(line.split()) for line in lines)
    period = _PERIOD.search(prose)
    if agency is None and (match_prose := _IN_PROSE.search(prose)):
        agency = re.sub(r"^(?:现将|公布|本报告由|本报告是)", "", match_prose["agency"])
        flags.append("agency_from_prose")
        year = year or read_year(match_prose["year"])
    if year is None and period:
        year = int(period[2])
        flags.append("year_from_prose")
    if agency is None and (named := _agency_in_name(file_name)):
        agency = named
        flags.append("agency_from_filename")
    if year is None and (dated := re.search(r"(?<!\d)20[012]\d(?!\d)", file_name)):
        year = int(dated[0])
        flags.append("year_from_filename")
    if year is not None and period and int(period[2]) != year:
        flags.append("year_disputed")
    return Title(text, agency, year, ";".join(flags) or None, title.line)


def _agency_in_name(file_name: str) -> str | None:
    """Take the agency from a file's name: the Chinese text around the year, without the words for a report."""
    plain = re.sub(
        r"(?:关于)?(?:20\d\d)?年?(?:度)?(?:政府信息公开|政务公开)?(?:工作)?(?:年度)?(?:报告|年报).*$", "", file_name
    )
    names = re.findall(r"[\u3400-\u9fff（）]{3,}", plain)
    return names[0].strip("（）") if names else None
