"""Where a file came from, kept beside it; of a file that changed on the web both versions are kept."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path

from govreports.files.write_whole import write_whole

ENDING = ".source.json"
"""Of the file that says where another one came from: ``report.pdf`` has ``report.pdf.source.json``."""
EARLIER = ".earlier"
"""The folder of earlier versions: its name begins with a dot, so that no run reads them as reports."""
PAGES = ".pages"
"""The folder of pages that only show or link the report's file."""


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where a file came from."""

    url: str  # the address in the list, or the one that a page gives for what is attached to it
    answered_by: str  # the address that gave the file, after all redirects
    redirects: list[str]  # the addresses that led there
    page: str  # the page that the file is attached to, "" where it is attached to none
    fetched: str  # when it was fetched, in UTC, as ``2026-01-31T08:00:00Z``
    sha256: str  # of the file's content
    size: int  # bytes
    headers: dict[str, str] = field(default_factory=dict)  # of the answer
    agency: str = ""  # as the list says
    year: int | None = None  # as the list says


def known_files(folder: Path) -> dict[str, tuple[Path, Provenance]]:
    """Return the files that were collected into a folder and are still as they came, by their addresses."""
    files: dict[str, tuple[Path, Provenance]] = {}
    for note in sorted((*folder.glob(f"*{ENDING}"), *(folder / PAGES).glob(f"*{ENDING}"))):
        file = note.with_name(note.name.removesuffix(ENDING))
        try:
            provenance = told_of(file)
            if hashlib.sha256(file.read_bytes()).hexdigest() == provenance.sha256:
                files[provenance.url] = (file, provenance)
        except (OSError, ValueError, TypeError):  # a file that was deleted or changed by hand is fetched anew
            continue
    return files


def told_of(file: Path) -> Provenance:
    """Return where a file came from."""
    return Provenance(**json.loads(note_of(file).read_text(encoding="utf-8")))


def keep_file(file: Path, content: bytes, provenance: Provenance) -> None:
    """Write a file, and beside it where it came from."""
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, lambda draft: draft.write_bytes(content))
    note = json.dumps(asdict(provenance), ensure_ascii=False, indent=1)
    write_whole(note_of(file), lambda draft: draft.write_text(note, encoding="utf-8"))


def keep_earlier(folder: Path, file: Path, provenance: Provenance) -> None:
    """Put a version that the web no longer has, with its provenance, among the earlier ones."""
    place = folder / EARLIER
    place.mkdir(exist_ok=True)
    earlier = place / f"{file.stem}_{provenance.fetched[:10]}_{provenance.sha256[:8]}{file.suffix}"
    for source, copy in ((file, earlier), (note_of(file), note_of(earlier))):
        write_whole(copy, lambda draft, source=source: shutil.copyfile(source, draft))  # type: ignore[misc]


def remove(file: Path) -> None:
    """Remove a file with its provenance: it stands elsewhere now."""
    file.unlink(missing_ok=True)
    note_of(file).unlink(missing_ok=True)


def note_of(file: Path) -> Path:
    """Return the file that says where a file came from."""
    return file.with_name(file.name + ENDING)
