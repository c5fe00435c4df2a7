#include "num/sums.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <vector>

#include "unit/num/exact.hpp"

namespace bowlby {
namespace {

using exact::Points;
using exact::Real;

TEST(Sums, compensated_sum_keeps_what_a_plain_one_loses) {
  num::Sum s;
  for (const double x : {1.0, 1e100, 1.0, -1e100}) s.add(x);
  EXPECT_EQ(s.value(), 2.0);
}

TEST(Sums, compensated_sum_against_mpfr) {
  Points draw(51);
  num::Sum s;
  Real exact_sum(0.0);
  double absolute = 0;
  for (int i = 0; i < 200000; ++i) {
    const double x = std::ldexp(draw.uniform(-1, 1), static_cast<int>(draw.bits() % 60) - 30);
    s.add(x);
    mpfr_add_d(exact_sum.ptr(), exact_sum.ptr(), x, MPFR_RNDN);
    absolute += std::fabs(x);
  }
  // |error| <= eps |sum| + n^2 eps^2 sum|x| (Neumaier 1974), eps = 2^-53
  const double bound = 0x1p-53 * std::fabs(exact_sum.rounded()) + 4e10 * 0x1p-106 * absolute;
  EXPECT_LE(std::fabs(exact::difference(s.value(), exact_sum)), bound);
}

TEST(Sums, merging_blocks_in_order_is_repeatable_and_accurate) {
  Points draw(52);
  std::vector<double> x(100000);
  for (auto& v : x) v = 1000 + draw.uniform();
  const auto in_blocks = [&](std::size_t size) {
    std::vector<num::Sum> sums((x.size() + size - 1) / size);
    for (std::size_t b = sums.size(); b-- > 0;) {  // blocks finish in any order ...
      for (std::size_t i = b * size; i < std::min(x.size(), (b + 1) * size); ++i) sums[b].add(x[i]);
    }
    num::Sum all;
    for (const auto& s : sums) all.merge(s);  // ... and are merged in one
    return all.value();
  };
  Real truth(0.0);
  for (const double v : x) mpfr_add_d(truth.ptr(), truth.ptr(), v, MPFR_RNDN);
  for (const std::size_t size : {1u, 64u, 1000u, 100000u}) {
    EXPECT_LE(exact::ulp_error(in_blocks(size), truth), 1.0) << size;
    EXPECT_EQ(in_blocks(size), in_blocks(size));
  }
}

TEST(Sums, moments_match_two_exact_passes) {
  Points draw(53);
  std::vector<double> x(50000);
  for (auto& v : x) v = 1e6 + draw.uniform();  // a mean that would ruin the textbook formula
  num::Moments m, left, right;
  Real total(0.0), squares(0.0), term;
  for (std::size_t i = 0; i < x.size(); ++i) {
    m.add(x[i]);
    (i < 12345 ? left : right).add(x[i]);
    mpfr_add_d(total.ptr(), total.ptr(), x[i], MPFR_RNDN);
  }
  mpfr_div_ui(total.ptr(), total.ptr(), x.size(), MPFR_RNDN);
  for (const double v : x) {
    mpfr_d_sub(term.ptr(), v, total.ptr(), MPFR_RNDN);
    mpfr_sqr(term.ptr(), term.ptr(), MPFR_RNDN);
    mpfr_add(squares.ptr(), squares.ptr(), term.ptr(), MPFR_RNDN);
  }
  const double mean = total.rounded(), variance = squares.rounded() / static_cast<double>(x.size() - 1);
  left.merge(right);
  for (const num::Moments* each : {&m, &left}) {
    EXPECT_EQ(each->n, 50000);
    EXPECT_NEAR(each->mean, mean, 1e-13 * mean);
    EXPECT_NEAR(each->variance(), variance, 1e-8 * variance);
    EXPECT_NEAR(each->standard_error(), std::sqrt(variance / 50000), 1e-8);
  }
}

TEST(Sums, moments_of_nothing_and_of_one) {
  num::Moments none, one, sum;
  one.add(3.5);
  EXPECT_EQ(none.variance(), 0.0);
  EXPECT_EQ(one.variance(), 0.0);
  EXPECT_EQ(one.standard_error(), 0.0);
  sum.merge(none);
  EXPECT_EQ(sum.n, 0);
  EXPECT_EQ(sum.mean, 0.0);
  sum.merge(one);
  EXPECT_EQ(sum.mean, 3.5);
  sum.merge(none);
  EXPECT_EQ(sum.n, 1);
  EXPECT_EQ(sum.mean, 3.5);
}

}  // namespace
}  // namespace bowlby
