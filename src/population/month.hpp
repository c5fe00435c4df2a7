// The month: what slowly moves in one person, and what that person is about to do.
//
// Runs for every living person at once, each writing only its own rows; whatever concerns two people (a birth, a
// union, a death others must notice) is only *intended* here and settled afterwards, in the order of ids, by
// families.hpp.
#pragma once
#include <vector>

#include "population/day.hpp"
#include "population/world.hpp"

namespace bowlby {

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
  comes_home = 2048
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
