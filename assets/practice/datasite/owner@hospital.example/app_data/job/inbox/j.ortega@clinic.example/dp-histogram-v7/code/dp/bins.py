"""Counting into bins that were fixed before the data was seen."""

import pandas as pd


def count_in_bins(values: pd.Series, edges: list[float]) -> pd.Series:
    """How many values fall into each bin; what lies outside goes into the nearest one."""
    inside = values.dropna().clip(edges[0], edges[-1] - 1e-9)
    labels = [f"{low:g}-{high:g}" for low, high in zip(edges, edges[1:])]
    binned = pd.cut(inside, edges, labels=labels, right=False)
    return binned.value_counts(sort=False).rename("count")
