#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <cstring>

#include "model/edges.hpp"
#include "model/months/general.hpp"
#include "unit/model/people.hpp"

namespace bowlby {
namespace {

// The same cases on every run, unless RC_PARAMS asks for others.
[[maybe_unused]] const int fixed_cases = setenv("RC_PARAMS", "seed=20 max_success=1000", 0);

double within(double low, double high) { return low + (high - low) * (*rc::gen::inRange(0, 1000001) / 1e6); }
double share() { return within(0, 1); }
Belief any_belief() { return {share(), share(), share(), share()}; }

// Any parameters the table allows.
Params any_params() {
  Params p;
  for (const ParamInfo& row : parameter_table) p.*(row.field) = within(row.low, row.high);
  return p;
}
Traits any_traits(const Params& p) {
  Traits t = made::traits(p);
  t.threshold = within(-1, 3);
  t.soothing = within(.02, 10);
  t.learning = within(0, 1);
  t.rebuff_cost = within(0, 5);
  t.insistence = within(0, 10);
  t.holding_cost = within(-2, 5);
  t.noticing = within(1, 4);
  t.unsettled = within(.2, 5);
  t.separation = within(0, 5);
  t.haven = share();
  return t;
}
Giver any_giver() {
  return {within(-3, 3), momentary_share(within(.05, 200)), share(), share(), within(0, 5), share(),
          within(0, 3),  *rc::gen::element(0.0, 1.0)};
}
MomentDraws any_draws() {
  return {within(0, 24), within(0, 6), within(1e-9, 1 - 1e-9), within(-5, 5), share(), share()};
}
Mood any_mood() { return {within(0, 6), share(), *rc::gen::element(0.0, 1.0), share(), share()}; }

bool is_share(double x) { return x >= 0 && x <= 1; }

RC_GTEST_PROP(MomentProperty, stays_in_bounds_for_any_allowed_parameters, ()) {
  const Params p = any_params();
  const Traits t = any_traits(p);
  const Giver g = any_giver();
  Mood mood = any_mood();
  Tie tie{any_belief(), within(0, 3)};
  for (int k = 0; k < 8; ++k) {
    const Moment m = moment_step(mood, tie, t, g, any_draws(), p);
    RC_ASSERT(mood.distress >= 0);
    RC_ASSERT(is_share(mood.security));
    RC_ASSERT(mood.active == 0 || mood.active == 1);
    RC_ASSERT(is_share(mood.coregulation));
    RC_ASSERT(is_share(mood.substitute));
    RC_ASSERT(is_share(tie.belief.mu));
    RC_ASSERT(is_share(tie.belief.nu));
    RC_ASSERT(is_share(tie.belief.kappa));
    RC_ASSERT(is_share(tie.belief.phi));
    RC_ASSERT(tie.bond >= 0);
    RC_ASSERT(is_share(m.activation));
    RC_ASSERT(is_share(m.response));
    RC_ASSERT(is_share(m.rebuff));
    RC_ASSERT(m.conflict >= 0);
    RC_ASSERT(m.action == 0 || m.action == 1 || m.action == 2 || m.action == 3);
    const double bid = m.action == 1 || m.action == 2 ? 1.0 : 0.0;
    RC_ASSERT(m.offered == 0 || (m.offered == 1 && bid == 0 && m.rebuff == 0));
    RC_ASSERT(m.contact == bid + m.offered);
  }
}

RC_GTEST_PROP(MomentProperty, is_a_function_of_its_arguments, ()) {
  const Params p = any_params();
  const Traits t = any_traits(p);
  const Giver g = any_giver();
  const MomentDraws d = any_draws();
  const Mood mood = any_mood();
  const Tie tie{any_belief(), within(0, 3)};
  Mood mood1 = mood, mood2 = mood;
  Tie tie1 = tie, tie2 = tie;
  const Moment a = moment_step(mood1, tie1, t, g, d, p), b = moment_step(mood2, tie2, t, g, d, p);
  RC_ASSERT(std::memcmp(&a, &b, sizeof a) == 0);
  RC_ASSERT(std::memcmp(&mood1, &mood2, sizeof mood1) == 0);
  RC_ASSERT(std::memcmp(&tie1, &tie2, sizeof tie1) == 0);
}

// Cutting an edge at one moment, everything else equal, moves the chance it carries the way its sign says.
double chance_of(int action, double A, const Belief& b, const Params& p) {
  return made::chances(payoffs(A, b, 0, made::traits(p), p), p).of[action];
}
Params without(const char* name, const Params& p) {
  EdgeSet s;
  s.cut(find_edge(name));
  return s.apply(p);
}

RC_GTEST_PROP(MomentProperty, cutting_uncertainty_to_press_never_raises_pressing, ()) {
  const Params p = any_params();
  const Belief b = any_belief();
  const double A = share();
  RC_ASSERT(chance_of(2, A, b, without("uncertainty_to_press", p)) <= chance_of(2, A, b, p) + 1e-12);
}

RC_GTEST_PROP(MomentProperty, cutting_rebuff_or_doubt_never_lowers_bidding, ()) {
  const Params p = any_params();
  const Belief b = any_belief();
  const double A = share(), bids = chance_of(1, A, b, p) + chance_of(2, A, b, p);
  for (const char* name : {"rebuff_costs", "fright_costs", "no_answer_costs"}) {
    const Params cut = without(name, p);
    RC_ASSERT(chance_of(1, A, b, cut) + chance_of(2, A, b, cut) >= bids - 1e-12);
  }
}

RC_GTEST_PROP(MomentProperty, better_answers_never_lower_what_is_expected, ()) {
  const Params p = any_params();
  const Traits t = any_traits(p);
  const Belief b = any_belief();
  Moment worse;
  worse.activation = share();
  worse.contact = *rc::gen::element(0.0, 1.0);
  Moment better = worse;
  worse.response = share();
  better.response = within(worse.response, 1);
  RC_ASSERT(learned(b, better, t, p).mu >= learned(b, worse, t, p).mu - 1e-15);
}

RC_GTEST_PROP(MomentProperty, contact_never_raises_distress_unless_it_frightens, ()) {
  const Params p = any_params();
  const double d = within(0, 6), soothing = within(.02, 10);
  const double none = distress_after_contact(d, soothing, 0, 0, 0, p),
               met = distress_after_contact(d, soothing, within(0, 20), 0, 0, p);
  RC_ASSERT(met <= none);
  RC_ASSERT(none <= d);
}

RC_GTEST_PROP(MomentProperty, the_more_upset_take_no_more_of_an_answer_in, ()) {
  const Params p = any_params();
  const double d = within(0, 6), more = within(d, 12);
  RC_ASSERT(gets_in(more, 1, p) <= gets_in(d, 1, p));
  RC_ASSERT(gets_in(more, 1, p) > 0 && gets_in(d, 1, p) <= 1);
}

RC_GTEST_PROP(MomentProperty, more_secure_people_are_struck_less, ()) {
  const Params p = any_params();
  const double d = within(0, 3), u = within(0, 5), f = share();
  RC_ASSERT(distress_struck(d, u, within(f, 1), p) <= distress_struck(d, u, f, p) + 1e-15);
}

}  // namespace
}  // namespace bowlby
