"""Old Word and Excel files and others (.doc, .wps, .rtf, .odt; .xls, .et) → .docx and .xlsx through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from govreports.errors import ReadError
from govreports.sources.settings import SETTINGS


def as_docx(path: Path, data: bytes) -> bytes:
    """Convert an old Word file.

    Parameters
    ----------
    path : Path
        Named in errors; its ending tells LibreOffice the kind of file.
    data : bytes
        The file.

    Raises
    ------
    ReadError
        ``libreoffice_missing``, or ``not_converted`` where LibreOffice cannot open the file.
    """
    return _converted(path, data, "docx", ".doc")


def as_xlsx(path: Path, data: bytes) -> bytes:
    """Convert an old workbook of Excel or WPS; errors as of `as_docx`."""
    return _converted(path, data, "xlsx", ".xls")


def _converted(path: Path, data: bytes, kind: str, ending: str) -> bytes:
    """Convert a file to a kind; its own ending, or else the one given, tells LibreOffice what it is."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError.of(
            path,
            "libreoffice_missing",
            "Old Word, Excel, WPS, RTF and ODT files need LibreOffice, which is not installed.",
            f"Install LibreOffice, or open the file in Word, Excel or WPS and save it as .{kind}.",
        )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"report{path.suffix.lower() or ending}")
        source.write_bytes(data)
        # A profile of its own: LibreOffice refuses to start twice on one, and read_folder has several workers.
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(Path(folder, "out")), str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=SETTINGS.program_seconds, check=True)
            converted = Path(folder, "out", f"report.{kind}").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise ReadError.of(
                path,
                "not_converted",
                "LibreOffice could not open the file: it is damaged or protected by a password.",
                f"Open it in Word, Excel or WPS and save it as .{kind} without a password.",
            ) from error
    return converted
