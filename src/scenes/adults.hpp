// Adults: simulated people of about thirty who live with a partner, and what they tick on the questionnaire.
//
// A population is lived once with the whole engine; whoever lives in a union at its end is a person an evening can be
// about: body, beliefs in general and about a partner, bond, giving. Each of them fills in the questionnaire several
// times with the instrument's own noise. A place on the plane of the questionnaire then means: the people whose
// ticking came out nearest to it. That is many different people, and an evening is lived with each of them.
//
// Depends on the parameters and life tables alone: not on a request, so it may be kept and shared between requests.
// Limits  a corner where nobody ticks is stood for by the nearest people there are; their own places are told
// Tests  unit/scenes/evening_test
#pragma once
#include <array>
#include <vector>

#include "model/parameters.hpp"
#include "model/state.hpp"
#include "population/life_tables.hpp"

namespace bowlby::scenes {

struct Adult {
  Person person;
  Tie tie;                   // what is expected of a partner, and the bond
  double partner_share = 0;  // of difficult moments, brought to the partner
};

// One filling of the questionnaire.
struct Ticked {
  double anxiety = 0, avoidance = 0;  // 1..5
  std::size_t adult = 0;
};

struct Adults {
  std::vector<Adult> people;
  std::vector<Ticked> ticked;
};

// Another seed grows other people; the rooms have those of people_seed.
inline constexpr std::uint64_t people_seed = 1969;
Adults grown_adults(const LifeTables&, const Params&, int threads, std::uint64_t seed = people_seed);

// The `count` people whose ticking is nearest to a place, nearest first, nobody twice.
std::vector<Ticked> nearest(const Adults&, double anxiety, double avoidance, std::size_t count);

// How far a person is moved from what it is, in standard deviations between people.
struct Nudges {
  double threshold = 0, soothing = 0, insistence = 0, holding = 0, warmth = 0, steadiness = 0;
};
inline constexpr std::array nudge_fields{&Nudges::threshold, &Nudges::soothing, &Nudges::insistence,
                                         &Nudges::holding,   &Nudges::warmth,   &Nudges::steadiness};
Person nudged(Person, const Nudges&, const Params&);

}  // namespace bowlby::scenes
