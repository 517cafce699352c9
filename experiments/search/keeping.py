"""The folder in which a search keeps its runs: one search each, which goes on when asked again."""

from __future__ import annotations

import importlib.metadata
import json
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any

from experiments.output import TOOL
from experiments.search.evolution import Effort
from experiments.search.simulated import Simulated
from experiments.store.files import UNFINISHED, write_whole
from experiments.sweep.code import stamp
from experiments.sweep.resuming import differences
from sim.errors import Fault, ScenarioError

STATEMENT = "search.json"
_KIND = "search"
_TOLD = 5


def statement(evaluator: Simulated, effort: Effort) -> dict[str, Any]:
    """What decides every candidate and its worth; how long the search goes on decides neither."""
    space = evaluator.space
    return {
        "policy": space.policy.resolved(),
        "decisions": {factor.name: [factor.low, factor.high] for factor in space.factors},
        "scenarios": {name: one.sha256 for name, one in evaluator.scenarios.items()},
        "objectives": [one.text for one in evaluator.objectives],
        "over": evaluator.how,
        "runs": evaluator.runs,
        "seed": evaluator.seed,
        "population": effort.population,
        "optimiser": {"seed": effort.seed, "pymoo": importlib.metadata.version("pymoo")},
    }


def begin(evaluator: Simulated, effort: Effort) -> bool:
    """Make the evaluator's folder ready for a search, new or to be gone on with.

    Returns
    -------
    bool
        Whether generations of the same search may be there already.

    Raises
    ------
    ScenarioError
        When the folder holds something else, another search, or one of other code.
    """
    folder, wanted = evaluator.folder, statement(evaluator, effort)
    path = folder / STATEMENT
    if path.exists():
        _compare(folder, path, wanted)
        return True
    if folder.exists() and (not folder.is_dir() or any(_foreign(folder))):
        raise ScenarioError([Fault(f"{folder} is there and holds no search; choose another --out")])
    folder.mkdir(parents=True, exist_ok=True)
    content = {"tool": TOOL, "kind": _KIND, "code": stamp(), "search": wanted}
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False)
    write_whole(path, f"{text}\n".encode())
    return False


def _foreign(folder: pathlib.Path) -> Iterator[pathlib.Path]:
    """What is there, without what a killed process left of the statement."""
    return (path for path in folder.iterdir() if not path.name.endswith(UNFINISHED))


def _compare(folder: pathlib.Path, path: pathlib.Path, wanted: Mapping[str, Any]) -> None:
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
        code, there = stated["code"], stated["search"]
        known = stated["tool"] == TOOL and stated["kind"] == _KIND
    except (OSError, ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise ScenarioError([Fault(f"{path} cannot be read; delete {folder}, or choose --out")])
    found = list(differences(there, json.loads(json.dumps(wanted)), ""))
    if found:
        told = "\n  ".join(found[:_TOLD])
        raise ScenarioError(
            [
                Fault(
                    f"{folder} holds runs of another search; choose another --out, or delete that "
                    f"folder. What differs:\n  {told}"
                )
            ]
        )
    if code != stamp():
        raise ScenarioError(
            [
                Fault(
                    f"{folder} was made by other code or other versions of libraries; delete it to "
                    "begin anew, or choose another --out"
                )
            ]
        )
