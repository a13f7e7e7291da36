"""The kinds of arrays that pictures are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Shape ``(H, W)``: 0 black to 255 white.
Gray = NDArray[np.uint8]

#: Shape ``(H, W)``: 0 or 1.
Mask = NDArray[np.uint8]
