"""Bytes → text: which of the encodings that government sites use, proven on the text and not believed from a header."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from govreports.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd]")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_FOREIGN = re.compile("[^\x00-\x7f\u2500-\u257f]")  # apart from the lines of tables drawn in text
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def decode(path: Path, data: bytes) -> str:
    """Turn the bytes of a web page or a text file into text.

    A byte order mark decides. Without one, UTF-8 is tried before what the page declares: pages saved by a browser are
    often UTF-8 under an old ``charset=gb2312``, and text that is not UTF-8 does not pass for it. GB 2312 and GBK are
    read as their superset GB 18030. A reading is taken only where it gives printable, mostly Chinese text.

    Parameters
    ----------
    path : Path
        Named in the error.
    data : bytes
        The file.

    Returns
    -------
    str
        The text, with line ends as ``"\\n"`` and without a byte order mark.

    Raises
    ------
    ReadError
        ``charset_unknown``: no encoding gives readable text.

    Examples
    --------
    >>> decode(Path("a.txt"), "本年废止件数".encode("gb18030"))
    '本年废止件数'
    >>> decode(Path("a.html"), '<meta charset="gb2312">本年废止件数'.encode())
    '<meta charset="gb2312">本年废止件数'
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _readable(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    if _own_signs(data):
        raise ReadError.of(
            path,
            "charset_unknown",
            "Its signs are those of a typeface of its own (private-use characters): what they stand for is unknown.",
            "Print the page, as its program shows it, to a PDF and put that one here.",
        )
    raise ReadError.of(
        path,
        "charset_unknown",
        "The text is in no encoding that gives readable Chinese (tried UTF-8, UTF-16, GB 18030, Big5).",
        "Open it in a browser or an editor that shows it right and save it as UTF-8.",
    )


def _own_signs(data: bytes) -> bool:
    """Return whether the bytes are UTF-8 of characters that no standard gives a meaning."""
    try:
        return _PRIVATE_USE.search(data.decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False


def _candidates(data: bytes) -> list[str]:
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    if marked:
        return marked[:1]
    found = _DECLARED.search(data[:4096])
    declared = found.group(1).decode("ascii").lower() if found else ""
    if declared in {"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936"}:
        declared = "gb18030"
    # Windows' Notepad once wrote UTF-16 without a mark; its ASCII then has a zero in every second byte.
    wide = ["utf-16-le", "utf-16-be"] if b"\x00" in data[:4096] else []
    return [*wide, "utf-8", *([declared] if declared else []), "gb18030", "big5"]


def _readable(text: str) -> bool:
    foreign = len(_FOREIGN.findall(text))
    if len(_NOT_TEXT.findall(text)) * 200 > len(text):
        return False
    return foreign == 0 or len(_CHINESE.findall(text)) * 2 > foreign
