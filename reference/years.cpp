#include "num/elementary.hpp"
#include "num/normal.hpp"
#include "reference/self.hpp"

namespace bowlby::reference {
namespace {

// Whether something of this yearly hazard happens in a month whose draw is u.
bool happens(double u, double yearly) { return u < 1 - num::exp(-yearly / 12); }

double distance(double a, double b) { return a > b ? a - b : b - a; }

}  // namespace

// Satisfaction with the partner follows what the month was like.
void Self::be_together() {
  const Figure& other = figures_[partner];
  if (!other.present) return;
  double month = number("satisfaction_level");
  month += number("satisfaction_from_response") * other.belief.response;
  month += number("satisfaction_from_security") * (me_.security_mean - .5);
  month -= number("satisfaction_from_rebuff") * other.belief.rebuff;
  month -= number("satisfaction_from_unpredictability") * other.belief.unpredictability;
  month -= number("satisfaction_from_withdrawal") * me_.withdrawal;
  month -= number("satisfaction_from_symptoms") * smaller(3, me_.depression);
  const double together = c_.union_years + (day_ - c_.first_day) / 365.0;
  month += number("satisfaction_novelty") * num::exp(-together / number("satisfaction_novelty_years"));
  const double gone = 1 - num::exp(-1 / number("satisfaction_memory"));
  me_.satisfaction += gone * (between_zero_and_one(month) - me_.satisfaction);
  me_.best_satisfaction = larger(me_.best_satisfaction, me_.satisfaction);
}

// How one answers others from now on.
void Self::give() {
  const double shared = num::sqrt(number("care_habits_shared")), own = num::sqrt(1 - number("care_habits_shared"));
  const double load = me_.load - number("usual_load");
  const double sees = me_.reflection - number("usual_reflection");
  const double unresolved = (smaller(3, me_.trauma) + smaller(3, me_.separation)) / 2;

  double mean = number("care_mean") + number("care_mean_sd") * me_.skill;
  mean += number("giving_from_expectation") * (me_.general.response - number("usual_expectation"));
  mean -= number("giving_from_rebuff") * (me_.general.rebuff - number("usual_rebuff"));
  mean -= number("giving_from_load") * load;
  mean -= number("giving_from_symptoms") * (me_.depression - number("usual_symptoms"));
  mean += number("help_parenting") * me_.help_parenting;
  mean += number("giving_from_reflection") * sees;

  double steadiness = num::log(number("care_consistency"));
  steadiness += number("care_consistency_sd") * (shared * me_.skill + own * me_.consistency);
  steadiness -=
      number("consistency_from_uncertainty") * (me_.general.unpredictability - number("usual_unpredictability"));
  steadiness -= number("consistency_from_load") * load;
  steadiness += number("consistency_from_reflection") * sees;
  const double turn = .25 / (num::exp(steadiness) + 1);  // of a circle: pi/2 in (c + 1) parts

  double rebuff = num::normal_quantile(number("care_rebuff"));
  rebuff += number("care_rebuff_sd") * (own * me_.rebuff_habit - shared * me_.skill);
  rebuff += number("rebuff_from_rebuff") * (me_.general.rebuff - number("usual_rebuff"));
  rebuff -= number("rebuff_from_reflection") * sees;

  double fright = num::normal_quantile(number("care_fright"));
  fright += number("care_fright_sd") * (own * me_.fright_habit - shared * me_.skill);
  fright += number("fright_from_fright") * (me_.general.fright - number("usual_fright"));
  fright += number("fright_from_load") * load;
  fright -= number("fright_from_reflection") * sees;
  fright += number("fright_from_unresolved") * (unresolved - number("usual_unresolved"));

  me_.giving = {mean, smaller(1 - 1e-9, num::cos2pi(.25 - turn)), num::normal_cdf(rebuff), num::normal_cdf(fright)};
}

// Yearly hazard of ending the union; a couple in which everything is ordinary has half the published one for each.
double Self::leaving() const {
  const Figure& other = figures_[partner];
  double stays = number("leave_from_bond") * (other.bond - .5);
  stays += number("leave_from_satisfaction") * (me_.satisfaction - .6);
  stays -= number("leave_from_avoidance") * (me_.general.rebuff - .14);
  stays += number("stay_from_comparison") * larger(0, me_.best_satisfaction - me_.satisfaction);
  stays += number("stay_from_sympathy") * (other.distress - .06);
  stays += number("stay_from_responsibility") * c_.young_children;
  stays += number("stay_from_hope") * (other.belief.response - .6);
  stays += number("stay_from_fear") * (me_.general.unpredictability - .16);
  const double fall = num::log(c_.leaving_now / c_.leaving_fresh);
  return number("dissolution_scale") / 2 * c_.leaving_fresh * num::exp(number("stay_from_time") * fall - stays);
}

// What one is about to do; 2, 4, 5 and 6 of the month's eight draws decide it.
Wish Self::wish() const {
  const std::vector<double> u = dice().uniforms(for_hazard, 0), v = dice().uniforms(for_hazard, 1);
  Wish w;
  w.leaves = age() >= 18 && figures_[partner].present && happens(u[1], leaving());
  const double asked =
      number("courting_bond") * num::exp(number("courting_from_fear") * (.16 - me_.general.unpredictability));
  w.is_sure = age() >= 18 && figures_[partner].present && !(figures_[partner].bond < asked);
  w.wants_child = c_.female && age() >= 18 && age() < 50 && happens(u[3], number("fertility_scale") * c_.birth);
  const double taken = number("placement_scale") * c_.placement *
                       num::exp(number("placement_from_load") * (c_.carer_load - number("usual_load")));
  w.is_placed = age() < 18 && figures_[0].present && happens(v[0], taken);
  const double worst = larger(me_.depression, larger(me_.anxiety, me_.trauma));
  const double shame = 1 - felt_worth();
  const double sought =
      c_.natural_help * number("help_seeking") * larger(0, worst - 1) * num::exp(-number("help_shame") * shame);
  w.seeks_help = age() >= 16 && !me_.in_therapy && happens(v[1], sought);
  return w;
}

double utility(const Belief& own, const Belief& other, double carer, double mean, double z, const Numbers& numbers) {
  const double apart = distance(own.response, other.response) + distance(own.unpredictability, other.unpredictability) +
                       distance(own.rebuff, other.rebuff);
  return number_of(numbers, "match_similarity") * (.4 - apart) +
         number_of(numbers, "match_familiarity") * (.6 - distance(carer, mean)) + number_of(numbers, "match_noise") * z;
}

double standards(double age, const Numbers& numbers) {
  return number_of(numbers, "standards") - number_of(numbers, "standards_fall") * (age - 20);
}

Person born(const Person& mother, const Person& other, const std::vector<double>& luck, const std::vector<double>& own,
            bool abused, const Numbers& numbers) {
  const auto number = [&](const char* name) { return number_of(numbers, name); };
  const auto of_both = [&](double a, double b, double z) { return (a + b) / 2 + num::sqrt(.5) * z; };
  Person child;
  child.gene_anxiety = of_both(mother.gene_anxiety, other.gene_anxiety, luck[0]);
  child.gene_avoidance = of_both(mother.gene_avoidance, other.gene_avoidance, luck[1]);
  child.gene_mood = of_both(mother.gene_mood, other.gene_mood, luck[2]);
  child.gene_telling = of_both(mother.gene_telling, other.gene_telling, luck[4]);
  const double h2 = number("temperament_heritability");
  const double inherited =
      num::sqrt(h2) * (mother.temperament + other.temperament) / 2 + num::sqrt(1 - h2 / 2) * luck[3];
  child.temperament = num::sqrt(h2) * inherited + num::sqrt(1 - h2) * luck[5];

  child.threshold = number("alarm_threshold") + number("alarm_threshold_sd") * own[0] -
                    number("temperament_to_threshold") * child.temperament;
  child.soothing = number("self_soothing") * num::exp(number("self_soothing_sd") * own[1] -
                                                      number("temperament_to_soothing") * child.temperament);
  child.rebuff_cost = larger(0, number("cost_of_rebuff") * (1 + number("cost_of_rebuff_sd") * own[2]));
  child.insistence = larger(0, number("insistence") * (1 + number("insistence_sd") * own[3]));
  child.learning = number("learning_rate") * num::exp(number("learning_rate_sd") * own[4]);
  child.holding_cost = number("cost_of_holding") + number("cost_of_holding_sd") * own[5];
  child.skill = own[6];
  child.consistency = own[7];
  child.rebuff_habit = own[8];
  child.fright_habit = own[9];
  if (abused)  // the probit of frightening is higher by so much
    child.fright_habit +=
        number("abuse_fright") / (number("care_fright_sd") * num::sqrt(1 - number("care_habits_shared")));
  child.life_stress = number("life_stress_sd") * own[10];
  child.ebbing = num::exp(number("symptom_ebb_sd") * own[11]);
  child.general = child.prototype = {.55, .2, .08, .01};
  child.security = child.security_mean = child.haven = .55;
  child.coregulation = .3;
  child.worth = number("worth_level") - number("worth_rise");
  child.satisfaction = child.best_satisfaction = .5;
  child.moments_a_day = larger(number("moments_per_day_infant"), number("moments_per_day_adult"));
  return child;
}

}  // namespace bowlby::reference
