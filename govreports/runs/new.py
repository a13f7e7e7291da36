"""A project of one's own, laid out from what the package carries: notebooks, folders, empty lists and a README."""

from __future__ import annotations

import shutil
from functools import partial
from importlib import resources
from pathlib import Path

import nbformat

from govreports.dataset.agencies import AGENCY_COLUMNS
from govreports.dataset.corrections import CORRECTION_COLUMNS
from govreports.files.project import notebooks, version
from govreports.files.write_whole import write_whole

_GUIDE = "00_start_here.ipynb"
_SAMPLE = ("huaian_hongze_qu_2023.pdf", "huaian_hongze_qu_2024.pdf", "huaian_shi_2024.pdf")
"""What the guide reads."""


def new(folder: str | Path) -> Path:
    """Lay out a project: ``notebooks/``, ``data/``, two lists to fill in, a README, and what the guide reads.

    Parameters
    ----------
    folder : str or Path
        Where to; it is made, and its name is the project's.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    FileExistsError
        The folder holds something already: nothing is written over.
    """
    place = Path(folder)
    if place.is_file():
        raise FileExistsError(f"{place} is a file. Name a new folder.")
    if place.exists() and any(place.iterdir()):
        raise FileExistsError(f"{place} holds files already; nothing was written. Name a new folder.")
    for name in ("notebooks", "data/raw", "data/processed", "data/sample"):
        (place / name).mkdir(parents=True, exist_ok=True)
    for file in sorted(notebooks().glob("[0-9][0-9]_*.ipynb")):
        _write(place / "notebooks" / file.name, _without_outputs(file))
    for name in _SAMPLE:
        shutil.copyfile(_samples() / name, place / "data" / "sample" / name)
    _write(place / "data" / "agencies.csv", ",".join(AGENCY_COLUMNS) + "\n")
    _write(place / "data" / "corrections.csv", ",".join(CORRECTION_COLUMNS) + "\n")
    readme = resources.files("govreports.runs").joinpath("new_project/README.md").read_text(encoding="utf-8")
    _write(place / "README.md", readme.format(name=place.resolve().name, version=version()))
    return place


def _samples() -> Path:
    """Return the folder of the sample: a wheel holds a part of it inside the package."""
    package = Path(__file__).resolve().parents[1]
    return package / "sample" if (package / "sample").is_dir() else package.parent / "data" / "raw"


def _without_outputs(file: Path) -> str:
    """Read a notebook as text, without what it showed of the sample; the guide reads what is laid beside it."""
    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if file.name == _GUIDE:
            cell.source = cell.source.replace('"data/raw"', '"data/sample"')
    return str(nbformat.writes(notebook))  # type: ignore[no-untyped-call]


def _write(file: Path, text: str) -> None:
    # With the mark by which Excel knows UTF-8: the lists are to be filled in there.
    encoding = "utf-8-sig" if file.suffix == ".csv" else "utf-8"
    write_whole(file, partial(Path.write_text, data=text, encoding=encoding))
