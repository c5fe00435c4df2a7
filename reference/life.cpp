#include "reference/life.hpp"

#include <stdexcept>

#include "num/elementary.hpp"
#include "num/normal.hpp"
#include "reference/self.hpp"

namespace bowlby::reference {

double smaller(double a, double b) { return a < b ? a : b; }
double larger(double a, double b) { return a > b ? a : b; }
double between_zero_and_one(double x) { return larger(0, smaller(1, x)); }

double number_of(const Numbers& numbers, const std::string& name) {
  const auto found = numbers.find(name);
  if (found == numbers.end()) throw std::invalid_argument("no number called " + name);
  return found->second;
}

Belief mix(const Belief& from, const Belief& to, double share) {
  const double stay = 1 - share;
  return {stay * from.response + share * to.response, stay * from.unpredictability + share * to.unpredictability,
          stay * from.rebuff + share * to.rebuff, stay * from.fright + share * to.fright};
}

namespace {

// Going back to `rest` at `rate` for `time`.
double relax(double x, double rest, double rate, double time) {
  const double left = num::exp(-rate * time);
  return rest * (1 - left) + x * left;
}

// Nobody to turn to: an empty room that hardly answers.
Figure empty_room() {
  Figure nobody;
  nobody.giving = -6;
  nobody.momentary = .01;
  return nobody;
}

}  // namespace

Trajectory Self::told() {
  for (int i = 0; i < c_.days; ++i) {
    day_ = c_.first_day + i;
    for (const int m : c_.month_days)
      if (m == day_) month();
    for (const Loss& loss : c_.losses)
      if (loss.day == day_) lose(loss);
    day();
    out_.nights.push_back(me_);
  }
  out_.figures = figures_;
  return out_;
}

// Comforting one has had, and training, make one better at calming down alone.
double Self::soothing_rate() const {
  const double trained = me_.soothing * (1 + number("help_regulation") * me_.help_regulation);
  return trained * (1 + number("coregulation_trains_soothing") * me_.coregulation);
}

// Time passes alone: distress fades towards what separation keeps up, felt security towards what is expected.
void Self::wait(double hours) {
  const double rate = soothing_rate();
  me_.distress = relax(me_.distress, number("separation_distress") * me_.separation / rate, rate, hours);
  me_.security = relax(me_.security, me_.haven, 1 / number("security_memory"), hours);
}

// How many stressful moments today: the first k whose cumulative Poisson chance reaches the draw, at most 24.
int Self::moments_today() const {
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

// Alarm threshold and cost of holding back; comforting during the day shows tomorrow.
void Self::begin_day() {
  threshold_ = me_.threshold + number("coregulation_raises_threshold") * me_.coregulation -
               number("uncertainty_lowers_threshold") * me_.general.unpredictability;
  doubt_of_self_ = 1 - felt_worth();
  managed_ = 1 - num::exp(-soothing_rate() * number("worth_alone_hours"));
  holding_cost_ =
      me_.holding_cost - number("symptoms_hold") * me_.depression - number("substitute_crowds_out") * me_.substitute;
}

// What one thinks of oneself while some of that hangs on a partner.
double Self::felt_worth() const {
  const double hangs = number("worth_at_stake") * me_.general.unpredictability;
  return between_zero_and_one(me_.worth - hangs * (.6 - me_.satisfaction) - hangs * me_.separation);
}

void Self::day() {
  const int moments = moments_today();
  me_.partner_presses = talked_ = 0;
  begin_day();
  double clock = 0, distress_sum = 0, security_sum = 0;
  for (int e = 1; e <= moments; ++e) {
    clock = moment(e, moments, clock);
    distress_sum += me_.distress;
    security_sum += me_.security;
  }
  wait(larger(0, 24 - clock));
  const double share = 1.0 / 30, points = moments + 1.0;
  me_.distress_mean = (1 - share) * me_.distress_mean + share * (distress_sum + me_.distress) / points;
  me_.security_mean = (1 - share) * me_.security_mean + share * (security_sum + me_.security) / points;
  draw_back();
}

// The e-th of `count` moments; `clock` is the hour at which the contact before was over. Returns when this one is.
double Self::moment(int e, int count, double clock) {
  const std::uint32_t index = static_cast<std::uint32_t>(e);
  const std::vector<double> u = dice().uniforms(for_moment_a, index), v = dice().uniforms(for_moment_b, index);
  Moment now;
  now.day = day_;
  now.hour = 7 + 16 * ((e - 1 + u[0]) / count);
  now.stressor = -number("stress_size") * num::log(1 - u[1]);
  if (!turns_to_.empty()) now.figure = turns_to_[dice().words(for_moment_b, index)[2] >> 28];
  Figure room = empty_room();
  Figure& figure = now.figure < 0 ? room : figures_[static_cast<std::size_t>(now.figure)];

  wait(larger(0, now.hour - clock));    // what comes during a contact waits for its end
  const double rate = soothing_rate();  // what today's comfort adds to self-soothing counts from the next moment on
  me_.distress += now.stressor * (1 - number("security_buffer") * me_.security);
  wake(now);
  const double matters = is_peer(now.figure) ? figure.bond / (figure.bond + .15) : 0;
  now.action = choose(now.activation, figure.belief, matters, u[2]);
  const bool bid = now.action == open_bid || now.action == press;
  now.conflict = now.activation * (torn(figure.belief) + lost(now.activation, figure.belief, matters));
  now.response = answer(figure, now.figure, now.action, num::box_muller(v[0], v[1]));
  now.rebuff = figure.rebuffs * (1 - now.response);
  now.fright = u[3] < figure.frightens ? 1 : 0;
  if (!bid && comes_unasked(figure, now, v[3])) now.offered = 1, now.rebuff = 0;

  feel(now, bid || now.offered == 1, rate, figure.belief.rebuff, is_peer(now.figure));
  learn(now, bid, figure);
  now.belief = figure.belief;
  now.bond = figure.bond;
  now.distress = me_.distress;
  now.security = me_.security;
  tally(now);
  out_.moments.push_back(now);
  return now.hour + number("contact_hours");
}

// The system wakes above a threshold and, once awake, sleeps only some way below it.
void Self::wake(Moment& now) {
  now.distress_struck = me_.distress;
  double level = threshold_;
  if (me_.active == 1) level -= number("alarm_hysteresis");
  now.activation = 1 / (1 + num::exp(-number("alarm_gain") * (me_.distress - level)));
  me_.active = me_.distress > level ? 1 : 0;
}

// What exploring, asking, pressing and holding back are worth in turn, as chances' weights, the best of them 1.
std::vector<double> Self::weights(double A, const Belief& b, double matters) const {
  const double g = number("worth_of_being_met"), m0 = number("cost_of_no_answer");
  const double risk = m0 * (1 - b.response) + me_.rebuff_cost * b.rebuff + number("cost_of_fright") * b.fright;
  const double effort = number("press_effort") + number("help_softening") * me_.help_couple;
  std::vector<double> payoff(4);
  payoff[explore] = number("exploration_payoff") * (1 - A) - number("exploration_block") * A;
  payoff[open_bid] = A * (g * b.response - risk);
  payoff[press] = A * (g * (b.response + me_.insistence * b.unpredictability) - risk) - effort;
  payoff[press] += A * number("worth_presses") * doubt_of_self_ * (1 - b.response);
  payoff[press] += (1 - A) * number("doubt_checks") * matters * doubt_of_self_ * (1 - b.response);
  payoff[hold] = -holding_cost_ * A;
  double best = payoff[0];
  for (const double q : payoff) best = larger(best, q);
  std::vector<double> weight;
  for (const double q : payoff) weight.push_back(num::exp(number("choice_precision") * (q - best)));
  return weight;
}

int Self::choose(double A, const Belief& b, double matters, double u) const {
  const std::vector<double> weight = weights(A, b, matters);
  double total = 0, reached = 0;
  for (const double w : weight) total += w;
  for (int a = explore; a < hold; ++a) {
    reached += weight[static_cast<std::size_t>(a)] / total;
    if (u < reached) return a;
  }
  return hold;
}

// Drawn to somebody one would flee from.
double Self::torn(const Belief& b) const {
  return number("conflict_gain") *
         smaller(number("worth_of_being_met") * b.response, number("cost_of_fright") * b.fright);
}

// None of the three ways to deal with a need stands out, and little is expected of asking.
double Self::lost(double A, const Belief& b, double matters) const {
  const std::vector<double> weight = weights(A, b, matters);
  double total = 0, same = 0;
  for (int a = open_bid; a <= hold; ++a) total += weight[static_cast<std::size_t>(a)];
  if (total == 0) return 0;
  for (int a = open_bid; a <= hold; ++a) {
    const double chance = weight[static_cast<std::size_t>(a)] / total;
    same += chance * chance;  // of doing the same twice
  }
  return number("helplessness_gain") * 1.5 * (1 - same) * larger(0, 1 - b.response / number("helplessness_below"));
}

double Self::answer(const Figure& f, int place, int action, double z) const {
  double mean = f.giving + f.fit - number("distress_narrows") * f.distress - number("withdrawal_closes") * f.withdrawal;
  if (place == partner) mean += number("bond_answers") * f.bond_back;
  if (place == father) mean += number("father_offset");
  if (place == first_friend || place == second_friend) mean += number("friend_offset");
  if (place == partner) mean += number("partner_offset");
  if (place == ex_partner) mean += number("ex_offset");
  const bool peer = is_peer(place);
  if (peer && action == open_bid) mean += number("open_invites") + number("reflection_clears_bids") * me_.reflection;
  if (peer && action == press) mean -= number("press_taxes");
  return num::normal_cdf((mean + num::sqrt(f.momentary) * z) / num::sqrt(1 - f.momentary));
}

// Whether a partner who is bound, free and able to answer notices somebody who does not ask.
bool Self::comes_unasked(const Figure& f, const Moment& now, double u) const {
  if (now.figure != partner) return false;
  const double free = larger(0, 1 - f.distress);
  return u < number("unasked_comfort") * f.bond_back * free * now.response * now.distress_struck;
}

// What gets through to somebody in this distress: the more flooded, the less.
double Self::heard(double response, bool by_peer, double distress) const {
  if (!by_peer) return response;  // a child is held
  const double over = distress - number("flooding_from");
  return over > 0 ? response / (1 + number("flooding_closes") * over) : response;
}

// The contact, or the time it would have taken.
void Self::feel(const Moment& now, bool bid, double soothing, double fears, bool peer) {
  const double hours = number("contact_hours");
  double rate = soothing;
  const double got = heard(now.response, peer, me_.distress);
  if (bid) rate += number("contact_soothing") * got;
  if (now.action == hold) rate += number("substitute_relief") * me_.substitute;
  me_.distress *= num::exp(-rate * hours);
  if (bid && now.fright == 1) me_.distress += number("fright_distress");
  const double shield = number("usual_worth") - 1 + doubt_of_self_;  // how far worth lies below the usual
  const double hurts = larger(0, 1 + number("worth_shields") * shield);
  if (bid)
    me_.distress += number("rebuff_distress") * hurts * now.activation * (now.rebuff + fears * (now.response - got));
  if (bid) me_.security = relax(me_.security, now.response, 1 / number("security_memory"), hours);
}

// An unclear answer is held against oneself, steady absence against the other; who manages alone keeps some worth.
void Self::judge_oneself(const Moment& now, bool bid, double unpredictability) {
  double change = 0;
  if (bid) {
    const double against_oneself = unpredictability / (unpredictability + .15);
    change += smaller(1, number("worth_from_answers") * now.activation) *
              (against_oneself * (now.response - me_.worth) - number("worth_from_rebuff") * now.rebuff * me_.worth);
  }
  if (now.action == hold) change += smaller(1, number("worth_from_coping") * now.activation) * (managed_ - me_.worth);
  me_.worth = between_zero_and_one(me_.worth + change);
}

void Self::learn(const Moment& now, bool bid, Figure& f) {
  const double A = now.activation;
  const bool contact = bid || now.offered == 1;
  judge_oneself(now, bid, f.belief.unpredictability);
  if (contact) {
    const double ceiling = 1 + number("closeness_ceiling") * f.belief.rebuff;
    const double unsure = f.belief.unpredictability - number("usual_unpredictability");
    const double relief = larger(0, 1 + number("bond_from_uncertainty") * unsure);
    const double gain = number("bond_gain") * now.response * relief / (1 + ceiling * f.bond);
    f.bond = larger(0, f.bond + gain - number("bond_loss") * (1 - now.response));
  }
  const double lambda = bid ? 1 : number("learning_without_bid");
  const double nu0 = number("surprise_offset"), surprise = now.response - f.belief.response;
  double alpha = me_.learning * lambda * A * (nu0 + f.belief.unpredictability) / (nu0 + .2);
  if (surprise > 0) alpha *= 1 + number("help_gratitude") * me_.help_gratitude;
  const double size = surprise > 0 ? surprise : -surprise;
  f.belief.response += smaller(alpha, 1) * surprise;
  double unsettling = size * num::exp(number("temperament_to_surprise") * me_.temperament);
  if (surprise > 0) unsettling /= 1 + number("help_gratitude") * me_.help_gratitude;
  f.belief.unpredictability +=
      number("learning_unpredictability") * lambda * A * (smaller(1, unsettling) - f.belief.unpredictability);
  if (bid) f.belief.rebuff += number("learning_rebuff") * A * (now.rebuff - f.belief.rebuff);
  f.belief.fright += number("learning_fright") * lambda * A * (now.fright - f.belief.fright);

  const double comfort = contact ? now.response : 0, step = smaller(1, number("coregulation_rate") * A);
  me_.coregulation += step * (comfort - me_.coregulation);
  if (now.action == hold) me_.substitute += number("substitute_learning") * A * (1 - me_.substitute);
  if (contact && now.action != hold) me_.substitute -= .2 * number("substitute_learning") * A * me_.substitute;
}

// What a month's step will want to know of this moment.
void Self::tally(const Moment& now) {
  if (now.action == open_bid) me_.bids += 1;
  if (now.action == press) me_.presses += 1;
  if (now.action == hold) me_.holds += 1;
  me_.conflicts += now.conflict;
  if (now.figure == ex_partner && (now.action == open_bid || now.action == press)) me_.ex_contacts += 1;
  if (now.figure != partner) return;
  if (now.action == press) me_.partner_presses += 1;
  if (now.action == open_bid || now.offered == 1) talked_ += heard(now.response, true, now.distress_struck);
}

// At night one draws back from a partner who pressed, the more so the more rebuff one expects; it passes, and talks
// mend it.
void Self::draw_back() {
  const Figure& other = figures_[partner];
  const double pressed = other.present ? other.presses : 0;
  const double more = number("press_withdraws") * (1 + number("rebuff_belief_withdraws") * me_.general.rebuff);
  me_.withdrawal *= num::exp(-1 / number("withdrawal_days"));
  me_.withdrawal *= larger(0, 1 - number("talk_reopens") * talked_);
  me_.withdrawal += smaller(1, pressed * more) * (1 - me_.withdrawal);
  me_.presses_received += pressed;
}

Trajectory live(const Case& c) { return Self(c).told(); }

}  // namespace bowlby::reference
