"""One file never costs the run: what hangs, crashes or is killed is named, the others are read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import govreports as gr
from govreports.dataset import folder as folder_module
from govreports.dataset import processes, workers
from govreports.dataset.folder import read_folder
from govreports.sources.file_limits import Limits
from govreports.sources.scan.engine import threads
from tests.conftest import RAW
from tests.shared import shared

GOOD = RAW / "huaian_shi_2024.pdf"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOVREPORTS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(folder_module, "read_each", workers.read_each)
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(GOOD, folder / "good.pdf")
    return folder


def endless() -> bytes:
    """A PDF of 4 KB whose page draws itself 10 times, each of which draws the next 10 times, 24 deep."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length 5>>stream\n/X Do\nendstream",
    ]
    for number in range(5, 29):
        drawn = b"/X Do " * 10 if number < 28 else b"0 0 1 1 re f"
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>stream\n"
        objects.append(head % (number + 1, len(drawn)) + drawn + b"\nendstream")
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


@posix
def test_a_page_that_draws_itself_without_end_costs_its_file_only_and_is_not_tried_again(raw: Path) -> None:
    (raw / "endless.pdf").write_bytes(endless())
    limits = Limits(seconds=2)
    data = gr.read_folder(raw, progress=False, limits=limits)
    assert data.reports["report"].tolist() == ["good"]
    assert data.problems["code"].tolist() == ["too_slow"]
    assert data.problems["reason"].str.fullmatch(r"It was not read in \d seconds\.").all()
    started = time.monotonic()
    again = gr.read_folder(raw, progress=False, limits=limits)
    assert time.monotonic() - started < 1.5
    assert again.problems.equals(data.problems)


@pytest.mark.skipif(sys.platform != "linux", reason="the system keeps the limit")
def test_a_file_that_needs_more_memory_than_allowed_costs_itself_only(raw: Path) -> None:
    shutil.copy(shared("cases/hostile/chars_3e6.pdf"), raw)
    data = read_folder(raw, progress=False, limits=Limits(memory_mb=300))
    assert data.reports["report"].tolist() == ["good"]
    assert data.problems["code"].isin(["too_much_memory", "reader_died"]).all()


_KILLS_ITSELF = """
import os, signal, sys
from pathlib import Path
from govreports.dataset import processes, workers
from govreports.dataset.folder import read_folder
from tests.victim import read

workers._read = read
data = read_folder(sys.argv[1], progress=False, workers=2)
print(data.reports["report"].tolist(), data.problems["code"].tolist())
"""


@posix
def test_a_killed_worker_is_replaced_and_its_file_not_tried_again_until_it_changes(raw: Path) -> None:
    for number in range(4):
        (raw / f"{number}.pdf").write_bytes(GOOD.read_bytes() + b"\n%%%d" % number)
    for content, attempts in ((b"\n%victim", "1"), (b"\n%victim", "1"), (b"\n%another victim", "11")):
        (raw / "victim.pdf").write_bytes(GOOD.read_bytes() + content)
        done = subprocess.run(
            [sys.executable, "-c", _KILLS_ITSELF, str(raw)], capture_output=True, text=True, timeout=120, check=True
        )
        assert done.stdout.strip() == "['0', '1', '2', '3', 'good'] ['reader_died']"
        assert (raw.parent / "attempts.txt").read_text() == attempts


@posix
def test_workers_die_with_their_parent(raw: Path) -> None:
    (raw / "endless.pdf").write_bytes(endless())
    code = "import sys; from govreports.dataset.folder import read_folder; read_folder(sys.argv[1], progress=False)"
    parent = subprocess.Popen([sys.executable, "-c", code, str(raw)])
    children = _children(parent.pid, wanted=1)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 10
    while any(map(_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert children and not any(map(_alive, children))


def _children(parent: int, wanted: int) -> list[int]:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
        found = [int(number) for number in told.stdout.split()]
        if len(found) >= wanted:
            time.sleep(1)
            return found
        time.sleep(0.1)
    return []


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return (
        "Z"
        not in subprocess.run(
            ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
        ).stdout
    )


def test_workers_share_the_cores_so_that_their_networks_do_not_wait_for_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threading.Thread, "start", lambda self: None)
    monkeypatch.setattr(os, "environ", {})
    assert threads() >= 1
    processes._start(os.getpid(), 10**9, 3)
    assert threads() == 3
    processes._start(os.getpid(), 10**9, 8)  # what the machine's keeper set holds
    assert threads() == 3
