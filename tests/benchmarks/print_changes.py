"""What people do to a print afterwards: digits typed beside a number, boxes, strokes, turned and doubled pages."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from typing import Any

import pypdfium2
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String
from PIL import Image, ImageDraw, ImageFont

from govreports.columns import Cell

OPEN = math.nan  # nobody can say which number the cell shows
Truth = dict[str, float | None]
Change = Callable[[Pdf, list[Cell], random.Random, Truth], None]


def _key(cell: Cell) -> str:
    return f"{cell.table}/{cell.item}/{cell.column}"


def _draw(document: Pdf, cell: Cell, operators: Callable[[float, float, float, float], str], **more: Any) -> None:
    """Append operators to the page of a cell; they are given its box in PDF coordinates."""
    sheet = Page(document.pages[(cell.page or 1) - 1])
    x0, y0, x1, y1 = _corners(sheet, cell)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    sheet.add_resource(font, Name.Font, name=Name("/Typed"))
    for kind, resource in more.items():
        sheet.add_resource(resource, Name("/" + kind), name=Name(f"/Added{kind}"), replace_existing=True)
    if "/Drawn" not in sheet.obj:
        sheet.contents_add(b"q", prepend=True)
        sheet.contents_add(b"Q")
        sheet.obj["/Drawn"] = True
    sheet.contents_add(f"q {operators(x0, y0, x1, y1)} Q".encode())


def _corners(sheet: Page, cell: Cell) -> tuple[float, float, float, float]:
    top = float(sheet.mediabox[3])
    assert None not in (cell.x0, cell.x1, cell.top, cell.bottom)
    return float(cell.x0 or 0), top - float(cell.bottom or 0), float(cell.x1 or 0), top - float(cell.top or 0)


def _type(text: str, x: float, y: float, size: float, before: str = "0 g") -> str:
    return f"{before} BT /Typed {size} Tf {x:.2f} {y:.2f} Td ({text}) Tj ET"


def _white(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"1 g {x0 + 1:.2f} {y0 + 1:.2f} {x1 - x0 - 2:.2f} {y1 - y0 - 2:.2f} re f"


def _each(before: str, after: Callable[[int], float | None] | None = None) -> Change:
    """Type a digit more behind the number: its operators begin with `before`."""

    def change(document: Pdf, cells: list[Cell], chance: random.Random, truth: Truth) -> None:
        for cell in cells:
            digit = str(chance.randrange(10))
            half = 2.9 * len(cell.text)
            _draw(
                document,
                cell,
                lambda x0, y0, x1, y1, half=half, digit=digit: _type(  # type: ignore[misc]
                    digit, min((x0 + x1) / 2 + half, x1 - 6), (y0 + y1) / 2 - 3, 9, before
                ),
            )
            if after is not None:
                truth[_key(cell)] = after(int(digit))

    return change


def retyped(document: Pdf, cells: list[Cell], chance: random.Random, truth: Truth) -> None:
    """Cover a number with white and type another over it."""
    for cell in cells:
        new, size = str(chance.randrange(10 ** chance.randint(1, 3))), chance.choice([7, 8, 9])
        place = chance.uniform(2, 8)
        _draw(
            document,
            cell,
            lambda x0, y0, x1, y1, new=new, size=size, place=place: (  # type: ignore[misc]
                f"{_white(x0, y0, x1, y1)} {_type(new, x0 + place, (y0 + y1) / 2 - 3, size)}"
            ),
        )
        truth[_key(cell)] = float(new)


def covered(document: Pdf, cells: list[Cell], chance: random.Random, truth: Truth) -> None:
    """Cover a number with white."""
    for cell in cells:
        _draw(document, cell, _white)
        truth[_key(cell)] = None


def struck(document: Pdf, cells: list[Cell], chance: random.Random, truth: Truth) -> None:
    """Draw a line or a thin bar through a number."""
    for cell in cells:
        bar = chance.random() < 0.5
        half = 2.9 * len(cell.text) + 1
        _draw(
            document,
            cell,
            lambda x0, y0, x1, y1, bar=bar, half=half: (  # type: ignore[misc]
                f"0 G 0 g {(x0 + x1) / 2 - half:.2f} {(y0 + y1) / 2:.2f} "
                + (f"{2 * half:.2f} 0.7 re f" if bar else f"m {(x0 + x1) / 2 + half:.2f} {(y0 + y1) / 2:.2f} l 0.7 w S")
            ),
        )
        truth[_key(cell)] = None


def _annotate(kind: str, *, shown: bool) -> Change:
    def change(document: Pdf, cells: list[Cell], chance: random.Random, truth: Truth) -> None:
        for cell in cells:
            sheet = Page(document.pages[(cell.page or 1) - 1])
            x0, y0, x1, y1 = (round(side, 2) for side in _corners(sheet, cell))
            new = str(chance.randrange(10 ** chance.randint(1, 3)))
            note = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), F=4, Rect=Array([x0, y0, x1, y1]))
            width, height = x1 - x0, y1 - y0
            if kind == "StrikeOut":
                half = 2.9 * len(cell.text) + 1
                left, right, low, high = (x0 + x1) / 2 - half, (x0 + x1) / 2 + half, y0 + 3, y1 - 3
                note.Rect = Array([left, low, right, high])
                note.QuadPoints = Array([left, high, right, high, left, low, right, low])
                note.C = Array([1, 0, 0])
                drawn = f"1 0 0 RG 1 w 0 {(high - low) / 2} m {2 * half} {(high - low) / 2} l S"
                width, height = 2 * half, high - low
                truth[_key(cell)] = None
            else:
                note.Contents, note.DA = String(new), String("/Helv 8 Tf 0 g")
                drawn = f"1 g 0 0 {width} {height} re f {_type(new, 3, height / 2 - 3, 8)}"
                truth[_key(cell)] = float(new)
            if shown:
                font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
                look = Stream(document, drawn.encode())
                look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
                look.Resources = Dictionary(Font=Dictionary(Typed=font))
                note.AP = Dictionary(N=document.make_indirect(look))
            if "/Annots" not in sheet.obj:
                sheet.obj.Annots = Array([])
            sheet.obj.Annots.append(document.make_indirect(note))

    return change


def layer_off(document: Pdf, cells: list[Cell], chance: random.Random, truth: Truth) -> None:
    """Type a digit more on a layer that is off."""
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("old")))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    for cell in cells:
        half, digit = 2.9 * len(cell.text), str(chance.randrange(10))
        _draw(
            document,
            cell,
            lambda x0, y0, x1, y1, half=half, digit=digit: (  # type: ignore[misc]
                f"/OC /AddedProperties BDC {_type(digit, (x0 + x1) / 2 + half, (y0 + y1) / 2 - 3, 9)} EMC"
            ),
            Properties=layer,
        )


def pictured(document: Pdf, cells: list[Cell], chance: random.Random, truth: Truth) -> None:
    """Lay the picture of another number over a number."""
    for cell in cells:
        new = str(chance.randrange(100, 999))
        picture = Image.new("L", (120, 40), 255)
        ImageDraw.Draw(picture).text((10, 2), new, fill=0, font=ImageFont.load_default(32))
        image = Stream(document, picture.tobytes())
        image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 120, 40
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
        name = f"/Picture{_key(cell).replace('/', '')}"
        Page(document.pages[(cell.page or 1) - 1]).add_resource(image, Name.XObject, name=Name(name))
        _draw(
            document,
            cell,
            lambda x0, y0, x1, y1, name=name: (  # type: ignore[misc]
                f"{x1 - x0 - 2:.2f} 0 0 {y1 - y0 - 2:.2f} {x0 + 1:.2f} {y0 + 1:.2f} cm {name} Do"
            ),
        )
        truth[_key(cell)] = OPEN if float(new) != float(cell.text or "nan") else float(new)


def turned(attribute: int, content: int) -> Change:
    """Turn every page by its attribute and by its content."""

    def change(document: Pdf, cells: list[Cell], chance: random.Random, truth: Truth) -> None:
        for sheet in map(Page, document.pages):
            width, height = float(sheet.mediabox[2]), float(sheet.mediabox[3])
            steps = {90: f"0 -1 1 0 0 {width}", 180: f"-1 0 0 -1 {width} {height}", 270: f"0 1 -1 0 {height} 0"}
            if content:
                sheet.contents_add(f"q {steps[content]} cm".encode(), prepend=True)
                sheet.contents_add(b"Q")
                if content % 180:
                    sheet.mediabox = sheet.cropbox = Array([0, 0, height, width])
            sheet.obj.Rotate = attribute

    return change


def page_twice(document: Pdf, cells: list[Cell], chance: random.Random, truth: Truth) -> None:
    """Print a page twice."""
    number = chance.randrange(len(document.pages))
    document.pages.insert(number + 1, document.pages[number])


def shifted(exchange: str) -> Change:
    """Let every font claim other digits than it draws: '0123456789' becomes `exchange`."""

    def change(document: Pdf, cells: list[Cell], chance: random.Random, truth: Truth) -> None:
        wanted = {f"{ord(str(i)):04X}": f"{ord(new):04X}" for i, new in enumerate(exchange)}
        for one in document.objects:
            if isinstance(one, Dictionary) and one.get("/Type") == "/Font" and "/ToUnicode" in one:
                written = one.ToUnicode.read_bytes().decode("latin-1").replace("><", "> <")
                lines = []
                for line in _single(written).splitlines():
                    parts = line.split()
                    if len(parts) == 2 and parts[0][:1] == "<":
                        line = f"{parts[0]} <{wanted.get(parts[1][1:-1].upper(), parts[1][1:-1])}>"
                    lines.append(line)
                one.ToUnicode = Stream(document, "\n".join(lines).encode("latin-1"))
        for cell in cells:
            truth[_key(cell)] = float(cell.text.replace(",", ""))

    return change


def _single(written: str) -> str:
    """Return a ToUnicode map whose ranges are written character by character."""
    lines, within = [], False
    for line in written.splitlines():
        if "endbfrange" in line:
            within = False
            line = line.replace("endbfrange", "endbfchar")
        elif "beginbfrange" in line:
            within = True
            line = line.replace("beginbfrange", "beginbfchar")
        elif within and line.startswith("<") and "[" not in line:
            first, last, to = (part.strip("<>") for part in line.split()[:3])
            size = len(first)
            count = int(last, 16) - int(first, 16) + 1
            lines += [f"<{int(first, 16) + step:0{size}X}> <{int(to, 16) + step:04X}>" for step in range(count)]
            continue
        lines.append(line)
    return "\n".join(lines)


CHANGES: dict[str, Change] = {
    "plain": lambda document, cells, chance, truth: None,
    "white digit": _each("1 g"),
    "nearly white digit": _each("0.96 g"),
    "mode 3": _each("3 Tr"),
    "outside a clip": _each("0 0 1 1 re W n"),
    "another number beside": _each("0 g", lambda digit: OPEN),
    "white box": covered,
    "white box, typed anew": retyped,
    "struck": struck,
    "StrikeOut shown": _annotate("StrikeOut", shown=True),
    "StrikeOut plain": _annotate("StrikeOut", shown=False),
    "FreeText shown": _annotate("FreeText", shown=True),
    "FreeText plain": _annotate("FreeText", shown=False),
    "layer off": layer_off,
    "picture": pictured,
    "Rotate 90": turned(90, 0),
    "Rotate 180": turned(180, 0),
    "Rotate 270 and content": turned(90, 270),
    "content 90": turned(0, 90),
    "content 180": turned(0, 180),
    "page twice": page_twice,
    "ToUnicode shifted": shifted("1234567890"),
    "ToUnicode 6 and 9": shifted("0123459786"),
    "ToUnicode 9 as 0": shifted("0123456780"),
}


def put_together(data: bytes, up: int, size: tuple[int, int]) -> bytes:
    document = pypdfium2.PdfDocument(data)
    handle = pypdfium2.raw.FPDF_ImportNPagesToOne(document, *map(float, size), 2, up // 2)
    stream = io.BytesIO()
    pypdfium2.PdfDocument(handle).save(stream)
    return stream.getvalue()
