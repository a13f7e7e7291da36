"""What the commands share: the folders of a project, options that several take, the file that is asked for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
RAW, OUT = Path("data/raw"), Path("data/processed")


def add_raw(command: argparse.ArgumentParser) -> None:
    """Add ``--raw``, the folder of reports."""
    command.add_argument(
        "--raw", type=folder_or_address, default=RAW, metavar="DIR", help=f"the folder of reports (default {RAW})"
    )


def folder_or_address(given: str) -> str | Path:
    """Return what names a folder of reports: a path, or the address of one that lies elsewhere."""
    from govreports.dataset.elsewhere import is_elsewhere

    return given if is_elsewhere(given) else Path(given)


def add_out(command: argparse.ArgumentParser) -> None:
    """Add ``--out``, the folder of results."""
    command.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=f"where results go (default {OUT})")


def add_language(command: argparse.ArgumentParser, of: str) -> None:
    """Add ``--lang``, the language of what a command writes."""
    command.add_argument("--lang", choices=["zh", "en"], default="zh", help=f"{of} (default zh)")


def one_file(path: Path) -> Path:
    """Return the path of a file that is there; raise FileNotFoundError for a folder and for nothing."""
    if path.is_file():
        return path
    raise FileNotFoundError(f"{path} is a folder: name one file in it." if path.is_dir() else f"There is no {path}.")
