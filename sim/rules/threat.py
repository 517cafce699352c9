"""The threat to the host: where it tends, and how it gets there.

Sudden falls of aid raise it (Nielsen et al. 2011), peacekeepers calm it (Hultman, Kathman & Shannon
2013), ready forces deter it where people cooperate with them.
"""

from __future__ import annotations

import numpy as np

from sim.arrays import Values, clip01
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule

AID = (
    "Nielsen, Findley, Davis, Candland & Nielson 2011, American Journal of Political Science: "
    "severe falls of aid raise the onset of armed conflict; the size is an expert range"
)


class Threat(Rule):
    """Parameters of the threat."""

    recovery = Parameter(0.6, 0.2, 1.5, "1/year", "speed at which the threat returns to its level")
    volatility = Parameter(
        0.08, 0.0, 0.2, "1/sqrt(quarter)", "size of the shocks, largest at a middling threat"
    )
    deterrence = Parameter(
        0.4, 0.0, 0.8, "1", "share of the threat removed by full readiness and cooperation"
    )
    unaided = Parameter(0.5, 0.0, 1.0, "1", "share of deterrence that works without cooperation")
    aid_shock = Parameter(
        0.5, 0.2, 1.0, "1", "rise of the threat per log point of aid lost", source=AID
    )
    tolerance = Parameter(0.15, 0.05, 0.3, "1", "fall of log aid without effect", source=AID)
    contagion = Parameter(0.15, 0.0, 0.5, "1", "threat taken over from the neighbours'")
    spread = Parameter(
        0.1, 0.0, 0.4, "1", "threat taken over from the regions that a region is in contact with"
    )
    spillover = Parameter(
        0.1, 0.0, 0.4, "1", "share of the missing unrest that the host's threat adds next door"
    )
    grievance = Parameter(0.2, 0.0, 0.5, "1", "rise of the threat where nobody cooperates")
    calming = Parameter(
        0.6, 0.2, 1.5, "1/year", "share of unusual unrest in a neighbour that passes in a year"
    )


def base_level(
    base: Values,
    aid_drop: Values,
    calm: Values,
    readiness: Values,
    contagion_from: Values,
    spread_from: Values,
    cooperation: Values,
    p: Threat,
) -> Values:
    """Level towards which the threat tends.

    Parameters
    ----------
    base : (...)
        Threat of the scenario before anybody acts. [0-1]
    aid_drop : (...)
        Fall of log aid in a year. [0-5]
    calm : (...)
        Factor from peacekeepers (`peacekeeping.calm`). [0-1]
    readiness : (...)
        Readiness of the host's forces. [0-1]
    contagion_from : (...)
        The neighbours' threat. [0-1]
    spread_from : (...)
        Threat in the regions around. [0-1]
    cooperation : (...)
        Communities' will to cooperate. [0-1]
    p : Threat
        aid_shock, tolerance, grievance, contagion, spread, deterrence, unaided. [1]

    Returns
    -------
    (...)
        Level; `base` with `on` = 0. [0-1]

    Notes
    -----
    driven = base * (1 + aid_shock * max(0, aid_drop - tolerance) + grievance * (1 - cooperation))
    + contagion * contagion_from + spread * max(0, spread_from - base);
    level = driven * calm * (1 - deterrence * readiness * (unaided + (1 - unaided) * cooperation)).
    Status: assumption; sign of the aid shock a stylised fact (Nielsen et al. 2011).

    Examples
    --------
    Aid falls by 0.35 log points: 0.4 * (1 + 0.5 * 0.2) = 0.44, halved by peacekeepers.

    >>> p = Threat({"aid_shock": 0.5, "tolerance": 0.15, "grievance": 0.0})
    >>> round(float(base_level(0.4, 0.35, 0.5, 0.0, 0.0, 0.0, 0.5, p)), 12)
    0.22
    """
    lost = np.maximum(aid_drop - p.tolerance, 0.0)
    driven = base * (1.0 + p.aid_shock * lost + p.grievance * (1.0 - cooperation))
    deterred = p.deterrence * readiness * (p.unaided + (1.0 - p.unaided) * cooperation)
    abroad = p.contagion * contagion_from
    around = p.spread * np.maximum(spread_from - base, 0.0)
    level = clip01((driven + abroad + around) * calm * (1.0 - deterred))
    return p.on * level + (1.0 - p.on) * base


def next_threat(threat: Values, level: Values, onset: Values, shock: Values, p: Threat) -> Values:
    """Move the threat towards its level, with shocks and crises.

    Parameters
    ----------
    threat : (...)
        Threat. [0-1]
    level : (...)
        Where it tends (`base_level`). [0-1]
    onset : (...)
        Size of a crisis that begins this quarter. [0-1]
    shock : (...)
        Standard normal draw. [-3-3]
    p : Threat
        recovery [1/year], volatility [1/sqrt(quarter)].

    Returns
    -------
    (...)
        Threat at the quarter's end. [0-1]

    Notes
    -----
    t' = t + recovery * (level - t) / 4 + volatility * shock * sqrt(t * (1 - t)) + onset * (1 - t).
    The root keeps shocks small near 0 and 1. With `on` = 0 only crises remain. Status: assumption.
    """
    drift = p.recovery * YEARS_PER_QUARTER * (level - threat)
    noise = p.volatility * shock * np.sqrt(threat * (1.0 - threat))
    return clip01(threat + p.on * (drift + noise) + onset * (1.0 - threat))


def next_unrest(unrest: Values, base: Values, spill: Values, soothed: Values, p: Threat) -> Values:
    """Let unrest in a neighbouring state return to its usual level.

    Parameters
    ----------
    unrest, base : (...)
        Unrest so far, and in normal times. [0-1]
    spill : (...)
        The host's threat where the two have a common border, else 0. [0-1]
    soothed : (...)
        Factor by which mediation speeds calming up (`mediation.soothed`). [1-4]
    p : Threat
        calming [1/year], spillover [1].

    Returns
    -------
    (...)
        Unrest at the quarter's end. [0-1]

    Notes
    -----
    u' = u + calming / 4 * soothed * (usual - u), usual = base + (1 - base) spillover spill; the
    step is at most the whole way. Status: assumption.
    """
    usual = base + (1.0 - base) * p.spillover * spill
    step = np.minimum(p.calming * YEARS_PER_QUARTER * soothed, 1.0)
    return unrest + p.on * step * (usual - unrest)
