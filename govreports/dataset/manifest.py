"""``dataset.json``: which files are the dataset, and by what each is known again. Who reads it reads one whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from govreports.files.write_whole import write_whole

FILE = "dataset.json"
SCHEMA = 1
"""The layout of a saved dataset; a number that this version does not know is not read."""
REMEDY = "Run govreports extract (or run) on the reports again; what was read is not read anew."


class DatasetError(ValueError):
    """A saved dataset is not whole; the message says which file and what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a saved dataset."""

    frame: str  # whose rows it holds
    rows: int  # how many rows, and bytes
    size: int
    sha256: str  # of its content

    @classmethod
    def of(cls, frame: str, rows: int, file: Path) -> Part:
        """Describe a file."""
        with file.open("rb") as content:
            return cls(frame, rows, file.stat().st_size, hashlib.file_digest(content, "sha256").hexdigest())


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``dataset.json`` says."""

    generation: str  # the folder of the files: named by their content, so the same tables have the same name
    # By their names in that folder, those of one frame in the order of its rows
    parts: dict[str, Part] = field(default_factory=dict)
    source: str | None = None  # what the tables were made of (`govreports.dataset.extract`)
    # What those of each batch of files were made of (`govreports.dataset.batches`), by the batch's name
    batches: dict[str, str] = field(default_factory=dict)
    schema: int = SCHEMA

    def write(self, folder: Path) -> None:
        """Make these files the dataset of a folder: one rename."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"
        write_whole(folder / FILE, lambda draft: draft.write_text(text, encoding="utf-8"))

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """Read what a folder holds, None where it holds no dataset.

        Raises
        ------
        DatasetError
            It is damaged, of a version that is not known, or a file that it names is not there or has another size.
        """
        try:
            told = json.loads((folder / FILE).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise DatasetError(f"{folder / FILE} cannot be read. {REMEDY}") from error
        schema = told.get("schema") if isinstance(told, dict) else None
        if schema != SCHEMA:
            raise DatasetError(
                f"{folder} was saved by another version of govreports (schema {schema}, not {SCHEMA}). {REMEDY}"
            )
        try:
            manifest = cls(**(told | {"parts": {name: Part(**part) for name, part in told["parts"].items()}}))
        except (TypeError, AttributeError, KeyError) as error:
            raise DatasetError(f"{folder / FILE} is damaged. {REMEDY}") from error
        for name, part in manifest.parts.items():
            file = folder / manifest.generation / name
            if not file.is_file() or file.stat().st_size != part.size:
                raise DatasetError(f"{file} is {'damaged' if file.is_file() else 'missing'}. {REMEDY}")
        return manifest

    @classmethod
    def of_whole(cls, folder: Path) -> Manifest | None:
        """Read what a folder holds, None also where it is not whole: what stands there may be written anew."""
        try:
            return cls.read(folder)
        except DatasetError:
            return None
