"""Notebooks executed: with parameters of one's own, side by side, and without what changes from run to run."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

PARAMETERS, INJECTED = "parameters", "injected-parameters"
"""Tags of the cells, as papermill names them."""
_SECONDS = 600  # for one cell of a notebook


class NotebookError(RuntimeError):
    """A cell of a notebook failed; the message names the notebook and says what the cell said."""


def with_parameters(notebook: NotebookNode, parameters: Mapping[str, Any], code: str = "") -> NotebookNode:
    """Put a cell with other values below the parameters cell.

    Parameters
    ----------
    notebook : NotebookNode
        It is changed.
    parameters : mapping of str to object
        Strings, numbers, lists and dictionaries of these.
    code : str
        What else that cell does.

    Raises
    ------
    ValueError
        No cell has the tag ``parameters``.
    """
    cells = [cell for cell in notebook.cells if INJECTED not in tags(cell)]
    place = next((place for place, cell in enumerate(cells) if PARAMETERS in tags(cell)), None)
    if place is None:
        raise ValueError("the notebook has no cell with the tag 'parameters'")
    lines = [*(f"{name} = {value!r}" for name, value in parameters.items()), *([code] if code else [])]
    if lines:
        source = "\n".join(lines)
        made = nbformat.v4.new_code_cell(source, metadata={"tags": [INJECTED]}, id="injected-parameters")  # type: ignore[no-untyped-call]
        cells.insert(place + 1, made)
    notebook.cells = cells
    return notebook


def tags(cell: NotebookNode) -> list[str]:
    """Return the tags of a cell."""
    return list(cell.metadata.get("tags", []))


def execute(jobs: Sequence[tuple[NotebookNode, Path]], *, at_once: int | None = None) -> list[NotebookNode]:
    """Execute notebooks side by side, each in a process of its own.

    Parameters
    ----------
    jobs : sequence of (NotebookNode, Path)
        Each notebook with the folder that it works in.
    at_once : int, optional
        How many at a time; as many as there are cores where it is left out.

    Returns
    -------
    list of NotebookNode
        The same notebooks, with outputs and without what changes from run to run.

    Raises
    ------
    NotebookError
        A cell failed. The others have run.
    """
    work = partial(asyncio.run, _all(jobs, at_once or os.cpu_count() or 1))
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    # Called from a notebook: its own loop is running in this thread, so the work needs another.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(work).result()


async def _all(jobs: Sequence[tuple[NotebookNode, Path]], at_once: int) -> list[NotebookNode]:
    from tqdm.auto import tqdm

    gate = asyncio.Semaphore(at_once)

    async def one(notebook: NotebookNode, folder: Path) -> NotebookNode:
        async with gate:
            client = NotebookClient(
                notebook,
                timeout=_SECONDS,
                kernel_name="python3",
                resources={"metadata": {"path": str(folder)}},
                record_timing=False,
                # A kernel's warnings about itself are none of the analyst's business.
                extra_arguments=["--IPKernelApp.log_level=40"],
            )
            await client.async_execute()
            bar.update()
            return lasting(notebook)

    with tqdm(total=len(jobs), desc="notebooks", unit="notebook") as bar:
        found = await asyncio.gather(*(one(*job) for job in jobs), return_exceptions=True)
    failed = [
        f"{heading(notebook)}: {result.ename}: {result.evalue}"
        for (notebook, _), result in zip(jobs, found, strict=True)
        if isinstance(result, CellExecutionError)
    ]
    if failed:
        raise NotebookError("\n".join(failed))
    for result in found:
        if isinstance(result, BaseException):
            raise result
    return [result for result in found if not isinstance(result, BaseException)]


def heading(notebook: NotebookNode) -> str:
    """Return the first heading of a notebook."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return str(cell.source.splitlines()[0].removeprefix("# "))
    return "notebook"


def lasting(notebook: NotebookNode) -> NotebookNode:
    """Take out what changes from run to run: timings, widgets, warnings, the versions of the machine."""
    notebook.metadata.pop("widgets", None)
    notebook.metadata["language_info"] = {"name": "python"}
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
            for output in cell.outputs:
                # Pillow gives a picture twice; one is enough, and PNG shows print as it is.
                if "image/png" in output.get("data", {}):
                    output.data.pop("image/jpeg", None)
    return notebook


def refresh(folder: Path) -> list[Path]:
    """Execute the notebooks of a folder where they lie, as *Run All* does, and keep their outputs.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    list of Path
        The notebooks.
    """
    files = sorted(folder.glob("[0-9]*.ipynb"))
    jobs = [(nbformat.read(file, as_version=4), folder) for file in files]  # type: ignore[no-untyped-call]
    for file, notebook in zip(files, execute(jobs), strict=True):
        nbformat.write(notebook, file)  # type: ignore[no-untyped-call]
    return files
