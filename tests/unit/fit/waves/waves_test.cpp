// Models of people seen at waves: R's numbers (tests/oracle/sets.R golden), closed forms, slopes against differences,
// and how often there is an effect where there is none.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include "evidence/two_groups.hpp"
#include "fit/waves/crossed.hpp"
#include "fit/waves/growth.hpp"
#include "fit/waves/repeated.hpp"

namespace bowlby::fit {
namespace {

const std::string oracle = std::string(BOWLBY_SOURCE_DIR) + "/tests/oracle/waves/";
using Columns = std::map<std::string, std::vector<double>>;

Columns columns_of(const std::string& kind) {
  std::ifstream file(oracle + kind + ".csv");
  std::string line;
  std::getline(file, line);
  std::vector<std::string> names;
  std::istringstream head(line);
  for (std::string name; std::getline(head, name, ',');) names.push_back(name);
  Columns out;
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    for (const std::string& name : names) {
      std::string cell;
      std::getline(cells, cell, ',');
      out[name].push_back(cell.empty() ? std::nan("") : std::stod(cell));
    }
  }
  return out;
}

Matrix waves_of(const Columns& in, const std::string& what) {
  std::vector<std::vector<double>> waves;
  for (int j = 1; in.contains(what + "." + std::to_string(j)); ++j)
    waves.push_back(in.at(what + "." + std::to_string(j)));
  Matrix out(waves.front().size(), waves.size());
  for (std::size_t i = 0; i < out.rows; ++i)
    for (std::size_t j = 0; j < out.cols; ++j) out(i, j) = waves[j][i];
  return out;
}

void same(const std::string& kind, const WaveFit& fit) {
  std::ifstream file(oracle + "golden.tsv");
  std::string a, what;
  double value = 0;
  std::getline(file, a);
  std::map<std::string, double> gold;
  while (file >> a >> what >> value)
    if (a == kind) gold[what] = value;
  ASSERT_FALSE(gold.empty()) << kind;
  ASSERT_EQ(gold.contains("b" + std::to_string(fit.fixed.size() + 1)), false) << kind;
  EXPECT_NEAR(fit.log_likelihood, gold.at("loglik"), 1e-6 * std::fabs(gold.at("loglik"))) << kind;
  for (std::size_t i = 0; i < fit.fixed.size(); ++i) {
    const double b = gold.at("b" + std::to_string(i + 1)), se = gold.at("se" + std::to_string(i + 1));
    EXPECT_NEAR(fit.fixed[i].value, b, 1e-5 * std::fmax(1, std::fabs(b))) << kind << i;
    EXPECT_NEAR(fit.fixed[i].error, se, 1e-4 * se) << kind << i;
  }
  EXPECT_EQ(fit.singular, gold["singular"] == 1) << kind;
  EXPECT_EQ(!fit.failed.empty(), gold["improper"] == 1) << kind << fit.failed;
}

TEST(WavesByR, ATrialWithRepeatedMeasuresByGlsAndLme4) {
  const auto fit = [](const std::string& kind, RepeatedModel model) {
    const Columns in = columns_of(kind);
    const std::vector<int> arm(in.at("arm").begin(), in.at("arm").end());
    same(kind, fit_repeated(waves_of(in, "y"), arm, model));
  };
  fit("repeated", {});
  fit("repeated_gaps", {});
  fit("repeated_baseline", {.baseline = true});
  fit("repeated_intercept", {.intercept = true});
  fit("repeated_level", {.intercept = true});
}

TEST(WavesByR, GrowthByLavaan) {
  for (const char* kind : {"growth", "growth_gaps", "growth_level"}) {
    const Columns in = columns_of(kind);
    const Matrix y = waves_of(in, "y");
    std::vector<double> times;
    for (std::size_t j = 0; j < y.cols; ++j) times.push_back(static_cast<double>(j));
    same(kind, fit_growth(y, times, in.at("x")));
  }
}

TEST(WavesByR, CrossedLagsByLavaan) {
  for (const char* kind : {"crossed", "crossed_gaps", "crossed_level"}) {
    const Columns in = columns_of(kind);
    same(kind, fit_crossed(waves_of(in, "y"), waves_of(in, "x"), false));
  }
}

struct Trial {
  Matrix y;
  std::vector<int> arm;
};
Trial trial(std::mt19937& luck, std::size_t people, std::size_t waves, double effect, double lost) {
  std::normal_distribution<double> z;
  std::uniform_real_distribution<double> u;
  Trial t{Matrix(people, waves), {}};
  for (std::size_t i = 0; i < people; ++i) {
    t.arm.push_back(static_cast<int>(i % 2));
    const double own = z(luck);
    for (std::size_t j = 0; j < waves; ++j) {
      t.y(i, j) = own + z(luck) + (t.arm.back() == 1 ? effect * static_cast<double>(j) : 0);
      if (u(luck) < lost) t.y(i, j) = std::nan("");
    }
  }
  return t;
}

// With all waves answered the other waves say nothing of the last difference: it is that of two means.
TEST(Waves, TheLastDifferenceOfWholeAnswersIsThatOfTwoMeans) {
  std::mt19937 luck(3);
  const Trial t = trial(luck, 41, 3, .2, 0);
  const WaveFit fit = fit_repeated(t.y, t.arm, {});
  ASSERT_EQ(fit.failed, "");
  double n[2]{}, sum[2]{}, squares = 0;
  for (std::size_t i = 0; i < t.y.rows; ++i) n[t.arm[i]] += 1, sum[t.arm[i]] += t.y(i, 2);
  for (std::size_t i = 0; i < t.y.rows; ++i) squares += std::pow(t.y(i, 2) - sum[t.arm[i]] / n[t.arm[i]], 2);
  EXPECT_NEAR(fit.tested.value, sum[1] / n[1] - sum[0] / n[0], 1e-9);
  EXPECT_NEAR(fit.tested.error, std::sqrt(squares / (n[0] + n[1] - 2) * (1 / n[0] + 1 / n[1])), 1e-7);
  EXPECT_NEAR(fit.tested.degrees_of_freedom, n[0] + n[1] - 2, 1e-3);
  EXPECT_GT(fit.tested.error, fit_repeated(t.y, t.arm, {.baseline = true}).tested.error) << "a baseline helps";
}

TEST(Waves, UnitsNeverMatter) {
  std::mt19937 luck(4);
  Trial t = trial(luck, 60, 4, .2, .1);
  const WaveFit before = fit_repeated(t.y, t.arm, {});
  for (double& v : t.y.data) v = 500 + 1000 * v;
  const WaveFit after = fit_repeated(t.y, t.arm, {});
  EXPECT_NEAR(after.tested.value, 1000 * before.tested.value, 1e-4);
  EXPECT_NEAR(after.tested.p, before.tested.p, 1e-7);
  Matrix x = t.y, y = t.y;
  std::normal_distribution<double> z;
  for (std::size_t i = 0; i < x.rows; ++i) {
    const double stays = z(luck);
    for (std::size_t j = 0; j < 4; ++j) x(i, j) = stays + z(luck), y(i, j) = stays + z(luck);
  }
  const WaveFit one = fit_crossed(y, x, false);
  for (double& v : x.data) v = .01 * v - 3;
  EXPECT_NEAR(fit_crossed(y, x, false).tested.value, 100 * one.tested.value,
              1e-5 * std::fabs(100 * one.tested.value) + 1e-6);
  std::vector<double> first = x.column(0);
  const std::vector<double> months{0, 6, 12, 24}, years{0, .5, 1, 2};
  const WaveFit by_month = fit_growth(y, months, first), by_year = fit_growth(y, years, first);
  EXPECT_NEAR(12 * by_month.tested.value, by_year.tested.value, 1e-6 * std::fabs(by_year.tested.value) + 1e-7);
}

TEST(Waves, AFitThatCannotBeSaysWhy) {
  std::mt19937 luck(6);
  const Trial few = trial(luck, 5, 3, 0, 0);
  EXPECT_EQ(fit_repeated(few.y, few.arm, {}).failed, "too few people");
  Trial t = trial(luck, 40, 3, 0, 0);
  for (std::size_t i = 0; i < t.y.rows; ++i)
    if (t.arm[i] == 1) t.y(i, 2) = std::nan("");
  EXPECT_NE(fit_repeated(t.y, t.arm, {}).failed.find("nobody of an arm"), std::string::npos);
  for (std::size_t i = 0; i < t.y.rows; ++i) t.y(i, 2) = std::nan("");
  const std::vector<double> times{0, 1, 2}, x(40, 1);
  EXPECT_EQ(fit_growth(t.y, times, std::vector<double>(t.arm.begin(), t.arm.end())).failed,
            "a wave that nobody answered");
  EXPECT_NE(fit_growth(trial(luck, 40, 3, 0, 0).y, times, x).failed, "") << "a predictor without spread";
  EXPECT_NE(fit_crossed(few.y, few.y, false).failed, "");
}

// Two people's scales are one: what one does to the other is tested as a mean of both.
TEST(Waves, OfTwoPeopleTheMeanOfBothIsTested) {
  std::mt19937 luck(9);
  const Matrix y = trial(luck, 400, 3, 0, 0).y;
  Matrix x = y;
  std::normal_distribution<double> z;
  for (double& v : x.data) v = .5 * v + z(luck);
  const WaveFit fit = fit_crossed(y, x, true);
  ASSERT_EQ(fit.failed, "");
  ASSERT_NE(fit.tested.value, 0);
  EXPECT_NEAR(fit.tested.value, (fit.fixed[1].value + fit.fixed[3].value) / 2, 1e-9);
}

// Data of the very model, without an effect. BOWLBY_WAVE_NULLS=20000 counts as many as docs/plan.md tells.
TEST(Waves, TestsOfNoEffectFindOneInTwenty) {
  const char* asked = std::getenv("BOWLBY_WAVE_NULLS");
  const int sets = asked ? std::atoi(asked) : 400;
  std::mt19937 luck(12);
  std::normal_distribution<double> z;
  std::map<std::string, std::array<int, 3>> counts;  // tests, found, failed
  const auto count = [&](const char* what, const WaveFit& fit) {
    auto& [tests, found, failed] = counts[what];
    if (!fit.failed.empty())
      ++failed;
    else
      ++tests, found += fit.tested.p < .05 ? 1 : 0;
  };
  for (int s = 0; s < sets; ++s) {
    const Trial t = trial(luck, 40, 4, 0, .1);
    count("repeated", fit_repeated(t.y, t.arm, {}));
    count("repeated, intercept", fit_repeated(t.y, t.arm, {.intercept = true}));
    Matrix curves(100, 4), y(150, 4), x(150, 4);
    std::vector<double> by;
    for (std::size_t i = 0; i < 100; ++i) {
      const double level = z(luck), rate = .5 * z(luck);
      by.push_back(z(luck));
      for (std::size_t j = 0; j < 4; ++j) curves(i, j) = level + rate * static_cast<double>(j) + z(luck);
    }
    count("growth", fit_growth(curves, std::vector<double>{0, 1, 2, 3}, by));
    for (std::size_t i = 0; i < 150; ++i) {
      double stays = z(luck), others = .3 * stays + z(luck), p = z(luck), q = z(luck);
      for (std::size_t j = 0; j < 4; ++j) {
        p = .3 * p + z(luck), q = .3 * q + .3 * p + z(luck);
        y(i, j) = stays + p, x(i, j) = others + q;
      }
    }
    count("crossed", fit_crossed(y, x, false));
  }
  for (const auto& [what, c] : counts) {
    const double share = static_cast<double>(c[1]) / c[0], error = std::sqrt(.05 * .95 / c[0]);
    std::printf("%s: %d tests, .05 is %.4f; %d failed\n", what.c_str(), c[0], share, c[2]);
    EXPECT_NEAR(share, .05, 3.5 * error + .01) << what;
    EXPECT_LT(c[2], sets / 4) << what;
  }
}

}  // namespace
}  // namespace bowlby::fit
