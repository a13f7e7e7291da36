"""Office files are zip archives; written with a fixed date, the same content has the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

_DATE = (2000, 1, 1, 0, 0, 0)  # the same for every file


def fixed(archive: bytes) -> bytes:
    """Return an archive with every entry dated alike, and so the workbooks that a presentation holds within.

    Parameters
    ----------
    archive : bytes
        A zip archive (xlsx, docx, pptx).
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                # The day of writing is no part of what is written.
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2000-01-01T00:00:00Z", content)
            if entry.filename.endswith(".xlsx"):
                content = fixed(content)
            info = zipfile.ZipInfo(entry.filename, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()


def write_fixed(archive: bytes, file: Path) -> None:
    """Write an archive with every entry dated alike; see `fixed`."""
    from govreports.files.write_whole import write_whole

    content = fixed(archive)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, lambda place: place.write_bytes(content))
