"""What a report costs, and so a million: ``python -m tests.benchmarks.cluster_rate [FOLDER] [--workers 2]``.

Reads a folder (default ``data/raw``) with an empty cache on a Dask cluster of this machine, and prints seconds of
processor a file, bytes a record, and the arithmetic.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path

import govreports as gr
from govreports.dataset.listing import list_files


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=Path("data/raw"))
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    from distributed import LocalCluster

    with tempfile.TemporaryDirectory() as place:
        os.environ["GOVREPORTS_CACHE"] = place
        cluster = LocalCluster(n_workers=chosen.workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
        started = time.monotonic()
        data = gr.read_folder(chosen.folder, progress=False, scheduler=cluster.scheduler_address)
        wall = time.monotonic() - started
        cluster.close()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        files = len(list_files(chosen.folder).files)
        record = sum(file.stat().st_size for file in Path(place).rglob("pdfium-*")) / files
        started = time.process_time()
        gr.read_folder(chosen.folder, progress=False)
        build = (time.process_time() - started) / files
    seconds = (used.ru_utime + used.ru_stime) / files
    hours = seconds * 1e6 / 3600
    memory = sum(getattr(data, name).memory_usage(deep=True).sum() for name in ("cells", "checks", "sections")) / files
    print(f"files {files}, wall {wall:.0f} s, {files / wall:.1f} files a second with {chosen.workers} workers")
    print(f"processor {seconds:.2f} s a file; record {record / 1000:.1f} KB")
    print(f"tables {1000 * build:.1f} ms and {memory / 1000:.0f} KB of memory a file")
    print(f"a million: {hours:.0f} core-hours, {hours / 160:.1f} hours on 10 machines of 16 cores,")
    print(
        f"{record / 1000:.1f} GB of records, {build * 1e6 / 3600:.1f} hours and {memory / 1000:.0f} GB for the tables"
    )


if __name__ == "__main__":
    main()
