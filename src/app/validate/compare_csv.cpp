#include <fmt/format.h>

#include <cmath>

#include "app/validate/compare.hpp"

namespace bowlby {
namespace {

Cell known(const std::optional<double>& x) { return x && std::isfinite(*x) ? Cell(*x) : Cell(); }

// Value, interval and rows of an estimate, as four cells.
void add(std::vector<Cell>& row, const evidence::Maybe& e) {
  row.push_back(known(e ? std::optional(e->value) : std::nullopt));
  row.push_back(known(e ? std::optional(e->low) : std::nullopt));
  row.push_back(known(e ? std::optional(e->high) : std::nullopt));
  row.emplace_back(e ? static_cast<double>(e->n) : 0.);
}

void add(std::vector<Cell>& row, const std::optional<evidence::Spread>& s) {
  if (!s) {
    row.resize(row.size() + 5);
    return;
  }
  row.insert(row.end(), {static_cast<double>(s->replicates), s->mean, s->sd, s->least, s->greatest});
}

}  // namespace

std::string to_csv(const std::vector<Comparison>& table, const std::vector<DailyLife>& days,
                   const CsvDialect& dialect) {
  std::vector<Cell> header;
  for (const char* name : {"id", "quantity", "statistic", "role", "published", "published_low", "published_high",
                           "simulated", "simulated_low", "simulated_high", "n", "verdict", "remark", "replicates",
                           "replicates_mean", "replicates_sd", "replicates_least", "replicates_greatest"})
    header.emplace_back(std::string(name));
  std::string out = csv_begin(dialect) + csv_line(header, dialect);
  for (const Comparison& c : table) {
    const evidence::Target& t = c.target;
    std::vector<Cell> row{t.id,
                          t.quantity,
                          std::string(evidence::name_of(t.statistic)),
                          std::string(evidence::name_of(t.role)),
                          t.estimate,
                          known(t.ci_low),
                          known(t.ci_high)};
    add(row, c.simulated);
    row.emplace_back(verdict_word(c.judgement.verdict));
    row.emplace_back(c.remark);
    add(row, evidence::spread(c.by_replicate));
    out += csv_line(row, dialect);
  }
  for (const DailyLife& d : days)
    for (std::size_t k = 0; k < evidence::daily_count; ++k) {
      std::vector<Cell> row{
          daily_id(d, k), std::string(evidence::daily_names[k]), {}, std::string("daily"), {}, {}, {}};
      add(row, d.numbers[k].estimate);
      row.emplace_back();
      row.emplace_back(d.numbers[k].why_not);
      add(row, std::optional<evidence::Spread>());
      out += csv_line(row, dialect);
    }
  return out;
}

}  // namespace bowlby
