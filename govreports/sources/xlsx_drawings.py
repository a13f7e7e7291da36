"""The cells of a workbook's sheet that pictures and shapes lie over: a digit may be drawn there, or struck out."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from govreports.sources.settings import SETTINGS

_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def drawn_over(data: bytes) -> dict[str, set[tuple[int, int]]]:
    """Return for each sheet that has drawings row and column of the cells that they lie over.

    Parameters
    ----------
    data : bytes
        The workbook.
    """
    from lxml import etree

    drawn: dict[str, set[tuple[int, int]]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if not any("/drawings/" in name for name in parts.namelist()):
            return drawn
        # Wherever the workbook stands in its package: that it does is a habit, no rule.
        for _, book in _relations(parts, ""):
            targets = dict(_relations(parts, book))
            for sheet in etree.fromstring(parts.read(book)).iter("{*}sheet") if targets else ():
                for _, name in _relations(parts, targets.get(sheet.get(_ID), "")):
                    if "/drawings/" in name and name.endswith(".xml"):
                        places = drawn.setdefault(sheet.get("name", ""), set())
                        places.update(_places(etree.fromstring(parts.read(name))))
    return drawn


def _relations(parts: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """Return id and name of the parts that a part refers to."""
    from lxml import etree

    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations in parts.namelist():
        for relation in etree.fromstring(parts.read(relations)).iter(_RELATED):
            target = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
            if target in parts.namelist():
                yield relation.get("Id", ""), target


def _places(drawing: Any) -> Iterator[tuple[int, int]]:
    """Return the cells under the pictures and shapes of a drawing; what covers many is the sheet's paper or a seal."""
    for anchor in drawing.iter(f"{_DRAWING}oneCellAnchor", f"{_DRAWING}twoCellAnchor"):
        first, last = (_corner(anchor.find(f"{_DRAWING}{name}")) for name in ("from", "to"))
        if first is not None:
            last = last or first
            rows, columns = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
            if len(rows) * len(columns) <= SETTINGS.drawn_cells:
                yield from ((row + 1, column + 1) for row in rows for column in columns)


def _corner(element: Any) -> tuple[int, int] | None:
    texts = [element.findtext(f"{_DRAWING}{name}") or "" for name in ("row", "col")] if element is not None else []
    return (int(texts[0]), int(texts[1])) if texts and all(map(str.isdigit, texts)) else None
