// Giving: what a person answers when somebody else asks, from own beliefs, load, symptoms, skill and practice.
//
//   x    = x0 + skill + a_mu (mu_G - mu*) - a_kappa (kappa_G - kappa*) - a_L (load - load*) - a_y (y - y*)
//          + a_R (R - R*) + programme    (14)
//   ln c = ln c0 + habit - c_nu (nu_G - nu*) - c_L (load - load*) + c_R (R - R*),   rho = rho(c)
//   rej  = Phi( Phi^-1(rej0) + habit + b (kappa_G - kappa*) - b_R (R - R*) )
//   fr   = Phi( Phi^-1(fr0) + habit + f (phi_G - phi*) + f_L (load - load*) + f_u (U - U*) - f_R (R - R*) )
//   habit = +-sqrt(c) skill + sqrt(1 - c) own,   + for consistency, - for rebuff and fright          (14b)
//   an outside carer: x = x0 + skill + sqrt(outside_spread^2 - 1) care_mean_sd z, z its history, drawn once
//   skill -> e^(-1/(12 tau)) skill + sqrt(1 - e^(-1/(6 tau))) z, a month          (14a)
//
//   x mean response, probit    c concentration    rej share of the unmet rebuffed    fr chance of a fright
//   starred values: those of an ordinary parent of young children (usual_...), where each term is zero: outside carers,
//   drawn from habits and a history, give as ordinary parents here do
//   load [0..] (15)   y depressive symptoms [0..]
//   skill, own habits: lasting differences between people (standard normal times sd)    c care_habits_shared: who
//   answers well is the steadier, the less rebuffing and the less frightening for it
//   x0 care_mean   c0 care_consistency   rej0 care_rebuff   fr0 care_fright, each with its _sd
//   a_mu giving_from_expectation   a_kappa giving_from_rebuff   a_L giving_from_load   a_y giving_from_symptoms
//   c_nu consistency_from_uncertainty   c_L consistency_from_load   b rebuff_from_rebuff   f fright_from_fright
//   f_L fright_from_load   f_u fright_from_unresolved   U unresolved loss and trauma (15)   tau giving_memory [year]
//   R reflection [sd] (19)   a_R giving_from_reflection   c_R consistency_from_reflection   b_R rebuff_from_reflection
//   f_R fright_from_reflection
//   programme help_parenting times practice
//
// Edges  expectation_to_giving, rebuff_to_giving, load_to_giving, symptoms_to_giving, uncertainty_to_consistency,
//        load_to_consistency, rebuff_to_rebuff, fright_to_fright, load_to_fright, unresolved_to_fright,
//        programme_to_giving, reflection_to_giving, reflection_to_consistency, reflection_to_rebuff,
//        reflection_to_fright
// Claims C013 C027 C028 C029 C030 C037 R13    Limits  all gains zero, tau without end: giving is a fixed habit
// Tests  unit/model/giving_test
#pragma once
#include "model/draws.hpp"
#include "model/moment/response.hpp"
#include "model/months/general.hpp"
#include "model/years/symptoms.hpp"
#include "num/normal.hpp"

namespace bowlby {

struct Giving {
  double mean = 0, momentary = .1, rebuff = 0, fright = 0;
};

// What of the equations is the same for everybody.
struct GivingBase {
  double log_consistency, rebuff, fright;
  explicit GivingBase(const Params& p)
      : log_consistency(num::log(p.care_consistency)),
        rebuff(num::normal_quantile(num::clamp(p.care_rebuff, 1e-9, 1 - 1e-9))),
        fright(num::normal_quantile(num::clamp(p.care_fright, 1e-9, 1 - 1e-9))) {}
};

// The three habits as skill colours them (14b), in standard normals.
struct CareHabits {
  double consistency, rebuff, fright;
  CareHabits(double skill, double own_consistency, double own_rebuff, double own_fright, const Params& p) noexcept {
    const double with = num::sqrt(p.care_habits_shared) * skill, apart = num::sqrt(1 - p.care_habits_shared);
    consistency = with + apart * own_consistency;
    rebuff = apart * own_rebuff - with;
    fright = apart * own_fright - with;
  }
};

// What a lasting rise of fright by `probit` adds to somebody's own fright habit.
BOWLBY_FN double own_fright_of(double probit, const Params& p) noexcept {
  return p.care_fright_sd > 0 ? probit / (p.care_fright_sd * num::sqrt(1 - p.care_habits_shared)) : 0;
}

// Giving from lasting habits alone (standard normals) and an offset in mean and fright: how outside figures are drawn.
BOWLBY_FN Giving habitual_giving(double mean, double skill, double consistency, double rebuff_habit,
                                 double fright_habit, const Params& p) noexcept {
  const GivingBase base(p);
  const CareHabits habit(skill, consistency, rebuff_habit, fright_habit, p);
  const double log_c = base.log_consistency + p.care_consistency_sd * habit.consistency;
  return {mean + p.care_mean_sd * skill, momentary_share(num::exp(log_c)),
          num::normal_cdf(base.rebuff + p.care_rebuff_sd * habit.rebuff),
          num::normal_cdf(base.fright + p.care_fright_sd * habit.fright)};
}

// What an outside carer's own history adds to its giving [probit], drawn once for that carer under `purpose`.
inline double outside_history(const Params& p, const Draws& draws, Purpose purpose) noexcept {
  return p.care_mean_sd * num::sqrt(p.outside_spread * p.outside_spread - 1) * draws.normal(purpose, 4);
}

// What a month leaves of a person's own skill, and how much it renews; the spread between people stays.
struct SkillMonth {
  double kept, renewed;
  explicit SkillMonth(const Params& p)
      : kept(num::exp(-1 / (12 * p.giving_memory))), renewed(num::sqrt(1 - kept * kept)) {}
  double operator()(double skill, double z) const noexcept { return kept * skill + renewed * z; }
};

BOWLBY_FN Giving giving_of(const Person& s, const GivingBase& base, const Params& p) noexcept {
  const double mu = s.general_mu - p.usual_expectation, nu = s.general_nu - p.usual_unpredictability;
  const double kappa = s.general_kappa - p.usual_rebuff, phi = s.general_phi - p.usual_fright;
  const double load = s.load - p.usual_load, R = s.reflection - p.usual_reflection;
  const CareHabits habit(s.skill, s.consistency, s.rebuff_habit, s.fright_habit, p);
  const double mean = p.care_mean + p.care_mean_sd * s.skill + p.giving_from_expectation * mu -
                      p.giving_from_rebuff * kappa - p.giving_from_load * load -
                      p.giving_from_symptoms * (s.depression - p.usual_symptoms) + p.help_parenting * s.help_parenting +
                      p.giving_from_reflection * R;
  const double log_c = base.log_consistency + p.care_consistency_sd * habit.consistency -
                       p.consistency_from_uncertainty * nu - p.consistency_from_load * load +
                       p.consistency_from_reflection * R;
  return {mean, momentary_share(num::exp(log_c)),
          num::normal_cdf(base.rebuff + p.care_rebuff_sd * habit.rebuff + p.rebuff_from_rebuff * kappa -
                          p.rebuff_from_reflection * R),
          num::normal_cdf(base.fright + p.care_fright_sd * habit.fright + p.fright_from_fright * phi +
                          p.fright_from_load * load + p.fright_from_unresolved * (unresolved(s) - p.usual_unresolved) -
                          p.fright_from_reflection * R)};
}

BOWLBY_FN Giving giving_of(const Person& s, const Params& p) noexcept { return giving_of(s, GivingBase(p), p); }

}  // namespace bowlby
