// Carers from outside the run: the parents of the first generation, foster homes, institutions, therapists.
//
//   x = x0 + offset + history + skill habits (14),   fright as by habit, plus what the place adds          (14c)
//   skill is renewed (14a), and the rebuff and fright that go with it; history and steadiness stay
//   therapist: x = x_t, consistency c_t, without rebuff or fright
//
//   offset [probit] foster_offset, institution_offset; 0 for parents   institution_fright [probit]
//   history outside_spread (14)   x_t therapist_mean   c_t therapist_consistency
//   In a share abuse_rate of homes the habit of frightening is raised by abuse_fright [probit].
//
// Edges  therapist_answers    Claims C013 C106
// Limits  outside_spread = 1, offsets 0: carers from outside give as the run's own people do on the whole
// Tests  unit/model/giving_test, unit/population/families_test, unit/population/study_events_test
#pragma once
#include "model/years/giving.hpp"

namespace bowlby {

// Foster carers and institutions answer by so much better or worse, and frighten by so much more.
struct Place {
  double mean = 0, fright = 0;
};
BOWLBY_FN Place own_home() noexcept { return {}; }
BOWLBY_FN Place foster_home(const Params& p) noexcept { return {p.foster_offset, 0}; }
BOWLBY_FN Place institution(const Params& p) noexcept { return {p.institution_offset, p.institution_fright}; }
// A parent's home, in which a uniform draw decides whether there is abuse.
BOWLBY_FN Place home_with_abuse(double u, const Params& p) noexcept {
  return {0, u < p.abuse_rate ? p.abuse_fright : 0};
}

// How an outside carer gives, drawn for (draws, purpose).
inline Giving outside_giving(const Place& place, const Draws& draws, Purpose purpose, const Params& p) noexcept {
  double z[4];
  draws.normals(purpose, 0, z);
  return habitual_giving(p.care_mean + place.mean + outside_history(p, draws, purpose), z[0], z[1], z[2],
                         z[3] + own_fright_of(place.fright, p), p);
}

BOWLBY_FN Giving therapist_giving(const Params& p) noexcept {
  Giving g = habitual_giving(p.therapist_mean, 0, 0, 0, 0, p);
  g.momentary = momentary_share(p.therapist_consistency);
  g.rebuff = g.fright = 0;
  return g;
}

// One month of an outside carer, whose history adds `history` to the mean; `z` a standard normal. Needs a spread.
inline Giving renewed_outside(const Giving& before, double history, const SkillMonth& month, double z,
                              const Params& p) noexcept {
  const double lasting = p.care_mean + history;
  const double skill = (before.mean - lasting) / p.care_mean_sd;
  const double change = month(skill, z) - skill, with = num::sqrt(p.care_habits_shared);
  const auto moved_by = [](double share, double probit) {
    return num::normal_cdf(num::normal_quantile(num::clamp(share, 1e-9, 1 - 1e-9)) + probit);
  };
  return {lasting + p.care_mean_sd * (skill + change), before.momentary,
          moved_by(before.rebuff, -p.care_rebuff_sd * with * change),
          moved_by(before.fright, -p.care_fright_sd * with * change)};
}

}  // namespace bowlby
