"""Where things are: a notebook runs in its own folder or in the project's, and names folders from the project's."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path


def find(folder: str | Path) -> Path:
    """Find a folder that is named from the project's root, wherever in the project one works.

    Parameters
    ----------
    folder : str or Path
        Absolute, or relative to the working folder or to a folder above it.

    Returns
    -------
    Path

    Raises
    ------
    NotADirectoryError
        There is no such folder.
    """
    wanted = Path(folder).expanduser()
    here = Path.cwd()
    for base in (here, *here.parents):
        if (base / wanted).is_dir():
            return base / wanted
    raise NotADirectoryError(
        f"没有文件夹 {folder}。请在参数格中写明报告所在的文件夹。"
        f"There is no folder {folder}: name the folder that holds the reports in the parameters cell."
    )


def notebooks() -> Path:
    """Find the folder of notebooks: that of the project one works in, else those that this package carries.

    Raises
    ------
    FileNotFoundError
        There is none.
    """
    here = Path.cwd()
    package = Path(__file__).resolve().parents[1]
    # A wheel holds them inside the package; in a clone they stand beside it.
    for base in (here, *here.parents, package, package.parent):
        if any((base / "notebooks").glob("01_*.ipynb")):
            return base / "notebooks"
    raise FileNotFoundError(
        "There is no folder notebooks/ here, and this copy of govreports carries none. Install it again, "
        "or work in the folder that you cloned."
    )


def version() -> str:
    """Return the package's version, as its installation says it."""
    try:
        return metadata.version("govreports")
    except metadata.PackageNotFoundError:  # a folder on the path, never installed
        return "0+unknown"
