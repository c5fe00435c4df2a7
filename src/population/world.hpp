// World: one population at one moment, and the few things everybody needs to step it.
#pragma once
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "model/draws.hpp"
#include "model/years/giving.hpp"
#include "population/columns.hpp"
#include "population/life_tables.hpp"
#include "population/scenario.hpp"
#include "population/ticks.hpp"

namespace bowlby {

// Something that visits or help may still wait for.
struct Happened {
  std::uint32_t person;
  std::int32_t month;  // World::month in which it happened
  EventKind kind;
};

struct World {
  Scenario scenario;
  LifeTables tables;
  Params params;  // the scenario's, with every cut edge at its neutral value
  RunKey key;
  // By arm, then for those in none: whether the ways of carers from outside change by themselves.
  std::vector<std::uint8_t> carers_drift;
  std::int32_t month = 0;  // months done; the next step starts on month_start(month)
  std::uint32_t founders_born = 0;
  Living living;
  Registry registry;
  double person_days = 0;
  std::vector<EventRow> pending_events;  // of the month being resolved
  std::vector<Happened> happened;        // drawings of arms, and events of the kinds that the scenario follows
  std::set<std::pair<std::uint32_t, std::uint32_t>> reached;  // what for two (its number among all) reached whom

  World(Scenario s, LifeTables t);

  std::int32_t today() const { return month_start(month); }
  std::int32_t birth_day_of(std::size_t slot) const { return registry.birth_day[living.id[slot]]; }
  double age_of(std::size_t slot) const { return years_between(birth_day_of(slot), today()); }
  Draws draws_of(std::size_t slot, std::int32_t day) const {
    return {key.key, {living.stream_lo[slot], living.stream_hi[slot]}, static_cast<std::uint32_t>(day)};
  }
  bool drifts(std::uint8_t arm) const { return carers_drift[arm == no_arm ? carers_drift.size() - 1 : arm] != 0; }
  std::size_t tie(std::size_t slot, Role role) const { return slot * role_count + static_cast<std::size_t>(role); }
  bool is_living(std::uint32_t id) const {
    return id != nobody && registry.kind[id] == static_cast<std::uint8_t>(Kind::living);
  }
  // Two who have met but are no union yet: union_start is then a day to come, below zero before the first union.
  bool is_courting(std::size_t slot) const {
    return living.tie_other[tie(slot, Role::partner)] != nobody &&
           num::abs(static_cast<double>(living.union_start[slot])) > today();
  }
  // The partner of a union.
  std::uint32_t lives_with(std::size_t slot) const {
    return is_courting(slot) ? nobody : living.tie_other[tie(slot, Role::partner)];
  }
  void tell(std::uint32_t person, EventKind kind, std::uint32_t other = nobody, double value = 0) {
    pending_events.push_back({person, today(), kind, other, static_cast<float>(value)});
  }
};

// Copies between columns and values.
void store_giving(Registry&, std::uint32_t id, const Giving&);

// A person with figures and all, for an instrument or `explain`.
Subject subject_of(const World&, std::size_t slot);

}  // namespace bowlby
