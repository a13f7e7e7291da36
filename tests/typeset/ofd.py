"""Write pages as an OFD file (GB/T 33190), from the standard's facts; lengths in millimetres."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.typeset import typefaces
from tests.typeset.cells import ReportData
from tests.typeset.layout import Layout
from tests.typeset.page import Fill, Frame, Rule, Text
from tests.typeset.report import lay_out

_MM = 25.4 / 72
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def typeset_ofd(data: ReportData, layout: Layout | None = None) -> bytes:
    """Set one report as OFD."""
    pages, _, _ = lay_out([data], [layout or Layout()])
    return write_ofd([(page.width, page.height, "".join(map(mark_of, [*page.behind, *page.marks]))) for page in pages])


def write_ofd(pages: Sequence[tuple[float, float, str]], annotations: str = "") -> bytes:
    """Return an OFD file of pages, each with its size in points and its objects; annotations lie over the first."""
    files = {
        "OFD.xml": f"<ofd:OFD {_SPACE} Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocInfo/>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    }
    listed = "".join(
        f"<ofd:Page ID='{number}' BaseLoc='Pages/Page_{number}/Content.xml'/>" for number in range(1, len(pages) + 1)
    )
    over = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>" if annotations else ""
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    files["Doc_0/Document.xml"] = (
        f"<ofd:Document {_SPACE}><ofd:CommonData>{area}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{over}</ofd:Document>"
    )
    for number, (width, height, objects) in enumerate(pages, 1):
        box = f"<ofd:Area><ofd:PhysicalBox>0 0 {width * _MM:.3f} {height * _MM:.3f}</ofd:PhysicalBox></ofd:Area>"
        layer = f"<ofd:Content><ofd:Layer Type='Body'>{objects}</ofd:Layer></ofd:Content>"
        files[f"Doc_0/Pages/Page_{number}/Content.xml"] = f"<ofd:Page {_SPACE}>{box}{layer}</ofd:Page>"
    if annotations:
        files["Doc_0/Annots/Annotations.xml"] = (
            f"<ofd:Annotations {_SPACE}><ofd:Page PageID='1'><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Page>"
            "</ofd:Annotations>"
        )
        appearance = f"<ofd:Appearance Boundary='0 0 210 297'>{annotations}</ofd:Appearance>"
        files["Doc_0/Annots/a.xml"] = (
            f"<ofd:PageAnnot {_SPACE}><ofd:Annot Type='Path'>{appearance}</ofd:Annot></ofd:PageAnnot>"
        )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def mark_of(mark: object) -> str:
    """Return the object of a mark on a page."""
    if isinstance(mark, Text):
        return text_object(mark.x, mark.baseline, mark.text, mark.size, mark.colour, mark.spacing, mark.face)
    if isinstance(mark, Rule):
        return _path(
            min(mark.x0, mark.x1),
            min(mark.y0, mark.y1),
            [(mark.x0, mark.y0), (mark.x1, mark.y1)],
            f"LineWidth='{mark.width * _MM:.3f}'",
            f"<ofd:StrokeColor Value='{_colour(mark.colour)}'/>",
        )
    if isinstance(mark, Fill | Frame):
        corners = [(mark.x0, mark.top), (mark.x1, mark.top), (mark.x1, mark.bottom), (mark.x0, mark.bottom)]
        frame = isinstance(mark, Frame)
        how = f"LineWidth='{mark.width * _MM:.3f}'" if isinstance(mark, Frame) else "Fill='true' Stroke='false'"
        name = "StrokeColor" if frame else "FillColor"
        colour = f"<ofd:{name} Value='{_colour(mark.colour)}'/>"
        return _path(mark.x0, mark.top, [*corners, corners[0]], how, colour)
    return ""


def text_object(
    x: float, baseline: float, text: str, size: float, colour: str = "#000000", spacing: float = 0.0, face: str = "sans"
) -> str:
    """Return a ``TextObject`` whose first character stands at a place, in points."""
    steps = [typefaces.width(character, face, size) + spacing for character in text]
    deltas = [f"{step * _MM:.4f}" for step in steps[:-1]]
    if len(set(deltas)) == 1 and len(deltas) > 2:
        deltas = ["g", str(len(deltas)), deltas[0]]
    boundary = f"{x * _MM:.3f} {(baseline - size) * _MM:.3f} {sum(steps) * _MM:.3f} {1.2 * size * _MM:.3f}"
    delta = f" DeltaX='{' '.join(deltas)}'" if deltas else ""
    return (
        f"<ofd:TextObject ID='9' Boundary='{boundary}' Font='1' Size='{size * _MM:.4f}'>"
        f"<ofd:FillColor Value='{_colour(colour)}'/>"
        f"<ofd:TextCode X='0' Y='{size * _MM:.4f}'{delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>"
    )


def _path(x: float, top: float, corners: Sequence[tuple[float, float]], how: str, colour: str) -> str:
    steps = [f"{(at - x) * _MM:.4f} {(down - top) * _MM:.4f}" for at, down in corners]
    data = f"M {steps[0]} " + " ".join(f"L {step}" for step in steps[1:])
    boundary = f"{x * _MM:.4f} {top * _MM:.4f} 210 297"
    return (
        f"<ofd:PathObject ID='8' Boundary='{boundary}' {how}>{colour}"
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _colour(text: str) -> str:
    return " ".join(str(int(text[place : place + 2], 16)) for place in (1, 3, 5))
