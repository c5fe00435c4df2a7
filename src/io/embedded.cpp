#include "io/embedded.hpp"

#include <cmath>
#include <string>

#include "io/text/table_file.hpp"

namespace bowlby {
namespace {

Expected<TsvTable> embedded_table(const std::string& name) {
  const auto text = embedded_file(name);
  if (!text) return Problem{Fault::internal, name, 0, 0, "", "is not inside the program", "report this"};
  return parse_tsv(*text, name);
}

// One column into a table by whole number `key` (age or duration); ages beyond the last row repeat it, ages before the
// first row stay zero. The first problem met, if any.
std::optional<Problem> fill(ByAge& out, const TsvTable& table, const std::string& key, const std::string& column) {
  const auto at = table.numbers(key, 0, last_age), value = table.numbers(column, 0, 10);
  if (!at) return at.problems().front();
  if (!value) return value.problems().front();
  out.fill(0);
  double last = 0;
  std::size_t next = 0;
  for (std::size_t age = 0; age < out.size(); ++age) {
    while (next < at->size() && (*at)[next] <= static_cast<double>(age)) last = (*value)[next++];
    out[age] = last;
  }
  return std::nullopt;
}

std::optional<double> cell_number(const std::string& text) {
  if (text.empty()) return std::nullopt;
  try {
    std::size_t used = 0;
    const double x = std::stod(text, &used);
    if (used == text.size() && std::isfinite(x)) return x;
  } catch (const std::exception&) {
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> embedded_file(std::string_view name) {
  for (const EmbeddedFile& f : embedded_files())
    if (f.name == name) return f.text;
  return std::nullopt;
}

Expected<LifeTables> published_life_tables() {
  LifeTables t;
  struct Job {
    const char* file;
    const char* key;
    const char* column;
    ByAge* into;
  };
  const Job jobs[]{{"demography/mortality.tsv", "age", "male", &t.death[0]},
                   {"demography/mortality.tsv", "age", "female", &t.death[1]},
                   {"demography/fertility.tsv", "age", "partnered", &t.birth_partnered},
                   {"demography/fertility.tsv", "age", "unpartnered", &t.birth_unpartnered},
                   {"demography/union_formation.tsv", "age", "first_male", &t.first_union[0]},
                   {"demography/union_formation.tsv", "age", "first_female", &t.first_union[1]},
                   {"demography/union_formation.tsv", "age", "again_male", &t.later_union[0]},
                   {"demography/union_formation.tsv", "age", "again_female", &t.later_union[1]},
                   {"demography/union_dissolution.tsv", "duration", "any", &t.union_end},
                   {"demography/adversity.tsv", "age", "placement", &t.placement}};
  for (const Job& job : jobs) {
    const auto table = embedded_table(job.file);
    if (!table) return table.problems();
    if (const auto problem = fill(*job.into, *table, job.key, job.column)) return *problem;
  }
  return t;
}

Expected<std::vector<evidence::Target>> published_targets() {
  const auto table = embedded_table("targets.tsv");
  if (!table) return table.problems();
  std::vector<evidence::Target> targets;
  std::vector<Problem> problems;
  const auto column = [&](const char* name) -> std::size_t {
    const auto at = table->column(name);
    if (at) return *at;
    problems.push_back(at.problems().front());
    return 0;
  };
  const std::size_t id = column("id"), role = column("role"), domain = column("domain"), quantity = column("quantity"),
                    population = column("population"), estimate = column("estimate"), statistic = column("statistic"),
                    low = column("ci_low"), high = column("ci_high"), n_samples = column("n_samples"),
                    n_people = column("n_people"), source = column("source"), verified = column("verified"),
                    confidence = column("confidence"), notes = column("notes");
  if (!problems.empty()) return problems;
  for (const TsvTable::Row& row : table->rows) {
    evidence::Target t;
    const auto bad = [&](const std::string& what) {
      problems.push_back({Fault::data, "targets.tsv", row.line, 0, row.cells[id], what, "see evidence/README.md"});
    };
    t.id = row.cells[id];
    const auto known_role = evidence::role_named(row.cells[role]);
    const auto known_statistic = evidence::statistic_named(row.cells[statistic]);
    const auto value = cell_number(row.cells[estimate]);
    if (!known_role || !known_statistic || !value) {
      bad("has an unknown role or statistic, or no estimate");
      continue;
    }
    t.role = *known_role;
    t.statistic = *known_statistic;
    t.estimate = *value;
    t.domain = row.cells[domain];
    t.quantity = row.cells[quantity];
    t.population = row.cells[population];
    t.ci_low = cell_number(row.cells[low]);
    t.ci_high = cell_number(row.cells[high]);
    if (const auto n = cell_number(row.cells[n_samples])) t.n_samples = static_cast<long>(*n);
    if (const auto n = cell_number(row.cells[n_people])) t.n_people = static_cast<long>(*n);
    t.source = row.cells[source];
    t.verified = row.cells[verified];
    t.confidence = cell_number(row.cells[confidence]).value_or(0);
    t.notes = row.cells[notes];
    targets.push_back(std::move(t));
  }
  if (!problems.empty()) return problems;
  return targets;
}

Expected<std::vector<evidence::Mark>> marks_of_lives() {
  const auto table = embedded_table("lives.tsv");
  if (!table) return table.problems();
  std::vector<std::size_t> at;
  for (const char* name : {"id", "topic", "quantity", "target", "low", "high", "source", "notes"}) {
    const auto column = table->column(name);
    if (!column) return column.problems();
    at.push_back(*column);
  }
  std::vector<evidence::Mark> marks;
  for (const TsvTable::Row& row : table->rows) {
    const auto cell = [&](std::size_t i) { return row.cells[at[i]]; };
    marks.push_back({cell(0), cell(1), cell(2), cell(3), cell_number(cell(4)), cell_number(cell(5)), cell(6), cell(7)});
    const evidence::Mark& m = marks.back();
    if ((m.target.empty() && !m.low && !m.high) || (m.low && m.high && *m.low > *m.high))
      return Problem{Fault::data, "lives.tsv", row.line, 0, m.id, "has no band", "give it low, high or a target"};
  }
  return marks;
}

}  // namespace bowlby
