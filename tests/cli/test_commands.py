"""Help, check, scenarios, parameters, schema."""

import csv
import io
import json
import subprocess
import sys

import pytest

from experiments.commands import progress as progress_module
from experiments.study import study_names
from sim.scenario import json_schema, lever_names, parameter_table, policy_names, scenario_names
from tests.cli.conftest import ROOT, coalition

COMMANDS = (
    "run", "sweep", "sensitivity", "reproduce", "check", "scenarios", "parameters", "schema",
    "validate",
)  # fmt: skip


def test_help_names_the_commands_and_needs_nothing_heavy(tmp_path):
    done = coalition("--help", cwd=tmp_path)
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"\n  {command} " in done.stdout
    code = "import sys, experiments.cli; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"sim", "numpy", "pandas", "matplotlib", "xarray", "mesa", "scipy", "rich", "pydantic"}
    assert not heavy & set(loaded)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(call, command):
    done = call(command, "--help")
    assert done.exit_code == 0
    assert f"Example: coalition {command}" in done.stdout


@pytest.mark.parametrize("words", [(), ("--help",), ("--version",)])
def test_without_a_command_it_tells_what_there_is(call, words):
    done = call(*words)
    assert "coalition" in done.output
    assert done.exit_code == (0 if words else 2)


@pytest.mark.parametrize("words", [("rnu",), ("schema", "now"), ("parameters", "--format", "xml")])
def test_unknown_words_are_refused(call, words):
    done = call(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


GOOD = """\
title: Mine
start: 2025Q1
quarters: 4
status: assumption
actors:
  Host:
    {kind: host_state, planned_budget: 4, required_budget: 9, own_budget: 4, ceiling: 2,
     personnel: 2}
"""
POLICY = """\
title: My policy
status: assumption
levers:
  push: {title: Push, intensity: 1, when: 2025Q1, effects: [{address: rules.trust.on, set: 1}]}
"""


def test_good_files_are_told_in_a_line_each(call, here):
    (here / "mine.yaml").write_text(GOOD)
    (here / "policy.yaml").write_text(POLICY)
    done = call("check", "mine.yaml", "policy.yaml", "toy", "none", "--scenario", "mine.yaml")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [
        "OK  mine.yaml: Mine (2025Q1, 4 quarters, 1 actor, 0 events)",
        "OK  policy.yaml: My policy (policy for mine.yaml, 1 lever)",
        "OK  toy: Three actors, by hand (2025Q1, 8 quarters, 3 actors, 0 events)",
        "OK  none: No policy (policy for mine.yaml, 0 levers)",
    ]


def test_every_shipped_scenario_and_policy_passes(call):
    done = call("check", *scenario_names(), *policy_names())
    assert done.exit_code == 0, done.output
    assert done.stdout.count("OK") == len(scenario_names()) + len(policy_names())


def test_every_shipped_study_passes_and_a_bad_one_does_not(call, here):
    done = call("check", *study_names())
    assert done.exit_code == 0, done.output
    assert done.stdout.count(" (study, ") == len(study_names()) > 5
    (here / "s.yaml").write_text(
        "title: A\nscenario: toy\nseed: 1\nfactors: {rules.fatigue.gian: }\n"
        "design: {method: sobol, samples: 64}\n"
    )
    done = call("check", "s.yaml")
    assert done.exit_code == 2
    assert done.stderr.startswith("s.yaml:4: ")
    assert "did you mean 'gain'?" in done.stderr


def test_all_faults_of_all_files_are_told_with_their_lines(call, here):
    (here / "a.yaml").write_text(
        GOOD.replace("quarters: 4", "quarters: 0").replace("title", "tilte")
    )
    (here / "b.yaml").write_text("title: [")
    (here / "c.yaml").write_text(GOOD)
    (here / "p.yaml").write_text(POLICY.replace("rules.trust.on", "rules.turst.on"))
    done = call("check", "a.yaml", "b.yaml", "c.yaml", "p.yaml", "absent")
    assert done.exit_code == 2
    assert done.stdout.splitlines() == ["OK  c.yaml: Mine (2025Q1, 4 quarters, 1 actor, 0 events)"]
    for start in ("a.yaml:1: ", "a.yaml:3: ", "b.yaml:", "p.yaml:4: ", "there is no scenario"):
        assert any(line.startswith(start) for line in done.stderr.splitlines()), start
    assert "Traceback" not in done.stderr


def test_scenarios_policies_and_levers_are_listed(call):
    done = call("scenarios")
    assert done.exit_code == 0
    firsts = [line.split()[0] for line in done.stdout.splitlines() if line]
    for name in [*scenario_names(), *policy_names(), *lever_names(), "none"]:
        assert name in firsts
    assert "Three actors, by hand" in done.stdout


def test_a_faulty_scenario_does_not_hide_the_others(call, monkeypatch):
    monkeypatch.setattr("sim.scenario.scenario_names", lambda: ["toy", "gone"])
    done = call("scenarios")
    assert done.exit_code == 0
    assert "1 fault: coalition check gone" in done.stdout
    assert "Three actors" in done.stdout


def test_parameters_in_every_form_are_the_table(call):
    rows = parameter_table()
    table = call("parameters").stdout.splitlines()
    assert len(table) == len(rows) + 1
    assert [line.split()[0] for line in table[1:]] == [row.address for row in rows]
    read = list(csv.DictReader(io.StringIO(call("parameters", "--format", "csv").stdout)))
    assert [row["address"] for row in read] == [row.address for row in rows]
    assert [float(row["default"]) for row in read] == [row.default for row in rows]
    told = json.loads(call("parameters", "--format", "json").stdout)
    assert told[0]["meaning"] == rows[0].meaning
    markdown = call("parameters", "--format", "markdown").stdout.splitlines()
    assert len(markdown) == len(rows) + 2
    assert {line.count(" | ") for line in markdown} == {7}


def test_parameters_of_one_rule(call):
    done = call("parameters", "--rule", "fatigue")
    assert {line.split(".")[1] for line in done.stdout.splitlines()[1:]} == {"fatigue"}
    done = call("parameters", "--rule", "fatige")
    assert done.exit_code == 2
    assert done.stderr == "there is no rule 'fatige'; did you mean 'fatigue'?\n"


def test_the_schema_is_that_of_the_library(call):
    assert json.loads(call("schema").stdout) == json_schema()


def test_a_closed_pipe_is_no_fault(tmp_path):
    done = subprocess.run(
        f"{sys.executable} -m experiments.cli parameters | head -1", shell=True, cwd=ROOT,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith("address")


def test_progress_in_a_log_is_a_line_now_and_then(monkeypatch, capsys):
    clock = iter([0.0, 4.0, 11.0, 12.0, 30.0, 40.0])
    monkeypatch.setattr(progress_module.time, "perf_counter", lambda: next(clock))
    with progress_module.progress(1000, "runs") as advance:
        for _ in range(5):
            advance(200)
    assert capsys.readouterr().err.splitlines() == [
        "runs: 400 of 1,000, 36 a second, about 16 s left",
        "runs: 800 of 1,000, 27 a second, about 8 s left",
    ]


def test_progress_on_a_terminal_is_a_bar(monkeypatch, capsys):
    monkeypatch.setattr(progress_module.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with progress_module.progress(10, "runs") as advance:
        advance(10)
    assert "10/10" in capsys.readouterr().err
