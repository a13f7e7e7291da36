"""``dataset.jsonld``: the dataset as search engines for data know it (schema.org/Dataset)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from govreports.charts.say import many, of_agencies, pick
from govreports.dataset.data import Dataset
from govreports.files.write_whole import write_whole
from govreports.measures.definitions import Indicator, definitions

_LAW = "https://flk.npc.gov.cn/"
"""Where the law stands under which the reports are published."""


def json_ld(data: Dataset, paths: Sequence[str], lang: str = "zh") -> dict[str, Any]:
    """Return the description of a dataset.

    Parameters
    ----------
    data : Dataset
    paths : sequence of str
        Its files, below the folder of results.
    lang : str
        ``zh`` or ``en``.

    Examples
    --------
    >>> from govreports.dataset.data import Dataset
    >>> found = json_ld(Dataset(), ["cells.csv"], "en")
    >>> found["@type"], found["distribution"][0]["contentUrl"], "temporalCoverage" in found
    ('Dataset', 'cells.csv', False)
    """
    reports = data.reports
    years, bearers = reports["year"].dropna(), reports["agency"].nunique()
    described: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": pick(
            lang, "政府信息公开工作年度报告数据", "Annual reports on government information disclosure, China"
        ),
        "description": pick(
            lang,
            f"{bearers} 个机关 {len(reports)} 份年度报告公布的数，逐格列出，附核对和指标。",
            f"The numbers printed in {many(len(reports), 'annual report', 'annual reports')} of "
            f"{of_agencies(bearers)}, cell by cell, with every check and indicator.",
        ),
        "inLanguage": ["zh", "en"],
        "keywords": ["政府信息公开", "依申请公开", "行政复议", "freedom of information", "China"],
        "isBasedOn": {"@type": "Legislation", "name": "中华人民共和国政府信息公开条例（国务院令第711号）", "url": _LAW},
        "measurementTechnique": pick(
            lang, "读取原件表格，按公布值，不作更正", "Read from the published tables, never corrected"
        ),
        "variableMeasured": [_variable(indicator, lang) for indicator in definitions().values()],
        "distribution": [_file(path) for path in paths],
    }
    if len(years):
        described["temporalCoverage"] = f"{int(years.min())}/{int(years.max())}"
    return described


def _file(path: str) -> dict[str, str]:
    kind = "text/csv" if path.endswith(".csv") else "application/vnd.apache.parquet"
    return {"@type": "DataDownload", "contentUrl": path, "encodingFormat": kind}


def _variable(indicator: Indicator, lang: str) -> dict[str, str]:
    name = indicator.zh if lang == "zh" else indicator.en
    return {"@type": "PropertyValue", "propertyID": indicator.id, "name": name, "unitText": indicator.unit}


def write_json_ld(data: Dataset, place: Path, paths: Sequence[str], lang: str = "zh") -> Path:
    """Write ``dataset.jsonld`` into a folder of results.

    Returns
    -------
    Path
    """
    file = place / "dataset.jsonld"
    text = json.dumps(json_ld(data, paths, lang), ensure_ascii=False, indent=1) + "\n"
    write_whole(file, lambda draft: draft.write_text(text, encoding="utf-8"))
    return file
