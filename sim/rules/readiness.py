"""Readiness: a production function of skill, equipment and capacity.

R = S^a * E^b * K^(1 - a - b) * serviceability * manning, raised by working together.
"""

from __future__ import annotations

from sim.arrays import Values, clip01, power
from sim.parameters import Parameter, Rule


class Readiness(Rule):
    """Parameters of operational readiness."""

    skill_share = Parameter(0.4, 0.2, 0.6, "1", "elasticity of readiness in skill, a")
    equipment_share = Parameter(0.25, 0.1, 0.4, "1", "elasticity of readiness in equipment, b")
    interoperability = Parameter(
        0.1, 0.0, 0.3, "1", "gain from full interoperability with the partners' forces"
    )
    synergy = Parameter(
        0.1, 0.0, 0.4, "1", "gain where skill, equipment and capacity are all there together"
    )


def readiness(
    skill: Values,
    equipment: Values,
    capacity: Values,
    serviceability: Values,
    manning: Values,
    interoperability: Values,
    p: Readiness,
) -> Values:
    """Readiness of the host's forces.

    Parameters
    ----------
    skill, equipment, capacity : (...)
        Stocks of the force and of its institutions. [0-1]
    serviceability : (...)
        Share of the equipment that works. [0-1]
    manning : (...)
        Personnel over the ceiling. [0-1]
    interoperability : (...)
        Practice in working with others. [0-1]
    p : Readiness
        skill_share, equipment_share, interoperability, synergy. [1]

    Returns
    -------
    (...)
        Readiness. [0-1]

    Notes
    -----
    R0 = S^a * E^b * K^(1-a-b) * serviceability * manning;
    R = min(1, R0 * (1 + interoperability * i + synergy * S * E * K)); R0 with `on` = 0.
    The Cobb-Douglas form makes the weakest of the three the bottleneck. Status: assumption.

    Examples
    --------
    0.25^0.5 * 0.16^0.25 * 0.81^0.25 = 0.5 * 0.6 = 0.3 when nothing else is gained or lost:

    >>> p = Readiness({"skill_share": 0.5, "synergy": 0.0})
    >>> round(float(readiness(0.25, 0.16, 0.81, 1.0, 1.0, 0.0, p)), 12)
    0.3
    """
    a, b = p.skill_share, p.equipment_share
    raw = power(skill, a) * power(equipment, b) * power(capacity, 1.0 - a - b)
    raw = raw * serviceability * manning
    together = p.interoperability * interoperability + p.synergy * skill * equipment * capacity
    return clip01(raw * (1.0 + p.on * together))
