"""``datapackage.json``: every table and every field of it described, after the Frictionless Data Package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from govreports.charts.say import pick
from govreports.columns import TABLES
from govreports.dataset.data import FRAMES, Dataset
from govreports.dataset.not_the_original import provenance_words
from govreports.files.write_whole import write_whole
from govreports.measures.definitions import definitions
from govreports.workbook.json_ld import write_json_ld
from govreports.workbook.questions import measured
from govreports.workbook.table_schema import described, form_ids, table_schema


def write_package(
    data: Dataset,
    place: Path,
    tables: Mapping[str, tuple[str, pd.DataFrame]] | None = None,
    lang: str = "zh",
    *,
    saved: Path | None = None,
) -> Path:
    """Describe what was saved in a folder, and what a run wrote beside it.

    Parameters
    ----------
    data : Dataset
        As it was saved. A frame that is too long for a CSV is described as the Parquet files that hold it.
    place : Path
        Where to.
    tables : mapping of str to (str, pandas.DataFrame), optional
        Title and frame of each file below ``tables/``.
    lang : str
        Of the titles and descriptions.
    saved : Path, optional
        Where the dataset lies, where that is not `place`: a run writes its results aside first.

    Returns
    -------
    Path
        ``datapackage.json``; ``dataset.jsonld`` lies beside it.
    """
    resources_ = [*_of_frames(data, saved or place, lang), *_of_tables(tables or {}, lang)]
    package = {
        "profile": "tabular-data-package",
        "name": "govreports",
        "title": pick(lang, "政府信息公开工作年度报告数据", "Annual reports on government information disclosure"),
        "description": pick(
            lang,
            "数值按公布值；空白不按零计；公布错误见 checks。",
            "As published; a blank is not zero; published errors stand in checks.",
        )
        + pick(lang, "", " ")
        + provenance_words(data.reports, lang),
        "govreports:form": form_ids(),
        "resources": resources_,
    }
    file = place / "datapackage.json"
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    write_whole(file, lambda draft: draft.write_text(text, encoding="utf-8"))
    write_json_ld(data, place, [resource["path"] for resource in resources_], lang)
    return file


def _of_frames(data: Dataset, place: Path, lang: str) -> Iterator[dict[str, Any]]:
    words_of = described()
    for name in FRAMES:
        if name in TABLES:
            schema = _schema(name, lang, whole=len(_files(place, "reports")) == 1)
        elif (frame := getattr(data, name)).columns.empty:  # without agencies.csv there is no such file
            continue
        else:
            schema = _plain([_field(column, frame[column], words_of["fields"], lang) for column in frame.columns])
        for path in _files(place, name):
            yield _resource(Path(path).stem, path, words_of["tables"][name][lang], schema)


def _of_tables(tables: Mapping[str, tuple[str, pd.DataFrame]], lang: str) -> Iterator[dict[str, Any]]:
    words = described()["words"]
    names = {measured(name, lang): indicator for name, indicator in definitions().items()}
    for name, (title, frame) in tables.items():
        fields = []
        for column in frame.columns:
            entry = {"name": str(column), "type": _type(frame[column])}
            if column in names:
                entry["description"] = f"{names[column].id}; {names[column].unit}; {names[column].source}"
            elif column in words:
                entry["description"] = words[column]
            fields.append(entry)
        yield _resource(f"tables-{name}".replace("_", "-"), f"tables/{name}.csv", title, _plain(fields))


def _schema(name: str, lang: str, *, whole: bool) -> dict[str, Any]:
    """Describe a table; where the reports lie in several files there is no one file that its rows may refer to."""
    schema = table_schema(name, lang)
    return schema if whole else {part: told for part, told in schema.items() if part != "foreignKeys"}


def _files(place: Path, name: str) -> list[str]:
    """Return the files of a frame, from the folder: its CSV, or where it is too long for one its Parquet files."""
    if (place / f"{name}.csv").is_file():
        return [f"{name}.csv"]
    parts = (*place.glob(f"tables-*/{name}.parquet"), *place.glob(f"tables-*/{name}-*.parquet"))
    return sorted(part.relative_to(place).as_posix() for part in parts)


def _plain(fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {"fields": fields, "missingValues": [""]}


def _resource(name: str, path: str, title: str, schema: dict[str, Any]) -> dict[str, Any]:
    resource = {"name": name.replace("_", "-"), "path": path, "title": title, "profile": "tabular-data-resource"}
    if path.endswith(".parquet"):
        return resource | {"format": "parquet", "schema": schema}
    return resource | {"format": "csv", "encoding": "utf-8", "dialect": {"lineTerminator": "\r\n"}, "schema": schema}


def _field(name: str, column: pd.Series[Any], known: Mapping[str, Any], lang: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": name, "type": _type(column)}
    if name in known:
        entry["description"] = known[name][lang]
    return entry


def _type(column: pd.Series[Any]) -> str:
    kind = column.dtype
    if pd.api.types.is_bool_dtype(kind):
        return "boolean"
    if pd.api.types.is_integer_dtype(kind):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(kind) else "string"
