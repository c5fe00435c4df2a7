# The five functions against the program; BOWLBY says where it lies. R CMD check runs it, and so does Rscript.
library(bowlby)

folder <- tempfile("bowlby")
dir.create(folder)
study <- file.path(folder, "pairs.yaml")
writeLines(c(
  "name: pairs", "seed: 4", "population: {founders: 60, years: 31}", "waves:",
  "  - {name: q, instrument: ecr, dates: 30, of: both}",
  "  - {name: diary, instrument: diary, dates: 30.1, days: 4, prompts: 3}"), study)
run <- run_study(study, file.path(folder, "out"), set = list(press_taxes = 0.3), seed = 9)

stopifnot(run$provenance$study_name == "pairs", grepl("seed: 9", run$provenance$study),
          grepl("press_taxes: 0.3", run$provenance$study))
stopifnot(run_query(run, "SELECT COUNT(*) AS n FROM person WHERE generation = 1")$n == 60)

pairs <- dyads(run)
asked <- pairs[pairs$wave == "q", ]
stopifnot(nrow(asked) > 10)
other <- asked[match(asked$partner, asked$person), ]
stopifnot(identical(asked$ecr_anxiety_mean_P, other$ecr_anxiety_mean), identical(asked$couple, other$couple))

days <- diary(run)
stopifnot(nrow(days) == nrow(run_table(run, "diary")), sum(!is.na(days$partner_security)) > 10)

words <- codebook(run)
stopifnot("ecr.anxiety_mean" %in% words$column, all(nzchar(words$meaning)))

refused <- tryCatch(run_study(study, "never", set = list(pres_taxes = 1)), error = conditionMessage)
stopifnot(grepl("did you mean press_taxes", refused))
refused <- tryCatch(read_run(folder), error = conditionMessage)
stopifnot(grepl("holds no results", refused))
cat("all well\n")
