// The cells of one folder, or of several, laid out as one table.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/sweep/sweep.hpp"
#include "io/files/files.hpp"
#include "io/results/export_csv.hpp"
#include "io/text/numbers.hpp"
#include "report/sweep_picture.hpp"

namespace bowlby {
namespace {

using Results = std::vector<std::optional<CellResult>>;

bool alike(const SweepPlan& a, const SweepPlan& b) {
  const auto same = [](const SweepCell& x, const SweepCell& y) {
    return x.number == y.number && x.seed == y.seed && x.values == y.values;
  };
  return a.build == b.build && a.study == b.study && a.measures == b.measures && a.varied == b.varied &&
         std::ranges::equal(a.cells, b.cells, same);
}

bool same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool alike(const CellResult& a, const CellResult& b) {
  return a.digest == b.digest && std::ranges::equal(a.values, b.values, [](const auto& x, const auto& y) {
           return x.has_value() == y.has_value() &&
                  (!x || (same_number(x->value, y->value) && same_number(x->low, y->low) &&
                          same_number(x->high, y->high) && x->n == y->n));
         });
}

Expected<Results> read_all(const std::vector<std::string>& dirs, const SweepPlan& plan) {
  Results all(plan.cells.size());
  for (const std::string& dir : dirs)
    for (std::size_t c = 0; c < plan.cells.size(); ++c) {
      auto cell = read_cell(dir, plan, plan.cells[c]);
      if (!cell) return cell.problems();
      if (!*cell) continue;
      if (all[c] && !alike(*all[c], **cell))
        return Problem{Fault::data,
                       dir,
                       0,
                       0,
                       "cell " + std::to_string(plan.cells[c].number),
                       "came out differently in two of the folders",
                       "one of them was changed by hand, or lived by another build; please report it if neither"};
      all[c] = std::move(**cell);
    }
  return all;
}

// All folders of one plan, this one first.
Expected<std::vector<std::string>> folders_of(const SweepPlan& plan, const std::string& dir,
                                              const std::vector<std::string>& others) {
  std::vector<std::string> dirs{dir};
  for (const std::string& other : others) {
    const auto its = read_sweep_plan(other);
    if (!its) return its.problems();
    if (!alike(plan, *its))
      return Problem{Fault::data,
                     other,
                     0,
                     0,
                     "",
                     "has another plan than " + dir,
                     "gather folders of one plan: copy the planned folder to the other machine"};
    dirs.push_back(other);
  }
  return dirs;
}

std::vector<std::uint32_t> missing_in(const SweepPlan& plan, const Results& results) {
  std::vector<std::uint32_t> out;
  for (std::size_t c = 0; c < results.size(); ++c)
    if (!results[c]) out.push_back(plan.cells[c].number);
  std::ranges::sort(out);
  return out;
}

Cell number_or_nothing(double x) { return std::isfinite(x) ? Cell(fmt::format("{:.10g}", x)) : Cell(std::monostate()); }

std::string table_text(const SweepPlan& plan, const Results& results) {
  std::vector<Cell> head{"cell", "seed"};
  head.insert(head.end(), plan.varied.begin(), plan.varied.end());
  for (const char* name : {"measure", "value", "low", "high", "n", "digest"}) head.emplace_back(name);
  std::string text = csv_line(head);
  for (std::size_t c = 0; c < results.size(); ++c) {
    if (!results[c]) continue;
    for (std::size_t m = 0; m < plan.measures.size(); ++m) {
      std::vector<Cell> row{std::to_string(plan.cells[c].number), std::to_string(plan.cells[c].seed)};
      row.insert(row.end(), plan.cells[c].values.begin(), plan.cells[c].values.end());
      const evidence::Maybe& v = results[c]->values[m];
      row.emplace_back(plan.measures[m]);
      constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
      for (const double x : {v ? v->value : nothing, v ? v->low : nothing, v ? v->high : nothing})
        row.push_back(number_or_nothing(x));
      row.emplace_back(std::to_string(v ? v->n : 0));
      row.emplace_back(results[c]->digest);
      text += csv_line(row);
    }
  }
  return text;
}

// The first thing varied goes across, the second makes the lines; the rest is averaged over, as seeds are.
std::vector<report::SweepPanel> panels_of(const SweepPlan& plan, const Results& results) {
  std::vector<report::SweepPanel> panels;
  for (std::size_t m = 0; m < plan.measures.size(); ++m) {
    report::SweepPanel panel;
    panel.measure = plan.measures[m];
    for (std::size_t c = 0; c < results.size(); ++c) {
      if (!results[c] || !results[c]->values[m]) continue;
      const auto& values = plan.cells[c].values;
      panel.dots.push_back(
          {values.empty() ? "" : values[0], values.size() > 1 ? values[1] : "", results[c]->values[m]->value});
    }
    panels.push_back(std::move(panel));
  }
  return panels;
}

}  // namespace

std::string ranges_text(const std::vector<std::uint32_t>& sorted) {
  std::string out;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t j = i;
    while (j + 1 < sorted.size() && sorted[j + 1] == sorted[j] + 1) ++j;
    out += (out.empty() ? "" : ", ") + std::to_string(sorted[i]) + (j > i ? "-" + std::to_string(sorted[j]) : "");
    i = j + 1;
  }
  return out;
}

std::optional<Problem> take_over_cells(const std::string& dir, const std::vector<std::string>& others) {
  const auto plan = read_sweep_plan(dir);
  if (!plan) return plan.problems().front();
  const auto dirs = folders_of(*plan, dir, others);
  if (!dirs) return dirs.problems().front();
  const auto all = read_all(*dirs, *plan), own = read_all({dir}, *plan);
  if (!all) return all.problems().front();
  if (!own) return own.problems().front();
  for (std::size_t c = 0; c < all->size(); ++c)
    if ((*all)[c] && !(*own)[c])
      if (auto problem = write_cell(dir, *plan, plan->cells[c], *(*all)[c])) return problem;
  return std::nullopt;
}

Expected<std::vector<std::uint32_t>> missing_cells(const std::string& dir) {
  const auto plan = read_sweep_plan(dir);
  if (!plan) return plan.problems();
  const auto results = read_all({dir}, *plan);
  if (!results) return results.problems();
  return missing_in(*plan, *results);
}

Expected<SweepGathered> gather_sweep(const std::string& dir, const std::vector<std::string>& others, bool partial) {
  const auto plan = read_sweep_plan(dir);
  if (!plan) return plan.problems();
  const auto dirs = folders_of(*plan, dir, others);
  if (!dirs) return dirs.problems();
  const auto results = read_all(*dirs, *plan);
  if (!results) return results.problems();
  SweepGathered out;
  out.cells = plan->cells.size();
  out.missing = missing_in(*plan, *results);
  if (!out.missing.empty() && !partial) return out;
  out.table = dir + "/table.csv", out.picture = dir + "/picture.svg";
  if (auto problem = write_whole(out.table, table_text(*plan, *results))) return *problem;
  const auto& varied = plan->varied;
  const std::string picture = report::sweep_picture(
      {varied.empty() ? "" : varied[0], varied.size() > 1 ? varied[1] : "",
       std::vector<std::string>(varied.begin() + std::min<std::ptrdiff_t>(2, std::ssize(varied)), varied.end()),
       panels_of(*plan, *results)});
  if (auto problem = write_whole(out.picture, picture)) return *problem;
  return out;
}

}  // namespace bowlby
