"""Speed beside the alternatives: ``python -m tests.benchmarks.speed [--rounds N] [--scans N] [--run N]``.

Every reader reads the same files, one after another and round by round, so that a slow moment of the machine hits all
of them; the table gives medians, and ratios to the floor. The floor is what pdfium itself needs: load the pages, every
character with its box, every segment of every path, and nothing else, through plain ctypes calls.

What did not help, and is therefore not in the engine:

- FPDFText_GetRect and GetBoundedText per line: slower than one loose box a character, and the text comes twice.
- Reading only the characters inside the tables: to know which they are their boxes are needed.
- Path objects' bounds instead of their segments: no faster, and a table drawn as one path is lost.
- pypdfium2's own helpers: three times the floor, in Python frames.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.large_folders import whole_run
from tests.printed import differences, printed

ROOT = Path(__file__).parents[2]
_SLOW = 3.0  # seconds a round
_CONTAINERS = (
    "reports/pingtan_2024.html",
    "reports/shanghai_general_office_2019.html",
    "cases/mso_paste.html",
    "cases/a_br_digits_d1.docx",
    "cases/dingxi_filled.html",
    "cases/plain.xlsx",
)
REAL = {"huaian_2024": "huaian_shi_2024", "hongze_2023": "huaian_hongze_qu_2023"}


def floor(path: Path) -> None:
    """What pdfium needs by itself."""
    import pypdfium2.raw as pdfium

    address = ctypes.c_void_p
    data = path.read_bytes()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)

    def bind(function: Any, *arguments: Any) -> Callable[..., int]:
        made = ctypes.CFUNCTYPE(ctypes.c_int, *arguments)
        return made(ctypes.cast(function, address).value or 0)

    unicode = bind(pdfium.FPDFText_GetUnicode, address, ctypes.c_int)
    box = bind(pdfium.FPDFText_GetLooseCharBox, address, ctypes.c_int, address)
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        handle = ctypes.cast(text, address).value
        count = pdfium.FPDFText_CountChars(text)
        boxes = (ctypes.c_float * (4 * count))()
        start = ctypes.addressof(boxes)
        for i in range(count):
            unicode(handle, i)
            box(handle, i, start + 16 * i)
        for i in range(pdfium.FPDFPage_CountObjects(page)):
            shape = pdfium.FPDFPage_GetObject(page, i)
            if pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_PATH:
                for j in range(pdfium.FPDFPath_CountSegments(shape)):
                    pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(shape, j), x, y)
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def govreports(path: Path) -> object:
    """The whole way: pages, matching, checks."""
    import govreports as gr

    return gr.read_report(path)


def reference(path: Path) -> object:
    """The whole way with the pdfplumber engine."""
    import govreports as gr

    return gr.read_report(path, engine="pdfplumber")


def pdfplumber(path: Path) -> list[list[list[str | None]]]:
    """Only the tables, unnamed."""
    import pdfplumber as library

    settings = {"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"}
    with library.open(path) as document:
        return [table for page in document.pages for table in page.extract_tables(settings)]


def camelot(path: Path) -> list[list[list[str]]]:
    """Only the tables, unnamed."""
    import camelot as library

    tables = library.read_pdf(str(path), pages="all", flavor="lattice", engine="vector")
    return [table.df.values.tolist() for table in tables]


def pymupdf(path: Path) -> list[list[list[str | None]]]:
    """Only the tables, unnamed."""
    import pymupdf as library

    with library.open(path) as document:
        return [table.extract() for page in document for table in page.find_tables(strategy="lines_strict").tables]


def tabula(path: Path) -> list[list[list[str]]]:
    """Only the tables, unnamed."""
    import tabula as library

    frames = library.read_pdf(str(path), pages="all", lattice=True, silent=True, pandas_options={"header": None})
    return [frame.astype(str).values.tolist() for frame in frames]


READERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "floor (pdfium itself)": (floor, "pypdfium2"),
    "govreports": (govreports, "govreports"),
    "govreports, engine=pdfplumber": (reference, "govreports"),
    "pdfplumber extract_tables": (pdfplumber, "pdfplumber"),
    "camelot 2, engine=vector": (camelot, "camelot"),
    "PyMuPDF lines_strict": (pymupdf, "pymupdf"),
    "tabula-py": (tabula, "tabula"),
}


def right_cells(result: object, truth: Mapping[tuple[str, str, str], float | None]) -> int | None:
    """Count the right cells: by name where the reader names them, else as numbers found in rows as long as the form's.

    The peers give unnamed grids. A number of theirs counts as right where it stands among the numbers of its row, which
    favours them: no peer knows which row it is.
    """
    if hasattr(result, "cell_rows"):
        wrong = differences(result.cell_rows, truth)
        return len(truth) - len(wrong)
    if not isinstance(result, list):
        return None
    from collections import Counter

    rows: Counter[tuple[float, ...]] = Counter()
    by_row: dict[tuple[str, str], list[float]] = {}
    for (table, item, _), value in truth.items():
        by_row.setdefault((table, "" if table == "litigation" else item), []).append(value or 0.0)
    for table in result:
        for row in table:
            numbers = [
                float(text) for cell in row for text in str(cell or "").split() if text.replace(".", "").isdigit()
            ]
            rows[tuple(numbers)] += 1
    right = 0
    for numbers in by_row.values():
        key = tuple(numbers)
        if rows[key]:
            rows[key] -= 1
            right += len(numbers)
    return right


def measure(files: list[tuple[Path, str]], rounds: int) -> None:
    """Print the table."""
    import pypdfium2

    readers = {name: read for name, (read, module) in READERS.items() if importlib.util.find_spec(module)}
    pages = 0
    for path, _ in files:
        document = pypdfium2.PdfDocument(path)
        pages += len(document)
        document.close()
    times: dict[str, list[float]] = {name: [] for name in readers}
    right: dict[str, int | None] = {}
    failed: dict[str, str] = {}
    for round_ in range(rounds + 1):
        for name, read in readers.items():
            if name in failed or (round_ > 2 and min(times[name]) > _SLOW):
                continue  # three rounds say enough of a reader that needs seconds
            total, cells = 0.0, 0
            for path, report in files:
                begin = time.perf_counter()
                try:
                    result = read(path)
                except Exception as error:
                    failed[name] = type(error).__name__
                    break
                total += time.perf_counter() - begin
                if round_ == 0:
                    counted = right_cells(result, printed()[report])
                    cells = -1 if counted is None else cells + counted
            if round_ == 0:
                right[name] = None if cells < 0 else cells
            elif name not in failed:
                times[name].append(total)
    truth = sum(len(printed()[report]) for _, report in files)
    base = statistics.median(times["floor (pdfium itself)"])
    print(f"\n{len(files)} reports, {pages} pages, {truth} cells, medians of {rounds} interleaved rounds")
    print(f"{'reader':32} {'ms/page':>8} {'ms/report':>10} {'× floor':>8} {'right cells':>12}")
    for name, taken in times.items():
        if not taken:
            print(f"{name:32} failed: {failed.get(name)}")
            continue
        middle = statistics.median(taken)
        count = "" if right.get(name) is None else f"{right[name]}"
        print(
            f"{name:32} {1e3 * middle / pages:8.2f} {1e3 * middle / len(files):10.1f} {middle / base:8.2f} {count:>12}"
        )


def cold(rounds: int, path: Path) -> None:
    """Print what fresh processes need."""
    show = f"import govreports as gr; print(gr.read_report({str(path)!r}).applications)"
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import govreports": [sys.executable, "-c", "import govreports"],
        "govreports --help": [str(Path(sys.executable).with_name("govreports")), "--help"],
        "import pandas": [sys.executable, "-c", "import pandas"],
        "read one report, print its table 三": [sys.executable, "-c", show],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            begin = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
            times[name].append(time.perf_counter() - begin)
    print(f"\ncold processes, medians of {rounds} interleaved rounds")
    for name, taken in times.items():
        print(f"{name:40} {1e3 * statistics.median(taken):8.0f} ms")


def memory(path: Path, count: int = 1000) -> None:
    """Print the peak memory of many reports, one after another, above that of the imports and the first report."""
    code = f"""
