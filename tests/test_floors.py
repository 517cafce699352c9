"""Imports point downwards, and no two modules import each other.

The floors are those of the design: whoever reads a module needs to know only what lies below it.
An import inside a function counts as well, and so does one under TYPE_CHECKING, unless it is
listed with its reason: the reader needs what it names all the same.
"""

import ast
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A module stands on its own floor or on that of the nearest package named here.
FLOORS = {
    "sim.arrays": 0,
    "sim.calendar": 0,
    "sim.errors": 0,
    "sim.memory": 0,
    "sim.parameters": 0,
    "sim.streams": 0,
    "sim.rules": 1,
    "sim.columns": 2,
    "sim.assembly": 2,
    "sim.interventions": 2,
    "sim.scenario": 2,
    "sim.world": 2,
    "sim.actors": 3,
    "sim.ensemble": 4,
    "sim.history": 4,
    "sim.metrics": 4,
    "sim.model": 4,
    "sim.schedule": 4,
    "sim.structure": 4,
    "experiments.design": 5,
    "experiments.executor": 5,
    "experiments.output": 5,
    "experiments.store": 5,
    "experiments.study": 5,
    "experiments.sweep": 5,
    "experiments.wording": 5,
    "experiments.ablation": 6,
    "experiments.attribution": 6,
    "experiments.calibration": 6,
    "experiments.comparison": 6,
    "experiments.discovery": 6,
    "experiments.dominance": 6,
    "experiments.gains": 6,
    "experiments.robustness": 6,
    "experiments.search": 6,
    "experiments.sensitivity": 6,
    "experiments.tipping": 6,
    "experiments.validation": 6,
    "experiments.cli": 7,
    "experiments.commands": 7,
    "experiments.dashboard": 7,
    "experiments.documentation": 7,
    "experiments.figures": 7,
    "experiments.report": 7,
}

# The public faces look down on their whole package; nothing inside it looks up at them.
FACES = {"sim": 4.5, "experiments": 8}

# Rules are NumPy and nothing else; these few of the standard library hold their parameters.
RULES_MAY_IMPORT = {
    "__future__", "collections.abc", "dataclasses", "numpy", "scipy.special", "typing",
}  # fmt: skip


# Upward imports that may stand under TYPE_CHECKING, and why.
FOR_TYPES_ONLY = {
    ("sim.actors.base", "sim.model"): "Mesa hands each agent its model; this says which one",
}


def module_name(path):
    parts = Path(path).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def floor(module):
    """Floor of a module, or None where the map does not know it."""
    if module in FACES:
        return FACES[module]
    parts = module.split(".")
    names = (".".join(parts[:end]) for end in range(len(parts), 1, -1))
    return next((FLOORS[name] for name in names if name in FLOORS), None)


def under_type_checking(tree):
    """Imports that are never executed."""
    blocks = (node for node in ast.walk(tree) if isinstance(node, ast.If))
    return {
        inner
        for block in blocks
        if ast.unparse(block.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}
        for statement in block.body
        for inner in ast.walk(statement)
    }


