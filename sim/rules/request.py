"""The host's voice: partners tilt their mix of channels towards what the host asks for."""

from __future__ import annotations

from sim.arrays import Values, share, total
from sim.parameters import Parameter, Rule


class Request(Rule):
    """Parameters of partners' response to requests."""

    flex = Parameter(
        0.3,
        0.0,
        0.8,
        "1",
        "share of a channel's weight that depends on the host's request",
    )
    data_gain = Parameter(
        0.5, 0.0, 1.0, "1", "share of the rest that full analytics of what is short adds"
    )


def tilted_profile(profile: Values, request: Values, data: Values, p: Request) -> Values:
    """Tilt a partner's channels towards the host's request.

    Parameters
    ----------
    profile : (channel, ...)
        Partner's own shares by channel; their total is kept. [0-1]
    request : (channel, ...)
        How much the host asks for each channel. [0-1]
    data : (...)
        How well data tell what is short where. [0-1]
    p : Request
        flex, data_gain. [1]

    Returns
    -------
    (channel, ...)
        Tilted shares; `profile` with `on` = 0. [0-1]

    Notes
    -----
    w_c = profile_c * (1 - f + f * request_c), f = flex + data_gain * data * (1 - flex);
    share_c = w_c * sum(profile) / sum(w). Only the relation between requests matters: asking for
    everything changes nothing. Status: assumption.

    Examples
    --------
    Two equal channels, only the first asked for: weights 0.5 and 0.5 * 0.5, so 2/3 and 1/3.

    >>> import numpy as np
    >>> half, first = np.array([0.5, 0.5]), np.array([1.0, 0.0])
    >>> tilted_profile(half, first, 0.0, Request({"flex": 0.5})).round(6)
    array([0.666667, 0.333333])
    """
    flex = p.flex + p.data_gain * data * (1.0 - p.flex)
    weight = profile * (1.0 - flex * (1.0 - request))
    tilted = weight * share(total(profile), total(weight))
    return p.on * tilted + (1.0 - p.on) * profile
