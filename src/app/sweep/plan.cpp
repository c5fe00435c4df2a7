// From what is to be varied to the cells of a sweep.
#include <fmt/format.h>

#include <algorithm>

#include "app/build.hpp"
#include "app/sweep/measures.hpp"
#include "app/sweep/sweep.hpp"
#include "io/study/file.hpp"
#include "io/text/fields.hpp"

namespace bowlby {
namespace {

constexpr std::uint32_t most_steps = 10'000;
const std::vector<std::string> shape{"people", "years", "generations", "off"};

Problem usage(const std::string& key, const std::string& reason, const std::string& remedy) {
  return {Fault::usage, "", 0, 0, key, reason, remedy};
}

std::vector<std::string> split(const std::string& text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text)
    if (c == mark)
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}

// Seven digits: no value then looks like 0.16666666666666666, and what is printed is what is lived.
std::string step_text(double from, double to, std::uint32_t k, std::uint32_t count) {
  return fmt::format("{:.7g}", k + 1 == count ? to : from + (to - from) * k / (count - 1));
}

Expected<std::vector<std::string>> steps(const std::string& key, const std::vector<std::string>& parts) {
  io::Refusal why;
  const auto from = io::to_number(parts[0]), to = io::to_number(parts[1]);
  const auto count = io::read_whole_number<std::uint32_t>(parts[2], {2, most_steps}, why);
  if (!from || !to || !count)
    return usage(key, from && to ? "how many: " + why.reason : "from and to need numbers",
                 "write FROM:TO:HOW_MANY, as in 0:1.5:10");
  std::vector<std::string> values;
  for (std::uint32_t k = 0; k < *count; ++k) values.push_back(step_text(*from, *to, k, *count));
  return values;
}

std::optional<Problem> cut_all(EdgeSet& edges, const std::string& names) {
  if (names == "none") return std::nullopt;
  for (const std::string& name : split(names, '+'))
    if (auto problem = cut_edge(edges, name)) return problem;
  return std::nullopt;
}

// Of what the file is judged by, the value stands in place of the file's own.
std::optional<Problem> change(StudyChanges& changes, const std::string& name, const std::string& value) {
  io::Refusal why;
  const bool taken =
      name == "people"
          ? (changes.founders = io::read_whole_number<std::uint32_t>(value, study_limits::founders, why)).has_value()
      : name == "generations"
          ? (changes.generations = io::read_whole_number<int>(value, study_limits::generations, why)).has_value()
      : name == "years" ? (changes.years = io::read_number(value, study_limits::years, why)).has_value()
                        : true;
  if (taken) return std::nullopt;
  return usage("--vary " + name, why.reason, why.remedy);
}

bool known_axis(const std::string& name) {
  const auto parameters = parameter_names();
  return std::ranges::count(shape, name) + std::ranges::count(parameters, name) > 0;
}

std::optional<Problem> judge_axes(const std::vector<SweepAxis>& axes) {
  for (std::size_t a = 0; a < axes.size(); ++a) {
    const std::string key = "--vary " + axes[a].name;
    for (std::size_t b = 0; b < a; ++b)
      if (axes[b].name == axes[a].name) return usage(key, "is varied twice", "name it once, with all its values");
    if (find_edge(axes[a].name) >= 0)
      return usage(key, "is an edge, which is there or cut", "write --vary off=none," + axes[a].name);
    if (!known_axis(axes[a].name)) {
      auto known = parameter_names();
      known.insert(known.end(), shape.begin(), shape.end());
      const std::string near = nearest_name(axes[a].name, known);
      return usage(key, "there is no such parameter, nor is it people, years, generations or off",
                   near.empty() ? "see `bowlby params`" : "did you mean " + near + "?");
    }
    if (const auto unread = unread_in_runs(axes[a].name + "="))
      return usage(key, "no run of a population reads this", "vary something else");
    auto values = axes[a].values;
    std::ranges::sort(values);
    if (const auto twice = std::ranges::adjacent_find(values); twice != values.end())
      return usage(key, "the value " + *twice + " is there twice", "write every value once");
  }
  return std::nullopt;
}

void lay_out_cells(SweepPlan& plan, const SweepRequest& r) {
  std::size_t points = 1;
  for (const SweepAxis& a : r.axes) points *= a.values.size();
  for (std::size_t point = 0; point < points; ++point) {
    std::vector<std::string> values(r.axes.size());
    for (std::size_t rest = point, a = r.axes.size(); a-- > 0; rest /= r.axes[a].values.size())
      values[a] = r.axes[a].values[rest % r.axes[a].values.size()];
    for (std::uint32_t seed = 1; seed <= r.seeds; ++seed)
      plan.cells.push_back({static_cast<std::uint32_t>(plan.cells.size() + 1), seed, values});
  }
}

// Every value once, with the first ones of all other axes: what the study refuses is told before anything is lived.
std::optional<Problem> try_values(const SweepPlan& plan, const std::vector<SweepAxis>& axes) {
  for (std::size_t a = 0; a < axes.size(); ++a)
    for (const std::string& value : axes[a].values) {
      SweepCell cell = plan.cells.front();
      cell.values[a] = value;
      if (const auto study = study_of_cell(plan, cell); !study) return study.problems().front();
    }
  return std::nullopt;
}

}  // namespace

