#!/bin/bash
# List of admissions for record linkage at the lab.
set -euo pipefail
mkdir -p code/outputs
cut -d, -f1,2,3,4,5 \
  "$SYFTBOX_FOLDER/$SYFTBOX_EMAIL/private/syft_datasets/admissions/admissions.csv" \
  > code/outputs/patients.csv
wc -l < code/outputs/patients.csv
