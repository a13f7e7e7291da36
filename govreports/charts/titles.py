"""Titles computed from the numbers; none claims a difference that lies inside the intervals."""

from __future__ import annotations

from collections.abc import Sequence

from govreports.charts.chart_rows import Row
from govreports.charts.say import indicator, listed, pick, shown, unit, years


def apart(one: Row, other: Row) -> bool:
    """Whether the intervals of two values do not meet; False where one has none."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.high < other.low or other.high < one.low


def comparison(rows: Sequence[Row], name: str, lang: str) -> str:
    """Determine what a comparison of agencies in one year shows."""
    valued = sorted((row for row in rows if row.value is not None), key=lambda row: -(row.value or 0))
    period, called = years(sorted({row.year for row in rows})), indicator(name, lang)
    if not valued:
        return pick(lang, f"{period} 年{called}：没有可比的数", f"{called}, {period}: nothing to compare")
    top, last = valued[0], valued[-1]
    if len(valued) == 1:
        value = shown(top.value, top.kind, top.cases)
        return pick(lang, f"{period} 年{called}：{top.agency} {value}", f"{called}, {period}: {top.agency} {value}")
    if top.kind in ("stock", "amount"):
        return _levels(valued, period, called, lang)
    firm = [row for row in valued if (row.cases or 0) >= 10 or row.kind == "count"]
    high, low = (firm[0], firm[-1]) if len(firm) > 1 else (top, last)
    if not apart(high, low):
        return pick(
            lang,
            f"{period} 年{called}：{len(valued)} 个机关之间的差异均未超出偶然波动",
            f"{called}, {period}: no difference among {len(valued)} agencies beyond chance",
        )
    if top.kind == "count":
        return _levels(valued, period, called, lang)
    above, below = shown(high.value, high.kind, high.cases), shown(low.value, low.kind, low.cases)
    return pick(
        lang,
        f"{period} 年{called}：{high.agency}（{above}）高于{low.agency}（{below}），区间不重叠",
        f"{called}, {period}: {high.agency} ({above}) above {low.agency} ({below}), intervals apart",
    )


def _levels(valued: Sequence[Row], period: str, called: str, lang: str) -> str:
    """Name the most, with all that the intervals do not tell from it."""
    top = valued[0]
    if top.value == 0:
        return pick(
            lang,
            f"{period} 年{called}：{len(valued)} 个机关均为零",
            f"{called}, {period}: none at all {len(valued)} agencies",
        )
    leading = [row for row in valued if row is top or row.value == top.value or (top.low and not apart(top, row))]
    names = listed([row.agency for row in leading], lang, 2)
    value = f"{shown(top.value, top.kind)} {unit(top.unit, lang)}"
    if len(leading) == 1:
        return pick(
            lang, f"{period} 年{called}：{names}最多（{value}）", f"{called}, {period}: most at {names} ({value})"
        )
    return pick(
        lang,
        f"{period} 年{called}：{names}居前（最多 {value}），彼此差异未超出偶然波动",
        f"{called}, {period}: {names} lead (up to {value}), not told apart by their intervals",
    )


def over_years(rows: Sequence[Row], lang: str) -> str:
    """Determine how one indicator of one or more agencies went over the years."""
    if not rows:
        return pick(lang, "没有可画的数", "Nothing to draw")
    called, period = indicator(rows[0].indicator, lang), years(sorted({row.year for row in rows}))
    agencies = list(dict.fromkeys(row.agency for row in rows))
    if len(agencies) > 1:
        return pick(
            lang, f"{called}：{len(agencies)} 个机关，{period} 年", f"{called}: {len(agencies)} agencies, {period}"
        )
    who, valued = agencies[0], sorted((row for row in rows if row.value is not None), key=lambda row: row.year)
    if not valued:
        return pick(lang, f"{who}{called}：{period} 年没有可列的数", f"{who}, {called}: no value in {period}")
    return _course(who, called, valued, lang)


def _course(who: str, called: str, valued: Sequence[Row], lang: str) -> str:
    """Return first and last value since the latest break, and the peak between them where there is one."""
    last = valued[-1]
    stretch = [row for row in valued if row.segment == last.segment]
    first = stretch[0]
    value, before = (shown(row.value, row.kind, row.cases) for row in (last, first))
    if first is last:
        return pick(lang, f"{who}{called}：{last.year} 年 {value}", f"{who}, {called}: {value} in {last.year}")
    ends = pick(
        lang,
        f"{who}{called}：{first.year} 年 {before}，{last.year} 年 {value}",
        f"{who}, {called}: {before} in {first.year}, {value} in {last.year}",
    )
    peak = max(stretch, key=lambda row: row.value or 0.0)
    if apart(peak, first) and apart(peak, last):
        top = shown(peak.value, peak.kind, peak.cases)
        return ends + pick(lang, f"，其间 {peak.year} 年最高（{top}）", f", highest in {peak.year} ({top})")
    if last.value == first.value:
        return ends
    # Of levels and amounts nothing was drawn: they have no interval, and a step is a step.
    small = first.small or last.small
    if (first.low is not None and not apart(first, last)) or small:
        return ends + pick(lang, "，变化未超出偶然波动", ", a change within chance")
    up = (last.value or 0) > (first.value or 0)
    verb = pick(lang, "升至" if up else "降至", "rose to" if up else "fell to")
    return pick(
        lang,
        f"{who}{called}：由 {first.year} 年 {before}{verb} {last.year} 年 {value}",
        f"{who}, {called}: {verb} {value} in {last.year} from {before} in {first.year}",
    )


def subtitle(row: Row | None, lang: str, more: str = "") -> str:
    """Name the unit and what the interval is."""
    if row is None:
        return more
    parts = [pick(lang, f"单位：{unit(row.unit, lang)}", f"Unit: {unit(row.unit, lang)}")]
    if row.low is not None or row.kind in ("share", "ratio", "count", "rate"):
        parts.append(pick(lang, "横线或色带为 95% 区间", "bars and bands are 95 % intervals"))
    return pick(lang, "；", "; ").join([*parts, more] if more else parts)
