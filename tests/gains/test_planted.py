"""What was planted in a history is found, in its place, and nowhere else."""

import numpy as np
import pytest

from experiments.gains import Worlds
from experiments.gains.condensing import condensed
from experiments.gains.measures import MEASURES, chosen, measure_of
from experiments.gains.parting import meeting, parting
from experiments.gains.settings import Settings
from experiments.gains.tables import gains_table
from sim import simulate
from sim.columns import KINDS
from sim.errors import ParameterError
from tests.gains.planted import DATES, QUARTERS, RUNS, SETTINGS, divergence, gift, nothing, pair
from tests.gains.planted import trust as less_trust


def moved(table):
    """Rows that differ, by (by, name, measure)."""
    some = table[table["difference"] != 0.0]
    return {
        (row.by, row.name_, row.measure): row
        for row in some.rename(columns={"name": "name_"}).itertuples()
    }


def test_a_gift_is_found_with_its_giver_its_kind_and_its_channel():
    found = moved(gains_table(pair(gift), SETTINGS))
    half = 0.5 * 4 / QUARTERS
    assert set(found) == {
        ("actor", "Ghana", "help"),
        ("kind", "partner_state", "help"),
        ("channel", "training", "help"),
        ("year", "2026", "help"),
    }
    for (by, _, _), row in found.items():
        assert row.difference == pytest.approx(0.5 if by == "year" else half)
        # giving more is neither good nor bad in itself
        assert (row.direction, row.gain, row.changed) == ("more", "neither", 1.0)
        assert row.low_all <= row.difference <= row.high_all


def test_lost_trust_is_a_loss_to_one_actor():
    table = gains_table(pair(less_trust), SETTINGS)
    found = moved(table)
    assert set(found) == {
        ("actor", "Sweden", "trust"),
        ("kind", "partner_state", "trust"),
        ("year", "2025", "trust"),
        ("year", "2026", "trust"),
    }
    sweden = found["actor", "Sweden", "trust"]
    assert (sweden.direction, sweden.gain) == ("less", "worse")
    assert sweden.difference == pytest.approx(-0.1, abs=0.02)
    states = sum(
        table["by"].eq("actor") & table["kind"].eq("partner_state") & table["measure"].eq("trust")
    )
    assert found["kind", "partner_state", "trust"].difference == pytest.approx(
        sweden.difference / states
    )
    others = table[(table["by"] == "actor") & (table["name"] != "Sweden")]
    assert set(others["direction"]) == {"same"}


def test_less_of_a_bad_thing_is_a_gain():
    def calmer(history):
        history["threat"][:] *= 0.5

    (row,) = (
        row for key, row in moved(gains_table(pair(calmer), SETTINGS)).items() if key[0] == "actor"
    )
    assert (row.measure, row.direction, row.gain) == ("threat", "less", "better")


def test_indifference_widens_what_is_neither():
    settings = Settings(resamples=400, indifference={"trust": 0.2})
    found = moved(gains_table(pair(less_trust), settings))
    assert found["actor", "Sweden", "trust"].direction == "unclear"
    assert found["actor", "Sweden", "trust"].gain == "neither"


def test_nothing_planted_nothing_found():
    table = gains_table(pair(nothing), SETTINGS)
    assert not moved(table)
    assert set(table["gain"]) == {"neither"}
    assert divergence(nothing)["quarter"].isna().all()


def test_policies_part_in_the_planted_quarter():
    found = divergence(gift)
    assert found.loc["help", "quarter"] == 5.0
    assert found.loc["help", "date"] == DATES[4] == "2026Q1"
    assert found.loc["help", "side"] == "more"
    assert found.loc["help", "difference"] == pytest.approx(0.5)
    assert np.isnan(found.loc["help", "back"])
    others = found.drop(index="help")
    assert others["quarter"].isna().all()
    assert set(others["side"]) == {""}


def test_what_meets_again_is_told():
    def episode(history):
        history["readiness"].loc[{"quarter": slice(2, 5)}] += 0.3

    row = divergence(episode).loc["readiness"]
    assert (row["quarter"], row["back"], row["back_date"]) == (2.0, 6.0, "2026Q2")


def test_a_difference_within_the_indifference_parts_nobody():
    wide = Settings(resamples=400, hold=3, indifference={"help": 0.6})
    assert np.isnan(divergence(gift, wide).loc["help", "quarter"])
    short = Settings(resamples=400, hold=5)
    assert np.isnan(divergence(gift, short).loc["help", "quarter"]), "it lasts four quarters"


def test_worlds_that_went_astray_are_left_out_and_counted():
    def astray(history):
        history["readiness"][5, 3:] = np.inf
        less_trust(history)

    table = gains_table(pair(astray), SETTINGS)
    assert set(table["worlds"]) == {RUNS - 1}
    assert set(table["undefined"]) == {1}
    assert np.isfinite(table["difference"]).all()
    assert ("actor", "Sweden", "trust") in moved(table)
    assert ("actor", "Liberia", "readiness") not in moved(table)


def test_a_world_goes_astray_whatever_is_compared():
    history = simulate("toy", 12, 1)
    history["readiness"][4, 3:] = np.inf
    found = condensed(history, "Host", chosen(["trust"]))
    assert np.isfinite(found.series).all()
    assert np.flatnonzero(~found.fine).tolist() == [4]


def test_parting_by_hand():
    assert parting(np.array([0, 1, 1, 1]), 3) == 1
    assert parting(np.array([1, 1, 1, 1]), 3) == 0
    assert parting(np.array([0, 0, 1, 1]), 3) is None
    assert parting(np.array([-1, -1]), 4) == 0, "of a short series, all of it"
    assert parting(np.zeros(5, dtype=int), 1) is None
    assert meeting(np.array([1, 1, 1]), None) is None


def test_measures_are_declared_for_those_who_carry_them():
    for measure in MEASURES:
        carriers = {kind: set(KINDS[kind].declared()) for kind in measure.kinds}
        if measure.level == "supplier":
            assert all(carried.issuperset(measure.columns) for carried in carriers.values())
        assert "{who}" in measure.told
        assert measure_of("channel" if measure.level == "channel" else "kind", measure.kinds[0],
                          measure.name) is measure  # fmt: skip
    names = [(measure.level, measure.name) for measure in MEASURES]
    assert len(set(names)) == len(names)
    series = [measure.name for measure in MEASURES if measure.series]
    assert len(set(series)) == len(series)


def test_units_are_those_of_the_columns():
    for measure in MEASURES:
        declared = KINDS[measure.kinds[0]].declared()
        for kind in KINDS.values():
            declared = kind.declared() | declared
        column = declared[measure.columns[0]]
        # a count of members is a sum of shares over states, time with a tie a mean
        if measure.name != "members":
            assert measure.unit == column.unit, measure.name


def test_bad_input_is_told():
    with pytest.raises(ParameterError, match="did you mean 'trust'"):
        chosen(["trusst"])
    with pytest.raises(ParameterError, match="between 0 and 1"):
        Settings(confidence=1.0)
    with pytest.raises(ParameterError, match="resamples is 5"):
        Settings(resamples=5)
    with pytest.raises(ParameterError, match="indifference of help is -1"):
        Settings(indifference={"help": -1.0})
    with pytest.raises(ParameterError, match="2 values for 3 worlds"):
        Worlds(np.arange(3), {"rules.fatigue.gain": np.ones(2)})
