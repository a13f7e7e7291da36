"""Files with a wound: none ends the run or hangs it, and none gives a wrong number where its tables print as before.

Run ``python -m tests.benchmarks.mutated_files [N] [--seed S] [--kinds pdf html …] [--keep FOLDER]``. Each of N files is
a good report to which one thing was done: bytes changed, cut out, doubled, put in, or the end cut off; of DOCX and XLSX
half the time inside one of their parts. A row a kind, with the number of files that are

- *same*: every cell as in the good report, *told*: some cells in doubt, named as lost, or the file refused,
- *other print*: a number differs, and so do the tables that another program sees, or it sees none,
- *wrong*: a number differs without a flag though the tables print as before,
- *crash*: the reader failed or died, *slow*: it was ended at its limit and the file is listed as too slow.

The goal is no wrong file and no crash. ``--keep`` copies those to a folder.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any

from govreports.dataset.records import FileRecord
from govreports.dataset.workers import read_each
from govreports.reading.read_file import reports_of
from govreports.sources.file_limits import Limits
from tests.benchmarks import prints
from tests.typeset import sample_report, typeset
from tests.typeset.scans import scanned_images
from tests.typeset.web import Web, docx, page, text

KINDS = ("pdf", "html", "docx", "xlsx", "txt", "png")
OUTCOMES = ("same", "told", "other print", "wrong", "crash", "slow")
_SAMPLE = Path(__file__).resolve().parents[2] / "data" / "raw" / "huaian_shi_2024.pdf"
_CRASHES, _SLOW = {"internal_error", "reader_died", "too_much_memory"}, {"too_slow"}
_VALUE, _FLAG = 3, -1  # places in a record's cells
_MARKUP = b"0123456789<>/=\"'; \t\n"
Key = tuple[str, str, str]


def good_file(kind: str) -> bytes:
    """Return the report that is wounded, as a file of a kind."""
    data = sample_report("2021", 5)
    if kind == "pdf":
        return _SAMPLE.read_bytes()
    if kind == "png":
        return scanned_images(typeset(data).pdf, "png")[-1]
    made: dict[str, Callable[[], bytes]] = {
        "html": lambda: page(data, Web(site=True)),
        "docx": lambda: docx(data),
        "xlsx": lambda: prints.workbook(data),
        "txt": lambda: text(data, "browser").encode(),
    }
    return made[kind]()


def wounded(content: bytes, draw: random.Random) -> bytes:
    """Do one thing to a file; to one of the parts of a ZIP half the time."""
    if content.startswith(b"PK") and draw.random() < 0.5:
        return _in_one_part(content, draw)
    place, length = draw.randrange(len(content)), draw.choice([1, 4, 40, 400])
    part = content[place : place + length]
    noise = draw.randbytes(len(part)) if draw.random() < 0.5 else bytes(draw.choices(_MARKUP, k=len(part)))
    changed = {
        "flip": bytes(byte ^ (1 << draw.randrange(8)) for byte in part[:4]) + part[4:],
        "cut": b"",
        "double": part * draw.choice([2, 50]),
        "noise": noise,
        "zeros": bytes(len(part)),
        "insert": noise + part,
    }
    how = draw.choice([*changed, "end"])
    hurt = content[:place] if how == "end" else content[:place] + changed[how] + content[place + length :]
    # One byte that is none of its encoding has a text refused whole: half the time the wound is between characters.
    return hurt.decode(errors="ignore").encode() if _is_text(content) and draw.random() < 0.5 else hurt


def _is_text(content: bytes) -> bool:
    return content.isascii() or "表".encode() in content


def _in_one_part(content: bytes, draw: random.Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if old.read(name)]
        hurt = draw.choice(names)
        for name in names:
            new.writestr(name, wounded(old.read(name), draw) if name == hurt else old.read(name))
    return stream.getvalue()


def numbers_of(record: FileRecord) -> dict[Key, tuple[float | None, str | None]]:
    """Return value and flag of each cell of a file's first report."""
    cells = record.reports[0]["cells"] if record.reports else []
    return {(cell[0], cell[1], cell[2]): (cell[_VALUE], cell[_FLAG]) for cell in cells}


def outcome(kind: str, good: bytes, hurt: bytes, before: FileRecord, after: FileRecord) -> str:
    """Judge what was read of a wounded file."""
    codes = {code for _, code, *_ in after.problems}
    if codes & (_CRASHES | _SLOW):
        return "slow" if codes & _SLOW else "crash"
    expected, read = numbers_of(before), numbers_of(after)
    if any(read[key][0] != expected.get(key, (None,))[0] and read[key][1] is None for key in read):
        seen = _seen(kind, hurt)
        return "wrong" if seen is not None and seen == _seen(kind, good) else "other print"
    return "same" if read == expected else "told"


def _seen(kind: str, content: bytes) -> Hashable | None:
    """Return what another program sees of a file's tables, None where it cannot open it."""
    try:
        return prints.SEEN[kind](content)
    except Exception:
        return None


def trials(
    total: int, seed: int, kinds: Sequence[str], workers: int, keep: Path | None = None
) -> dict[str, Counter[str]]:
    """Wound and read files; return a count of outcomes for each kind."""
    good = {kind: good_file(kind) for kind in kinds}
    before = {kind: FileRecord.of(reports_of(Path(f"a.{kind}"), good[kind], "pdfium"), []) for kind in kinds}
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in kinds}
    with tempfile.TemporaryDirectory() as place:
        files = []
        for number in range(total):
            kind = kinds[number % len(kinds)]
            file = Path(place, f"a{number}.{kind}")
            file.write_bytes(wounded(good[kind], random.Random(f"{seed} {number}")))
            files.append(file)
        for file, record in read_each(files, "pdfium", Limits(), workers):
            kind = file.suffix[1:]
            verdict = outcome(kind, good[kind], file.read_bytes(), before[kind], record)
            counts[kind][verdict] += 1
            if keep is not None and verdict in OUTCOMES[3:]:
                keep.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, keep / f"{verdict}_{seed}_{file.name}")
    return counts


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 1 where a file is wrong or crashes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("total", type=int, nargs="?", default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", nargs="+", default=list(KINDS), choices=KINDS)
    parser.add_argument("--keep", type=Path)
    chosen: Any = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as cache:
        os.environ["GOVREPORTS_CACHE"] = cache
        counts = trials(chosen.total, chosen.seed, chosen.kinds, os.cpu_count() or 1, chosen.keep)
    print(f"{'':6}" + "".join(f"{name:>13}" for name in OUTCOMES))
    for kind, count in counts.items():
        print(f"{kind:6}" + "".join(f"{count[name]:13}" for name in OUTCOMES))
    return int(any(count[name] for count in counts.values() for name in ("wrong", "crash")))


if __name__ == "__main__":
    raise SystemExit(main())
