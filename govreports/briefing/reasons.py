"""What a briefing says of why a year's numbers are what they are; `govreports.why` shows the rest on its card."""

from __future__ import annotations

from collections.abc import Iterator

from govreports.charts.say import indicator, unit, within
from govreports.dataset.not_the_original import own_prose
from govreports.view.evidence import own_reason
from govreports.view.findings.agency import most_changed
from govreports.view.sentences import empty, rate
from govreports.view.view import View


def reasons(view: View, who: str, when: int) -> tuple[str, ...]:
    """Return the own history of what changed most, the rules that changed meanwhile, and the report's own reason."""
    return (*_history(view, who, when), *_own_words(view, who, when))


def _history(view: View, who: str, when: int) -> Iterator[str]:
    """Return what changed most in the years before the two compared, as far back as its number means the same."""
    name = most_changed(view, who, when)
    if name is None:
        return
    known = [row for row in view.near(who).rows[name] if not empty(row["value"])]
    earlier = [row for row in known if row["segment"] == known[-1]["segment"]][:-2]
    if not earlier:
        return
    counted = view.pick(f" {unit(str(known[-1]['unit']), 'zh')}", "") if known[-1]["kind"] == "count" else ""
    told = (f"{row['year']}{view.pick(' 年', '')} {rate(row, view.lang)}{counted}" for row in earlier)
    years = view.pick("，", ", ").join(told)
    called = within(indicator(name, view.lang)).partition(" (")[0]
    # No word of "most": shares and counts are weighed on scales of their own, no test holds them against each other.
    yield view.pick(f"{called}此前各年为 {years}。", f"Earlier years, {called}: {years}.")


_RECEIVED = ("applications", "received", "total")


def _own_words(view: View, who: str, when: int) -> Iterator[str]:
    """Quote the reason that the report itself gives for how many applications came; `govreports.why` shows the rest.

    Prose that was set anew is not the agency's and is not quoted as its word.
    """
    own = view.of(who, "received")
    listed = view.data.reports
    quotable = set(listed["report"][own_prose(listed)])
    reports = [report for report in own.loc[own["year"] == when, "report"] if report in quotable]
    reason = own_reason(view.data, str(reports[0]), [_RECEIVED], when) if reports else ""
    if reason:
        yield view.pick(f"报告自述：“{reason}”", f"The report itself says: “{reason}”")
