"""One round at one site, from weights to noised update."""

from pathlib import Path

import numpy as np

from fl.checkpoint import read_weights, write_weights
from fl.clip import clip_to_norm
from fl.data import read_cohort
from fl.features import feature_matrix
from fl.metrics import log_loss, size_band
from fl.model import predict
from fl.noise import add_noise
from fl.report import write_report
from fl.train import train


def run_round(root: Path, data: Path, settings: dict) -> dict:
    model, privacy = settings["model"], settings["privacy"]
    schema, plan = settings["schema"], settings["round"]

    base = read_weights(root / plan["base"], len(model["features"]))
    cohort = read_cohort(data, schema, privacy["min_cohort"])
    features = feature_matrix(cohort, model["features"], schema)
    target = cohort[schema["target"]].to_numpy(float)

    trained = train(base, features, target, plan, model["l2"])
    update = clip_to_norm(trained - base, privacy["clip_norm"])
    noised = add_noise(update, privacy["clip_norm"], privacy["noise_multiplier"])

    out = root / "outputs"
    out.mkdir(exist_ok=True)
    write_weights(out / "update.bin", noised)
    report = {
        "round": plan["round"],
        "rows": size_band(len(cohort)),
        "loss_before": round(log_loss(predict(base, features), target), 2),
        "update_norm": float(np.linalg.norm(noised)),
    }
    write_report(out, report)
    return report
