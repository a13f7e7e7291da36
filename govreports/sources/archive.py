"""Archives → the files in them: ZIP by Python itself, RAR and 7z by a program of the system."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from govreports.errors import ReadError
from govreports.sources import file_limits as limits
from govreports.sources.settings import SETTINGS

_MARKS = {b"Rar!\x1a\x07": "RAR", b"7z\xbc\xaf\x27\x1c": "7z"}
_PROGRAMS = (
    ("bsdtar", ["-x", "-f", "{file}", "-C", "{folder}"]),
    ("7z", ["x", "-y", "-p", "-o{folder}", "{file}"]),
    ("7zz", ["x", "-y", "-p", "-o{folder}", "{file}"]),
    ("unar", ["-q", "-o", "{folder}", "{file}"]),
    ("unrar", ["x", "-y", "-p-", "{file}", "{folder}/"]),
)


def archive_kind(data: bytes) -> str | None:
    """Return ``RAR`` or ``7z`` where a file begins as one.

    Examples
    --------
    >>> archive_kind(b"Rar!\\x1a\\x07\\x01\\x00"), archive_kind(b"PK")
    ('RAR', None)
    """
    return next((kind for mark, kind in _MARKS.items() if data.startswith(mark)), None)


def files_in(path: Path, data: bytes) -> list[tuple[str, bytes]]:
    """Return the files of an archive with their names, in the order of the names.

    Parameters
    ----------
    path : Path
        Named in errors.
    data : bytes
        A ZIP, RAR or 7z file.

    Raises
    ------
    ReadError
        ``encrypted``, ``damaged``, or ``unsupported`` where no program unpacks a RAR or 7z file.
    TooLargeError
        It unpacks to more than a file may.
    """
    kind = archive_kind(data)
    files = _unzipped(path, data) if kind is None else _unpacked(path, data, kind)
    # What operating systems leave in archives is no report.
    return sorted((n, d) for n, d in files if not PurePosixPath(n).name.startswith(".") and "__MACOSX" not in n)


def _unzipped(path: Path, data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename and not entry.is_dir()]
            limits.check("unpacked_mb", sum(entry.file_size for entry in entries) // 1_000_000)
            if any(entry.flag_bits & 1 for entry in entries):
                raise ReadError.of(path, "encrypted", "The ZIP archive asks for a password.")
            return [(_name(entry), archive.read(entry)) for entry in entries]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError) as error:
        raise ReadError.of(path, "damaged", f"The ZIP archive cannot be opened ({type(error).__name__}).") from error


def _name(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; Windows in China writes it in GBK, which zipfile takes for the code page of MS-DOS."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _unpacked(path: Path, data: bytes, kind: str) -> list[tuple[str, bytes]]:
    program = next(((found, options) for name, options in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        reason = f"The file is a {kind} archive, and no program that unpacks it (7z, unar, bsdtar) is installed."
        raise ReadError.of(path, "unpacker_missing", reason, "Unpack it and put the reports here.")
    with tempfile.TemporaryDirectory() as place:
        source, folder = Path(place, f"archive.{kind.lower()}"), Path(place, "files")
        source.write_bytes(data)
        folder.mkdir()
        command = [program[0], *(option.format(file=source, folder=folder) for option in program[1])]
        try:
            subprocess.run(
                command, capture_output=True, timeout=SETTINGS.program_seconds, check=True, stdin=subprocess.DEVNULL
            )
        except (subprocess.SubprocessError, OSError) as error:
            reason = f"The {kind} archive cannot be unpacked: it is damaged or protected by a password."
            raise ReadError.of(path, "damaged", reason, "Unpack it and put the reports here.") from error
        files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
        limits.check("unpacked_mb", sum(file.stat().st_size for file in files) // 1_000_000)
        return [(file.relative_to(folder).as_posix(), file.read_bytes()) for file in files]
