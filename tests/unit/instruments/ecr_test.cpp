#include "instruments/ecr.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "unit/instruments/subjects.hpp"

namespace bowlby {
namespace {

using test::draws_of, test::value;

// Keyed answers of both sides from a rule on the place within the side (items ascending).
template <class Rule>
EcrAnswers pattern(Rule answer) {
  EcrAnswers keyed{};
  int place[2]{};
  for (std::size_t i = 0; i < keyed.size(); ++i)
    keyed[i] = static_cast<std::uint8_t>(answer(place[static_cast<int>(ecr_items[i].side)]++));
  return keyed;
}

void expect_golden(const EcrAnswers& keyed, EcrEstimate anxiety, EcrEstimate avoidance) {
  const EcrEstimate a = ecr_estimate(keyed, EcrSide::anxiety), v = ecr_estimate(keyed, EcrSide::avoidance);
  EXPECT_NEAR(a.theta, anxiety.theta, 1e-3);
  EXPECT_NEAR(a.deviation, anxiety.deviation, 1e-3);
  EXPECT_NEAR(v.theta, avoidance.theta, 1e-3);
  EXPECT_NEAR(v.deviation, avoidance.deviation, 1e-3);
}

TEST(Ecr, GoldenScores) {
  expect_golden(pattern([](int) { return 1; }), {-3.1327, .4680}, {-2.6124, .4828});
  expect_golden(pattern([](int) { return 3; }), {-.1639, .2127}, {.5707, .1770});
  expect_golden(pattern([](int) { return 5; }), {3.1956, .4903}, {3.3704, .4250});
  expect_golden(pattern([](int k) { return 1 + k % 5; }), {-.2632, .2918}, {.4764, .2442});
}

TEST(Ecr, GoldenScoresOfSixItems) {
  EcrAnswers keyed{};
  for (const int item : {6, 16, 18, 22, 26, 32, 11, 13, 17, 27, 33, 35}) keyed[static_cast<std::size_t>(item - 1)] = 3;
  expect_golden(keyed, {-.1476, .3542}, {.6461, .3016});
}

TEST(Ecr, NoAnswersGiveThePrior) {
  const EcrEstimate e = ecr_estimate(EcrAnswers{}, EcrSide::anxiety);
  EXPECT_NEAR(e.theta, 0, 1e-12);
  EXPECT_NEAR(e.deviation, 1, 1e-3);
  EXPECT_EQ(ecr_mean(EcrAnswers{}, EcrSide::anxiety), 0);
}

TEST(Ecr, TableIsTheLedgersTable) {
  std::ifstream file(BOWLBY_SOURCE_DIR "/evidence/ecr_grm.tsv");
  ASSERT_TRUE(file) << "evidence/ecr_grm.tsv";
  std::string line;
  std::size_t rows = 0;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] < '0' || line[0] > '9') continue;  // heading, remarks
    ASSERT_LT(rows, ecr_items.size());
    std::istringstream in(line);
    int item = 0, reversed = 0;
    std::string side;
    double a = 0, b[4]{};
    ASSERT_TRUE(in >> item >> side >> reversed >> a >> b[0] >> b[1] >> b[2] >> b[3]) << line;
    const EcrItem& t = ecr_items[rows++];
    EXPECT_EQ(t.number, item);
    EXPECT_EQ(t.side, side == "anxiety" ? EcrSide::anxiety : EcrSide::avoidance);
    EXPECT_EQ(t.reversed, reversed == 1);
    EXPECT_EQ(t.a, a);
    for (int k = 0; k < 4; ++k) EXPECT_EQ(t.b[k], b[k]);
  }
  EXPECT_EQ(rows, ecr_items.size());
}

TEST(Ecr, AnswersFollowTheGradedResponseModel) {
  const EcrItem& item = ecr_items[1];
  constexpr int n = 40000;
  const double theta = .3;
  int at_least[6]{};
  for (int i = 0; i < n; ++i) {
    const int k = ecr_answer(item, theta, (i + .5) / n);
    for (int j = 1; j <= k; ++j) ++at_least[j];
  }
  EXPECT_EQ(at_least[1], n);
  for (int k = 0; k < 4; ++k) {
    const double expected = 1 / (1 + std::exp(-item.a * (theta - item.b[k])));
    EXPECT_NEAR(static_cast<double>(at_least[k + 2]) / n, expected, 2.0 / n);
  }
}

TEST(Ecr, ReversedItemsAreTurnedAndTurnedBack) {
  for (const EcrItem& item : ecr_items)
    for (std::uint8_t k = 1; k <= 5; ++k) {
      EXPECT_EQ(ecr_keyed(item, ecr_keyed(item, k)), k);
      EXPECT_EQ(ecr_keyed(item, k), item.reversed ? 6 - k : k);
    }
}

