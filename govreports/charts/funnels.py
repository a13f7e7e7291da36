"""Funnel: each agency's rate against its number of cases, within the limits of chance around the common rate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from matplotlib.ticker import FuncFormatter, NullLocator

from govreports.charts.canvas import Canvas, Key, Words, canvas, tall
from govreports.charts.caption import SOURCE
from govreports.charts.chart import Chart
from govreports.charts.fonts import width
from govreports.charts.one_page import asked_names, spoken_of
from govreports.charts.plain import nothing
from govreports.charts.say import counted, indicator, listed, number, of_agencies, percent, pick
from govreports.charts.spread import spread
from govreports.charts.style import BLUE, FAINT, GREY, INK, ORANGE, SMALL, SOFT, look
from govreports.charts.verdict_words import homogeneity_words, too_few_cases
from govreports.charts.wrap import even
from govreports.measures.too_few import FEWEST_CASES, too_few

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from govreports.measures.funnel import Funnel

_NAME_INCHES = 1.8  # a label beside a point
_CROWD = 120
"""From so many agencies on, the dots of those within the limits are small."""
_MOST = 12
"""So many agencies outside the limits are named in the picture; all are in its numbers."""


def funnel(
    result: Funnel | None,
    *,
    highlight: str | Iterable[str] | None = None,
    lang: str = "zh",
    title: str | None = None,
    size: str = "page",
) -> Chart:
    """Draw a funnel.

    Parameters
    ----------
    result : govreports.measures.funnel.Funnel
        From `govreports.measures.funnel.funnel`; None where there are too few agencies for one.
    highlight, lang, title, size
        As for `govreports.charts.compare`.

    Returns
    -------
    Chart
        Agencies outside the 99.8 % limits are squares and named, those outside the 95 % limits are triangles; those
        asked for have a ring and a name wherever they lie.
    """
    if result is None:
        reason = pick(
            lang,
            "可比的机关不足三个，其中有机关包含另一机关，或该指标不是比率：不画漏斗图。",
            "Fewer than three agencies to compare, one that contains another, or no share: no funnel.",
        )
        return nothing(lang, reason, title=title, size=size)
    points = result.points.to_dict("records")
    outer = [point for point in points if str(point["outside"]).endswith("998")]
    called = indicator(result.indicator, lang)
    heading = title or _title(result, outer, called, lang)
    lines = [
        pick(
            lang,
            f"{SOURCE['zh']}，{result.year} 年，{number(len(points))} 个机关。",
            f"{SOURCE['en']}, {result.year}; {of_agencies(len(points))}.",
        ),
        _middle(result, lang),
        *(pick(lang, note.zh, note.en) for note in result.notes),
    ]
    asked = [point for point in points if point["agency"] in asked_names(highlight)]
    first = list(
        {point["agency"]: point for point in (*asked, *outer, *(points if len(points) <= _CROWD else ()))}.values()
    )
    spoken = spoken_of([f"{point['agency']} {_counted(point, lang)}" for point in first], lang)
    alt = pick(lang, f"漏斗图。{heading}。{spoken}。", f"Funnel plot. {heading}. {spoken}.")
    words = Words(heading, "" if called in heading else called, "\n".join(lines), alt, lang)
    keys = [
        Key(pick(lang, "95% 限", "95% limits"), "line", GREY, dash="--", mark=""),
        Key(pick(lang, "99.8% 限", "99.8% limits"), "line", GREY, mark=""),
        *(key for ending, key in _dots(lang).items() if result.points["outside"].str.endswith(ending).any()),
    ]
    with look():
        sheet = canvas(words, result.points, tall(size, 3.6), size=size, keys=keys)
        _draw(sheet, result, asked_names(highlight), lang)
    return sheet.chart


def _counted(point: dict[Any, Any], lang: str) -> str:
    x, n = point["numerator"], point["denominator"]
    return f"{number(x)}/{number(n)}" if too_few("share", n) else counted(point["value"], x, n, "share", lang)


def _dots(lang: str) -> dict[str, Key]:
    """Return the keys of the points, by how the word for where they lie ends."""
    return {
        "within": Key(pick(lang, "限内", "within"), "dot", BLUE),
        "too_few": Key(pick(lang, f"不足 {FEWEST_CASES} 件", f"under {FEWEST_CASES} cases"), "dot", BLUE, hollow=True),
        "_95": Key(pick(lang, "超出 95% 限", "outside 95%"), "dot", ORANGE, mark="^"),
        "_998": Key(pick(lang, "超出 99.8% 限", "outside 99.8%"), "dot", ORANGE, mark="s"),
    }


def _title(result: Funnel, outer: list[dict[Any, Any]], called: str, lang: str) -> str:
    head = pick(lang, f"{result.year} 年{called}：", f"{called}, {result.year}: ")
    judged = int((result.points["outside"] != "too_few").sum())
    if not judged:
        return head + pick(lang, f"{number(len(result.points))} 个机关", "agencies with ") + too_few_cases(lang)
    if not outer:
        test = homogeneity_words(result.homogeneity, lang)
        zh = f"满 {FEWEST_CASES} 件的 {number(judged)} 个机关中，未见超出 99.8% 控制限的"
        en = f"none of {of_agencies(judged)} with {FEWEST_CASES} cases or more seen outside the 99.8% limits"
        return head + pick(lang, zh, en) + (pick(lang, "，", "; ") + test if test else "")
    sides = [
        (pick(lang, "高于", "above"), [str(one["agency"]) for one in outer if one["outside"] == "above_998"]),
        (pick(lang, "低于", "below"), [str(one["agency"]) for one in outer if one["outside"] == "below_998"]),
    ]
    # Of many the names say nothing; how many there are does.
    said = [
        pick(lang, f"{listed(names, lang, 2)}{side} 99.8% 控制限", f"{listed(names, lang, 2)} {side} the 99.8% limits")
        for side, names in sides
        if names
    ]
    return head + pick(lang, "，", ", ").join(said)


def _middle(result: Funnel, lang: str) -> str:
    """Explain the middle and what the limits hold."""
    rate, spread = percent(result.target), f"{result.tau2**0.5 * 100:.1f}"
    said = pick(
        lang,
        f"中线为合计 {rate}（各机关分子之和÷分母之和）。在限内的机关之间不分高下；不足 {FEWEST_CASES} 件不作判断。",
        f"The middle is the common rate, {rate} (sum over sum). Agencies within the limits are not told apart; none "
        f"with fewer than {FEWEST_CASES} cases is judged.",
    )
    if result.overdispersion == "additive":
        return said + pick(
            lang,
            f"控制限含机关之间的自然差异（τ={spread} 个百分点，Paule–Mandel 估计）。",
            f" The limits hold the spread between agencies (τ = {spread} points, Paule-Mandel).",
        )
    if result.overdispersion == "multiplicative":
        return said + pick(lang, f"控制限按 φ={result.phi:.1f} 放宽。", f" Limits widened by φ = {result.phi:.1f}.")
    return said + pick(lang, "控制限只含偶然（精确二项分布）。", " The limits hold chance alone (exact binomial).")


def _draw(sheet: Canvas, result: Funnel, highlight: tuple[str, ...], lang: str) -> None:
    points = result.points.to_dict("records")
    named = sorted(
        (point for point in points if str(point["outside"]).startswith(("above", "below"))),
        key=lambda one: one["p_value"],
    )
    asked = [point for point in points if point["agency"] in highlight]
    named = [*asked, *(point for point in named if point not in asked)][:_MOST]
    labels = [even(str(point["agency"]), SMALL, _NAME_INCHES) for point in named]
    room = max((width(line, SMALL) for lines in labels for line in lines), default=0.0) + (0.35 if named else 0.1)
    axes = sheet.axes(sheet.left + 0.55, sheet.top + 0.1, sheet.right - room, sheet.bottom - 0.5)
    _draw_limits(axes, result)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value * 100:.0f}%"))
    scale = pick(lang, "件数（对数刻度）", "cases (log scale)")
    sheet.write(sheet.right - room, sheet.bottom - 0.12, scale, SMALL, SOFT, ha="right")
    _draw_points(axes, result)
    for point in asked:
        axes.plot(
            point["denominator"], point["value"], "o", ms=11, mfc="none", mec=INK, mew=1.6, zorder=6, clip_on=False
        )
    _name(sheet, named, labels, [axes.transData.transform((p["denominator"], p["value"])) for p in named], room)


def _draw_limits(axes: Axes, result: Funnel) -> None:
    """Draw the target and the limits around it over the whole range of cases."""
    limits = result.limits
    for name, dash in (("95", "--"), ("998", "-")):
        for side in ("low", "high"):
            axes.plot(limits["n"], limits[f"{side}_{name}"], color=GREY, ls=dash, lw=1.0)
    axes.fill_between(limits["n"], limits["low_95"], limits["high_95"], color=FAINT, alpha=0.4, lw=0)
    axes.axhline(result.target, color=INK, lw=0.9)
    axes.set_xscale("log")
    axes.set(xlim=(0.8, float(limits["n"].max()) * 1.05), ylim=(-0.02, 1.02))


def _draw_points(axes: Axes, result: Funnel) -> None:
    """Draw each agency, marked by the limits that it lies within or outside of."""
    for outside, same in result.points.groupby("outside", sort=True):
        out = str(outside)
        mark = "s" if out.endswith("998") else "^" if out.endswith("_95") else "o"
        color = ORANGE if out.startswith(("above", "below")) else BLUE
        face = "white" if out == "too_few" else color
        # Of very many the small dots of all are read better than the large ones of the last.
        large = 6 if color == ORANGE or len(result.points) <= _CROWD else 3
        how: dict[str, Any] = {"ms": large, "mfc": face, "mec": color, "mew": 1.2 if large > 3 else 0.6}
        axes.plot(same["denominator"], same["value"], mark, zorder=5 if color == ORANGE else 4, clip_on=False, **how)


def _name(sheet: Canvas, named: list[dict], labels: list[list[str]], at: list, room: float) -> None:  # type: ignore[type-arg]
    """Name those outside in a column on the right, each joined to its point."""
    if not named:
        return
    dpi, high = sheet.chart.dpi, float(sheet.chart.get_figheight())
    wanted = [high - float(y) / dpi for _, y in at]
    gap = 0.17 * max(map(len, labels))
    places = spread(wanted, gap, sheet.top + 0.1, sheet.bottom - 0.45)
    left = sheet.right - room + 0.25
    for (x, _), want, y, label in zip(at, wanted, places, labels, strict=True):
        sheet.page.plot([float(x) / dpi + 0.06, left - 0.04], [want, y], color=ORANGE, lw=0.6)
        sheet.write(left, y, "\n".join(label), SMALL, INK, ha="left")
