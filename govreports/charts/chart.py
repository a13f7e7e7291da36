"""`Chart`: a matplotlib figure that knows its numbers, says in words what it shows, and saves itself whole."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL.Image import Dither, Image, Quantize

from govreports.charts.fonts import FAMILY, families, missing, provide
from govreports.charts.style import PAPER, look

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.backend_bases import RendererBase

    from govreports.charts.native import Native

DPI = 192
"""Twice the 96 dots an inch of a screen."""
_SCREEN = 120  # dots an inch in a notebook
_NEARLY_WHITE = 252
"""From this on, of 255, a colour is the paper's; no colour of a chart is so light."""
FORMATS = ("png", "svg", "pdf")
"""What a picture is saved as."""


_LIKE_IT = "'Noto Sans SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"


class Chart(Figure):
    """A chart.

    Attributes
    ----------
    heading : str
        The title.
    caption : str
        Source, period, coverage and notes, as printed below the chart.
    alt : str
        The text that stands in for the picture.
    numbers : pandas.DataFrame
        The plotted numbers.
    native : Native or None
        The same as Excel and PowerPoint draw it; None where they cannot (a funnel, tiles).
    lang : str
        ``zh`` or ``en``.
    body : tuple of float
        Where the title ends and the caption begins, in parts of the height from the top.
    """

    heading: str = ""
    caption: str = ""
    alt: str = ""
    lang: str = "zh"
    body: tuple[float, float] = (0.0, 1.0)
    numbers: pd.DataFrame
    native: Native | None = None
    _live_text = False
    on_show: ClassVar[Callable[[Chart], None] | None] = None
    """What else is done with every chart that a notebook shows."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(figsize=(width, height), facecolor=PAPER)
        FigureCanvasAgg(self)

    def draw(self, renderer: RendererBase) -> None:
        """Draw with the package's own look, whatever the user's settings are."""
        with look(live_text=self._live_text):
            super().draw(renderer)

    def visible_texts(self) -> list[Text]:
        """Return every text that is seen."""
        return [one for one in self.findobj(Text) if isinstance(one, Text) and one.get_visible() and one.get_text()]

    def savefig(self, fname: Any, **options: Any) -> None:
        """Save as `matplotlib.figure.Figure.savefig` does.

        Raises
        ------
        MissingGlyphError
            A character cannot be drawn by any font at hand; nothing is written.
        """
        ending = options.pop("format", None) or Path(str(fname)).suffix.lstrip(".") or "png"
        raw = self._drawn(ending, **options)
        if isinstance(fname, str | Path):
            Path(fname).write_bytes(raw)
        else:
            fname.write(raw)

    def _drawn(self, ending: str, **options: Any) -> bytes:
        # Ticks get their texts only when they are drawn: so draw, look at what was written, and draw again only where
        # a rare character needed another font.
        for _ in range(2):
            raw = io.BytesIO()
            with look(live_text=self._live_text):
                super().savefig(raw, format=ending, **options)
            written = self.visible_texts()
            signs = "".join(one.get_text() for one in written)
            if not missing(signs):
                break
            provide(signs)
            for one in written:
                one.set_fontfamily(families())
        return raw.getvalue()

    def save(self, name: str | Path, formats: Iterable[str] = FORMATS) -> list[Path]:
        """Save the pictures, and beside them the plotted numbers as CSV.

        Parameters
        ----------
        name : str or Path
            Folder and name. With the ending of a picture (``x.png``) that picture alone is written, under that very
            name, with ``x.pptx`` a slide whose chart PowerPoint draws itself; without one, a picture for each of
            `formats`.
        formats : iterable of str
            Of ``png`` (twice the dots of a screen), ``svg`` and ``pdf`` (fonts embedded).

        Returns
        -------
        list of Path
            What was written.

        Raises
        ------
        MissingGlyphError
            A character cannot be drawn by any font at hand.
        TypeError
            No name was given.
        """
        from govreports.files.csv_for_excel import write_csv

        if not isinstance(name, str | os.PathLike):
            raise TypeError(f'chart.save() needs a name, like chart.save("trend.png"), not {name!r}.')
        base = Path(name)
        files = {ending: base.with_name(f"{base.name}.{ending}") for ending in formats}
        if base.suffix.lower().lstrip(".") in (*FORMATS, "pptx"):
            files = {base.suffix.lower().lstrip("."): base}
            base = base.with_suffix("")
        base.parent.mkdir(parents=True, exist_ok=True)
        written = []
        for ending, file in files.items():
            file.write_bytes(self._file(ending))
            written.append(file)
        table = base.with_name(f"{base.name}.csv")
        write_csv(self.numbers, table)
        return [*written, table]

    def _file(self, ending: str) -> bytes:
        if ending == "pptx":
            from govreports.charts.slide import slide_of

            return slide_of(self)
        if ending == "png":
            return self.png()
        self._live_text = True
        try:
            raw = self._drawn(ending, metadata=self._metadata(ending))
        finally:
            self._live_text = False
        if ending == "svg":  # the packaged font is on no machine but this: others follow it
            raw = raw.replace(f"'{FAMILY}'".encode(), f"'{FAMILY}', {_LIKE_IT}".encode())
        return raw

    def png(self, dpi: int = DPI) -> bytes:
        """Return the picture as PNG, with the text alternative inside; the same bytes for the same numbers."""
        from PIL import PngImagePlugin
        from PIL.Image import open as opened

        raw = io.BytesIO(self._drawn("png", dpi=dpi, metadata={"Software": None}))
        # Charts have few colours: a palette makes the file a third of the size without a visible change.
        small = _paletted(opened(raw).convert("RGB"))
        words = PngImagePlugin.PngInfo()
        words.add_itxt("Title", self.heading)
        words.add_itxt("Description", self.alt)
        out = io.BytesIO()
        small.save(out, format="PNG", dpi=(dpi, dpi), pnginfo=words)
        return out.getvalue()

    def _metadata(self, ending: str) -> dict[str, Any]:
        if ending == "svg":
            return {"Title": self.heading, "Description": self.alt, "Date": None, "Creator": "govreports"}
        return {"Title": self.heading, "Subject": self.alt, "CreationDate": None, "Creator": "govreports"}

    def _ipython_display_(self) -> None:
        from IPython.display import display

        if Chart.on_show is not None:
            Chart.on_show(self)
        # Beside the picture its words: they are read aloud, and seen where a picture cannot be.
        bundle = {"image/png": self.png(_SCREEN), "text/plain": self.alt}
        wide = round(float(self.get_figwidth()) * 84)
        display(bundle, raw=True, metadata={"image/png": {"width": wide, "alt": self.alt}})  # type: ignore[no-untyped-call]


def _paletted(picture: Image) -> Image:
    """Return a picture of at most 128 colours whose paper is pure white: the mean of an octree's cell was 250."""
    small = picture.quantize(128, method=Quantize.FASTOCTREE, dither=Dither.NONE)
    colours = small.getpalette() or []
    paper = small.tobytes()[0]  # the corner of the margin
    for place in range(0, len(colours), 3):
        if place == 3 * paper or min(colours[place : place + 3]) >= _NEARLY_WHITE:
            colours[place : place + 3] = [255] * 3
    small.putpalette(colours)
    return small
