"""A page of a file as a picture, as a screen shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def render_page(path: Path, page: int, scale: float) -> Image:
    """Render one page of a file.

    Parameters
    ----------
    path : Path
    page : int
        Counted from 1.
    scale : float
        Pixels a point.

    Returns
    -------
    PIL.Image.Image
        In RGB.

    Raises
    ------
    ValueError
        The file is no PDF and no picture.
    """
    from govreports.sources.open import kind_of

    data = path.read_bytes()
    kind = kind_of(data)
    if kind == "pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        try:
            rendered: Image = document[page - 1].render(scale=scale).to_pil().convert("RGB")
        finally:
            document.close()
        return rendered
    if kind == "picture":
        from govreports.sources.image import frames

        image, size = next(frame for number, frame in enumerate(frames(data), 1) if number == page)
        return image.resize((round(size.width * scale), round(size.height * scale)))
    raise ValueError(f"{path}: only PDF files and pictures have pages that can be shown.")
