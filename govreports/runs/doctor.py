"""What this machine has of what the package needs, on one page for a bug report."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from govreports.dataset.cache import LIBRARIES, cache_folder, rules
from govreports.dataset.elsewhere import is_elsewhere, shown
from govreports.files.project import version

_PATIENCE = 20  # seconds, for a program to tell its version
_OTHERS = ("pandas", "pyarrow", "duckdb", "matplotlib", "pebble", "joblib", "httpx", "jupyterlab", "distributed")
_LEAST_FREE = 1  # GB: the results of a province's reports take 0.3


class Finding(NamedTuple):
    """A line of the page."""

    what: str  # what was looked at, in both languages
    state: str  # ``ok``, ``missing`` (something is not read or drawn without it) or ``fails``
    detail: str  # what was found

    def __str__(self) -> str:
        return f"{self.state:8}{self.what}: {self.detail}"


def doctor(raw: str | Path = "data/raw", out: str | Path = "data/processed") -> list[Finding]:
    """Look at everything that a run needs.

    Parameters
    ----------
    raw, out : str or Path
        The folders of reports, or their address, and of results.

    Returns
    -------
    list of Finding
        Nothing in it names a user: the home folder is written ``~``.

    Examples
    --------
    >>> doctor()[0].what
    '版本 version'
    """
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _versions,
        _machine,
        _font,
        _recogniser,
        _programs,
        _workers,
        lambda: _folders(raw, Path(out)),
    )
    return [finding for look in looks for finding in _guarded(look)]


def _guarded(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """Look; what goes wrong in looking is what was looked for."""
    try:
        yield from look()
    except Exception as error:
        yield Finding((look.__name__.strip("_<>")), "fails", f"{type(error).__name__}: {_private(str(error))}")


def _versions() -> Iterator[Finding]:
    yield Finding("版本 version", "ok", f"govreports {version()}, rules {rules()}")
    yield Finding("Python", "ok", f"{platform.python_version()} ({platform.platform()})")
    told = {name: _version(name) for name in sorted({*LIBRARIES.values(), *_OTHERS})}
    yield Finding("库 libraries", "ok", ", ".join(f"{name} {number or '—'}" for name, number in told.items()))


def _version(package: str) -> str:
    """Return a package's version, "" where it is not installed; OpenCV comes under several names."""
    for name in (package, f"{package}-headless"):
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return ""


def _machine() -> Iterator[Finding]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9 if hasattr(os, "sysconf") else None
    told = f"{os.cpu_count()} cores" + (f", {memory:.0f} GB" if memory else "")
    yield Finding(
        "机器 machine", "ok", f"{told}; {sys.getfilesystemencoding()}, {(sys.__stdout__ or sys.stdout).encoding}"
    )


def _font() -> Iterator[Finding]:
    from govreports.charts.fonts import families

    yield Finding("字体 font", "ok", ", ".join(families()))


def _recogniser() -> Iterator[Finding]:
    from importlib import resources

    from govreports.sources.scan.engine import engine

    engine()
    models = sorted(file.name for file in (resources.files("rapidocr") / "models").iterdir() if ".onnx" in file.name)
    yield Finding("文字识别 recogniser of scans", "ok", ", ".join(models))


def _programs() -> Iterator[Finding]:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        yield Finding("LibreOffice", "missing", "DOC, WPS, RTF, ODT and XLS files are not read without it")
    else:
        told = subprocess.run([office, "--version"], capture_output=True, text=True, timeout=_PATIENCE, check=True)
        yield Finding("LibreOffice", "ok", told.stdout.strip())
    unpackers = [name for name in ("bsdtar", "7z", "7zz", "unar", "unrar") if shutil.which(name)]
    if unpackers:
        yield Finding("RAR, 7z", "ok", ", ".join(unpackers))
    else:
        yield Finding("RAR, 7z", "missing", "archives of these kinds are not opened without 7z, unar or bsdtar")


def _workers() -> Iterator[Finding]:
    """Have a worker read a text: what hinders processes from starting shows here."""
    from govreports.dataset.workers import read_each
    from govreports.sources.file_limits import Limits

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "doctor.txt")
        file.write_text("政府信息公开", encoding="utf-8")
        ((_, record),) = read_each([file], "pdfium", Limits(), 1)
    codes = {code for _, code, *_ in record.problems}
    yield Finding(
        "进程 workers", "ok" if codes == {"no_form"} else "fails", "start and answer" if codes else "no answer"
    )


def _folders(raw: str | Path, out: Path) -> Iterator[Finding]:
    if is_elsewhere(raw):
        yield Finding("年报 reports", "ok", f"{shown(str(raw))}: copied into the cache when it is read")
    else:
        yield Finding("年报 reports", "ok" if Path(raw).is_dir() else "missing", _private(str(raw)))
    for what, folder in (("结果 results", out), ("缓存 cache", cache_folder())):
        nearest = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
        free = shutil.disk_usage(nearest).free / 1e9
        can = nearest.is_dir() and os.access(nearest, os.W_OK) and free > _LEAST_FREE
        kept = f"{sum(1 for _ in folder.rglob('*')):,} files" if folder.is_dir() else "not there yet"
        yield Finding(what, "ok" if can else "fails", f"{_private(str(folder))}: {kept}, {free:.0f} GB free")


def _private(text: str) -> str:
    return text.replace(str(Path.home()), "~")
