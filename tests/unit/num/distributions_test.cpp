#include "num/distributions.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <set>

#include "num/philox.hpp"
#include "unit/num/exact.hpp"

namespace bowlby {
namespace {

double chi_square(double lambda, std::uint32_t n, int* bins) {
  std::array<double, num::poisson_limit + 1> count{};
  for (std::uint32_t i = 0; i < n; ++i) {
    const int k = num::poisson_count(num::unit(num::philox(i, 1, 2, 3, {4, 5}).w[0]), lambda);
    count[static_cast<std::size_t>(k)] += 1;
  }
  double chi = 0, expected = 0, observed = 0;
  *bins = 0;
  const boost::math::poisson reference(lambda);
  for (int k = 0; k <= num::poisson_limit; ++k) {  // cells are pooled up to at least 20 expected counts
    expected += n * boost::math::pdf(reference, k);
    observed += count[static_cast<std::size_t>(k)];
    const double rest = n * boost::math::cdf(boost::math::complement(reference, k));
    if (expected < 20 || (rest < 20 && k < num::poisson_limit)) continue;
    chi += (observed - expected) * (observed - expected) / expected;
    expected = observed = 0;
    ++*bins;
  }
  return chi;
}

TEST(Distributions, poisson_counts_fit_the_mass_function) {
  for (const double lambda : {0.01, 0.3, 1.0, 4.0, 17.0, 30.0}) {
    int bins = 0;
    const double chi = chi_square(lambda, 300000, &bins);
    ASSERT_GE(bins, 2) << lambda;
    const double freedom = bins - 1;
    EXPECT_LT(chi, freedom + 4.9 * std::sqrt(2 * freedom) + 8) << lambda;  // + 8: skew at few degrees
  }
}

TEST(Distributions, poisson_steps_where_the_cumulative_mass_does) {
  for (const double lambda : {0.2, 1.0, 6.5, 25.0}) {
    const boost::math::poisson reference(lambda);
    for (int k = 0; k < 40; ++k) {
      const double edge = boost::math::cdf(reference, k);
      if (edge > 1 - 1e-9) break;
      EXPECT_EQ(num::poisson_count(edge * (1 - 1e-12), lambda), k) << lambda;
      EXPECT_EQ(num::poisson_count(edge * (1 + 1e-12), lambda), k + 1) << lambda;
    }
  }
  EXPECT_EQ(num::poisson_count(0.999, 0.0), 0);
  EXPECT_LE(num::poisson_count(1 - 0x1p-53, 30.0), num::poisson_limit);
}

TEST(Distributions, branch_free_poisson_is_the_same_count_capped) {
  exact::Points draw(31);
  for (int i = 0; i < 50000; ++i) {
    const double u = draw.uniform(), lambda = draw.uniform(0, 12);
    const int k = num::poisson_count(u, lambda);
    EXPECT_EQ(num::poisson_count_up_to<8>(u, lambda), std::min(k, 8));
    EXPECT_EQ(num::poisson_count_up_to<64>(u, lambda), k);
  }
}

TEST(Distributions, exponential_and_bernoulli) {
  constexpr std::uint32_t n = 400000;
  double sum = 0, squares = 0, hits = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const num::Block b = num::philox(i, 9, 9, 9, {1, 1});
    const double x = num::exponential(num::unit(b.w[0]));
    ASSERT_GT(x, 0);
    sum += x, squares += x * x, hits += num::bernoulli(num::unit(b.w[1]), 0.3);
  }
  EXPECT_NEAR(sum / n, 1, 4.9 / std::sqrt(double{n}));
  EXPECT_NEAR(squares / n, 2, 4.9 * std::sqrt(20.0 / n));  // Var x^2 = 24 - 4
  EXPECT_NEAR(hits / n, 0.3, 4.9 * std::sqrt(0.21 / n));
  EXPECT_EQ(num::bernoulli(0.3, 0.3), 0);
  EXPECT_EQ(num::bernoulli(0.2999999, 0.3), 1);
  EXPECT_NEAR(num::exponential(0.5), std::log(2.0), 1e-15);
}

TEST(Distributions, mix64_known_answers_and_avalanche) {
  EXPECT_EQ(num::mix64(0), 0xE220A8397B1DCDAFu);  // first two outputs of splitmix64 seeded with 0
  EXPECT_EQ(num::mix64(0x9E3779B97F4A7C15u), 0x6E789E6AA1B965F4u);
  std::set<std::uint64_t> seen;
  double flips = 0;
  for (std::uint64_t x = 0; x < 20000; ++x) {
    seen.insert(num::mix64(x));
    flips += std::popcount(num::mix64(x) ^ num::mix64(x ^ (std::uint64_t{1} << (x % 64))));
  }
  EXPECT_EQ(seen.size(), 20000u);
  EXPECT_NEAR(flips / 20000, 32, 4.9 * 4 / std::sqrt(20000.0));  // 64 fair bits: mean 32, deviation 4
}

}  // namespace
}  // namespace bowlby
