// Problem behaviour: an adult's rating of a child (or a partner's of an adult), standardised.
//
//   externalizing = v E + sqrt(1 - v^2) error,   E = (I + .5 (phi - phi*)/s + .5 temperament) / sqrt 1.5
//   internalizing = v N + sqrt(1 - v^2) error,   N = (.6 I + .4 temperament + y - .5) / sqrt 1.5
//   errors: half lasting, half of the occasion, correlated .5 between the two (one rater fills in both)        (17)
//
//   I insecurity of the general belief   phi expected fright   s belief_spread   v problems_validity
//   y depressive and anxiety symptoms (15), at most 3
//
// Sees      conduct and mood as another person notices them    Cannot see  beliefs, care, arousal
// Claims H11    Limits  v = 0: unrelated    Tests  unit/instruments/outcomes_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

inline void take_problems(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet) noexcept {
  const Person& q = s.person;
  const double unsafe = insecurity(q.general(), p), root = num::sqrt(1.5);
  const double fright = standardised(q.general_phi, naive_belief.phi, p.belief_spread);
  const double nature = num::clamp(q.temperament, -4.0, 4.0), mood = num::min(q.depression + q.anxiety, 3.0) - .5;
  double habit[4], today[4];
  lasting(draws).normals(Purpose::problems, 0, habit);
  draws.normals(Purpose::problems, 0, today);
  const auto error = [](const double z[4], int i) { return num::sqrt(.5) * (z[2] + z[i]); };
  const auto rated = [&](double latent, int i) {
    return seen(latent, p.problems_validity, .5, error(habit, i), error(today, i));
  };
  sheet.write(Measure::problems_externalizing, rated((unsafe + .5 * fright + .5 * nature) / root, 0));
  sheet.write(Measure::problems_internalizing, rated((.6 * unsafe + .4 * nature + mood) / root, 1));
}

}  // namespace bowlby
