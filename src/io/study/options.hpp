// Changes to a study from the command line, judged by the same tables as the study file.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "model/edges.hpp"
#include "model/parameters.hpp"

namespace bowlby {

// "name=value"
std::optional<Problem> set_parameter(Params&, std::string_view assignment);
// Why a value set by that text changes nothing in a run of a population, or nothing: what belongs to the scenes of the
// studio alone is read by no run.
std::optional<std::string> unread_in_runs(std::string_view assignment);
// The name of an edge; it is switched off.
std::optional<Problem> cut_edge(EdgeSet&, std::string_view name);
// "R3" or "3": every edge above that rung is switched off.
std::optional<Problem> cut_to_rung(EdgeSet&, std::string_view rung);

std::vector<std::string> parameter_names();
std::vector<std::string> edge_names();

}  // namespace bowlby
