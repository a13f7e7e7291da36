"""How far a reading is: files, pages, rate, time left, problems so far; as a bar, as lines of JSON, or not at all."""

from __future__ import annotations

import json
import logging
import sys
import time
from pathlib import Path
from typing import Literal

from govreports.dataset.records import FileRecord

Shown = bool | Literal["json"]
_EVERY = 1.0  # second between two lines of JSON


class Progress:
    """The progress of a reading; use it in a ``with`` statement.

    Parameters
    ----------
    total : int
        Files to read.
    known : int
        Files that were read before, shown beside.
    shown : bool or "json"
        A bar (in a terminal or in JupyterLab), nothing, or a line of JSON on standard error each second.
    """

    def __init__(self, total: int, known: int, shown: Shown) -> None:
        from tqdm.auto import tqdm

        self.total, self.known, self.shown = total, known, shown
        self.files = self.pages = self.problems = 0
        self._started = self._told = time.monotonic()
        self._bar = tqdm(total=total, desc="读取 reading", unit="file", disable=shown is not True)

    def __enter__(self) -> Progress:
        self._postfix()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()
        if self.shown == "json":
            self._line()

    def add(self, path: Path, record: FileRecord) -> None:
        """Count a file that was read; what is wrong with it goes to the log ``govreports`` too."""
        self.files += 1
        self.pages += sum(report["pages"] or 0 for report in record.reports)
        self.problems += bool(record.problems)
        for _, code, reason, _ in record.problems:
            logging.getLogger("govreports").info("%s: %s [%s]", path, reason, code)
        self._postfix()
        self._bar.update()
        if self.shown == "json" and time.monotonic() - self._told > _EVERY:
            self._line()

    def _postfix(self) -> None:
        known = {"known": self.known} if self.known else {}
        self._bar.set_postfix({"pages": self.pages, "problems": self.problems, **known}, refresh=False)

    def _line(self) -> None:
        self._told = time.monotonic()
        seconds = self._told - self._started
        left = seconds / self.files * (self.total - self.files) if self.files else None
        counts = {name: getattr(self, name) for name in ("files", "total", "known", "pages", "problems")}
        times = {"seconds": round(seconds, 1), "seconds_left": None if left is None else round(left, 1)}
        print(json.dumps(counts | times), file=sys.stderr, flush=True)
