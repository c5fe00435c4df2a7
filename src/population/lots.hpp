// Lots: which of those whom an event or a help is meant for it falls upon, where it is for a share of them.
//
// The lot of a person belongs to what the event is: its kind, its time, and whether it is for everybody or for an arm.
// Nothing else in the study moves it, neither what stands in front of it nor what acts at another time or upon others.
// Size, dose, length, share and the arm's name are not in it, so that more of the same, or the same for the arm beside,
// falls upon the same people: two runs then differ by what is given and not by luck, and a larger share is those of the
// smaller and more. Of several alike in all this, each has a lot of its own, numbered from the smallest; their order in
// the list is nothing, but one more of them may move the others.
//
// Limits  share 1: everybody    Tests  unit/population/lots_test
#pragma once
#include <cstdint>
#include <vector>

#include "population/world.hpp"

namespace bowlby {

// The draws of a person that belong to something with a name of its own, so that nothing else moves them.
inline Draws draws_named(Draws draws, std::uint64_t name) {
  draws.key.a ^= static_cast<std::uint32_t>(name);
  draws.key.b ^= static_cast<std::uint32_t>(name >> 32);
  return draws;
}

// Events without a size or a length, and help without a dose, are none; nor is what comes before its least age, or for
// nobody.
bool acts(const LifeEvent&);
bool acts(const Help&);

// The name of the lot of number `k` of a study's events or helps, which acts.
std::uint64_t lot_of(const std::vector<LifeEvent>&, std::size_t k);
std::uint64_t lot_of(const std::vector<Help>&, std::size_t k);

// The draws that belong to two, whichever of them is asked; to the first alone where the second is nobody.
Draws draws_of_two(const World&, std::uint32_t a, std::uint32_t b);

// How World::reached calls number `k` of a study's events or helps.
inline std::uint32_t number_of(Purpose purpose, std::size_t k) {
  return draw_slot(purpose, static_cast<std::uint32_t>(k));
}

// Whether it falls upon the person in a slot, if that person is among those it is for. What is for both has one lot for
// the two, so that a share of the couples is that share of them, whoever of a couple comes to it first.
template <class What>
bool falls_upon(const World& w, std::size_t slot, Purpose purpose, std::uint64_t lot, const What& what) {
  const std::uint32_t partner = w.lives_with(slot);
  const std::uint32_t second = for_both(what.kind) && w.is_living(partner) ? partner : nobody;
  return draws_named(draws_of_two(w, w.living.id[slot], second), lot).uniform(purpose) < what.share;
}

}  // namespace bowlby
