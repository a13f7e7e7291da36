"""CSV that Excel opens: UTF-8 with its mark, and no text that runs as a formula."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(table: pd.DataFrame, file: Path) -> None:
    """Write a frame as CSV for Excel.

    Parameters
    ----------
    table : pandas.DataFrame
    file : Path
    """
    safe = table.copy()
    for name in safe.columns:
        if safe[name].dtype == "string" or safe[name].dtype == object:
            text = safe[name].astype("string")
            safe[name] = text.mask(text.str.startswith(_FORMULA).fillna(False), "'" + text)
    safe.to_csv(file, index=False, encoding="utf-8-sig", lineterminator="\r\n")
