"""Why what a cell of a Word file shows may not be its text."""

from __future__ import annotations

import re
from itertools import pairwise

from govreports.sources.docx_run import DOUBTS, SEEN, Element, W
from govreports.sources.settings import SETTINGS

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PICTURES = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object", "sym"))
_OFF_THE_LINE = frozenset(
    f"{MATH}{name}" for name in ("sSup", "sSub", "sSubSup", "f", "rad", "nary", "limLow", "limUpp")
)
# What Word writes when it shows the file.
_WRITTEN = frozenset(
    f"{W}{name}"
    for name in ("pgNum", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "dataBinding")
)
_COMPUTED = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|DATE|TIME|AUTONUM\w*|LISTNUM)\b")
_PLAIN_SHADE = re.compile(r"clear|nil|pct(?:5|1\d|2\d|3[05])")


def doubt_of(cell: Element, row: Element, text: str) -> str | None:
    """Return why what a cell shows may not be its text; None where nothing speaks for it."""
    names = {inner.tag for inner in cell.iter()}
    if not text and not names.isdisjoint(_PICTURES):
        doubt = "picture"
    elif not text and any(_hides_digits(run) for run in cell.iter(f"{W}r")):
        doubt = "hidden_text" if names.isdisjoint((f"{W}strike", f"{W}dstrike")) else "struck_out"
    elif _lacks_result(cell, text) or not names.isdisjoint(_WRITTEN):
        doubt = "no_value"
    elif f"{W}sym" in names or any(turned.get(f"{W}val") == "rtl" for turned in cell.iter(f"{W}bdo")):
        doubt = "text_unlike_ink"
    elif not names.isdisjoint(_OFF_THE_LINE):
        doubt = "raised_digits"
    elif not names.isdisjoint((f"{W}cellDel", f"{W}cellMerge")):
        doubt = "revised"
    elif f"{W}numPr" in names and (not text or text[-1].isdigit()):
        doubt = "text_unlike_ink"  # Word writes the number of the list before it
    elif text and (_is_low(row) or any(map(_is_flat, cell.iter(f"{W}spacing")))):
        doubt = "clipped"
    elif _is_crossed(cell) or (text.isdigit() and not names.isdisjoint(_PICTURES)):
        doubt = "covered"
    elif f"{W}framePr" in names or any(map(_is_displaced, cell.iter(f"{W}ind"))):
        doubt = "text_unlike_ink"
    else:
        return next((DOUBTS[seen] for run in cell.iter(f"{W}r") if (seen := run.get(SEEN)) in DOUBTS), None)
    return doubt


def _lacks_result(cell: Element, text: str) -> bool:
    """Return whether a cell holds a field without a result, or one that Word computes anew when it shows the file.

    A form's field shows what it holds; only where that is nothing, it lacks something.
    """
    codes = [code.text or "" for code in cell.iter(f"{W}instrText")]
    codes += [field.get(f"{W}instr") or "" for field in cell.iter(f"{W}fldSimple")]
    if any(map(_COMPUTED.match, codes)):
        return True
    marks = list(cell.iter(f"{W}fldChar"))
    kinds = [mark.get(f"{W}fldCharType") for mark in marks]
    return any(
        (kind, after) == ("begin", "end") and not (text and begun.find(f"{W}ffData") is not None)
        for begun, (kind, after) in zip(marks, pairwise([*kinds, "end"]), strict=True)
    ) or any(next(field.iter(f"{W}t"), None) is None for field in cell.iter(f"{W}fldSimple"))


def _hides_digits(run: Element) -> bool:
    return run.get(SEEN) == "unseen" and any(map(str.isdigit, "".join(part.text or "" for part in run.iter(f"{W}t"))))


def _is_low(row: Element) -> bool:
    """Return whether a row is fixed at less than a line's height."""
    height = row.find(f"{W}trPr/{W}trHeight")
    fixed = height is not None and height.get(f"{W}hRule") == "exact"
    return fixed and number_of(height, 0) < SETTINGS.least_row_twip


def _is_flat(spacing: Element) -> bool:
    """Return whether the lines of a paragraph are fixed at less than a character's height."""
    line = spacing.get(f"{W}line", "")
    return spacing.get(f"{W}lineRule") == "exact" and line.isdigit() and int(line) < SETTINGS.least_row_twip


def _is_displaced(indent: Element) -> bool:
    """Return whether an indent moves a number as far as another column."""
    sides = (indent.get(W + side, "0") for side in ("left", "start", "right", "end", "firstLine", "hanging"))
    return any(re.fullmatch(r"-?\d+", side) and abs(int(side)) >= SETTINGS.column_twip for side in sides)


def _is_crossed(cell: Element) -> bool:
    """Return whether a line runs from corner to corner of a cell, or strokes shade it."""
    corners = (line for name in ("tl2br", "tr2bl") for line in cell.iter(W + name))
    shades = (shade.get(f"{W}val") or "clear" for shade in cell.iter(f"{W}shd"))
    return any(line.get(f"{W}val") not in ("nil", "none") for line in corners) or not all(
        map(_PLAIN_SHADE.fullmatch, shades)
    )


def number_of(element: Element | None, default: int) -> int:
    """Read a count of columns; what is no number does not count."""
    value = element.get(f"{W}val", "") if element is not None else ""
    return int(value) if re.fullmatch(r"[+-]?[0-9]{1,9}", value) else default
