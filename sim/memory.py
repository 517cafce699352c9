"""Memory that an ensemble frees and wants again at once."""

from __future__ import annotations

import numpy as np

#: Just below the largest block from which glibc learns, 32 MiB on 64 bits.
LESSON_BYTES = (32 << 20) - (64 << 10)


def keep_freed_memory() -> None:
    """Teach the C library to keep memory that was freed, instead of handing it back.

    An ensemble makes and frees arrays of the same few sizes thousands of times a second. The
    allocator of glibc returns the free end of its heap to the system whenever it exceeds a
    threshold, by default 128 KiB, and every page that is wanted again costs a fault. The threshold
    follows the largest mapped block that was ever freed (`mallopt(3)`, M_MMAP_THRESHOLD), so that
    one block made and freed here, and never touched, lets the process keep up to 64 MiB. With
    other allocators it does nothing.
    """
    np.empty(LESSON_BYTES, dtype=np.uint8)
