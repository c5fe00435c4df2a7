// People to measure: children raised offline on the model's own moments, ordinary adults, and wild random subjects.
#pragma once
#include <cmath>
#include <cstdint>
#include <vector>

#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/step.hpp"
#include "model/traits.hpp"
#include "model/years/giving.hpp"

namespace bowlby::test {

inline RunKey key() { return RunKey::of(2024, 0); }
inline Draws draws_of(const Subject& s, std::uint32_t day) { return {key().key, {s.stream[0], s.stream[1]}, day}; }

inline double value(const AnswerSheet& sheet, Measure m) {
  for (const Answer& a : sheet)
    if (a.measure == m) return static_cast<double>(a.value);
  return std::nan("");
}

// Care as the smoke table of the design gives it: mean response, concentration, rebuff, fright.
struct CareType {
  const char* name;
  double response, concentration, rebuff, fright;
};
inline constexpr CareType sensitive_steady{"sensitive", .8, 12, .2, 0}, moderate_steady{"moderate", .6, 20, .2, 0},
    erratic{"erratic", .6, .8, .2, 0}, rejecting{"rejecting", .25, 12, 1, 0}, neglectful{"neglectful", .15, 12, .2, 0},
    frightening{"frightening", .6, 3, .4, .6};

// The i-th child after a year of eight moments a day with one figure of this kind.
inline Subject raised(const CareType& care, std::uint32_t i, const Params& p) {
  Subject s;
  s.age_years = 1;
  s.stream[0] = i + 1;
  s.stream[1] = 7;
  s.has[slot(Role::mother)] = true;
  Giver& giver = s.figures[slot(Role::mother)];
  giver.mean = num::normal_quantile(care.response);
  giver.momentary = momentary_share(care.concentration);
  giver.rebuff = care.rebuff;
  giver.fright = care.fright;
  Person& q = s.person;
  double z[4];
  draws_of(s, 0).normals(Purpose::traits, 0, z);
  q.threshold = p.alarm_threshold + p.alarm_threshold_sd * z[0];
  q.soothing = p.self_soothing * num::exp(p.self_soothing_sd * z[1]);
  q.rebuff_cost = p.cost_of_rebuff;
  q.insistence = p.insistence + p.insistence_sd * z[2];
  q.learning = p.learning_rate;
  q.holding_cost = p.cost_of_holding + p.cost_of_holding_sd * z[3];
  q.security = .5, q.coregulation = .3, q.haven = naive_belief.mu;
  Tie& tie = s.ties[slot(Role::mother)];
  tie.belief = naive_belief;
  Belief general = naive_belief;
  Mood mood = mood_of(q);
  constexpr int days = 365, moments = 8;
  for (std::uint32_t day = 0; day < days; ++day) {
    if (day % 30 == 0) {
      general = moved(general, tie.belief, share_gone(generalisation_rate(day / 365.0, p), 1.0 / 12));
      q.general_mu = general.mu, q.general_nu = general.nu, q.general_kappa = general.kappa;
      q.general_phi = general.phi, q.haven = tie.belief.mu;
    }
    q.coregulation = mood.coregulation, q.substitute = mood.substitute;
    const Traits t = traits_of(q, p);
    const Draws d = draws_of(s, day);
    for (std::uint32_t e = 0; e < moments; ++e) {
      const num::Block a = d.block(Purpose::moment_a, e), b = d.block(Purpose::moment_b, e);
      MomentDraws m;
      m.hours = e == 0 ? 10 : 2;
      m.stressor = p.stress_size * num::exponential(num::unit(a.w[0]));
      m.choice = num::unit(a.w[1]);
      m.fright = num::unit(a.w[2]);
      m.response = num::box_muller(num::unit(b.w[0]), num::unit(b.w[1]));
      moment_step(mood, tie, t, giver, m, p);
    }
  }
  keep_mood(q, mood);
  return s;
}

// An adult whose general belief, prototype and ties share one history but are not the same.
inline Subject ordinary_adult(std::uint32_t i, const Params& p) {
  Subject s;
  s.age_years = 30;
  s.stream[0] = i + 1;
  s.stream[1] = 70;
  const Draws d = draws_of(s, 0);
  double h[4], g[4], t[4], e[4];
  d.normals(Purpose::traits, 0, h);
  d.normals(Purpose::traits, 2, g);
  d.normals(Purpose::traits, 4, t);
  d.normals(Purpose::traits, 6, e);
  const auto belief = [&](const double own[4]) {
    const auto x = [&](int k) { return .6 * h[k] + .8 * own[k]; };
    return in_bounds({.58 + .12 * x(0), .18 + .06 * x(1), .14 + .08 * x(2), .03 + .03 * num::abs(x(3))});
  };
  Person& q = s.person;
  const Belief general = belief(g), prototype = belief(t), tie = belief(e);
  q.general_mu = general.mu, q.general_nu = general.nu, q.general_kappa = general.kappa, q.general_phi = general.phi;
  q.proto_mu = prototype.mu, q.proto_nu = prototype.nu, q.proto_kappa = prototype.kappa, q.proto_phi = prototype.phi;
  q.threshold = p.alarm_threshold, q.soothing = p.self_soothing, q.rebuff_cost = 1, q.insistence = p.insistence;
  q.learning = p.learning_rate, q.holding_cost = p.cost_of_holding, q.haven = general.mu, q.security = general.mu;
  q.worth = .65 + .1 * h[2], q.reflection = .9 * h[3];
  q.moment_rate = p.moments_per_day_adult;
  q.security_mean = general.mu, q.distress_mean = .3, q.satisfaction = .7, q.depression = .3 * num::abs(e[0]);
  for (const Role r : {Role::mother, Role::father, Role::friend_a, Role::partner}) {
    s.has[slot(r)] = true;
    s.ties[slot(r)] = {is_parental(r) ? moved(prototype, tie, .5) : moved(general, tie, .5), 1};
    s.figures[slot(r)].mean = p.care_mean;
    s.figures[slot(r)].rebuff = p.care_rebuff;
    s.figures[slot(r)].fright = p.care_fright;
    s.figures[slot(r)].peer = is_peer(r) ? 1 : 0;
  }
  return s;
}

// Anything the state can hold, including its corners.
inline Subject wild(std::uint32_t i) {
  Subject s;
  s.id = i;
  s.stream[0] = i;
  s.stream[1] = 700;
  Draws d = draws_of(s, 0);
  std::uint32_t n = 0;
  const auto u = [&] {
    const double x = d.uniform(Purpose::sample, n++);
    return x < .05 ? 0.0 : x > .95 ? 1.0 : x;  // corners often
  };
  const auto belief = [&] { return Belief{u(), u(), u(), u()}; };
  s.age_years = 90 * u();
  Person& q = s.person;
#define BOWLBY_FILL(name, ...) q.name = 3 * u();
  BOWLBY_PERSON_COLUMNS(BOWLBY_FILL)
#undef BOWLBY_FILL
  q.security = u(), q.active = u() > .5 ? 1 : 0, q.coregulation = u(), q.substitute = u(), q.security_mean = u();
  q.withdrawal = u(), q.haven = u(), q.satisfaction = u(), q.temperament = 8 * u() - 4, q.soothing = .05 + 2 * u();
  q.general_mu = u(), q.general_nu = u(), q.general_kappa = u(), q.general_phi = u();
  q.proto_mu = u(), q.proto_nu = u(), q.proto_kappa = u(), q.proto_phi = u();
  q.episodes = static_cast<double>(static_cast<int>(15 * u())), q.bids = 400 * u(), q.moment_rate = 12 * u();
  for (int r = 0; r < role_count; ++r) {
    s.has[r] = u() > .4;
    s.ties[r] = {belief(), 3 * u()};
    s.figures[r] = {6 * u() - 3, .999 * u(), u(),     u(),
                    3 * u(),     u(),        2 * u(), is_peer(static_cast<Role>(r)) ? 1.0 : 0.0};
  }
  return s;
}

inline double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  double mx = 0, my = 0, xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) mx += x[i] / n, my += y[i] / n;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mx) * (y[i] - my);
    xx += (x[i] - mx) * (x[i] - mx);
    yy += (y[i] - my) * (y[i] - my);
  }
  return xy / std::sqrt(xx * yy);
}

}  // namespace bowlby::test
