"""The files inside an OFD: documents, pages and what they refer to."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from govreports.sources import file_limits as limits

Element: TypeAlias = Any  # lxml's elements carry no types


class Page(NamedTuple):
    """One page: the size of its paper in millimetres, and what is drawn on it, in the order of drawing."""

    width: float
    height: float
    contents: list[Element]
    annotations: list[Element]


class Package:
    """An OFD file.

    Parameters
    ----------
    data : bytes
        The file.

    Raises
    ------
    zipfile.BadZipFile, KeyError, ValueError, lxml.etree.XMLSyntaxError
        It is damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self._root = self._xml("OFD.xml")
        self.title = (child_text(self._root, "Title") or "").strip()

    def pages(self) -> Iterator[Page]:
        """Return the pages of all documents in their order."""
        for root in named(self._root, "DocRoot"):
            path = posixpath.normpath((root.text or "").strip().lstrip("/"))
            document, folder = self._xml(path), posixpath.dirname(path)
            templates = {t.get("ID"): self._path(folder, t.get("BaseLoc")) for t in named(document, "TemplatePage")}
            notes = self._annotations(document, folder)
            box = child_text(document, "PhysicalBox")
            entries = [page for pages in named(document, "Pages") for page in named(pages, "Page")]
            limits.check("pages", len(entries))
            for entry in entries:
                content = self._xml(self._path(folder, entry.get("BaseLoc")))
                width, height = _size(child_text(content, "PhysicalBox") or box)
                yield Page(width, height, self._layers(content, templates), notes.get(entry.get("ID"), []))

    def _layers(self, content: Element, templates: dict[str, str]) -> list[Element]:
        """Return a page's own content between the templates that lie behind and before it."""
        behind: list[Element] = []
        before: list[Element] = []
        for use in named(content, "Template"):
            path = templates.get(use.get("TemplateID"))
            if path is not None:
                (before if use.get("ZOrder") == "Foreground" else behind).extend(named(self._xml(path), "Content"))
        return [*behind, *named(content, "Content"), *before]

    def _annotations(self, document: Element, folder: str) -> dict[str, list[Element]]:
        """Return for each page, by its id, the appearances of what lies above it."""
        by_page: dict[str, list[Element]] = {}
        for listed in named(document, "Annotations"):
            path = self._path(folder, (listed.text or "").strip())
            for page in named(self._xml(path), "Page") if self._has(path) else ():
                for location in named(page, "FileLoc"):
                    file = self._path(posixpath.dirname(path), (location.text or "").strip())
                    if self._has(file):
                        by_page.setdefault(page.get("PageID"), []).extend(named(self._xml(file), "Appearance"))
        return by_page

    def _path(self, folder: str, location: str | None) -> str:
        location = (location or "").strip()
        return posixpath.normpath(location[1:] if location.startswith("/") else posixpath.join(folder, location))

    def _has(self, path: str) -> bool:
        return path.lower() in self._names

    def _xml(self, path: str) -> Element:
        from lxml import etree

        return etree.fromstring(self._archive.read(self._names.get(path.lower(), path)))


def named(element: Element, name: str) -> Iterator[Element]:
    """Return the elements inside another that have a name, in whatever namespace: writers differ in it."""
    return (inner for inner in element.iterdescendants() if local_name(inner) == name)


def local_name(element: Element) -> str:
    """Return an element's name without its namespace; "" for a comment."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_text(element: Element, name: str) -> str | None:
    """Return the text of the first element inside another that has a name."""
    child = next(named(element, name), None)
    return child.text if child is not None else None


def _size(box: str | None) -> tuple[float, float]:
    """Read a page's box; A4 where none is given."""
    numbers = [float(part) for part in (box or "").split()]
    return (numbers[2], numbers[3]) if len(numbers) == 4 else (210.0, 297.0)
