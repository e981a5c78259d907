"""Mini-batch gradient descent with a fixed order of batches."""

import numpy as np

from fl.model import gradient


def train(base: np.ndarray, features: np.ndarray, target: np.ndarray, plan: dict, l2: float) -> np.ndarray:
    weights = base.copy()
    rng = np.random.default_rng(plan["seed"])
    size = plan["batch_size"]
    for _ in range(plan["epochs"]):
        order = rng.permutation(len(target))
        for start in range(0, len(order), size):
            batch = order[start : start + size]
            weights -= plan["learning_rate"] * gradient(weights, features[batch], target[batch], l2)
    return weights
