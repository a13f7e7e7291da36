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
    path, data
        As for `govreports.sources.open.open_document`; a message whose first part of type ``text/html`` is the page
        (RFC 2557).

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
    pages, sheets = _parts(path, data)
    documents = [html.read(path, page, sheets) for page in pages[:1]]
    # A frame of the page is a part of its own.
    documents += [html.read(path, page, sheets) for page in pages[1:] if not documents[0].grids]
    if documents:
        return next((document for document in documents if document.grids), documents[0])
    raise ReadError.of(
        path, "no_text", "The saved page holds no page.", "Open it in a browser and save it as HTML or print it to PDF."
    )


def _parts(path: Path, data: bytes) -> tuple[list[bytes], dict[str, str]]:
    """Return the parts that are pages, and the stylesheets under the addresses by which a page links them."""
    limits.check("cells", data.count(b"\n--"))  # each may begin a part
    pages: list[bytes] = []
    sheets: dict[str, str] = {}
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        for part in message.walk():
            content = part.get_payload(decode=True)
            if part.get_content_type() == "text/html" and isinstance(content, bytes):
                pages.append(content)
            elif part.get_content_type() == "text/css" and isinstance(content, bytes):
                names = [part.get("Content-Location"), f"cid:{str(part.get('Content-ID') or '').strip('<>')}"]
                sheets |= {str(name): content.decode("utf-8", "replace") for name in names if name}
        return pages, sheets
    except RecursionError as error:
        raise ReadError.of(
            path,
            "damaged",
            "The saved page holds pages within pages without end.",
            "Open the original in a browser and save it as HTML or print it to PDF.",
        ) from error
