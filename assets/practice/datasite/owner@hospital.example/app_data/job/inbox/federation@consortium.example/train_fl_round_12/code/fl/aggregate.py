"""The coordinator's side: weighted mean of the sites' updates."""

import numpy as np


def weighted_mean(updates: dict[str, np.ndarray], weights: dict[str, float]) -> np.ndarray:
    """Mean of the updates, weighted; a site without an update drops out."""
    present = [site for site in weights if site in updates]
    if not present:
        raise ValueError("no site sent an update")
    total = sum(weights[site] for site in present)
    return sum(updates[site] * (weights[site] / total) for site in present)
