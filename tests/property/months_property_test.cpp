#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/months/general.hpp"
#include "model/years/couple.hpp"
#include "model/years/figures.hpp"
#include "model/years/giving.hpp"
#include "model/years/symptoms.hpp"

namespace bowlby {
namespace {

double within(double low, double high) { return low + (high - low) * (*rc::gen::inRange(0, 1000001) / 1e6); }
double share() { return within(0, 1); }
Belief any_belief() { return {share(), share(), share(), share()}; }
Params any_params() {
  Params p;
  for (const ParamInfo& row : parameter_table) p.*(row.field) = within(row.low, row.high);
  return p;
}
bool in_bounds_all(const Belief& b) {
  for (const double x : {b.mu, b.nu, b.kappa, b.phi})
    if (!(x >= 0 && x <= 1)) return false;
  return true;
}

RC_GTEST_PROP(MonthsProperty, beliefs_stay_in_bounds, ()) {
  const Params p = any_params();
  const double z[4] = {within(-5, 5), within(-5, 5), within(-5, 5), within(-5, 5)}, age = within(0, 100);
  const Belief G = any_belief(), P = any_belief();
  RC_ASSERT(in_bounds_all(general_after_month(G, any_belief(), generalisation_rate(age, p), z, p)));
  RC_ASSERT(in_bounds_all(prototype_after_month(P, G, age, *rc::gen::element(0.0, 1.0), p)));
  RC_ASSERT(in_bounds_all(pull_target(P, within(-4, 4), within(-4, 4), age, p)));
  RC_ASSERT(in_bounds_all(first_expectation(G, z, p)));
  RC_ASSERT(in_bounds_all(moved(any_belief(), P, share_gone(p.prototype_pull, 1.0 / 12))));
}

RC_GTEST_PROP(MonthsProperty, shares_of_figures_are_shares_of_those_one_has, ()) {
  const Params p = any_params();
  bool has[role_count];
  Tie ties[role_count];
  bool anybody = false;
  for (int r = 0; r < role_count; ++r) {
    has[r] = *rc::gen::arbitrary<bool>();
    ties[r].bond = within(0, 4);
    anybody = anybody || has[r];
  }
  const FigureShares s = figure_shares(within(0, 95), has, ties, within(0, 2), *rc::gen::arbitrary<bool>(), p);
  double total = 0;
  for (int r = 0; r < role_count; ++r) {
    RC_ASSERT(s.of[r] >= 0);
    RC_ASSERT(has[r] || s.of[r] == 0);
    total += s.of[r];
  }
  const std::uint64_t packed = pack_shares(s);
  if (!(total > 0)) {
    RC_ASSERT(packed == ~std::uint64_t{0});
    return;
  }
  RC_ASSERT(anybody);
  for (unsigned n = 0; n < 16; ++n) RC_ASSERT(has[packed_slot(packed, n)]);
}

RC_GTEST_PROP(MonthsProperty, giving_stays_giving, ()) {
  const Params p = any_params();
  Person s;
  s.general_mu = share(), s.general_nu = share(), s.general_kappa = share(), s.general_phi = share();
  s.skill = within(-4, 4), s.consistency = within(-4, 4), s.rebuff_habit = within(-4, 4),
  s.fright_habit = within(-4, 4);
  s.load = within(0, 5), s.depression = within(0, 5), s.help_parenting = share();
  const Giving g = giving_of(s, p);
  RC_ASSERT(g.momentary >= 0 && g.momentary < 1);
  RC_ASSERT(g.rebuff >= 0 && g.rebuff <= 1);
  RC_ASSERT(g.fright >= 0 && g.fright <= 1);
  Person expects_more = s;
  expects_more.general_mu = within(s.general_mu, 1);
  if (p.giving_from_expectation >= 0) RC_ASSERT(giving_of(expects_more, p).mean >= g.mean - 1e-12);
}

RC_GTEST_PROP(MonthsProperty, symptoms_and_satisfaction_stay_in_bounds, ()) {
  const Params p = any_params();
  const double y = within(0, 10), strain = within(0, 3), floor = within(0, 1);
  RC_ASSERT(symptom_after_month(y, strain, within(-5, 5), p, floor) >= 0);
  RC_ASSERT(symptom_after_month(y, within(strain, 4), 0, p, floor) >= symptom_after_month(y, strain, 0, p, floor));
  Person s;
  s.satisfaction = share();
  s.security_mean = share();
  s.withdrawal = share();
  s.depression = within(0, 5);
  const double sat = satisfaction_after_month(s, {any_belief(), within(0, 3)}, within(0, 60), p);
  RC_ASSERT(sat >= 0 && sat <= 1);
}

}  // namespace
}  // namespace bowlby
