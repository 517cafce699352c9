"""From the tree of a study file to a study, with all faults at once."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Any

from experiments.design import SAMPLERS, DesignError, Factor, sample
from experiments.study.factors import FactorReader
from experiments.study.plain import KEYS, Plain
from experiments.study.rows import POLICY, SCENARIO, SEED
from sim.columns import KINDS
from sim.errors import ScenarioError, nearest
from sim.metrics import LEAD, OUTCOMES
from sim.scenario import Policy, Scenario
from sim.scenario.tree import Node, Path, dotted
from sim.scenario.wording import shown

#: Design of a study without factors: a full factorial of nothing has one combination.
SINGLE: tuple[str, int, dict[str, Any], tuple[str, ...]] = ("full_factorial", 0, {}, ())
_SEEDS = 2**62
_SHARING = ("common", "base", "independent")
#: Runs of a study, and of any command: more are a slip of the pen.
MAX_RUNS = 10_000_000
#: Runs of a part unless the study says otherwise: what is simulated at once, and not much more
#: where scenarios or policies share a part, so that there are parts enough to share out.
_CHUNK = 512
_LARGEST = 2 * _CHUNK


def interpret(
    root: Node, name: str, folder: pathlib.Path | None, worlds: Mapping[str, Scenario]
) -> dict[str, Any]:
    """What makes a `Study`, read from its tree; raises `ScenarioError` with all faults."""
    return _Interpreter(root, name, folder, worlds).study()


class _Interpreter(Plain):
    def __init__(
        self, root: Node, name: str, folder: pathlib.Path | None, worlds: Mapping[str, Scenario]
    ):
        super().__init__(root, name)
        self.folder, self.worlds = folder, worlds

    def study(self) -> dict[str, Any]:
        """The arguments of the study; every fault is looked for before any is raised."""
        for key in self.root.value:
            if key not in KEYS:
                self.faults.add((key,), f"{key} is not known in a study{nearest(key, KEYS)}")
        title = self.text("title") or ""
        question = self.text("question", needed=False) or ""
        quarters = self.whole(("quarters",), 1, 400, None)
        stated = self.root.mapping("factors")
        scenarios = self.scenarios(quarters, stated)
        policies = self.policies(scenarios, stated)
        factors = self.factors(stated, scenarios, policies)
        method, samples, options, constraints = SINGLE if self.alone else self.design()
        replicates = self.whole(("replicates",), 1, MAX_RUNS, 1)
        seed = self.whole(("seed",), 0, _SEEDS - 1, None, needed=True)
        seeds = self.sharing(method, stated)
        outcomes = self.outcomes()
        history = self.history()
        if history and len(scenarios) > 1:
            message = "histories are kept for one scenario only: others have other actors"
            self.faults.add(("history",), message)
        pairs = 1 if SCENARIO in stated else len(scenarios)
        if POLICY not in stated:
            pairs *= max((len(found) for found in policies.values()), default=1)
        chunk = self.whole(("chunk",), 1, 2**16, min(_CHUNK * max(pairs, 1), _LARGEST))
        self.faults.raise_any()
        assert replicates and seed is not None and chunk
        try:
            points = 1
            if factors:
                points = len(
                    sample(
                        factors, method, samples or None, seed=seed, constraints=constraints,
                        **options,
                    )
                )  # fmt: skip
        except DesignError as error:
            self.faults.add(("design",), f"design: {error}")
        else:
            runs = points * pairs * replicates
            if runs > MAX_RUNS:
                message = f"the study has {runs:,} runs; more than {MAX_RUNS:,} are not taken"
                self.faults.add(("design",), message)
        self.faults.raise_any()
        return {
            "name": self.name,
            "title": title,
            "question": question,
            "scenarios": scenarios,
            "policies": policies,
            "factors": factors,
            "method": method,
            "samples": samples,
            "options": options,
            "constraints": constraints,
            "replicates": replicates,
            "seed": seed,
            "seeds": seeds,
            "outcomes": outcomes,
            "history": history,
            "chunk": chunk,
        }

    @property
    def alone(self) -> bool:
        """Whether nothing is varied, and on purpose: one point, run so often."""
        stated = self.root.value
        return not {"factors", "design"} & stated.keys() and "replicates" in stated

    def scenarios(self, quarters: int | None, stated: Mapping[str, Node]) -> dict[str, Scenario]:
        """The scenarios by name, those of a factor included."""
        found: dict[str, Scenario] = {}
        for path, name in self.names("scenario", "liberia/baseline", stated, SCENARIO):
            try:
                one = self.worlds.get(name) or Scenario.load(self.near(name))
                found[name] = one if quarters is None else one.replaced(quarters)
            except ScenarioError as error:
                self.pass_on(path, error)
        return found

    def policies(
        self, scenarios: Mapping[str, Scenario], stated: Mapping[str, Node]
    ) -> dict[str, dict[str, Policy]]:
        """The policies by scenario and name, those of a factor included."""
        found: dict[str, dict[str, Policy]] = {world: {} for world in scenarios}
        for path, name in self.names("policy", "none", stated, POLICY):
            for world, scenario in scenarios.items():
                try:
                    found[world][name] = Policy.load(self.near(name), scenario)
                except ScenarioError as error:
                    self.pass_on(path, error)
                    break
        return found

    def names(
        self, key: str, default: str, stated: Mapping[str, Node], factor: str
    ) -> list[tuple[Path, str]]:
        """Places and names under a key that takes one or a list, or under the factor's values."""
        path: Path = (key,)
        if factor in stated:
            if key in self.root.value:
                self.faults.add(path, f"{key} is a factor too; state it in one place")
            path = ("factors", factor, "values")
        node = self.root.find(path)
        if node is None:
            return [] if factor in stated else [(path, default)]
        items = node.value if isinstance(node.value, list) else [node]
        found: list[tuple[Path, str]] = []
        for place, item in enumerate(items):
            here = (*path, place) if isinstance(node.value, list) else path
            if not isinstance(item.value, str) or not item.value.strip():
                message = f"{dotted(here)} is {shown(item.plain())}; it must be a name"
                self.faults.add(here, message)
            elif item.value in [name for _, name in found]:
                self.faults.add(here, f"{dotted(here)} names '{item.value}' twice")
            else:
                found.append((here, item.value))
        if not items:
            self.faults.add(path, f"{dotted(path)} is empty; name at least one")
        return found

    def near(self, name: str) -> str:
        """A file beside the study comes before one in the working directory."""
        if self.folder is not None and name.endswith((".yaml", ".yml")):
            beside = self.folder / name
            if beside.is_file():
                return str(beside)
        return name

    def pass_on(self, path: Path, error: ScenarioError) -> None:
        """Note the faults of another file, with their own places, at the place that names it."""
        for fault in error.faults:
            if fault.file:
                self.faults.found.append(fault)
                self.faults.paths.update(path[:depth] for depth in range(len(path) + 1))
            else:
                self.faults.add(path, f"{dotted(path)}: {fault.message}")

    def factors(
        self,
        stated: Mapping[str, Node],
        scenarios: Mapping[str, Scenario],
        policies: Mapping[str, Mapping[str, Policy]],
    ) -> tuple[Factor, ...]:
        """The factors in the order of the file."""
        if not stated:
            if not self.alone:
                message = "factors is missing or empty; name what is varied"
                advice = ", or leave factors and design out and state replicates"
                self.faults.add(("factors",), message + advice)
            return ()
        if self.faults.within("scenario") or self.faults.within("policy"):
            return ()
        reader = FactorReader(self.faults, scenarios, policies)
        found = [reader.factor(name, item) for name, item in stated.items()]
        return tuple(factor for factor in found if factor is not None)

    def design(self) -> tuple[str, int, dict[str, Any], tuple[str, ...]]:
        """Method, samples, options and constraints."""
        node = self.root.find(("design",))
        if node is None or not isinstance(node.value, dict):
            self.faults.add(("design",), "design must be a mapping such as {method: sobol, ...}")
            return "", 0, {}, ()
        method = self.text("design", "method") or ""
        if method and method not in SAMPLERS:
            known = ", ".join(sorted(SAMPLERS))
            message = f"design.method is '{method}'; it must be one of {known}"
            self.faults.add(("design", "method"), message + nearest(method, SAMPLERS))
        samples = self.whole(("design", "samples"), 1, MAX_RUNS, 0)
        options = dict(SAMPLERS[method].options) if method in SAMPLERS else {}
        known_keys = ["method", "samples", "constraints", *options]
        for key, item in node.value.items():
            if key not in known_keys and method in SAMPLERS:
                advice = nearest(key, known_keys) or f"; {', '.join(known_keys)} are"
                self.faults.add(("design", key), f"design.{key} is not known for {method}{advice}")
            elif isinstance(options.get(key), tuple):
                options[key] = item.plain()  # a list, which the sampler checks
            elif key in options:
                kind = bool if isinstance(options[key], bool) else int
                if type(item.value) is not kind:
                    words = "true or false" if kind is bool else "a whole number"
                    message = f"design.{key} is {shown(item.plain())}; it must be {words}"
                    self.faults.add(("design", key), message)
                options[key] = item.value
        constraints = tuple(self.words(("design", "constraints"), ()))
        return method, samples or 0, options, constraints

    def sharing(self, method: str, stated: Mapping[str, Node]) -> str:
        """Which runs share a seed."""
        paired = method in SAMPLERS and SAMPLERS[method].paired
        if SEED in stated:
            if "seeds" in self.root.value:
                self.faults.add(("seeds",), "seeds is decided by the factor seed; leave one out")
            return "factor"
        chosen = self.text("seeds", needed=False) or ("base" if paired else "common")
        if chosen not in _SHARING:
            message = f"seeds is '{chosen}'; it must be one of {', '.join(_SHARING)}"
            self.faults.add(("seeds",), message + nearest(chosen, _SHARING))
        if chosen == "independent" and paired:
            self.faults.add(
                ("seeds",),
                f"seeds is independent; {method} compares the rows of a base sample with each "
                "other, and with a seed of its own for each row chance would look like an effect; "
                "take base or common, or a sobol or latin_hypercube design",
            )
        return chosen

    def outcomes(self) -> tuple[str, ...]:
        """Names in the order of the table; stability never without its companions."""
        chosen = set(self.words(("outcomes",), OUTCOMES))
        for name in sorted(chosen - OUTCOMES.keys()):
            self.faults.add(("outcomes",), f"no outcome is named '{name}'{nearest(name, OUTCOMES)}")
        if LEAD[0] in chosen:
            chosen |= set(LEAD)
        return tuple(name for name in OUTCOMES if name in chosen)

    def history(self) -> tuple[str, ...]:
        """Columns to keep."""
        known = {name for columns in KINDS.values() for name in columns.declared()}
        chosen = tuple(self.words(("history",), ()))
        for name in chosen:
            if name not in known:
                self.faults.add(("history",), f"no column is named '{name}'{nearest(name, known)}")
        return chosen
