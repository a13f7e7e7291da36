"""Labels moved apart until none lies on another."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart until each has `gap` to the next, as near as may be to where they are wanted.

    Parameters
    ----------
    wanted : sequence of float
        In any order.
    gap : float
        Least distance.
    low, high : float
        The room there is; if it is too small, the gaps shrink evenly.

    Examples
    --------
    >>> spread([1.0, 1.1, 5.0], 1.0, 0.0, 6.0)
    [0.55, 1.55, 5.0]
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    if len(order) > 1:
        gap = min(gap, (high - low) / (len(order) - 1))
    groups: list[list[float]] = []  # [sum of wanted first places, members]
    for place in order:
        groups.append([wanted[place], 1])
        while len(groups) > 1 and _start(groups[-2], gap) + groups[-2][1] * gap > _start(groups[-1], gap) + 1e-12:
            total, count = groups.pop()
            groups[-1][0] += total
            groups[-1][1] += count
    places: list[float] = []
    for group in groups:
        start = _start(group, gap)
        places.extend(start + step * gap for step in range(int(group[1])))
    places = _within(places, gap, low, high)
    settled = [0.0] * len(wanted)
    for place, at in zip(order, places, strict=True):
        settled[place] = round(at, 9)
    return settled


def _start(group: list[float], gap: float) -> float:
    return group[0] / group[1] - (group[1] - 1) * gap / 2


def _within(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Push places that stick out back inside, and those before them ahead of them."""
    for step in range(len(places)):
        floor = low if step == 0 else places[step - 1] + gap
        places[step] = max(places[step], floor)
    for step in reversed(range(len(places))):
        ceiling = high if step == len(places) - 1 else places[step + 1] - gap
        places[step] = min(places[step], ceiling)
    return places
