"""A web page saved as a single file (.mht, .mhtml) → the page in it."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

from govreports.errors import ReadError
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
        ``no_text`` where no part is a page, or an error of `html.read`.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        page = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(page, bytes):
            return html.read(path, page)
    raise ReadError.of(
        path, "no_text", "The saved page holds no page.", "Open it in a browser and save it as HTML or print it to PDF."
    )
