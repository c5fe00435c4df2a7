#include "io/study/claim_setting.hpp"

#include <fmt/format.h>

namespace bowlby {
namespace {

bool set(const Care& care) { return care.response || care.consistency || care.rebuff || care.fright; }

}  // namespace

std::string raised_strengths(const Scenario& s) {
  std::string out;
  for (const EdgeInfo& edge : edge_table) {
    const double value = s.params.*edge.carrier, shipped = Params{}.*edge.carrier;
    if (value == shipped || value == edge.neutral) continue;
    for (const ParamInfo& row : parameter_table)
      if (row.field == edge.carrier)
        out += fmt::format("{}{} {} (shipped {})", out.empty() ? "" : ", ", row.name, value, shipped);
  }
  return out;
}

std::string not_ordinary(const Scenario& s) {
  if (set(s.care)) return "population.care is set";
  for (const Arm& arm : s.arms)
    if (set(arm.care)) return "the care of arm " + arm.name + " is set";
  for (const LifeEvent& event : s.events)
    if (set(event.care)) return "an event sets care";
  for (const ParamInfo& row : parameter_table)
    if (s.params.*row.field != row.value) return fmt::format("{} is not as shipped", row.name);
  if (!(s.edges == EdgeSet::all())) return "an edge is cut";
  if (!s.unions || !s.friends || !s.adversity || s.natural_help != 1)
    return "unions, friends, adversity and help that people find by themselves are not all there";
  return {};
}

}  // namespace bowlby