def imported(path, source, modules):
    """Line, dotted name and whether it is for types only, of everything that a file imports."""
    home = module_name(path).split(".")
    package = home if Path(path).stem == "__init__" else home[:-1]
    tree = ast.parse(source, str(path))
    typing_only = under_type_checking(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, node in typing_only
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                # `from sim import model` and `from scipy import special` name modules too.
                name = inner if inner in modules or inner in RULES_MAY_IMPORT else base
                yield node.lineno, name, node in typing_only


def is_ours(name):
    return name.split(".")[0] in FACES


def why_not(module, target):
    """Reason why `module` may not import `target`, or None."""
    if is_ours(target) and floor(target) is not None:
        here, there = floor(module), floor(target)
        if there > here:
            return f"floor {here:g} imports floor {there:g}"
    if module.startswith("sim.rules."):
        if target == "sim.rules" or target.startswith("sim.rules."):
            return "a rule imports a rule; what they share belongs on floor 0"
        if not is_ours(target) and not any(
            target == allowed or target.startswith(f"{allowed}.") for allowed in RULES_MAY_IMPORT
        ):
            return "a rule imports more than floor 0 and NumPy"
    return None


def faults(sources):
    """Every breach of the floors in `sources`, a mapping of path to source text."""
    modules = {module_name(path) for path in sources}
    found, graph = [], {}
    for path, source in sorted(sources.items()):
        module = module_name(path)
        if floor(module) is None:
            found.append(f"{path} has no floor: add {module} to FLOORS in tests/test_floors.py")
            continue
        graph[module] = set()
        for line, target, typing_only in imported(path, source, modules):
            if typing_only and (module, target) in FOR_TYPES_ONLY:
                continue
            reason = why_not(module, target)
            if reason:
                found.append(f"{path}:{line}: {module} imports {target}: {reason}")
            if is_ours(target):
                graph[module].add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found.append("modules import each other: " + " → ".join(reversed(error.args[1])))
    return found


def test_the_house_keeps_its_floors():
    files = [path for name in FACES for path in (ROOT / name).rglob("*.py")]
    sources = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in files}
    assert sources, "no source was found"
    found = faults(sources)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("path", "source", "complaint"),
    [
        ("sim/rules/fatigue.py", "from sim.world import World", "floor 1 imports floor 2"),
        ("sim/rules/fatigue.py", "from ..world import World", "floor 1 imports floor 2"),
        ("sim/actors/ngo.py", "def f():\n    import sim.model", "floor 3 imports floor 4"),
        ("sim/actors/ngo.py", "from sim import model", "floor 3 imports floor 4"),
        ("sim/model.py", "from sim import simulate", "floor 4 imports floor 4.5"),
        ("sim/model.py", "from experiments.sweep import x", "floor 4 imports floor 5"),
        ("sim/__init__.py", "import experiments.design", "floor 4.5 imports floor 5"),
        ("experiments/store.py", "from .cli import main", "floor 5 imports floor 7"),
        ("sim/rules/fatigue.py", "from sim.rules.trust import next_trust", "imports a rule"),
        ("sim/rules/fatigue.py", "from . import trust", "imports a rule"),
        ("sim/rules/fatigue.py", "import pandas", "more than floor 0 and NumPy"),
        ("sim/rules/fatigue.py", "from scipy import stats", "more than floor 0 and NumPy"),
        (
            "sim/actors/ngo.py",
            "if TYPE_CHECKING:\n    from sim.model import x",
            "floor 3 imports floor 4",
        ),
        ("sim/actors/base.py", "from sim.model import x", "floor 3 imports floor 4"),
        ("sim/surprise.py", "", "add sim.surprise to FLOORS"),
        ("experiments/odd/thing.py", "", "add experiments.odd.thing to FLOORS"),
    ],
)
def test_a_breach_is_reported(path, source, complaint):
    others = {"sim/model.py": "", "sim/rules/trust.py": ""}
    (found,) = faults({**others, path: source})
    assert complaint in found


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("sim/__init__.py", "from sim.model import CoalitionModel\nfrom .rules import trust"),
        ("sim/rules/__init__.py", "from sim.rules import trust\nfrom sim.rules.trust import x"),
        ("sim/rules/fatigue.py", "import numpy as np\nfrom scipy.special import expit"),
        ("sim/rules/fatigue.py", "from scipy import special\nfrom ..errors import CoalitionError"),
        ("sim/actors/base.py", "if TYPE_CHECKING:\n    from sim.model import CoalitionModel"),
        ("sim/model.py", "import mesa\nfrom sim.schedule import QUARTER"),
        ("experiments/cli.py", "from sim import simulate\nfrom experiments.report import write"),
    ],
)
def test_what_points_down_passes(path, source):
    assert faults({"sim/model.py": "", "sim/rules/trust.py": "", path: source}) == []


def test_a_cycle_is_named():
    (found,) = faults(
        {
            "sim/model.py": "from sim.history import record",
            "sim/history.py": "from sim import metrics",
            "sim/metrics.py": "def late():\n    from sim.model import CoalitionModel",
        }
    )
    trail = found.removeprefix("modules import each other: ").split(" → ")
    assert set(pairwise(trail)) == {
        ("sim.model", "sim.history"),
        ("sim.history", "sim.metrics"),
        ("sim.metrics", "sim.model"),
    }
