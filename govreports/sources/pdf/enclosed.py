"""Name the files that are packed in a PDF."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium


def names_of_enclosed(document: pdfium.FPDF_DOCUMENT) -> tuple[str, ...]:
    """Return the names of the files that a PDF carries as attachments, as a portfolio does, in the file's order."""
    names = []
    for number in range(max(0, pdfium.FPDFDoc_GetAttachmentCount(document))):
        attachment = pdfium.FPDFDoc_GetAttachment(document, number)
        length = pdfium.FPDFAttachment_GetName(attachment, None, 0)
        buffer = ctypes.create_string_buffer(max(2, length))
        pdfium.FPDFAttachment_GetName(attachment, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
        names.append(buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace").strip())
    return tuple(name for name in names if name)
