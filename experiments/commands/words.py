"""Times and sizes in words."""

from __future__ import annotations


def span(seconds: float) -> str:
    """A time in words.

    >>> span(0.2), span(42), span(600), span(9000)
    ('less than 1 s', 'about 42 s', 'about 10 min', 'about 2.5 h')
    """
    if seconds < 1:
        return "less than 1 s"
    if seconds < 120:
        return f"about {seconds:.0f} s"
    minutes = seconds / 60
    return f"about {minutes:.0f} min" if minutes < 120 else f"about {minutes / 60:.1f} h"


def size(count: float) -> str:
    """A number of bytes in words.

    >>> size(900), size(93e6), size(4.6e9)
    ('1 kB', '93 MB', '4.6 GB')
    """
    if count < 1e6:
        return f"{max(count / 1e3, 1):.0f} kB"
    return f"{count / 1e6:.0f} MB" if count < 1e9 else f"{count / 1e9:.1f} GB"
