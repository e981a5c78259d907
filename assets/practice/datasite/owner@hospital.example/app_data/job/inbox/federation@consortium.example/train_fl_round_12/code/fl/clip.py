"""Bounds how far one site can move the model."""

import numpy as np


def clip_to_norm(update: np.ndarray, limit: float) -> np.ndarray:
    """Shortens the update to `limit` when it is longer; its direction stays."""
    norm = float(np.linalg.norm(update))
    return update if norm <= limit else update * (limit / norm)
