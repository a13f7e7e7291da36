"""Word files of other kinds than .docx → the kind that python-docx opens: with macros, templates, in strict XML."""

from __future__ import annotations

import io
import re
import zipfile

_KIND = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled|[\w.-]*wordprocessingml\.template)\.main\+xml"
)
_USUAL_KIND = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


def usual_package(data: bytes) -> bytes:
    """Return a Word file as a usual .docx: its parts are the same, under the names that Word itself mostly gives.

    Parameters
    ----------
    data : bytes
        The file.

    Raises
    ------
    zipfile.BadZipFile
        Where it is none.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
        usual = {
            name: _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part) for name, part in parts.items()
        }
        usual["[Content_Types].xml"] = _KIND.sub(_USUAL_KIND, usual.get("[Content_Types].xml", b""))
        if usual == parts:
            return data
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as written:
            for name in package.namelist():
                written.writestr(name, usual[name] if name in usual else package.read(name))
    return stream.getvalue()
