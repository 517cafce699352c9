"""The benchmarks run and reckon rightly. No test asserts a time."""

import io
import json
import math

import numpy as np
import pytest
from rich.console import Console

from benchmarks import against, figures, run, scale, shares, timing, variants
from benchmarks.figures import Figure
from benchmarks.plain import CHANNELS, Partner, PlainModel
from benchmarks.synthetic import counts, synthetic_world
from sim import CoalitionModel, simulate
from sim.columns import KINDS, SUPPLIERS

FAKE = [
    Figure("ratio.batch_run", "one against the other", 250.0, "x", "512 and 6 runs"),
    Figure("growth.actors", "exponent in actors", 2.5, "", "10: 1.00 s"),
    Figure("start.help", "help", None, "s"),
    Figure("memory.200", "memory", 1234.5, "MiB"),
]
WANTED = {
    "ratio.batch_run": {"target": "at least 100 x", "at_least": 100},
    "growth.actors": {"target": "at most 2", "at_most": 2.1},
    "start.help": {"target": "0.5 s", "at_most": 0.5},
}


@pytest.mark.parametrize("actors", [10, 60, 200])
def test_synthetic_worlds_have_all_kinds_and_stay_finite(actors):
    world = synthetic_world(actors, quarters=2)
    assert len(world.names) == actors
    assert {kind: len(world.of_kind(kind)) for kind in KINDS} == counts(actors)
    assert min(counts(actors).values()) >= 1
    history = simulate(world, runs=2, seed=1)
    assert history.sizes["quarter"] == 3
    assert history.sizes["actor"] == sum(counts(actors)[kind] for kind in SUPPLIERS)
    for name in ("trust", "help", "readiness", "legitimacy"):
        assert np.isfinite(history[name]).all(), name
    assert float(history.external.isel(quarter=-1).min()) > 0.0


def test_synthetic_worlds_are_connected():
    world = synthetic_world(60, quarters=2)
    for state in world.of_kind("partner_state"):
        numbers = world.actors[state].numbers
        assert len(numbers["kinship"]) == 4
        assert len(numbers["assessment"]) == 2
        assert math.fsum(numbers["profile"].values()) == pytest.approx(1.0)


def test_a_world_too_small_for_all_kinds_is_refused():
    assert sum(counts(6).values()) == 6
    with pytest.raises(ValueError, match="at least 6 actors, not 5"):
        synthetic_world(5)


@pytest.mark.parametrize(("partners", "communities"), [(8, 1), (45, 14), (160, 39)])
def test_the_plain_model_runs(partners, communities):
    model = PlainModel(partners, communities, quarters=2, rng=1)
    assert len(model.agents) == partners + communities + 1
    while model.running:
        model.step()
    assert model.steps == 2
    assert len(model.datacollector.get_model_vars_dataframe()) == 3
    host = model.host
    numbers = [host.readiness, host.external, host.funding_gap, host.dependency, host.alignment]
    for partner in model.agents_by_type[Partner]:
        assert len(partner.relations) == partners - 1
        assert partner.delivered.keys() == set(CHANNELS)
        numbers += [partner.trust, partner.fatigue, partner.help, partner.leaked]
    assert np.isfinite(numbers).all()
    assert host.external > 0.0


def test_the_plain_model_replays_its_seed():
    def end(seed):
        model = PlainModel(quarters=6, rng=seed)
        while model.running:
            model.step()
        return model.host.readiness

    assert end(3) == end(3) != end(4)


def test_the_batch_runner_gets_one_seed_a_run():
    parameters = {"scenario": ["toy"], "quarters": [2]}
    results = against.batch_run(CoalitionModel, parameters, runs=2)
    assert {row["RunId"] for row in results} == {0, 1}
    assert {row["rng"] for row in results} == {0, 1}


def test_the_exponent_of_squares_is_two():
    sizes = [10, 20, 50, 100, 200]
    assert timing.exponent(sizes, [0.003 * n**2 for n in sizes]) == pytest.approx(2.0)
    assert timing.exponent(sizes, [7.0] * 5) == pytest.approx(0.0)


def test_times_are_taken_in_turn():
    calls, ticks = [], iter(range(100))
    tasks = {name: (lambda name=name: calls.append(name)) for name in "AB"}
    times = timing.interleaved(tasks, 3, clock=lambda: float(next(ticks)))
    assert calls == ["A", "B"] * 3
    assert times == {"A": [1.0] * 3, "B": [1.0] * 3}


