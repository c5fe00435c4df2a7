#include "limits/prototype.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "model/draws.hpp"
#include "model/edges.hpp"
#include "model/moment/response.hpp"
#include "model/months/beliefs.hpp"

// B5: the two classical curves of stability, and that our learning on rungs R0 and R1 is one of each.
namespace bowlby::limits {
namespace {

constexpr double two_digits = .006;  // the design prints two digits, some cut and some rounded

TEST(Prototype, formulas_give_the_published_curves) {
  const Stability proto{.4, .35, .8}, drift{.8, 0, .6};
  EXPECT_NEAR(proto.correlation(1), .58, two_digits);
  EXPECT_NEAR(proto.correlation(4), .33, two_digits);
  EXPECT_NEAR(proto.asymptote(), .309, 5e-4);
  EXPECT_NEAR(proto.correlation(200), proto.asymptote(), 1e-12);
  const std::vector<std::pair<int, double>> published{{1, .80}, {2, .64}, {3, .51}, {5, .33}, {10, .11}, {15, .03}};
  for (const auto& [lag, r] : published) EXPECT_NEAR(drift.correlation(lag), r, two_digits) << lag;
  EXPECT_EQ(drift.asymptote(), 0);
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
  const double n = static_cast<double>(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) ma += a[i] / n, mb += b[i] / n;
  for (std::size_t i = 0; i < a.size(); ++i) {
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
    ab += (a[i] - ma) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

// Standard error of a correlation of n pairs, and the width we allow: a false alarm in about 10^5 comparisons.
double allowed(double r, int n) { return 4.5 * (1 - r * r) / std::sqrt(n); }

TEST(Prototype, recursion_run_over_people_shows_the_formulas) {
  const int people = 20000;
  for (const Stability s : {Stability{.4, .35, .8}, Stability{.8, 0, .6}}) {
    std::vector<std::vector<double>> waves(17, std::vector<double>(people));
    for (int i = 0; i < people; ++i) {
      Draws draws{{31, 7}, {static_cast<std::uint32_t>(i), 0}, 0};
      const double P = draws.normal(Purpose::traits);
      double S = s.omega / (1 - s.phi) * P + std::sqrt(s.within()) * draws.normal(Purpose::traits, 1);
      for (auto& wave : waves) {
        wave[static_cast<std::size_t>(i)] = S;
        ++draws.day;
        S = s.phi * S + s.omega * P + s.sigma * draws.normal(Purpose::month);
      }
    }
    for (const int lag : {1, 4, 10, 16}) {
      const double r = s.correlation(lag);
      EXPECT_NEAR(correlation(waves[0], waves[static_cast<std::size_t>(lag)]), r, allowed(r, people)) << lag;
    }
  }
}

// The real thing: `response`, `learned` and the monthly pull, at constant activation, on the named rung.
struct Life {
  int rung;
  double alpha, pull;
  int moments;
  double concentration, prototype_sd;
};

std::vector<std::vector<double>> live(const Life& life, int people, int months, double activation) {
  const Params p = EdgeSet::rung(life.rung).apply(Params{});
  const Giver giver{0, momentary_share(life.concentration), 0, 0, 0, 0, 0, 0};
  Traits t;
  t.learning = life.alpha / activation;
  std::vector<std::vector<double>> waves(static_cast<std::size_t>(months),
                                         std::vector<double>(static_cast<std::size_t>(people)));
  const int burn_in = 60;
  for (int i = 0; i < people; ++i) {
    Draws draws{{13, 5}, {static_cast<std::uint32_t>(i), 1}, 0};
    const Belief P{.5 + life.prototype_sd * draws.normal(Purpose::traits), .2, 0, 0};
    Belief b = P;
    for (int month = -burn_in; month < months; ++month) {
      if (month >= 0) waves[static_cast<std::size_t>(month)][static_cast<std::size_t>(i)] = b.mu;
      for (int k = 0; k < life.moments; ++k) {
        ++draws.day;
        Moment m;
        m.activation = activation;
        m.contact = k % 2;  // with or without a bid: on these rungs it makes no difference
        m.response = response(giver, 0, 0, draws.normal(Purpose::moment_b), p);
        b = learned(b, m, t, p);
      }
      b = moved(b, P, life.pull);
    }
  }
  return waves;
}

void expect_curve(const Life& life, const Stability& want, double prototype_variance, double activation) {
  const int people = 20000;
  const auto waves = live(life, people, 16, activation);
  for (const int lag : {1, 2, 4, 5, 10, 15}) {
    const double r = want.correlation(lag, prototype_variance);
    EXPECT_NEAR(correlation(waves[0], waves[static_cast<std::size_t>(lag)]), r, allowed(r, people)) << lag;
  }
}

// Variance of one answer of mean 1/2: that of a beta draw.
double answer_variance(double concentration) { return .25 / (concentration + 1); }

TEST(Prototype, rung_one_is_the_prototype_model) {
  for (const int moments : {1, 6}) {
    const double v = answer_variance(1);
    const LearningMonth month = LearningMonth::of(.4, .35, moments, v);
    const Stability s = month.as_stability();
    EXPECT_NEAR(s.phi, .4, 1e-12);
    EXPECT_NEAR(s.omega, .35, 1e-12);
    EXPECT_NEAR(s.phi + s.omega + month.care_weight(), 1, 1e-12);
    // sigma = .8 prototype standard deviations fixes how far prototypes lie apart
    const double prototype_sd = s.sigma / .8;
    expect_curve({1, month.alpha, month.pull, moments, 1, prototype_sd}, {.4, .35, .8}, 1, 1.0);
  }
}

TEST(Prototype, rung_zero_is_the_revisionist_model) {
  const LearningMonth month = LearningMonth::of(.8, 0, 4, answer_variance(3));
  EXPECT_NEAR(month.as_stability().phi, .8, 1e-12);
  expect_curve({0, month.alpha, 0, 4, 3, .1}, {.8, 0, .6}, 1, 1.0);
}

TEST(Prototype, activation_only_scales_the_step) {
  const LearningMonth month = LearningMonth::of(.8, 0, 4, answer_variance(3));
  expect_curve({0, month.alpha, 0, 4, 3, .1}, {.8, 0, .6}, 1, .6);
}

// The pull per year in the parameter table and the monthly share q are the same thing.
TEST(Prototype, yearly_pull_and_monthly_share_agree) {
  const Params p;
  const double q = share_gone(p.prototype_pull, 1.0 / 12);
  EXPECT_NEAR(std::pow(1 - q, 12), std::exp(-p.prototype_pull), 1e-14);
}

// Above R1 the gate matters: without a bid one learns a fraction, so those who never ask stay where they are.
TEST(Prototype, from_rung_two_on_no_bid_means_little_learning) {
  const Params r1 = EdgeSet::rung(1).apply(Params{}), r2 = EdgeSet::rung(2).apply(Params{});
  Moment m;
  m.activation = 1;
  m.response = 1;
  const Belief b{.3, .2, 0, 0};
  EXPECT_NEAR(learned(b, m, Traits{}, r1).mu - b.mu, .04 * .7, 1e-15);
  EXPECT_NEAR(learned(b, m, Traits{}, r2).mu - b.mu, .04 * .7 * r2.learning_without_bid, 1e-15);
}

}  // namespace
}  // namespace bowlby::limits
