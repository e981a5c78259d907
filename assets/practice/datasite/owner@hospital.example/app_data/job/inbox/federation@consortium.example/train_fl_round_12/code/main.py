"""Round 12 of the federated readmission model, run at one site.

Reads the weights of round 11, trains on the site's admissions, and writes a
clipped and noised update. No row and no exact count leaves the site.
"""

import json
from pathlib import Path

import syft_client as sc

from fl.round import run_round


def main() -> None:
    root = Path(__file__).parent
    settings = {
        name: json.loads((root / "config" / f"{name}.json").read_text())
        for name in ("model", "privacy", "round", "schema")
    }
    data = sc.resolve_dataset_file_path(
        settings["schema"]["dataset"], owner_email="owner@hospital.example"
    )
    report = run_round(root, Path(data), settings)
    print(f"round {report['round']}: update of norm {report['update_norm']:.3f} written")


if __name__ == "__main__":
    main()
