"""How much of a machine one file may take: past these a file is refused, so that it cannot cost the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace

_WORDS = {
    "pages": "pages",
    "pixels": "pixels in one picture",
    "cells": "table cells or lines",
    "unpacked_mb": "MB when unpacked",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may take.

    Examples
    --------
    >>> Limits.of(["seconds=300", "pages=50"]).pages
    50
    >>> Limits.of(["size=3"])
    Traceback (most recent call last):
    ...
    ValueError: no limit is called 'size'; there are seconds, seconds_per_mb, memory_mb, pages, ...
    """

    seconds: float = 60  # for any file. The slowest report of one page, a scan, takes 5 on a laptop.
    # More for each MB of the file: a page of a scan has 50 KB and more, and takes up to 5 seconds
    seconds_per_mb: float = 120
    memory_mb: int = 2_000  # of the process that reads it. A scan of 80 megapixels takes 1,000.
    pages: int = 1_000  # the longest collection of reports seen has 180
    pixels: int = 100_000_000  # of one picture. A3 at 600 dpi has 70 million; a PNG of a few KB can claim any number.
    # Cells of tables, or lines, of one file. A report has 200 cells and 300 lines, a county's collection hundreds of
    # reports; a workbook whose every cell is merged has 17 thousand million.
    cells: int = 200_000
    # Of all parts of a DOCX or XLSX together. The largest report seen, with photographs, has 40.
    unpacked_mb: int = 500

    @classmethod
    def of(cls, texts: list[str] | tuple[str, ...]) -> Limits:
        """Return the defaults with some changed, each written as ``name=number``."""
        names = [field.name for field in fields(cls)]
        changed: dict[str, int] = {}
        for text in texts:
            name, _, number = text.partition("=")
            if name not in names:
                raise ValueError(f"no limit is called {name!r}; there are {', '.join(names)}")
            if not number.isdigit() or not int(number):
                raise ValueError(f"the limit {name} must be a whole number above 0, not {number!r}")
            changed[name] = int(number)
        return replace(cls(), **changed)

    def seconds_for(self, size: int) -> float:
        """Return how long a file of so many bytes may take."""
        return self.seconds + self.seconds_per_mb * size / 1e6


class TooLargeError(Exception):
    """A file goes past a limit; the message says which."""


_NOW: ContextVar[Limits] = ContextVar("limits", default=Limits())  # noqa: B039 - frozen


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Read under other limits than the defaults."""
    token = _NOW.set(limits)
    try:
        yield
    finally:
        _NOW.reset(token)


def check(name: str, amount: int) -> None:
    """Raise `TooLargeError` where a file holds more than a limit allows.

    Parameters
    ----------
    name : str
        ``pages``, ``pixels``, ``cells`` or ``unpacked_mb``.
    amount : int
        How many the file holds, or claims to.

    Examples
    --------
    >>> check("pages", 3)
    >>> check("pages", 5000)
    Traceback (most recent call last):
    ...
    govreports.sources.file_limits.TooLargeError: The file holds 5,000 pages; the limit is 1,000.
    """
    limit = getattr(_NOW.get(), name)
    if amount > limit:
        raise TooLargeError(f"The file holds {amount:,} {_WORDS[name]}; the limit is {limit:,}.")
