"""Gaussian noise for the clipped update."""

import secrets

import numpy as np


def add_noise(update: np.ndarray, clip_norm: float, multiplier: float) -> np.ndarray:
    """Noise from the system's randomness, not from the seed the coordinator knows."""
    rng = np.random.default_rng(secrets.randbits(128))
    return update + rng.normal(scale=clip_norm * multiplier, size=update.shape)
