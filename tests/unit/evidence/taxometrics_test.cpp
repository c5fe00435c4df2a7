#include "evidence/taxometrics.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "evidence/copula.hpp"
#include "num/normal.hpp"
#include "num/philox.hpp"

namespace bowlby::evidence {
namespace {

using Columns = std::vector<std::vector<double>>;

double normal(std::uint32_t row, std::uint32_t column, std::uint32_t seed) {
  const num::Block b = num::philox(row, column, 0, 0, {seed, 99});
  return num::box_muller(num::unit(b.w[0]), num::unit(b.w[1]));
}

// A share of the cases lies `apart` standard deviations above the rest; within a group nothing goes together.
Columns two_kinds(std::size_t n, double share, double apart, std::uint32_t seed) {
  Columns x(4, std::vector<double>(n));
  for (std::uint32_t i = 0; i < n; ++i) {
    const bool upper = num::unit(num::philox(i, 77, 0, 0, {seed, 99}).w[0]) < share;
    for (std::uint32_t c = 0; c < 4; ++c) x[c][i] = normal(i, c, seed) + (upper ? apart : 0);
  }
  return x;
}

// One factor that carries `loading`; `bent` makes every margin as skewed as that of a rating with a floor.
Columns one_factor(std::size_t n, double loading, bool bent, std::uint32_t seed) {
  Columns x(4, std::vector<double>(n));
  for (std::uint32_t i = 0; i < n; ++i)
    for (std::uint32_t c = 0; c < 4; ++c) {
      const double v = loading * normal(i, 50, seed) + num::sqrt(1 - loading * loading) * normal(i, c, seed);
      x[c][i] = bent ? num::max(1.0, num::exp(.8 * v)) : v;
    }
  return x;
}

}  // namespace

TEST(Taxometrics, KnowsTwoKinds) {
  for (const std::uint32_t seed : {1u, 2u, 3u})
    for (const double share : {.25, .5}) {
      const auto t = taxometrics(two_kinds(600, share, 2, seed), seed);
      ASSERT_TRUE(t);
      EXPECT_EQ(t->verdict(), Latent::kinds) << "seed " << seed << " share " << share << " index " << t->index;
      EXPECT_NEAR(t->upper_share, share, .12);
      EXPECT_GT(t->if_kinds.low, t->if_continuum.high) << "such data can tell";
      EXPECT_GE(t->index, t->if_kinds.low - .1);
    }
}

TEST(Taxometrics, KnowsAContinuum) {
  for (const std::uint32_t seed : {1u, 2u, 3u, 4u}) {
    const auto t = taxometrics(one_factor(600, .75, false, seed), seed);
    ASSERT_TRUE(t);
    EXPECT_EQ(t->verdict(), Latent::continuum) << "seed " << seed << " index " << t->index;
  }
}

// Half of the cases on the floor and a long tail: harder, so unclear is allowed, kinds are not.
TEST(Taxometrics, TakesNoFloorForAKind) {
  double sum = 0;
  for (const std::uint32_t seed : {1u, 2u, 3u, 4u}) {
    const auto t = taxometrics(one_factor(600, .75, true, seed), seed);
    ASSERT_TRUE(t);
    EXPECT_NE(t->verdict(), Latent::kinds) << "seed " << seed << " index " << t->index;
    sum += t->index;
  }
  EXPECT_LT(sum / 4, .45);
}

TEST(Taxometrics, SameBitsAgainAndNothingFromTooLittle) {
  const Columns x = one_factor(400, .7, false, 5);
  const auto a = taxometrics(x, 9, 20), b = taxometrics(x, 9, 20), c = taxometrics(x, 10, 20);
  ASSERT_TRUE(a && b && c);
  EXPECT_EQ(a->index, b->index);
  EXPECT_EQ(a->if_kinds.high, b->if_kinds.high);
  EXPECT_NE(a->index, c->index);
  EXPECT_FALSE(taxometrics(one_factor(299, .7, false, 5), 9));
  EXPECT_FALSE(taxometrics({x[0], x[1]}, 9));
  EXPECT_FALSE(taxometrics({x[0], x[1], std::vector<double>(400, 3.0)}, 9));
  EXPECT_FALSE(taxometrics({x[0], x[1], std::vector<double>(399, 3.0)}, 9));
}

TEST(Copula, KeepsMarginsAndCorrelations) {
  const Columns x = one_factor(500, .8, true, 3);
  const Columns y = Copula(x, 4).sample(20000, 0);
  const auto r = [](const Columns& z) { return correlation(z[0], z[3])->value; };
  EXPECT_NEAR(r(y), r(x), .03);
  for (std::size_t c = 0; c < x.size(); ++c) {
    const auto was = mean(x[c]), is = mean(y[c]);
    EXPECT_NEAR(is->value, was->value, 4 * (is->high - is->value));
    EXPECT_EQ(*std::min_element(y[c].begin(), y[c].end()), 1.0) << "the floor is part of the margin";
  }
}

}  // namespace bowlby::evidence
