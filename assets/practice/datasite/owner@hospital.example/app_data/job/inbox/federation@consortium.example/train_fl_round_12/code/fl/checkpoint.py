"""Weights as little-endian 32-bit floats, nothing else in the file."""

from pathlib import Path

import numpy as np


def read_weights(path: Path, size: int) -> np.ndarray:
    raw = path.read_bytes()
    if len(raw) != 4 * size:
        raise ValueError(f"{path.name}: {len(raw)} bytes, expected {4 * size}")
    return np.frombuffer(raw, dtype="<f4").astype(float)


def write_weights(path: Path, weights: np.ndarray) -> None:
    path.write_bytes(weights.astype("<f4").tobytes())
