"""A failing sum and what may be wrong in it, each as one sentence of one language."""

from __future__ import annotations

from typing import Any

from govreports.checks.faults.explain import KINDS
from govreports.columns import CheckRow
from govreports.files.offline_page import number
from govreports.words import cell_label, check_label, pick

_CAUSES = {"published": ("原件如此", "published so"), "reading": ("读取存疑", "our reading is in doubt")}

Suggestion = dict[str, Any]
"""A row of `explain`."""


def failing_sum(check: CheckRow, lang: str = "zh") -> str:
    """State of a failing sum what it is, where it stands, both sides, and whose fault it can be."""
    place = cell_label(check["table"], check["item"], check["column"], lang) or check["table"]
    left, right, delta = number(check["left"]), number(check["right"]), f"{check['delta']:+g}"
    cause = pick(lang, *_CAUSES.get(check["cause"] or "", ("", "")))
    label = check_label(check["check"], lang)
    return pick(
        lang,
        f"{label}（{place}）：{left} ≠ {right}，差 {delta}；{cause}",
        f"{label} ({place}): {left} ≠ {right}, {delta} off; {cause}",
    )


def explanation(rows: list[Suggestion], lang: str) -> str:
    """Describe an explanation: each mistake once, with all its cells and what would have to stand there."""
    parts = []
    for kind in dict.fromkeys(row["kind"] for row in rows):
        chinese, _, english = KINDS[kind].partition(" · ")
        cells = [
            f"{cell_label(row['table'], row['item'], row['column'], lang)} {number(row['printed'])} → "
            f"{number(row['suggested'])}{_evidence(row, lang)}"
            for row in rows
            if row["kind"] == kind
        ]
        parts.append(pick(lang, f"{chinese}：{'，'.join(cells)}", f"{english}: {', '.join(cells)}"))
    return pick(lang, "；", "; ").join(parts)


def _evidence(row: Suggestion, lang: str) -> str:
    """Return what else speaks for a suggestion: what the prose says, or that the cell's reading is in doubt."""
    parts = [part.partition(" · ") for part in row["why"].split("; ")[1:]]
    said = [(zh if lang == "zh" or not en else en) for zh, _, en in parts]
    return pick(lang, f"（{'；'.join(said)}）", f" ({'; '.join(said)})") if said else ""
