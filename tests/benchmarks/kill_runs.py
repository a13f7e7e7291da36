"""Kill -9 at random moments of ``govreports extract``: what is seen is never mixed, and the end has the same bytes.

``python -m tests.benchmarks.kill_runs [--kills 10] [--files 40] [--seed 1]``. Before each run a file is added or taken
away, so that every run that is not killed writes a new dataset.
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
from pathlib import Path

from govreports.dataset.data import FRAMES, load

RAW = Path(__file__).parents[2] / "data" / "raw"


def _content(out: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(out)): file.read_bytes()
        for file in sorted(out.rglob("*"))
        if file.is_file() and file.name not in (".govreports.lock", "dataset.json")
    }


def _whole(out: Path) -> bool:
    """Whether what is there belongs together: every frame of reports that the first names."""
    try:
        data = load(out)
    except FileNotFoundError:
        return True
    known = set(data.reports["report"])
    return all(set(getattr(data, name)["report"]) <= known for name in ("cells", "checks", "sections")) and (
        len(data.cells) == data.reports["cells"].sum()
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    draw = random.Random(chosen.seed)
    mixed = 0
    with tempfile.TemporaryDirectory() as scratch:
        raw, out, cache = Path(scratch, "raw"), Path(scratch, "out"), Path(scratch, "cache")
        raw.mkdir()
        files = sorted(RAW.glob("*.pdf"))[: chosen.files]
        for file in files:
            shutil.copy(file, raw)
        command = [sys.executable, "-m", "govreports.cli", "extract", str(raw), "--out"]
        environment = os.environ | {"GOVREPORTS_CACHE": str(cache)}

        def run(target: Path, seconds: float | None = None) -> bool:
            process = subprocess.Popen(
                [*command, str(target)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                return True
            return False

        started = time.monotonic()
        run(Path(scratch, "warm"))
        length = time.monotonic() - started
        killed = 0
        for number in range(chosen.kills):
            extra = raw / f"more_{number % 2}.pdf"
            if extra.exists():
                extra.unlink()
            else:
                shutil.copy(files[number % len(files)], extra)
            started = time.monotonic()
            killed += run(out, draw.uniform(0.2, 1.2) * length)
            length = max(0.9 * length, time.monotonic() - started)
            mixed += not _whole(out)
        run(out)
        run(Path(scratch, "fresh"))
        same = _content(out) == _content(Path(scratch, "fresh"))
        left = [file.name for file in out.rglob(".draft-*")]
    print(f"{chosen.kills} runs over {chosen.files} files, {killed} killed: {mixed} mixed states seen,")
    print(f"the same bytes at the end: {same}; left over: {left or 'nothing'}; frames: {', '.join(FRAMES)}")
    return int(bool(mixed) or not same or bool(left))


if __name__ == "__main__":
    sys.exit(main())
