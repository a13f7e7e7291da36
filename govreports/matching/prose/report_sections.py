"""Part a report's prose into its sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from govreports.form import editions
from govreports.matching.labels import normalise
from govreports.matching.prose.sentence_numbers import plain_text
from govreports.matching.settings import SETTINGS
from govreports.sources.document import TextLine
from govreports.sources.page_feet import is_page_number

_HEADING = re.compile(r"\s*(?:第?([一二三四五六七八九])(?:部分)?[、.．,，:：\s])\s*(\S.{0,40})$")
_ENDS = "。！？；：.!?;:”"


class SectionText(NamedTuple):
    """A section: its number (一 … 六), its printed title and its prose, one paragraph a line.

    `pages` says where each line of the source begins, counted in the prose without blanks, and on which page.
    """

    section: str
    title: str
    text: str
    pages: tuple[tuple[int, int | None], ...] = ()

    def row(self) -> tuple[str, str, str, str | None]:
        """Return the section as a row of `sections`; its pages as where each begins: ``0:2 215:3``.

        Examples
        --------
        >>> SectionText("一", "总体情况", "收到申请9件。", ((0, 2), (5, 2), (7, 3))).row()
        ('一', '总体情况', '收到申请9件。', '0:2 7:3')
        """
        before = (None, *(page for _, page in self.pages))
        turned = [
            f"{at}:{page}" for (at, page), last in zip(self.pages, before, strict=False) if page not in (None, last)
        ]
        return self.section, self.title, self.text, " ".join(turned) or None

    @classmethod
    def of(cls, section: str, title: str, text: str | None, page_starts: str | None) -> SectionText:
        """Return the section of a row of `sections`."""
        turned = (turn.split(":") for turn in (page_starts or "").split())
        return cls(section, title, text or "", tuple((int(at), int(page)) for at, page in turned))


def with_title(title: str | None, text: str) -> str:
    """Return a section's prose after its title, which says what a sentence that names nothing speaks of.

    Examples
    --------
    >>> with_title("收到和处理政府信息公开申请情况", "新收9件。")
    '收到和处理政府信息公开申请情况。\\n新收9件。'
    """
    return f"{title}。\n{text}" if isinstance(title, str) and title else text


@cache
def _words() -> tuple[tuple[str, str], ...]:
    known = {
        normalise(word): section.number
        for edition in editions().values()
        for section in edition.sections
        for word in section.words
    }
    return tuple(sorted(known.items(), key=lambda pair: -len(pair[0])))


def part_sections(lines: Sequence[TextLine]) -> list[SectionText]:
    """Part prose into sections.

    Parameters
    ----------
    lines : sequence of TextLine
        The report's lines outside its tables, in reading order.

    Returns
    -------
    list of SectionText
        In printed order; what stands before the first heading is the section ``""``. The number is the one that the
        title's words belong to, since real reports shift or leave out numbers; the printed one where they say nothing.

    Examples
    --------
    >>> part_sections([TextLine("一、总体情况"), TextLine("平稳。"), TextLine("四、存在问题及改进措施")])[1]
    SectionText(section='五', title='存在问题及改进措施', text='', pages=())
    """
    running = _running(lines)
    sections: list[tuple[str, str, list[TextLine]]] = [("", "", [])]
    for line in lines:
        text = line.text.strip()
        if not text or is_page_number(text) or _key(text) in running:
            continue
        heading = _heading(text)
        if heading is not None:
            sections.append((*heading, []))
        else:
            sections[-1][2].append(line)
    return [
        SectionText(number, title, _paragraphs([line.text.strip() for line in listed]), _pages(listed))
        for number, title, listed in sections
        if title or listed
    ]


def section_named(text: str) -> str | None:
    """Return the number of the section whose heading a line is by its words, whatever number it prints.

    Examples
    --------
    >>> section_named("四、存在问题及改进措施"), section_named("四、结转下年度继续办理 8 1 0 0 0 0 9")
    ('五', None)
    """
    heading = _heading(text)
    plain = normalise(text)
    return heading[0] if heading is not None and any(word in plain for word, _ in _words()) else None


def _heading(text: str) -> tuple[str, str] | None:
    """Return number and title of a heading: a number and known words, or a number before a short line that ends no
    sentence; None for any other line.
    """
    match = _HEADING.fullmatch(text)
    title = match[2].strip() if match else text
    plain = normalise(title)
    known = next((number for word, number in _words() if word in plain), None)
    if match is None or len(plain) > 30 or title[-1] in _ENDS:
        return None
    return (known or match[1], title)


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", "".join(text.split()))


def _running(lines: Sequence[TextLine]) -> set[str]:
    pages: dict[str, set[int | None]] = {}
    for line in lines:
        if line.page is not None:
            pages.setdefault(_key(line.text), set()).add(line.page)
    counts = Counter({key: len(where) for key, where in pages.items()})
    return {key for key, count in counts.items() if count >= SETTINGS.running_pages}


def _pages(lines: Sequence[TextLine]) -> tuple[tuple[int, int | None], ...]:
    lengths = [len(plain_text(line.text)) for line in lines]
    return tuple(zip(accumulate(lengths, initial=0), (line.page for line in lines), strict=False))


def _paragraphs(texts: list[str]) -> str:
    """Join the lines of a paragraph: a line that ends no sentence goes on in the next one."""
    paragraphs: list[str] = []
    for text in texts:
        if paragraphs and paragraphs[-1][-1] not in _ENDS:
            paragraphs[-1] += text
        else:
            paragraphs.append(text)
    return "\n".join(paragraphs)
