# Usage: Rscript survival.R <admissions.csv> <folder for results>
library(survival)

args <- commandArgs(trailingOnly = TRUE)
stopifnot(length(args) == 2)

MIN_GROUP <- 10   # no curve and no coefficient for a smaller group
FOLLOW_UP <- 30   # days

admissions <- read.csv(args[[1]], stringsAsFactors = FALSE)
admissions$time <- ifelse(is.na(admissions$days_to_readmission),
                          FOLLOW_UP,
                          pmin(admissions$days_to_readmission, FOLLOW_UP))
admissions$event <- admissions$readmit_30d == 1

size <- table(admissions$ward)
kept <- names(size)[size >= MIN_GROUP]
cohort <- admissions[admissions$ward %in% kept, ]
cohort$ward <- factor(cohort$ward)

# Kaplan-Meier, read off once a week so that no single patient shows as a step.
curves <- survfit(Surv(time, event) ~ ward, data = cohort)
weekly <- summary(curves, times = c(7, 14, 21, 28), extend = TRUE)
km <- data.frame(ward = sub("^ward=", "", weekly$strata),
                 day = weekly$time,
                 at_risk = weekly$n.risk,
                 survival = round(weekly$surv, 3))
km <- km[km$at_risk >= MIN_GROUP, ]
write.csv(km, file.path(args[[2]], "kaplan_meier.csv"), row.names = FALSE)

cox <- coxph(Surv(time, event) ~ age + sex + ward, data = cohort)
found <- summary(cox)
hazard <- data.frame(term = rownames(found$conf.int),
                     ratio = round(found$conf.int[, "exp(coef)"], 3),
                     lower = round(found$conf.int[, "lower .95"], 3),
                     upper = round(found$conf.int[, "upper .95"], 3))
write.csv(hazard, file.path(args[[2]], "hazard_ratios.csv"), row.names = FALSE)

cat(nrow(cohort), "admissions on", length(kept), "wards\n")
