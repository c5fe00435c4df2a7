# Calls the program bowlby and reads what it wrote. The program is looked for in the argument `program`, in the
# environment variable BOWLBY, and on the PATH.

bowlby_program <- function(program) {
  if (!is.null(program)) return(program)
  named <- Sys.getenv("BOWLBY")
  if (nzchar(named)) named else "bowlby"
}

bowlby_call <- function(arguments, program = NULL) {
  program <- bowlby_program(program)
  if (!nzchar(Sys.which(program))) stop(program, " cannot be started; set BOWLBY to where the program lies", call. = FALSE)
  said <- tempfile()
  on.exit(unlink(said))
  code <- suppressWarnings(system2(program, shQuote(arguments), stdout = FALSE, stderr = said))
  if (code != 0) stop(paste(readLines(said, warn = FALSE), collapse = "\n"), call. = FALSE)
  invisible(NULL)
}

# Numbers as the program reads them, whatever options(scipen) says.
plain <- function(x) if (is.numeric(x)) format(x, digits = 15, scientific = FALSE, trim = TRUE) else as.character(x)

run_study <- function(study, output, set = list(), off = character(), people = NULL, years = NULL, generations = NULL,
                      replicates = NULL, seed = NULL, threads = NULL, parameters = NULL, resume = FALSE,
                      report = FALSE, program = NULL) {
  line <- c("run", study, "--output", output, "--quiet")
  options <- list(people = people, years = years, generations = generations, replicates = replicates, seed = seed,
                  threads = threads, parameters = parameters)
  for (name in names(options))
    if (!is.null(options[[name]])) line <- c(line, paste0("--", name), plain(options[[name]]))
  for (name in names(set)) line <- c(line, "--set", paste0(name, "=", plain(set[[name]])))
  for (edge in off) line <- c(line, "--off", edge)
  if (resume) line <- c(line, "--resume")
  if (!report) line <- c(line, "--no-report")
  bowlby_call(line, program)
  read_run(output, program)
}

read_run <- function(folder, program = NULL) {
  file <- file.path(folder, "results.sqlite")
  if (!file.exists(file))
    stop(folder, ": holds no results; name the folder of a finished run or an import", call. = FALSE)
  run <- structure(list(folder = folder, file = file, program = program), class = "bowlby_run")
  told <- run_query(run, "SELECT key, value FROM provenance")
  run$provenance <- stats::setNames(as.list(told$value), told$key)
  run
}

print.bowlby_run <- function(x, ...) {
  cat("results of", x$provenance$study_name, "in", x$folder, "\n")
  invisible(x)
}

# Plain SQL over the tables of docs/results.md; the file is never changed.
run_query <- function(run, sql, params = NULL) {
  connection <- DBI::dbConnect(RSQLite::SQLite(), run$file, flags = RSQLite::SQLITE_RO)
  on.exit(DBI::dbDisconnect(connection))
  DBI::dbGetQuery(connection, sql, params = params)
}

run_table <- function(run, name) run_query(run, paste0("SELECT * FROM \"", gsub("\"", "", name), "\""))

dyads <- function(run) {
  into <- tempfile("dyads")
  on.exit(unlink(into, recursive = TRUE))
  bowlby_call(c("data", "export", run$folder, into, "--shape", "pairwise"), run$program)
  utils::read.csv(file.path(into, "pairwise.csv"), check.names = FALSE, na.strings = "", encoding = "UTF-8")
}

diary <- function(run) {
  run_query(run, paste(
    "SELECT d.*, p.answered AS partner_answered, p.security AS partner_security, p.distress AS partner_distress",
    "FROM diary d LEFT JOIN diary p ON p.replicate = d.replicate AND p.person = d.partner AND p.day = d.day",
    "AND p.prompt = d.prompt AND p.partner = d.person",
    "ORDER BY d.replicate, d.person, d.wave, d.visit, d.diary_day, d.prompt"))
}

codebook <- function(run) run_table(run, "codebook")
