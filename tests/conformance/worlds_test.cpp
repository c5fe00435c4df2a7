#include "conformance/worlds.hpp"

#include "model/years/figures.hpp"

namespace bowlby::conformance {

Params params_of(const Case& c) {
  Params p;
  for (const auto& [name, value] : c.numbers) p.*(find_parameter(name)->field) = value;
  return p;
}

Belief in(const reference::Belief& b) { return {b.response, b.unpredictability, b.rebuff, b.fright}; }
reference::Belief out(const Belief& b) { return {b.mu, b.nu, b.kappa, b.phi}; }

// Pairs of like-named members: the reference's name, the model's.
#define SAME_PERSON(X)                    \
  X(threshold, threshold)                 \
  X(soothing, soothing)                   \
  X(rebuff_cost, rebuff_cost)             \
  X(insistence, insistence)               \
  X(learning, learning)                   \
  X(holding_cost, holding_cost)           \
  X(gene_anxiety, gene_anxiety)           \
  X(gene_avoidance, gene_avoidance)       \
  X(gene_mood, gene_mood)                 \
  X(gene_telling, gene_telling)           \
  X(temperament, temperament)             \
  X(skill, skill)                         \
  X(consistency, consistency)             \
  X(rebuff_habit, rebuff_habit)           \
  X(fright_habit, fright_habit)           \
  X(distress, distress)                   \
  X(security, security)                   \
  X(active, active)                       \
  X(coregulation, coregulation)           \
  X(substitute, substitute)               \
  X(worth, worth)                         \
  X(reflection, reflection)               \
  X(distress_mean, distress_mean)         \
  X(security_mean, security_mean)         \
  X(separation, separation)               \
  X(withdrawal, withdrawal)               \
  X(bids, bids)                           \
  X(presses, presses)                     \
  X(holds, holds)                         \
  X(conflicts, conflicts)                 \
  X(ex_contacts, ex_contacts)             \
  X(presses_received, presses_received)   \
  X(partner_presses, partner_presses)     \
  X(haven, haven)                         \
  X(moments_a_day, moment_rate)           \
  X(life_stress, life_stress)             \
  X(load, load)                           \
  X(depression, depression)               \
  X(anxiety, anxiety)                     \
  X(trauma, trauma)                       \
  X(substance, substance)                 \
  X(depression_mean, depression_mean)     \
  X(anxiety_mean, anxiety_mean)           \
  X(trauma_mean, trauma_mean)             \
  X(substance_mean, substance_mean)       \
  X(ebbing, ebbing)                       \
  X(depression_high, depression_high)     \
  X(anxiety_high, anxiety_high)           \
  X(trauma_high, trauma_high)             \
  X(substance_high, substance_high)       \
  X(satisfaction, satisfaction)           \
  X(best_satisfaction, best_satisfaction) \
  X(help_regulation, help_regulation)     \
  X(help_couple, help_couple)             \
  X(help_gratitude, help_gratitude)       \
  X(help_parenting, help_parenting)

Person person_of(const reference::Person& r) {
  Person s;
#define TAKE(theirs, ours) s.ours = r.theirs;
  SAME_PERSON(TAKE)
#undef TAKE
  s.keep_general(in(r.general));
  s.keep_prototype(in(r.prototype));
  s.therapy_months = r.in_therapy ? always : 0;
  return s;
}

reference::Person told(const Person& s) {
  reference::Person r;
#define TELL(theirs, ours) r.theirs = s.ours;
  SAME_PERSON(TELL)
#undef TELL
  r.general = out(s.general());
  r.prototype = out(s.prototype());
  r.in_therapy = s.therapy_months > 0;
  return r;
}

Giving giving_of(const reference::Figure& f) { return {f.giving, f.momentary, f.rebuffs, f.frightens}; }

std::uint64_t packed(const std::vector<int>& turns_to) {
  if (turns_to.empty()) return nobody_near;
  std::uint64_t shares = 0;
  for (unsigned n = 0; n < sixteenths; ++n) shares |= static_cast<std::uint64_t>(turns_to[n]) << (4 * n);
  return shares;
}

}  // namespace bowlby::conformance
