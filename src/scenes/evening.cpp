#include "scenes/evening.hpp"

#include "model/draws.hpp"
#include "model/step.hpp"
#include "model/traits.hpp"
#include "model/withdrawal.hpp"
#include "model/years/giving.hpp"

namespace bowlby::scenes {
namespace {

constexpr double bedtime = 240, morning = 720;  // minutes
constexpr std::uint32_t size_draws = 1000;

// What one turn of so many model hours does to the parameters: the share of a bid that it is.
Params of_turn(const Params& p, double hours) {
  Params q = p;
  q.contact_hours = hours;
  const double w = p.scene_turn;
  for (double Params::*step : {&Params::rebuff_distress, &Params::learning_unpredictability, &Params::learning_rebuff,
                               &Params::bond_gain, &Params::bond_loss, &Params::coregulation_rate,
                               &Params::substitute_learning, &Params::worth_from_answers, &Params::worth_from_coping})
    q.*step *= w;
  return q;
}

struct Someone {
  Mood mood;
  Tie tie;
  Traits traits, soft, noticing;  // as ever; while asking softly; while noticing kindness
  Giver giver;
  double kappa = 0;   // general expected rebuff
  double answer = 0;  // mood of answering, a standard normal that changes over a contact
  double separation = 0, hit_scale = 1;
  const std::array<Hit, 3>* hits = nullptr;
  double expected = 0, partner_share = 0;  // mu as the evening began
  double in_contact = 0;                   // model hours until the present contact is over
  double waited = 0;                       // share of the last turn that one waited for an answer
  double talk = 0;                         // of this turn (10c)
};

// How the two are at the start of a turn, and what passes between them in it.
struct Turn {
  double minute, hours, next;  // hours: model hours since the last turn; next: until the next one
  std::uint32_t number;
  bool together;
};

class Life {
 public:
  Life(const Couple& c, const EveningPlan& plan, const Params& p, std::uint64_t seed, std::uint32_t number)
      : plan_(plan), p_(p), key_(RunKey::of(seed, 0)), number_(number), base_(p) {
    for (int j = 0; j < 2; ++j) arrive(j, c.one[static_cast<std::size_t>(j)]);
  }

  Evening go() {
    const auto& times = evening_clock().times;
    for (std::size_t i = 0; i < times.size(); ++i) {
      const bool night = times[i] >= bedtime, slept = times[i] > bedtime;
      const auto span = [&](double from, double to, bool asleep) {
        return (to - from) / 60 * (asleep ? 1 : p_.scene_clock);
      };
      Turn t{times[i], i == 0 ? 0 : span(times[i - 1], times[i], slept),
             i + 1 < times.size() ? span(times[i], times[i + 1], night) : 0, static_cast<std::uint32_t>(i), false};
      t.together = !night && t.minute >= plan_.moment.apart_until && !paused(t.minute);
      take_turn(t);
    }
    evening_.calm_minute = calm_from();
    return std::move(evening_);
  }

 private:
  Draws draws(int j) const { return {key_.key, {number_, static_cast<std::uint32_t>(j)}, 0}; }

