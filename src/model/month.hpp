// The month: what slowly moves in one person, in the order in which it happens.
//
//   belief_j -> towards the pull target (7, 9),  B_j -> B_j e^(-bond_decay/12) (11)
//   G follows the figures, P follows G (9)
//   worth and reflection follow (18b, 19)
//   stress += (1 - e^(-1/tau_s)) (0 - stress) + s sqrt(1 - e^(-2/tau_s)) z          (15a)
//   symptoms answer the month (15), load is what is left for others to feel
//   grief, substitute habit, practice, each:  x -> x e^(-rate/12)          (13a)
//   skill in answering is renewed (14a), satisfaction with the partner follows (12b), moments a day fall with age (1a)
//
//   s life_stress_sd   tau_s life_stress_memory [month]   rates [1/year] grief_decay, substitute_decay, help_fade
//   z standard normals, one place each in MonthLuck
//   With nobody to turn to, what the figures teach is the general belief, its expectation fading to forgotten_hope.
//
// Precondition: the person and its ties are as the last midnight left them; the counts are those of the month that
// ends. Postcondition: they are as the next month begins. Nothing else is read or written.
//
// Edges  figures_to_general, early_figures_to_general, prototype_pulls    Claims C040 C045 C109
// Limits  all rates zero: nothing fades and nothing is learned from figures together
// Tests  conformance/conformance_test, unit/model/month_test, unit/population/demography_test
#pragma once
#include "model/months/bond.hpp"
#include "model/months/general.hpp"
#include "model/months/worth.hpp"
#include "model/traits.hpp"
#include "model/years/couple.hpp"
#include "model/years/figures.hpp"
#include "model/years/giving.hpp"
#include "model/years/reflection.hpp"
#include "model/years/symptoms.hpp"

namespace bowlby {

inline constexpr double month_years = 1.0 / 12;
inline constexpr double forgotten_hope = .9;  // what a month without anybody leaves of the expected response

// The month's standard normals: where each one is used.
struct MonthLuck {
  static constexpr int general = 0, symptoms = 4, stress = 8, skill = 9, reflection = 10, count = 11;
};

// Shares of a month that are the same for everybody.
struct MonthShares {
  double pull, bond_kept, stress_kept, stress_new, help_kept, grief_kept, habit_kept;
  SkillMonth skill;
  explicit MonthShares(const Params& p)
      : pull(share_gone(p.prototype_pull, month_years)),
        bond_kept(1 - share_gone(p.bond_decay, month_years)),
        stress_kept(num::exp(-1 / p.life_stress_memory)),
        stress_new(p.life_stress_sd * num::sqrt(1 - stress_kept * stress_kept)),
        help_kept(1 - share_gone(p.help_fade, month_years)),
        grief_kept(1 - share_gone(p.grief_decay, month_years)),
        habit_kept(1 - share_gone(p.substitute_decay, month_years)),
        skill(p) {}
};

// Beliefs return towards the prototype as the inherited pull bends it; bonds fade.
BOWLBY_FN void pull_beliefs(const Person& s, Tie ties[role_count], const bool has[role_count], double age,
                            const MonthShares& month, const Params& p) noexcept {
  const Belief target = pull_target(s.prototype(), s.gene_anxiety, s.gene_avoidance, age, p);
  for (int k = 0; k < role_count; ++k) {
    if (!has[k]) continue;
    ties[k].belief = moved(ties[k].belief, target, month.pull);
    ties[k].bond *= month.bond_kept;
  }
}

// What the figures teach together, by how much each is turned to. `met`: how many sixteenths found one.
struct Taught {
  Belief belief;
  double met = 0;
};
BOWLBY_FN Taught taught_by(const Belief& G, const Tie ties[role_count], const bool has[role_count],
                           std::uint64_t shares) noexcept {
  Taught t;
  if (shares != nobody_near)
    for (unsigned n = 0; n < sixteenths; ++n) {
      const int k = packed_slot(shares, n);
      if (!has[k]) continue;
      const Belief& b = ties[k].belief;
      t.belief = {t.belief.mu + b.mu, t.belief.nu + b.nu, t.belief.kappa + b.kappa, t.belief.phi + b.phi};
      t.met += 1;
    }
  if (t.met > 0)
    t.belief = {t.belief.mu / t.met, t.belief.nu / t.met, t.belief.kappa / t.met, t.belief.phi / t.met};
  else
    t.belief = {G.mu * forgotten_hope, G.nu, G.kappa, G.phi};
  return t;
}

// The general belief follows the figures; the prototype follows it, early or in therapy.
BOWLBY_FN void generalise(Person& s, const Taught& taught, double age, const double z[4], const Params& p) noexcept {
  const double therapy = s.therapy_months > 0 ? 1.0 : 0.0;
  const double rate = taught.met > 0 ? generalisation_rate(age, p) + therapy * p.help_plasticity : 0.0;
  s.keep_general(general_after_month(s.general(), taught.belief, rate, z, p));
  s.keep_prototype(prototype_after_month(s.prototype(), s.general(), age, therapy, p));
  s.haven = taught.belief.mu;
}

// Worth goes back to its level; reflection follows care, or therapy.
BOWLBY_FN void know_oneself(Person& s, const Taught& taught, double age, double z, const Params& p) noexcept {
  s.worth = worth_after_month(s.worth, age, p);
  if (taught.met > 0) {
    const double therapy = s.therapy_months > 0 ? 1.0 : 0.0;
    s.reflection = reflection_after_month(s.reflection, taught.belief, s.gene_telling, age, therapy, z, p);
  }
}

// Who lives the month, and what stands around: `young_children` under six; `years_together` with the partner.
struct MonthAround {
  double age = 0, young_children = 0;
  bool female = true;
  double years_together = 0;
};

// Life stress wanders; symptoms answer the month; what was practised and what was lost fades.
BOWLBY_FN void strain(Person& s, const MonthAround& around, const double z[MonthLuck::count], const MonthShares& month,
                      const Params& p) noexcept {
  s.life_stress = month.stress_kept * s.life_stress + month.stress_new * z[MonthLuck::stress];
  symptoms_month(s, z + MonthLuck::symptoms, p, symptom_ripeness(around.age, p), around.female ? 1 : -1);
  remember_high(s, around.age);
  s.load = load_of(s, around.young_children, p);
  const double fade = month.help_kept;
  s.help_regulation *= fade, s.help_couple *= fade, s.help_gratitude *= fade, s.help_parenting *= fade;
  s.separation *= month.grief_kept;
  s.substitute *= month.habit_kept;
}

// `has` whose place is taken, `shares` to whom one turned in the month that ends.
BOWLBY_FN void month_of(Person& s, Tie ties[role_count], const bool has[role_count], std::uint64_t shares,
                        const MonthAround& around, const double z[MonthLuck::count], const MonthShares& month,
                        const Params& p) noexcept {
  const double age = around.age;
  pull_beliefs(s, ties, has, age, month, p);
  const Taught taught = taught_by(s.general(), ties, has, shares);
  generalise(s, taught, age, z + MonthLuck::general, p);
  know_oneself(s, taught, age, z[MonthLuck::reflection], p);
  strain(s, around, z, month, p);
  s.skill = month.skill(s.skill, z[MonthLuck::skill]);
  constexpr int partner = static_cast<int>(Role::partner);
  if (has[partner]) {
    s.satisfaction = satisfaction_after_month(s, ties[partner], around.years_together, p);
    s.best_satisfaction = num::max(s.best_satisfaction, s.satisfaction);
  }
  s.moment_rate = moment_rate_at(age, p);
}

}  // namespace bowlby
