#include "limits/cittern.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/months/beliefs.hpp"

// B1: three policies from one learned chance of being attended to.
namespace bowlby::limits {
namespace {

// Root of f between a and b, where it changes sign once.
template <class F>
double root(const F& f, double a, double b) {
  for (int i = 0; i < 80; ++i) (f(.5 * (a + b)) < 0) == (f(a) < 0) ? a = .5 * (a + b) : b = .5 * (a + b);
  return .5 * (a + b);
}

const ValueAndEntropy rule{};

TEST(Cittern, policies_change_at_the_stated_chances) {
  const auto guarded_over_avoid = [](double q) {
    const Payoffs f = payoffs_by_entropy(q, rule);
    return f.press - f.hold;
  };
  const auto seek_over_guarded = [](double q) {
    const Payoffs f = payoffs_by_entropy(q, rule);
    return f.open - f.press;
  };
  const auto seek_over_avoid = [](double q) {
    const Payoffs f = payoffs_by_entropy(q, rule);
    return f.open - f.hold;
  };
  EXPECT_NEAR(root(guarded_over_avoid, 1e-6, .6), .2235, 1e-4);
  EXPECT_NEAR(root(seek_over_guarded, .01, .99), .4681, 1e-4);
  EXPECT_NEAR(root(seek_over_avoid, .01, .7), .3398, 1e-4);
}

TEST(Cittern, sharp_choice_lies_inside_the_reported_bands) {
  const Params p = sharp_choice(rule);
  for (double u = .01; u < 1; u += .02) {
    for (const double q : {.05, .15}) EXPECT_EQ(choose(payoffs_by_entropy(q, rule), u, p), 3) << q;
    for (const double q : {.3, .4}) EXPECT_EQ(choose(payoffs_by_entropy(q, rule), u, p), 2) << q;
    for (const double q : {.85, .95}) EXPECT_EQ(choose(payoffs_by_entropy(q, rule), u, p), 1) << q;
  }
}

TEST(Cittern, entropy_is_the_only_term_equation_four_lacks) {
  Params p;
  p.worth_of_being_met = rule.met;
  p.cost_of_no_answer = rule.unmet;
  Traits t;
  t.holding_cost = 0;
  for (double q = .02; q < 1; q += .02) {
    const Payoffs ours = payoffs(1.0, Belief{q, 0, 0, 0}, 0, t, p), rival = payoffs_by_entropy(q, rule);
    const double h = -q * std::log(q) - (1 - q) * std::log(1 - q);
    EXPECT_NEAR(rival.open - ours.open, h, 1e-14);
    EXPECT_NEAR(rival.press - (rule.guarded_met * q - rule.guarded_unmet * (1 - q)), h, 1e-14);
    EXPECT_NEAR(ours.open, 2 * q - 2 * (1 - q), 1e-14);
    EXPECT_EQ(rival.hold, ours.hold);
  }
}

// For answers of all or nothing, unpredictability settles at 2 q (1 - q), the hump the entropy has.
TEST(Cittern, unpredictability_has_the_shape_of_entropy) {
  for (double q = .05; q < 1; q += .05) {
    const double nu = 2 * q * (1 - q);
    EXPECT_NEAR(nu / .5, entropy(q) / std::log(2.0), .15) << q;
  }
}

TEST(Cittern, counting_is_our_delta_rule_with_a_falling_step) {
  const Params p = [] {
    Params x;
    x.learning_unpredictability = 0;
    return x;
  }();
  Belief b{.5, .2, 0, 0};           // nu = .2: the Pearce-Hall factor is one
  double attended = 1, missed = 1;  // a prior worth two outcomes
  for (int n = 0; n < 200; ++n) {
    const bool came = (n * 7 + n / 3) % 5 < 3;
    Traits t;
    t.learning = count_step(2, n);
    Moment m;
    m.activation = 1;
    m.contact = 1;
    m.response = came ? 1 : 0;
    b = learned(b, m, t, p);
    (came ? attended : missed) += 1;
    EXPECT_NEAR(b.mu, attended / (attended + missed), 1e-12);
  }
}

}  // namespace
}  // namespace bowlby::limits
