// Attrition: who gives an answer at all.
//
//   log odds of no answer = ln(m / (1 - m)) + b_d d + b_k (kappa_G - kappa*)        (17)
//
//   m the wave's own share of missing answers [0..1]    d mean daily distress [1]    kappa_G expected rebuff [0..1]
//   b_d missing_distress    b_k missing_avoidance    kappa* that of naive_belief
//
// One draw per person, instrument and day: adding a wave does not change who answers another.
// Claims none (measurement)    Limits  m = 0: everybody answers; slopes 0: missing completely at random
// Tests  unit/instruments/attrition_test
#pragma once
#include "instruments/measures.hpp"
#include "model/draws.hpp"
#include "model/months/general.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

// A chance after its log odds have been moved; 0 and 1 stay what they are.
BOWLBY_FN double chance_moved(double chance, double log_odds) noexcept {
  const double odds = chance * num::exp(log_odds);
  return odds / (1 - chance + odds);
}

inline double chance_of_no_answer(const Subject& s, double missing, const Params& p) noexcept {
  return chance_moved(num::clamp(missing, 0.0, 1.0),
                      p.missing_distress * num::clamp(s.person.distress_mean, 0.0, 5.0) +
                          p.missing_avoidance * (s.person.general_kappa - naive_belief.kappa));
}

// False: this person gives this instrument no answer today.
inline bool answers(const Subject& s, Instrument i, double missing, const Params& p, const Draws& draws) noexcept {
  return draws.uniform(Purpose::missing, static_cast<std::uint32_t>(i)) >= chance_of_no_answer(s, missing, p);
}

}  // namespace bowlby
