"""A picture file → a document: one picture, or the pages of a TIFF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from govreports.errors import ReadError
from govreports.sources import file_limits as limits
from govreports.sources.document import Document, PageSize
from govreports.sources.settings import SETTINGS

if TYPE_CHECKING:
    from PIL import Image

    from govreports.sources.scan.read_scan import ReadPage

#: A4 in points: what a picture shows that does not say its size.
_SHORT, _LONG = 595.28, 841.89


#: Resolutions (pixels per inch) that scanners have; a screenshot says 72 or 96 and means nothing by it.
_SCANNED = range(100, 1201)


def read(path: Path, data: bytes) -> Document:
    """Read a picture file.

    Parameters
    ----------
    path, data
        As for `govreports.sources.open.open_document`; PNG, JPEG, TIFF, BMP, GIF or WebP.

    Returns
    -------
    Document
        Its method is ``ocr``. The doubt ``prose_not_read`` says that of its prose only headings and the like were
        read.

    Raises
    ------
    ReadError
        ``damaged``: the picture cannot be decoded.
    """
    from govreports.sources.scan.read_scan import PictureReader

    reader = PictureReader()
    sizes: list[PageSize] = []
    read: list[ReadPage | None] = []
    for number, (image, size) in enumerate(_pages(path, data), 1):
        read.append(reader.put(np.asarray(image, dtype=np.uint8), number, size))
        sizes.append(size)
    read.append(reader.last())
    pages = {page.number: page for page in read if page is not None}
    return Document(
        tuple(block for page in pages.values() for block in page.blocks),
        tuple(sizes),
        "ocr",
        doubts=("prose_not_read",),
        recognised=tuple(pages),
        words=lambda page: pages[page].words(),
        seen={number: page.view for number, page in pages.items()},
    )


def frames(data: bytes) -> Iterator[tuple[Image.Image, PageSize]]:
    """Return the pages of a picture file as they are to be seen: turned as a camera's note says, on white paper.

    Parameters
    ----------
    data : bytes
        The file's content.

    Yields
    ------
    (PIL.Image.Image, PageSize)
        In RGB, and the size on paper.
    """
    from PIL import Image, ImageOps, ImageSequence

    with Image.open(io.BytesIO(data)) as file:
        # Told by the head of the file: a picture of a few KB may claim any size.
        limits.check("pixels", file.width * file.height)
        limits.check("pages", getattr(file, "n_frames", 1))
        if max(file.size) > SETTINGS.picture_times * min(file.size):
            raise limits.TooLargeError(
                f"The picture is {file.width:,} by {file.height:,} pixels: no page has that shape."
            )
        for frame in ImageSequence.Iterator(file):
            turned = ImageOps.exif_transpose(frame)
            yield _on_paper(turned), page_size_of(turned)


def _pages(path: Path, data: bytes) -> Iterator[tuple[Image.Image, PageSize]]:
    try:
        yield from frames(data)
    except (limits.TooLargeError, MemoryError):
        raise
    except Exception as error:  # Pillow lets its decoders' errors through: a TIFF that lacks its width, a TypeError
        raise ReadError.of(
            path,
            "damaged",
            "The picture is damaged and cannot be opened.",
            "Download it again, or open it in a picture viewer and save it as PNG.",
        ) from error


def _on_paper(image: Image.Image) -> Image.Image:
    """Lay a picture on white: what is transparent is paper."""
    from PIL import Image

    if not image.has_transparency_data:
        return image.convert("RGB")
    whole = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", whole.size, "white"), whole).convert("RGB")


def page_size_of(image: Image.Image) -> PageSize:
    """Return the size on paper: by the file's resolution if a scanner may have written it, else as wide as A4.

    Parameters
    ----------
    image : PIL.Image.Image
        A picture, or a page of a TIFF.

    Returns
    -------
    PageSize
        In points.

    Examples
    --------
    >>> from PIL import Image
    >>> page_size_of(Image.new("L", (1240, 1754)))
    PageSize(width=595.28, height=842.03...)
    """
    width, height = image.size
    across = float(image.info.get("dpi", (0, 0))[0] or 0)
    if round(across) not in _SCANNED:
        across = width * 72 / (_SHORT if height >= width else _LONG)
    return PageSize(width * 72 / across, height * 72 / across)
