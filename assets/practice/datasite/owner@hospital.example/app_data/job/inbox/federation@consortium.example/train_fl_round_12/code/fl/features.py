"""Columns of the table to columns of the model, in the agreed order."""

import numpy as np
import pandas as pd

from fl.scale import to_unit


def feature_matrix(frame: pd.DataFrame, names: list[str], schema: dict) -> np.ndarray:
    made = {
        "intercept": np.ones(len(frame)),
        "sex_f": (frame["sex"] == "F").to_numpy(float),
        "emergency": (frame["ward"] == "Emergency").to_numpy(float),
        "surgery": (frame["ward"] == "Surgery").to_numpy(float),
    }
    for column, bounds in schema["columns"].items():
        made[column] = to_unit(frame[column].to_numpy(float), bounds["low"], bounds["high"])
    unknown = [name for name in names if name not in made]
    if unknown:
        raise KeyError(f"unknown features: {', '.join(unknown)}")
    return np.column_stack([made[name] for name in names])
