#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <future>
#include <string>
#include <vector>

#include "model/edges.hpp"
#include "model/months/general.hpp"
#include "num/sums.hpp"
#include "unit/model/people.hpp"

// What care of one kind makes of a child: infants reared for a year, moment by moment, by one figure who gives
// steadily, erratically, rejectingly, neglectfully or frighteningly. Read in the last quarter, under activation.
namespace bowlby {
namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define BOWLBY_SLOW_MACHINERY
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(BOWLBY_SLOW_MACHINERY)
constexpr int infants = 400;
#else
constexpr int infants = 4000;
#endif

struct Care {
  const char* name;
  double response, consistency, rebuff, fright;
  bool insistence_cut;
};

enum Reading { mu, nu, kappa, phi, open, press, hold, conflict_, readings };
constexpr const char* reading_names[readings] = {"mu", "nu", "kappa", "phi", "open", "press", "hold", "conflict"};

struct Row {
  Care care;
  std::array<num::Moments, readings> of;  // over infants
  double mean(Reading r) const { return of[r].mean; }
  double error(Reading r) const { return of[r].standard_error(); }
};

// One infant's year; the figure's unpredictability is all the general unpredictability there is.
std::array<double, readings> year(std::uint32_t infant, const Care& care, const Params& p) {
  const Giver giver = made::giver(care.response, care.consistency, care.rebuff, care.fright);
  Traits t = made::traits(p);
  Mood mood;
  Tie tie{naive_belief, .2};
  double action[action_count] = {}, torn = 0, moments = 0;
  for (std::uint32_t day = 0; day < 365; ++day) {
    t.haven = tie.belief.mu;
    t.threshold = alarm_threshold_now(p.alarm_threshold, mood.coregulation, tie.belief.nu, p);
    for (std::uint32_t k = 0; k < 8; ++k) {
      const Moment m = moment_step(mood, tie, t, giver, made::moment(made::draws(infant, day), k, 3, p), p);
      if (day < 274 || mood.active == 0) continue;
      ++moments;
      action[static_cast<int>(m.action)] += 1;
      torn += m.conflict;
    }
  }
  const Belief& b = tie.belief;
  return {b.mu, b.nu, b.kappa, b.phi, action[1] / moments, action[2] / moments, action[3] / moments, torn / moments};
}

Row rear(const Care& care, int children, Params p) {
  if (care.insistence_cut) {
    EdgeSet edges;
    edges.cut(find_edge("uncertainty_to_press"));
    p = edges.apply(p);
  }
  Row row{care, {}};
  for (int i = 0; i < children; ++i) {
    const auto seen = year(static_cast<std::uint32_t>(i), care, p);
    for (std::size_t r = 0; r < readings; ++r) row.of[r].add(seen[r]);
  }
  return row;
}

enum Kind { sensitive, moderate, erratic, rejecting, neglectful, frightening, erratic_cut, kinds };
const Care cares[kinds] = {{"sensitive, steady", .8, 12, .2, 0, false},  {"moderate, steady", .6, 20, .2, 0, false},
                           {"same mean, erratic", .6, .8, .2, 0, false}, {"rejecting, steady", .25, 12, 1, 0, false},
                           {"neglectful", .15, 12, .2, 0, false},        {"frightening", .6, 3, .4, .6, false},
                           {"erratic, edge cut", .6, .8, .2, 0, true}};

std::vector<Row> table(int children, const Params& p) {
  std::vector<std::future<Row>> running;
  for (const Care& c : cares) running.push_back(std::async(std::launch::async, rear, c, children, p));
  std::vector<Row> rows;
  for (auto& r : running) rows.push_back(r.get());
  std::printf("%d infants, effort of pressing %.2f\n%-20s", children, p.press_effort, "");
  for (const char* name : reading_names) std::printf("%9s", name);
  for (const Row& row : rows) {
    std::printf("\n%-20s", row.care.name);
    for (const auto& m : row.of) std::printf("%9.3f", m.mean);
  }
  std::printf("\n");
  return rows;
}

const std::vector<Row>& by_default() {
  static const std::vector<Row> rows = table(infants, Params{});
  return rows;
}

// a above b by more than chance could do (z = 5 on independent samples)
void expect_above(Kind a, Kind b, Reading r, double at_least = 0) {
  const Row &x = by_default()[a], &y = by_default()[b];
  const double chance = 5 * std::hypot(x.error(r), y.error(r));
  EXPECT_GT(x.mean(r) - y.mean(r), at_least + chance)
      << reading_names[r] << ": " << x.care.name << " over " << y.care.name;
}

void beliefs_settle_at_what_care_is() {
  for (const Row& row : by_default()) {
    // the wandering of a belief with memory of about 1/rate bids is in its own error over infants
    EXPECT_NEAR(row.mean(mu), row.care.response, 5 * row.error(mu) + .006) << row.care.name;
    EXPECT_NEAR(row.mean(phi), row.care.fright, 5 * row.error(phi) + .002) << row.care.name;
    // rebuff is learned by asking alone: who holds back most of the year is still on the way there (no bid, no
    // evidence)
    const double due = row.care.rebuff * (1 - row.care.response), on_the_way = .025 * due * row.mean(hold);
    EXPECT_NEAR(row.mean(kappa), due, 5 * row.error(kappa) + .006 + on_the_way) << row.care.name;
  }
}

void erratic_care_at_equal_mean_breeds_insistence() {
  expect_above(erratic, moderate, nu, .15);
  expect_above(erratic, moderate, press, .3);
  expect_above(erratic, sensitive, press, .3);
}

void insistence_dies_with_its_edge() {
  expect_above(erratic, erratic_cut, press, .4);
  expect_above(moderate, erratic_cut, press);  // below even what steady care leaves
  expect_above(erratic_cut, erratic, open, .4);
  EXPECT_NEAR(by_default()[erratic_cut].mean(nu), by_default()[erratic].mean(nu),
              .01);  // they know it; it moves nothing
}

void steady_rejection_and_neglect_breed_holding_back() {
  expect_above(rejecting, moderate, hold, .7);
  expect_above(neglectful, moderate, hold, .4);
  expect_above(rejecting, neglectful, hold);
  // both may be near the most there is, so what is left of asking is compared
  EXPECT_LT(1 - by_default()[rejecting].mean(hold), .5 * (1 - by_default()[neglectful].mean(hold)));
  expect_above(erratic, rejecting, press, .4);
  expect_above(erratic, neglectful, press, .4);
}

void fright_breeds_conflict_and_neglect_some() {
  expect_above(frightening, moderate, conflict_, .5);
  expect_above(frightening, neglectful, conflict_, .3);
  expect_above(neglectful, rejecting, conflict_, .05);  // who is rebuffed has a way that works, holding back
  for (const Kind k : {sensitive, moderate, erratic, erratic_cut})
    EXPECT_LT(by_default()[k].mean(conflict_), .005) << cares[k].name;
  EXPECT_LT(by_default()[rejecting].mean(conflict_), .03);
  expect_above(frightening, erratic, hold, .1);
}

// One test, so that the year is lived once however the tests are run.
TEST(Care, makes_of_a_child_what_the_theory_says) {
  beliefs_settle_at_what_care_is();
  erratic_care_at_equal_mean_breeds_insistence();
  insistence_dies_with_its_edge();
  steady_rejection_and_neglect_breed_holding_back();
  fright_breeds_conflict_and_neglect_some();
}

// The numbers of the moment and of learning as the design states them (its section 2d), whatever has been calibrated
// since.
Params design_values() {
  Params p;
  p.worth_of_being_met = 1, p.cost_of_no_answer = .7, p.cost_of_rebuff = 1, p.cost_of_fright = 1, p.insistence = 2,
  p.press_effort = .25;
  p.cost_of_holding = .35, p.choice_precision = 6, p.alarm_threshold = .5, p.alarm_gain = 6, p.alarm_hysteresis = .1;
  p.self_soothing = .5, p.contact_soothing = 2.5, p.security_buffer = .5, p.security_memory = 2, p.stress_size = .8;
  p.learning_rate = .04, p.learning_unpredictability = .03, p.learning_rebuff = .04, p.learning_without_bid = .15;
  p.surprise_offset = .3, p.conflict_gain = 2;
  return p;
}

// The design's own table (its run used one stressor per episode and an effort of .25): rough sizes.
TEST(Care, sizes_are_those_of_the_design_at_its_effort) {
  const std::vector<Row> rows = table(infants / 4, design_values());
  struct Printed {
    Kind kind;
    double mu, nu, open, press, hold;
  };
  for (const Printed& d :
       {Printed{sensitive, .80, .09, .63, .36, .01}, Printed{moderate, .60, .09, .62, .35, .03},
        Printed{erratic, .60, .33, .13, .86, .01}, Printed{rejecting, .25, .10, .03, .02, .95},
        Printed{neglectful, .15, .08, .18, .09, .73}, Printed{erratic_cut, .60, .33, .78, .17, .04}}) {
    const Row& row = rows[d.kind];
    EXPECT_NEAR(row.mean(mu), d.mu, .02) << row.care.name;
    EXPECT_NEAR(row.mean(nu), d.nu, .02) << row.care.name;
    EXPECT_NEAR(row.mean(open), d.open, .06) << row.care.name;
    EXPECT_NEAR(row.mean(press), d.press, .06) << row.care.name;
    EXPECT_NEAR(row.mean(hold), d.hold, .06) << row.care.name;
  }
  // Frightened infants: the design had open .28, press .58, hold .14, conflict .72. Ours learn fright from every
  // activated moment, asked or not, so more is expected, more is held back and more is torn; sign and order are the
  // same.
  const Row& f = rows[frightening];
  EXPECT_NEAR(f.mean(mu), .60, .02);
  EXPECT_NEAR(f.mean(nu), .21, .02);
  EXPECT_GT(f.mean(press), f.mean(open));
  EXPECT_NEAR(f.mean(open), .28, .12);
  EXPECT_NEAR(f.mean(press), .58, .25);
  EXPECT_NEAR(f.mean(hold), .14, .30);
  EXPECT_NEAR(f.mean(conflict_), .72, .35);
}

}  // namespace
}  // namespace bowlby
