#include "instruments/sensitivity.hpp"

#include <gtest/gtest.h>

#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of, test::value;

Subject with_carer(std::uint32_t i, const Params& p) {
  Subject s;
  s.stream[0] = i + 1;
  s.has[slot(Role::mother)] = true;
  double z[4];
  draws_of(s, 0).normals(Purpose::giving, 0, z);
  const Giving g = habitual_giving(p.care_mean, z[0], z[1], z[2], z[3], p);
  s.figures[slot(Role::mother)].mean = g.mean;
  s.figures[slot(Role::mother)].rebuff = g.rebuff;
  s.figures[slot(Role::mother)].fright = g.fright;
  return s;
}

TEST(Sensitivity, ValidityFollowsSpearmanAndBrown) {
  const Params p;
  EXPECT_NEAR(rating_validity(60, p), p.coder_validity, 1e-12);
  const double R = p.coder_validity * p.coder_validity;
  EXPECT_NEAR(rating_validity(120, p), std::sqrt(2 * R / (1 + R)), 1e-12);
  EXPECT_LT(rating_validity(30, p), rating_validity(60, p));
  EXPECT_NEAR(rating_validity(1e9, p), 1, 1e-6);
}

TEST(Sensitivity, RatingsGetCloserToLastingCareWithMinutes) {
  Params p;
  p.outside_spread = 1;  // with_carer draws habits alone
  std::vector<double> care, seen30, seen2, seen8, fright, frightening, rebuff, rebuffing;
  for (std::uint32_t i = 0; i < 4000; ++i) {
    const Subject s = with_carer(i, p);
    const LastingCare c = lasting_care(s.figures[0], p);
    AnswerSheet sheet;
    take_sensitivity(s, Role::mother, 0, p, draws_of(s, 9), sheet);
    care.push_back(c.response), fright.push_back(c.fright), rebuff.push_back(c.rebuff);
    seen30.push_back(value(sheet, Measure::sensitivity_observed));
    seen2.push_back(value(sheet, Measure::sensitivity_observed_2h));
    seen8.push_back(value(sheet, Measure::sensitivity_observed_8h));
    frightening.push_back(value(sheet, Measure::sensitivity_frightening));
    rebuffing.push_back(value(sheet, Measure::sensitivity_rebuffing));
  }
  const double v1 = test::correlation(care, seen30), v4 = test::correlation(care, seen2),
               v16 = test::correlation(care, seen8);
  EXPECT_NEAR(v1, rating_validity(p.coder_minutes, p), .05);
  EXPECT_NEAR(v4, rating_validity(4 * p.coder_minutes, p), .05);
  EXPECT_NEAR(v16, rating_validity(16 * p.coder_minutes, p), .05);
  EXPECT_LT(v1 + .1, v4);
  EXPECT_LT(v4 + .05, v16);
  EXPECT_NEAR(test::correlation(rebuff, rebuffing), v1, .12);
  EXPECT_NEAR(test::correlation(fright, frightening), v1, .12);
  EXPECT_LT(test::correlation(seen30, frightening), .1) << "independent scales of independent habits";
  EXPECT_GT(test::correlation(seen30, seen2), test::correlation(seen30, seen8)) << "longer spans keep what was seen";
}

TEST(Sensitivity, MinutesGivenReplaceTheDefault) {
  Params p;
  p.coder_minutes = 480;
  const Subject s = with_carer(1, p);
  AnswerSheet by_parameter, by_wave;
  take_sensitivity(s, Role::mother, 0, p, draws_of(s, 9), by_parameter);
  p.coder_minutes = 30;
  take_sensitivity(s, Role::mother, 480, p, draws_of(s, 9), by_wave);
  ASSERT_EQ(by_parameter.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(by_parameter.begin()[i].value, by_wave.begin()[i].value);
}

TEST(Sensitivity, ABlindCoderRatesNoise) {
  Params p;
  p.coder_validity = 0;
  std::vector<double> care, rated;
  for (std::uint32_t i = 0; i < 3000; ++i) {
    const Subject s = with_carer(i, p);
    AnswerSheet sheet;
    take_sensitivity(s, Role::mother, 0, p, draws_of(s, 9), sheet);
    care.push_back(lasting_care(s.figures[0], p).response);
    rated.push_back(value(sheet, Measure::sensitivity_observed));
  }
  EXPECT_LT(std::abs(test::correlation(care, rated)), .08);
}

}  // namespace
}  // namespace bowlby
