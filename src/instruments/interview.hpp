// Adult interview: how a person tells of early care, coded into autonomous, dismissing or preoccupied, and unresolved.
//
//   E = w_P P + w_G G + (1 - w_P - w_G) mean of the beliefs about parental figures      early care as it is remembered
//   D = ( (mu* - mu) + (kappa - kappa*) - (nu - nu*) ) / (sqrt 3 s)      plays down: little expected, rebuff, no doubt
//   Q = ( 1.5 (nu - nu*) + .5 (mu* - mu) ) / (sqrt 2.5 s)                 caught up: unpredictable
//   U = ( (phi - phi*)/s + unresolved loss and trauma (15) ) / sqrt 2     unresolved
//   L = w_b D - w_R R,  w_b Q - w_R R,  U - w_R R/2
//   each seen as v L + sqrt(1 - v^2) error         (17)
//   error = way of telling (lasting; a share h inherited and common to D, Q and U) and occasion (interview_occasion)
//   a high inherited way of telling is a coherent one
//   class: neither D nor Q above its cut: autonomous; else the one further above; unresolved: U above its cut
//   coherence = 6 - 1.2 max(D, Q, U) + .5 z, on 1-9
//
//   R reflection [sd] (19)   w_b interview_belief   w_R interview_reflection
//   P prototype as genes bend it (9)  G general belief  starred: ordinary adults (usual_...)  s belief_spread
//   v interview_validity   h interview_inherited
//   cuts .65, .78: the standard normal points that leave .58 autonomous, .23 dismissing, .19 preoccupied where the
//   latents are standard (AAI01-AAI03); .86 for unresolved, which is narrower: trauma is rare. Set by hand for AAI04
//
// Sees      the early and general draft of what carers are like, as told    Cannot see  present ties to partners and
//           friends; the answering habit of questionnaires; behaviour
// Claims C040 H3    Limits  v = 1: the state of mind itself; v = 0: the way of telling alone
// Tests  unit/instruments/interview_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/draws.hpp"
#include "model/months/general.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "model/years/symptoms.hpp"

namespace bowlby {

struct StateOfMind {
  double dismissing = 0, preoccupied = 0, unresolved = 0;  // standardised latents
};

inline constexpr double dismissing_cut = .65, preoccupied_cut = .78, unresolved_cut = .86;

inline Belief early_care(const Subject& s, const Params& p) noexcept {
  const double rest = num::max(0.0, 1 - p.interview_prototype - p.interview_general);
  Belief parental{0, 0, 0, 0};
  int known = 0;
  for (int r = 0; r < role_count; ++r) {
    // a parent who is gone is still remembered: a bond or a living figure counts
    if (!is_parental(static_cast<Role>(r)) || (!s.has[r] && !(s.ties[r].bond > 0))) continue;
    parental = mixed(parental, 1, s.ties[r].belief, 1);
    ++known;
  }
  const Belief P = pull_target(s.person.prototype(), s.person.gene_anxiety, s.person.gene_avoidance, s.age_years, p);
  const Belief draft = mixed(P, p.interview_prototype, s.person.general(), p.interview_general);
  if (known == 0) return mixed(draft, 1, P, rest);
  return mixed(draft, 1, parental, rest / known);
}

inline StateOfMind state_of_mind(const Subject& s, const Params& p) noexcept {
  const Belief e = early_care(s, p);
  const double doubt = p.usual_expectation - e.mu, unsure = e.nu - p.usual_unpredictability;
  const double rebuff = e.kappa - p.usual_rebuff, fright = standardised(e.phi, p.usual_fright, .6 * p.belief_spread);
  const double unseen = p.interview_reflection * s.person.reflection, b = p.interview_belief;
  return {b * standardised(doubt + rebuff - unsure, 0, num::sqrt(3.0) * p.belief_spread) - unseen,
          b * standardised(1.5 * unsure + .5 * doubt, 0, num::sqrt(2.5) * p.belief_spread) - unseen,
          (fright + unresolved(s.person)) / num::sqrt(2.0) - .5 * unseen};
}

inline void take_interview(const Subject& s, const Params& p, const Draws& draws, AnswerSheet& sheet) noexcept {
  const StateOfMind m = state_of_mind(s, p);
  double telling[4], today[4];
  lasting(draws).normals(Purpose::interview, 0, telling);
  // how coherently one tells runs in families, by a gene that no belief and no questionnaire shares
  const double h = num::sqrt(p.interview_inherited), own = num::sqrt(1 - p.interview_inherited);
  for (int k = 0; k < 3; ++k) telling[k] = own * telling[k] - h * s.person.gene_telling;
  draws.normals(Purpose::interview, 0, today);
  const double v = p.interview_validity, o = p.interview_occasion;
  const double D = seen(m.dismissing, v, o, telling[0], today[0]) - dismissing_cut;
  const double Q = seen(m.preoccupied, v, o, telling[1], today[1]) - preoccupied_cut;
  const double U = seen(m.unresolved, v, o, telling[2], today[2]) - unresolved_cut;
  const bool dismissing = D > 0 && D >= Q, preoccupied = Q > 0 && Q > D;
  const double worst = num::max(num::max(D + dismissing_cut, Q + preoccupied_cut), U + unresolved_cut);
  sheet.write(Measure::interview_class_autonomous, !dismissing && !preoccupied);
  sheet.write(Measure::interview_class_dismissing, dismissing);
  sheet.write(Measure::interview_class_preoccupied, preoccupied);
  sheet.write(Measure::interview_unresolved, U > 0);
  sheet.write(Measure::interview_coherence, num::clamp(6 - 1.2 * worst + .5 * today[3], 1.0, 9.0));
}

}  // namespace bowlby
