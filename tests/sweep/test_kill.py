"""Whatever kills a sweep, the same command goes on, and ends with the same bytes."""

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest

from experiments.commands.sweeping import Wish, execute
from tests.sweep.conftest import YAML, finish, parts_of, start

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")

if os.name == "posix":
    # forked from a process that has imported everything: none of them spends its life on that
    FORKED = multiprocessing.get_context("forkserver")
    FORKED.set_forkserver_preload(["experiments.commands.sweeping", "experiments.sweep.computing"])


def wait_for_parts(folder, number, process, patience=60.0):
    """Until a sweep has so many parts, or is over."""
    until = time.monotonic() + patience
    state = process.is_alive if hasattr(process, "is_alive") else process.poll
    while time.monotonic() < until and state() in (None, True):
        if len(list(Path(folder).glob("outcomes/part-*"))) >= number:
            return
        time.sleep(0.002)


def begin(tmp_path):
    (tmp_path / "small.yaml").write_text(YAML)
    return tmp_path / "out"


def test_twelve_kills_at_random_moments_change_no_byte(tmp_path, whole):
    out, dice, killed = begin(tmp_path), random.Random(7), 0
    wish = Wish(str(tmp_path / "small.yaml"), 1, "", "", out, None, None, False)
    for _ in range(12):
        there = len(parts_of(out)) if out.exists() else 0
        process = FORKED.Process(target=execute, args=(wish,))
        process.start()
        wait_for_parts(out, there + dice.randint(0, 5), process)
        time.sleep(dice.random() * 0.05)
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        for name, content in parts_of(out).items() if out.exists() else ():
            assert content == whole[0][name], f"{name} is half-written"
    assert killed == 12
    before = len(parts_of(out))
    assert 0 < before < len(whole[0])
    assert finish(out).found == 2 * before
    assert parts_of(out) == whole[0]
    assert not list(out.rglob("*.unfinished"))


def die_while_writing(wish, nth):
    """Sweep, and be killed between the writing and the renaming of the n-th file."""
    sync, calls = os.fsync, [0]

    def deadly(handle):
        calls[0] += 1
        if calls[0] == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        sync(handle)

    os.fsync = deadly
    execute(wish)


@pytest.mark.parametrize("nth", [1, 3, 17, 131, 133])
def test_what_is_half_written_is_never_read(tmp_path, whole, nth):
    out = begin(tmp_path)
    wish = Wish(str(tmp_path / "small.yaml"), 1, "", "", out, None, None, False)
    process = FORKED.Process(target=die_while_writing, args=(wish, nth))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert len(list(out.rglob("*.unfinished"))) == 1
    for name, content in parts_of(out).items():
        assert content == whole[0][name], f"{name} is half-written"
    assert not (out / "manifest.json").exists()
    finish(out)
    assert parts_of(out) == whole[0]
    assert not list(out.rglob("*.unfinished"))


def test_workers_end_with_the_process_that_started_them(tmp_path, whole):
    out = begin(tmp_path)
    process = start("sweep", "small.yaml", "--workers", 2, "--out", "out", cwd=tmp_path)
    wait_for_parts(out, 2, process)
    workers = children(process.pid)
    assert len(workers) >= 2
    process.kill()
    process.communicate()
    until = time.monotonic() + 30
    while any(map(is_alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))
    finish(out)
    assert parts_of(out) == whole[0]


def test_a_worker_that_dies_is_replaced(tmp_path, whole):
    out = begin(tmp_path)
    process = start("sweep", "small.yaml", "--workers", 2, "--out", "out", cwd=tmp_path)
    wait_for_parts(out, 2, process)
    victim = next(pid for pid in children(process.pid) if "spawn_main" in command_of(pid))
    os.kill(victim, signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert parts_of(out) == whole[0]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_keeps_what_is_finished(tmp_path, whole, how):
    out = begin(tmp_path)
    process = start("sweep", "small.yaml", "--out", "out", cwd=tmp_path)
    wait_for_parts(out, 3, process)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "runs are finished and kept" in said
    assert "coalition sweep small.yaml --out out" in said
    finish(out)
    assert parts_of(out) == whole[0]


def children(pid):
    """Processes whose parent is `pid`."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    if not Path("/proc/self/stat").exists():
        pytest.skip("no /proc to look for children in")
    return found


def command_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_text()


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
