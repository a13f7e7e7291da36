"""A dataset on disk: Parquet for the next run, CSV that Excel opens, written whole or not at all."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from govreports.dataset.data import Dataset
from govreports.files.csv_for_excel import write_csv
from govreports.files.write_whole import write_whole

if TYPE_CHECKING:
    import pandas as pd


def save(data: Dataset, folder: str | Path) -> Path:
    """Save a dataset.

    Parameters
    ----------
    data : Dataset
        What `govreports.read_folder` gave.
    folder : str or Path
        Where to; it is made where it is not there. Every frame becomes a ``.parquet`` and a ``.csv`` file.

    Returns
    -------
    Path
        The folder.

    Notes
    -----
    The CSV files are in UTF-8 with the mark by which Excel knows it. A text that Excel would run as a formula is
    written with an apostrophe before it.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for part in fields(data):
        table: pd.DataFrame = getattr(data, part.name)
        write_whole(place / f"{part.name}.parquet", partial(table.to_parquet, index=False))
        file = place / f"{part.name}.csv"
        if len(table.columns):
            write_whole(file, partial(write_csv, table))
        else:  # there is no agencies.csv: an empty file of that name would look like one to fill in
            file.unlink(missing_ok=True)
    return place


def load(folder: str | Path) -> Dataset:
    """Load a dataset that `save` wrote.

    Parameters
    ----------
    folder : str or Path
        The folder.

    Returns
    -------
    Dataset

    Raises
    ------
    FileNotFoundError
        The folder holds no dataset.

    Examples
    --------
    >>> load("data/raw")
    Traceback (most recent call last):
    ...
    FileNotFoundError: data/raw holds no tables. If reports lie there: govreports run --raw data/raw --out RESULTS...
    """
    import pandas as pd

    place = Path(folder)
    frames = {}
    for part in fields(Dataset):
        file = place / f"{part.name}.parquet"
        if not file.is_file():
            raise FileNotFoundError(
                f"{place} holds no tables. If reports lie there: govreports run --raw {place} --out RESULTS; "
                "then name RESULTS."
            )
        frames[part.name] = pd.read_parquet(file)
    return Dataset(**frames)
