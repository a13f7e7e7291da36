"""What the head of a web page says of its day of publication and its address."""

from __future__ import annotations

import re

from govreports.sources.page_parts import Element

# The names that sites of the government use (国办发〔2017〕47号 asks for PubDate), and those of other software.
_NAMES = frozenset({"pubdate", "publishdate", "_pubdate", "publishtime", "article:published_time", "datepublished"})
# Browsers write the address into the page that they save.
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")


def published_days(root: Element) -> tuple[str, ...]:
    """Return the days of publication that a page's head names, as written.

    Examples
    --------
    >>> from lxml import html
    >>> published_days(html.fromstring('<html><head><meta name="PubDate" content="2025-01-20 09:00"></head></html>'))
    ('2025-01-20 09:00',)
    """
    tags = [(tag.get("name") or tag.get("property") or tag.get("itemprop") or "", tag) for tag in root.iter("meta")]
    return tuple(str(tag.get("content") or "").strip() for name, tag in tags if name.strip().lower() in _NAMES)


def addresses(page: str, root: Element) -> tuple[str, ...]:
    """Return the addresses under which a page says that it was found.

    Parameters
    ----------
    page : str
        The page as it was saved: the browser's comment stands before its root.
    root : Element

    Examples
    --------
    >>> from lxml import html
    >>> page = "<!-- saved from url=(0030)http://a.gov.cn/t20250120_1.html --><html><body></body></html>"
    >>> addresses(page, html.fromstring(page))
    ('http://a.gov.cn/t20250120_1.html',)
    """
    links = [str(tag.get("href") or "") for tag in root.iter("link") if tag.get("rel") == "canonical"]
    named = [str(tag.get("content") or "") for tag in root.iter("meta") if tag.get("property") == "og:url"]
    named += [str(tag.get("content") or "") for tag in root.iter("meta") if (tag.get("name") or "").lower() == "url"]
    return tuple(filter(None, (*_SAVED_FROM.findall(page[:2_000]), *links, *named)))
