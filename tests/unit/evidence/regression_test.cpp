#include "evidence/regression.hpp"

#include <gtest/gtest.h>
#include <cmath>
#include <vector>

#include "evidence/estimators.hpp"

using namespace bowlby::evidence;

namespace {

using Numbers = std::vector<double>;

double sd(const Numbers& v) {
  double m = 0, s = 0;
  for (const double x : v) m += x / static_cast<double>(v.size());
  for (const double x : v) s += (x - m) * (x - m);
  return std::sqrt(s / static_cast<double>(v.size() - 1));
}

// A full design of x and z in {-1, 0, 1}, each cell twice: main effects and product are orthogonal.
struct Design {
  Numbers x, z, noise;
  Design() {
    for (const double a : {-1., 0., 1.})
      for (const double b : {-1., 0., 1.})
        for (const double sign : {-1., 1.}) {
          x.push_back(a);
          z.push_back(b);
          noise.push_back(sign);
        }
  }
  Numbers y(double bx, double bz, double bxz, double scale) const {
    Numbers out;
    for (std::size_t i = 0; i < x.size(); ++i)
      out.push_back(3 + bx * x[i] + bz * z[i] + bxz * x[i] * z[i] + scale * noise[i]);
    return out;
  }
};

}  // namespace

TEST(Interaction, IsTheProductsCoefficientOnStandardisedScales) {
  // x = sx * sd(x): the coefficient of the standardised product is bxz * sd(x) * sd(z) / sd(y).
  const Design d;
  const Numbers y = d.y(.5, -.3, .8, .2);
  const auto e = interaction(d.x, d.z, y);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, .8 * sd(d.x) * sd(d.z) / sd(y), 1e-12);
  EXPECT_LT(e->low, e->value);
  EXPECT_GT(e->low, 0);
  EXPECT_EQ(e->n, 18u);
}

TEST(Interaction, IsNothingWithoutAProduct) {
  const Design d;
  const auto e = interaction(d.x, d.z, d.y(.5, -.3, 0, .2));
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, 0, 1e-12);
  EXPECT_LT(e->low, 0);
  EXPECT_GT(e->high, 0);
}

TEST(Interaction, IntervalByHand) {
  // y = noise only: of 18 rows 4 terms are estimated; the product column has squares 8 of values +-1 before scaling.
  // Residual variance on y's scale: 17 / 14 (all of y's sum of squares, n - 1 = 17, is left); the product of the
  // standardised columns has the sum of squares 8 / (sd(x) sd(z))^2.
  const Design d;
  const auto e = interaction(d.x, d.z, d.noise);
  ASSERT_TRUE(e);
  const double squares = 8 / std::pow(sd(d.x) * sd(d.z), 2);
  EXPECT_NEAR(e->high - e->value, t95(14) * std::sqrt(17. / 14 / squares), 1e-12);
}

TEST(Interaction, AnswersNothingWhereItCannot) {
  const Design d;
  const Numbers constant(d.x.size(), 2.0);
  EXPECT_FALSE(interaction(d.x, constant, d.noise));
  EXPECT_FALSE(interaction(constant, d.z, d.noise));
  EXPECT_FALSE(interaction(d.x, d.z, constant));
  EXPECT_FALSE(interaction(Numbers{1, 2, 3}, Numbers{1, 2, 1}, Numbers{1, 2, 2}));
  EXPECT_FALSE(interaction(d.x, Numbers{1}, d.noise));
  // Two points on each axis of which one never comes with the other: the product adds nothing to the main effects.
  EXPECT_FALSE(
      interaction(Numbers{0, 1, 0, 1, 0, 1, 0, 1}, Numbers{0, 1, 0, 1, 0, 1, 0, 1}, Numbers{1, 2, 1, 3, 2, 1, 2, 4}));
}

TEST(Partial, AgreesWithTheFormulaOfThreeCorrelations) {
  const Numbers x{1, 4, 2, 8, 5, 7, 3, 6}, y{2, 3, 1, 9, 4, 8, 5, 7}, z{3, 1, 2, 6, 8, 5, 4, 9};
  const double xy = correlation(x, y)->value, xz = correlation(x, z)->value, yz = correlation(y, z)->value;
  const auto e = partial(x, y, z);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, (xy - xz * yz) / std::sqrt((1 - xz * xz) * (1 - yz * yz)), 1e-12);
  EXPECT_NEAR(std::atanh(e->high) - std::atanh(e->value), z95 / 2, 1e-12);  // sqrt(8 - 4) = 2
}

TEST(Partial, TakesOutWhatIsSharedWithTheThird) {
  // x and y share z and nothing else.
  const Design d;
  Numbers x, y;
  for (std::size_t i = 0; i < d.x.size(); ++i) {
    x.push_back(d.z[i] + d.x[i]);
    y.push_back(d.z[i] + d.noise[i]);
  }
  EXPECT_GT(correlation(x, y)->value, .3);
  EXPECT_NEAR(partial(x, y, d.z)->value, 0, 1e-12);
  EXPECT_FALSE(partial(x, x, x)) << "nothing is left";
  const Numbers constant(x.size(), 1.0);
  EXPECT_NEAR(partial(x, y, constant)->value, correlation(x, y)->value, 1e-12) << "a constant holds nothing";
  EXPECT_FALSE(partial(constant, y, d.z));
}