  void arrive(int j, const Couple::One& one) {
    Someone& s = people_[static_cast<std::size_t>(j)];
    const MomentOfLife& m = plan_.moment;
    const bool first = j == plan_.starts;
    Person person = one.person;
    s.mood = mood_of(person);
    s.tie = one.tie;
    s.traits = traits_of(person, p_);
    person.help_couple += p_.scene_softness;
    s.soft = traits_of(person, p_);
    person.help_couple -= p_.scene_softness;
    person.help_gratitude += p_.scene_noticing;
    s.noticing = traits_of(person, p_);
    for (Traits* t : {&s.traits, &s.soft, &s.noticing}) t->learning *= p_.scene_turn;
    const Giving g = giving_of(one.person, base_, p_);
    s.giver = {g.mean + p_.partner_offset, g.momentary, g.rebuff, g.fright, 0, one.person.withdrawal, one.tie.bond, 1};
    s.giver.withdrawal = moved(s.giver.withdrawal, 1, m.withdrawn);
    s.kappa = one.person.general_kappa;
    s.separation = first ? m.separation : 0;
    s.hits = first ? &m.first : &m.other;
    // the same for everything that strikes this person tonight: two exponentials, so seldom nothing and seldom double
    const num::Block b = draws(j).block(Purpose::scene, size_draws);
    s.hit_scale = p_.stress_size * num::exp(.4054651081081644 * plan_.heat) *
                  (.5 + .25 * (num::exponential(num::unit(b.w[0])) + num::exponential(num::unit(b.w[1]))));
    s.answer = num::box_muller(num::unit(b.w[2]), num::unit(b.w[3]));
    s.expected = one.tie.belief.mu;
    s.partner_share = one.partner_share;
    if (m.hours_apart > 0) {  // a bond that is far away is missed by as much as it matters
      const double missed = num::min(1.0, one.tie.bond),
                   rho = soothing_rate(s.traits.soothing, s.mood.coregulation, p_);
      s.mood.distress = distress_alone(s.mood.distress, rho, s.traits.separation + missed, m.hours_apart, p_);
    }
  }

  bool changed(ChangeKind kind, int who, double minute) const {
    const Change& c = plan_.change;
    return c.kind == kind && (kind == ChangeKind::pause || c.who == who) && minute >= c.at && minute < c.at + c.minutes;
  }
  bool paused(double minute) const { return changed(ChangeKind::pause, 0, minute); }

  // A line lasts as long as one contact, whatever was asked for.
  bool line_of(int who, double minute) const {
    const Change& c = plan_.change;
    const double from = num::max(c.at, plan_.moment.apart_until), length = p_.contact_hours / p_.scene_clock * 60;
    return c.kind == ChangeKind::say_one_line && c.who == who && minute >= from && minute < from + length;
  }
  bool says_now(int who, const Turn& t) const {
    return line_of(who, t.minute) && (t.number == 0 || !line_of(who, evening_clock().times[t.number - 1]) ||
                                      t.minute == num::max(plan_.change.at, plan_.moment.apart_until));
  }

  // The share of a turn after which `j`, played from outside, answers; below 0 where nobody plays `j`.
  double wait_of(int j, std::uint32_t turn) const {
    const Played& played = plan_.played;
    return played.who == j && turn < played.waits.size() ? played.waits[turn] : -1;
  }
  bool plays(int j, const Turn& t) const { return wait_of(j, t.number) >= 0; }
  bool answers_played(int j, const Turn& t) const { return plays(j, t) && wait_of(j, t.number) < 1; }

  const Traits& traits_at(int j, double minute) const {
    const Someone& s = people_[static_cast<std::size_t>(j)];
    if (changed(ChangeKind::ask_softly, j, minute)) return s.soft;
    return changed(ChangeKind::notice_kindness, j, minute) ? s.noticing : s.traits;
  }

  double hit_at(const Someone& s, const Turn& t) const {
    const auto& times = evening_clock().times;
    const double until = t.number + 1 < times.size() ? times[t.number + 1] : t.minute + 1;
    double size = 0;
    for (const Hit& h : *s.hits)
      if (h.minute >= t.minute && h.minute < until) size += h.size;
    return size * s.hit_scale;
  }

  // How `j` answers in this turn.
  Giver giver_at(int j, const Turn& t, const Struck& now) const {
    Giver g = people_[static_cast<std::size_t>(j)].giver;
    g.distress = now.distress;
    if (changed(ChangeKind::answer_first, j, t.minute) || plays(j, t)) g.distress = g.withdrawal = 0;
    if (line_of(j, t.minute)) g.withdrawal = 0;
    return g;
  }

