#!/bin/bash
# Time from discharge to readmission: Kaplan-Meier curves and a Cox model.
# Needs R 4.2 or newer with the package "survival", which comes with R.
set -euo pipefail

admissions="$SYFTBOX_FOLDER/$SYFTBOX_EMAIL/private/syft_datasets/admissions/admissions.csv"

mkdir -p code/outputs
Rscript --vanilla code/survival.R "$admissions" code/outputs
