"""Many distinct generated reports: how fast they are read, what they take, and what a run costs in which none changed.

``python -m tests.benchmarks.large_folders [--reports 1000]`` makes web pages of the form's three tables, all numbers
distinct, and prints a table of seconds and memory. `whole_run` times ``govreports run`` on such a folder.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.typeset import Layout, editions, sample_report
from tests.typeset.web import Web, page

_MEASURED = """import resource, time
started = time.monotonic()
{}
print(time.monotonic() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"""
_SQL = 'd.sql("select * from cells where agency = (select min(agency) from reports)")'
_LINES = {
    "read, first time": "from govreports.cli import main; main(['extract', {raw!r}, '--out', {out!r}])",
    "read, unchanged": "from govreports.cli import main; main(['extract', {raw!r}, '--out', {out!r}])",
    "indicators": "import govreports as gr; d = gr.load({out!r}); gr.indicators(d)",
    "one agency by SQL": "import govreports as gr; d = gr.load({out!r}); " + _SQL,
}


def make(folder: Path, reports: int) -> None:
    """Write the reports: agencies of ten years each."""
    for number in range(reports):
        agency, year = f"{_place(number // 10)}市人民政府", 2015 + number % 10
        report = replace(sample_report(editions("2021"), number), agency=agency, year=year)
        place = folder / f"{number // 1000:03d}" / f"{number:06d}.html"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(page(report, Web(layout=Layout())))


def _place(number: int) -> str:
    """Return a place's name without digits: a title's digits are no part of a name, and all would be one agency."""
    return "".join("东西南北中上下金玉山"[int(digit)] for digit in f"{number:05d}")


def whole_run(reports: int) -> None:
    """Print what ``govreports run`` takes, first and with nothing new, and what of it: reading, results, notebooks.

    Reading holds the checks of each report; results are the tables, the two pages, the workbook and the charts.
    """
    with tempfile.TemporaryDirectory() as scratch:
        raw, out = Path(scratch, "raw"), Path(scratch, "out")
        raw.mkdir()
        make(raw, reports)
        time.sleep(2.1)  # younger files are looked into on the next run
        command = [str(Path(sys.executable).with_name("govreports")), "run", "--json", "--raw", str(raw)]
        environment = os.environ | {"GOVREPORTS_CACHE": str(Path(scratch, "cache"))}
        for name in ("first", "again"):
            begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
            read = shown = 0.0
            both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "env": environment}
            with subprocess.Popen([*command, "--out", str(out)], **both) as process:  # type: ignore[call-overload]
                for line in process.stdout:
                    seconds = time.monotonic() - begin
                    read = seconds if '"seconds_left"' in line else read
                    shown = shown or (seconds if line.startswith("notebooks") else 0.0)
            whole, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            parts = f"reading {read:.1f}, results {shown - read:.1f}, notebooks {whole - shown:.1f}"
            print(f"run on {reports}, {name:8} {whole:8.1f} s ({spent:.1f} s of the processor): {parts}", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        raw, out = Path(scratch, "raw"), Path(scratch, "out")
        raw.mkdir()
        make(raw, chosen.reports)
        environment = os.environ | {"GOVREPORTS_CACHE": str(Path(scratch, "cache"))}
        time.sleep(2.1)  # younger files are looked into on the next run
        for name, line in _LINES.items():
            code = _MEASURED.format(line.format(raw=str(raw), out=str(out)))
            command = [sys.executable, "-c", code]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
            seconds, memory = map(float, done.stdout.splitlines()[-1].split())
            print(f"{name:20} {seconds:8.1f} s {memory:8.0f} MB {chosen.reports / seconds:10.0f} reports a second")
        size = sum(file.stat().st_size for file in out.rglob("tables-*/*")) / 1e6
        print(f"{'tables on disk':20} {size:8.1f} MB, {size * 1e3 / chosen.reports:.1f} KB a report")
    return 0


if __name__ == "__main__":
    sys.exit(main())
