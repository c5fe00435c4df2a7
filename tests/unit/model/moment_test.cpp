#include <gtest/gtest.h>

#include <cmath>

#include "model/traits.hpp"
#include "unit/model/people.hpp"

namespace bowlby {
namespace {

// --- distress (1)

TEST(Distress, exact_step_is_the_differential_equation) {
  Params p;
  const double soothing = .6, separation = 2;
  double euler = 1.4;
  const int steps = 400000;
  for (int i = 0; i < steps; ++i) euler += 5.0 / steps * (p.separation_distress * separation - soothing * euler);
  EXPECT_NEAR(distress_alone(1.4, soothing, separation, 5, p), euler, 1e-5);
}

TEST(Distress, cutting_an_interval_in_two_changes_nothing) {
  const Params p;
  const double whole = distress_alone(.9, .5, 1, 7, p);
  EXPECT_NEAR(distress_alone(distress_alone(.9, .5, 1, 2.5, p), .5, 1, 4.5, p), whole, 1e-15);
}

TEST(Distress, security_buffers_a_stressor_and_separation_feeds) {
  const Params p;
  EXPECT_DOUBLE_EQ(distress_struck(.1, 1, 0, p), 1.1);
  EXPECT_DOUBLE_EQ(distress_struck(.1, 1, 1, p), .1 + 1 - p.security_buffer);
  EXPECT_GT(distress_alone(0, .5, 1, 3, p), 0);
  EXPECT_EQ(distress_alone(0, .5, 0, 3, p), 0);
}

TEST(Distress, contact_soothes_by_response_and_fright_adds) {
  const Params p;
  const double alone = distress_after_contact(1, .5, 0, 0, 0, p),
               met = distress_after_contact(1, .5, p.contact_soothing, 0, 0, p);
  EXPECT_NEAR(alone, std::exp(-.5 * p.contact_hours), 1e-15);
  EXPECT_NEAR(met, std::exp(-(.5 + p.contact_soothing) * p.contact_hours), 1e-15);
  EXPECT_DOUBLE_EQ(distress_after_contact(1, .5, 0, 1, 0, p) - alone, p.fright_distress);
  EXPECT_NEAR(distress_after_contact(1, .5, 0, 0, .25, p) - alone, .25 * p.rebuff_distress, 1e-12);
}

TEST(Distress, flooding_shuts_answers_out) {
  Params p;
  p.flooding_from = 1.5, p.flooding_closes = 4;
  EXPECT_DOUBLE_EQ(gets_in(0, 1, p), 1);
  EXPECT_DOUBLE_EQ(gets_in(1.5, 1, p), 1);
  EXPECT_DOUBLE_EQ(gets_in(1.75, 1, p), .5);
  EXPECT_DOUBLE_EQ(gets_in(3.5, 1, p), 1.0 / 9);
  EXPECT_DOUBLE_EQ(gets_in(3.5, 0, p), 1);  // whom a carer holds
  p.flooding_closes = 0;
  EXPECT_DOUBLE_EQ(gets_in(100, 1, p), 1);
  EXPECT_DOUBLE_EQ(rebuff_heard(.2, .5, 1, .6), .2);
  EXPECT_DOUBLE_EQ(rebuff_heard(.2, .5, .25, .6), .2 + .6 * .75 * .5);
  EXPECT_DOUBLE_EQ(rebuff_heard(.2, .5, .25, 0), .2);  // who fears no rebuff hears none
}

TEST(Distress, comforting_trains_self_soothing) {
  const Params p;
  EXPECT_DOUBLE_EQ(soothing_rate(.5, 0, p), .5);
  EXPECT_DOUBLE_EQ(soothing_rate(.5, 1, p), .5 * (1 + p.coregulation_trains_soothing));
}

// --- activation (2)

TEST(Activation, half_at_the_threshold_and_lower_once_on) {
  const Params p;
  EXPECT_DOUBLE_EQ(activation(.5, .5, 0, p), .5);
  EXPECT_DOUBLE_EQ(activation(.5 - p.alarm_hysteresis, .5, 1, p), .5);
  EXPECT_NEAR(activation(.8, .5, 0, p), 1 / (1 + std::exp(-6 * .3)), 1e-15);
}

TEST(Activation, hysteresis_keeps_the_system_on_inside_the_band_only) {
  const Params p;
  double active = 0;
  active = stays_active(.45, .5, active, p);
  EXPECT_EQ(active, 0);  // inside the band, coming from below
  active = stays_active(.55, .5, active, p);
  EXPECT_EQ(active, 1);
  active = stays_active(.45, .5, active, p);
  EXPECT_EQ(active, 1);  // inside the band, coming from above
  active = stays_active(.39, .5, active, p);
  EXPECT_EQ(active, 0);
}

TEST(Activation, threshold_rises_with_comforting_and_falls_with_unpredictability) {
  const Params p;
  const double plain = alarm_threshold_now(.5, 0, 0, p);
  EXPECT_DOUBLE_EQ(plain, .5);
  EXPECT_DOUBLE_EQ(alarm_threshold_now(.5, 1, 0, p) - plain, p.coregulation_raises_threshold);
  EXPECT_DOUBLE_EQ(plain - alarm_threshold_now(.5, 0, 1, p), p.uncertainty_lowers_threshold);
}

TEST(Activation, large_gain_is_a_step) {
  Params p;
  p.alarm_gain = 400;
  EXPECT_LT(activation(.49, .5, 0, p), .02);
  EXPECT_GT(activation(.51, .5, 0, p), .98);
}

// --- felt security (3)

TEST(FeltSecurity, goes_to_the_haven_alone_and_to_the_response_in_contact) {
  const Params p;
  EXPECT_NEAR(security_alone(.2, .7, 1000, p), .7, 1e-12);
  EXPECT_NEAR(security_alone(.2, .7, p.security_memory, p), .7 - .5 * std::exp(-1.0), 1e-15);
  EXPECT_EQ(security_after_contact(.4, .9, 0, p), .4);
  const double met = security_after_contact(.4, .9, 1, p);
  EXPECT_NEAR(met, .9 - .5 * std::exp(-p.contact_hours / p.security_memory), 1e-15);
}

// --- choice (4)

TEST(Choice, chances_are_the_softmax_of_the_payoffs) {
  const Params p;
  const Traits t = made::traits(p);
  for (const double A : {.1, .5, .9})
    for (const Belief& b : {Belief{.8, .1, .05, 0}, Belief{.6, .33, .1, 0}, Belief{.2, .1, .6, .1}}) {
      const Payoffs q = payoffs(A, b, 0, t, p);
      const double weights[4] = {std::exp(p.choice_precision * q.explore), std::exp(p.choice_precision * q.open),
                                 std::exp(p.choice_precision * q.press), std::exp(p.choice_precision * q.hold)};
      const double total = weights[0] + weights[1] + weights[2] + weights[3];
      const made::Chances c = made::chances(q, p);
      double sum = 0;
      for (int a = 0; a < 4; ++a) {
        EXPECT_NEAR(c.of[a], weights[a] / total, 1e-13) << a;
        sum += c.of[a];
      }
      EXPECT_NEAR(sum, 1, 1e-15);
    }
}

TEST(Choice, payoffs_are_those_of_equation_four) {
  Params p;
  p.cost_of_fright = .8;  // told apart from the cost of a rebuff
  Traits t = made::traits(p);
  const double A = .7, mu = .6, nu = .3, kappa = .2, phi = .1;
  const Payoffs q = payoffs(A, {mu, nu, kappa, phi}, 0, t, p);
  const double g = p.worth_of_being_met, m0 = p.cost_of_no_answer, m = t.rebuff_cost, flee = p.cost_of_fright;
  EXPECT_NEAR(q.open, A * (g * mu - m0 * (1 - mu) - m * kappa - flee * phi), 1e-15);
  EXPECT_NEAR(q.press, A * (g * (mu + t.insistence * nu) - m0 * (1 - mu) - m * kappa - flee * phi) - t.press_effort,
              1e-15);
  EXPECT_NEAR(q.hold, -t.holding_cost * A, 1e-15);
  EXPECT_NEAR(q.explore, p.exploration_payoff * (1 - A) - p.exploration_block * A, 1e-15);
}

// Checking: what one would lose, how little one thinks of oneself and how little is expected multiply, in calm only.
TEST(Choice, doubt_of_somebody_who_matters_presses_in_calm) {
  Params p;
  p.worth_presses = 0, p.doubt_checks = 2;
  Traits t = made::traits(p);
  t.self_doubt = .5;
  const auto press = [&](double A, double mu, double at_stake) {
    return payoffs(A, {mu, .2, .1, 0}, at_stake, t, p).press - payoffs(A, {mu, .2, .1, 0}, 0, t, p).press;
  };
  EXPECT_NEAR(press(0, .4, .8), 2 * .8 * .5 * .6, 1e-15);
  EXPECT_NEAR(press(.25, .4, .8), .75 * 2 * .8 * .5 * .6, 1e-15);
  EXPECT_NEAR(press(1, .4, .8), 0, 1e-15) << "in need other things decide";
  EXPECT_NEAR(press(0, 1, .8), 0, 1e-15) << "trust";
  EXPECT_EQ(press(0, .4, 0), 0) << "nobody, or no equal";
  t.self_doubt = 0;
  EXPECT_EQ(press(0, .4, .8), 0);
  p.doubt_checks = 0, t.self_doubt = 1;
  EXPECT_EQ(press(0, .4, .8), 0) << "the edge is cut";
}

TEST(Choice, sharp_choice_takes_the_best) {
  Params p;
  p.choice_precision = 400;
  for (double u = .001; u < 1; u += .0499) {
    EXPECT_EQ(choose({1, .9, .8, .7}, u, p), 0);
    EXPECT_EQ(choose({.1, .9, .8, .7}, u, p), 1);
    EXPECT_EQ(choose({.1, .2, .8, .7}, u, p), 2);
    EXPECT_EQ(choose({.1, .2, .3, .7}, u, p), 3);
  }
}

TEST(Choice, a_calm_child_explores) {
  const Params p;
  const made::Chances c = made::chances(payoffs(.02, {.7, .1, .05, 0}, 0, made::traits(p), p), p);
  EXPECT_GT(c.of[0], .9);
}

// --- conflict (5)

TEST(Conflict, needs_both_comfort_and_fright) {
  Params p;
  p.worth_of_being_met = p.cost_of_fright = 1, p.conflict_gain = 2, p.helplessness_gain = 0;
  const Payoffs q{};
  EXPECT_EQ(conflict(1, {.8, .2, .1, 0}, q, p), 0);
  EXPECT_EQ(conflict(1, {0, .2, .1, .8}, q, p), 0);
  EXPECT_DOUBLE_EQ(conflict(.5, {.6, .2, .1, .3}, q, p), 2 * .3 * .5);
  EXPECT_DOUBLE_EQ(conflict(.5, {.2, .2, .1, .9}, q, p), 2 * .2 * .5);
}

TEST(Conflict, comes_without_fright_where_nothing_works) {
  Params p;
  const Belief hopeless{p.helplessness_below / 2, .2, .1, 0}, usual{p.usual_expectation, .2, .1, 0};
  EXPECT_NEAR(undecided({0, .3, .3, .3}, p), 1, 1e-12);
  EXPECT_NEAR(undecided({9, 5, -5, -5}, p), 0, 1e-12) << "exploring is no way to deal with a need";
  EXPECT_NEAR(conflict(.5, hopeless, {0, .3, .3, .3}, p), .5 * p.helplessness_gain * .5, 1e-12);
  EXPECT_NEAR(conflict(1, hopeless, {0, -5, -5, 5}, p), 0, 1e-12) << "holding back works";
  EXPECT_EQ(conflict(1, usual, {0, .3, .3, .3}, p), 0) << "asking works";
  p.helplessness_gain = 0;
  EXPECT_EQ(conflict(1, hopeless, {0, .3, .3, .3}, p), 0);
}

// --- the whole step

TEST(MomentStep, equals_its_mechanisms_taken_one_by_one) {
  const Params p;
  const Traits t = made::traits(p);
  const Giver g = made::giver(.6, 4, .3, .2);
  for (std::uint32_t k = 0; k < 200; ++k) {
    const MomentDraws draw = made::moment(made::draws(3), k, 1.5, p);
    Mood mood{.4, .6, k % 2 ? 1.0 : 0.0, .2, .1};
    Tie tie{{.5, .25, .15, .1}, .7};
    const Mood before = mood;
    const Tie known = tie;
    const Moment m = moment_step(mood, tie, t, g, draw, p);
    const double rate = soothing_rate(t.soothing, before.coregulation, p);
    const double f = security_alone(before.security, t.haven, draw.hours, p);
    const double d =
        distress_struck(distress_alone(before.distress, rate, t.separation, draw.hours, p), draw.stressor, f, p);
    EXPECT_EQ(m.distress_struck, d);
    EXPECT_EQ(m.activation, activation(d, t.threshold, before.active, p));
    EXPECT_EQ(mood.active, stays_active(d, t.threshold, before.active, p));
    EXPECT_EQ(m.action,
              choose(payoffs(m.activation, known.belief, at_stake(known.bond, g.peer), t, p), draw.choice, p));
    EXPECT_EQ(m.contact, m.action == 1 || m.action == 2 ? 1 : 0);
    EXPECT_EQ(m.response, response(g, m.action, t.clarity, draw.response, p));
    const double comfort = m.contact * p.contact_soothing * m.response * gets_in(d, g.peer, p) +
                           (m.action == 3 ? p.substitute_relief * before.substitute : 0);
    const double heard = rebuff_heard(m.rebuff, m.response, gets_in(d, g.peer, p), known.belief.kappa);
    EXPECT_EQ(mood.distress,
              distress_after_contact(d, rate, comfort, m.contact * m.fright, m.contact * m.activation * heard,
                                     p));  // no bid, neither felt
    EXPECT_EQ(mood.security, security_after_contact(f, m.response, m.contact, p));
    EXPECT_EQ(tie.belief.mu, learned(known.belief, m, t, p).mu);
    EXPECT_EQ(tie.bond, bond_after(known.bond, known.belief, m.response, m.contact, p));
  }
}

TEST(MomentStep, the_same_answer_calms_the_flooded_less_and_hurts_who_fears_rebuff) {
  Params p, open;
  open.flooding_closes = 0;
  const Traits t = made::traits(p);
  Giver kind = made::giver(.8, 12, 0, 0);
  kind.peer = 1;
  MomentDraws draw;  // nobody is frightened, nobody comes unasked
  draw.hours = .1, draw.stressor = .1;
  const auto lived = [&](double distress, double fears, const Params& q) {
    Mood mood;
    mood.distress = distress;
    Tie tie{{.8, .1, fears, 0}, .7};
    const Moment m = moment_step(mood, tie, t, kind, draw, q);
    EXPECT_EQ(m.contact, 1) << distress;
    return mood.distress;
  };
  EXPECT_EQ(lived(.55, .1, p), lived(.55, .1, open));  // below the level nothing is shut out
  EXPECT_GT(lived(3, 0, p), 1.5 * lived(3, 0, open));
  EXPECT_GT(lived(3, .1, p), lived(3, 0, p) + .01);
}

TEST(MomentStep, comfort_unasked_calms_and_binds_and_says_nothing_of_bids) {
  Params p, alone;
  p.unasked_comfort = 20;  // always
  alone.unasked_comfort = 0;
  const Traits t = made::traits(p);
  Giver kind = made::giver(.8, 12, .9, 0);
  kind.bond = 1;
  int offers = 0;
  for (std::uint32_t k = 0; k < 200; ++k) {
    MomentDraws draw = made::moment(made::draws(5), k, 3, p);
    draw.choice = 1e-9;  // goes on exploring
    Mood with, without;
    Tie tie{{.5, .25, .15, .1}, .5}, same = tie;
    const Moment m = moment_step(with, tie, t, kind, draw, p), n = moment_step(without, same, t, kind, draw, alone);
    ASSERT_EQ(n.offered, 0);
    if (m.offered == 0) continue;
    ++offers;
    EXPECT_EQ(m.contact, 1);
    EXPECT_EQ(m.rebuff, 0);
    EXPECT_LT(with.distress, without.distress);
    EXPECT_GT(tie.bond, same.bond);
    EXPECT_EQ(with.worth, without.worth);  // no bid was answered
    EXPECT_EQ(tie.belief.mu, same.belief.mu);
    EXPECT_EQ(tie.belief.kappa, same.belief.kappa);
  }
  EXPECT_GT(offers, 50);
}

// Held-back children stay aroused without an extra rule: same stressors, same carer, no bid.
TEST(MomentStep, holding_leaves_distress_high) {
  const Params p;
  Traits asks = made::traits(p), holds = asks;
  holds.holding_cost = -50;
  asks.press_effort = 50;
  asks.holding_cost = 50;
  const Giver kind = made::giver(.8, 12, .1, 0);
  double after_asking = 0, after_holding = 0;
  for (std::uint32_t k = 0; k < 500; ++k) {
    MomentDraws draw = made::moment(made::draws(4), k, 3, p);
    draw.stressor = 1.5;
    Mood a, b;
    Tie tie_a{{.8, .1, .05, 0}, 1}, tie_b = tie_a;
    moment_step(a, tie_a, asks, kind, draw, p);
    moment_step(b, tie_b, holds, kind, draw, p);
    after_asking += a.distress / 500;
    after_holding += b.distress / 500;
  }
  EXPECT_GT(after_holding, 2 * after_asking);
}

TEST(MomentStep, substitutes_are_learned_by_holding_and_soothe) {
  const Params p;
  Traits holds = made::traits(p);
  holds.holding_cost = -50;
  Mood mood;
  Tie tie{{.5, .2, .1, 0}, 0};
  MomentDraws draw{3, 2, .5, 0, 1};
  for (int i = 0; i < 300; ++i) moment_step(mood, tie, holds, made::giver(.5, 5, 0, 0), draw, p);
  EXPECT_GT(mood.substitute, .5);
  Mood with{1, .5, 0, 0, .8}, without{1, .5, 0, 0, 0};
  moment_step(with, tie, holds, made::giver(.5, 5, 0, 0), draw, p);
  moment_step(without, tie, holds, made::giver(.5, 5, 0, 0), draw, p);
  EXPECT_LT(with.distress, without.distress);
}

// However fast the body learns from comfort, it learns what was given and no more.
TEST(Step, what_the_body_learns_of_comfort_ends_at_what_was_given) {
  Params p;
  Mood mood{.5, .5, 0, .2, 0};
  Tie tie{};
  Moment m{};
  m.contact = 1, m.response = .8, m.activation = 1;
  for (const double rate : {1.0, 2.0}) {
    p.coregulation_rate = rate;
    Mood after = mood;
    taken_in(after, tie, Traits{}, m, p);
    EXPECT_DOUBLE_EQ(after.coregulation, .8) << rate;
  }
}

// --- traits

TEST(Traits, slow_columns_reach_the_moment) {
  const Params p;
  Person s;
  s.threshold = .5, s.coregulation = .4, s.general_nu = .2, s.soothing = .5, s.holding_cost = .35, s.depression = 1,
  s.substitute = .5, s.help_couple = 1, s.help_gratitude = 1, s.help_regulation = 1, s.separation = 2, s.haven = .6;
  const Traits t = traits_of(s, p);
  EXPECT_DOUBLE_EQ(t.threshold, alarm_threshold_now(.5, .4, .2, p));
  EXPECT_DOUBLE_EQ(t.soothing, .5 * (1 + p.help_regulation));
  EXPECT_DOUBLE_EQ(t.holding_cost, .35 - p.symptoms_hold - .5 * p.substitute_crowds_out);
  EXPECT_DOUBLE_EQ(t.press_effort, p.press_effort + p.help_softening);
  EXPECT_DOUBLE_EQ(t.noticing, 1 + p.help_gratitude);
  EXPECT_DOUBLE_EQ(t.separation, 2);
  EXPECT_DOUBLE_EQ(t.haven, .6);
}

TEST(Traits, mood_goes_out_and_comes_back) {
  Person s;
  const Mood m{.1, .2, 1, .4, .5};
  keep_mood(s, m);
  const Mood back = mood_of(s);
  EXPECT_EQ(back.distress, .1);
  EXPECT_EQ(back.security, .2);
  EXPECT_EQ(back.active, 1);
  EXPECT_EQ(back.coregulation, .4);
  EXPECT_EQ(back.substitute, .5);
}

TEST(Traits, moments_thin_out_with_age) {
  const Params p;
  EXPECT_DOUBLE_EQ(moment_rate_at(0, p), p.moments_per_day_infant);
  EXPECT_NEAR(moment_rate_at(90, p), p.moments_per_day_adult, 1e-9);
  for (double age = 0; age < 20; age += .5) EXPECT_GT(moment_rate_at(age, p), moment_rate_at(age + .5, p));
}

}  // namespace
}  // namespace bowlby
