"""How one agency stands: its last year, the year before, its peers."""

from __future__ import annotations

import math
from typing import Any

from govreports.charts.chart_rows import marks_of
from govreports.charts.say import indicator, number, percent, pick, within
from govreports.charts.verdict_words import p_text, too_few_cases
from govreports.measures.peer_group import FEWEST_PEERS
from govreports.measures.tests_of_difference import ALPHA, two_shares_p
from govreports.measures.too_few import too_few
from govreports.measures.verdicts import beyond_chance
from govreports.view.findings.extraction import failing_sums, told_first
from govreports.view.sentences import Findings, empty, findings_of, named, rate, sentence, step
from govreports.view.view import View

_TOLD = (
    *("received", "concluded", "carried_out", "disclosure_rate", "substantive_disclosure_rate", "backlog_rate"),
    *("reconsideration_correction_rate", "lawsuit_loss_rate"),
)
"""The indicators that a profile speaks of."""


def profile(view: View, agency: str) -> Findings:
    """Determine how one agency stands: last year, against the year before and against its peers."""
    lang = view.lang
    own = [row for rows in view.near(agency).rows.values() for row in rows if not empty(row["year"])]
    if not own:
        return findings_of([], lang)
    year = max(int(row["year"]) for row in own)
    moves = {str(move["indicator"]): move for move in view.near(agency).moves if move["year_to"] == year}
    rows = {str(row["indicator"]): row for row in own if row["year"] == year}
    name = str(own[-1]["agency"])
    told = [row for one in _TOLD if (row := rows.get(one)) is not None and not empty(row["value"])]
    few = [row for row in told if too_few(str(row["kind"]), row["denominator"])]
    # Of nothing carried over the rate says nothing more.
    firm = [row for row in told if row not in few and not (row["indicator"] == "backlog_rate" and row["value"] == 0)]
    said = {
        sentence(lang, named(row, lang, year), step(moves.get(row["indicator"]), lang)): _weight(
            moves.get(row["indicator"])
        )
        for row in firm
    }
    return findings_of(
        [
            f"**{name}**",
            *(
                _nothing_at_all(rows, year, lang)
                or [*sorted(said, key=lambda text: -said[text]), _few(few, year, lang)]
            ),
            among_peers(view, agency, "disclosure_rate", year),
            _own_errors(view, agency),
        ],
        lang,
    )


def most_changed(view: View, agency: str, year: int) -> str | None:
    """Return the indicator of which a profile says the largest change beyond chance; None where none is seen."""
    moves = [move for move in view.near(agency).moves if move["year_to"] == year and move["indicator"] in _TOLD]
    most = max(moves, key=_weight, default=None)
    return str(most["indicator"]) if most is not None and _weight(most) > 0 else None


def _weight(move: dict[Any, Any] | None) -> float:
    """Weigh a change: 0 where none is seen beyond chance, else its size, a share's as Cohen's h, a count's as a log."""
    if move is None or not beyond_chance(move):
        return 0.0
    before, after = float(move["value_from"]), float(move["value_to"])
    if move["kind"] == "share":
        return abs(2 * math.asin(math.sqrt(after)) - 2 * math.asin(math.sqrt(before)))
    return abs(math.log((after + 0.5) / (before + 0.5)))


def _nothing_at_all(now: dict[str, dict[Any, Any]], year: int, lang: str) -> list[str]:
    """State in one sentence that a year had no application, reconsideration or lawsuit: the most common report."""
    cases = ("received", "concluded", "carried_out", "reconsideration_decided", "lawsuit_decided")
    rows = [now.get(name) for name in cases]
    # A zero in a sum that fails is no zero to rely on: 农业农村局 2025 prints 0 in all and 6 granted.
    if any(row is None or empty(row["value"]) or row["value"] or marks_of(row["flags"]) for row in rows):
        return []
    return [
        pick(
            lang,
            f"{year} 年没有收到政府信息公开申请，也没有审结的行政复议和行政诉讼。",
            f"In {year} there was no application, and no reconsideration or lawsuit was decided.",
        )
    ]


def _few(rows: list[dict[Any, Any]], year: int, lang: str) -> str:
    """Name in one sentence the rates of which nothing is said, with their counts."""
    if not rows:
        return ""
    rates = [f"{within(indicator(str(row['indicator']), lang))} {rate(row, lang)}" for row in rows]
    listed = pick(lang, f"{year} 年{'、'.join(rates)}", f"In {year}: {', '.join(rates)}")
    return sentence(lang, listed, too_few_cases(lang))


def among_peers(view: View, agency: str, name: str, year: int) -> str:
    """Hold an agency's rate against that of its peers together, itself left out, and say on which side it lies."""
    lang = view.lang
    row = next((row for row in reversed(view.near(agency).rows.get(name, [])) if row["year"] == year), None)
    if row is None or empty(row["value"]):
        return ""
    peers = view.peers_of(agency, year, name)
    if not len(peers):
        return view.pick(
            f"级别、职能、规模相近的机关不足 {FEWEST_PEERS} 个，不作同类比较。",
            f"Fewer than {FEWEST_PEERS} agencies of like level, function and size: no peers to compare with.",
        )
    x, n = float(peers["numerator"].sum()), float(peers["denominator"].sum())
    count, share, cases = number(len(peers)), percent(x / n, n), f"{number(x)}/{number(n)}"
    head = view.pick(
        f"{count} 个同类机关合计的{indicator(name, lang)}为 {share}（{cases}）",
        f"{count} peers together, {within(indicator(name, lang))}: {share} ({cases})",
    )
    if too_few("share", row["denominator"]) or too_few("share", n):
        return sentence(lang, head, view.pick("本机关", "the agency has ") + too_few_cases(lang))
    p_value = float(two_shares_p(row["numerator"], row["denominator"], x, n))
    test = p_text(p_value)
    if p_value > ALPHA:
        return sentence(
            lang,
            head,
            view.pick(f"未见与本机关有超出偶然的差异（{test}）", f"no difference beyond chance seen ({test})"),
        )
    higher = row["value"] > x / n
    return sentence(
        lang,
        head,
        view.pick(
            f"本机关{'高于' if higher else '低于'}这一水平（{test}）",
            f"the agency lies {'above' if higher else 'below'} that ({test})",
        ),
    )


def _own_errors(view: View, agency: str) -> str:
    checks = view.near(agency).data.checks
    reports = {row["report"] for rows in view.near(agency).rows.values() for row in rows}
    failed = checks[checks["report"].isin(reports) & (checks["status"] == "fail")]
    years = view.pick("、", ", ").join(str(year) for year in sorted(told_first(failed)["year"].dropna().unique()))
    return failing_sums(view, failed["cause"], view.pick("该机关", "in this agency’s reports"), years)
