#include "population/world.hpp"

#include <algorithm>

#include "model/years/figures.hpp"
#include "population/people.hpp"

namespace bowlby {

World::World(Scenario s, LifeTables t)
    : scenario(std::move(s)),
      tables(t),
      params(scenario.edges.apply(scenario.params)),
      key(RunKey::of(scenario.seed, scenario.replicate)) {
  const auto drift = [this](std::uint8_t arm) {
    const auto sets_care = [&](const LifeEvent& e) {
      return e.kind == LifeEventKind::care_change && e.care.response &&
             (e.arm.empty() || (arm != no_arm && e.arm == scenario.arms[arm].name));
    };
    return !care_of(scenario, arm).response && std::ranges::none_of(scenario.events, sets_care);
  };
  for (std::size_t a = 0; a < scenario.arms.size(); ++a) carers_drift.push_back(drift(static_cast<std::uint8_t>(a)));
  carers_drift.push_back(drift(no_arm));
  register_founders(*this);
}

void store_giving(Registry& r, std::uint32_t id, const Giving& g) {
  r.give_mean[id] = static_cast<float>(g.mean);
  r.give_momentary[id] = static_cast<float>(g.momentary);
  r.give_rebuff[id] = static_cast<float>(g.rebuff);
  r.give_fright[id] = static_cast<float>(g.fright);
}

Subject subject_of(const World& w, std::size_t i) {
  const Living& l = w.living;
  const Registry& r = w.registry;
  Subject s;
  s.id = l.id[i];
  s.stream[0] = l.stream_lo[i];
  s.stream[1] = l.stream_hi[i];
  s.age_years = w.age_of(i);
  s.female = r.female[s.id] != 0;
  s.person = load_person(l, i);
  const RoleOffsets offset = role_offsets(w.params);
  for (int k = 0; k < role_count; ++k) {
    const std::size_t t = i * role_count + static_cast<std::size_t>(k);
    s.ties[k] = load_tie(l, t);
    const std::uint32_t g = s.figure_id[k] = l.tie_other[t];
    s.has[k] = g != nobody;
    if (g == nobody) continue;
    const auto d = [g](const std::vector<float>& c) { return static_cast<double>(c[g]); };
    const bool partner = k == static_cast<int>(Role::partner);
    s.figures[k] = {d(r.give_mean) + offset.of[k] + s.ties[k].fit,
                    d(r.give_momentary),
                    d(r.give_rebuff),
                    d(r.give_fright),
                    d(r.today_distress),
                    d(r.today_withdrawal),
                    partner ? d(r.today_bond) : 0.0,
                    is_peer(static_cast<Role>(k)) ? 1.0 : 0.0};
  }
  return s;
}

}  // namespace bowlby
