"""Old Word files and others (.doc, .wps, .rtf, .odt) → .docx through LibreOffice, where that is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from govreports.errors import ReadError
from govreports.sources import docx
from govreports.sources.document import Document

# Seconds; LibreOffice's first start on a laptop takes about 20.
_PATIENCE = 180


def read(path: Path, data: bytes) -> Document:
    """Read an old Word file.

    Parameters
    ----------
    path : Path
        Named in errors; its ending tells LibreOffice the kind of file.
    data : bytes
        The file.

    Returns
    -------
    Document
        As `docx.read` gives it.

    Raises
    ------
    ReadError
        ``libreoffice_missing``, ``not_converted`` where LibreOffice cannot open the file, or an error of `docx.read`.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError.of(
            path,
            "libreoffice_missing",
            "Old Word, WPS, RTF and ODT files need LibreOffice, which is not installed.",
            "Install LibreOffice, or open the file in Word or WPS and save it as .docx.",
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"report{path.suffix.lower() or '.doc'}")
        source.write_bytes(data)
        # A profile of its own: LibreOffice refuses to start twice on one, and read_folder has several workers.
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "docx", "--outdir", str(Path(folder, "out")), str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True)
            converted = Path(folder, "out", "report.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise ReadError.of(
                path,
                "not_converted",
                "LibreOffice could not open the file: it is damaged or protected by a password.",
                "Open it in Word or WPS and save it as .docx without a password.",
            ) from error
    return docx.read(path, converted)
