"""From a folder, or from data at hand, to the `View` that a notebook is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from govreports.charts.say import pick
from govreports.dataset.agency_named import agency_named
from govreports.dataset.data import Dataset
from govreports.files.project import find
from govreports.view.view import View


def open_view(
    folder: str | Path,
    *,
    agencies: str | Iterable[str] = (),
    years: int | Iterable[int] = (),
    peers: Mapping[str, Any] | None = None,
    lang: str = "zh",
) -> View:
    """Open a folder for a notebook.

    Parameters
    ----------
    folder : str or Path
        Reports, or the tables that `govreports extract` saved; named from the project's root.
    agencies : str or iterable of str
        Ids, names or aliases of agencies.csv, or names as the reports print them; a part of a name will do where
        only one has it.
    years : int or iterable of int
    peers : mapping, optional
        For example ``{"level": "部门", "region": "福建省"}``.
    lang : str
        ``zh`` or ``en``.

    Raises
    ------
    NotADirectoryError
        There is no such folder.
    ValueError
        An agency is unknown, or more than one fits; the message names those that are there.
    """
    return view_of(_dataset(find(folder)), agencies=agencies, years=years, peers=peers, lang=lang)


def view_of(
    data: Dataset,
    *,
    agencies: str | Iterable[str] = (),
    years: int | Iterable[int] = (),
    peers: Mapping[str, Any] | None = None,
    lang: str = "zh",
) -> View:
    """Select from a dataset; see `open_view`."""
    pick(lang, "", "")  # an unknown language is refused before anything is computed
    if not isinstance(agencies, Iterable):
        raise TypeError(f'agencies is {agencies!r}; name them as the reports do: ["淮安市", "洪泽区"]')
    names = [agencies] if isinstance(agencies, str) and agencies else list(agencies)
    chosen = tuple(dict.fromkeys(agency_named(data, name) for name in names))
    # A year of a frame is an int64, which is no int.
    wanted = tuple(years) if isinstance(years, Iterable) else (years,)
    return View(data, chosen, wanted, dict(peers or {}), lang)


def _dataset(folder: Path) -> Dataset:
    from govreports.dataset.data import load
    from govreports.dataset.folder import read_folder
    from govreports.dataset.manifest import FILE

    # A folder of results; before there was a manifest it held the tables alone.
    if (folder / FILE).is_file() or (folder / "cells.parquet").is_file():
        return load(folder)
    data = read_folder(folder, progress=True)
    _wipe()
    return data


def _wipe() -> None:
    """Take the progress bar away: what is kept of a notebook holds no timings."""
    import sys

    if "IPython" in sys.modules:
        from IPython.core.getipython import get_ipython
        from IPython.display import clear_output

        if get_ipython() is not None:
            clear_output(wait=False)  # type: ignore[no-untyped-call]
