"""Reports read by a Dask cluster on this machine: the same tables, also where one of its workers is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

import govreports as gr
from govreports.dataset import cache
from govreports.dataset.cluster import ClusterError
from tests.conftest import RAW

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow

NAMES = ("huaian_shi_2024", "huaian_hongze_qu_2023")


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """Two processes on the loopback address."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as running:
        yield str(running.scheduler_address)


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOVREPORTS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in NAMES:
        for number in range(6):
            (folder / f"{name}_{number}.pdf").write_bytes((RAW / f"{name}.pdf").read_bytes() + b"\n%%%d" % number)
    (folder / "empty.pdf").touch()
    return folder


def saved(data: gr.Dataset, place: Path) -> dict[str, bytes]:
    data.save(place, csv=True)
    return {path.name: path.read_bytes() for path in place.rglob("*.csv")}


def kill_one(scheduler: str, place: Path) -> None:
    """Kill a worker of the cluster as soon as a first record is kept."""
    with distributed.Client(scheduler, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    ends = monotonic() + 30
    while monotonic() < ends and not any(place.rglob("pdfium-*")):
        sleep(0.02)
    os.kill(victim, signal.SIGKILL)


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed_in_the_middle(
    raw: Path, cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killer = Thread(target=kill_one, args=(cluster, tmp_path / "cache"))
    killer.start()
    data = gr.read_folder(raw, progress=False, scheduler=cluster)
    killer.join()
    monkeypatch.setenv("GOVREPORTS_CACHE", str(tmp_path / "other"))
    alone = gr.read_folder(raw, progress=False)
    assert data.problems["code"].tolist() == ["empty"]
    files = saved(data, tmp_path / "cluster")
    assert files and files == saved(alone, tmp_path / "alone")


def test_a_scheduler_that_is_not_there_and_workers_of_another_version_are_told(
    raw: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "rules", lambda: "other rules")
    with pytest.raises(ClusterError, match="has another version of govreports"):
        gr.read_folder(raw, progress=False, scheduler=cluster)
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "100ms"}),
        pytest.raises(ClusterError, match="No Dask scheduler answers"),
    ):
        gr.read_folder(raw, progress=False, scheduler="tcp://127.0.0.1:9")
