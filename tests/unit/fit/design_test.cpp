#include "fit/design.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

using namespace bowlby::fit;

TEST(Axis, EndsAndMiddleOfEveryScale) {
  const Axis lin{"a", 2, 6, Scale::lin}, log{"b", 1, 100, Scale::log}, prob{"c", .1, .9, Scale::prob};
  EXPECT_DOUBLE_EQ(lin.value(0), 4);
  EXPECT_NEAR(log.value(0), 10, 1e-12);
  EXPECT_NEAR(prob.value(0), .5, 1e-12);
  for (const Axis& axis : {lin, log, prob}) {
    EXPECT_EQ(axis.value(-1), axis.low);
    EXPECT_EQ(axis.value(1), axis.high);
    for (const double x : {-.9, -.3, .2, .7}) EXPECT_NEAR(axis.place(axis.value(x)), x, 1e-10) << axis.name;
    EXPECT_EQ(axis.place(axis.high * 2), 1) << axis.name;  // outside: the nearest end
  }
}

TEST(SobolPoints, FillEveryAxisMoreEvenlyThanChance) {
  const Matrix p = sobol_points(64, 20, Luck(3, Purpose::shift));
  for (std::size_t d = 0; d < p.cols; ++d) {
    std::vector<int> cells(16, 0);
    for (std::size_t i = 0; i < p.rows; ++i) {
      ASSERT_GT(p(i, d), -1);
      ASSERT_LT(p(i, d), 1);
      ++cells[static_cast<std::size_t>(8 * (p(i, d) + 1))];
    }
    // the sequence begins after its first point, so a cell may lack one and another have one more
    EXPECT_GE(*std::ranges::min_element(cells), 3) << d;
    EXPECT_LE(*std::ranges::max_element(cells), 5) << d;
  }
}

TEST(SobolPoints, ALongerDesignBeginsWithTheShorterOneAndSeedsDiffer) {
  const Luck luck(7, Purpose::shift);
  const Matrix some = sobol_points(10, 4, luck), more = sobol_points(20, 4, luck),
               other = sobol_points(10, 4, Luck(8, Purpose::shift));
  EXPECT_TRUE(std::equal(some.data.begin(), some.data.end(), more.data.begin()));
  EXPECT_NE(some.data, other.data);
}

TEST(SobolPoints, AverageASmoothFunctionWell) {
  const Matrix p = sobol_points(512, 6, Luck(1, Purpose::shift));
  double sum = 0;
  for (std::size_t i = 0; i < p.rows; ++i) {
    double term = 1;
    for (std::size_t d = 0; d < p.cols; ++d) term *= 1 + p(i, d) / 2;
    sum += term / static_cast<double>(p.rows);
  }
  EXPECT_NEAR(sum, 1, .02);  // plain random points scatter by .039
}

TEST(IntoBox, MapsCornersToCorners) {
  Matrix p(2, 2);
  p.data = {-1, 1, 0, 0};
  const std::vector<double> low{-.5, 0}, high{.5, .2};
  const Matrix q = into_box(p, low, high);
  EXPECT_EQ(q.data, (std::vector<double>{-.5, .2, 0, .1}));
}
