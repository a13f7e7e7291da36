"""Numbers hidden, struck out, revised, raised or run together: ``python -m tests.benchmarks.hidden_ink``.

Options: ``[--seed N] [--pages N]``. A row a kind: of the cells that a kind concerns and of the plain ones beside them,
how many are *right* (the number that a reader sees, without a reason code), *flagged*, *silent* (nothing is said of a
number that shows) and *wrong*.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable

from govreports.matching.numbers import read_number
from tests.hand_pdf import FOOT, HEIGHT, LEFT, SIZE, WIDTH, cells_of, in_cell, text_at

CELLS = 6
_ADVANCE = 0.556 * SIZE  # points: a digit of Helvetica

Kind = Callable[[random.Random, int, str], tuple[str, float | None]]


def _area(cell: int) -> str:
    return f"{LEFT + WIDTH * cell + 1} {FOOT + 1} {WIDTH - 2} {HEIGHT - 2}"


def _number(chance: random.Random) -> str:
    return str(chance.randrange(10 ** chance.randint(1, 4)))


def _hidden(before: str) -> Kind:
    def draw(chance: random.Random, cell: int, number: str) -> tuple[str, float | None]:
        extra = in_cell(cell, str(chance.randrange(10)), before=before, dx=_ADVANCE * len(number))
        return in_cell(cell, number) + extra, float(number)

    return draw


def _covered(chance: random.Random, cell: int, number: str) -> tuple[str, float | None]:
    size, dx = chance.choice([(8, 0), (9, 3), (10, 0), (10, 7)])
    old = in_cell(cell, _number(chance)) + f"1 g {_area(cell)} re f 0 g\n"
    return old + in_cell(cell, number, size=size, dx=dx), float(number)


def _emptied(chance: random.Random, cell: int, number: str) -> tuple[str, float | None]:
    return in_cell(cell, number) + f"1 g {_area(cell)} re f 0 g\n", None


def _same_ground(chance: random.Random, cell: int, number: str) -> tuple[str, float | None]:
    grey = chance.choice(["0.3 g", "0.7 g", "0.2 0.3 0.6 rg"])
    return f"{grey} {_area(cell)} re f\n" + in_cell(cell, number, before=grey) + "0 g\n", None


def _half_cut(chance: random.Random, cell: int, number: str) -> tuple[str, float | None]:
    shown = _ADVANCE * (len(number) - 0.5)
    x0 = LEFT + WIDTH * cell + 5
    return in_cell(cell, number, before=f"{x0} {FOOT} {shown} {HEIGHT} re W n"), float(number)


def _struck(chance: random.Random, cell: int, number: str) -> tuple[str, float | None]:
    old, x, y = str(chance.randrange(10, 99)), LEFT + WIDTH * cell + 3, FOOT + 8
    line = f"{x - 1} {y + 3.5} m {x + 2 * _ADVANCE + 1} {y + 3.5} l S\n"
    return text_at(x, y, old) + line + text_at(x + 14, y, number, before="1 0 0 rg"), float(number)


def _raised(chance: random.Random, cell: int, number: str) -> tuple[str, float | None]:
    size, rise = chance.choice([(5, 4), (6, 4), (6, 5), (7, 4)])
    note = in_cell(cell, str(chance.randrange(1, 9)), size=size, dx=_ADVANCE * len(number), dy=rise)
    return in_cell(cell, number) + note, float(number)


def _two(chance: random.Random, cell: int, number: str) -> tuple[str, float | None]:
    gap = chance.choice([2.8, 5.0, 8.0])
    other = in_cell(cell, str(chance.randrange(10, 99)), dx=_ADVANCE * len(number) + gap)
    return in_cell(cell, number) + other, float("nan")


def _too_wide(chance: random.Random, cell: int, number: str) -> tuple[str, float | None]:
    wide = str(chance.randrange(10000, 99999))
    over = _ADVANCE * chance.uniform(0.2, 0.8)
    return in_cell(cell, wide, dx=WIDTH - 5 - 5 * _ADVANCE + over), float(wide)


KINDS: dict[str, Kind] = {
    "plain": lambda chance, cell, number: (in_cell(cell, number), float(number)),
    "white": _hidden("1 g"),
    "nearly white": _hidden("0.97 g"),
    "render mode 3": _hidden("3 Tr"),
    "render mode 7": _hidden("7 Tr"),
    "outside a clip": _hidden("0 0 2 2 re W n"),
    "colour of the ground": _same_ground,
    "half cut": _half_cut,
    "white box, typed anew": _covered,
    "white box": _emptied,
    "struck out": _struck,
    "raised digit": _raised,
    "two numbers": _two,
    "too wide": _too_wide,
}


def tally(kind: Kind, chance: random.Random, pages: int) -> Counter[str]:
    """Return what becomes of the cells of some pages of one kind."""
    counts: Counter[str] = Counter()
    for _ in range(pages):
        content, truth = "", []
        for cell in range(CELLS):
            number = _number(chance)
            touched = cell % 2 == 0 and not (kind is _too_wide and cell == CELLS - 1)
            drawn, value = kind(chance, cell, number) if touched else (in_cell(cell, number, dx=12), float(number))
            content += drawn
            truth.append(value)
        for read, value in zip(cells_of(content), truth, strict=True):
            reading = read_number(read.text)
            if read.doubt or reading.flag:
                counts["flagged"] += 1
            elif reading.value == value:
                counts["right"] += 1
            else:
                counts["silent" if reading.value is None else "wrong"] += 1
    return counts


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--pages", type=int, default=100)
    chosen = options.parse_args()
    print(f"{'kind':24}" + "".join(f"{outcome:>9}" for outcome in ("right", "flagged", "silent", "wrong")))
    for name, kind in KINDS.items():
        counts = tally(kind, random.Random(f"{chosen.seed} {name}"), chosen.pages)
        print(f"{name:24}" + "".join(f"{counts[outcome]:9}" for outcome in ("right", "flagged", "silent", "wrong")))


if __name__ == "__main__":
    main()
