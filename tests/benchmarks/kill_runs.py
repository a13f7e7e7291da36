"""Kill -9, full disks and two runs at once: what is seen is of one state, and the end has the same bytes.

``python -m tests.benchmarks.kill_runs [--kills 10] [--files 500] [--commands extract run] [--full 20] [--seed 1]``.
There are two states of a folder of generated reports: before each run one file is added or taken away. What each state
gives is made first, in a folder of its own. After each kill the tables must be those of one state byte by byte, and
where the page of results is there all results must be of that state too.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from govreports.dataset.made_of_tables import PAGE
from govreports.dataset.manifest import Manifest
from tests.benchmarks.large_folders import make

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
_PASSED_OVER = (".govreports.lock", ".govreports.holder", "dataset.json", ".drawn")
Content = dict[str, bytes]


def content(out: Path) -> Content:
    """Return what a folder of results shows; notebooks name the folder that they were run for."""
    return {
        file.relative_to(out).as_posix(): file.read_bytes().replace(bytes(out), b"OUT")
        for file in sorted(out.rglob("*"))
        if file.is_file() and not set(file.relative_to(out).parts) & set(_PASSED_OVER)
    }


@dataclass
class Trial:
    """A folder of reports in two states, and the command that makes results of it."""

    scratch: Path
    command: str

    def __post_init__(self) -> None:
        self.raw, self.out, self.extra = self.scratch / "raw", self.scratch / self.command, self.scratch / "extra.html"
        self.place = self.raw / "zz.html"
        self.states = (self._fresh(0), self._fresh(1))

    def _fresh(self, state: int) -> Content:
        self.set(state)
        out = self.scratch / f"{self.command}_{state}"
        self.run(out)
        return content(out)

    def set(self, state: int) -> None:
        """Add the file, or take it away."""
        if state:
            shutil.copy(self.extra, self.place)
        else:
            self.place.unlink(missing_ok=True)

    def start(self, out: Path) -> subprocess.Popen[str]:
        """Start the command."""
        arguments = [*(["--raw", "raw"] if self.command == "run" else ["raw"]), "--out", str(out), "--quiet"]
        return subprocess.Popen(
            [sys.executable, "-m", "govreports.cli", self.command, *arguments],
            env=os.environ | {"GOVREPORTS_CACHE": str(self.scratch / "cache")},
            cwd=self.scratch,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, out: Path, seconds: float | None = None) -> tuple[int | None, str]:
        """Run the command; return its status (None where it was killed after so many seconds) and what it said."""
        process = self.start(out)
        try:
            _, said = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None, ""
        return process.returncode, said

    def mixed(self, out: Path) -> str:
        """Say what of a folder of results is not of one state, "" where all is."""
        manifest = Manifest.read(out)
        if manifest is None:
            return ""
        seen = {name: text for name, text in content(out).items() if not name.startswith(".draft-")}
        # Without the page that leads to them the other results are said to be none.
        shown = {name for name in seen if PAGE in seen or name.startswith(manifest.generation) or _is_copy(name)}
        for state in self.states:
            if any(name.startswith(manifest.generation) for name in state):
                return ", ".join(sorted(name for name in shown if seen[name] != state.get(name)))
        return f"tables of no state: {manifest.generation}"


def _is_copy(name: str) -> bool:
    """Return whether a file is a copy of a table for other programs: a CSV or Parquet file at the top."""
    return "/" not in name and name.endswith((".csv", ".parquet"))


def kills(trial: Trial, number: int, draw: random.Random) -> tuple[int, list[str]]:
    """Kill runs at random moments; return how many did not end before, and what was mixed."""
    trial.set(0)
    trial.run(trial.out)
    trial.set(1)
    started = time.monotonic()
    trial.run(trial.out)
    length, killed = time.monotonic() - started, 0
    mixed: list[str] = []
    for turn in range(number):
        trial.set(turn % 2)
        # Half of them where it saves.
        killed += trial.run(trial.out, draw.uniform(draw.choice([0, 0.7]), 1.1) * length)[0] is None
        mixed += filter(None, [trial.mixed(trial.out)])
    return killed, mixed


def two_at_once(trial: Trial) -> list[str]:
    """Start two runs into one folder; return what was mixed while they ran, and how they failed."""
    wrong: list[str] = []
    trial.set(1)
    both = [trial.start(trial.out), trial.start(trial.out)]
    while any(process.poll() is None for process in both):
        wrong += filter(None, [trial.mixed(trial.out)])
        time.sleep(0.2)
    wrong += [f"status {process.returncode}" for process in both if process.returncode]
    return wrong


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a file system of its own; only root may."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1g", "none", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def full_disks(trial: Trial, number: int, draw: random.Random) -> tuple[int, list[str]]:
    """Run where the disk fills up; return how often it did, and what went wrong."""
    full = 0
    wrong: list[str] = []
    with small_disk(trial.scratch / f"{trial.command}_disk") as disk:
        out = disk / "out"
        trial.set(0)
        trial.run(out)
        needed = sum(map(len, trial.states[1].values()))
        for turn in range(number):
            trial.set(1 - turn % 2)
            free = int(draw.uniform(0, 3) * needed)
            with (disk / "ballast").open("wb") as ballast:
                os.posix_fallocate(ballast.fileno(), 0, max(1, shutil.disk_usage(disk).free - free))
            status, said = trial.run(out)
            full += status == 2
            wrong += filter(None, [trial.mixed(out)])
            if status not in (0, 2) or (status == 2 and "The disk is full" not in said):
                wrong.append(f"{free} bytes free: status {status}: {said[-300:]}")
            (disk / "ballast").unlink()
            trial.run(out)
            if content(out) != trial.states[1 - turn % 2]:
                wrong.append(f"{free} bytes free: not the same bytes afterwards")
    return full, wrong


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--commands", nargs="+", default=["extract", "run"])
    parser.add_argument("--notebooks", nargs="+", default=["01", "05"])
    parser.add_argument("--full", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    draw, failed = random.Random(chosen.seed), False
    with tempfile.TemporaryDirectory() as scratch:
        _project(Path(scratch), chosen.files, chosen.notebooks)
        for command in chosen.commands:
            trial = Trial(Path(scratch), command)
            killed, mixed = kills(trial, chosen.kills, draw)
            print(
                f"{command}: {chosen.kills} runs over {chosen.files} files, {killed} killed; mixed: {mixed or 'never'}"
            )
            overlapping = two_at_once(trial)
            print(f"{command}: two at once; mixed or failed: {overlapping or 'never'}")
            same = content(trial.out) == trial.states[1]
            print(f"{command}: the same bytes at the end: {same}; processes left: {_left(scratch)}", flush=True)
            full, wrong = full_disks(trial, chosen.full, draw) if chosen.full else (0, [])
            print(f"{command}: {chosen.full} small disks, {full} full; wrong: {wrong or 'never'}", flush=True)
            failed |= bool(mixed or overlapping or wrong or not same or _left(scratch))
    return int(failed)


def _project(scratch: Path, files: int, numbers: list[str]) -> None:
    for name in ("raw", "notebooks", "more"):
        (scratch / name).mkdir()
    make(scratch / "raw", files)
    make(scratch / "more", files + 1)
    max((scratch / "more").rglob("*.html")).rename(scratch / "extra.html")
    for number in numbers:
        for file in NOTEBOOKS.glob(f"{number}_*.ipynb"):
            shutil.copy(file, scratch / "notebooks")


def _left(scratch: str) -> int:
    """Count the processes that runs left behind: workers and notebooks must end with their parent."""
    time.sleep(3)
    left = 0
    for place in Path("/proc").glob("[0-9]*/environ"):
        try:
            left += f"GOVREPORTS_CACHE={scratch}".encode() in place.read_bytes()
        except OSError:
            continue
    return left


if __name__ == "__main__":
    sys.exit(main())
