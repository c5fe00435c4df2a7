// Trials: who is drawn into which arm, when arms are not drawn at birth.
//
// A person is drawn by a draw of its own, a couple by one that belongs to the two, whichever of them comes to it first;
// both are then in the same arm. Whoever is in an arm stays in it, and is not drawn again with another partner: where
// one of a couple is in an arm already, the other stays in none. So an arm depends on the study and the seed, and not
// on how many take part. Children carry the arm their mother is in when they are born.
//
// Limits  one arm: everybody who comes up is in it    Tests  unit/population/trial_test
#include "population/families.hpp"
#include "population/lots.hpp"
#include "population/people.hpp"

namespace bowlby {
namespace {

// A founder whose time has come this month.
bool comes_up(const World& w, std::size_t i) {
  const Assignment& a = w.scenario.assignment;
  if (a.at == ArmTime::union_start) {
    if (w.lives_with(i) == nobody) return false;
    return static_cast<std::int32_t>(w.living.union_start[i]) == month_start(w.month - 1 - a.months);
  }
  const std::int32_t day = w.birth_day_of(i) + static_cast<std::int32_t>(a.age * days_per_year);
  return day > month_start(w.month - 1) && day <= w.today();
}

void take_in(World& w, std::uint32_t id, std::uint32_t partner, std::uint8_t arm) {
  w.registry.arm[id] = arm;
  w.tell(id, EventKind::enrolment, partner, arm);
  w.happened.push_back({id, w.month, EventKind::enrolment});
}

}  // namespace

void enrol(World& w) {
  const Assignment& a = w.scenario.assignment;
  if (a.at == ArmTime::birth) return;
  Registry& r = w.registry;
  for (std::size_t i = 0; i < w.living.size(); ++i) {
    const std::uint32_t id = w.living.id[i];
    if (r.generation[id] != 1 || r.arm[id] != no_arm || !w.is_living(id) || !comes_up(w, i)) continue;
    const std::uint32_t partner = w.lives_with(i);
    const bool two = a.unit == ArmUnit::couple && w.is_living(partner);
    if (two && r.arm[partner] != no_arm) continue;
    if (a.unit == ArmUnit::couple && partner == nobody && !a.alone) continue;
    const std::uint8_t arm =
        arm_at(w.scenario, draws_of_two(w, id, two ? partner : nobody).uniform(Purpose::assignment));
    take_in(w, id, two ? partner : nobody, arm);
    if (two) take_in(w, partner, id, arm);
  }
}

bool may_reach(const World& w, const std::string& arm, std::uint32_t partner) {
  const std::uint8_t other = w.registry.arm[partner];
  return arm.empty() || w.scenario.assignment.mixed || other == no_arm || w.scenario.arms[other].name == arm;
}

}  // namespace bowlby