  void take_turn(const Turn& t) {
    std::array<Struck, 2> now;
    std::array<double, 2> action{}, hit{};
    std::array<bool, 2> answers{};
    for (int j = 0; j < 2; ++j) {
      const auto at = static_cast<std::size_t>(j);
      Someone& s = people_[at];
      Traits traits = traits_at(j, t.minute);
      if (t.minute <= plan_.moment.apart_until && plan_.moment.apart_until > 0 && !paused(t.minute))
        traits.separation += s.separation;
      traits.separation += s.separation * s.waited;
      if (t.minute > bedtime) s.mood.active = 0;
      hit[at] = hit_at(s, t);
      now[at] = struck(s.mood, traits, t.hours, hit[at], p_);
      draw_[at] = draws(j).block(Purpose::scene, t.number);
      const double q = num::exp(-t.hours / p_.contact_hours);
      if (t.number > 0)
        s.answer =
            q * s.answer + num::sqrt(1 - q * q) * num::box_muller(num::unit(draw_[at].w[2]), num::unit(draw_[at].w[3]));
      if (t.together && !plays(j, t))
        action[at] = choose(payoffs(now[at].activation, s.tie.belief, at_stake(s.tie.bond, 1), traits, p_),
                            num::unit(draw_[at].w[0]), p_);
    }
    for (int j = 0; j < 2; ++j) {  // who answers first asks nothing while the other asks
      const auto at = static_cast<std::size_t>(j);
      const bool asked = action[1 - at] == 1 || action[1 - at] == 2;
      answers[at] = t.together && ((changed(ChangeKind::answer_first, j, t.minute) && asked) || says_now(j, t) ||
                                   answers_played(j, t));
    }
    for (int j = 0; j < 2; ++j)
      if (answers[static_cast<std::size_t>(j)]) action[static_cast<std::size_t>(j)] = 0;
    const std::array<Giver, 2> giver{giver_at(0, t, now[0]), giver_at(1, t, now[1])};
    const Params q = of_turn(p_, t.next);
    for (int j = 0; j < 2; ++j) {
      const auto at = static_cast<std::size_t>(j);
      Moment m;
      m.activation = now[at].activation;
      m.distress_struck = now[at].distress;
      m.action = t.together ? action[at] : 0;
      const bool bids = m.action == 1 || m.action == 2,
                 told = t.together && (line_of(1 - j, t.minute) || answers_played(1 - j, t));
      m.contact = bids || told ? 1.0 : 0.0;
      people_[at].waited = bids && plays(1 - j, t) ? wait_of(1 - j, t.number) : 0;
      keep(j, t, now[at], m, answers[at], hit[at]);
      people_[at].talk = 0;
      if (t.together)
        pass(j, t, now[at], m, giver[1 - at], q);
      else
        people_[at].mood.distress = now[at].distress, people_[at].mood.security = now[at].security;
    }
    for (int j = 0; j < 2; ++j) draw_back(j, action[static_cast<std::size_t>(1 - j)] == 2 && t.together, t);
    if (t.minute == bedtime) sleep();
  }

  // What comes back, and what that does: the second half of a moment.
  void pass(int j, const Turn& t, const Struck& now, Moment m, const Giver& other, const Params& turn) {
    const auto at = static_cast<std::size_t>(j);
    Someone& s = people_[at];
    const Traits& asks = traits_at(j, t.minute);
    m.response = response(other, m.action == 2 ? 2 : m.contact, asks.clarity, people_[1 - at].answer, p_);
    m.rebuff = rebuff(other, m.response);
    const bool fresh = s.in_contact <= 0;  // a contact frightens or does not, once
    m.fright = fresh && num::unit(draw_[at].w[1]) < other.fright ? 1.0 : 0.0;
    if (plays(1 - j, t)) come_late(m, wait_of(1 - j, t.number));
    s.talk = talked(m, p_);
    Params q = turn;
    if (!fresh) q.learning_fright = 0;
    if (m.contact != 0 && fresh) s.in_contact = p_.contact_hours;
    s.in_contact -= t.next;
    evening_.lane[at].sees.back() = m.contact != 0 ? m.response : -1;
    if (m.action == 1 || m.action == 2) evening_.lane[at].waits.back() = 1 - m.response;
    Struck rest = now;
    rest.soothing = 0;  // time alone has passed already, and passes again until the next turn
    settled(s.mood, s.tie, asks, rest, m, other.peer, q);
  }

