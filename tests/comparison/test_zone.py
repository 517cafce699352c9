"""The zone of indifference as a person types it."""

import numpy as np
import pytest

from experiments.comparison import Zone
from sim.errors import ScenarioError


def test_widths_are_in_the_unit_of_the_outcome():
    zone = Zone.parse(["0.2", "readiness=0.01", "trust=1sd"])
    spread = np.array([[2.0, 2.0, 2.0]])
    widths = zone.widths(["readiness", "autonomy", "trust"], spread)
    np.testing.assert_allclose(widths, [[0.01, 0.4, 2.0]])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("-1", "it must be a number from 0"),
        ("a lot", "it must be a number from 0"),
        ("readiness=", "it must be a number from 0"),
        ("readyness=1", "did you mean 'readiness'"),
        ("inf", "it must be a number from 0"),
        ("nan", "it must be a number from 0"),
    ],
)
def test_what_is_no_width_is_refused(text, told):
    with pytest.raises(ScenarioError, match=told):
        Zone.parse([text])


def test_all_faults_at_once():
    with pytest.raises(ScenarioError) as error:
        Zone.parse(["-1", "x=1"])
    assert len(error.value.faults) == 2
