"""Cohort count: people who came as outpatients, by age band and sex.

Agreed in the consortium as the first question to every site. Counts below 10
are blanked, and so is the next smallest in the same row, so that a blanked
one cannot be worked out from a total.
"""

import json
from pathlib import Path

import pandas as pd
import syft_client as sc

MIN_COUNT = 10
BANDS = [0, 18, 40, 65, 80, 120]
LABELS = ["0-17", "18-39", "40-64", "65-79", "80+"]


def blank_small(row: pd.Series) -> pd.Series:
    """Blank what is below the limit, and one more when exactly one was blanked."""
    small = row < MIN_COUNT
    if small.sum() == 1:
        small[row[~small].idxmin()] = True
    return row.astype("Int64").mask(small)


def main() -> None:
    path = sc.resolve_dataset_file_path("admissions", owner_email="owner@hospital.example")
    people = pd.read_csv(path).drop_duplicates("patient_id")
    people["age_band"] = pd.cut(people["age"], BANDS, labels=LABELS, right=False)

    table = people.pivot_table(
        index="age_band", columns="sex", values="patient_id", aggfunc="count", fill_value=0, observed=False
    )
    table = table.apply(blank_small, axis=1)

    out = Path("outputs")
    out.mkdir(exist_ok=True)
    table.to_csv(out / "cohort.csv", na_rep="<10 or hidden")
    (out / "about.json").write_text(json.dumps({"min_count": MIN_COUNT, "bands": LABELS}, indent=2))
    print("cohort.csv written")


if __name__ == "__main__":
    main()