  // Comfort is by the hour, so an answer that comes late in a turn does what a smaller one does in all of it.
  static void come_late(Moment& m, double wait) {
    m.response *= 1 - wait;
    m.rebuff *= 1 - wait;
    if (wait >= 1) m.fright = 0;
  }

  void draw_back(int j, bool pressed, const Turn& t) {
    Someone& s = people_[static_cast<std::size_t>(j)];
    const double share = p_.scene_turn, kept = withdrawal_kept(t.next / 24, p_);  // a turn is a share of a talk
    s.giver.withdrawal = withdrawn(s.giver.withdrawal, kept, share * s.talk, pressed ? share : 0, s.kappa, p_);
  }

  void sleep() {
    for (Someone& s : people_) {
      const double moved_by = s.partner_share * (s.tie.belief.mu - s.expected);
      for (Traits* t : {&s.traits, &s.soft, &s.noticing}) t->haven = num::clamp(t->haven + moved_by, 0.0, 1.0);
    }
  }

  // Out of touch, and missing a reply.
  bool misses(int j, const Turn& t) const {
    return people_[static_cast<std::size_t>(j)].separation > 0 && t.minute < plan_.moment.apart_until &&
           !paused(t.minute);
  }

  void keep(int j, const Turn& t, const Struck& now, const Moment& m, bool answers, double hit) {
    Lane& lane = evening_.lane[static_cast<std::size_t>(j)];
    lane.shows.push_back(!t.together ? Shown::apart : answers ? Shown::answer : static_cast<Shown>(m.action));
    lane.sees.push_back(-1);
    lane.distress.push_back(now.distress);
    lane.activation.push_back(now.activation);
    lane.security.push_back(now.security);
    lane.withdrawal.push_back(people_[static_cast<std::size_t>(j)].giver.withdrawal);
    lane.hit.push_back(hit);
    lane.worth.push_back(people_[static_cast<std::size_t>(j)].mood.worth);
    lane.waits.push_back(misses(j, t) ? 1 : 0);
  }

  std::optional<double> calm_from() const {
    const Clock& clock = evening_clock();
    std::size_t from = clock.bedtime + 1;
    while (from > 0 && evening_.lane[0].distress[from - 1] < p_.scene_calm &&
           evening_.lane[1].distress[from - 1] < p_.scene_calm)
      --from;
    if (from > clock.bedtime) return std::nullopt;
    return clock.times[from];
  }

  EveningPlan plan_;
  const Params& p_;
  RunKey key_;
  std::uint32_t number_;
  GivingBase base_;
  std::array<Someone, 2> people_;
  std::array<num::Block, 2> draw_{};
  Evening evening_;
};

}  // namespace

const Clock& evening_clock() {
  static const Clock clock = [] {
    Clock c{};
    for (double t = 0; t < 60; t += 3) c.times.push_back(t);
    c.minutes_10 = 3;
    c.hour = c.times.size();
    for (double t = 60; t <= bedtime; t += 10) c.times.push_back(t);
    c.bedtime = c.times.size() - 1;
    for (double t = bedtime + 120; t <= morning; t += 120) c.times.push_back(t);
    c.morning = c.times.size() - 1;
    return c;
  }();
  return clock;
}

Evening live_evening(const Couple& c, const EveningPlan& plan, const Params& p, std::uint64_t seed,
                     std::uint32_t number) {
  return Life(c, plan, p, seed, number).go();
}

}  // namespace bowlby::scenes
