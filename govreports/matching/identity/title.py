"""The titles of reports: whose they are, and of which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from govreports.matching.chinese_numbers import ARABIC
from govreports.matching.settings import SETTINGS

_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")
YEAR = r"(?:20\d\d|二[〇○零ＯO0][〇○零ＯO0一二三四五六七八九]{2})年?(?:度)?"

_SUBJECT = r"(?:政府信息(?:与政务)?(?:依法|依申请)?公开|政务(?:信息)?公开|信息公开)"
_NAMED = (
    rf"(?:(?:法定)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?P<inner>{YEAR})?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:年度)?)"
)
KIND = rf"{_SUBJECT}{_NAMED}(?:报告|年报)(?:年度报告)?"
_TITLE = re.compile(
    rf"(?P<before>{YEAR})?(?P<agency>[\u3400-\u9fffA-Za-z·（）()、]{{2,60}}?)??(?:关于)?(?P<after>{YEAR})?{KIND}"
    rf"(?:[（(](?P<behind>[^（）()]{{2,30}})[)）])?"
)
_NOISE = re.compile(r"[>＞»:：|，。；!！?？《》“”\"]")
_FURNITURE = re.compile(
    r"^(?:关于|印发|转发|公布|发布|首页|正文|标题|内容|打印|收藏|返回|来源|当前位置|附件\d*[:：、.]?|\d{1,2}[.、．]|[一二三四五六七八九][、.．]|【[^】]{1,8}】|《)+"
)
_TAIL = re.compile(
    r"(?:》|公示|公告|[（(](?:全文|公示|公示稿|公开版|网页版|文字版)[)）]|\.(?:pdf|docx?|html?))+$", re.IGNORECASE
)
_PART = re.compile(r"[上下]半年|第?[一二三四1-4]季度|半年度|\d{1,2}[-—至到]\d{1,2}月份?")
_WITH_PLACE = re.compile(r"国家|国务院|中华|中国|中共|[\u3400-\u9fff]{2,}?[省市县区州盟旗镇乡]")
_END_OF_NAME = re.compile(r"[省市县区州盟旗镇乡国部委厅局署院会行团]$")
_LAST = frozenset("告报)）》fFxXcClLmM示")  # what a title ends in: 报告, 年报, the year in brackets, the name of a file


class Title(NamedTuple):
    """Whose report it is, and of which year."""

    text: str  # the title as printed, without the blanks and line breaks of its setting
    agency: str | None  # the agency as the title prints it
    year: int | None  # the year that is reported on
    # ``agency_from_prose``, ``agency_from_filename``, ``year_from_prose``, ``year_from_filename``, ``year_disputed``
    # or ``part_of_year``, joined by ``;``
    flag: str | None = None
    line: int = -1  # where the title begins among the lines, -1 where it was not found there


def read_year(text: str) -> int | None:
    """Read a year in digits or in Chinese figures, with or without 年 behind it.

    Examples
    --------
    >>> read_year("2024"), read_year("二〇二四年度"), read_year("24")
    (2024, 2024, None)
    """
    plain = text.rstrip("年度").translate(ARABIC)
    return int(plain) if re.fullmatch(r"20\d\d", plain) else None


def match_title(text: str) -> tuple[str | None, int | None] | None:
    """Read agency and year of a line that is a report's title and nothing else; None where it is none.

    A title that names no year is one only where it names an agency.

    Examples
    --------
    >>> match_title("淮安市人民政府 2024 年政府信息公开工作年度报告")
    ('淮安市人民政府', 2024)
    >>> match_title("2019年上海市人民政府办公厅政府信息公开工作年度报告")
    ('上海市人民政府办公厅', 2019)
    >>> match_title("某某市人民政府信息公开工作年度报告（2023年度）")
    ('某某市人民政府', 2023)
    >>> match_title("2024年政府信息公开工作年度报告")
    (None, 2024)
    """
    plain = _TAIL.sub("", _FURNITURE.sub("", "".join(text.split()).translate(_ASCII)))
    if len(plain) > SETTINGS.title_characters or _NOISE.search(plain):
        return None
    match = _TITLE.fullmatch(_PART.sub("", plain))
    if match is None:
        return None
    agency, behind = match["agency"], match["behind"]
    years = {read_year(year) for year in (match["before"], match["after"], match["inner"], behind) if year} - {None}
    if len(years) > 1 or (agency and ("公开" in agency or read_year(agency))):
        return None
    if agency and agency.endswith("人民") and match[0][match.end("agency") :].startswith("政府信息"):
        agency += "政府"  # 某市人民政府信息公开: 政府 stands once for two
    if agency is None and behind and read_year(behind) is None:
        agency = behind
    year = next(iter(years), None)
    return (agency.strip("、") if agency else None, year) if year else None


def of_part_of_a_year(title: str) -> bool:
    """Return whether a title is that of a half-year's or a quarter's report.

    Examples
    --------
    >>> of_part_of_a_year("2023年上半年某局政府信息公开工作报告")
    True
    """
    return bool(_PART.search("".join(title.split())))


def find_titles(lines: Sequence[str], wraps: bool = True) -> list[Title]:
    """Find every title among the lines, each over as few lines as give an agency.

    Parameters
    ----------
    lines : sequence of str
        Lines of prose.
    wraps : bool
        Whether a line ends where the paper does, so that an agency's name may go on in the next one. Where it does
        not, as in a web page, the line before a title with a place's name is something else: 登录 注册, 市直部门. So
        is everywhere a short line that is no part of a name, as above a title in text copied from a page.

    Examples
    --------
    >>> [title.agency for title in find_titles(["洪泽区人民政府", "2023 年政府信息公开工作年度报告", "本报告……"])]
    ['洪泽区人民政府']
    >>> [title.agency for title in find_titles(["市直部门", "宿迁市", "2025 年政府信息公开工作年度报告"])]
    ['宿迁市']
    """
    titles: list[Title] = []
    place = 0
    ends = [place for place, line in enumerate(lines) if line.strip()[-1:] in _LAST]
    while place < len(lines):
        while ends and ends[0] < place:
            del ends[0]
        if not ends or ends[0] >= place + SETTINGS.title_lines:
            place = ends[0] - SETTINGS.title_lines + 1 if ends else len(lines)
            continue
        title = _title_at(lines, place, wraps)
        if title is None:
            place += 1
            continue
        titles.append(title[0])
        place += title[1]
    return titles


def _title_at(lines: Sequence[str], place: int, wraps: bool) -> tuple[Title, int] | None:
    """Read the title that begins at a line; give also the number of its lines."""
    bare: tuple[Title, int] | None = None
    text = ""
    for count, line in enumerate(lines[place : place + SETTINGS.title_lines], 1):
        text += "".join(line.split())
        if len(text) > SETTINGS.title_characters:
            break
        match = match_title(text)
        if match is None:
            continue
        agency, year = match
        if any(_begins_later(lines[place : place + count], later, wraps) for later in range(1, count)):
            return None
        title = Title(text, agency, year, None, place)
        if agency is not None:
            return title, count
        bare = bare or (title, count)
    return bare


def _begins_later(lines: Sequence[str], later: int, wraps: bool) -> bool:
    """Return whether a title of several lines begins in a later one: an agency with its place stands there whole."""
    agency, _ = match_title("".join(lines[later:])) or (None, None)
    if agency is None or agency.startswith("自治") or not _WITH_PLACE.match(agency):
        return False
    before = "".join("".join(lines[:later]).split())
    no_name = not _WITH_PLACE.match(before) and not _END_OF_NAME.search(before)
    return (not wraps and later == len(lines) - 1) or (len(before) <= SETTINGS.furniture_characters and no_name)