Expected<SweepAxis> read_axis(const std::string& text) {
  const std::size_t is = text.find('=');
  const std::string key = "--vary " + text.substr(0, is);
  if (is == std::string::npos || is == 0 || is + 1 == text.size())
    return usage(key, "has no values", "write NAME=FROM:TO:HOW_MANY or NAME=VALUE,VALUE");
  SweepAxis axis{text.substr(0, is), {}};
  const std::string values = text.substr(is + 1);
  if (const auto parts = split(values, ':'); parts.size() > 1) {
    if (parts.size() != 3)
      return usage(key, "has " + std::to_string(parts.size()) + " parts", "write FROM:TO:HOW_MANY");
    auto all = steps(key, parts);
    if (!all) return all.problems();
    axis.values = std::move(*all);
  } else {
    axis.values = split(values, ',');
  }
  if (std::ranges::count(axis.values, "") > 0) return usage(key, "a value is empty", "write a value between commas");
  return axis;
}

Expected<Study> study_of_cell(const SweepPlan& plan, const SweepCell& cell) {
  StudyChanges changes;
  for (std::size_t a = 0; a < plan.varied.size(); ++a)
    if (auto problem = change(changes, plan.varied[a], cell.values[a])) return *problem;
  auto study = parse_study(plan.study, "study.yaml", nullptr, changes);
  if (!study) return study.problems();
  for (std::size_t a = 0; a < plan.varied.size(); ++a) {
    const std::string &name = plan.varied[a], &value = cell.values[a];
    std::optional<Problem> problem;
    if (name == "off")
      problem = cut_all(study->scenario.edges, value);
    else if (std::ranges::count(shape, name) == 0)
      problem = set_parameter(study->scenario.params, name + "=" + value);
    if (problem) return *problem;
  }
  study->replicates = cell.seed;
  return study;
}

Expected<SweepPlan> plan_sweep(const SweepRequest& r) {
  if (auto problem = judge_axes(r.axes)) return *problem;
  std::vector<Problem> problems;
  for (std::size_t m = 0; m < r.measures.size(); ++m) {
    const auto found = measure_named(r.study, "--measure", r.measures[m]);
    if (!found) problems.push_back(found.problems().front());
    if (std::find(r.measures.begin(), r.measures.begin() + static_cast<std::ptrdiff_t>(m), r.measures[m]) !=
        r.measures.begin() + static_cast<std::ptrdiff_t>(m))
      problems.push_back(usage("--measure", r.measures[m] + " is named twice", "name every measure once"));
  }
  if (!problems.empty()) return problems;
  double cells = r.seeds;
  for (const SweepAxis& a : r.axes) cells *= static_cast<double>(a.values.size());
  if (cells > static_cast<double>(most_sweep_cells))
    return usage("--vary", fmt::format("makes {:.0f} cells; {} can be lived", cells, most_sweep_cells),
                 "take fewer values or seeds");
  SweepPlan plan;
  plan.build = build_commit();
  plan.study = write_study(r.study);
  plan.measures = r.measures;
  for (const SweepAxis& a : r.axes) plan.varied.push_back(a.name);
  lay_out_cells(plan, r);
  if (auto problem = try_values(plan, r.axes)) return *problem;
  if (auto problem = write_sweep_plan(r.output, plan)) return *problem;
  return plan;
}

}  // namespace bowlby
