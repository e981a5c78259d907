#!/bin/bash
set -euo pipefail
mkdir -p code/outputs
export ADMISSIONS="$SYFTBOX_FOLDER/$SYFTBOX_EMAIL/private/syft_datasets/admissions/admissions.csv"

Rscript --vanilla - <<'R'
admissions <- read.csv(Sys.getenv("ADMISSIONS"))
people <- admissions[!duplicated(admissions$patient_id), ]
result <- aggregate(age ~ sex, data = people, FUN = mean)
result$age <- round(result$age, 1)
result$n <- as.vector(table(people$sex)[result$sex])
stopifnot(all(result$n >= 10))
write.csv(result, "code/outputs/mean_age.csv", row.names = FALSE)
cat("mean age of", nrow(people), "people\n")
R
