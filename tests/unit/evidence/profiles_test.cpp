#include "evidence/profiles.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "num/normal.hpp"
#include "num/philox.hpp"

namespace bowlby::evidence {
namespace {

double normal(std::uint32_t row, std::uint32_t column, std::uint32_t seed) {
  const num::Block b = num::philox(row, column, 0, 0, {seed, 7});
  return num::box_muller(num::unit(b.w[0]), num::unit(b.w[1]));
}

// Case i belongs to group i % groups; groups lie on a ring of radius `apart`.
std::vector<std::vector<double>> ring(std::uint32_t n, std::uint32_t groups, double apart, std::uint32_t seed) {
  std::vector<std::vector<double>> x(2, std::vector<double>(n));
  for (std::uint32_t i = 0; i < n; ++i) {
    const double turn = static_cast<double>(i % groups) / groups;
    x[0][i] = apart * num::cos2pi(turn) + normal(i, 0, seed);
    x[1][i] = apart * num::cos2pi(turn < .25 ? turn + .75 : turn - .25) + normal(i, 1, seed);
  }
  return x;
}

std::size_t best_count(const std::vector<std::vector<double>>& x) {
  std::size_t best = 0;
  double least = 1e300;
  for (std::size_t k = 1; k <= 5; ++k)
    if (const auto p = latent_profiles(x, k, 1); p && p->bic < least) least = p->bic, best = k;
  return best;
}

}  // namespace

TEST(Profiles, CountsGroupsThatAreThere) {
  EXPECT_EQ(best_count(ring(600, 1, 0, 1)), 1u);
  EXPECT_EQ(best_count(ring(600, 3, 3, 1)), 3u);
  EXPECT_EQ(best_count(ring(600, 4, 4, 1)), 4u);
}

TEST(Profiles, FindsWhereTheyLieAndWhoBelongs) {
  const auto x = ring(900, 3, 4, 2);
  const auto p = latent_profiles(x, 3, 1);
  ASSERT_TRUE(p);
  std::vector<double> found, truth;
  for (std::size_t i = 0; i < x[0].size(); ++i) {
    found.push_back(static_cast<double>(p->member[i]));
    truth.push_back(static_cast<double>(i % 3));
  }
  const auto r = adjusted_rand(found, truth);
  ASSERT_TRUE(r);
  EXPECT_GT(r->value, .97);
  EXPECT_LT(r->low, r->value);
  for (const double s : p->share) EXPECT_NEAR(s, 1.0 / 3, .02);
  EXPECT_EQ(latent_profiles(x, 3, 1)->bic, p->bic) << "same bits again";
}

TEST(Profiles, OneProfileIsTheMean) {
  const auto p = latent_profiles(ring(100, 1, 0, 3), 1, 1);
  ASSERT_TRUE(p);
  for (const double c : p->centre[0]) EXPECT_NEAR(c, 0, 1e-12);
  // d ratings of variance (n - 1)/n: -2 ln L = n d (ln 2 pi + ln((n - 1)/n) + 1)
  EXPECT_NEAR(p->bic, 200 * (1.8378770664093453 + num::log(.99) + 1) + 4 * num::log(100), 1e-6);
}

TEST(Profiles, NothingFromTooLittle) {
  EXPECT_FALSE(latent_profiles(ring(59, 3, 3, 1), 3, 1));
  EXPECT_FALSE(latent_profiles({std::vector<double>(100, 1.0)}, 2, 1));
  EXPECT_FALSE(latent_profiles({}, 1, 1));
}

TEST(AdjustedRand, ByHand) {
  // Cells 20 5 / 10 15: pairs within cells 190 + 10 + 45 + 105 = 350, rows 300 + 300, columns 435 + 190, all 1225.
  std::vector<double> a, b;
  const auto add = [&](double x, double y, std::size_t times) {
    a.insert(a.end(), times, x), b.insert(b.end(), times, y);
  };
  add(1, 1, 20);
  add(1, 2, 5);
  add(2, 1, 10);
  add(2, 2, 15);
  const double chance = 600.0 * 625 / 1225;
  EXPECT_NEAR(adjusted_rand(a, b)->value, (350 - chance) / (612.5 - chance), 1e-12);
  EXPECT_DOUBLE_EQ(adjusted_rand(a, a)->value, 1);
  EXPECT_FALSE(adjusted_rand(a, std::vector<double>(a.size(), 1.0)));
}

}  // namespace bowlby::evidence
