"""Convolutions over the morphemes of a text: one matrix product for all filters, then sums of shifted columns."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from korex.entities.tagger_decoding import Floats


def side_by_side(filters: NDArray[Any]) -> Floats:
    """Return the filters of a convolution, `[width, in, out]`, as one matrix, `[in, width * out]`."""
    width, inputs, outputs = filters.shape
    return np.ascontiguousarray(filters.transpose(1, 0, 2).reshape(inputs, width * outputs), np.float32)


def shifted_sum(taps: Floats, size: int, dilation: int) -> Floats:
    """Return the convolution whose filters gave `taps`, `[time, width * size]`, at every place of their input."""
    width = taps.shape[1] // size
    total = taps[:, width // 2 * size : (width // 2 + 1) * size].copy()
    for tap in range(width):
        shift = (tap - width // 2) * dilation
        column = taps[:, tap * size : (tap + 1) * size]
        if shift < 0:
            total[-shift:] += column[:shift]
        elif shift:
            total[:-shift] += column[shift:]
    return total
