"""Results made one by one: each that fails is named, and the others are made."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeAlias, TypeVar

from pebble import ProcessExpired

from govreports.errors import Problem
from govreports.files.write_whole import OF_THE_DISK

_T = TypeVar("_T")
Made: TypeAlias = tuple[_T, list[Problem]]
"""What a process of its own made, and what it could not make."""


class Attempts:
    """What was tried to be made in a folder of results, and what of it failed.

    Parameters
    ----------
    place : Path
        The folder that they are written into.

    Attributes
    ----------
    problems : list of Problem
        What failed, each named by its place below the folder.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.problems: list[Problem] = []

    def make(self, name: str, maker: Callable[[], _T]) -> _T | None:
        """Make one result.

        Parameters
        ----------
        name : str
            The file that it is, below the folder.
        maker : callable
            Makes it.

        Returns
        -------
        object or None
            What `maker` returned; None where it failed.

        Raises
        ------
        OSError
            The disk is full or read-only.

        Examples
        --------
        >>> attempts = Attempts(Path("results"))
        >>> attempts.make("a.html", lambda: 1 / 0)
        >>> attempts.problems[0].reason
        'ZeroDivisionError: division by zero.'
        """
        try:
            return maker()
        except Exception as error:
            if isinstance(error, OSError) and error.errno in OF_THE_DISK:
                raise  # said once, not of each result
            self.failed(name, "result_failed", f"{type(error).__name__}: {error}.")
            return None

    def take(self, name: str, task: Future[Made[_T]]) -> _T | None:
        """Return what was made beside this, and name what failed there; None where all of it did."""
        if isinstance(task.exception(), ProcessExpired):
            self.failed(
                name, "result_failed", "The process that made it was killed or died, for lack of memory perhaps."
            )
            return None
        made = self.make(name, task.result)
        if made is None:
            return None
        value, problems = made
        self.problems += problems
        return value

    def failed(self, name: str, code: str, reason: str) -> None:
        """Name a result that failed."""
        self.problems.append(Problem(name, None, code, reason))
