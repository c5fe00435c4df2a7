#include "app/plan/alike.hpp"

namespace bowlby {

std::vector<std::string> treat_alike(Scenario& s) {
  std::vector<std::string> cut;
  for (Arm& arm : s.arms) {
    const Care& c = arm.care;
    if (c.response || c.consistency || c.rebuff || c.fright) cut.push_back("care of " + arm.name);
    arm.care = {};
  }
  std::erase_if(s.events, [&](const LifeEvent& e) {
    if (!e.arm.empty()) cut.push_back(std::string(life_event_names[static_cast<std::size_t>(e.kind)]) + " of " + e.arm);
    return !e.arm.empty();
  });
  std::erase_if(s.help, [&](const Help& h) {
    if (!h.arm.empty()) cut.push_back(std::string(help_names[static_cast<std::size_t>(h.kind)]) + " of " + h.arm);
    return !h.arm.empty();
  });
  return cut;
}

std::vector<std::string> leave_alone(Scenario& s) {
  std::vector<std::string> cut;
  for (const LifeEvent& e : s.events) cut.emplace_back(life_event_names[static_cast<std::size_t>(e.kind)]);
  for (const Help& h : s.help) cut.emplace_back(help_names[static_cast<std::size_t>(h.kind)]);
  s.events.clear(), s.help.clear();
  return cut;
}

}  // namespace bowlby
