"""Thirty-day readmission rate for each ward."""

from pathlib import Path

import pandas as pd
import syft_client as sc

MIN_GROUP = 10

path = sc.resolve_dataset_file_path("admissions", owner_email="owner@hospital.example")
df = pd.read_csv(path)

by = df.groupby("ward")
out = by[["readmit_30d", "age"]].mean().round(3)
out["n"] = by.size()

Path("outputs").mkdir(exist_ok=True)
out.to_csv("outputs/rates.csv")
print(f"{len(out)} of {by.ngroups} wards written")
