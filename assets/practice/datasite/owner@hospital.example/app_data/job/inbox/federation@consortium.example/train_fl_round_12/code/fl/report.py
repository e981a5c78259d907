"""The short report that goes with the update."""

import json
from pathlib import Path


def write_report(folder: Path, report: dict) -> None:
    text = json.dumps(report, indent=2, sort_keys=True)
    (folder / "report.json").write_text(text + "\n")
