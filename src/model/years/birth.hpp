// Birth: what a person is born with, of its parents and of its own.
//
//   theta0 = alarm_threshold + sd z - t T      rho = self_soothing e^(sd z - t_s T)      alpha = learning_rate e^(sd z)
//   e = e^(symptom_ebb_sd z), how fast episodes ebb, which (15) reads
//   m, xi = cost_of_rebuff, insistence (1 + sd z), not below 0      z_hold = cost_of_holding + sd z
//   T = sqrt(h2) G + sqrt(1 - h2) z,   a child's G = (G_mother + G_father)/2 + sqrt(1/2) z          (9a)
//   life stress starts at life_stress_sd z; all beliefs and the prototype start at naive_belief
//
//   z standard normals of the person's own stream   t temperament_to_threshold   t_s temperament_to_soothing
//   T negative temperament, which makes surprises unsettle more, too (8)
//   h2 temperament_heritability   G inherited standard normals (pull on anxiety, on avoidance, mood, temperament,
//   telling). A living parent's temperament carries sqrt(h2) of its inherited part, so the child's G of temperament is
//   sqrt(h2) (T_mother + T_father)/2 + sqrt(1 - h2/2) z.
//
// Edges  temperament_to_threshold, temperament_to_soothing    Claims C026 C038 TMP02
// Limits  every sd zero: people differ by what befalls them alone
// Tests  unit/population/heredity_test, unit/population/families_test, conformance/birth_test
#pragma once
#include "model/traits.hpp"
#include "model/years/couple.hpp"
#include "model/years/outside.hpp"

namespace bowlby {

struct Genes {
  double anxiety = 0, avoidance = 0, mood = 0, temperament = 0, telling = 0;
};

// Inherited standard normals: half of each parent, and what segregation adds.
BOWLBY_FN double inherited(double mother, double father, double z) noexcept {
  return .5 * (mother + father) + num::sqrt(.5) * z;
}

// A child's genes of its two parents; `z` five standard normals, in the order of Genes.
BOWLBY_FN Genes genes_of_child(const Person& m, const Person& f, const double z[5], const Params& p) noexcept {
  const double h = num::sqrt(p.temperament_heritability);
  return {inherited(m.gene_anxiety, f.gene_anxiety, z[0]), inherited(m.gene_avoidance, f.gene_avoidance, z[1]),
          inherited(m.gene_mood, f.gene_mood, z[2]),
          .5 * h * (m.temperament + f.temperament) + num::sqrt(1 - .5 * h * h) * z[3],
          inherited(m.gene_telling, f.gene_telling, z[4])};
}

// The traits one is born with, from six standard normals; temperament comes before.
BOWLBY_FN void born_with(Person& s, const double z[4], const double y[4], const Params& p) noexcept {
  s.threshold = p.alarm_threshold + p.alarm_threshold_sd * z[0] - p.temperament_to_threshold * s.temperament;
  s.soothing = p.self_soothing * num::exp(p.self_soothing_sd * z[1] - p.temperament_to_soothing * s.temperament);
  s.rebuff_cost = num::max(0.0, p.cost_of_rebuff * (1 + p.cost_of_rebuff_sd * z[2]));
  s.insistence = num::max(0.0, p.insistence * (1 + p.insistence_sd * z[3]));
  s.learning = p.learning_rate * num::exp(p.learning_rate_sd * y[0]);
  s.holding_cost = p.cost_of_holding + p.cost_of_holding_sd * y[1];
}

// The luck of a birth: twelve standard normals, and a uniform for the home in which habits are learned.
struct BirthLuck {
  double z[12] = {};  // threshold, soothing, rebuff cost, insistence, learning, holding, skill, consistency, rebuff,
                      // fright, life stress, ebbing
  double temperament = 0, abuse = 1;
};
inline BirthLuck birth_luck(const Draws& draws, double temperament) noexcept {
  double x[12];
  for (std::uint32_t i = 0; i < 3; ++i) draws.normals(Purpose::traits, 2 * i, x + 4 * i);
  BirthLuck luck;
  for (int i = 0; i < 12; ++i) luck.z[i] = x[i];
  luck.temperament = temperament;
  luck.abuse = draws.uniform(Purpose::traits, 6);
  return luck;
}

inline constexpr double first_coregulation = .3, first_bond = .2;  // before any contact; conventions
inline constexpr double long_ago = -1000;                          // [month] of a birth that never was

// Somebody who has just been born. `adversity`: whether homes with abuse are part of the study.
inline Person newborn(const Genes& genes, const BirthLuck& luck, bool adversity, const Params& p) noexcept {
  Person s;
  s.gene_anxiety = genes.anxiety;
  s.gene_avoidance = genes.avoidance;
  s.gene_mood = genes.mood;
  s.gene_telling = genes.telling;
  const double h2 = p.temperament_heritability;
  s.temperament = num::sqrt(h2) * genes.temperament + num::sqrt(1 - h2) * luck.temperament;
  born_with(s, luck.z, luck.z + 4, p);
  s.skill = luck.z[6];
  s.consistency = luck.z[7];
  s.rebuff_habit = luck.z[8];
  s.fright_habit = luck.z[9];
  if (adversity) s.fright_habit += own_fright_of(home_with_abuse(luck.abuse, p).fright, p);
  s.life_stress = p.life_stress_sd * luck.z[10];
  s.ebbing = num::exp(p.symptom_ebb_sd * luck.z[11]);
  s.security = s.security_mean = s.haven = naive_belief.mu;
  s.coregulation = first_coregulation;
  s.worth = worth_level_at(0, p);
  s.keep_general(naive_belief);
  s.keep_prototype(naive_belief);
  s.satisfaction = s.best_satisfaction = single_satisfaction;
  s.moment_rate = moment_rate_at(0, p);
  s.last_birth = long_ago;
  return s;
}

}  // namespace bowlby
