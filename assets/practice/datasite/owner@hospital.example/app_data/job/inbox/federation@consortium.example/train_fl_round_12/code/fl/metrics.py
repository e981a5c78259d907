"""How well the model does, in numbers coarse enough to leave the site."""

import numpy as np


def log_loss(probability: np.ndarray, target: np.ndarray) -> float:
    safe = np.clip(probability, 1e-6, 1 - 1e-6)
    return float(-(target * np.log(safe) + (1 - target) * np.log(1 - safe)).mean())


def size_band(rows: int) -> str:
    """A band instead of a count, so that one patient more or less does not show."""
    for limit in (100, 250, 500, 1000, 5000):
        if rows < limit:
            return f"under {limit}"
    return "5000 or more"
