// Scales: the few things every instrument does with a latent value before it becomes an answer.
//
//   observed = v L + sqrt(1 - v^2) ( sqrt(1 - o) habit + sqrt(o) occasion )          (17)
//
//   L latent value, standardised    v validity [0..1]    o share of the error that is new on every occasion [0..1]
//   habit, occasion  standard normals; habit belongs to the person and is the same on every day
//
// Tests  unit/instruments/questionnaires_test
#pragma once
#include "model/draws.hpp"
#include "model/months/general.hpp"
#include "model/state.hpp"

namespace bowlby {

// Draws that belong to the person and not to a day: an answering habit, a way of telling.
BOWLBY_FN Draws lasting(const Draws& d) noexcept { return {d.key, {d.stream[0], d.stream[1]}, 0xFFFFFFFFu}; }

BOWLBY_FN double standardised(double x, double typical, double spread) noexcept {
  return num::clamp((x - typical) / spread, -4.0, 4.0);
}

BOWLBY_FN double seen(double latent, double validity, double occasion_share, double habit, double occasion) noexcept {
  const double error = num::sqrt(1 - occasion_share) * habit + num::sqrt(occasion_share) * occasion;
  return validity * latent + num::sqrt(1 - validity * validity) * error;
}

// Places in Purpose::survey of instruments without a purpose of their own. Append only.
inline constexpr std::uint32_t slot_of_wellbeing = 0x100, slot_of_temperament = 0x101, slot_of_self_report = 0x102,
                               slot_of_self_esteem = 0x103, slot_of_reflection = 0x104;

// The lasting habit that all self-reports of ill-being share (standard normal): some people tick more of everything.
// Part of it runs in families with the inherited mood. Two questionnaires filled by one hand agree the more for it,
// and a questionnaire agrees no better with what others see.
inline double self_report_habit(const Person& s, const Params& p, const Draws& draws) noexcept {
  const double h = p.self_report_inherited;
  return num::sqrt(h) * s.gene_mood + num::sqrt(1 - h) * lasting(draws).normal(Purpose::survey, slot_of_self_report);
}

// The nearest whole point of a scale.
BOWLBY_FN double whole_point(double x, double low, double high) noexcept {
  return static_cast<double>(static_cast<int>(num::clamp(x, low, high) + .5));
}

// A standard Gumbel draw: the noise of picking one of several descriptions (softmax choice).
BOWLBY_FN double gumbel(double u) noexcept { return -num::log(-num::log(u)); }

BOWLBY_FN Belief mixed(const Belief& a, double wa, const Belief& b, double wb) noexcept {
  return {wa * a.mu + wb * b.mu, wa * a.nu + wb * b.nu, wa * a.kappa + wb * b.kappa, wa * a.phi + wb * b.phi};
}

constexpr int slot(Role r) { return static_cast<int>(r); }

// The carer a young child mainly has: the one it was placed with, or mother, or father.
constexpr Role first_carer(const Subject& s) {
  if (s.has[slot(Role::carer)] && s.age_years < 18) return Role::carer;
  return s.has[slot(Role::mother)] ? Role::mother : Role::father;
}

// How unsafe a belief is on the whole, in between-person spreads from the naive one.
BOWLBY_FN double insecurity(const Belief& b, const Params& p) noexcept {
  const double doubt = naive_belief.mu - b.mu, unsure = b.nu - naive_belief.nu;
  const double rebuff = b.kappa - naive_belief.kappa, fright = b.phi - naive_belief.phi;
  return standardised(.5 * (doubt + unsure + rebuff + fright), 0, p.belief_spread);
}

}  // namespace bowlby
