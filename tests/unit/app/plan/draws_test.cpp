// Parameters drawn as far as a fit leaves them open, and what is told of the effects they give.
#include "app/plan/draws.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace bowlby {
namespace {

ParameterSpread spread(const char* name, double q05, double q25, double median, double q75, double q95) {
  return {find_parameter(name), q05, q25, median, q75, q95};
}

// Around the study's own value, not around the median of the set; spread as the quantiles are, and within the bounds.
TEST(PlanDraws, LieAroundTheStudysOwnValuesAsTheQuantilesDo) {
  const ParameterSpread spreads[]{spread("contact_soothing", 1, 1.5, 2, 4, 6), spread("contact_hours", 2, 3, 4, 5, 6)};
  Params own;
  own.contact_soothing = 10, own.contact_hours = .1;
  std::vector<double> moved;
  double least = 1e9;
  for (std::uint32_t k = 0; k < 4000; ++k) {
    const Params drawn = draw_parameters(own, spreads, {RunKey::of(5, k).key, {3, 0}, 0});
    moved.push_back(drawn.contact_soothing - own.contact_soothing);
    least = std::min(least, drawn.contact_hours);
    EXPECT_EQ(drawn.alarm_threshold, own.alarm_threshold);
  }
  std::ranges::sort(moved);
  EXPECT_GE(moved.front(), -1);
  EXPECT_LE(moved.back(), 4);
  EXPECT_NEAR(moved[2000], 0, .2);
  EXPECT_NEAR(moved[889], -.5, .06);  // (.25 - .05) / .9 of the draws lie below the first quarter
  EXPECT_NEAR(moved[3111], 2, .24);
  EXPECT_EQ(least, spreads[1].row->low);
}

TEST(PlanDraws, TheMiddleAndTheCouplesComeFromEachDrawsOwnEffectAndError) {
  std::vector<PlanOutcome> samples;
  for (const double effect : {.1, .2, .3, -.1, .4}) {
    PlanOutcome o;
    o.estimate = effect, o.error = .05, o.couples = 100;
    samples.push_back(o);
  }
  PlanOutcome failed;
  failed.failed = "no test";
  samples.push_back(failed);
  const DrawnEffects d = drawn_effects(14, samples, .2);
  EXPECT_EQ(d.days, 14);
  EXPECT_EQ(d.drawn, 6u);
  EXPECT_EQ(d.failed, 1u);
  EXPECT_EQ(d.same_sign, 4u);
  EXPECT_EQ(d.effect, .2);
  EXPECT_EQ(d.effect_low, -.1);
  EXPECT_EQ(d.effect_high, .4);
  const auto couples = [](double effect) { return std::ceil(100 * std::pow((1.959964 + .841621) * .05 / effect, 2)); };
  EXPECT_EQ(d.couples_low, couples(.4));
  EXPECT_EQ(d.couples, couples(.2));
  EXPECT_EQ(d.couples_high, couples(.1));
  samples[0].estimate = 0;
  const DrawnEffects endless = drawn_effects(14, samples, .2);
  EXPECT_TRUE(std::isinf(endless.couples_high));
  JsonWriter json;
  json.object([&] { drawn_fields(json, endless, "people"); });
  EXPECT_TRUE(json.take().ends_with(R"("people_for_80_high":null})")) << "no end is no number";
}

}  // namespace
}  // namespace bowlby
