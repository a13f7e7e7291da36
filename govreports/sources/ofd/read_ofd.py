"""An OFD file → a document: each page's ink is read as that of a PDF page."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from govreports.errors import ReadError
from govreports.sources.colours import WHITE, contrast
from govreports.sources.document import Document, Grid, PageSize, TextLine, Word
from govreports.sources.ofd.drawing import POINTS, Area, Drawing
from govreports.sources.ofd.package import Element, Package, Page
from govreports.sources.pdf.ink import Floats, Ink
from govreports.sources.pdf.page import page_blocks, page_words
from govreports.sources.pdf.ruled.rules import split
from govreports.sources.pdf.watermarks import towering
from govreports.sources.settings import SETTINGS


def read(path: Path, data: bytes) -> Document:
    """Read an OFD file.

    Templates count as part of the page; annotations and stamps lie above it and are left out, but what they strike
    through or cover is not read.

    Returns
    -------
    Document
        Grids and lines of every page, boxes in points from the top left corner of the page.

    Raises
    ------
    ReadError
        ``damaged``, or ``no_text`` where its pages are pictures.
    """
    from lxml import etree

    try:
        package = Package(data)
        inks = [_ink(page) for page in package.pages()]
    except (zipfile.BadZipFile, KeyError, ValueError, OverflowError, etree.XMLSyntaxError) as error:
        raise ReadError.of(path, "damaged", f"The OFD file cannot be opened ({type(error).__name__}).") from error
    if not any(len(ink.codes) for ink in inks):
        reason = "The pages of the OFD file hold no text: they are pictures, or empty."
        raise ReadError.of(path, "no_text", reason, "Open it in an OFD reader and export it as PDF.")
    blocks: list[TextLine | Grid] = []
    for number, ink in enumerate(inks, 1):
        blocks += page_blocks(ink, number)
    sizes = tuple(ink.size for ink in inks)
    return Document(tuple(blocks), sizes, "text", package.title, words=partial(_words, inks))


def _words(inks: Sequence[Ink], page: int) -> list[Word]:
    return page_words(inks[page - 1], page) if 0 < page <= len(inks) else []


def _ink(page: Page) -> Ink:
    """Draw a page."""
    drawing = Drawing()
    for content in page.contents:
        drawing.add(content)
    size = PageSize(page.width * POINTS, page.height * POINTS)
    rules = [stroke.box for stroke in drawing.strokes if _shows(stroke)]
    rules += [fill.box for fill in drawing.fills if _shows(fill) and _is_thin(fill)]
    fills = [fill.box for fill in drawing.fills if _shows(fill) and not _is_thin(fill)]
    n_characters = len(drawing.characters)
    for appearance in page.annotations:
        drawing.add(appearance, *_corner(appearance))
    del drawing.characters[n_characters:]
    seen = drawing.visible()
    boxes = _areas([character.box for character in seen])
    across, down = split(_areas(rules))
    return Ink(
        size,
        np.array([character.code for character in seen], dtype=np.uint32),
        boxes,
        np.array([character.leans for character in seen], dtype=np.bool_) | towering(boxes),
        across,
        down,
        _areas(fills),
    )


def _corner(appearance: Element) -> tuple[float, float]:
    numbers = [float(part) for part in (appearance.get("Boundary") or "").split()]
    return (numbers[0], numbers[1]) if len(numbers) == 4 else (0.0, 0.0)


def _areas(boxes: Sequence[tuple[float, float, float, float]]) -> Floats:
    return np.array(boxes, dtype=np.float64).reshape(-1, 4)


def _shows(area: Area) -> bool:
    return contrast(area.colour, WHITE) >= SETTINGS.faint_contrast


def _is_thin(area: Area) -> bool:
    x0, top, x1, bottom = area.box
    return min(x1 - x0, bottom - top) <= SETTINGS.rule_thickness_pt
