"""Turn typeset reports into pictures: scanned files, images, and tables pasted as pictures."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from tests.typeset.ageing import faint, faxed, photographed, shaded, shone_through
from tests.typeset.cells import ReportData
from tests.typeset.layout import Layout
from tests.typeset.page import Picture
from tests.typeset.pen import write_pdf
from tests.typeset.report import Typeset, lay_out

_EPOCH = time.gmtime(946684800)  # a file says when it was made; ours always say the same


@dataclass(frozen=True, kw_only=True)
class Scan:
    """How paper becomes a picture. A stamp or watermark over the numbers is the layout's."""

    dpi: int = 200
    skew: float = 0.0
    """Degrees, counter-clockwise."""
    jpeg: int | None = 75
    """JPEG quality; None keeps every pixel."""
    noise: float = 0.0
    """Standard deviation of the grey values' noise, of 255."""
    specks: float = 0.0
    """Share of pixels that are dust."""
    blur: float = 0.0
    """Radius in pixels."""
    paper: int = 255
    """Grey value of the paper."""
    colour: bool = True
    seed: int = 0
    quarter: int = 0
    """Quarters of a circle, counter-clockwise, by which a page lies turned."""
    slant: float = 0.0
    """A photograph: so far, of the page's width, a corner lies out of its place."""
    darkest: float = 1.0
    """Light in the shadow that lies over a part of the page."""
    through: float = 0.0
    """Darkness of the other side's print, mirrored."""
    ink: int = 0
    """Grey value of black ink."""
    fax: bool = False
    """In black and white, with half as many lines as columns."""


def scanned_pages(pdf: bytes, scan: Scan | None = None) -> Iterator[Image.Image]:
    """Return a picture of each page."""
    scan = scan or Scan()
    mode = "RGB" if scan.colour else "L"
    with pypdfium2.PdfDocument(pdf) as document:
        images = [page.render(scale=scan.dpi / 72).to_pil().convert(mode) for page in document]
    for number, image in enumerate(images):
        behind = images[number ^ 1] if number ^ 1 < len(images) else images[number - 1]
        yield _aged(shone_through(image, behind, scan.through) if scan.through else image, scan, number)


def scanned_pdf(pdf: bytes, scan: Scan | None = None) -> bytes:
    """Return a PDF whose pages are only pictures.

    Examples
    --------
    >>> from tests.typeset import sample_report, typeset
    >>> done = typeset(sample_report("2021"))
    >>> scanned_pdf(done.pdf, Scan(dpi=40, skew=1.5))[:5]
    b'%PDF-'
    """
    scan = scan or Scan()
    first, *rest = scanned_pages(pdf, scan)
    quality = {} if scan.fax else {"quality": scan.jpeg or 100}
    return _saved(
        first, "PDF", save_all=True, append_images=rest, dpi=_resolution(scan), creationDate=_EPOCH, modDate=_EPOCH,
        **quality,
    )  # fmt: skip


def scanned_images(pdf: bytes, kind: Literal["png", "jpg", "tif"], scan: Scan | None = None) -> list[bytes]:
    """Return image files: one a page, or one ``tif`` of all pages."""
    scan = scan or Scan()
    images = list(scanned_pages(pdf, scan))
    dpi = _resolution(scan)
    if kind == "tif":
        return [_saved(images[0], "TIFF", save_all=True, append_images=images[1:], dpi=dpi, compression="tiff_lzw")]
    if kind == "jpg":
        return [_saved(image, "JPEG", quality=scan.jpeg or 95, dpi=dpi) for image in images]
    return [_saved(image, "PNG", dpi=dpi) for image in images]


def with_pasted_tables(data: ReportData, layout: Layout | None = None, dpi: int = 150) -> Typeset:
    """Set a report whose prose is text and whose tables are pictures."""
    pages, layouts, truths = lay_out([data], [layout or Layout()])
    title = truths[0].title
    with pypdfium2.PdfDocument(write_pdf(pages, layouts, title)) as document:
        for page, rendered in zip(pages, document, strict=True):
            image = rendered.render(scale=dpi / 72).to_pil().convert("RGB")
            across = image.width / page.width
            for region in reversed(page.tables):
                x0, top, x1, bottom = (edge + out for edge, out in zip(region.box, (-1, -1, 1, 1), strict=True))
                crop = image.crop((round(x0 * across), round(top * across), round(x1 * across), round(bottom * across)))
                page.marks[region.first : region.last] = [Picture(x0, top, x1, bottom, _saved(crop, "PNG"))]
    return Typeset(write_pdf(pages, layouts, title), tuple(truths))


def _aged(image: Image.Image, scan: Scan, number: int) -> Image.Image:
    """Skew, blur and soil a page."""
    white = "white"
    draw = random.Random(f"{scan.seed} {number}")
    image = faint(image, scan.ink) if scan.ink else image
    image = photographed(image, scan.slant, draw) if scan.slant else image
    image = shaded(image, scan.darkest, draw) if scan.darkest < 1 else image
    image = image.rotate(90 * scan.quarter, expand=True)
    if scan.skew:
        image = image.rotate(scan.skew, Image.Resampling.BICUBIC, fillcolor=white)
    if scan.blur:
        image = image.filter(ImageFilter.GaussianBlur(scan.blur))
    if scan.noise or scan.specks or scan.paper < 255:
        grain = np.random.default_rng([scan.seed, number])
        pixels = np.asarray(image, dtype=np.float32) * (scan.paper / 255)
        shape = pixels.shape[:2] + (1,) * (pixels.ndim - 2)
        pixels = pixels + grain.normal(0, scan.noise, shape) if scan.noise else pixels
        if scan.specks:
            pixels = np.where(grain.random(shape) < scan.specks, grain.integers(0, 160, shape), pixels)
        image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    if scan.fax:
        return faxed(image)
    if scan.jpeg is not None:
        image = Image.open(io.BytesIO(_saved(image, "JPEG", quality=scan.jpeg)))
    return image


def _resolution(scan: Scan) -> tuple[int, int]:
    return scan.dpi, scan.dpi // 2 if scan.fax else scan.dpi


def random_scan(seed: int, dpi: int = 200) -> Scan:
    """Draw a scan as offices make them: skew to 2°, JPEG from 75, some noise.

    Examples
    --------
    >>> random_scan(3) == random_scan(3), abs(random_scan(3).skew) <= 2
    (True, True)
    """
    draw = random.Random(f"scan {seed}")
    return Scan(
        dpi=dpi, skew=round(draw.uniform(-2, 2), 2), jpeg=draw.choice([75, 80, 85, 92]), noise=draw.choice([0, 3, 6]),
        specks=draw.choice([0, 0, 0.0003]), blur=draw.choice([0, 0, 0.5]), paper=draw.choice([255, 250, 242]),
        colour=draw.random() < 0.6, seed=seed,
    )  # fmt: skip


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()
