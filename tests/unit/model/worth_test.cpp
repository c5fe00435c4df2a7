#include "model/months/worth.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "model/edges.hpp"
#include "model/traits.hpp"
#include "unit/model/people.hpp"

namespace bowlby {
namespace {

Moment asked(double response, double rebuff, double activation = 1) {
  Moment m;
  m.action = 1, m.contact = 1;
  m.activation = activation, m.response = response, m.rebuff = rebuff;
  return m;
}
Moment held_back(double activation = 1) {
  Moment m;
  m.action = 3, m.activation = activation;
  return m;
}

TEST(Worth, follows_answers_by_how_unclear_they_are) {
  const Params p;
  const double step = p.worth_from_answers;
  EXPECT_NEAR(worth_after(.6, half_blamed, asked(.2, 0), 0, p), .6 - step * .5 * .4, 1e-15);
  EXPECT_EQ(worth_after(.6, 0, asked(.2, 0), 0, p), .6) << "steady absence is held against the other";
  EXPECT_LT(worth_after(.6, .5, asked(.2, 0), 0, p), worth_after(.6, .1, asked(.2, 0), 0, p));
  EXPECT_GT(worth_after(.6, .2, asked(.9, 0), 0, p), .6);
}

TEST(Worth, falls_by_a_rebuff_however_clear_it_is) {
  const Params p;
  EXPECT_NEAR(worth_after(.6, 0, asked(.2, .5), 0, p), .6 - p.worth_from_answers * p.worth_from_rebuff * .5 * .6,
              1e-15);
  EXPECT_EQ(worth_after(.6, 0, held_back(), .6, p), .6) << "nobody was asked, and all was managed as ever";
}

TEST(Worth, is_kept_by_those_who_cope_alone) {
  const Params p;
  EXPECT_GT(worth_after(.5, .3, held_back(), .9, p), .5);
  EXPECT_LT(worth_after(.5, .3, held_back(), .2, p), .5);
  EXPECT_EQ(worth_after(.5, .3, held_back(0), .9, p), .5) << "nothing was at stake";
  EXPECT_GT(coped_alone(1, p), coped_alone(.3, p));
}

TEST(Worth, stays_between_none_and_all_of_it) {
  Params p;
  p.worth_from_answers = p.worth_from_coping = .5;
  p.worth_from_rebuff = 10;
  double low = .5, high = .5;
  for (int i = 0; i < 200; ++i)
    low = worth_after(low, 1, asked(0, 1), 0, p), high = worth_after(high, 1, asked(1, 0), 1, p);
  EXPECT_GE(low, 0);
  EXPECT_LE(high, 1);
  EXPECT_LT(low, .05);
  EXPECT_GT(high, .95);
}

TEST(Worth, coping_moves_it_no_further_than_to_what_was_managed) {
  Params p;
  p.worth_from_answers = p.worth_from_coping = .5;
  EXPECT_DOUBLE_EQ(worth_after(.2, .3, held_back(4), .9, p), .9);
}

TEST(Worth, goes_back_to_the_level_of_its_age) {
  const Params p;
  EXPECT_LT(worth_level_at(4, p), worth_level_at(30, p));
  for (const double start : {.1, .95}) {
    double worth = start;
    for (int month = 0; month < 1200; ++month) worth = worth_after_month(worth, 40, p);
    EXPECT_NEAR(worth, worth_level_at(40, p), 1e-6);
  }
}

TEST(Worth, hangs_on_a_partner_by_how_unsure_one_is) {
  const Params p;
  Person s;
  s.worth = .7, s.satisfaction = ordinary_satisfaction;
  EXPECT_EQ(felt_worth(s, p), .7);
  s.general_nu = .2, s.satisfaction = ordinary_satisfaction - .3;
  EXPECT_NEAR(felt_worth(s, p), .7 - p.worth_at_stake * .2 * .3, 1e-15);
  s.separation = 1;
  EXPECT_NEAR(felt_worth(s, p), .7 - p.worth_at_stake * .2 * 1.3, 1e-15);
  s.general_nu = 0;
  EXPECT_EQ(felt_worth(s, p), .7);
}

// The same rebuff, the same doubt in the other: who thinks little of oneself is hurt more, and chases.
TEST(Worth, shields_from_rebuff_and_from_chasing) {
  const Params p;
  const auto lives = [&](double worth) {
    Person s;
    s.worth = worth, s.satisfaction = ordinary_satisfaction;
    return traits_of(s, p);
  };
  const Traits low = lives(.3), usual = lives(p.usual_worth), high = lives(.9);
  EXPECT_NEAR(usual.rebuff_hurt, 1, 1e-12);
  EXPECT_GT(low.rebuff_hurt, usual.rebuff_hurt);
  EXPECT_LT(high.rebuff_hurt, usual.rebuff_hurt);
  const auto presses = [&](const Traits& own, double mu) {
    Traits t = made::traits(p);
    t.self_doubt = own.self_doubt;
    return made::chances(payoffs(1, {mu, .2, .1, 0}, 0, t, p), p).of[2];
  };
  EXPECT_GT(presses(low, .4), presses(high, .4));
  EXPECT_NEAR(presses(low, 1), presses(high, 1), 1e-9) << "trust: nothing to chase";
  const double by_doubt_low = std::log(presses(low, .2) / presses(high, .2));
  EXPECT_GT(by_doubt_low, std::log(presses(low, .6) / presses(high, .6))) << "doubt and low worth multiply";
}

TEST(Worth, cut_from_everything_is_the_level_of_its_age) {
  EdgeSet edges = EdgeSet::all();
  for (const char* name : {"answers_to_worth", "coping_to_worth"}) edges.cut(find_edge(name));
  const Params p = edges.apply(Params{});
  EXPECT_EQ(worth_after(.3, .4, asked(0, 1), 0, p), .3);
  EXPECT_EQ(worth_after(.3, .4, held_back(), 1, p), .3);
}

}  // namespace
}  // namespace bowlby
