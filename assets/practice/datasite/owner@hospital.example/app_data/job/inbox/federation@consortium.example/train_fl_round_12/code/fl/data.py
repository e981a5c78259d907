"""Reads the admissions and keeps the rows the model can use."""

from pathlib import Path

import pandas as pd


class CohortTooSmall(Exception):
    pass


def read_cohort(path: Path, schema: dict, min_cohort: int) -> pd.DataFrame:
    wanted = [*schema["columns"], "sex", "ward", schema["target"]]
    frame = pd.read_csv(path, usecols=wanted).dropna()
    for column, bounds in schema["columns"].items():
        frame[column] = frame[column].clip(bounds["low"], bounds["high"])
    if len(frame) < min_cohort:
        raise CohortTooSmall(f"fewer than {min_cohort} usable admissions")
    return frame.reset_index(drop=True)
