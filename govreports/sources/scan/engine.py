"""The recognition network: pictures of single lines of text → text and how sure each character is.

The models are those that the wheel of RapidOCR ships (PP-OCR), so nothing is fetched from a network. They are run by
onnxruntime directly and not through the class `RapidOCR`, since a cell needs what that class hides: many lines in one
batch, and the probability of every character that could stand in a place, not only of the best one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from govreports.sources.scan.pixels import Gray
from govreports.sources.scan.settings import SETTINGS

#: Height in pixels that the network wants its lines to have; fixed by the model.
LINE_HEIGHT = 48

#: One step of the network's output is this many pixels wide; a line is padded to whole steps of four.
_STEP, _WIDTH_UNIT = 8, 32


#: Pixels in one batch: large enough to keep two cores busy, small enough for a laptop's memory.
_BATCH_PIXELS = 48 * 64 * 64

_BLANK = 0


#: What may stand in a cell of numbers, each with the characters that the network takes it for. A round figure alone
#: on a line is O to it, a stroke l or 丨, a dash 一: only the place says which it is, and the place is known.
_FIGURES = {
    "0": "0OoDQ〇○Ｏ０口日",
    "1": "1lI|丨!１",
    "2": "2Zz２",
    "3": "3３",
    "4": "4４",
    "5": "5Ss５",
    "6": "6b６",
    "7": "7７",
    "8": "8B８",
    "9": "9gq９",
    ".": ".·．",
    ",": ",，、'",
    "-": "-—–−一~",
    "/": "/／丿",
    "+": "+十＋",
}
_FIGURE_LIST = tuple(_FIGURES)


class Reading(NamedTuple):
    """One line as the network read it, once as text and once as a number."""

    text: str  # the best text
    confidence: float  # probability of the least certain character of `text`, 0 to 1; 1 for an empty text
    figures: str  # the best of all texts that consist of figures and their marks (``0-9 . , - / +``).
    # How certain `figures` is among all such texts: the probability of its least certain step, 0 to 1
    certainty: float
    # The least probability, of all places where the network sees a character, that it is one of figures: near 0 where
    # the line is no number
    likeness: float


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """The loaded network."""

    session: Any  # input ``(N, 3, 48, W)`` float32 in [-1, 1]; output ``(N, W / 8, C)`` probabilities
    characters: tuple[str, ...]  # the C characters; the first is the blank of the CTC code
    figures: tuple[list[int], ...]  # for each of ``0-9 . , - / +`` the characters that may stand for it.

    def read(self, lines: Sequence[Gray], narrowed: float = 1.0) -> list[Reading]:
        """Read lines of text.

        Parameters
        ----------
        lines : sequence of numpy.ndarray
            Shape ``(H, W)``, uint8, dark text on white; any height.
        narrowed : float
            How wide the network sees the lines, as a share of their width: words stay legible down to a half, and cost
            half as much.

        Returns
        -------
        list of Reading
            One for each line, in order.
        """
        readings: list[Reading | None] = [None] * len(lines)
        for places, batch in _batches(lines, narrowed):
            output = self.session.run(None, {self.session.get_inputs()[0].name: batch})[0]
            # Blank and figures only, each with the probability of everything that it is taken for.
            figures = np.stack([output[..., 0], *(output[..., group].sum(axis=-1) for group in self.figures)], axis=-1)
            for place, steps, narrow in zip(places, output, figures, strict=True):
                readings[place] = self._reading(steps, narrow)
        return [reading for reading in readings if reading is not None]

    def _reading(self, steps: NDArray[np.float32], narrow: NDArray[np.float32]) -> Reading:
        symbols, sure = _decoded(steps)
        text = "".join(self.characters[symbol] for symbol in symbols)
        mass = narrow.sum(axis=1)
        shares = narrow / np.maximum(mass, 1e-9)[:, None]
        figures, _ = _decoded(shares)
        seen = steps.argmax(axis=1) != _BLANK
        return Reading(
            text,
            min(sure, default=1.0),
            "".join(_FIGURE_LIST[symbol - 1] for symbol in figures),
            float(shares.max(axis=1).min()),
            float(mass[seen].min()) if seen.any() else float(mass.min()),
        )


def _decoded(steps: NDArray[np.float32]) -> tuple[list[int], list[float]]:
    """Read a CTC code: repeated symbols are one, blanks part them; with the best probability of each symbol."""
    symbols: list[int] = []
    sure: list[float] = []
    last = _BLANK
    for symbol, probability in zip(steps.argmax(axis=1).tolist(), steps.max(axis=1).tolist(), strict=True):
        if symbol != _BLANK and symbol != last:
            symbols.append(symbol)
            sure.append(probability)
        elif symbol != _BLANK:
            sure[-1] = max(sure[-1], probability)
        last = symbol
    return symbols, sure


def threads() -> int:
    """Return how many threads this process may use: what ``OMP_NUM_THREADS`` says, else all cores.

    Workers that share a machine have it set (by `govreports.dataset.workers`, joblib and Dask alike): with a thread a
    core each, two workers on two cores read no faster than one.

    Examples
    --------
    >>> threads() > 0
    True
    """
    said = os.environ.get("OMP_NUM_THREADS", "")
    if said.isdigit() and int(said):
        return int(said)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def engine() -> Engine:
    """Load the network, once for each process, and settle how many threads it and OpenCV use.

    Raises
    ------
    FileNotFoundError
        The installed rapidocr ships no recognition model.
    """
    import cv2
    import onnxruntime

    cv2.setNumThreads(threads())
    models = resources.files("rapidocr") / "models"
    names = sorted(file.name for file in models.iterdir() if "_rec_" in file.name and file.name.endswith(".onnx"))
    if not names:
        raise FileNotFoundError("The installed rapidocr ships no recognition model; install rapidocr>=3.10.")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = threads()
    # Threads that wait in a loop for their next piece of work take the time of other workers.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    with resources.as_file(models / names[-1]) as path:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    listed = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    characters = ("", *listed, " ")
    known = {character: number for number, character in enumerate(characters)}
    figures = tuple([known[alias] for alias in group if alias in known] for group in _FIGURES.values())
    return Engine(session, characters, figures)


def _batches(lines: Sequence[Gray], narrowed: float) -> list[tuple[list[int], NDArray[np.float32]]]:
    """Lines of one width together: what a line is read as must not depend on its neighbours in a batch."""
    import cv2

    by_width: dict[int, list[tuple[int, NDArray[np.float32]]]] = {}
    for place, line in enumerate(lines):
        height, width = line.shape
        wide = width * LINE_HEIGHT / height
        wide = max(round(max(wide * narrowed, min(wide, SETTINGS.narrowest_pixels))), _STEP)
        shrink = cv2.INTER_AREA if height > LINE_HEIGHT else cv2.INTER_CUBIC
        scaled = cv2.resize(line, (wide, LINE_HEIGHT), interpolation=shrink)
        padded = np.full((LINE_HEIGHT, -(-wide // _WIDTH_UNIT) * _WIDTH_UNIT), 1.0, dtype=np.float32)
        padded[:, :wide] = scaled.astype(np.float32) / 127.5 - 1.0
        by_width.setdefault(padded.shape[1], []).append((place, padded))
    batches = []
    for width, group in sorted(by_width.items()):
        size = max(1, _BATCH_PIXELS // (LINE_HEIGHT * width))
        for start in range(0, len(group), size):
            part = group[start : start + size]
            stacked = np.stack([pixels for _, pixels in part])[:, None].repeat(3, axis=1)
            batches.append(([place for place, _ in part], np.ascontiguousarray(stacked)))
    return batches
