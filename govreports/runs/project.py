"""Where things are: a notebook runs in its own folder or in the project's, and names folders from the project's."""

from __future__ import annotations

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
    """Find the folder of notebooks: that of the project one works in, else that of this source tree.

    Raises
    ------
    FileNotFoundError
        There is none.
    """
    here = Path.cwd()
    for base in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if any((base / "notebooks").glob("01_*.ipynb")):
            return base / "notebooks"
    raise FileNotFoundError(
        "There is no folder notebooks/ here. Work in the project's folder, the one that you cloned."
    )
