#include "num/elementary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "unit/num/exact.hpp"

namespace bowlby {
namespace {

using exact::Points;
using exact::Real;
constexpr int points = 150000;

double exp_error(double x) {
  Real truth(x);
  mpfr_exp(truth.ptr(), truth.ptr(), MPFR_RNDN);
  return exact::ulp_error(num::exp(x), truth);
}

TEST(Elementary, exp_is_within_1_1_ulp_over_its_range) {
  Points draw(1);
  double worst = 0;
  for (int i = 0; i < points; ++i) {
    const double width = i % 3 == 0 ? 700.0 : i % 3 == 1 ? 5.0 : 0.4;
    worst = std::max(worst, exp_error(draw.uniform(-width, width)));
  }
  for (const double x : {-700.0, 700.0, 0.0, -0.0, 1.0, -1.0, 1e-300, -1e-300, 5e-324, 1e-17, -1e-17}) {
    worst = std::max(worst, exp_error(x));
  }
  RecordProperty("worst_ulp", std::to_string(worst));
  EXPECT_LT(worst, 1.1);
  EXPECT_GT(worst, 0.5);  // the judge judges: no function of this kind is correctly rounded everywhere
}

TEST(Elementary, exp_at_the_boundaries_between_powers_of_two) {
  double worst = 0;
  for (int k = -1009; k <= 1009; ++k) {
    const double edge = (k + 0.5) * 0.6931471805599453;  // where the reduced argument changes sign
    for (const double x : {std::nextafter(edge, -1e9), edge, std::nextafter(edge, 1e9)}) {
      if (std::fabs(x) <= 700) worst = std::max(worst, exp_error(x));
    }
  }
  EXPECT_LT(worst, 1.1);
}

TEST(Elementary, exp_is_clamped_and_exact_at_zero) {
  EXPECT_EQ(num::exp(0.0), 1.0);
  EXPECT_EQ(num::exp(1e6), num::exp(700.0));
  EXPECT_EQ(num::exp(-1e6), num::exp(-700.0));
  EXPECT_EQ(num::exp(std::numeric_limits<double>::infinity()), num::exp(700.0));
  EXPECT_GE(num::exp(-700.0), std::numeric_limits<double>::min());
}

double log_error(double x) {
  Real truth(x);
  mpfr_log(truth.ptr(), truth.ptr(), MPFR_RNDN);
  return exact::ulp_error(num::log(x), truth);
}

TEST(Elementary, log_is_within_1_ulp_for_every_exponent) {
  Points draw(2);
  double worst = 0;
  for (int i = 0; i < points; ++i) {
    const double mantissa = draw.uniform(1.0, 2.0);
    const int exponent = i % 2 == 0 ? static_cast<int>(draw.bits() % 2046) - 1022 : static_cast<int>(i / 2 % 8) - 4;
    worst = std::max(worst, log_error(std::ldexp(mantissa, exponent)));
  }
  for (int k = 1; k < 52; ++k) {  // around 1, where the result has no leading bits to lose
    worst = std::max({worst, log_error(1.0 + std::ldexp(1.0, -k)), log_error(1.0 - std::ldexp(1.0, -k - 1))});
  }
  const double root_half = std::sqrt(0.5);
  for (const double x : {std::numeric_limits<double>::min(), std::numeric_limits<double>::max(), root_half,
                         std::nextafter(root_half, 0.0), std::nextafter(root_half, 1.0)}) {
    worst = std::max(worst, log_error(x));
  }
  RecordProperty("worst_ulp", std::to_string(worst));
  EXPECT_LT(worst, 1.0);
  EXPECT_GT(worst, 0.5);
  EXPECT_EQ(num::log(1.0), 0.0);
}

TEST(Elementary, cos2pi_is_within_1e_15) {
  Points draw(3);
  double worst = 0;
  const auto check = [&](double u) {
    Real truth, angle(u);
    mpfr_const_pi(truth.ptr(), MPFR_RNDN);
    mpfr_mul_2ui(truth.ptr(), truth.ptr(), 1, MPFR_RNDN);
    mpfr_mul(truth.ptr(), truth.ptr(), angle.ptr(), MPFR_RNDN);
    mpfr_cos(truth.ptr(), truth.ptr(), MPFR_RNDN);
    worst = std::max(worst, std::fabs(exact::difference(num::cos2pi(u), truth)));
  };
  for (int i = 0; i < points; ++i) check(i % 2 == 0 ? draw.uniform() : num::unit(draw.word()));
  for (const double u : {0.0, 1e-300, 0.25, 0.5, 0.75, std::nextafter(1.0, 0.0)}) check(u);
  RecordProperty("worst", std::to_string(worst * 1e16) + "e-16");
  EXPECT_LT(worst, 1e-15);
  EXPECT_EQ(num::cos2pi(0.25), 0.0);
  EXPECT_EQ(num::cos2pi(0.75), 0.0);
}

TEST(Elementary, logistic_against_mpfr) {
  Points draw(4);
  double worst = 0;
  for (int i = 0; i < 100000; ++i) {
    const double x = i % 2 == 0 ? draw.uniform(-700, 700) : draw.uniform(-8, 8);
    Real truth(-x);
    mpfr_exp(truth.ptr(), truth.ptr(), MPFR_RNDN);
    mpfr_add_ui(truth.ptr(), truth.ptr(), 1, MPFR_RNDN);
    mpfr_ui_div(truth.ptr(), 1, truth.ptr(), MPFR_RNDN);
    worst = std::max(worst, exact::ulp_error(num::logistic(x), truth));
  }
  RecordProperty("worst_ulp", std::to_string(worst));
  EXPECT_LT(worst, 3.0);  // 1.1 from exp, half each from the sum and the quotient, worst at a binade edge
  EXPECT_EQ(num::logistic(0.0), 0.5);
}

TEST(Elementary, exp_and_logistic_rise) {
  double last_exp = 0, last_logistic = 0;
  for (int i = -70000; i <= 70000; ++i) {
    const double x = i * 0.01;
    EXPECT_GT(num::exp(x), last_exp) << x;
    EXPECT_GE(num::logistic(x), last_logistic) << x;
    last_exp = num::exp(x), last_logistic = num::logistic(x);
  }
}

TEST(Elementary, small_tools) {
  EXPECT_EQ(num::select(true, 1.5, 2.5), 1.5);
  EXPECT_EQ(num::select(false, 1, 2), 2);
  EXPECT_EQ(num::abs(-2.0), 2.0);
  EXPECT_FALSE(std::signbit(num::abs(-0.0)));
  EXPECT_EQ(num::clamp(3.0, -1.0, 1.0), 1.0);
  EXPECT_EQ(num::clamp(-3.0, -1.0, 1.0), -1.0);
  EXPECT_EQ(num::clamp(0.25, -1.0, 1.0), 0.25);
  EXPECT_EQ(num::sqrt(2.25), 1.5);
}

}  // namespace
}  // namespace bowlby
