"""One page however many agencies there are: whom a chart shows by name, and how it says that the others are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, zip_longest

from govreports.charts.say import listed, number, pick
from govreports.measures.kinds import OF_CASES

ROOM_INCHES = 8.6
"""Height that a chart may take on a page, between its title and its notes; 300 agencies took 200 inches."""


def from_both_ends(ordered: Sequence[str]) -> list[str]:
    """Return names of a sorted list from its two ends inwards: those that stand out first.

    Examples
    --------
    >>> from_both_ends(["a", "b", "c", "d", "e"])
    ['a', 'e', 'b', 'd', 'c']
    """
    half = -(-len(ordered) // 2)
    both = chain.from_iterable(zip_longest(ordered[:half], ordered[: half - 1 : -1]))
    return [name for name in both if name is not None]


def on_one_page(
    telling: Iterable[str], asked: Iterable[str], inches: Callable[[str], float], room: float = ROOM_INCHES
) -> set[str]:
    """Return the agencies for which a page has room.

    Parameters
    ----------
    telling : iterable of str
        All of them, those that the reader should see most first.
    asked : iterable of str
        Those that were asked for; they go before all others.
    inches : callable
        Height that an agency's row needs; all rows become as high as the highest.

    Examples
    --------
    >>> sorted(on_one_page("abcdef", "f", lambda name: 0.5, room=1.5))
    ['a', 'b', 'f']
    """
    everyone = list(telling)
    known = set(everyone)
    kept: dict[str, None] = {}
    highest = 0.0
    for agency in dict.fromkeys([*(name for name in asked if name in known), *everyone]):
        highest = max(highest, inches(agency))
        if kept and highest * (len(kept) + 1) > room:
            break
        kept[agency] = None
    return set(kept)


def not_named(shown: int, everyone: int, how: tuple[str, str], lang: str) -> list[str]:
    """State that a page shows some of the agencies only, and how they were chosen; nothing where it shows all.

    Examples
    --------
    >>> not_named(30, 3000, ("数量最多的", "with the largest numbers"), "zh")
    ['3,000 个机关中只列出数量最多的 30 个；其余见同名数据表。']
    >>> not_named(3, 3, ("", ""), "en")
    []
    """
    if shown >= everyone:
        return []
    zh = f"{number(everyone)} 个机关中只列出{how[0]} {shown} 个；其余见同名数据表。"
    en = f"Of {number(everyone)} agencies only the {shown} {how[1]}; all are in the table of the same name."
    return [pick(lang, zh, en)]


def largest_first(kind: str) -> tuple[str, str]:
    """Return how agencies are chosen by size: shares by the cases that they rest on, never by the share.

    Examples
    --------
    >>> largest_first("share"), largest_first("count")
    (('件数最多的', 'with the most cases'), ('数值最大的', 'with the largest values'))
    """
    return ("件数最多的", "with the most cases") if kind in OF_CASES else ("数值最大的", "with the largest values")


def spoken_of(lines: Sequence[str], lang: str) -> str:
    """Join what is said of each agency, of the first ones where there are very many."""
    most = 60
    joined = pick(lang, "；", "; ").join(lines[:most])
    more = len(lines) - most
    return (
        joined
        if more <= 0
        else joined + pick(lang, f"；另 {number(more)} 项见数据表", f"; {number(more)} more in the table")
    )


def asked_names(highlight: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the agencies that were asked for by name.

    Examples
    --------
    >>> asked_names("甲局"), asked_names(None), asked_names(["甲局", "乙局"])
    (('甲局',), (), ('甲局', '乙局'))
    """
    return (highlight,) if isinstance(highlight, str) else tuple(highlight or ())


def left_out(names: list[str], why: tuple[str, str], lang: str) -> list[str]:
    """Name agencies that are not drawn, and why; nothing where there are none."""
    return [pick(lang, f"未列（{why[0]}）：", f"Not shown ({why[1]}): ") + listed(names, lang, 4)] if names else []
