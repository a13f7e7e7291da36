"""Digits cut out of a scanned number: those that touch, those that are broken, and what is left of one."""

from __future__ import annotations

from importlib import resources

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from govreports.sources.scan.glyphs import Glyph, Kinds, cuts, holds_ink
from govreports.sources.scan.ink_lines import Extent
from govreports.sources.scan.number_shapes import match_figures
from govreports.sources.scan.pixels import Gray

FONT = resources.files("govreports") / "charts" / "fonts" / "NotoSansSC-govreports.ttf"

SCALE = 3.0
"""Pixels per point."""


def printed(text: str, gap: float = 2.0, size: int = 26) -> Gray:
    """A number as it is printed, with so many pixels between its digits."""
    font = ImageFont.truetype(str(FONT), size)
    image = Image.new("L", (40 + 20 * len(text), 60), 255)
    pen, x = ImageDraw.Draw(image), 15.0
    for char in text:
        left, _, right, _ = font.getbbox(char)
        pen.text((x - left, 12), char, fill=0, font=font)
        x += right - left + gap
    return np.asarray(image)


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    glyphs: dict[str, list[Glyph]] = {}
    for digit in "0123456789":
        glyphs[digit] = [next(cuts(printed(digit, size=size), 1, 0, SCALE))[0] for size in (24, 25, 26, 27, 28)]
    return Kinds(glyphs)


def read(kinds: Kinds, gray: Gray, digits: int, points: int = 0) -> str:
    return min((kinds.read(way) for way in cuts(gray, digits, points, SCALE)), key=lambda one: one[1])[0]


@pytest.mark.parametrize("number", ["44", "646", "3805", "1170"])
def test_digits_that_stand_apart(kinds: Kinds, number: str) -> None:
    assert read(kinds, printed(number), len(number)) == number


@pytest.mark.parametrize("number", ["44", "64", "6453", "884"])
def test_digits_that_touch(kinds: Kinds, number: str) -> None:
    assert read(kinds, printed(number, gap=-1), len(number)) == number


def test_a_point_is_no_digit(kinds: Kinds) -> None:
    assert read(kinds, printed("12.5"), 3, points=1) == "125"


def test_a_zero_that_thin_print_breaks_in_two_halves_is_one_digit(kinds: Kinds) -> None:
    gray = printed("40").copy()
    wide = np.flatnonzero((gray < 128).any(axis=0))
    middle = wide[-1] - 6  # the middle of the 0
    gray[:, middle - 1 : middle + 1] = 255
    (way, *_) = cuts(gray, 2, 0, SCALE)
    assert len(way) == 2


def test_a_digit_more_than_was_read_is_not_cut_away(kinds: Kinds) -> None:
    """88 read as 8: whatever way it is cut, it does not look like one 8."""
    ways = list(cuts(printed("88"), 1, 0, SCALE))
    assert all(kinds.read(way)[0] != "8" or kinds.read(way)[1] > 1 for way in ways)


def test_one_shape_read_as_two_digits_is_like_neither(kinds: Kinds) -> None:
    far = [kinds.read(way) for way in cuts(printed("8"), 2, 0, SCALE)]
    assert all(digits != "11" or distance > 1 for digits, distance in far)


def test_half_a_digit_lies_far_from_its_kind(kinds: Kinds) -> None:
    gray = printed("8").copy()
    columns = np.flatnonzero((gray < 128).any(axis=0))
    gray[:, : int(columns.mean())] = 255
    assert kinds.read(next(cuts(gray, 1, 0, SCALE)))[1] > 1


def test_the_little_that_is_left_of_a_digit_is_ink() -> None:
    gray = np.full((40, 60), 255, np.uint8)
    assert not holds_ink(gray)
    gray[20:22, 30:33] = 0
    assert holds_ink(gray)


def test_the_halves_of_a_thin_zero_are_one_digit_and_two_ones_are_two() -> None:
    """The hairline that closes a 0 is lost in the photograph d_phone; 11 may be as narrow as its two halves."""
    line = Extent(0, 0, 60, 21)
    halves = [Extent(0, 0, 6, 21), Extent(7, 0, 13, 21)]
    assert match_figures(halves, line, "0")
    assert not match_figures(halves, line, "1")
    assert not match_figures([*halves, Extent(17, 0, 30, 21)], line, "10")
    assert not match_figures([Extent(0, 0, 3, 21), Extent(5, 0, 16, 21)], line, "0")
