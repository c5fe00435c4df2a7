// Peer competence: a teacher's rating of how a child gets on with others of its age, standardised.
//
//   score = -v I + sqrt(1 - v^2) error,   I = insecurity of the mean of general belief and beliefs about friends (17)
//   error: half lasting (other things a child is good or bad at), half of the occasion        v peer_validity
//
// Sees      what a child expects of others, by how it deals with them    Cannot see  home, arousal, symptoms
// Claims H3    Limits  v = 0: unrelated    Tests  unit/instruments/outcomes_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"

namespace bowlby {

inline Belief expected_of_peers(const Subject& s) noexcept {
  Belief sum = s.person.general();
  int n = 1;
  for (const Role r : {Role::friend_a, Role::friend_b}) {
    if (!s.has[slot(r)]) continue;
    sum = mixed(sum, 1, s.ties[slot(r)].belief, 1);
    ++n;
  }
  return mixed(sum, 1.0 / n, sum, 0);
}

inline void take_peer(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet) noexcept {
  const double score = seen(-insecurity(expected_of_peers(s), p), p.peer_validity, .5,
                            lasting(draws).normal(Purpose::peer), draws.normal(Purpose::peer));
  sheet.write(Measure::peer_competence, score);
}

}  // namespace bowlby
