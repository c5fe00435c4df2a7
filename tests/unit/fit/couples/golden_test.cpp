// Couples' models against R: nlme, lme4 and a likelihood written out (tests/oracle/couples.R).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "fit/couples/reml.hpp"

namespace bowlby::fit {
namespace {

const std::string oracle = std::string(BOWLBY_SOURCE_DIR) + "/tests/oracle/couples/";

struct Line {
  int couple = 0, member = 0, day = 0;
  double own = 0, other = 0, y = 0;
};

std::vector<Line> lines_of(const std::string& name) {
  std::ifstream file(oracle + name + ".csv");
  std::string text;
  std::getline(file, text);
  std::vector<Line> out;
  while (std::getline(file, text)) {
    std::ranges::replace(text, ',', ' ');
    std::istringstream cells(text);
    Line l;
    cells >> l.couple >> l.member >> l.day >> l.own >> l.other >> l.y;
    out.push_back(l);
  }
  return out;
}

// Fixed columns in R's order: intercepts, own slopes, partner slopes of members 0 and 1; or of both alike.
CoupleRows rows_of(const std::vector<Line>& lines, bool alike, std::size_t random) {
  CoupleRows rows;
  rows.fixed = Matrix(lines.size(), alike ? 3 : 6);
  rows.random = Matrix(lines.size(), random);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& l = lines[i];
    rows.couple.push_back(static_cast<std::uint32_t>(l.couple));
    rows.member.push_back(static_cast<std::uint8_t>(l.member));
    rows.day.push_back(l.day);
    rows.y.push_back(l.y);
    const auto m = static_cast<std::size_t>(l.member);
    const double values[]{1, l.own, l.other};
    for (std::size_t k = 0; k < 3; ++k) rows.fixed(i, alike ? k : 2 * k + m) = values[k];
    if (random > 0) rows.random(i, m) = 1;
    if (random > 2) rows.random(i, 2 + m) = l.own;
  }
  return rows;
}

using Golden = std::map<std::string, double>;

Golden golden_of(const std::string& data, const std::string& model) {
  std::ifstream file(oracle + "golden.tsv");
  std::string a, b, by, what;
  double value = 0;
  std::getline(file, a);
  Golden out;
  while (file >> a >> b >> by >> what >> value)
    if (a == data && b == model) out[what] = value;
  return out;
}

CoupleFit same(const std::string& data, const std::string& name, const CoupleModel& model, std::size_t random) {
  const Golden golden = golden_of(data, name);
  EXPECT_FALSE(golden.empty());
  CoupleFit fit = fit_couples(rows_of(lines_of(data), golden.size() < 10, random), model);
  EXPECT_EQ(fit.failed, "");
  EXPECT_NEAR(fit.log_likelihood, golden.at("loglik"), 1e-6 * std::fabs(fit.log_likelihood)) << data << " " << name;
  for (std::size_t i = 0; i < fit.fixed.size(); ++i) {
    EXPECT_NEAR(fit.fixed[i].value, golden.at("b" + std::to_string(i + 1)), 1e-5) << data << " " << name << i;
    EXPECT_NEAR(fit.fixed[i].error, golden.at("se" + std::to_string(i + 1)), 1e-4 * fit.fixed[i].error)
        << data << " " << name << i;
  }
  return fit;
}

TEST(CouplesByR, OneMeasurementByGls) {
  CoupleModel each, alike;
  alike.alike = true;
  same("cross", "each", each, 0);
  same("cross", "alike", alike, 0);
}

TEST(CouplesByR, DiariesByNlmeWithInterceptsAndSlopes) {
  CoupleModel model;
  model.carry = false;
  same("diary", "intercepts", model, 2);
  same("diary", "slopes", model, 4);
}

TEST(CouplesByR, ASharedDayByLme4WithAndWithoutVariance) {
  CoupleModel model;
  model.carry = false, model.alike = true;
  EXPECT_FALSE(same("diary", "day", model, 2).singular);
  EXPECT_TRUE(same("level", "day", model, 2).singular);
}

TEST(CouplesByR, DaysCarriedOverByALikelihoodWrittenOut) {
  for (const char* data : {"carried", "ragged"}) {
    const CoupleFit fit = same(data, "carry", {}, 2);
    const Golden golden = golden_of(data, "carry");
    EXPECT_NEAR(fit.carry, golden.at("rho"), 1e-5);
    EXPECT_NEAR(fit.correlation, golden.at("correlation"), 1e-5);
  }
}

}  // namespace
}  // namespace bowlby::fit
