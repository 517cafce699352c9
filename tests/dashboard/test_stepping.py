import sys
import threading
from dataclasses import replace

import numpy as np
import pytest

from experiments.dashboard.preparing import prepare
from experiments.dashboard.stepping import lines, reasons, shown, walk
from experiments.dashboard.tracing import traced
from sim.model import CoalitionModel
from sim.rules.fatigue import Fatigue, next_fatigue
from tests.dashboard import worlds

VIEW = replace(worlds.FROZEN, show="step", run=3, at=5)


def prepared():
    return prepare(VIEW.world, VIEW.quarters, {})


def test_a_stepped_run_is_that_run_of_the_ensemble():
    walked = walk(replace(VIEW, at=VIEW.quarters), prepared())
    history = worlds.compared().current.history.isel(run=3)
    alone = walked.model.history()
    for name in ("trust", "readiness", "help"):
        assert np.array_equal(alone[name], history[name], equal_nan=True), name


def test_steps_go_on_from_where_they_are_and_back_from_the_start():
    first = walk(VIEW, prepared())
    further = walk(replace(VIEW, at=6), prepared(), first)
    assert further is first
    assert further.steps == 6
    back = walk(replace(VIEW, at=2), prepared(), further)
    assert back is not further
    assert back.steps == 2
    assert walk(replace(VIEW, run=4), prepared(), back) is not back


def test_the_reasons_are_the_numbers_of_the_run():
    walked = walk(VIEW, prepared())
    told = {(one.act, one.rule, one.function): one for one in reasons(walked, "China")}
    tired = told["tire", "fatigue", "next_fatigue"]
    given = {one.name: one for one in tired.inputs}
    assert given["burden"].meaning.startswith("Aid over budget")
    used = {one.name: one.value for one in tired.parameters}
    assert used["gain"] == "0.3"
    again = next_fatigue(
        *(float(given[n].value) for n in ("fatigue", "burden", "progress")), Fatigue({"gain": 0.3})
    )
    assert float(tired.result) == pytest.approx(float(again), rel=1e-3)
    now = next(line for line in lines(walked, "China") if line.name == "fatigue")
    assert shown(now.value) == tired.result
    assert shown(now.before) == given["fatigue"].value
    ends = told["reconsider", "termination", "hazard"]
    assert {"alignment", "trust", "unmet"} <= {one.name for one in ends.inputs}
    assert {"base", "misalignment", "unmet"} <= {one.name for one in ends.parameters}
    assert ("reconsider", "chance", "partnership") in told


def test_every_actor_has_a_state_in_words_and_before_the_start_no_reasons():
    start = walk(replace(VIEW, at=0), prepared())
    for actor in prepared().scenario.actors:
        found = lines(start, actor)
        assert found
        assert all(line.unit and line.meaning for line in found)
        assert reasons(start, actor) == []
    later = walk(VIEW, prepared())
    deciders = [a for a in prepared().scenario.actors if reasons(later, a)]
    assert {"Liberia", "China", "ECOWAS", "ICRC", "Montserrado"} <= set(deciders)


def test_tracing_moves_no_number_and_no_other_thread():
    plain = CoalitionModel("toy", rng=5).run().history()
    followed = CoalitionModel("toy", rng=5)
    before = sys.getprofile()
    elsewhere = []
    with traced() as found:
        other = threading.Thread(target=lambda: elsewhere.append(sys.getprofile()))
        other.start()
        other.join()
        followed.run()
    assert elsewhere == [before]
    assert sys.getprofile() is before
    assert found
    assert followed.history().equals(plain)
