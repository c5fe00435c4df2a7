// The theory on paper: parameters, edges, rungs, and everything known about one name.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "io/embedded.hpp"
#include "io/study/options.hpp"
#include "io/study/parameter_set.hpp"
#include "server/theory.hpp"

namespace bowlby {
namespace {

int print_params(const std::string& only) {
  fmt::print("{:<38}{:>9}  {:<14}{:>20}  {:<5} {:<7} {}\n", "parameter", "default", "unit", "bounds", "scale", "source",
             "meaning");
  int shown = 0;
  for (const ParamInfo& p : parameter_table) {
    if (!only.empty() && p.name.find(only) == std::string_view::npos) continue;
    ++shown;
    const char* scale = p.scale == Scale::lin ? "lin" : p.scale == Scale::log ? "log" : "prob";
    fmt::print("{:<38}{:>9.4g}  {:<14}{:>20}  {:<5} {:<7} {}\n", p.name, p.value, p.unit,
               fmt::format("[{:g}, {:g}]", p.low, p.high), scale, p.source, p.meaning);
  }
  if (shown > 0) return 0;
  const std::string near = nearest_name(only, parameter_names());
  return complain({Problem{Fault::usage, "", 0, 0, only, "no parameter has this in its name",
                           near.empty() ? "see `bowlby params`" : "did you mean " + near + "?"}});
}

// Which sets there are, or what one of them puts in place of the defaults.
int print_sets(const std::string& only) {
  if (only.empty()) {
    fmt::print("{:<26}{:>7}  {}\n", "parameter set", "values", "what it is");
    for (const std::string& name : parameter_set_names()) {
      const auto set = read_parameter_set(name);
      if (!set) return complain(set.problems());
      fmt::print("{:<26}{:>7}  {}\n", name, set->given.size(), set->title);
    }
    return 0;
  }
  const auto set = read_parameter_set(only);
  if (!set) return complain(set.problems());
  if (!set->says.empty()) fmt::print("{}\n\n", set->says);
  fmt::print("{:<38}{:>9}{:>9}  {:<14}{}\n", "parameter", "default", "here", "unit", "meaning");
  int same = 0;
  for (const ParamInfo* p : set->given) {
    const double here = set->params.*(p->field);
    if (here == p->value)
      ++same;
    else
      fmt::print("{:<38}{:>9.4g}{:>9.4g}  {:<14}{}\n", p->name, p->value, here, p->unit, p->meaning);
  }
  if (same > 0) fmt::print("{} more values are the defaults\n", same);
  return 0;
}

int print_edges() {
  fmt::print("{:<34}{:<30}{:>2} {:<26}{:<44}{:>5}  {}\n", "edge", "from", "", "to", "coefficient (neutral)", "rung",
             "claims");
  for (const EdgeInfo& e : edge_table) {
    std::string_view carrier = "?";
    for (const ParamInfo& p : parameter_table)
      if (p.field == e.carrier) carrier = p.name;
    fmt::print("{:<34}{:<30}{:>2} {:<26}{:<44}{:>5}  {}\n", e.name, e.from, e.sign > 0 ? "+" : "-", e.to,
               fmt::format("{} ({:g})", carrier, e.neutral), fmt::format("R{}", e.rung), e.claims);
  }
  return 0;
}

int print_line(const std::string& text) {
  fmt::print("{}\n", text);
  return 0;
}

int print_rungs() {
  for (int r = 0; r <= top_rung; ++r) {
    int edges = 0;
    for (const EdgeInfo& e : edge_table) edges += e.rung <= r ? 1 : 0;
    fmt::print("{:<64}{:>3} edges\n", rung_meaning[static_cast<std::size_t>(r)], edges);
  }
  return 0;
}

void explain_sources(std::string_view sources) {
  const auto targets = published_targets();
  if (!targets) return;
  for (const auto& t : *targets)
    if (sources.find(t.id) != std::string_view::npos)
      fmt::print("  {}  {}: {:g} ({})\n         {}\n", t.id, t.quantity, t.estimate, evidence::name_of(t.statistic),
                 t.source);
}

int explain(const std::string& name) {
  const ParamInfo* p = find_parameter(name);
  const int edge = find_edge(name);
  if (!p && edge < 0) {
    auto known = parameter_names();
    for (auto& e : edge_names()) known.push_back(e);
    const std::string near = nearest_name(name, known);
    return complain({Problem{Fault::usage, "", 0, 0, name, "is neither a parameter nor an edge",
                             near.empty() ? "see `bowlby params` and `bowlby edges`" : "did you mean " + near + "?"}});
  }
  if (p) {
    fmt::print("{} = {:g} {}   bounds [{:g}, {:g}]   source {}\n  {}\n", p->name, p->value, p->unit, p->low, p->high,
               p->source, p->meaning);
    for (const EdgeInfo& e : edge_table)
      if (e.carrier == p->field)
        fmt::print("  carries the edge {}: {} -({})-> {}; cutting it sets this to {:g}\n", e.name, e.from,
                   e.sign > 0 ? "+" : "-", e.to, e.neutral);
    explain_sources(p->source);
    fmt::print("  change it:  bowlby run STUDY --set {}={:g}\n", p->name, p->value);
  }
  if (edge >= 0) {
    const EdgeInfo& e = edge_table[static_cast<std::size_t>(edge)];
    std::string_view carrier = "?";
    for (const ParamInfo& q : parameter_table)
      if (q.field == e.carrier) carrier = q.name;
    fmt::print("{}: {} -({})-> {}   from rung R{}   claims {}\n  carried by {}; cutting it sets that to {:g}\n", e.name,
               e.from, e.sign > 0 ? "+" : "-", e.to, e.rung, e.claims, carrier, e.neutral);
    explain_sources(e.claims);
    fmt::print("  cut it:  bowlby run STUDY --off {}\n", e.name);
  }
  return 0;
}

}  // namespace

void add_params(CLI::App& app, Chosen& chosen) {
  auto name = std::make_shared<std::string>();
  CLI::App* params = app.add_subcommand("params", "List the parameters: default, unit, bounds, source, meaning");
  auto json = std::make_shared<bool>(false);
  CLI::Option* part = params->add_option("part", *name, "only names that contain this");
  params->add_flag("--json", *json, "all of them as JSON, as the studio has them")->excludes(part);
  params->footer("Examples:\n  bowlby params\n  bowlby params insistence\n  bowlby params --json > parameters.json");
  params->callback([&chosen, name, json] {
    chosen = [name, json] { return *json ? print_line(server::parameters_json()) : print_params(*name); };
  });
  CLI::App* edges = app.add_subcommand("edges", "List every causal edge and the coefficient that carries it");
  edges->add_flag("--json", *json, "as JSON, with the rungs");
  edges->footer(
      "Examples:\n  bowlby edges\n  bowlby edges --json > edges.json\n  bowlby run studies/rearing.yaml --off "
      "uncertainty_to_press");
  edges->callback(
      [&chosen, json] { chosen = [json] { return *json ? print_line(server::edges_json()) : print_edges(); }; });
  CLI::App* rungs = app.add_subcommand("rungs", "List the ladder of nested models R0 to R6");
  rungs->footer("Examples:\n  bowlby rungs\n  bowlby run studies/rearing.yaml --rung R3");
  rungs->callback([&chosen] { chosen = print_rungs; });
  CLI::App* sets = app.add_subcommand("sets", "List the parameter sets, or where one of them leaves the defaults");
  sets->add_option("set", *name, "name of a shipped set, or a file");
  sets->footer("Examples:\n  bowlby sets first_guesses\n  bowlby run studies/rearing.yaml --parameters first_guesses");
  sets->callback([&chosen, name] { chosen = [name] { return print_sets(*name); }; });
  CLI::App* one = app.add_subcommand("explain", "Everything known about one parameter or edge");
  one->add_option("name", *name, "parameter or edge")->required();
  one->footer("Example:\n  bowlby explain uncertainty_to_press");
  one->callback([&chosen, name] { chosen = [name] { return explain(*name); }; });
}

}  // namespace bowlby