def test_the_profile_is_split_by_whose_work_it_is():
    rule = (str(shares.SIM / "rules" / "trust.py"), 1, "next_trust")
    stream = (str(shares.SIM / "streams.py"), 1, "normal")
    builtin = ("~", 0, "<sum>")
    stats = {
        rule: (1, 1, 0.5, 0.8, {}),
        stream: (1, 1, 0.1, 0.2, {}),
        builtin: (2, 2, 0.4, 0.4, {rule: (1, 1, 0.3, 0.3), stream: (1, 1, 0.1, 0.1)}),
    }
    split = shares.split(stats)
    assert split["rules"] == pytest.approx(0.8)
    assert split["streams"] == pytest.approx(0.2)
    assert math.fsum(split.values()) == pytest.approx(1.0)


def test_every_module_of_the_engine_has_a_group_or_leaves_it_to_its_callers():
    assert all((shares.SIM / name).exists() for name in shares.GROUPS)
    assert shares.group_of(str(shares.SIM / "arrays.py")) is None


def test_the_tables_show_figures_targets_and_what_is_missing():
    lines = figures.markdown(FAKE, WANTED).splitlines()
    assert lines[0] == "| what | measured | target | how |"
    assert lines[2] == "| one against the other | 250 x | at least 100 x | 512 and 6 runs |"
    assert lines[4] == "| help | not available | 0.5 s |  |"
    assert lines[5].startswith("| memory | 1,230 MiB |")
    shown = io.StringIO()
    Console(file=shown, width=150).print(figures.table(FAKE, WANTED))
    for line in ("one against the other", "not available", "at most 2"):
        assert line in shown.getvalue()


def test_only_what_is_out_of_bounds_is_slow():
    assert figures.verdicts(FAKE, WANTED) == {
        "ratio.batch_run": "ok: 250 x, at least 100",
        "growth.actors": "slow: 2.50, at most 2.1",
    }


@pytest.mark.parametrize(
    ("more", "code"), [([], 0), (["--markdown"], 0), (["--check"], 1), (["--quick"], 0)]
)
def test_the_command_shows_the_last_figures_and_fails_only_when_told_to(
    more, code, tmp_path, monkeypatch, capsys
):
    path = tmp_path / "out" / "benchmarks.json"
    monkeypatch.setattr(run, "expected", lambda: WANTED)
    figures.write(FAKE, path, {"quick": True})
    assert json.loads(path.read_text("utf-8"))["quick"] is True
    assert figures.read(path) == FAKE
    assert run.main(["--last", "--out", str(path), *more]) == code
    said = capsys.readouterr().out
    assert "one against the other" in said
    assert ("slow: 2.50" in said) == (more == ["--check"])


def test_the_command_measures_every_part(tmp_path, monkeypatch):
    parts = {figure.key: (lambda quick, figure=figure: [figure]) for figure in FAKE}
    monkeypatch.setattr(run, "PARTS", parts)
    path = tmp_path / "figures.json"
    assert run.main(["--quick", "--out", str(path)]) == 0
    assert figures.read(path) == FAKE


def test_what_is_expected_can_be_reckoned_with():
    for key, bounds in figures.expected().items():
        assert bounds.keys() <= {"target", "at_least", "at_most"}, key
        assert isinstance(bounds["target"], str)


def test_a_million_runs_are_reckoned_from_what_one_costs():
    cost = scale.Cost(
        seconds=0.0018, fixed=3.6, bytes=100.0, peak=400.0, gather=0.004, message=80_000.0
    )
    figures = {figure.key: figure for figure in scale.reckoned(cost, 1_000_000, chunk=500)}
    found = {key: figure.value for key, figure in figures.items()}
    assert found["scale.core_hours"] == pytest.approx(0.5)
    assert found["scale.disk"] == pytest.approx(1e8 / 2**20)
    assert found["scale.1"] == pytest.approx(30.06)  # minutes, and 3.6 s before the first run
    assert found["scale.2"] == pytest.approx(15.06)
    # 2,000 parts on 64 cores: 32 rounds, for half a part is none
    assert found["scale.64"] == pytest.approx(32 * 0.9 / 60 + 0.06)
    # computing takes 0.9 s, and 2,000 times 4 ms are spent on gathering
    assert found["scale.2048"] == pytest.approx(8 / 60 + 0.06)
    assert "gathering 8.0 s, computing 0.9 s" in figures["scale.2048"].how
    assert found["scale.network"] == pytest.approx((2_000 * 80_000.0 + 1e8) / 2**20)


def test_what_a_worker_is_sent_holds_the_study_and_the_points():
    few, many = scale.message(64), scale.message(512)
    assert 8 * 7 * (512 - 64) < many - few < many < 1_000_000


def test_what_else_could_be_had_is_measured():
    found = {figure.key: figure for figure in variants.measure(quick=True)}
    assert found["single.run"].value > 0
    assert found["hot.bound"].value > 1
    assert 0.3 < found["precision.memory"].value < 0.4
    assert found["hot.rules"].how.count("%") == variants.HOTTEST
