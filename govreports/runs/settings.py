"""Hold the bounds of a run, each once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RunSettings:
    """How much is made at a time."""

    reports_at_once: int = 500  # of agencies whose pages a process prepares together: their tables take 100 MB; fewer
    # are not worth processes of their own, which take two seconds to start
    seconds_a_cell: int = 600  # of a notebook


SETTINGS = RunSettings()
