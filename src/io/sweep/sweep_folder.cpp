#include "io/sweep/sweep_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>

#include "io/files/files.hpp"
#include "io/files/whole_folder.hpp"
#include "io/sweep/pieces.hpp"
#include "io/text/fields.hpp"
#include "io/text/table_file.hpp"

namespace bowlby {
namespace {

constexpr std::size_t largest_file = 64u << 20;
constexpr const char* plan_name = "plan.tsv";
constexpr const char* study_name = "study.yaml";
// Columns of the plan before those of what is varied, and columns of a cell.
const std::vector<std::string> plan_columns{"cell", "seed"}, cell_columns{"measure", "value", "low", "high", "n"};

std::string tabbed(const std::vector<std::string>& cells) { return fmt::format("{}\n", fmt::join(cells, "\t")); }

// Everything that decides what is in a cell.
std::string stamp(const SweepPlan& plan, const SweepCell& cell) {
  return short_digest(fmt::format("{}\n{}\n{}\n{}\n{}\n{}", plan.build, fmt::join(plan.measures, "\t"),
                                  fmt::join(plan.varied, "\t"), cell.seed, fmt::join(cell.values, "\t"), plan.study));
}

std::string cell_path(const std::string& dir, const SweepCell& cell) {
  return fmt::format("{}/cells/{:06}.tsv", dir, cell.number);
}

std::string number(double x) { return fmt::format("{:.10g}", x); }

// The words of the comments that begin with `key`, in order.
std::vector<std::string> said(const TsvTable& table, const std::string& key) {
  std::vector<std::string> out;
  for (std::string c : table.comments) {
    c.erase(0, c.find_first_not_of(' '));
    if (c.starts_with(key + " ")) out.push_back(c.substr(key.size() + 1));
  }
  return out;
}

Problem not_a_plan(const std::string& path, const std::string& reason) {
  return {Fault::data, path, 0, 0, "", reason, "restore it, or plan the sweep anew in another folder"};
}

Expected<SweepCell> cell_of(const TsvTable& table, const TsvTable::Row& row) {
  SweepCell cell;
  io::Refusal why;
  const auto whole = [&](std::size_t column, std::uint32_t most) {
    return io::read_whole_number<std::uint32_t>(row.cells[column], {1, most}, why);
  };
  const auto name = whole(0, 999'999);
  const auto seed = name ? whole(1, 10'000) : std::nullopt;
  if (!seed) return Problem{Fault::data, table.file, row.line, 0, plan_columns[name ? 1 : 0], why.reason, why.remedy};
  cell.number = *name, cell.seed = *seed;
  cell.values.assign(row.cells.begin() + 2, row.cells.end());
  return cell;
}

std::optional<evidence::Maybe> value_of(const TsvTable::Row& row) {
  if (row.cells[1].empty()) return evidence::Maybe();
  double v[4];
  for (std::size_t k = 0; k < 4; ++k) {
    const auto x = io::to_number(row.cells[k + 1]);
    if (!x && !row.cells[k + 1].empty()) return std::nullopt;
    v[k] = x.value_or(std::numeric_limits<double>::quiet_NaN());
  }
  evidence::Estimate e;
  e.value = v[0], e.low = v[1], e.high = v[2], e.n = static_cast<std::size_t>(v[3]);
  return evidence::Maybe(e);
}

}  // namespace

std::optional<Problem> write_sweep_plan(const std::string& dir, const SweepPlan& plan) {
  std::string text = "# a sweep of bowlby: `bowlby sweep work` lives the cells, `bowlby sweep gather` lays them out\n";
  text += "# build " + plan.build + "\n";
  for (const std::string& m : plan.measures) text += "# measure " + m + "\n";
  std::vector<std::string> head = plan_columns;
  head.insert(head.end(), plan.varied.begin(), plan.varied.end());
  text += tabbed(head);
  for (const SweepCell& c : plan.cells) {
    std::vector<std::string> row{std::to_string(c.number), std::to_string(c.seed)};
    row.insert(row.end(), c.values.begin(), c.values.end());
    text += tabbed(row);
  }
  auto folder = WholeFolder::begin(dir, {plan_name, study_name});
  if (!folder) return folder.problems().front();
  if (auto problem = write_whole(folder->path(study_name), plan.study)) return problem;
  if (auto problem = write_whole(folder->path(plan_name), text)) return problem;
  return folder->finish();
}

Expected<SweepPlan> read_sweep_plan(const std::string& dir) {
  const std::string path = dir + "/" + plan_name;
  const auto table = read_tsv(path);
  if (!table) {
    if (std::error_code error; !std::filesystem::exists(path, error))
      return Problem{Fault::file, dir, 0, 0, "", "holds no sweep", "make one with `bowlby sweep plan`"};
    return table.problems();
  }
  if (table->columns.size() < 2 || !std::equal(plan_columns.begin(), plan_columns.end(), table->columns.begin()))
    return not_a_plan(path, "does not begin with the columns cell and seed");
  SweepPlan plan;
  const auto builds = said(*table, "build");
  plan.build = builds.empty() ? "" : builds.front();
  plan.measures = said(*table, "measure");
  plan.varied.assign(table->columns.begin() + 2, table->columns.end());
  if (plan.build.empty() || plan.measures.empty()) return not_a_plan(path, "does not say its build and its measures");
  if (table->rows.empty() || table->rows.size() > most_sweep_cells)
    return not_a_plan(path, fmt::format("has {} cells; 1 to {} can be lived", table->rows.size(), most_sweep_cells));
  std::set<std::uint32_t> numbers;
  for (const TsvTable::Row& row : table->rows) {
    auto cell = cell_of(*table, row);
    if (!cell) return cell.problems();
    if (!numbers.insert(cell->number).second)
      return Problem{Fault::data, path, row.line, 1, "cell", "this number is there twice", "number every cell once"};
    plan.cells.push_back(std::move(*cell));
  }
  auto study = read_whole(dir + "/" + study_name, largest_file);
  if (!study) return study.problems();
  plan.study = std::move(*study);
  return plan;
}

std::optional<Problem> write_cell(const std::string& dir, const SweepPlan& plan, const SweepCell& cell,
                                  const CellResult& result) {
  std::string text = "# digest " + result.digest + "\n" + tabbed(cell_columns);
  for (std::size_t m = 0; m < plan.measures.size(); ++m) {
    const evidence::Maybe& v = result.values[m];
    text += v ? tabbed({plan.measures[m], number(v->value), std::isfinite(v->low) ? number(v->low) : "",
                        std::isfinite(v->high) ? number(v->high) : "", std::to_string(v->n)})
              : tabbed({plan.measures[m], "", "", "", ""});
  }
  return write_piece(cell_path(dir, cell), stamp(plan, cell), text);
}

Expected<std::optional<CellResult>> read_cell(const std::string& dir, const SweepPlan& plan, const SweepCell& cell) {
  const std::string path = cell_path(dir, cell);
  const auto text = read_piece(path, stamp(plan, cell));
  if (!text) return text.problems();
  if (!*text) return std::optional<CellResult>();
  const auto table = parse_tsv(**text, path);
  if (!table) return table.problems();
  CellResult result;
  const auto digests = said(*table, "digest");
  result.digest = digests.empty() ? "" : digests.front();
  for (const TsvTable::Row& row : table->rows) {
    const auto value = value_of(row);
    if (!value) return std::optional<CellResult>();
    result.values.push_back(*value);
  }
  if (result.values.size() != plan.measures.size()) return std::optional<CellResult>();
  return std::optional(std::move(result));
}

}  // namespace bowlby
