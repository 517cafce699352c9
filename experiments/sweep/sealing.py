"""The end of a sweep: the table of failures, and a manifest with the hashes of all files."""

from __future__ import annotations

import hashlib
import json
import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

from experiments import output
from experiments.store import Store, failures
from experiments.store.files import write_whole
from experiments.store.store import FAILURES, STUDY
from experiments.study import Study
from experiments.study.rows import SEED, SEED_FACTOR, SPECIAL


def write_failures(store: Store, study: Study) -> None:
    """Write failures.parquet from the parts that are there."""
    names = [SEED_FACTOR if f.name == SEED else f.name for f in study.factors]
    names = [name for name in names if name not in SPECIAL]
    table = failures.collect(store.tables(), names)
    write_whole(store.folder / FAILURES, failures.encode(table))


def seal(store: Store, study: Study, about: Mapping[str, Any], command: Sequence[str]) -> None:
    """Write failures and the manifest, which says that the study is complete.

    Parameters
    ----------
    store : Store
        Where all parts are.
    study : Study
        What was run.
    about : mapping
        Further entries, such as times.
    command : sequence of str
        Words of the command.
    """
    write_failures(store, study)
    numbers = range(study.parts)
    paths = [store.folder / STUDY, store.folder / FAILURES, *map(store.part, numbers)]
    if study.history:
        paths += map(store.history, numbers)
    stated = store.stated() or {}
    manifest = {
        **output.code_and_machine(command),
        "kind": "sweep",
        "study": {"name": study.name, "sha256": study.sha256, "content": study.resolved()},
        "scenarios": {name: one.sha256 for name, one in study.scenarios.items()},
        "policies": {
            world: {name: output.fingerprint(one.resolved()) for name, one in found.items()}
            for world, found in study.policies.items()
        },
        "runs": study.runs,
        "points": len(study.design),
        "parts": study.parts,
        "seed": study.seed,
        "changed": stated.get("changed", []),
        **about,
        "files": dict(sorted(_digest(store.folder, path) for path in paths)),
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False, allow_nan=False)
    write_whole(store.folder / output.MANIFEST, f"{text}\n".encode())


def _digest(folder: pathlib.Path, path: pathlib.Path) -> tuple[str, dict[str, Any]]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    name = path.relative_to(folder).as_posix()
    return name, {"bytes": path.stat().st_size, "sha256": digest}
