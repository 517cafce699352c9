"""Files of patterns: what they hold, and every fault with its line."""

from pathlib import Path

import pytest

from experiments.validation import load
from sim.errors import ScenarioError

TOY = Path(__file__).with_name("patterns.yaml")


def changed(tmp_path, *pairs):
    """The toy's patterns with some words changed, as a file."""
    text = TOY.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(path):
    with pytest.raises(ScenarioError) as error:
        load(path)
    return error.value.faults


def test_a_file_is_read_whole():
    file = load(TOY)
    assert (file.title, file.frozen) == ("Patterns of a toy", "the day it was made")
    first, second = file.patterns
    assert [one.name for one in first.measures] == ["soldiers", "attrition"]
    soldiers = first.measures[0]
    assert (soldiers.low, soldiers.high, soldiers.needed) == (1000.0, 2050.0, 0.5)
    assert soldiers.observed == (1900.0, 2000.0)
    assert dict(first.placebo.settings) == {"rules.forces.on": 0.0}
    assert first.counted and not second.counted
    assert first.scenario.name == "toy"
    assert [one.name for one in file.only({"T2"}).patterns] == ["T2"]
    assert file.series[0].points == {"2025": 1950.0, "2026Q2": 1930.0}
    assert len(file.sha256) == 64


def test_a_star_is_every_actor_that_has_the_column():
    assert dict(load(TOY).patterns[1].placebo.settings) == {"actors.Partner.budget": 2.5}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("statistic: attrition", "statistic: atrition", "did you mean 'attrition'?"),
        ("band: [0.015, 0.05]", "band: [0.05, 0.015]", "band ends below its beginning"),
        ("band: [1, 1]", "band: 1", "band is 1; it must be [LOW, HIGH]"),
        ("window: hold-out", "window: holdout", "it must be calibration or hold-out; did you mean"),
        ("rules.forces.on: 0", "rules.force.on: 0", "did you mean 'forces'?"),
        ("rules.forces.on: 0", "rules.forces.on: 2", "it must be"),
        ("rules.forces.on: 0", "rules.forces.on: none", "a number is due"),
        ("actors.*.budget", "actors.*.bugdet", "no actor of toy has 'bugdet'"),
        ("donors: [Partner]", "donors: [Partnre]", "did you mean 'Partner'?"),
        ("donors: [Partner]", "donors: Partner", "it must be a list of partners"),
        ("column: personnel, first", "column: persons, first", "it must be a column of the world"),
        ("first: 2025, last: 2026}\n        band: [0.015", "first: 2025}\n        band: [0.015",
         "attrition needs the argument 'last'"),
        ("low: 0.9,", "low: few,", "it must be a number"),
        ("{first: 2025, last: 2026, low", "{first: 1925, last: 2026, low",
         "toy goes from 2025Q1 to 2026Q4"),
        ("{first: 2025, last: 2026, low", "{first: soon, last: 2026, low",
         "it must be a year such as 2014 or a quarter such as 2014Q3"),
        ("    source: a pencil\n    confidence: high", "    confidence: high",
         "patterns.T1.source is missing"),
        ("confidence: high", "confidence: sure", "it must be one of high, medium, low"),
        ("      why: Nobody leaves.\n", "", "patterns.T1.placebo.why is missing"),
        ("note: made up", "notes: made up", "is not known; did you mean 'note'?"),
        ("title: An army", "titel: An army", "patterns.T1.titel is not known"),
        ("observed: [1900, 2000]", "observed: [1, 2, 3]", "it must be a number or [LOW, HIGH]"),
        ("scenario: toy", "scenario: tyo", "did you mean 'toy'?"),
        ("2026Q2: 1930", "2026Q9: 1930", "2026Q9 is no year and no quarter"),
        ("yearly: true", "yearly: 1", "it must be true or false"),
        ("frozen: the", "frosen: the", "frosen is not known; did you mean 'frozen'?"),
        ("status: assumption\n  T2", "status: assumption\n    reading_of: T3\n  T2",
         "no other pattern has that name"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(tmp_path, old, new, message):
    path = changed(tmp_path, (old, new))
    found = [fault for fault in faults(path) if message in fault.message]
    assert found, "\n".join(str(fault) for fault in faults(path))
    key = new.split(":")[0].split("\n")[-1].strip() or "placebo"
    (fault,) = found
    assert fault.file == str(path) and fault.line
    lines = path.read_text(encoding="utf-8").splitlines()
    if " missing" not in message and "needs" not in message and "reading_of" not in new:
        assert key.split(".")[0].split()[0] in lines[fault.line - 1], lines[fault.line - 1]


def test_all_faults_at_once(tmp_path):
    path = changed(
        tmp_path, ("band: [1000, 2050]", "band: [1000]"), ("confidence: low", "confidence: hardly"),
        ("status: assumption", "status: guess"),
        ("unit: persons\n", "unit: heads\n    colour: 1\n"),
    )  # fmt: skip
    assert len(faults(path)) == 4


def test_a_placebo_is_due_but_for_another_reading(tmp_path):
    placebo = (
        "    placebo:\n      why: Half of the budget.\n      settings: {actors.*.budget: 2.5}\n"
    )
    without = changed(tmp_path, (placebo, ""))
    assert "patterns.T2.placebo is missing; it must be a placebo" in str(faults(without)[0])
    reading = changed(tmp_path, (placebo, "    reading_of: T1\n"))
    second = load(reading).patterns[1]
    assert second.placebo is None and not second.counted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: x\n", "patterns is missing or empty"),
        ("title: x\npatterns: {P: {}}\n", "patterns.P is a mapping; it must be a mapping"),
        ("- a\n", "the file must hold a mapping"),
        ("title: !x y\n", "the tag"),
    ],
)
def test_what_is_no_file_of_patterns_is_refused(tmp_path, text, message):
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    assert message in str(faults(path)[0])


def test_a_file_that_is_not_there_is_told():
    assert "there is no such file" in str(faults("nowhere.yaml")[0])
