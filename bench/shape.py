"""How synthetic graphs are shaped, whatever they are written as: hubs, modalities, sources."""

from __future__ import annotations

import random

MODALITIES = ("Actual",) * 17 + ("Attempted", "Sought", "Planned")
"""85 % of the statements are about what is or was so."""

SECOND = 0.3
"""Share of the statements with a second source, or more."""

DENIED = 0.08
"""Share of the statements that somebody denies."""

THIRD = 0.05
"""Share of the statements with three sources."""

VOICED = 0.3
"""Share of the sources that name who says so, and do not speak in their own voice."""


def hub(count: int, rng: random.Random) -> int:
    """Draw a number below ``count``; small ones far more often, as hubs are named more often.

    The chance of number i is in proportion to i^(-2/3), so how often a number is drawn follows a
    power law with an exponent of 2.5.
    """
    return min(count - 1, int(count * rng.random() ** 3))
