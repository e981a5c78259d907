"""Laplace noise for counts."""

import secrets

import numpy as np
import pandas as pd

SENSITIVITY = 1  # one patient is in one bin


def noisy_counts(counts: pd.Series, epsilon: float) -> pd.Series:
    """Adds noise of scale 1/epsilon, then rounds and lifts negatives to zero."""
    rng = np.random.default_rng(secrets.randbits(128))
    noise = rng.laplace(scale=SENSITIVITY / epsilon, size=len(counts))
    return (counts + noise).round().clip(lower=0).astype(int)
