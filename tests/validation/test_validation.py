"""From patterns to verdicts: on the toy, and the patterns that come with the project."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments.validation import PatternFile, load, validate, validation
from experiments.validation.courses import course, points
from experiments.validation.worlds import worlds
from sim import simulate

ROOT = Path(__file__).parents[2]
TOY = Path(__file__).with_name("patterns.yaml")
RUNS = 100


@pytest.fixture(scope="module")
def toy():
    return validate(load(TOY), runs=40, seed=3)


def test_patterns_that_ask_for_the_same_world_share_it():
    file = load()
    asked = worlds(file.patterns)
    placebos = [one.placebo.settings for one in file.patterns if one.placebo]
    assert len(asked) == 1 + len({tuple(sorted(one.items())) for one in placebos})
    assert not asked[0].settings and all(world.settings for world in asked[1:])
    assert sum(len(world.asked) for world in asked) == sum(
        len(one.measures) * (2 if one.placebo else 1) for one in file.patterns
    )


def test_a_placebo_that_breaks_the_pattern_makes_evidence(toy):
    first = toy.verdicts.set_index("pattern").loc["T1"]
    assert (first["verdict"], first["placebo"], first["evidence"]) == (
        "passes",
        "fails",
        "evidence",
    )
    measures = toy.table.set_index(["pattern", "measure"])["placebo_verdict"]
    assert measures["T1", "soldiers"] == "passes" and measures["T1", "attrition"] == "fails"


def test_a_placebo_that_does_not_is_none(toy):
    second = toy.verdicts.set_index("pattern").loc["T2"]
    assert (second["verdict"], second["placebo"]) == ("passes", "passes")
    assert second["evidence"] == "no evidence"
    assert toy.holds and toy.amiss == []  # a hold-out pattern does not count


def with_window(file, name, window):
    some = tuple(replace(one, window=window) if one.name == name else one for one in file.patterns)
    return PatternFile(file.name, file.title, "", "", some)


def test_what_is_counted_decides(toy):
    counted = validate(with_window(load(TOY), "T2", "calibration"), runs=40, seed=3)
    assert counted.amiss == ["T2"] and not counted.holds


def test_every_run_is_told(toy):
    long = toy.statistics
    assert len(long) == 40 * 2 * 3
    some = long[(long["measure"] == "attrition") & (long["variant"] == "model")]
    assert some["run"].tolist() == list(range(40)) and some["seed"].is_unique
    # -log of the share that stays: 1 - exp(-0.038 / 4) a quarter over those who serve at its end
    assert some["value"].between(0.03, 0.05).all()


def test_workers_change_nothing(toy, monkeypatch):
    monkeypatch.setattr("experiments.validation.worlds.CHUNK", 16)
    again = validate(load(TOY), runs=40, seed=3, processes=2)
    assert again.table.equals(toy.table) and again.statistics.equals(toy.statistics)
    for name, values in toy.courses.items():
        assert np.array_equal(values, again.courses[name])


def test_runs_that_went_astray_are_left_out_and_told(monkeypatch):
    def broken(scenario, **told):
        history = simulate(scenario, **told)
        for name in told["keep"]:
            history[name][:2] = np.nan
        history.attrs["failures"] = '{"0": "gone", "1": "gone"}'
        return history

    monkeypatch.setattr("experiments.validation.worlds.simulate", broken)
    found = validate(load(TOY), runs=30, seed=3)
    assert found.failures["T1", "model"] == {0: "gone", 1: "gone"}
    row = found.table.iloc[0]
    assert (row["runs"], row["defined"], row["share"]) == (28, 28, 1.0)


def test_courses_have_the_form_of_their_points(toy):
    file = load(TOY)
    history = simulate("toy", 3, 1, keep=["personnel", "help"])
    army, help_in, share = file.series
    dates, values = course(history, army)
    assert dates[0] == 2025.25 and dates[-1] == 2027.0
    assert np.array_equal(values, history.personnel.values[:, 1:])
    assert points(army)[0].tolist() == [2026.0, 2026.5]
    dates, values = course(history, help_in)
    assert dates.tolist() == [2025.5, 2026.5]
    assert values.mean(1) == pytest.approx(1.0)  # relative to the years on record
    assert points(help_in)[1].tolist() == [0.5, 1.5]
    assert course(history, share)[1] == pytest.approx(1.0)  # of yearly sums, not a sum of shares


# the patterns of the project


def of_window(window):
    """The patterns of a window, other readings and courses left out."""
    file = load()
    some = [one for one in file.patterns if one.window == window and not one.reading_of]
    return replace(file, patterns=tuple(some), series=())


def test_the_patterns_of_the_calibration_window_are_those_agreed_upon():
    bands = {
        (one.name, measure.name): (measure.low, measure.high)
        for one in load().patterns
        if one.counted
        for measure in one.measures
    }
    assert bands == {
        ("P1", "ratio"): (1.7, 6.0), ("P2", "ratio"): (2.0, 8.0), ("P5", "gini"): (0.7, 1.0),
        ("P5", "concentration"): (0.1, 0.3), ("P7", "soldiers"): (1700.0, 2300.0),
        ("P7", "attrition"): (0.015, 0.05), ("P14", "years"): (0.8, 1.0),
    }  # fmt: skip


def test_no_measure_of_the_calibration_window_looks_beyond_2015():
    for one in load().patterns:
        if one.window == "calibration":
            for measure in one.measures:
                assert str(measure.arguments["last"])[:4] <= "2015", one.name


def test_the_calibration_patterns_pass_and_their_placebos_fail():
    found = validate(of_window("calibration"), runs=RUNS, seed=1)
    table = found.verdicts.set_index("pattern")
    assert list(table.index) == ["P1", "P2", "P5", "P7", "P14"]
    assert set(table["verdict"]) == {"passes"}, table
    assert set(table["placebo"]) == {"fails"}, table
    assert found.holds


def test_the_hold_out_is_evaluated():
    """What it says is told and not asked for: nothing may be tuned to it."""
    found = validate(of_window("hold-out"), runs=16, seed=1)
    assert len(found.table["pattern"].unique()) == 13
    defined = found.table.groupby("pattern")["defined"].max()
    assert (defined >= 8).all(), defined
    assert not any(found.failures.values())
    assert found.holds  # of nothing that is counted


def test_a_world_runs_as_far_as_its_windows_reach():
    calibration, everything = worlds(of_window("calibration").patterns), worlds(load().patterns)
    assert max(world.quarters for world in calibration) == 49  # to the end of 2015
    assert everything[0].quarters == 89
    # and what lies beyond changes nothing
    file = of_window("calibration").only({"P7"})
    short = validate(file, runs=8, seed=1).table
    longer = replace(file, series=load().series)
    assert validate(longer, runs=8, seed=1).table.equals(short)


def test_every_pattern_says_where_it_comes_from_and_what_became_of_it():
    for one in load().patterns:
        assert one.source and one.mechanism
        assert one.reading_of or (one.remark and one.placebo.why.endswith("."))


def test_the_page_names_every_pattern():
    page = (ROOT / "docs/validation.md").read_text(encoding="utf-8")
    for one in load().patterns:
        assert f"**{one.name}" in page and (one.reading_of or one.title in page), one.name
    assert "Parameters frozen at: **" in page


def test_nothing_is_read_from_beyond_the_project():
    for path in Path(validation.__file__).parent.rglob("*"):
        if path.suffix in (".py", ".yaml"):
            assert "shared/" not in path.read_text(encoding="utf-8"), path
