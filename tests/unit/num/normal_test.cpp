#include "num/normal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <vector>

#include "unit/num/exact.hpp"

namespace bowlby {
namespace {

using exact::Points;
using exact::Real;

double cdf_error(double x) {
  Real truth;
  exact::normal_cdf(truth, x);
  return std::fabs(exact::difference(num::normal_cdf(x), truth)) / truth.rounded();
}

TEST(Normal, cdf_relative_error_is_below_1e_12_in_both_tails) {
  Points draw(11);
  double centre = 0, tails = 0;
  for (int i = 0; i < 100000; ++i) centre = std::max(centre, cdf_error(draw.uniform(-8, 8)));
  for (int i = 0; i < 20000; ++i) tails = std::max(tails, cdf_error(draw.uniform(-37, 37)));
  for (const double x : {-37.0, -8.0, -1e-300, 0.0, 1e-300, 8.0, 37.0}) tails = std::max(tails, cdf_error(x));
  RecordProperty("centre", std::to_string(centre * 1e15) + "e-15");
  RecordProperty("tails", std::to_string(tails * 1e15) + "e-15");
  EXPECT_LT(centre, 2e-14);
  EXPECT_LT(tails, 1e-12);
}

TEST(Normal, cdf_symmetry_clamp_and_order) {
  EXPECT_EQ(num::normal_cdf(0.0), 0.5);
  EXPECT_EQ(num::normal_cdf(-50.0), num::normal_cdf(-37.0));
  EXPECT_EQ(num::normal_cdf(50.0), 1.0);
  double last = 0;
  for (int i = -3700; i <= 3700; ++i) {
    const double x = i * 0.01, p = num::normal_cdf(x);
    EXPECT_GE(p, last) << x;
    EXPECT_NEAR(p + num::normal_cdf(-x), 1.0, 2.3e-16);
    last = p;
  }
}

// Error of x as a root of Phi(x) = p, by one exact Newton step: (Phi(x) - p) / phi(x).
double quantile_error(double p) {
  const double x = num::normal_quantile(p);
  Real residual, density(x);
  exact::normal_cdf(residual, x);
  mpfr_sub_d(residual.ptr(), residual.ptr(), p, MPFR_RNDN);
  mpfr_sqr(density.ptr(), density.ptr(), MPFR_RNDN);
  mpfr_div_si(density.ptr(), density.ptr(), -2, MPFR_RNDN);
  mpfr_exp(density.ptr(), density.ptr(), MPFR_RNDN);
  mpfr_mul_d(density.ptr(), density.ptr(), 0.3989422804014327, MPFR_RNDN);
  mpfr_div(residual.ptr(), residual.ptr(), density.ptr(), MPFR_RNDN);
  return std::fabs(residual.rounded());
}

TEST(Normal, quantile_error_is_below_1e_12) {
  Points draw(12);
  double worst = 0;
  for (int i = 0; i < 60000; ++i) worst = std::max(worst, quantile_error(draw.uniform()));
  for (int i = 0; i < 30000; ++i) {
    const double tail = std::pow(10.0, draw.uniform(-15, -1));
    worst = std::max({worst, quantile_error(tail), quantile_error(1.0 - tail)});
  }
  for (int i = 0; i < 5000; ++i) worst = std::max(worst, quantile_error(std::pow(10.0, draw.uniform(-300, -15))));
  for (const double p : {1e-300, 1e-12, 0x1p-33, 0.5, 1 - 0x1p-33, 1 - 1e-12, 1 - 0x1p-53}) {
    worst = std::max(worst, quantile_error(p));
  }
  RecordProperty("worst", std::to_string(worst * 1e15) + "e-15");
  EXPECT_LT(worst, 1e-12);
}

TEST(Normal, quantile_agrees_with_boost_and_is_odd) {
  const boost::math::normal reference;
  EXPECT_EQ(num::normal_quantile(0.5), 0.0);
  for (int i = 1; i < 20000; ++i) {
    const double p = i / 20000.0;
    EXPECT_NEAR(num::normal_quantile(p), boost::math::quantile(reference, p), 1e-12) << p;
    EXPECT_NEAR(num::normal_quantile(p), -num::normal_quantile(1.0 - p), 1e-12) << p;
  }
}

TEST(Normal, quantile_undoes_cdf) {
  for (int i = -800; i <= 500; ++i) {
    const double x = i * 0.01;
    // one ulp of p near 1 is worth 2^-53 / phi(x) of x
    const double slack = 1e-12 + 0x1p-52 / (0.3989 * std::exp(-0.5 * x * x)) * (x > 0);
    EXPECT_NEAR(num::normal_quantile(num::normal_cdf(x)), x, slack);
  }
}

// Largest distance between an empirical distribution function and Phi; sorts its argument.
double kolmogorov(std::vector<double>& z) {
  std::sort(z.begin(), z.end());
  const double n = static_cast<double>(z.size());
  double distance = 0;
  for (std::size_t i = 0; i < z.size(); ++i) {
    const double p = 0.5 * std::erfc(-z[i] / std::sqrt(2.0)), k = static_cast<double>(i);
    distance = std::max({distance, p - k / n, (k + 1) / n - p});
  }
  return distance;
}

TEST(Normal, box_muller_and_quantile_draws_are_normal) {
  constexpr std::uint32_t n = 400000;
  std::vector<double> pair, inverse;
  for (std::uint32_t i = 0; i < n; ++i) {
    const num::Block b = num::philox(i, 0, 0, 7, {1, 2});
    pair.push_back(num::box_muller(num::unit(b.w[0]), num::unit(b.w[1])));
    inverse.push_back(num::normal_quantile(num::unit(b.w[2])));
  }
  for (auto* z : {&pair, &inverse}) {
    double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
    for (const double x : *z) m1 += x, m2 += x * x, m3 += x * x * x, m4 += x * x * x * x;
    const double sd = 1 / std::sqrt(double{n});  // of the mean; then Var x^2 = 2, Var x^3 = 15, Var x^4 = 96
    EXPECT_NEAR(m1 / n, 0, 4.5 * sd);
    EXPECT_NEAR(m2 / n, 1, 4.5 * sd * std::sqrt(2.0));
    EXPECT_NEAR(m3 / n, 0, 4.5 * sd * std::sqrt(15.0));
    EXPECT_NEAR(m4 / n, 3, 4.5 * sd * std::sqrt(96.0));
    // asymptotic P(D > d) = 2 exp(-2 n d^2): one chance in 10^6
    EXPECT_LT(kolmogorov(*z), std::sqrt(std::log(2e6) / 2 / n));
  }
}

}  // namespace
}  // namespace bowlby
