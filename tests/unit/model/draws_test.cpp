#include "model/draws.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "num/sums.hpp"

namespace bowlby {
namespace {

TEST(Draws, slots_of_different_purposes_never_meet) {
  std::set<std::uint32_t> slots;
  for (std::uint32_t purpose = 1; purpose <= static_cast<std::uint32_t>(Purpose::sample); ++purpose)
    for (const std::uint32_t index : {0u, 1u, 2u, 31u, 1439u, 0xFFFFFu})
      EXPECT_TRUE(slots.insert(draw_slot(static_cast<Purpose>(purpose), index)).second);
}

TEST(Draws, depend_on_run_person_day_and_purpose_and_on_nothing_else) {
  const RunKey a = RunKey::of(1, 0), b = RunKey::of(1, 1), c = RunKey::of(2, 0);
  const auto u = [](const RunKey& k, std::uint32_t lo, std::uint32_t hi, std::uint32_t day, Purpose p,
                    std::uint32_t i) {
    return Draws{k.key, {lo, hi}, day}.uniform(p, i);
  };
  const double first = u(a, 1, 2, 3, Purpose::month, 0);
  EXPECT_EQ(first, u(a, 1, 2, 3, Purpose::month, 0));
  const std::set<double> others{u(b, 1, 2, 3, Purpose::month, 0), u(c, 1, 2, 3, Purpose::month, 0),
                                u(a, 2, 2, 3, Purpose::month, 0), u(a, 1, 3, 3, Purpose::month, 0),
                                u(a, 1, 2, 4, Purpose::month, 0), u(a, 1, 2, 3, Purpose::traits, 0),
                                u(a, 1, 2, 3, Purpose::month, 1)};
  EXPECT_EQ(others.size(), 7u);
  EXPECT_EQ(others.count(first), 0u);
}

TEST(Draws, normals_are_standard_and_independent_of_each_other) {
  num::Moments one[4], product;
  const int n = 20000;
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(n); ++i) {
    double z[4];
    Draws{{5, 6}, {i, 0}, 9}.normals(Purpose::traits, 0, z);
    for (int k = 0; k < 4; ++k) one[k].add(z[k]);
    product.add(z[0] * z[1] + z[2] * z[3]);
  }
  for (const num::Moments& m : one) {
    EXPECT_NEAR(m.mean, 0, 4.5 / std::sqrt(n));
    EXPECT_NEAR(m.variance(), 1, 4.5 * std::sqrt(2.0 / n));
  }
  EXPECT_NEAR(product.mean, 0, 4.5 * std::sqrt(2.0 / n));
}

}  // namespace
}  // namespace bowlby
