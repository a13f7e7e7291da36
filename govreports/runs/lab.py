"""JupyterLab in the project, with the kernel that has govreports, opened on the first notebook."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

from govreports.files.project import notebooks


def lab(folder: str | Path | None = None, *, port: int | None = None, browser: bool = True) -> int:
    """Start JupyterLab and wait until it is closed.

    Parameters
    ----------
    folder : str or Path, optional
        The project's folder; found from where one works for None.
    port : int, optional
        One that is free for None.
    browser : bool
        False prints the address and opens nothing.

    Returns
    -------
    int
        The exit status of JupyterLab.

    Raises
    ------
    FileNotFoundError
        There is no folder of notebooks, or none but that of the installed package, which is no place to work in.
    """
    root = Path(folder).resolve() if folder is not None else notebooks().parent
    if root == Path(__file__).resolve().parents[1]:
        raise FileNotFoundError(
            "这里没有项目。There is no project here: govreports new my_briefing, then cd my_briefing && govreports lab"
        )
    running = subprocess.Popen(command(root, port, browser, opened=working_copies(root)), cwd=root)
    # JupyterLab is to end with this process; what Ctrl+C means it asks its user, who is not to lose it meanwhile.
    before = [
        (signal.SIGTERM, signal.signal(signal.SIGTERM, lambda *_: running.terminate())),
        (signal.SIGINT, signal.signal(signal.SIGINT, lambda *_: None)),
    ]
    try:
        return running.wait()
    finally:
        for name, handler in before:
            signal.signal(name, handler)


def working_copies(root: Path) -> Path:
    """Return the folder of notebooks to open: in a clone of this project copies, since *Run All* changes a notebook.

    Where git would see it every run would stand in the next commit. A copy that is there stays as it was left.
    """
    if not (root / "govreports" / "__init__.py").is_file():
        return root / "notebooks"
    place = root / "data" / "processed" / "lab"
    place.mkdir(parents=True, exist_ok=True)
    for file in sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        if not (place / file.name).exists():
            shutil.copyfile(file, place / file.name)
    return place


def command(root: Path, port: int | None = None, browser: bool = True, *, opened: Path | None = None) -> list[str]:
    """Return the command that starts JupyterLab: that of this Python, so that its kernel is this one too.

    Parameters
    ----------
    root : Path
        The project.
    port, browser
        As in `lab`.
    opened : Path, optional
        The folder of notebooks; the project's own for None.

    Raises
    ------
    FileNotFoundError
        The folder has no notebooks.
    """
    first = next(iter(sorted((opened or root / "notebooks").glob("01_*.ipynb"))), None)
    if first is None:
        raise FileNotFoundError(
            f"{root} has no notebooks/01_….ipynb. Name the project's folder, the one that you cloned."
        )
    asked = [*([] if port is None else [f"--port={port}"]), *([] if browser else ["--no-browser"])]
    return [sys.executable, "-m", "jupyterlab", str(first.relative_to(root)), f"--ServerApp.root_dir={root}", *asked]
