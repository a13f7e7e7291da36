"""``datapackage.json``: every table and every field of it described, after the Frictionless Data Package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from govreports.files.write_whole import write_whole
from govreports.measures.definitions import definitions
from govreports.view.view import View
from govreports.workbook.json_ld import write_json_ld
from govreports.workbook.questions import measured
from govreports.workbook.table_schema import TABLES, described, form_ids, table_schema


def write_package(view: View, place: Path, tables: Mapping[str, tuple[str, pd.DataFrame]]) -> Path:
    """Describe what a run wrote.

    Parameters
    ----------
    view : View
    place : Path
        The folder of results.
    tables : mapping of str to (str, pandas.DataFrame)
        Title and frame of each file below ``tables/``.

    Returns
    -------
    Path
        ``datapackage.json``; ``dataset.jsonld`` lies beside it.
    """
    told = described()
    resources_ = []
    for name, about in told["tables"].items():
        frame = getattr(view.data, name)
        if frame.columns.empty:  # without agencies.csv there is no such file
            continue
        fields = [_field(view, column, frame[column], told["fields"]) for column in frame.columns]
        schema = table_schema(name, view.lang) if name in TABLES else _plain(fields)
        resources_.append(_resource(name, f"{name}.csv", about[view.lang], schema))
    names = {measured(name, view.lang): one for name, one in definitions().items()}
    for name, (title, frame) in tables.items():
        fields = []
        for column in frame.columns:
            entry = {"name": str(column), "type": _type(frame[column])}
            if column in names:
                entry["description"] = f"{names[column].id}; {names[column].unit}; {names[column].source}"
            elif column in told["words"]:
                entry["description"] = told["words"][column]
            fields.append(entry)
        resources_.append(_resource(f"tables-{name}".replace("_", "-"), f"tables/{name}.csv", title, _plain(fields)))
    package = {
        "profile": "tabular-data-package",
        "name": "govreports",
        "title": view.pick("政府信息公开工作年度报告数据", "Annual reports on government information disclosure"),
        "description": view.pick(
            "数值按公布值；空白不按零计；公布错误见 checks。",
            "As published; a blank is not zero; published errors stand in checks.",
        ),
        "govreports:form": form_ids(),
        "resources": resources_,
    }
    file = place / "datapackage.json"
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    write_whole(file, lambda draft: draft.write_text(text, encoding="utf-8"))
    write_json_ld(view, place, [resource["path"] for resource in resources_])
    return file


def _plain(fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {"fields": fields, "missingValues": [""]}


def _resource(name: str, path: str, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name.replace("_", "-"),
        "path": path,
        "title": title,
        "profile": "tabular-data-resource",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": schema,
    }


def _field(view: View, name: str, column: pd.Series[Any], known: Mapping[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": name, "type": _type(column)}
    if name in known:
        entry["description"] = known[name][view.lang]
    return entry


def _type(column: pd.Series[Any]) -> str:
    kind = column.dtype
    if pd.api.types.is_bool_dtype(kind):
        return "boolean"
    if pd.api.types.is_integer_dtype(kind):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(kind) else "string"
