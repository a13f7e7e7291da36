"""Notebooks executed: with parameters of one's own, side by side, and without what changes from run to run."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from govreports.runs.settings import SETTINGS

PARAMETERS, INJECTED = "parameters", "injected-parameters"
"""Tags of the cells, as papermill names them."""


class NotebookError(RuntimeError):
    """A notebook did not run to its end; the message says where and why.

    Parameters
    ----------
    message : str
    code : str
        ``notebook_failed``, or ``notebook_died`` where its Python is gone.
    """

    def __init__(self, message: str, code: str = "notebook_failed") -> None:
        super().__init__(message)
        self.code = code


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
    """Execute notebooks side by side; see `execute_each`.

    Returns
    -------
    list of NotebookNode

    Raises
    ------
    NotebookError
        Some did not run to their end: all of them are named. The others have run.
    """
    done = execute_each(jobs, at_once=at_once)
    failed = [
        f"{heading(notebook)}: {error}"
        for (notebook, _), error in zip(jobs, done, strict=True)
        if isinstance(error, NotebookError)
    ]
    if failed:
        raise NotebookError("\n".join(failed))
    return [notebook for notebook in done if not isinstance(notebook, NotebookError)]


def execute_each(
    jobs: Sequence[tuple[NotebookNode, Path]], *, at_once: int | None = None, beside: Future[Any] | None = None
) -> list[NotebookNode | NotebookError]:
    """Execute notebooks side by side, each in a process of its own: one that fails, hangs or dies costs itself only.

    Parameters
    ----------
    jobs : sequence of (NotebookNode, Path)
        Each notebook with the folder that it works in.
    at_once : int, optional
        How many at a time; as many as there are cores where it is left out.
    beside : Future, optional
        Work of this process: until it is done it takes the place of one.

    Returns
    -------
    list of NotebookNode or NotebookError
        The same notebooks, with outputs and without what changes from run to run; an error in the place of each that
        did not run to its end.
    """
    work = partial(asyncio.run, _all(jobs, at_once or os.cpu_count() or 1, beside))
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    # Called from a notebook: its own loop is running in this thread, so the work needs another.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


async def _all(
    jobs: Sequence[tuple[NotebookNode, Path]], at_once: int, beside: Future[Any] | None
) -> list[NotebookNode | NotebookError]:
    from tqdm.auto import tqdm

    gate = asyncio.Semaphore(max(1, at_once - (beside is not None)))

    if beside is not None and at_once > 1:
        # Not awaited: the notebooks may end first, and to give up waiting would cancel it.
        beside.add_done_callback(partial(_free, asyncio.get_running_loop(), gate))

    async def one(notebook: NotebookNode, folder: Path) -> NotebookNode | NotebookError:
        async with gate:
            client = NotebookClient(
                notebook,
                timeout=SETTINGS.seconds_a_cell,
                kernel_name="python3",
                resources={"metadata": {"path": str(folder)}},
                record_timing=False,
                # A kernel's warnings about itself are none of the analyst's business.
                extra_arguments=["--IPKernelApp.log_level=40"],
            )
            try:
                await client.async_execute()
            except Exception as error:
                return _failure(notebook, error)
            finally:
                bar.update()
            return lasting(notebook)

    with tqdm(total=len(jobs), desc="notebooks", unit="notebook") as bar:
        return await asyncio.gather(*(one(*job) for job in jobs))


def _free(loop: asyncio.AbstractEventLoop, gate: asyncio.Semaphore, _: Future[Any]) -> None:
    with suppress(RuntimeError):  # the loop is closed: all notebooks have run
        loop.call_soon_threadsafe(gate.release)


def _failure(notebook: NotebookNode, error: Exception) -> NotebookError:
    """Say why a notebook did not run to its end, and at which cell where that is known."""
    if isinstance(error, DeadKernelError):
        return NotebookError("The Python that ran it was killed or died, for lack of memory perhaps.", "notebook_died")
    if isinstance(error, CellTimeoutError):
        return NotebookError(f"One of its cells took more than {SETTINGS.seconds_a_cell} seconds.")
    if not isinstance(error, CellExecutionError):
        return NotebookError(f"{type(error).__name__}: {error}.")
    failing = (cell for cell in notebook.cells if any(one.output_type == "error" for one in cell.get("outputs", [])))
    code = next((cell.source.strip().partition("\n")[0] for cell in failing), "…")
    return NotebookError(f"Its cell '{code}' failed ({error.ename}: {error.evalue}).")


def heading(notebook: NotebookNode, lang: str = "zh") -> str:
    """Return the first heading of a notebook, in English that of its metadata."""
    if lang == "en" and "title_en" in notebook.metadata:
        return str(notebook.metadata["title_en"])
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
