"""Whose report a document is, and of which year: its title, else its prose, and only as the last resort its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govreports.matching.identity.title import KIND, YEAR, Title, find_titles, match_title, of_part_of_a_year, read_year

_ORGAN = (
    r"(?:政府|委员会|管委会|局|厅|办公室|办事处|委|署|院|中心|总队|支队|大队|部|办|馆|站|所|社|行|集团|公司|学校|大学|学院"
    r"|海关|关区|省|自治区|市|县|区|自治州|州|盟|旗|镇|乡|街道)"
)
_STATED = re.compile(rf"(?P<agency>[\u3400-\u9fff·（）()]{{2,40}}?{_ORGAN})(?:关于)?(?P<year>{YEAR}){KIND}")
# What stands before the agency in a sentence: 现公布…, 特编制…, 梳理编制…. Names begin with 将 (将乐县) and hold 由
# (自由贸易试验区) and 编制 (机构编制委员会) too.
_LEADING = re.compile(
    r"^(?:.*(?:公布|发布|[现特]公开|现将|现就|编制(?!委员会)|编写|撰写|制作|制定|形成|汇总|报告)|由|是)(?:了|的)?(?=..)"
)
_YEARLESS = re.compile(rf"(?P<agency>[\u3400-\u9fff·（）()]{{2,40}}?{_ORGAN}){KIND}")
# 结合某局政府信息公开工作有关统计数据 (or 编制而成); 某市公安局（以下简称“市公安局”）
_OF_ITSELF = re.compile(
    rf"结合(?:{YEAR})?(?P<counted>[\u3400-\u9fff·]{{2,40}}?{_ORGAN})(?:[（(][^（）()]*[)）])?"
    r"(?:政府信息公开工作(?:实际|情况)?编制|(?:政府信息公开工作)?(?:有关|相关)?统计数据)"
    r"|(?<![\u3400-\u9fff])(?P<named>(?:(?![由与对受请据向于])[\u3400-\u9fff]){1,12}"
    rf"(?P<short>[省市县区州旗镇乡][\u3400-\u9fff]*?{_ORGAN}))"
    r"[（(](?:以下)?简称[:：]?[“\"”'‘]?(?P=short)[”\"“'’]?[)）]"
)
_NO_NAME = re.compile(r"^(?:我|本|全|各|该|上级|其|关于|做好|按照|根据)|关于|做好|通知")
_PERIOD = re.compile(
    r"(?P<from>20\d\d)年(?P<from_month>\d{1,2})月?(?:(?P<from_day>\d{1,2})日)?起?[，,]?(?:至|到|[—–\-－~～])+"
    r"(?:(?P<to>20\d\d)年)?(?P<to_month>\d{1,2})月(?:(?P<to_day>\d{1,2})日)?"
)
_COUNTED = re.compile(r"(?:统计|数据)[^。]{0,12}(?:期限|时限|时间|期间|时段|周期|截止)[^。]{0,12}?(?=20\d\d年)")
_SITE = re.compile(r"[_|｜\-—–]+")
_WHOLE = ("1", "1", "12", "31")
_DAYS = ("from_month", "from_day", "to_month", "to_day")


def identify(lines: Sequence[str], file_title: str, file_name: str, wraps: bool = True) -> Title:
    """Return whose report a document is, and of which year.

    Parameters
    ----------
    lines : sequence of str
        The document's lines of prose.
    file_title : str
        The title that the file's own metadata gives.
    file_name : str
        The file's name without its ending.
    wraps : bool
        As for `find_titles`.

    Returns
    -------
    Title
        `agency` or `year` is None where nothing gives it.

    Examples
    --------
    >>> identify(["政府信息公开工作年度报告"], "", "某市教育局2022年报").flag
    'agency_from_filename;year_from_filename'
    >>> identify(["现公布子长市人民政府2023年度政府信息公开工作报告。"], "", "x")[1:4]
    ('子长市人民政府', 2023, 'agency_from_prose')
    """
    titles = find_titles(lines, wraps)
    printed = next((title for title in titles if title.agency), titles[0] if titles else Title("", None, None))
    if printed.agency is None or printed.year is None or not wraps:
        printed = _with_file_title(printed, file_title)
    prose = "".join("".join(line.split()) for line in lines)
    period = _period(prose)
    agency, stated_year, agency_flag = _agency(printed.agency, prose, lines, file_name)
    year, year_flag = _year(printed.year or stated_year, period, file_name)
    flags = [flag for flag in (agency_flag, year_flag) if flag]
    # Codes stand in the order in which they were found: what the prose says before what the file's name does.
    flags.sort(key=lambda flag: flag.endswith("filename"))
    if year is not None and period and int(period["to"] or period["from"]) != year:
        flags.append("year_disputed")
    if of_part_of_a_year(printed.text) or (period and _is_part(period)):
        flags.append("part_of_year")
    return Title(printed.text, agency, year, ";".join(flags) or None, printed.line)


def _with_file_title(printed: Title, file_title: str) -> Title:
    """Return a title completed by the file's own.

    某局2023年政府信息公开工作年度报告_某市人民政府: a web page's own title names its site too.
    """
    for part in (file_title, *_SITE.split(file_title)):
        if match := match_title(part):
            # A name that the page breaks in two ends like the whole one: 安|平县市场监督管理局.
            whole = printed.agency is None or (match[0] or "").endswith(printed.agency)
            agency, text = match[0] if whole else printed.agency, printed.text or "".join(part.split())
            return printed._replace(agency=agency, year=printed.year or match[1], text=text)
    return printed


def _agency(
    titled: str | None, prose: str, lines: Sequence[str], file_name: str
) -> tuple[str | None, int | None, str | None]:
    """Return the agency, the year of the sentence that names it, and where it was found if not in a title."""
    if titled is not None:
        return titled, None, None
    if stated := _stated(prose) or _named_alone(lines):
        return *stated, "agency_from_prose"
    named = _agency_in_name(file_name)
    return named, None, "agency_from_filename" if named else None


def _year(titled: int | None, period: re.Match[str] | None, file_name: str) -> tuple[int | None, str | None]:
    """Return the year, and where it was found if not in a title."""
    if titled is not None:
        return titled, None
    if period:
        return int(period["to"] or period["from"]), "year_from_prose"
    dated = re.search(r"(?<!\d)20[012]\d(?!\d)", file_name)
    return (int(dated[0]), "year_from_filename") if dated else (None, None)


def _stated(prose: str) -> tuple[str, int | None] | None:
    """Find the sentence that says whose report this is; other sentences name offices, notices and other agencies."""
    for match in _STATED.finditer(prose):
        agency = _LEADING.sub("", match["agency"])
        if len(agency) > 1 and not _NO_NAME.search(agency):
            return agency, read_year(match["year"])
    itself = (match["counted"] or match["named"] for match in _OF_ITSELF.finditer(prose))
    return next(((name, None) for name in itself if not _NO_NAME.search(name)), None)


def _named_alone(lines: Sequence[str]) -> tuple[str, None] | None:
    """Find a title without a year: 某某局政府信息公开工作年度报告."""
    names = (match["agency"] for line in lines if (match := _YEARLESS.fullmatch("".join(line.split()))))
    return next(((name, None) for name in names if not _NO_NAME.search(name)), None)


def _period(prose: str) -> re.Match[str] | None:
    """Find the period that the report counts; else any whole year that is named from its first day to its last."""
    for counted in _COUNTED.finditer(prose):
        if match := _PERIOD.match(prose, counted.end()):
            return match
    return next((match for match in _PERIOD.finditer(prose) if not _is_part(match)), None)


def _is_part(period: re.Match[str]) -> bool:
    days = tuple((period[name] or whole).lstrip("0") for name, whole in zip(_DAYS, _WHOLE, strict=True))
    return days != _WHOLE or period["to"] not in (None, period["from"])


def _agency_in_name(file_name: str) -> str | None:
    """Take the agency from a file's name: the Chinese text around the year, without the words for a report."""
    plain = re.sub(
        r"(?:关于)?(?:20\d\d)?年?(?:度)?(?:政府信息公开|政务公开)?(?:工作)?(?:年度)?(?:报告|年报).*$", "", file_name
    )
    names = re.findall(r"[\u3400-\u9fff（）]{3,}", plain)
    return names[0].strip("（）") if names else None
