"""Hold the bounds of a folder's reading and saving, each once: `SETTINGS` is what every module of this room asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DatasetSettings:
    """How much is read, made and saved at a time, and how long is waited for it."""

    # Processes that read
    files_in_hand: int = 4  # of a worker: enough that none waits, few enough that pebble's own bookkeeping stays small
    margin_seconds: float = 30.0  # after the time of a file in which its worker must have been ended
    broken_pools: int = 3  # before one file is read: then processes cannot be started here at all
    out_of_memory_exit: int = 77  # the status with which a process ends itself
    parent_seconds: float = 0.5  # between two looks whether a process's parent is there still

    # Tables
    batch_files: int = 5_000  # of a folder with more the batches have half as many at least: their tables take 0.5 GB
    csv_rows: int = 250_000  # of a frame, those of 1,200 reports: more take minutes to write, and Excel opens a million

    # Others that write
    output_seconds: float = 3_600.0  # for another run into the same folder of results
    corrections_seconds: float = 60.0  # for another session that writes ``corrections.csv``


SETTINGS = DatasetSettings()
