"""Median wait in the emergency department by month of arrival."""

from pathlib import Path

import pandas as pd
import syft_client as sc

MIN_GROUP = 10

path = sc.resolve_dataset_file_path("admissions", owner_email="owner@hospital.example")
df = pd.read_csv(path, parse_dates=["admitted_on"])
df = df[df["ward"] == "Emergency"].assign(month=lambda d: d["admitted_on"].dt.strftime("%Y-%m"))

waits = df.groupby("month")["wait_minutes"].agg(["median", "count"])
waits = waits[waits["count"] >= MIN_GROUP]
waits["median"] = (waits["median"] / 5).round() * 5

Path("outputs").mkdir(exist_ok=True)
waits.to_csv("outputs/ed_waiting_times.csv")
print(waits.to_string())
