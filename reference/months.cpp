#include "num/elementary.hpp"
#include "num/normal.hpp"
#include "reference/self.hpp"

namespace bowlby::reference {
namespace {

// Share of the way gone in a month at a yearly rate.
double in_a_month(double yearly) { return 1 - num::exp(-yearly / 12); }

}  // namespace

void Self::month() {
  pull();
  generalise();
  know_oneself(dice().normals(for_month, 4, 4)[2]);
  strain();
  be_together();
  give();
  out_.wishes.push_back(wish());
  for (double* counted : {&me_.bids, &me_.presses, &me_.holds, &me_.conflicts, &me_.ex_contacts, &me_.presses_received})
    *counted = 0;
  const double adult = number("moments_per_day_adult"), infant = number("moments_per_day_infant");
  me_.moments_a_day = adult + larger(0, infant - adult) * num::exp(-age() / number("moments_age_scale"));
}

// Beliefs go back towards the prototype, bent by what is inherited once that has switched on; bonds fade.
void Self::pull() {
  const double on = 1 / (1 + num::exp(-(age() - number("gene_switch_age")) / number("gene_switch_width")));
  const double bend = on * number("gene_spread");
  Belief target = me_.prototype;
  target.response = between_zero_and_one(target.response - bend * (me_.gene_anxiety + me_.gene_avoidance) / 2);
  target.unpredictability = between_zero_and_one(target.unpredictability + bend * me_.gene_anxiety);
  target.rebuff = between_zero_and_one(target.rebuff + bend * me_.gene_avoidance);
  for (Figure& f : figures_) {
    if (!f.present) continue;
    f.belief = mix(f.belief, target, in_a_month(number("prototype_pull")));
    f.bond *= num::exp(-number("bond_decay") / 12);
  }
}

// The general belief follows the figures by how often they are turned to; the prototype follows it, early or in
// therapy.
void Self::generalise() {
  const double therapy = me_.in_therapy ? number("help_plasticity") : 0;
  Belief taught{me_.general.response * .9, me_.general.unpredictability, me_.general.rebuff, me_.general.fright};
  double rate = 0;
  if (!turns_to_.empty()) {
    rate = number("generalisation_adult") +
           number("generalisation_early") * num::exp(-age() / number("generalisation_age_scale")) + therapy;
    taught = {};
    for (const int k : turns_to_) {
      const Belief& b = figures_[static_cast<std::size_t>(k)].belief;
      taught.response += b.response / 16;
      taught.unpredictability += b.unpredictability / 16;
      taught.rebuff += b.rebuff / 16;
      taught.fright += b.fright / 16;
    }
  }
  const std::vector<double> z = dice().normals(for_month, 0, 4);
  const double drift = number("general_noise") / num::sqrt(12);
  Belief g = mix(me_.general, taught, in_a_month(rate));
  g.response = between_zero_and_one(g.response + drift * z[0]);
  g.unpredictability = between_zero_and_one(g.unpredictability + .6 * drift * z[1]);
  g.rebuff = between_zero_and_one(g.rebuff + .6 * drift * z[2]);
  g.fright = between_zero_and_one(g.fright + .15 * drift * z[3]);
  me_.general = g;
  const double freezing = number("prototype_early") * num::exp(-age() / number("prototype_age_scale"));
  me_.prototype = mix(me_.prototype, g, in_a_month(freezing + therapy));
  me_.haven = taught.response;
}

// Worth goes back to the level of one's age; reflection follows what care has been like, or therapy.
void Self::know_oneself(double z) {
  const double level = number("worth_level") - number("worth_rise") * num::exp(-age() / number("worth_age_scale"));
  me_.worth += in_a_month(number("worth_pull")) * (level - me_.worth);
  if (turns_to_.empty()) return;
  Belief taught;
  for (const int k : turns_to_) {
    const Belief& b = figures_[static_cast<std::size_t>(k)].belief;
    taught.response += b.response / 16;
    taught.rebuff += b.rebuff / 16;
    taught.fright += b.fright / 16;
  }
  double care = taught.response - number("usual_expectation");
  care -= taught.rebuff - number("usual_rebuff");
  care -= taught.fright - number("usual_fright");
  care /= num::sqrt(3) * number("belief_spread");
  const double target = number("reflection_from_care") * care + number("reflection_from_genes") * me_.gene_telling;
  const double early = number("reflection_early") * num::exp(-age() / number("reflection_age_scale"));
  const double moves = in_a_month(early), stays = 1 - moves;
  double change = moves * (target - me_.reflection);
  change += number("reflection_noise") * num::sqrt(1 - stays * stays) * z;
  if (me_.in_therapy) change += in_a_month(number("help_reflection")) * (1.5 - me_.reflection);
  me_.reflection += change;
}

// A loss is a grief as large as the bond was, and deeper in those who are less sure of others; one and a half is the
// most.
void Self::lose(const Loss& loss) {
  Figure& gone = figures_[static_cast<std::size_t>(loss.figure)];
  const double unsure = me_.general.unpredictability - number("usual_unpredictability");
  const double felt = gone.bond + number("uncertainty_deepens_grief") * unsure * gone.bond;
  const double grief = smaller(1.5, larger(0, felt));
  me_.separation += loss.how == Lost::taken ? grief / 2 : grief;
  if (loss.figure == partner) {
    me_.satisfaction = me_.best_satisfaction = .5;
    me_.withdrawal = 0;
    if (loss.how == Lost::parting) figures_[ex_partner] = gone;
  }
  gone = Figure{};
  turns_to_ = loss.turns_to;
}

// Symptoms grow from strain and from themselves, and fade the faster the longer they have been high.
void Self::symptom(double& y, double& mean, double strain_now, double z, const char* floor, double fading) const {
  const double y0 = number("symptom_feedback_at");
  double next = y - fading * number("symptom_decay") * y + larger(0, strain_now - number(floor));
  next += number("symptom_feedback") * y * y / (y * y + y0 * y0);
  next -= number("symptom_ebb") * me_.ebbing * mean * y;
  const double kept = num::exp(-1 / number("symptom_ebb_months"));
  mean = kept * mean + (1 - kept) * y;
  y = larger(0, next + number("symptom_noise") * z * (.25 + smaller(1, y)));
}

// Life stress wanders, symptoms answer, what was practised and what was lost fades. A child's strain is no symptom yet.
void Self::strain() {
  const std::vector<double> z = dice().normals(for_month, 2, 4), other = dice().normals(for_month, 4, 2);
  const double kept = num::exp(-1 / number("life_stress_memory"));
  me_.life_stress = kept * me_.life_stress + number("life_stress_sd") * num::sqrt(1 - kept * kept) * other[0];
  const double young = num::exp(-larger(0, age() - 16) / number("strain_youth_scale"));
  const double ripe = (1 + number("strain_in_youth") * young) /
                      (1 + num::exp(-(age() - number("symptom_age")) / number("symptom_age_width")));
  const double stress = number("symptom_from_stress") * larger(0, me_.life_stress);
  const double distress = number("symptom_from_distress") * me_.distress_mean;
  const double lack = 1 - me_.security_mean, insecurity = number("symptom_from_insecurity");
  const double mood =
      number("symptom_propensity_sd") * me_.gene_mood + (c_.female ? 1 : -1) * number("strain_of_women");
  const double unsure = number("symptom_from_unpredictability"), usual = .2;
  const double faster = me_.in_therapy ? 1 + number("help_recovery") : 1;
  const double missing_worth = number("usual_worth") - felt_worth();
  const double small = number("symptom_from_worth") * missing_worth;
  const double doubt = unsure * (me_.general.unpredictability - usual);
  const double low = distress + insecurity * lack + doubt + stress + mood + small;
  const double afraid = distress + insecurity * lack / 2 + doubt + stress + mood + small / 2;
  const double depth =
      1 + number("distress_deepens_trauma") * me_.distress_mean + number("doubt_deepens_trauma") * missing_worth;
  const double hurt = number("trauma_from_fright") * me_.general.fright * larger(0, depth);
  const double dulled = stress + number("substance_from_habit") * me_.substitute;
  const double safe = 1 + number("recovery_from_security") * (me_.security_mean - .5);
  symptom(me_.depression, me_.depression_mean, ripe * low, z[0], "symptom_floor", faster);
  symptom(me_.anxiety, me_.anxiety_mean, ripe * afraid, z[1], "anxiety_floor", faster);
  symptom(me_.trauma, me_.trauma_mean, ripe * hurt, z[2], "trauma_floor", faster * safe);
  symptom(me_.substance, me_.substance_mean, ripe * dulled, z[3], "substance_floor", faster);
  if (me_.depression >= 1) me_.depression_high = age();
  if (me_.anxiety >= 1) me_.anxiety_high = age();
  if (me_.trauma >= 1) me_.trauma_high = age();
  if (me_.substance >= 1) me_.substance_high = age();
  me_.load = number("load_from_stress") * larger(0, me_.life_stress) +
             number("load_from_children") * c_.young_children + number("load_from_pressing") * me_.presses_received +
             number("load_from_symptoms") * me_.depression;
  const double lasts = num::exp(-1 / (12 * number("giving_memory")));
  me_.skill = lasts * me_.skill + num::sqrt(1 - lasts * lasts) * other[1];
  const double practice = num::exp(-number("help_fade") / 12);
  me_.help_regulation *= practice;
  me_.help_couple *= practice;
  me_.help_gratitude *= practice;
  me_.help_parenting *= practice;
  me_.separation *= num::exp(-number("grief_decay") / 12);
  me_.substitute *= num::exp(-number("substitute_decay") / 12);
}

}  // namespace bowlby::reference
