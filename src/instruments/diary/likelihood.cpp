#include "instruments/diary/likelihood.hpp"

#include "instruments/diary/noisy.hpp"
#include "model/step.hpp"
#include "model/traits.hpp"
#include "model/years/giving.hpp"

namespace bowlby {
namespace {

double log_report(float seen, double x) noexcept {
  return log_noisy(static_cast<double>(seen), 1 + 6 * x, diary_report_noise, 1, 7);
}

// ln P(action), the softmax whose draws `choose` turns into deeds.
double log_choice(const Payoffs& q, int action, const Params& p) noexcept {
  const double all[4]{q.explore, q.open, q.press, q.hold};
  double best = all[0], sum = 0;
  for (const double v : all) best = num::max(best, v);
  for (const double v : all) sum += num::exp(p.choice_precision * (v - best));
  return p.choice_precision * (all[action] - best) - num::log(sum);
}

Person person_with(const std::array<double, diary_person_traits>& at) noexcept {
  Person s;
  s.threshold = at[0], s.soothing = at[1], s.rebuff_cost = at[2];
  s.insistence = at[3], s.learning = at[4], s.holding_cost = at[5];
  s.security = s.haven = naive_belief.mu;
  s.coregulation = .3;
  s.general_mu = naive_belief.mu, s.general_nu = naive_belief.nu;
  s.general_kappa = naive_belief.kappa, s.general_phi = naive_belief.phi;
  return s;
}

// The rest of a moment whose answer is known to within a mean deviation: belief learns of surprise, and so of two
// answers, one above and one below; everything else hardly bends within so little.
void settled_within(double deviation, Mood& mood, Tie& tie, const Traits& t, const Struck& s, const Moment& m,
                    const Params& p) noexcept {
  Moment above = m, below = m;
  above.response += deviation;
  below.response -= deviation;
  const Belief belief = moved(learned(tie.belief, above, t, p), learned(tie.belief, below, t, p), .5);
  settled(mood, tie, t, s, m, Giver{}.peer, p);  // a diary is of moments with a carer
  tie.belief = belief;
}

// The haven is what is expected of the one figure, month by month, and hours after a contact felt security is the
// haven: so prompts show the belief itself. The filter goes on from there, and not from a first expectation that it
// only guesses.
class SeenHavens {
 public:
  explicit SeenHavens(const PromptReports* prompts) : prompts_(prompts) {}
  // A month begins whose haven is what is believed by now. What is seen of it, given what the filter believes; then it
  // believes what is seen.
  double begin(int month, double& believed, const Params& p) noexcept {
    const auto at = static_cast<std::size_t>(month);
    if (!prompts_ || at >= prompts_->months.size() || prompts_->months[at].reports < enough) return 0;
    const PromptReports::Month& m = prompts_->months[at];
    const double noise = diary_report_noise / 6, hidden = first_ ? p.new_figure_noise : unseen;
    const double sd = num::sqrt(noise * noise / m.reports + hidden * hidden), z = (m.security - believed) / sd;
    first_ = false, believed = m.security;
    return -.5 * z * z - num::log(sd) - half_log_tau;
  }

