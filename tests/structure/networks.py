"""Signed networks for property tests, and partitions by brute force."""

from itertools import product

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays


def symmetric(upper):
    half = np.triu(upper, k=1)
    return half + half.swapaxes(-1, -2)


def signed_networks(smallest=1, largest=7, weight=1):
    sizes = st.integers(smallest, largest)
    return sizes.flatmap(
        lambda n: arrays(np.int64, (n, n), elements=st.integers(-weight, weight))
    ).map(symmetric)


def random_networks(seed, shape, weighted=False):
    rng = np.random.default_rng(seed)
    return symmetric(rng.normal(size=shape) if weighted else rng.integers(-1, 2, size=shape))


def violations(signs, labels):
    n = len(signs)
    return sum(
        abs(signs[i][j])
        for i in range(n)
        for j in range(i)
        if (signs[i][j] > 0) == (labels[i] != labels[j])
    )


def least_violations(signs, camps):
    return min(violations(signs, labels) for labels in product(range(camps), repeat=len(signs)))
