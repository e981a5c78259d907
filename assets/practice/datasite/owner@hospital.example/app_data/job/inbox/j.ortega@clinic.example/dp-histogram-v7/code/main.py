"""Histograms of the admissions with Laplace noise (pure differential privacy)."""

import json
from pathlib import Path

import pandas as pd
import syft_client as sc

from dp.bins import count_in_bins
from dp.budget import Budget
from dp.laplace import noisy_counts


def main() -> None:
    params = json.loads(Path("params.json").read_text())
    budget = Budget(params["epsilon"])
    path = sc.resolve_dataset_file_path(params["dataset"], owner_email="owner@hospital.example")
    df = pd.read_csv(path).drop_duplicates("patient_id")

    out = Path("outputs")
    out.mkdir(exist_ok=True)
    for query in params["queries"]:
        epsilon = budget.spend(query["column"], query["epsilon"])
        counts = count_in_bins(df[query["column"]], query["edges"])
        noisy_counts(counts, epsilon).to_csv(out / f"{query['column']}.csv")

    (out / "budget.json").write_text(json.dumps(budget.as_dict(), indent=2))
    print(f"{len(params['queries'])} histograms, epsilon {budget.spent:g} of {budget.total:g}")


if __name__ == "__main__":
    main()
