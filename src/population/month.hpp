// The month, for everybody: each person moves as model/month.hpp says, and notes what it is about to do.
//
//   Deaths, births, first meetings and placements come from tables by age times mortality_scale, fertility_scale,
//   meetings_per_union, placement_scale; births of one mother keep birth_interval_floor months apart. Friends are met
//   (friend_meetings_per_year) up to friends_wanted and lost (friend_loss). A share same_sex_share of people seeks a
//   partner of its own sex. Therapy is sought as model/years/help.hpp says.
//
// Runs for every living person at once, each writing only its own rows; whatever concerns two people (a birth, a
// union, a death others must notice) is only *intended* here and settled afterwards, in the order of ids, by
// families.hpp.
//
// Tests  unit/population/demography_test, unit/population/study_events_test, conformance/conformance_test
#pragma once
#include <vector>

#include "population/day.hpp"
#include "population/world.hpp"

namespace bowlby {

// Conventions [years]: from when on there are friends, and therapy of one's own accord; until when one is a child.
inline constexpr double least_friend_age = 5, least_therapy_age = 16, grown_up = 18;

// What somebody is about to do this month. Settled in this order.
enum Intent : std::uint16_t {
  dies = 1,
  leaves_union = 2,
  wants_child = 4,
  meets_partner = 8,
  meets_friend = 16,
  loses_friend_a = 32,
  loses_friend_b = 64,
  seeks_therapy = 128,
  is_placed = 256,
  needs_carer = 512,
  ends_therapy = 1024,
  comes_home = 2048,
  is_sure = 4096  // bonded enough for a union
};

struct MonthBlock {
  std::size_t first, count;                  // slots
  std::vector<std::uint16_t>* intents;       // per slot, of the whole population
  const std::vector<float>* young_children;  // per slot: children under six with this parent
  const std::vector<float>* carer_load;      // per slot: load of the mother who cares for this child
  const MonthDraws* draws;                   // of this block
  std::vector<EventRow>* events;             // of this block
  bool psychology = true;                    // false: births, deaths, unions and placements alone (bench)
};

// Moves the block's people through the month that ends today and notes their intents.
void month_step(World&, const MonthBlock&);

// To whom each of them turns, once the month's changes are settled.
void choose_figures(World&, std::size_t first, std::size_t count);

}  // namespace bowlby
