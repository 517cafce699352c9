"""What is written is whole or absent, and what is damaged is noticed."""

import errno
import os
import shutil
import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest

from experiments import open_study
from experiments.store import Store, StoreError, files, parts
from experiments.sweep import sweep
from sim.errors import ScenarioError
from tests.sweep.conftest import environment, finish, parts_of, small


def part(rows=40):
    table = pa.table(
        {
            "run": np.arange(rows),
            "policy": ["none"] * rows,
            # every bit at random, so that compression has nothing to notice a change by
            "x": np.random.default_rng(1).integers(-(2**63), 2**63 - 1, rows),
            "failure": pa.nulls(rows, pa.string()),
        }
    )
    return table, parts.About("abc", 0, 0, rows, 0)


def test_the_bytes_of_a_part_depend_on_its_content_alone():
    table, about = part()
    halves = pa.concat_tables([table.slice(0, 11), table.slice(11)])
    assert parts.encode(table, about) == parts.encode(halves, about)
    assert parts.encode(table, about) != parts.encode(table.slice(1), about)


def test_a_flipped_bit_is_noticed(tmp_path):
    table, about = part()
    content = bytearray(parts.encode(table, about))
    path = tmp_path / "part.parquet"
    path.write_bytes(content)
    assert parts.read(path).num_rows == 40
    place = content.find(table["x"][7].as_py().to_bytes(8, "little", signed=True))
    assert place > 0
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises((OSError, pa.ArrowException)):
        parts.read(path)


@pytest.mark.parametrize("cut", [0, 3, 100, -1])
def test_a_part_cut_short_is_no_part(tmp_path, cut):
    path = tmp_path / "part.parquet"
    path.write_bytes(parts.encode(*part())[:cut])
    assert parts.about(path) is None


def test_a_write_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write_whole(tmp_path / "part", b"content")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_keeps_what_is_finished(tmp_path, monkeypatch):
    study, out = small(), tmp_path / "out"
    sweep(study, tmp_path / "whole")
    written = []
    write = files.write_whole

    def filling(self, about, table, history):
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(about.part)
        write(self.part(about.part), parts.encode(table, about))

    with monkeypatch.context() as patch:
        patch.setattr(Store, "write", filling)
        with pytest.raises(OSError, match="No space"):
            sweep(study, out)
    assert len(parts_of(out)) == 2
    assert sweep(study, out).found == 16
    assert parts_of(out) == parts_of(tmp_path / "whole")


# A limit on the size of files fails in the middle of a write, as a full disk does.
LIMITED = """
import resource, signal, sys
from experiments.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv = ["coalition", "sweep", *sys.argv[2:]]
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="limits as POSIX has them")
def test_a_write_that_breaks_off_is_told_and_resumed(tmp_path, whole):
    expected, folder = whole
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    for path in sorted((tmp_path / "out/outcomes").iterdir())[5:]:
        path.unlink()
    limit = min(len(content) for content in expected.values()) // 2
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit),
         "small.yaml", "--out", "out"],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr
    assert "10 of 128 runs are finished and kept" in done.stderr
    assert not list((tmp_path / "out").rglob("*.unfinished"))
    finish(tmp_path / "out")
    assert parts_of(tmp_path / "out") == expected


def test_a_directory_with_something_else_is_not_touched(tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(ScenarioError, match="holds no earlier output"):
        sweep(small(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_directory_that_only_just_began_is_taken(tmp_path):
    (tmp_path / ".lock").write_text("")
    (tmp_path / "outcomes").mkdir()
    assert sweep(small(), tmp_path).complete


@pytest.mark.parametrize("text", ["", "{", "[]", '{"tool": "coalition-lab", "schema": 99}'])
def test_a_study_that_cannot_be_read_is_refused(tmp_path, text):
    (tmp_path / "study.json").write_text(text)
    with pytest.raises(StoreError, match="is no study of this version"):
        sweep(small(), tmp_path)
    assert (tmp_path / "study.json").read_text() == text


def test_a_damaged_part_is_named_when_it_is_read(tmp_path):
    sweep(small(), tmp_path / "out")
    path = sorted((tmp_path / "out/outcomes").iterdir())[1]
    content = bytearray(path.read_bytes())
    content[100] ^= 255
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged") as error:
        open_study(tmp_path / "out").failures()
    assert path.name in str(error.value)


def test_the_manifest_has_the_hash_of_every_file(tmp_path):
    import hashlib

    sweep(small(history=["readiness"]), tmp_path / "out", command=["coalition", "sweep", "small"])
    manifest = open_study(tmp_path / "out").manifest
    names = {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.*")}
    assert set(manifest["files"]) == names - {"manifest.json", ".lock"}
    for name, about in manifest["files"].items():
        content = (tmp_path / "out" / name).read_bytes()
        assert about == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert manifest["command"] == ["coalition", "sweep", "small"]
    assert manifest["study"]["sha256"] == small(history=["readiness"]).sha256
    assert manifest["runs"] == 32
    for key in ("version", "commit", "dirty", "platform", "libraries", "streams", "started"):
        assert key in manifest
