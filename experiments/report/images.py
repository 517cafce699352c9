"""Pictures made light: a chart has few colours, and a page is forwarded over poor lines."""

from __future__ import annotations

import io

import numpy as np

#: Mean distance over channels and pixels at which a picture with a palette still looks the same;
#: of 255.
_SAME = 0.5


def lighter(png: bytes) -> bytes:
    """A PNG with a palette of 256 colours, where it looks the same and is smaller; else itself.

    Parameters
    ----------
    png : bytes
        A whole PNG file.

    Notes
    -----
    A third of the size for the figures of this project, whose colours are few besides the soft
    edges of letters. The same bytes every time.
    """
    from PIL import Image

    with Image.open(io.BytesIO(png)) as opened:
        over = Image.new("RGBA", opened.size, "white")  # figures lie on white paper
        over.alpha_composite(opened.convert("RGBA"))
    whole = over.convert("RGB")
    few = whole.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    away = np.asarray(few.convert("RGB"), dtype=np.int16) - np.asarray(whole, dtype=np.int16)
    if np.abs(away).mean() > _SAME:
        return png
    held = io.BytesIO()
    few.save(held, "PNG", compress_level=6)
    return held.getvalue() if held.tell() < len(png) else png
