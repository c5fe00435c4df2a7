#include "reference/life.hpp"

#include <stdexcept>

#include "num/elementary.hpp"
#include "num/normal.hpp"
#include "reference/draws.hpp"

namespace bowlby::reference {
namespace {

constexpr int explore = 0, open_bid = 1, press = 2, hold = 3;

double smaller(double a, double b) { return a < b ? a : b; }
double larger(double a, double b) { return a > b ? a : b; }
double between_zero_and_one(double x) { return larger(0, smaller(1, x)); }

// Going back to `rest` at `rate` for `time`.
double relax(double x, double rest, double rate, double time) {
  const double left = num::exp(-rate * time);
  return rest * (1 - left) + x * left;
}

Belief mix(const Belief& from, const Belief& to, double share) {
  const double stay = 1 - share;
  return {stay * from.response + share * to.response, stay * from.unpredictability + share * to.unpredictability,
          stay * from.rebuff + share * to.rebuff, stay * from.fright + share * to.fright};
}

// Nobody to turn to: an empty room that hardly answers.
Figure empty_room() {
  Figure nobody;
  nobody.giving = -6;
  nobody.momentary = .01;
  return nobody;
}

class Life {
 public:
  explicit Life(const Case& c) : c_(c), me_(c.person), figures_(c.figures) {}

  Trajectory told() {
    for (int i = 0; i < c_.days; ++i) {
      day_ = c_.first_day + i;
      for (const int m : c_.month_days)
        if (m == day_) month();
      day();
      out_.nights.push_back(me_);
    }
    out_.figures = figures_;
    return out_;
  }

 private:
  double number(const std::string& name) const {
    const auto found = c_.numbers.find(name);
    if (found == c_.numbers.end()) throw std::invalid_argument("no number called " + name);
    return found->second;
  }
  Dice dice() const { return {c_.seed, c_.stream, c_.replicate, static_cast<std::uint32_t>(day_)}; }
  double age() const { return (day_ - c_.birth_day) / 365.0; }

  // Comforting one has had, and training, make one better at calming down alone.
  double soothing_rate() const {
    const double trained = me_.soothing * (1 + number("help_regulation") * me_.help_regulation);
    return trained * (1 + number("coregulation_trains_soothing") * me_.coregulation);
  }

  // Time passes alone: distress fades towards what separation keeps up, felt security towards what is expected.
  void wait(double hours) {
    const double rate = soothing_rate();
    me_.distress = relax(me_.distress, number("separation_distress") * me_.separation / rate, rate, hours);
    me_.security = relax(me_.security, me_.haven, 1 / number("security_memory"), hours);
  }

  // How many stressful moments today: the first k whose cumulative Poisson chance reaches the draw, at most 24.
  int moments_today() const {
    const double u = dice().uniforms(for_day, 0)[0];
    double chance = num::exp(-me_.moments_a_day), reached = chance;
    int k = 0;
    while (u > reached && k < 24) {
      k += 1;
      chance = chance * me_.moments_a_day / k;
      reached += chance;
    }
    return k;
  }

  void day() {
    const int count = moments_today();
    // as the day begins; comforting during the day shows tomorrow
    threshold_ = me_.threshold + number("coregulation_raises_threshold") * me_.coregulation -
                 number("uncertainty_lowers_threshold") * me_.general.unpredictability;
    holding_cost_ =
        me_.holding_cost - number("symptoms_hold") * me_.depression - number("substitute_crowds_out") * me_.substitute;
    double clock = 0, distress_sum = 0, security_sum = 0;
    for (int e = 1; e <= count; ++e) {
      clock = moment(e, count, clock);
      distress_sum += me_.distress;
      security_sum += me_.security;
    }
    wait(24 - clock);
    const double share = 1.0 / 30, points = count + 1.0;
    me_.distress_mean = (1 - share) * me_.distress_mean + share * (distress_sum + me_.distress) / points;
    me_.security_mean = (1 - share) * me_.security_mean + share * (security_sum + me_.security) / points;
  }