 private:
  static constexpr double enough = 5;    // reports
  static constexpr double unseen = .02;  // of a month's learning: errors of rating, temperament
  const PromptReports* prompts_;
  bool first_ = true;
};

constexpr double probit_step = .1, probit_reach = 6;

}  // namespace

double trait_at(const DiaryTrait& t, double units, const Params& p) noexcept {
  const double centre = p.*(t.centre), spread = p.*(t.spread);
  switch (t.link) {
    case TraitLink::linear:
      return centre + spread * units;
    case TraitLink::share:
      return num::max(0.0, centre * (1 + spread * units));
    case TraitLink::log:
      return centre * num::exp(spread * units);
    case TraitLink::probit:
      return num::normal_cdf(num::normal_quantile(num::clamp(centre, 1e-9, 1 - 1e-9)) + spread * units);
  }
  return centre;
}

double units_of(const DiaryTrait& t, double value, const Params& p) noexcept {
  const double centre = p.*(t.centre), spread = p.*(t.spread);
  if (!(spread > 0) || !(num::abs(centre) > 0)) return 0;
  switch (t.link) {
    case TraitLink::linear:
      return (value - centre) / spread;
    case TraitLink::share:
      return (value / centre - 1) / spread;
    case TraitLink::log:
      return num::log(value / centre) / spread;
    case TraitLink::probit:
      return (num::normal_quantile(num::clamp(value, 1e-9, 1 - 1e-9)) -
              num::normal_quantile(num::clamp(centre, 1e-9, 1 - 1e-9))) /
             spread;
  }
  return 0;
}

DiaryTruth truth_of(const DiaryPair& pair) noexcept {
  const Person& s = pair.person;
  return {s.threshold,    s.soothing,      s.rebuff_cost,    s.insistence,      s.learning,
          s.holding_cost, pair.carer.mean, pair.consistency, pair.carer.rebuff, pair.carer.fright};
}

double person_likelihood(const FullDiary& diary, const LikelyAnswers& answers,
                         const std::array<double, diary_person_traits>& at, const Params& p,
                         const PromptReports* prompts) noexcept {
  DiaryLife life{person_with(at), {naive_belief, .2}};
  Mood mood = mood_of(life.person);
  double sum = 0;
  std::size_t bid = 0, number = 0, told = 0;
  int day = -1;
  Traits t;
  SeenHavens havens(prompts);
  const auto come_to = [&](int now) noexcept {
    const int month = static_cast<int>(now / days_of_diary_month);
    if (month > life.month) sum += havens.begin(month, life.tie.belief.mu, p);
    t = life.on_day(day = now, mood, p);
  };
  const auto prompts_until = [&](std::size_t moments) noexcept {
    if (!prompts) return;
    for (; told < prompts->reports.size() && prompts->reports[told].moments <= moments; ++told) {
      const PromptReport& r = prompts->reports[told];
      if (r.day != day) come_to(r.day);
      const Feeling felt = felt_after(mood, t, static_cast<double>(r.hours), p);
      sum += log_report(r.distress, 1 - num::exp(-felt.distress)) + log_report(r.security, felt.security);
    }
  };
  for (const DiaryMoment& line : diary) {
    prompts_until(number++);
    if (line.day != day) come_to(line.day);
    const Struck s = struck(mood, t, static_cast<double>(line.hours), static_cast<double>(line.stressor), p);
    sum += log_choice(payoffs(s.activation, life.tie.belief, 0, t, p), line.action, p);
    if (!prompts) sum += log_report(line.before, 1 - num::exp(-s.distress));
    Moment m;
    m.activation = s.activation;
    m.action = line.action;
    m.contact = line.bid() ? 1.0 : 0.0;
    m.fright = line.frightened;
    const LikelyAnswers::One answer = line.bid() ? answers.to_bids[bid++] : answers.unasked;
    m.response = answer.mean;
    m.rebuff = answers.rebuff * (1 - answer.mean);
    settled_within(answer.deviation, mood, life.tie, t, s, m, p);
    if (!prompts)
      sum += log_report(line.after, 1 - num::exp(-mood.distress)) + log_report(line.security, mood.security);
  }
  prompts_until(number);
  return sum;
}

CarerRecord::CarerRecord(const FullDiary& diary) {
  constexpr double tail = 4.5;  // in units of the rating's error
  for (const DiaryMoment& line : diary) {
    moments_ += 1;
    frights_ += line.frightened;
    if (!line.bid()) continue;
    const double y = static_cast<double>(line.response);
    Bid bid{nodes_.size(), 0, 1 - y, static_cast<double>(line.rebuff)};
    for (double q = -probit_reach; q <= probit_reach; q += probit_step) {
      const double r = num::normal_cdf(q), z = (y - r) / diary_rating_noise;
      if (num::abs(z) <= tail)
        nodes_.push_back({q, r, probit_step * num::exp(log_noisy(y, r, diary_rating_noise, 0, 1))});
    }
    bid.last = nodes_.size();
    bids_.push_back(bid);
  }
}

// Mean and mean deviation of an answer over its possible values.
LikelyAnswers::One CarerRecord::likely(std::span<const Node> nodes, const Probit& probit) {
  double all = 0, sum = 0, away = 0;
  for (const Node& n : nodes) {
    const double w = n.weight * probit.density(n.q);
    all += w;
    sum += w * n.r;
  }
  if (!(all > 0)) return {nodes[nodes.size() / 2].r, 0};
  for (const Node& n : nodes) away += n.weight * probit.density(n.q) * num::abs(n.r - sum / all);
  return {sum / all, away / all};
}

CarerRecord::Probit::Probit(double mean, double consistency) noexcept {
  const double rho = momentary_share(consistency);
  centre = mean / num::sqrt(1 - rho), width = num::sqrt(rho / (1 - rho));
}

double CarerRecord::Probit::density(double q) const noexcept {
  const double z = (q - centre) / width;
  return num::exp(-.5 * z * z);
}

double CarerRecord::likelihood(const std::array<double, diary_carer_traits>& at) const noexcept {
  const Probit probit(at[0], at[1]);
  const double share = at[2], chance = num::clamp(at[3], least_chance, 1 - least_chance);
  const double own = diary_rating_noise * num::sqrt(1 + share * share);  // the answer is itself a rating
  double sum = frights_ * num::log(chance) + (moments_ - frights_) * num::log(1 - chance);
  for (const Bid& bid : bids_) {
    double density = 0;
    for (std::size_t k = bid.first; k < bid.last; ++k) density += nodes_[k].weight * probit.density(nodes_[k].q);
    sum += num::log(num::max(least_chance, density)) - num::log(probit.width);
    sum += log_noisy(bid.rebuff, share * bid.unmet, own, 0, 1);
  }
  return sum;
}

LikelyAnswers CarerRecord::answers(const std::array<double, diary_carer_traits>& at) const {
  const Probit probit(at[0], at[1]);
  LikelyAnswers out;
  out.rebuff = at[2];
  std::vector<Node> all;
  for (double q = -probit_reach; q <= probit_reach; q += probit_step) all.push_back({q, num::normal_cdf(q), 1});
  out.unasked = likely(all, probit);
  out.unasked.mean = num::normal_cdf(at[0]);  // exactly
  const std::span<const Node> nodes(nodes_);
  for (const Bid& bid : bids_)
    out.to_bids.push_back(bid.last > bid.first ? likely(nodes.subspan(bid.first, bid.last - bid.first), probit)
                                               : LikelyAnswers::One{1 - bid.unmet, 0});
  return out;
}

DiaryCounts counts_of(const FullDiary& diary) noexcept {
  DiaryCounts n;
  for (const DiaryMoment& line : diary) {
    n.moments += 1;
    n.bids += line.bid();
    n.presses += line.action == 2;
    n.holds += line.action == 3;
    n.explores += line.action == 0;
    n.frights += line.frightened;
  }
  return n;
}

}  // namespace bowlby