// The ledger's standard errors at theta -2..3.
constexpr double anxiety_se[]{.30, .26, .26, .27, .34, .51}, avoidance_se[]{.37, .23, .22, .22, .23, .36};
double ledger_se(EcrSide side, int at) { return side == EcrSide::anxiety ? anxiety_se[at] : avoidance_se[at]; }

double information(double theta, EcrSide side) {
  double sum = 0;
  for (const EcrItem& item : ecr_items) {
    if (item.side != side) continue;
    double above = 1;
    for (int k = 0; k < 5; ++k) {
      const double next = k < 4 ? 1 / (1 + std::exp(-item.a * (theta - item.b[k]))) : 0;
      const double slope = item.a * (above * (1 - above) - next * (1 - next));
      sum += slope * slope / (above - next);
      above = next;
    }
  }
  return sum;
}

TEST(Ecr, InformationGivesTheLedgersStandardErrors) {
  for (const EcrSide side : {EcrSide::anxiety, EcrSide::avoidance})
    for (int at = 0; at < 6; ++at)
      EXPECT_NEAR(1 / std::sqrt(information(at - 2, side)), ledger_se(side, at), .0051) << "theta " << at - 2;
}

// The posterior of 36 answers is as narrow as information and prior together allow; the estimate lies between the
// truth and what the prior makes of it there, and scatters no more than the standard error.
TEST(Ecr, SimulatedPeopleAreRecoveredWithTheLedgersError) {
  Params p;
  p.ecr_item_missing = 0;
  constexpr int people = 1500;
  for (int at = 0; at < 6; ++at) {
    const double theta = at - 2;
    for (const EcrSide side : {EcrSide::anxiety, EcrSide::avoidance}) {
      const double se = ledger_se(side, at), kept = 1 / (1 + se * se);  // reliability at this location
      double mean = 0, square = 0, deviation = 0;
      for (std::uint32_t i = 0; i < people; ++i) {
        const Draws d{test::key().key, {i, 1}, static_cast<std::uint32_t>(at)};
        const EcrEstimate e = ecr_estimate(ecr_answers({theta, theta}, p, d), side);
        mean += e.theta / people;
        square += e.theta * e.theta / people;
        deviation += e.deviation / people;
      }
      const double scatter = std::sqrt(square - mean * mean);
      EXPECT_LT(std::abs(mean), std::abs(theta) + .03) << "theta " << theta;
      EXPECT_LT(std::abs(mean - theta), (1 - kept) * std::abs(theta) + .03) << "theta " << theta;
      EXPECT_NEAR(deviation, se * std::sqrt(kept), .16 * se) << "theta " << theta;
      EXPECT_LT(scatter, 1.1 * se) << "theta " << theta;
      EXPECT_GT(scatter, .7 * kept * se) << "theta " << theta;
    }
  }
}

TEST(Ecr, LatentsMoveAsEquation16Says) {
  Params p;
  p.ecr_person_noise = p.ecr_occasion_noise = 0;
  p.ecr_anxiety_women = p.ecr_avoidance_women = 0;
  Subject s;
  s.age_years = 30;
  s.person.general_mu = .6, s.person.general_nu = .2, s.person.general_kappa = .1;
  s.person.worth = .7, s.person.satisfaction = ordinary_satisfaction;
  const EcrLatent a = ecr_latent(s, p, draws_of(s, 1));
  EXPECT_NEAR(
      a.anxiety,
      p.ecr_anxiety_level + .2 * p.ecr_anxiety_unpredictability + .3 * p.ecr_anxiety_worth - .1 * p.ecr_anxiety_held,
      1e-12);
  EXPECT_NEAR(a.avoidance, p.ecr_avoidance_level + .1 * p.ecr_avoidance_rebuff + .4 * p.ecr_avoidance_doubt, 1e-12);
  s.has[slot(Role::partner)] = true;
  s.ties[slot(Role::partner)].belief = {.6, .5, .1, 0};
  const EcrLatent b = ecr_latent(s, p, draws_of(s, 1));
  EXPECT_NEAR(b.anxiety - a.anxiety, p.ecr_partner_weight * .3 * p.ecr_anxiety_unpredictability, 1e-12);
  EXPECT_NEAR(b.avoidance, a.avoidance, 1e-12);
}

// What age and sex still need is imposed on the answers and touches nobody's beliefs.
TEST(Ecr, AgeAndSexMoveTheAnswersAsImposed) {
  Params p;
  p.ecr_person_noise = p.ecr_occasion_noise = 0;
  Subject man;
  man.age_years = 30;
  Subject woman = man, older = man;
  woman.female = true, older.age_years = 50;
  const auto latent = [&](const Subject& s) { return ecr_latent(s, p, draws_of(s, 1)); };
  EXPECT_NEAR(latent(woman).anxiety - latent(man).anxiety, p.ecr_anxiety_women, 1e-12);
  EXPECT_NEAR(latent(woman).avoidance - latent(man).avoidance, p.ecr_avoidance_women, 1e-12);
  EXPECT_NEAR(latent(older).anxiety - latent(man).anxiety, 2 * p.ecr_anxiety_decade, 1e-12);
  EXPECT_NEAR(latent(older).avoidance - latent(man).avoidance, 2 * p.ecr_avoidance_decade, 1e-12);
}

