// Worlds of two arms, left and right, and what must hold of whatever a study does to one of them.
#pragma once
#include <set>

#include "worlds.hpp"

namespace bowlby::test {

inline Scenario two_arms(std::uint32_t founders, double years) {
  Scenario s = quiet(founders, years);
  s.birth_years = 1;
  s.arms = {Arm{"left", .5, {}}, Arm{"right", .5, {}}};
  return s;
}

// Founders of arm 0. Arms are dealt evenly, but not to the last person.
inline std::size_t left_arm(const World& w) {
  std::size_t n = 0;
  for (std::uint32_t id = 0; id < w.scenario.founders; ++id) n += w.registry.arm[id] == 0 ? 1 : 0;
  EXPECT_NEAR(static_cast<double>(n), .5 * w.scenario.founders, 3);
  return n;
}

// Every row falls in the month in which its person reaches `age`, nobody twice, all of arm 0, as many as the share
// says.
inline void expect_due(const Told& t, const std::vector<EventRow>& rows, double age, double share) {
  const auto arm_size = static_cast<double>(left_arm(t.world));
  std::set<std::uint32_t> seen;
  for (const EventRow& e : rows) {
    EXPECT_TRUE(seen.insert(e.person).second) << "twice";
    const PersonRow& p = t.kept.people_.at(e.person);
    EXPECT_EQ(p.arm, 0);
    const int late = e.day - p.born_day - static_cast<int>(age * 365);
    EXPECT_GE(late, 0);
    EXPECT_LE(late, 31);
  }
  EXPECT_NEAR(static_cast<double>(rows.size()) / arm_size, share, stray(share, arm_size) + (share == 1 ? 1e-9 : 0));
}

inline std::uint64_t end_of(const Scenario& s) { return state_digest(live(s).world); }

}  // namespace bowlby::test
