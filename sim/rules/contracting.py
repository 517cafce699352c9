"""Private contractors: quick to deploy, as good as they are watched, soon forgotten.

    delay factor = 1 - speed * contracted share,   fee = margin * value
    M' = M + dt * (gain * contract * (1 - M) - loss * (1 - contract) * M)
    quality = 1 - drift * (1 - monitoring) * (1 - memory_value * M)

Contractors raised Liberia's army, the first time in 150 years that a state hired a company to raise
another's (McFate 2013). What they know leaves with them.
"""

from __future__ import annotations

from sim.arrays import Values, clip01
from sim.parameters import YEARS_PER_QUARTER, Parameter, Rule


class Contracting(Rule):
    """Parameters of private contractors."""

    margin = Parameter(
        0.12, 0.05, 0.2, "1", "the contractor's profit as a share of the contract's value"
    )
    speed = Parameter(
        0.5,
        0.0,
        1.0,
        "1",
        "share of the delay removed by contractors alone",
        source="expert range; McFate 2013, US Army War College Strategic Studies Institute",
    )
    memory_gain = Parameter(
        1.0, 0.2, 3.0, "1/year", "missing advice stock built up a year under contract"
    )
    memory_loss = Parameter(3.0, 1.0, 6.0, "1/year", "advice stock lost a year without a contract")
    drift = Parameter(0.3, 0.0, 0.6, "1", "quality lost where nobody watches and nothing is known")
    memory_value = Parameter(
        0.5, 0.0, 1.0, "1", "share of that loss that a full advice stock prevents"
    )


def delay_factor(contract_share: Values, memory: Values, p: Contracting) -> Values:
    """Speed delivery up by sending contractors.

    Parameters
    ----------
    contract_share : (...)
        Share of the support that contractors deliver. [0-1]
    memory : (...)
        Knowledge of the host held by their staff. [0-1]
    p : Contracting
        speed, memory_value. [1]

    Returns
    -------
    (...)
        Factor on the delay. [0-1]

    Notes
    -----
    1 - speed * contract_share * (1 - memory_value * (1 - memory)). Status: assumption.
    """
    known = 1.0 - p.memory_value * (1.0 - memory)
    return 1.0 - p.on * p.speed * contract_share * known


def fee(value: Values, p: Contracting) -> Values:
    """Pay the contractor's profit out of the contract.

    Parameters
    ----------
    value : (...)
        Value of the contract. [million US$ a quarter]
    p : Contracting
        margin. [1]

    Returns
    -------
    (...)
        Profit, which buys the host nothing. [million US$ a quarter]

    Notes
    -----
    margin * value. Status: assumption.
    """
    return p.on * p.margin * value


def next_memory(memory: Values, contract: Values, p: Contracting) -> Values:
    """Learn while the contract runs, forget when it has ended.

    Parameters
    ----------
    memory : (...)
        Advice stock, what the contractor's people know of the host (M). [0-1]
    contract : (...)
        Intensity of the running contract. [0-1]
    p : Contracting
        memory_gain, memory_loss. [1/year]

    Returns
    -------
    (...)
        Advice stock at the quarter's end. [0-1]

    Notes
    -----
    M' = M + (gain * contract * (1 - M) - loss * (1 - contract) * M) / 4, within [0, 1]: a loss of 4
    a year or more empties it within the quarter. Status: assumption.

    Examples
    --------
    Full contract, half known: 0.5 + 1 * 1 * 0.5 / 4.

    >>> round(float(next_memory(0.5, 1.0, Contracting())), 6)
    0.625
    """
    learnt = p.memory_gain * contract * (1.0 - memory)
    lost = p.memory_loss * (1.0 - contract) * memory
    return clip01(memory + p.on * YEARS_PER_QUARTER * (learnt - lost))


def quality(memory: Values, monitoring: Values, p: Contracting) -> Values:
    """Deliver as well as one knows the place and is watched.

    Parameters
    ----------
    memory : (...)
        Advice stock (M). [0-1]
    monitoring : (...)
        Monitoring by the partner that pays. [0-1]
    p : Contracting
        drift, memory_value. [1]

    Returns
    -------
    (...)
        Share of what is delivered that is of use. [0-1]

    Notes
    -----
    1 - drift * (1 - monitoring) * (1 - memory_value * M). Status: assumption.
    """
    return 1.0 - p.on * p.drift * (1.0 - monitoring) * (1.0 - p.memory_value * memory)
