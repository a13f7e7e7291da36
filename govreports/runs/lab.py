"""JupyterLab in the project, with the kernel that has govreports, opened on the first notebook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from govreports.files.project import notebooks


def lab(folder: str | Path | None = None) -> int:
    """Start JupyterLab and wait until it is closed.

    Parameters
    ----------
    folder : str or Path, optional
        The project's folder; found from where one works for None.

    Returns
    -------
    int
        The exit status of JupyterLab.

    Raises
    ------
    FileNotFoundError
        There is no folder of notebooks.
    """
    root = Path(folder).resolve() if folder is not None else notebooks().parent
    return subprocess.call(command(root), cwd=root)


def command(root: Path) -> list[str]:
    """Return the command that starts JupyterLab: that of this Python, so that its kernel is this one too.

    Raises
    ------
    FileNotFoundError
        The folder has no notebooks.
    """
    first = next(iter(sorted((root / "notebooks").glob("01_*.ipynb"))), None)
    if first is None:
        raise FileNotFoundError(
            f"{root} has no notebooks/01_….ipynb. Name the project's folder, the one that you cloned."
        )
    return [sys.executable, "-m", "jupyterlab", str(first.relative_to(root)), f"--ServerApp.root_dir={root}"]
