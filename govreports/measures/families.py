"""The families of rows, columns and routes for which an entry of ``indicators.toml`` is written out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from govreports.form import editions, newest_edition

_CORRECTION = {"outcome": "correction", "outcome_zh": "直接纠错率"}
_LOSS = {"outcome": "loss", "outcome_zh": "败诉率"}
_MANY = {
    "reconsideration": "Reconsiderations",
    "lawsuit_direct": "Lawsuits without reconsideration",
    "lawsuit_after_reconsideration": "Lawsuits after reconsideration",
}
_RATES = {
    "reconsideration": "Reconsideration correction rate",
    "lawsuit": "Lawsuit loss rate",
    "lawsuit_direct": "Loss rate of lawsuits without reconsideration",
    "lawsuit_after_reconsideration": "Loss rate of lawsuits after reconsideration",
}
_DECIDED = {
    "licences": "Licences granted",
    "penalties": "Penalties imposed",
    "coercive_measures": "Coercive measures taken",
    "other_services": "Decisions on other services",
}


@cache
def families() -> dict[str, list[dict[str, str]]]:
    """Return the members that an entry may be written out for, with labels from the form."""
    newest = newest_edition()
    applications, disclosure = newest.tables["applications"], newest.tables["disclosure"]
    groups = {group.id: group for group in applications.groups}

    def outcome(item: Any) -> dict[str, str]:
        zh = re.sub(r"（.*?）", "", item.zh)
        above = groups[item.group]
        return {"id": item.id, "zh": zh if above.id == "results" else f"{above.zh}：{zh}", "en": item.en}

    def plain(label: Any) -> dict[str, str]:
        return {"id": label.id, "zh": label.zh, "en": label.en}

    results = [item for item in applications.items if item.group in groups and item.id != "concluded"]
    routes = {
        item.id: plain(item) | {"en_many": _MANY[item.id], "en_rate": _RATES[item.id], "cells": f"litigation/{item.id}"}
        for item in newest.tables["litigation"].items
    }
    lawsuits = [member for name, member in routes.items() if name != "reconsideration"]
    both = {"id": "lawsuit", "zh": "行政诉讼", "en": "Administrative litigation, both routes"}
    both["en_many"], both["en_rate"] = "Lawsuits", _RATES["lawsuit"]
    both["cells"] = " ".join(member["cells"] for member in lawsuits)
    decisions = {
        item.id: plain(item) | {"en_decided": _DECIDED[item.id]}
        for form in editions().values()
        if "disclosure" in form.tables
        for item in form.tables["disclosure"].items
        if "decisions" in item.columns
    }
    return {
        "applicants": [plain(column) for column in applications.columns if column.id != "total"],
        "outcomes": [outcome(item) for item in results],
        "outcome_groups": [plain(group) for group in applications.groups if group.id != "results"],
        "denials": [plain(item) for item in results if item.group == "denied"],
        "routes": [routes["reconsideration"] | _CORRECTION, both | _LOSS, *(member | _LOSS for member in lawsuits)],
        "documents": [plain(item) for item in disclosure.items if "in_force" in item.columns],
        "decisions": list(decisions.values()),
    }
