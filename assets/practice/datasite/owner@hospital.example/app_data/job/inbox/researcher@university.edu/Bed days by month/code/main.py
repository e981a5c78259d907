"""Bed days used in each month."""

from pathlib import Path

import pandas as pd
import syft_client as sc

path = sc.resolve_dataset_file_path("admissions", owner_email="owner@hospital.example")
df = pd.read_csv(path, parse_dates=["admitted_on"])

month = df["admitted_on"].dt.to_period("M")
days = df.groupby(month)["bed_days"].sum()

Path("outputs").mkdir(exist_ok=True)
days.to_csv("outputs/bed_days.csv")