  // The e-th of `count` moments; `clock` is the hour of the one before. Returns the hour.
  double moment(int e, int count, double clock) {
    const std::uint32_t index = static_cast<std::uint32_t>(e);
    const std::vector<double> u = dice().uniforms(for_moment_a, index), v = dice().uniforms(for_moment_b, index);
    Moment now;
    now.day = day_;
    now.hour = 7 + 16 * ((e - 1 + u[0]) / count);
    now.stressor = -number("stress_size") * num::log(1 - u[1]);
    if (!c_.turns_to.empty()) now.figure = c_.turns_to[dice().words(for_moment_b, index)[2] >> 28];
    Figure room = empty_room();
    Figure& figure = now.figure < 0 ? room : figures_[static_cast<std::size_t>(now.figure)];

    wait(now.hour - clock);
    const double rate = soothing_rate();  // what today's comfort adds to self-soothing counts from the next moment on
    me_.distress += now.stressor * (1 - number("security_buffer") * me_.security);
    wake(now);
    now.action = choose(now.activation, figure.belief, u[2]);
    const bool bid = now.action == open_bid || now.action == press;
    now.conflict =
        number("conflict_gain") * now.activation *
        smaller(number("worth_of_being_met") * figure.belief.response, number("cost_of_fright") * figure.belief.fright);
    now.response = answer(figure, now.action, num::box_muller(v[0], v[1]));
    now.rebuff = figure.rebuffs * (1 - now.response);
    now.fright = u[3] < figure.frightens ? 1 : 0;

    feel(now, bid, rate);
    learn(now, bid, figure);
    now.belief = figure.belief;
    now.bond = figure.bond;
    now.distress = me_.distress;
    now.security = me_.security;
    out_.moments.push_back(now);
    return now.hour;
  }

  // The system wakes above a threshold and, once awake, sleeps only some way below it.
  void wake(Moment& now) {
    double level = threshold_;
    if (me_.active == 1) level -= number("alarm_hysteresis");
    now.activation = 1 / (1 + num::exp(-number("alarm_gain") * (me_.distress - level)));
    me_.active = me_.distress > level ? 1 : 0;
  }

  int choose(double A, const Belief& b, double u) const {
    const double g = number("worth_of_being_met"), m0 = number("cost_of_no_answer");
    const double risk = m0 * (1 - b.response) + me_.rebuff_cost * b.rebuff + number("cost_of_fright") * b.fright;
    const double effort = number("press_effort") + number("help_softening") * me_.help_couple;
    std::vector<double> payoff(4);
    payoff[explore] = number("exploration_payoff") * (1 - A) - number("exploration_block") * A;
    payoff[open_bid] = A * (g * b.response - risk);
    payoff[press] = A * (g * (b.response + me_.insistence * b.unpredictability) - risk) - effort;
    payoff[hold] = -holding_cost_ * A;
    double best = payoff[0], total = 0;
    for (const double q : payoff) best = larger(best, q);
    std::vector<double> weight;
    for (const double q : payoff) weight.push_back(num::exp(number("choice_precision") * (q - best)));
    for (const double w : weight) total += w;
    double reached = 0;
    for (int a = explore; a < hold; ++a) {
      reached += weight[static_cast<std::size_t>(a)] / total;
      if (u < reached) return a;
    }
    return hold;
  }

  double answer(const Figure& f, int action, double z) const {
    double mean = f.giving + number("bond_answers") * f.bond_back - number("distress_narrows") * f.distress -
                  number("withdrawal_closes") * f.withdrawal;
    if (f.peer && action == open_bid) mean += number("open_invites");
    if (f.peer && action == press) mean -= number("press_taxes");
    return num::normal_cdf((mean + num::sqrt(f.momentary) * z) / num::sqrt(1 - f.momentary));
  }

  // The contact, or the time it would have taken.
  void feel(const Moment& now, bool bid, double soothing) {
    const double hours = number("contact_hours");
    double rate = soothing;
    if (bid) rate += number("contact_soothing") * now.response;
    if (now.action == hold) rate += number("substitute_relief") * me_.substitute;
    me_.distress *= num::exp(-rate * hours);
    if (bid && now.fright == 1) me_.distress += number("fright_distress");
    if (bid) me_.distress += number("rebuff_distress") * now.activation * now.rebuff;
    if (bid) me_.security = relax(me_.security, now.response, 1 / number("security_memory"), hours);
  }

  void learn(const Moment& now, bool bid, Figure& f) {
    const double A = now.activation;
    if (bid) {
      const double ceiling = 1 + number("closeness_ceiling") * f.belief.rebuff;
      const double gain = number("bond_gain") * now.response / (1 + ceiling * f.bond);
      f.bond = larger(0, f.bond + gain - number("bond_loss") * (1 - now.response));
    }
    const double lambda = bid ? 1 : number("learning_without_bid");
    const double nu0 = number("surprise_offset"), surprise = now.response - f.belief.response;
    double alpha = me_.learning * lambda * A * (nu0 + f.belief.unpredictability) / (nu0 + .2);
    if (surprise > 0) alpha *= 1 + number("help_gratitude") * me_.help_gratitude;
    const double size = surprise > 0 ? surprise : -surprise;
    f.belief.response += smaller(alpha, 1) * surprise;
    const double unsettling = surprise > 0 ? size / (1 + number("help_gratitude") * me_.help_gratitude) : size;
    f.belief.unpredictability +=
        number("learning_unpredictability") * lambda * A * (unsettling - f.belief.unpredictability);
    if (bid) f.belief.rebuff += number("learning_rebuff") * A * (now.rebuff - f.belief.rebuff);
    f.belief.fright += number("learning_fright") * lambda * A * (now.fright - f.belief.fright);

    const double comfort = bid ? now.response : 0, step = smaller(1, number("coregulation_rate") * A);
    me_.coregulation += step * (comfort - me_.coregulation);
    if (now.action == hold) me_.substitute += number("substitute_learning") * A * (1 - me_.substitute);
    if (bid) me_.substitute -= .2 * number("substitute_learning") * A * me_.substitute;
  }

