"""How one agency stands: its last year, the year before, its peers."""

from __future__ import annotations

from govreports.charts.say import indicator, percent
from govreports.measures.change import change
from govreports.view.sentences import Findings, empty, findings_of, first, named, records, sentence, step
from govreports.view.view import View


def profile(view: View, agency: str) -> Findings:
    """Determine how one agency stands: last year, against the year before and against its peers."""
    lang = view.lang
    own = view.of(agency)
    if not len(own):
        return findings_of([], lang)
    year = int(own["year"].max())
    now = own[own["year"] == year]
    moves = {str(move["indicator"]): move for move in records(change(own)) if move["year_to"] == year}
    name = str(now["agency"].iloc[0])
    said = []
    for one in (
        "received",
        "concluded",
        "carried_out",
        "disclosure_rate",
        "substantive_disclosure_rate",
        "backlog_rate",
    ):
        row = first(now, one)
        if row is not None and not empty(row["value"]):
            said.append(
                sentence(lang, view.pick(f"{year} 年", f"{year}: ") + named(row, lang), step(moves.get(one), lang))
            )
    for one in ("reconsideration_correction_rate", "lawsuit_loss_rate"):
        row = first(now, one)
        if row is not None and not empty(row["value"]):
            said.append(sentence(lang, named(row, lang), step(moves.get(one), lang)))
    return findings_of(
        [f"**{name}**", *said, _among_peers(view, agency, "disclosure_rate", year), _own_errors(view, agency)], lang
    )


def _among_peers(view: View, agency: str, name: str, year: int) -> str:
    found = view.funnel(name, year)
    if found is None:
        return ""
    point = next((row for row in records(found.points) if agency in (row["agency_id"], row["agency"])), None)
    if point is None:
        return ""
    where = {
        "within": view.pick("未超出偶然波动", "within chance"),
        "too_few": view.pick("不足 10 件，不作判断", "fewer than 10 cases, not judged"),
    }.get(str(point["outside"]), view.pick("超出 95% 控制限", "outside the 95 % limits"))
    if str(point["outside"]).endswith("998"):
        where = view.pick("超出 99.8% 控制限", "outside the 99.8 % limits")
    return view.pick(
        f"与 {len(found.points)} 个机关合计的{indicator(name, 'zh')} {percent(found.target)} 相比：{where}。",
        f"Against {percent(found.target)} over {len(found.points)} agencies ({indicator(name, 'en')}): {where}.",
    )


def _own_errors(view: View, agency: str) -> str:
    checks = view.data.checks
    reports = set(view.of(agency)["report"])
    failed = checks[checks["report"].isin(reports) & (checks["status"] == "fail")]
    if not len(failed):
        return ""
    years = "、".join(str(year) for year in sorted(failed["year"].dropna().unique()))
    return view.pick(
        f"该机关公布的数据有 {len(failed)} 处勾稽关系不成立（{years} 年）。",
        f"{len(failed)} of its published sums do not add up ({years}).",
    )
