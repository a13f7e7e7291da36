"""What paper, copiers and cameras do to a page, each on its own: shadows, slants, the print of the other side."""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def photographed(image: Image.Image, share: float, draw: random.Random) -> Image.Image:
    """A page on a table as a telephone takes it: every corner up to a share of the page's width out of its place."""
    wide, high = image.size
    places = np.array([(0, 0), (0, high), (wide, high), (wide, 0)], dtype=np.float64)
    inward = np.array([(1, 1), (1, -1), (-1, -1), (-1, 1)])
    corners = places + inward * [[draw.uniform(-share / 3, share) * wide for _ in "xy"] for _ in places]
    table = (168, 166, 160) if image.mode == "RGB" else 166
    way = _perspective(corners, places)
    return image.transform(image.size, Image.Transform.PERSPECTIVE, way, Image.Resampling.BICUBIC, fillcolor=table)


def _perspective(taken: NDArray[np.float64], places: NDArray[np.float64]) -> list[float]:
    """The eight numbers by which Pillow finds each pixel of the picture in the page."""
    rows = []
    for (x, y), (u, v) in zip(taken, places, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    numbers: list[float] = np.linalg.solve(np.array(rows), places.ravel()).tolist()
    return numbers


def shaded(image: Image.Image, darkest: float, draw: random.Random) -> Image.Image:
    """The same in uneven light: a shadow with a soft edge over a corner, and less light towards one side."""
    pixels = np.asarray(image, dtype=np.float32)
    high, wide = pixels.shape[:2]
    x, y = np.meshgrid(np.linspace(-1, 1, wide), np.linspace(-1, 1, high))
    angle, edge = draw.uniform(0, 2 * np.pi), draw.uniform(-0.3, 0.5)
    along = x * np.cos(angle) + y * np.sin(angle)
    light = 1 - 0.12 * (along + 1) / 2 - (0.88 - darkest) / (1 + np.exp(-(along - edge) * 14))
    return Image.fromarray((pixels * (light if pixels.ndim == 2 else light[:, :, None])).clip(0, 255).astype(np.uint8))


def shone_through(image: Image.Image, behind: Image.Image, share: float) -> Image.Image:
    """The print of the paper's other side, mirrored and paler, shows through."""
    other = np.asarray(behind.transpose(Image.Transpose.FLIP_LEFT_RIGHT).resize(image.size), dtype=np.float32)
    pixels = np.asarray(image, dtype=np.float32)
    return Image.fromarray((pixels * (1 - share * (255 - other) / 255)).astype(np.uint8))


def faint(image: Image.Image, ink: int) -> Image.Image:
    """The same with pale ink, as a grey value."""
    pixels = np.asarray(image, dtype=np.float32)
    return Image.fromarray((ink + pixels * (255 - ink) / 255).astype(np.uint8))


def faxed(image: Image.Image) -> Image.Image:
    """The same in black and white, with half as many lines as columns: each sees the darkness of two."""
    grey = np.asarray(image.convert("L"), dtype=np.float32)
    lines = grey[: len(grey) // 2 * 2].reshape(-1, 2, grey.shape[1]).mean(axis=1)
    return Image.fromarray(np.where(lines < 160, np.uint8(0), np.uint8(255))).convert("1")
