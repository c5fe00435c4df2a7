// The worlds to be held against the reference, and what they share: its words for the model's, and back.
#pragma once
#include "conformance/world.hpp"
#include "model/years/giving.hpp"
#include "model/years/loss.hpp"
#include "population/day.hpp"

namespace bowlby::conformance {

std::unique_ptr<World> make_model_world();
std::unique_ptr<World> make_population_world(Isa);
std::unique_ptr<World> make_diary_world();
std::unique_ptr<World> make_full_diary_world();

Params params_of(const Case&);
Belief in(const reference::Belief&);
reference::Belief out(const Belief&);
Person person_of(const reference::Person&);
reference::Person told(const Person&);
// Without what the role adds.
Giving giving_of(const reference::Figure&);
// The bond back to the person where it counts: a partner's.
inline double bond_back(const reference::Figure& f, int role) {
  return role == static_cast<int>(Role::partner) ? f.bond_back : 0;
}
// To whom the case's person turns, packed.
std::uint64_t packed(const std::vector<int>& turns_to);
inline std::uint64_t shares_of(const Case& c) { return packed(c.turns_to); }
inline double share_of_grief(reference::Lost how) { return how == reference::Lost::taken ? grief_of_a_taken_child : 1; }

// Therapy that outlasts every case [months].
inline constexpr double always = 1e6;

}  // namespace bowlby::conformance