import resource, govreports as gr
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
gr.read_report({str(path)!r}).cells
start = peak()
marks = []
for i in range({count}):
    gr.read_report({str(path)!r}).checks
    if i in ({count} // 10, {count} - 1):
        marks.append(peak() - start)
print("peak above the first report: %.1f MB after a tenth, %.1f MB after all" % tuple(marks))
"""
    print(f"\nmemory, {count} reports one after another")
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def cores(files: list[Path], repeat: int) -> None:
    """Print how reading scales to two processes, beside what a pure CPU loop scales to."""
    from concurrent.futures import ProcessPoolExecutor

    work = files * repeat
    loops = [3_000_000] * 8
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_warm, files[:2]))
        ratios: dict[str, list[float]] = {"pure CPU loop": [], "reading": []}
        for _ in range(3):
            kinds: list[tuple[str, Callable[[Any], Any], list[Any]]] = [
                ("pure CPU loop", _spin, [*loops]),
                ("reading", _warm, [*work]),
            ]
            for name, task, inputs in kinds:
                begin = time.perf_counter()
                for one in inputs:
                    task(one)
                alone = time.perf_counter() - begin
                begin = time.perf_counter()
                list(pool.map(task, inputs, chunksize=4))
                ratios[name].append(alone / (time.perf_counter() - begin))
    print("\ntwo processes against one")
    medians = {name: statistics.median(taken) for name, taken in ratios.items()}
    for name, ratio in medians.items():
        print(f"{name:40} {ratio:8.2f} ×")
    print(f"{'reading against the loop':40} {medians['reading'] / medians['pure CPU loop']:8.2f}")


def containers(rounds: int) -> None:
    """Print what a report of three pages costs as a scan, beside RapidOCR's reading of the same pages, and as a file.

    Seconds of the processor are those of all its cores.
    """
    import numpy as np
    from rapidocr import RapidOCR

    from tests.typeset import sample_report, typeset
    from tests.typeset.scans import random_scan, scanned_pages, scanned_pdf

    scan = random_scan(1)
    pdf = typeset(sample_report("2021", 1)).pdf
    pages = [np.asarray(page.convert("RGB")) for page in scanned_pages(pdf, scan)]
    engine = RapidOCR()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scan.pdf"
        file.write_bytes(scanned_pdf(pdf, scan))
        others = [path for name in _CONTAINERS if (path := ROOT.parent / "shared" / name).exists()]
        ways: dict[str, Callable[[], object]] = {path.name: partial(govreports, path) for path in [file, *others]}
        ways[f"RapidOCR, the scan's {len(pages)} pages"] = lambda: [engine(page) for page in pages]
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for _ in range(rounds + 1):
            for name, way in ways.items():
                begin = time.perf_counter(), time.process_time()
                way()
                times[name].append((time.perf_counter() - begin[0], time.process_time() - begin[1]))
    print(f"\nother containers, engine loaded, medians of {rounds} interleaved rounds")
    for name, taken in times.items():
        wall, processor = (statistics.median(column) for column in zip(*taken[1:], strict=True))
        print(f"{name:40} {1e3 * wall:8.0f} ms {1e3 * processor:8.0f} ms of the processor")


def archive(count: int) -> None:
    """Print how fast a folder of scans is read: by one process with one thread, with one a core, by two workers."""
    from tests.benchmarks.accuracy_scans import case, in_colour
    from tests.typeset.scans import scanned_pdf

    ways = {"one process, one thread": ("1", "1"), "one process, two threads": ("1", "2"), "two workers": ("2", "1")}
    code = """
import os, resource, sys, time, govreports as gr
begin = time.perf_counter()
data = gr.read_folder(sys.argv[1], progress=False, workers=int(sys.argv[2]), force=True)
print(len(data.reports), time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime)
"""
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(count):
            (Path(folder) / f"{seed:03}.pdf").write_bytes(scanned_pdf(case(seed).pdf, in_colour(seed)))
        print(f"\n{count} scanned reports, workers started and models loaded within the time")
        alone = 0.0
        for name, (workers, threads) in ways.items():
            settings = os.environ | {"OMP_NUM_THREADS": threads, "GOVREPORTS_CACHE": f"{folder}/cache"}
            command = [sys.executable, "-c", code, folder, workers]
            output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=settings).stdout
            read, wall, processor = (float(number) for number in output.split())
            alone = alone or wall
            print(
                f"{name:40} {wall / read:8.2f} s a report {processor / read:8.2f} s of the processor"
                f" {alone / wall:8.2f} ×"
            )


def _spin(count: int) -> int:
    total = 0
    for i in range(count):
        total += i
    return total


def _warm(path: Path) -> None:
    govreports(path)


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--scans", type=int, metavar="N", help="only the speed of a folder of N scanned reports")
    parser.add_argument("--run", type=int, metavar="N", help="only `govreports run` on a folder of N web pages")
    chosen = parser.parse_args()
    if chosen.run:
        whole_run(chosen.run)
        return
    if chosen.scans:
        archive(chosen.scans)
        return
    rounds = chosen.rounds
    real = [(ROOT.parent / "shared" / "reports" / f"{name}.pdf", report) for name, report in REAL.items()]
    real = [(path, report) for path, report in real if path.exists()]
    samples = [(path, path.stem) for path in sorted((ROOT / "data" / "raw").glob("*.pdf"))]
    for one in real:
        measure([one], rounds)
    measure(samples[:: max(1, len(samples) // 12)], min(rounds, 3))
    path = real[0][0] if real else samples[0][0]
    cold(rounds, path)
    containers(min(rounds, 3))
    memory(path)
    cores([path for path, _ in samples[:20]], 3)
    archive(20)
    for reports in (81, 800):
        whole_run(reports)


if __name__ == "__main__":
    main()
