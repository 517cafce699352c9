"""C12 and threat: what the people of the host see and think of it."""

from __future__ import annotations

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import mean, quantile, ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import Flows

_LEGITIMACY = "Blair, Karim & Morse 2019, American Political Science Review (Liberia)"


def last_year(h: Flows, name: str) -> np.ndarray:
    """Mean of a column over the last four quarters, `(runs, community)`."""
    return mean(np.swapaxes(h.quarterly(name)[:, h.year], 1, 2))


def over_communities(h: Flows, name: str) -> np.ndarray:
    """Mean of the last year over communities, `(runs,)`.

    Weighted by population where the history holds it, else each community counts the same.
    NaN without communities.
    """
    values = last_year(h, name)
    if "population" not in h.history.variables:
        return mean(values)
    people = h.at_end("population")
    return ratio(np.asarray(total(people * values, -1)), np.asarray(total(people, -1)))


@outcome(
    unit="0-1",
    meaning="legitimacy of the state and its partners in the last year",
    reference=_LEGITIMACY,
    higher="better",
)
def legitimacy(h: Flows) -> np.ndarray:
    """Mean as in `over_communities`; NaN without communities."""
    return over_communities(h, "legitimacy")


@outcome(
    unit="0-1",
    meaning="legitimacy where it is lowest: 10th percentile of communities",
    reference=_LEGITIMACY,
    higher="better",
)
def legitimacy_low(h: Flows) -> np.ndarray:
    """10th percentile over communities of legitimacy in the last year; NaN without communities."""
    return quantile(last_year(h, "legitimacy"), 0.1)


@outcome(
    unit="0-1",
    meaning="trust of communities in the security forces in the last year",
    reference=_LEGITIMACY,
    higher="better",
)
def confidence(h: Flows) -> np.ndarray:
    """Mean as in `over_communities`; NaN without communities."""
    return over_communities(h, "confidence")


@outcome(
    unit="0-1",
    meaning="security as communities see it in the last year",
    reference="Mvukiyehe & Samii 2018, World Bank Policy Research Working Paper 8389",
    higher="better",
)
def perceived_security(h: Flows) -> np.ndarray:
    """Mean as in `over_communities`; NaN without communities."""
    return over_communities(h, "perceived_security")


@outcome(
    unit="0-1",
    meaning="threat over the regions in the last year",
    reference="see rules.threat",
    higher="worse",
)
def threat(h: Flows) -> np.ndarray:
    """Mean of the host's threat over the last four quarters."""
    return mean(h.quarterly("threat")[:, h.year])


@outcome(
    unit="persons",
    meaning="soldiers at the horizon",
    reference="count",
    higher="neither",
)
def personnel(h: Flows) -> np.ndarray:
    """Strength of the host's armed forces at the end of the last quarter."""
    return h.at_end("personnel")
