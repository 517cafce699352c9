"""Tables that would give a wrong answer are refused by name, with a way out."""

import numpy as np
import pandas as pd
import pytest

from experiments.design import Factor, sample
from experiments.sensitivity import SensitivityError, analyse
from tests.sensitivity import functions as known

PAIRED = {"sobol": "saltelli", "morris": "morris"}


@pytest.fixture(params=PAIRED)
def study(request):
    design, table = known.table_of(known.ishigami, known.ANGLES, PAIRED[request.param], 64, seed=1)
    return request.param, design, table.reset_index()


def refused(table, design, method, fault, outcome="out", **more):
    with pytest.raises(SensitivityError) as caught:
        analyse(table, design, outcome, method, **more)
    assert caught.value.fault == fault
    assert str(caught.value).startswith(f"{fault}: ")
    return str(caught.value)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_one_unfinite_value(study, value):
    method, design, table = study
    table.loc[7, "out"] = value
    said = refused(table, design, method, "non-finite values")
    assert "1 of" in said and "base 1" in said and "rerun" in said and "pawn" in said


def test_a_missing_factor_value(study):
    method, design, table = study
    table.loc[7, "b"] = np.nan
    refused(table, design, method, "non-finite values")


def test_given_data_methods_leave_failed_runs_out(study):
    _, _, table = study
    table.loc[[7, 9], "out"] = np.nan
    found = analyse(table, known.ANGLES, "out", "pawn", resamples=20)
    assert any("2 runs failed" in warning for warning in found.warnings)


def test_a_lost_part(study):
    method, design, table = study
    said = refused(table.drop(index=range(20, 40)), design, method, "missing rows")
    assert "20 of" in said and "run the" not in said and "resumes a sweep" in said
    refused(table.drop(index=range(20, 40)), known.ANGLES, method, "missing rows")


def test_a_truncated_study(study):
    method, design, table = study
    length = int(table.step.max()) + 1
    whole_blocks = table[table.base < 32]
    said = refused(whole_blocks, design, method, "truncated study")
    assert f"{32 * length:,} of {64 * length:,}" in said
    refused(whole_blocks, known.ANGLES, method, "truncated study", samples=64)
    refused(table.iloc[:-2], known.ANGLES, method, "truncated study")


def test_a_truncated_study_without_its_design_is_warned_of():
    _, table = known.table_of(known.ishigami, known.ANGLES, "saltelli", 64)
    found = analyse(table[table.base < 48], known.ANGLES, "out", "sobol")
    assert any("no power of two" in warning for warning in found.warnings)
    whole = analyse(table, known.ANGLES, "out", "sobol")
    assert not any("no power of two" in warning for warning in whole.warnings)


def test_a_shuffled_table_whose_ids_went_with_it_is_put_in_order(study):
    method, design, table = study
    mixed = table.sample(frac=1, random_state=3)
    first = analyse(table, design, "out", method).indices
    assert analyse(mixed, design, "out", method).indices.equals(first)


def test_a_shuffled_table_whose_ids_stayed(study):
    method, design, table = study
    mixed = table.sample(frac=1, random_state=3)
    mixed[["base", "step"]] = table[["base", "step"]].to_numpy()
    said = refused(mixed, design, method, "shuffled rows")
    assert "join" in said


def test_outcomes_joined_by_order_are_known_by_the_seed_of_their_row():
    design, table = known.noisy(known.unit(["x", "y", "idle"]), 64, "base", 0.1)
    table["seed"] = table["seed"].sample(frac=1, random_state=1).to_numpy()
    refused(table, design, "sobol", "independent seeds")


def test_rows_without_ids(study):
    method, design, table = study
    said = refused(table.drop(columns=["base", "step"]), design, method, "unordered rows")
    assert "never by their order" in said


def test_copies(study):
    method, design, table = study
    refused(pd.concat([table, table.iloc[:3]]), design, method, "duplicated rows")
    policies = pd.concat([table.assign(policy=name) for name in ("one", "two")])
    assert "choose one policy" in refused(policies, design, method, "duplicated rows")


def test_a_lost_replicate(study):
    method, design, table = study
    twice = pd.concat([table.assign(replicate=k) for k in range(2)], ignore_index=True)
    refused(twice.drop(index=5), design, method, "missing rows")


def test_an_outcome_that_never_moves(study):
    method, design, table = study
    refused(table.assign(out=0.1), design, method, "constant outcome")
    wobble = 1.0 + 1e-15 * np.arange(len(table))
    refused(table.assign(out=wobble), design, method, "constant outcome")


def test_rows_sliced_for_another_number_of_factors():
    """SALib would take them: 5 factors of 64 samples and 12 of 32 have one length."""
    names = [f"x{k}" for k in range(12)]
    _, table = known.table_of(lambda t: t.x0, known.unit(names), "saltelli", 32)
    fewer = known.unit(names[:5])
    assert len(table) == 64 * (5 + 2)
    refused(table, fewer, "sobol", "shuffled rows")


def test_factors_in_another_order(study):
    method, _, table = study
    if method == "sobol":
        refused(table, known.ANGLES[::-1], method, "shuffled rows")


def test_another_design(study):
    method, _, table = study
    narrow = (Factor("a", 0, 1), *known.ANGLES[1:])
    refused(table, narrow, method, "wrong design")


def test_names_that_are_not_there(study):
    method, design, table = study
    assert "did you mean 'out'" in refused(table, design, method, "missing column", "outt")
    assert "did you mean 'sobol'" in refused(table, design, "sobel", "unknown method")
    refused(table, design, method, "unknown option", depth=3)
    refused(table, design, method, "unknown statistic", statistic="median")


def test_a_plain_latin_hypercube_is_no_saltelli():
    design = sample(known.ANGLES, "latin_hypercube", 60, seed=1)
    table = design.table().assign(out=known.ishigami)
    refused(table, known.ANGLES, "sobol", "shuffled rows")


def test_negative_beyond_the_interval_is_warned_of():
    design, table = known.table_of(known.linear, known.unit("xyz"), "saltelli", 64)
    # A model that remembers: rows where x comes from B answer with the opposite sign.
    table.loc[table.step == 1, "out"] *= -1
    found = analyse(table, design, "out", "sobol")
    assert any("below zero" in warning or "above total" in warning for warning in found.warnings)


def test_wide_intervals_are_warned_of():
    _, table = known.table_of(known.ishigami, known.ANGLES, "saltelli", 32)
    found = analyse(table, known.ANGLES, "out", "sobol")
    assert any(warning.startswith("wide intervals") for warning in found.warnings)
    _, table = known.table_of(known.linear, known.unit("xyz"), "saltelli", 2048)
    assert not analyse(table, known.unit("xyz"), "out", "sobol").warnings
