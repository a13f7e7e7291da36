"""Results made beside this process: what they are made of is named and opened there, no frame is sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govreports.dataset.data import load
from govreports.dataset.processes import processes
from govreports.view.opening import view_of
from govreports.view.view import View

if TYPE_CHECKING:
    from pebble import ProcessPool, ThreadPool


class Selection(NamedTuple):
    """Saved tables, and what is chosen of them."""

    processed: Path  # the folder of the tables
    raw: str | Path | None  # the folder of the reports, where their print can be shown
    agencies: tuple[str, ...]
    years: tuple[int, ...]
    lang: str


@lru_cache(maxsize=1)
def opened(selection: Selection) -> View:
    """Open what is chosen; a process that makes several results of it computes its indicators once."""
    return view_of(load(selection.processed), agencies=selection.agencies, years=selection.years, lang=selection.lang)


@contextmanager
def workers(number: int, many: bool, most_tasks: int = 0) -> Iterator[ProcessPool | ThreadPool]:
    """Give what makes results beside this process: processes, or a thread of it where there are few reports."""
    from pebble import ThreadPool

    pool = processes(number, most_tasks=most_tasks) if many else ThreadPool(1)
    try:
        yield pool
        pool.close()  # type: ignore[no-untyped-call]
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    finally:
        pool.join()
