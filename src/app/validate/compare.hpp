// Compare: a run's simulated numbers beside the published ones.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/validate/compare_daily.hpp"
#include "evidence/spread.hpp"
#include "evidence/target.hpp"
#include "evidence/verdict.hpp"
#include "io/results/export_csv.hpp"
#include "io/results/reader.hpp"

namespace bowlby {

struct Comparison {
  evidence::Target target;
  std::optional<evidence::Estimate> simulated;
  evidence::Judgement judgement;
  std::string remark;  // proxy or note of the query, if any
  bool meant_for_this_study = false;
  std::vector<evidence::Maybe> by_replicate;  // in their order; filled by measure_replicates alone
};

// Every target whose query is meant for the run's study, in the order of the ledger; of them only those named in
// `only`, by id or by role, unless that is empty.
Expected<std::vector<Comparison>> compare(const ResultsReader&, const std::vector<std::string>& only = {});

// Measures each line of a table in every replicate by itself: how far luck alone moves a number. Nothing to do where
// there is one replicate.
std::optional<Problem> measure_replicates(const ResultsReader&, std::vector<Comparison>&);

// Names that mean nothing for this run (a fault of usage), or why there is nothing to compare for its study.
std::optional<Problem> why_nothing_to_compare(const ResultsReader&, const std::vector<std::string>& only);

// The study a target's query is meant for; empty if no query measures it.
std::string study_of_target(const std::string& id);

// A query that travels inside the program, "queries/BAS08.sql": what one of its header lines says, or "".
std::string query_header(const std::string& file, std::string_view key);

// It by its own estimator; nothing where the run cannot tell.
Expected<evidence::Maybe> measure_query(const ResultsReader&, const std::string& file);
// The same for a query that begins with its own line "-- estimator: NAME".
Expected<evidence::Maybe> measure_sql(const ResultsReader&, const std::string& sql);

// Several of them, on several threads.
Expected<std::vector<evidence::Maybe>> measure_queries(const ResultsReader&, const std::vector<std::string>& files);

// One target measured on a run, whatever the study; nothing if the run cannot tell.
Expected<evidence::Maybe> measure_target(const ResultsReader&, const std::string& id);

// "in", "out" or "not measured": the word of every table.
std::string verdict_word(evidence::Verdict);

// The table as JSON: an array of objects with id, published value and interval, simulated value and interval, inside;
// after them what diaries tell of daily life.
std::string to_json(const std::vector<Comparison>&, const std::vector<DailyLife>& = {});
// The table for a terminal.
std::string to_text(const std::vector<Comparison>&);
// The table as CSV: a line for each published number, then for each number of a diary, with what replicates give by
// themselves in the last five columns.
std::string to_csv(const std::vector<Comparison>&, const std::vector<DailyLife>&, const CsvDialect& = {});

}  // namespace bowlby
