"""Text that others wrote, made fit to be shown: no control sequence reaches a terminal, no name breaks a table."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from govreports.files.offline_page import number

if TYPE_CHECKING:
    import pandas as pd

# Controls but tab and line end, marks that turn the direction of writing, and halves of characters.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str, encoding: str = "utf-8") -> str:
    """Return a text with everything written out that a terminal would obey, or cannot show.

    Examples
    --------
    >>> printable("a\\x1b[2Jb"), printable("年报", "ascii")
    ('a\\\\x1b[2Jb', '\\\\u5e74\\\\u62a5')
    """
    safe = _UNFIT.sub(lambda unfit: unfit[0].encode("unicode_escape").decode(), text)
    return safe.encode(encoding, "backslashreplace").decode(encoding)


def for_terminal(table: pd.DataFrame) -> str:
    """Return a table as a terminal shows it: no number is nothing, and a Chinese sign is two columns wide."""
    import pandas as pd

    with pd.option_context("display.unicode.east_asian_width", True):
        return table.map(number).to_string()


class Printable(io.TextIOBase):
    """A stream through which `printable` text goes to a terminal.

    Parameters
    ----------
    stream : TextIO
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text."""
        self._stream.write(printable(text, getattr(self._stream, "encoding", None) or "utf-8"))
        return len(text)

    def flush(self) -> None:
        """Hand on what was written."""
        self._stream.flush()


def readable_name(path: str) -> str:
    """Return a file's path as it can be shown and stored: a name from an old Windows archive is in GBK.

    Examples
    --------
    >>> readable_name("2024/年报.pdf")
    '2024/年报.pdf'
    >>> import os
    >>> readable_name(os.fsdecode("年报.pdf".encode("gb18030")))
    '年报.pdf'
    """
    raw = os.fsencode(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return printable(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return printable(raw.decode("utf-8", "backslashreplace"))


def on_disk(folder: Path, name: str) -> Path:
    """Return the file below a folder that has a readable name."""
    path = folder / name
    if not path.exists():
        gbk = folder / os.fsdecode(name.encode("gb18030"))
        return gbk if gbk.exists() else path
    return path
