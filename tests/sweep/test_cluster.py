"""A real Dask scheduler with two workers, one of them killed in the middle."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.executor import workers
from sim.errors import CoalitionError
from tests.sweep.conftest import YAML, environment, parts_of, start
from tests.sweep.test_kill import wait_for_parts

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")


@pytest.fixture
def cluster(tmp_path):
    """Address of a scheduler, and its two workers."""
    dashboard = ("--dashboard-address", "127.0.0.1:0", "--host", "127.0.0.1")
    file = tmp_path / "scheduler.json"
    processes = []

    def launch(module, *words):
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *words, *dashboard,
             "--scheduler-file", str(file)],
            cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        processes.append(process)
        return process

    launch("dask_scheduler", "--port", "0")
    address = ""
    until = time.monotonic() + 60
    while not address and time.monotonic() < until:
        try:
            address = json.loads(file.read_text())["address"]
        except (OSError, ValueError):
            time.sleep(0.1)
    assert address, "no scheduler"
    workers = [launch("dask_worker", "--nthreads", "1", "--no-nanny") for _ in range(2)]
    try:
        yield address, workers
    finally:
        for process in processes:
            process.kill()
            process.wait()


def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_a_serial_sweep(tmp_path, whole, cluster):
    address, workers = cluster
    (tmp_path / "small.yaml").write_text(YAML)
    out = tmp_path / "out"
    process = start("sweep", "small.yaml", "--cluster", address, "--out", "out", cwd=tmp_path)
    wait_for_parts(out, 6, process, patience=120)
    os.kill(workers[0].pid, signal.SIGKILL)
    there = len(parts_of(out))
    _, said = process.communicate(timeout=180)
    assert process.returncode == 0, said
    assert 6 <= there < len(whole[0]), "the worker was to die in the middle"
    assert parts_of(out) == whole[0]
    assert Path(out / "manifest.json").exists()


@pytest.mark.parametrize("address", ["nowhere:1:2", "127.0.0.1:1"])
def test_a_cluster_that_is_not_there_is_told(address):
    with (
        pytest.raises(CoalitionError, match=f"no Dask scheduler answers at {address}"),
        workers(cluster=address),
    ):
        pass