TEST(Curvature, IsTheSquaresCoefficient) {
  // y = x^2 exactly: in standardised x (sd s, mean 0) it is s^2 zx^2, and y is divided by its own sd.
  const Numbers x{-3, -2, -1, 0, 1, 2, 3};
  Numbers y, cap;
  for (const double v : x) {
    y.push_back(v * v);
    cap.push_back(2 - v * v + v);
  }
  const auto e = curvature(x, y);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, sd(x) * sd(x) / sd(y), 1e-12);
  EXPECT_LT(curvature(x, cap)->value, 0);
  EXPECT_NEAR(curvature(x, x)->value, 0, 1e-12) << "a straight line is not curved";
  EXPECT_FALSE(curvature(Numbers{0, 1, 0, 1, 1, 0}, Numbers{1, 2, 3, 2, 4, 5})) << "two points have no curve";
}

TEST(Change, IsTheMeanRiseInSdsOfTheStart) {
  const Numbers a{1, 2, 3, 4, 5}, b{2, 4, 3, 6, 7};  // rises 1 2 0 2 2: mean 1.4, sd .8944; sd(a) = 1.5811
  const auto e = change(a, b);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, 1.4 / std::sqrt(2.5), 1e-12);
  EXPECT_NEAR(e->high - e->value, t95(4) * std::sqrt(.8) / std::sqrt(2.5) / std::sqrt(5.), 1e-12);
  EXPECT_NEAR(change(b, a)->value, -1.4 / sd(b), 1e-12);
  EXPECT_FALSE(change(Numbers{2, 2, 2}, Numbers{1, 2, 3}));
  EXPECT_FALSE(change(a, Numbers{1}));
}

TEST(SlopeDifference, IsTheSlopesGapInCommonUnits) {
  // Slope 2 where g, slope .5 where not; both in units of sd(x) over sd(y) of all rows.
  Numbers x, y, g;
  for (const double group : {0., 1.})
    for (int i = 0; i < 6; ++i)
      for (const double wiggle : {-.25, .25}) {
        x.push_back(i);
        y.push_back((group != 0 ? 2 : .5) * i + wiggle + 4 * group);
        g.push_back(group);
      }
  const auto e = slope_difference(x, y, g);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, 1.5 * sd(x) / sd(y), 1e-12);
  EXPECT_GT(e->low, 0);
  EXPECT_FALSE(slope_difference(x, y, Numbers(x.size(), 1.0))) << "one group only";
}

TEST(Spread, IsTheLogOfTheRatioOfSds) {
  const Numbers narrow{1, 2, 3, 4, 5, 6}, wide{10, 13, 16, 19, 22, 25};
  Numbers x = narrow, g(6, 0.0);
  x.insert(x.end(), wide.begin(), wide.end());
  g.insert(g.end(), 6, 1.0);
  const auto e = spread(x, g);
  ASSERT_TRUE(e);
  EXPECT_NEAR(e->value, std::log(3.0), 1e-12);
  EXPECT_NEAR(e->high + e->low, 2 * e->value, 1e-12);
  Numbers other = g;
  for (double& v : other) v = 1 - v;
  EXPECT_NEAR(spread(x, other)->value, -std::log(3.0), 1e-12);
  EXPECT_FALSE(spread(Numbers{1, 1, 1, 1, 1, 2, 3, 4}, Numbers{0, 0, 0, 0, 1, 1, 1, 1}));
}

// The table of names is the door by which readouts reach these functions.
TEST(Estimators, KnowTheOnesForClaims) {
  const Design d;
  Numbers g;
  for (const double v : d.noise) g.push_back(v > 0);
  const Sample sample{{"x", "y", "z", "a", "b", "g", "value"},
                      {d.x, d.y(.5, .2, .3, .4), d.z, d.x, d.y(.1, 0, 0, 1), g, d.y(1, 0, 0, 1)}};
  EXPECT_EQ(estimate("interaction", sample)->value, interaction(d.x, d.z, sample.columns[1])->value);
  EXPECT_EQ(estimate("partial", sample)->value, partial(d.x, sample.columns[1], d.z)->value);
  EXPECT_EQ(estimate("curvature", sample)->value, curvature(d.x, sample.columns[1])->value);
  EXPECT_EQ(estimate("change", sample)->value, change(d.x, sample.columns[4])->value);
  EXPECT_EQ(estimate("slope_difference", sample)->value,
            slope_difference(d.x, sample.columns[1], sample.columns[5])->value);
  EXPECT_EQ(estimate("spread", sample)->value, spread(d.x, sample.columns[5])->value);
  EXPECT_EQ(estimate("level", sample)->value, mean(sample.columns[6])->value);
  EXPECT_EQ(columns_of("interaction"), (std::vector<std::string_view>{"x", "z", "y"}));
  EXPECT_EQ(columns_of("partial"), (std::vector<std::string_view>{"x", "y", "z"}));
  for (const std::string_view name : estimator_names()) EXPECT_TRUE(estimator_known(name)) << name;
}