  // Share of the way gone in a month at a yearly rate.
  static double in_a_month(double yearly) { return 1 - num::exp(-yearly / 12); }

  void month() {
    pull();
    generalise();
    strain();
    const double adult = number("moments_per_day_adult"), infant = number("moments_per_day_infant");
    me_.moments_a_day = adult + larger(0, infant - adult) * num::exp(-age() / number("moments_age_scale"));
  }

  // Beliefs go back towards the prototype, bent by what is inherited once that has switched on; bonds fade.
  void pull() {
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
  void generalise() {
    const double therapy = me_.in_therapy ? number("help_plasticity") : 0;
    Belief taught{me_.general.response * .9, me_.general.unpredictability, me_.general.rebuff, me_.general.fright};
    double rate = 0;
    if (!c_.turns_to.empty()) {
      rate = number("generalisation_adult") +
             number("generalisation_early") * num::exp(-age() / number("generalisation_age_scale")) + therapy;
      taught = {};
      for (const int k : c_.turns_to) {
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

  double symptom(double y, double strain_now, double z, const char* floor = "symptom_floor", double fading = 1) const {
    const double y0 = number("symptom_feedback_at");
    double next = y - fading * number("symptom_decay") * y + larger(0, strain_now - number(floor));
    next += number("symptom_feedback") * y * y / (y * y + y0 * y0);
    return larger(0, next + number("symptom_noise") * z * (.25 + smaller(1, y)));
  }

  // Life stress wanders, symptoms answer, what was practised and what was lost fades.
  void strain() {
    const std::vector<double> z = dice().normals(for_month, 2, 4);
    const std::vector<double> u = dice().uniforms(for_month, 4);
    const double kept = num::exp(-1 / number("life_stress_memory"));
    me_.life_stress =
        kept * me_.life_stress + number("life_stress_sd") * num::sqrt(1 - kept * kept) * num::box_muller(u[0], u[1]);
    const double stress = number("symptom_from_stress") * larger(0, me_.life_stress);
    const double distress = number("symptom_from_distress") * me_.distress_mean;
    const double lack = 1 - me_.security_mean, insecurity = number("symptom_from_insecurity");
    const double mood = number("symptom_propensity_sd") * me_.gene_mood;
    const double unsure = number("symptom_from_unpredictability"), usual = .2;
    const double faster = me_.in_therapy ? 1 + number("help_recovery") : 1;
    me_.depression = symptom(
        me_.depression, distress + insecurity * lack + unsure * (me_.general.unpredictability - usual) + stress + mood,
        z[0], "symptom_floor", faster);
    me_.anxiety =
        symptom(me_.anxiety, distress + insecurity * lack / 2 + unsure * me_.general.unpredictability + stress + mood,
                z[1], "symptom_floor", faster);
    me_.trauma = symptom(me_.trauma, distress + number("trauma_from_fright") * me_.general.fright, z[2], "trauma_floor",
                         faster * (1 + number("recovery_from_security") * (me_.security_mean - .5)));
    me_.substance =
        symptom(me_.substance, stress + number("substance_from_habit") * me_.substitute, z[3], "symptom_floor", faster);
    const double practice = num::exp(-number("help_fade") / 12);
    me_.help_regulation *= practice;
    me_.help_couple *= practice;
    me_.help_gratitude *= practice;
    me_.help_parenting *= practice;
    me_.separation *= num::exp(-number("grief_decay") / 12);
    me_.substitute *= num::exp(-number("substitute_decay") / 12);
  }

  const Case& c_;
  Person me_;
  std::vector<Figure> figures_;
  Trajectory out_;
  int day_ = 0;
  double threshold_ = 0, holding_cost_ = 0;
};

}  // namespace

Trajectory live(const Case& c) { return Life(c).told(); }

}  // namespace bowlby::reference
