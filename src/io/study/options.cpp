#include "io/study/options.hpp"

#include "io/text/fields.hpp"

namespace bowlby {

std::vector<std::string> parameter_names() {
  std::vector<std::string> names;
  for (const ParamInfo& p : parameter_table) names.emplace_back(p.name);
  return names;
}

std::vector<std::string> edge_names() {
  std::vector<std::string> names;
  for (const EdgeInfo& e : edge_table) names.emplace_back(e.name);
  return names;
}

std::optional<Problem> set_parameter(Params& params, std::string_view assignment) {
  const auto problem = [](std::string_view key, std::string reason, std::string remedy) {
    return Problem{Fault::usage, "", 0, 0, "--set " + std::string(key), std::move(reason), std::move(remedy)};
  };
  const std::size_t equals = assignment.find('=');
  const std::string name(assignment.substr(0, equals));
  if (equals == std::string_view::npos) return problem(name, "needs a value", "write --set name=value");
  const ParamInfo* row = find_parameter(name);
  if (row == nullptr) return problem(name, "there is no such parameter", io::offer(name, parameter_names()));
  io::Refusal why;
  const auto value = io::read_number(std::string(assignment.substr(equals + 1)), {row->low, row->high}, why);
  if (!value) return problem(name, why.reason, why.remedy);
  params.*(row->field) = *value;
  return std::nullopt;
}

std::optional<std::string> unread_in_runs(std::string_view assignment) {
  if (!assignment.starts_with("scene_")) return std::nullopt;
  return "--set " + std::string(assignment.substr(0, assignment.find('='))) +
         ": no run of a population reads this; it acts in `bowlby scene` and the studio alone";
}

std::optional<Problem> cut_edge(EdgeSet& edges, std::string_view name) {
  const int edge = find_edge(name);
  if (edge < 0)
    return Problem{Fault::usage,
                   "",
                   0,
                   0,
                   "--off " + std::string(name),
                   "there is no such edge",
                   io::offer(std::string(name), edge_names())};
  edges.cut(edge);
  return std::nullopt;
}

std::optional<Problem> cut_to_rung(EdgeSet& edges, std::string_view rung) {
  std::string_view digit = rung;
  if (digit.starts_with('R') || digit.starts_with('r')) digit.remove_prefix(1);
  if (digit.size() != 1 || digit[0] < '0' || digit[0] > '0' + top_rung)
    return Problem{Fault::usage,
                   "",
                   0,
                   0,
                   "--rung " + std::string(rung),
                   "there is no such rung",
                   "choose R0 to R" + std::to_string(top_rung)};
  const EdgeSet kept = EdgeSet::rung(digit[0] - '0');
  for (int e = 0; e < edge_count; ++e)
    if (!kept.has(e)) edges.cut(e);
  return std::nullopt;
}

}  // namespace bowlby
