"""A web page saved as a single file (.mht, .mhtml) → the page in it."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

from govreports.errors import ReadError
from govreports.sources import file_limits as limits
from govreports.sources import html
from govreports.sources.document import Document


def read(path: Path, data: bytes) -> Document:
    """Read a web page saved as a single file.

    Parameters
    ----------
    path : Path
        Named in errors.
    data : bytes
        The file: a message whose first part of type ``text/html`` is the page (RFC 2557).

    Returns
    -------
    Document
        As `html.read` gives it.

    Raises
    ------
    ReadError
        ``no_text`` where no part is a page, ``damaged`` where its parts lie in one another without end, or an error of
        `html.read`.
    """
    page = _page(path, data)
    if page is not None:
        return html.read(path, page)
    raise ReadError.of(
        path, "no_text", "The saved page holds no page.", "Open it in a browser and save it as HTML or print it to PDF."
    )


def _page(path: Path, data: bytes) -> bytes | None:
    """Return the first part that is a page."""
    limits.check("cells", data.count(b"\n--"))  # each may begin a part
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        pages = (part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html")
        return next((page for page in pages if isinstance(page, bytes)), None)
    except RecursionError as error:
        raise ReadError.of(
            path,
            "damaged",
            "The saved page holds pages within pages without end.",
            "Open the original in a browser and save it as HTML or print it to PDF.",
        ) from error
