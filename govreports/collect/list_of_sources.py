"""``LIST.csv``: where reports stand, and whose they are where neither file nor page tells."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_HEADS = {
    "url": ("url", "网址", "链接", "地址", "文件", "file"),
    "agency": ("agency", "机关", "单位", "机关名称", "单位名称"),
    "year": ("year", "年份", "年度"),
}
_YEAR = re.compile(r"(20\d\d)年?度?")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_LONGEST = 60  # signs: file systems take 255 bytes, a Chinese sign has 3, and endings and versions follow
_KIND = "政府信息公开工作年度报告"


class SourcesError(ValueError):
    """A list of sources is not whole; the message names each line."""


class Source(NamedTuple):
    """A line of the list."""

    url: str  # ``http://`` or ``https://``, of a page or of a file; or the path of a file, from the list's own folder
    agency: str = ""  # the agency's name, "" where the list does not say it
    year: int | None = None

    @property
    def is_web(self) -> bool:
        """Whether it is to be fetched over the network."""
        return re.match(r"https?://", self.url, re.IGNORECASE) is not None

    @property
    def stem(self) -> str:
        """Name the file, without its ending, so that the name tells agency and year where the list does.

        Examples
        --------
        >>> Source("https://x.gov.cn/art/2025/1/20/art_3_77.html", "淮安市教育局", 2024).stem
        '淮安市教育局2024年政府信息公开工作年度报告'
        >>> Source("https://x.gov.cn/P0202501%20a.pdf").stem, Source("https://x.gov.cn/").stem
        ('P0202501 a', 'x.gov.cn')
        """
        if self.agency and self.year:
            return named(f"{self.agency}{self.year}年{_KIND}")
        parts = urlsplit(self.url)
        last = unquote(parts.path.replace("\\", "/").rstrip("/").rpartition("/")[2])
        own = Path(last).stem or parts.netloc
        return named("_".join(str(part) for part in (self.agency, self.year, own) if part))


def named(text: str) -> str:
    """Return a text as a name that every file system takes, and that leads out of no folder."""
    return _NOT_IN_NAMES.sub("_", text).strip(" ._~$")[:_LONGEST] or "file"


def read_list(path: str | Path) -> list[Source]:
    """Read a list of sources.

    Parameters
    ----------
    path : str or Path
        A CSV in UTF-8 or GB 18030 with the column ``url`` (网址), and ``agency`` (机关) and ``year`` (年份) where they
        are known. Further columns are left alone.

    Returns
    -------
    list of Source
        In the list's order; an address that stands twice is taken once.

    Raises
    ------
    SourcesError
        There is no column ``url``, or lines without an address or with a year that is none.
    """
    rows = csv.reader(io.StringIO(_decoded(Path(path)), newline=""))
    heads = [head.strip().lower() for head in next(rows, [])]
    places = {name: heads.index(head) for name, words in _HEADS.items() for head in words[::-1] if head in heads}
    if "url" not in places:
        raise SourcesError(f"{path}: line 1: there is no column url (网址)")
    sources: list[Source] = []
    faults: list[str] = []
    for number, row in enumerate(rows, 2):
        row_texts = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        year = _YEAR.fullmatch(row_texts.get("year", ""))
        if not any(cell.strip() for cell in row):
            continue
        if not row_texts["url"]:
            faults.append(f"line {number}: the address is missing")
        elif row_texts.get("year") and year is None:
            faults.append(f"line {number}: {row_texts['year']} is no year")
        else:
            sources.append(Source(row_texts["url"], row_texts.get("agency", ""), int(year[1]) if year else None))
    if faults:
        raise SourcesError(f"{path}:\n" + "\n".join(faults))
    return list({source.url: source for source in reversed(sources)}.values())[::-1]


def _decoded(path: Path) -> str:
    if not path.is_file():
        raise SourcesError(f"There is no list {path}: a CSV with the column url, and agency and year where known.")
    raw = path.read_bytes()
    for charset in (
        ("utf-16", "utf-8-sig", "gb18030")
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff")
        else (
            "utf-8-sig",
            "gb18030",
        )
    ):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    raise SourcesError(f"{path}: the list is in no known encoding; save it as CSV UTF-8")