TEST(Ecr, HabitLastsAndTheDayDoesNot) {
  const Params p;
  std::vector<double> first, second, truth;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const Subject s = test::ordinary_adult(i, p);
    first.push_back(ecr_latent(s, p, draws_of(s, 100)).anxiety);
    second.push_back(ecr_latent(s, p, draws_of(s, 121)).anxiety);
  }
  const double r = test::correlation(first, second);
  EXPECT_GT(r, .8);  // three weeks: .92 between latents (STB03)
  EXPECT_LT(r, .98);
}

// What all self-reports share makes the two scales go together; without it the habits are each scale's own.
TEST(Ecr, ASharedHabitTiesTheScalesTogetherAsFarAsItIsShared) {
  for (const double shared : {0.0, .5}) {
    Params p;
    p.self_report_shared = shared;
    p.ecr_occasion_noise = 0;
    std::vector<double> anxiety, avoidance, style;
    Subject s;
    for (std::uint32_t i = 0; i < 4000; ++i) {
      s.stream[0] = i + 1;
      const EcrLatent l = ecr_latent(s, p, draws_of(s, 100));
      anxiety.push_back(l.anxiety), avoidance.push_back(l.avoidance);
      style.push_back(self_report_habit(s.person, p, draws_of(s, 250)));  // the same on every day
    }
    EXPECT_NEAR(test::correlation(anxiety, avoidance), shared, .06);
    // the genes of these subjects are all zero, so both habits have lost their inherited share alike
    EXPECT_NEAR(test::correlation(anxiety, style), std::sqrt(shared), .06);
  }
}

TEST(Ecr, LeftOutItemsAreCountedOut) {
  Params p;
  p.ecr_item_missing = .3;
  const Draws d{test::key().key, {1, 2}, 3};
  const EcrAnswers some = ecr_answers({0, 0}, p, d);
  p.ecr_item_missing = 0;
  const EcrAnswers all = ecr_answers({0, 0}, p, d);
  int left_out = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (some[i] == 0)
      ++left_out;
    else
      EXPECT_EQ(some[i], all[i]) << "leaving an item out moves no other answer";
  }
  EXPECT_GT(left_out, 2);
  EXPECT_LT(left_out, 25);
  p.ecr_item_missing = 1;
  AnswerSheet sheet;
  take_ecr(Subject{}, p, d, sheet);
  EXPECT_EQ(sheet.size(), 0u);
}

// What is kept item by item is what the scores were made of, and keeping it changes no score.
TEST(Ecr, ItemsAreTheAnswersThatWereTicked) {
  Params p;
  p.ecr_item_missing = .2;
  for (std::uint32_t i = 0; i < 200; ++i) {
    const Subject s = test::ordinary_adult(i, p);
    AnswerSheet plain, with;
    take_ecr(s, p, draws_of(s, 10), plain);
    take_ecr(s, p, draws_of(s, 10), with, true);
    ASSERT_GE(with.size(), plain.size());
    for (std::size_t k = 0; k < plain.size(); ++k) {
      EXPECT_EQ(with.begin()[k].measure, plain.begin()[k].measure);
      EXPECT_EQ(with.begin()[k].value, plain.begin()[k].value);
    }
    EcrAnswers keyed{};
    for (const Answer* a = with.begin() + plain.size(); a != with.end(); ++a) {
      const auto item = static_cast<std::size_t>(a->measure) - measure_table.size();
      ASSERT_LT(item, keyed.size());
      keyed[item] = ecr_keyed(ecr_items[item], static_cast<std::uint8_t>(a->value));
    }
    EXPECT_EQ(keyed, ecr_answers(ecr_latent(s, p, draws_of(s, 10)), p, draws_of(s, 10)));
    EXPECT_EQ(value(with, Measure::ecr_anxiety_mean), static_cast<float>(ecr_mean(keyed, EcrSide::anxiety)));
  }
}

TEST(Ecr, Quadrants) {
  EXPECT_EQ(ecr_quadrant(3, 3), 1);
  EXPECT_EQ(ecr_quadrant(3.1, 3), 2);
  EXPECT_EQ(ecr_quadrant(2, 3.1), 3);
  EXPECT_EQ(ecr_quadrant(4, 4), 4);
}

}  // namespace
}  // namespace bowlby
