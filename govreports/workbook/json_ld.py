"""``dataset.jsonld``: the dataset as search engines for data know it (schema.org/Dataset)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from govreports.files.write_whole import write_whole
from govreports.measures.definitions import Indicator, definitions
from govreports.view.view import View

_LAW = "https://flk.npc.gov.cn/"
"""Where the law stands under which the reports are published."""


def json_ld(view: View, paths: Sequence[str]) -> dict[str, Any]:
    """Return the description of a dataset.

    Parameters
    ----------
    view : View
        What the run was about.
    paths : sequence of str
        Its files, below the folder of results.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> from govreports.view.opening import view_of
    >>> found = json_ld(view_of(Dataset(), lang="en"), ["cells.csv"])
    >>> found["@type"], found["distribution"][0]["contentUrl"], "temporalCoverage" in found
    ('Dataset', 'cells.csv', False)
    """
    reports = view.data.reports
    years = reports["year"].dropna()
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": view.pick("政府信息公开工作年度报告数据", "Annual reports on government information disclosure, China"),
        "description": view.pick(
            f"{reports['agency'].nunique()} 个机关 {len(reports)} 份年度报告公布的数，逐格列出，附核对和指标。",
            f"The numbers printed in {len(reports)} annual reports of {reports['agency'].nunique()} agencies, cell by "
            "cell, with every check and indicator.",
        ),
        "inLanguage": ["zh", "en"],
        "keywords": ["政府信息公开", "依申请公开", "行政复议", "freedom of information", "China"],
        "isBasedOn": {"@type": "Legislation", "name": "中华人民共和国政府信息公开条例（国务院令第711号）", "url": _LAW},
        "measurementTechnique": view.pick(
            "读取原件表格，按公布值，不作更正", "Read from the published tables, never corrected"
        ),
        "variableMeasured": [_variable(one, view.lang) for one in definitions().values()],
        "distribution": [{"@type": "DataDownload", "contentUrl": path, "encodingFormat": "text/csv"} for path in paths],
    }
    if len(years):
        found["temporalCoverage"] = f"{int(years.min())}/{int(years.max())}"
    return found


def _variable(one: Indicator, lang: str) -> dict[str, str]:
    name = one.zh if lang == "zh" else one.en
    return {"@type": "PropertyValue", "propertyID": one.id, "name": name, "unitText": one.unit}


def write_json_ld(view: View, place: Path, paths: Sequence[str]) -> Path:
    """Write ``dataset.jsonld`` into a folder of results.

    Returns
    -------
    Path
    """
    file = place / "dataset.jsonld"
    text = json.dumps(json_ld(view, paths), ensure_ascii=False, indent=1) + "\n"
    write_whole(file, lambda draft: draft.write_text(text, encoding="utf-8"))
    return file
