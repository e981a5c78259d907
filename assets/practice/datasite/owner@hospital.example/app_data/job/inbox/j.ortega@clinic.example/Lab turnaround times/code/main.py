"""Turnaround of laboratory samples against the reference times of each ward."""

from pathlib import Path

import pandas as pd

LIMIT_MINUTES = 90

reference = pd.read_csv("data/reference.csv")
wards = pd.read_csv("data/wards.csv")

late = reference.merge(wards, on="ward").query("wait_minutes > @LIMIT_MINUTES")
summary = late.groupby("site").size().rename("late")

out = Path("outputs")
out.mkdir(exist_ok=True)
summary.to_csv(out / "late_by_site.csv")
late.to_parquet(out / "reference_used.parquet")
print(f"{len(summary)} sites compared with the reference")
