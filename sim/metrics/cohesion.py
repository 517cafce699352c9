"""C6: do the partner states fit together? Measured on their relations at the end of the run."""

from __future__ import annotations

import numpy as np

from sim.arrays import total
from sim.metrics._numbers import ratio
from sim.metrics._registry import outcome
from sim.metrics.flows import Flows
from sim.structure import frustration_bound, triads

#: Relations nearer to 0 are neither friendly nor hostile.
INDIFFERENT = 0.05


def relations(h: Flows) -> np.ndarray:
    """Relations between partner states, the mean of both views, `(runs, state, state)`."""
    seen = h.at_end("relation", "partner_state")
    mutual = 0.5 * (seen + seen.swapaxes(-1, -2))
    itself = np.eye(mutual.shape[-1], dtype=bool)
    return np.where(itself | ~np.isfinite(mutual), 0.0, mutual)


def signs(h: Flows) -> np.ndarray:
    """1 for friends, -1 for foes, 0 for the indifferent, `(runs, state, state)`."""
    relation = h.once(relations)
    return 1.0 * (relation > INDIFFERENT) - 1.0 * (relation < -INDIFFERENT)


@outcome(
    unit="0-1",
    meaning="share of triads of partner states that are balanced",
    reference="Cartwright & Harary 1956, doi:10.1037/h0046049",
    higher="neither",
)
def cohesion_balance(h: Flows) -> np.ndarray:
    """Balanced share of the closed triads of relation signs at the end.

    A relation within 0.05 of 0 has no sign. 1 where no three states have relations, as with a
    single partner.
    """
    network = h.once(signs)
    if not network.size:
        return np.ones(h.runs)
    share = triads(network).balanced_share
    return np.where(np.isnan(share), 1.0, share)


@outcome(
    unit="0-1",
    meaning="least share of relations that any two camps would violate",
    reference="Harary 1959, doi:10.1002/bs.3830040405; Doreian & Mrvar 1996",
    higher="worse",
)
def cohesion_frustration(h: Flows) -> np.ndarray:
    """Frustration index of relation signs at the end, two camps, by `frustration_bound`.

    An upper bound, exact in nine of ten random networks. 0 where no two states have a relation.
    """
    network = h.once(signs)
    if not network.size:
        return np.zeros(h.runs)
    # Many runs end with the same signs, and a network gets the same bits in any batch.
    distinct, which = np.unique(network, axis=0, return_inverse=True)
    index = frustration_bound(distinct).index[which.reshape(-1)]
    return np.where(np.isnan(index), 0.0, index)


@outcome(
    unit="0-1",
    meaning="how far the camps at the end part friends and join foes",
    reference="Axelrod & Bennett 1993, doi:10.1017/S000712340000661X; bounds are ours",
    higher="worse",
)
def cohesion_energy(h: Flows) -> np.ndarray:
    """Energy of the camps at the end between its bounds, (E - E_low) / (E_high - E_low).

    E = sum over pairs of c_i c_j r_ij d_ij with capability c, relation r, and d 1 across camps, 0
    within, 1/2 from a neutral to either. E_low has all friends together and all foes apart, which
    only a balanced network allows; E_high the reverse. Frustration of the least frustrated camps
    is its floor (same weights). 0 where no two states of any capability have a relation.
    """
    camp, size = h.at_end("camp", "partner_state"), h.at_end("capability", "partner_state")
    weight = size[:, :, None] * size[:, None, :] * h.once(relations)
    apart = 0.5 * np.abs(camp[:, :, None] - camp[:, None, :])
    violated = np.where(weight > 0, apart, 1.0 - apart) * np.abs(weight)
    share = ratio(_all_pairs(violated), _all_pairs(np.abs(weight)))
    return np.where(_all_pairs(np.abs(weight)) > 0, share, 0.0)


def _all_pairs(values: np.ndarray) -> np.ndarray:
    return np.asarray(total(values.reshape(len(values), values.shape[1] ** 2), -1))
