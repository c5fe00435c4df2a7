#include "reference/evening.hpp"

#include <memory>

#include "num/elementary.hpp"
#include "num/normal.hpp"
#include "reference/self.hpp"

namespace bowlby::reference {
namespace {

constexpr double bedtime = 240, morning = 720;

std::vector<double> turns() {
  std::vector<double> at;
  for (double minute = 0; minute < 60; minute += 3) at.push_back(minute);
  for (double minute = 60; minute < bedtime; minute += 10) at.push_back(minute);
  for (double minute = bedtime; minute <= morning; minute += 120) at.push_back(minute);
  return at;
}

}  // namespace

// Both, and the turn that is being lived.
class Two {
 public:
  explicit Two(const EveningCase& e) : e_(e) {
    for (std::size_t j = 0; j < 2; ++j) arrive(j);
    for (std::size_t j = 0; j < 2; ++j) meet(j);
  }

  std::array<std::vector<TurnSeen>, 2> told() {
    const std::vector<double> at = turns();
    for (std::size_t i = 0; i < at.size(); ++i) {
      turn_ = i;
      minute_ = at[i];
      before_ = i == 0 ? 0 : hours(at[i - 1], at[i]);
      after_ = i + 1 == at.size() ? 0 : hours(at[i], at[i + 1]);
      until_ = i + 1 == at.size() ? minute_ + 1 : at[i + 1];
      last_ = i == 0 ? -1 : at[i - 1];
      turn();
    }
    return seen_;
  }

 private:
  struct One {
    Case life;
    std::unique_ptr<Self> self;
    double separation = 0, hit_scale = 1, answering = 0, withdrawal = 0, expected = 0, in_contact = 0, talked = 0;
    Moment now;
    double hit = 0;
    bool answers = false;
    std::vector<double> luck;
  };

  double number(const std::string& name) const { return number_of(e_.numbers, name); }
  Dice dice(std::size_t j) const { return {e_.seed, e_.number | static_cast<std::uint64_t>(j) << 32, 0, 0}; }
  bool starts(std::size_t j) const { return e_.starts == static_cast<int>(j); }

  // An hour of an evening stands for several; one of the night does not.
  double hours(double from, double to) const {
    return (to - from) / 60 * (from >= bedtime ? 1 : number("scene_clock"));
  }

  void arrive(std::size_t j) {
    One& one = one_[j];
    const OneOfTwo& who = e_.two[j];
    one.life.numbers = e_.numbers;
    one.life.person = who.person;
    one.life.figures.resize(8);
    one.self = std::make_unique<Self>(one.life);
    Self& self = *one.self;
    self.begin_day();
    self.give();
    self.me_.learning *= number("scene_turn");
    one.separation = self.me_.separation;
    one.withdrawal = who.person.withdrawal + e_.withdrawn * (1 - who.person.withdrawal);
    one.expected = who.belief.response;
    const std::vector<double> u = dice(j).uniforms(for_scene, 1000);
    one.hit_scale = number("stress_size") * num::exp(num::log(1.5) * e_.heat) *
                    (.5 + (-num::log(1 - u[0]) - num::log(1 - u[1])) / 4);
    one.answering = num::box_muller(u[2], u[3]);
    if (e_.hours_apart > 0) {  // a bond that is far away is missed by as much as it matters
      const double security = self.me_.security;
      self.me_.separation += smaller(1, who.bond);
      self.wait(e_.hours_apart);
      self.me_.separation = one.separation;
      self.me_.security = security;
    }
  }

  // What each knows of the other, and how the other answers.
  void meet(std::size_t j) {
    Figure& f = one_[j].self->figures_[partner];
    const Giving& g = one_[1 - j].self->me_.giving;
    f.present = true;
    f.belief = e_.two[j].belief;
    f.bond = e_.two[j].bond;
    f.bond_back = e_.two[1 - j].bond;
    f.giving = g.mean;
    f.momentary = g.momentary;
    f.rebuffs = g.rebuff;
    f.frightens = g.fright;
  }

  bool changed(Differently change, std::size_t who) const {
    const bool theirs = change == Differently::pause || e_.who == static_cast<int>(who);
    return e_.change == change && theirs && minute_ >= e_.at && minute_ < e_.at + e_.minutes;
  }
  // One line unasked lasts as long as one contact, from when the two are in touch.
  double line_from() const { return larger(e_.at, e_.apart_until); }
  bool in_line(std::size_t who, double minute) const {
    const double length = number("contact_hours") / number("scene_clock") * 60;
    return e_.change == Differently::say_one_line && e_.who == static_cast<int>(who) && minute >= line_from() &&
           minute < line_from() + length;
  }
  bool says(std::size_t who) const {
    return in_line(who, minute_) && (last_ < 0 || !in_line(who, last_) || minute_ == line_from());
  }

  void turn() {
    const bool paused = changed(Differently::pause, 0);
    together_ = minute_ < bedtime && minute_ >= e_.apart_until && !paused;
    const bool waits = e_.apart_until > 0 && minute_ <= e_.apart_until && !paused;
    for (std::size_t j = 0; j < 2; ++j) begin(j, waits);
    for (std::size_t j = 0; j < 2; ++j) {  // who answers first asks nothing while the other asks
      const int others = one_[1 - j].now.action;
      const bool asked = others == open_bid || others == press;
      one_[j].answers = together_ && ((changed(Differently::answer_first, j) && asked) || says(j));
    }
    for (One& one : one_)
      if (one.answers) one.now.action = explore;
    std::array<Moment, 2> done{one_[0].now, one_[1].now};
    for (std::size_t j = 0; j < 2; ++j) keep(j);
    std::array<Figure, 2> as_begun;
    for (std::size_t j = 0; j < 2; ++j) as_begun[j] = answering(1 - j, one_[j].self->figures_[partner]);
    for (std::size_t j = 0; together_ && j < 2; ++j) pass(j, as_begun[j]);
    for (std::size_t j = 0; j < 2; ++j) draw_back(j, together_ && done[1 - j].action == press);
    if (minute_ == bedtime)
      for (std::size_t j = 0; j < 2; ++j) {
        Self& self = *one_[j].self;
        const double moved = self.figures_[partner].belief.response - one_[j].expected;
        self.me_.haven = between_zero_and_one(self.me_.haven + e_.two[j].partner_share * moved);
      }
  }

  // Time has passed, something may strike, and what to do about it.
  void begin(std::size_t j, bool waits) {
    One& one = one_[j];
    Self& self = *one.self;
    self.me_.separation = one.separation + (waits && starts(j) ? e_.separation : 0);
    self.me_.help_couple = e_.two[j].person.help_couple;
    self.me_.help_gratitude = e_.two[j].person.help_gratitude;
    if (changed(Differently::ask_softly, j)) self.me_.help_couple += number("scene_softness");
    if (changed(Differently::notice_kindness, j)) self.me_.help_gratitude += number("scene_noticing");
    if (minute_ > bedtime) self.me_.active = 0;
    one.hit = 0;
    for (const Strike& s : starts(j) ? e_.first : e_.other)
      if (s.minute >= minute_ && s.minute < until_) one.hit += s.size * one.hit_scale;
    self.wait(before_);
    self.me_.distress += one.hit * (1 - number("security_buffer") * self.me_.security);
    one.now = {};
    one.talked = 0;
    self.wake(one.now);
    one.luck = dice(j).uniforms(for_scene, static_cast<std::uint32_t>(turn_));
    if (turn_ > 0) {
      const double stays = num::exp(-before_ / number("contact_hours"));
      one.answering = stays * one.answering + num::sqrt(1 - stays * stays) * num::box_muller(one.luck[2], one.luck[3]);
    }
    const Figure& other = self.figures_[partner];
    if (together_)
      one.now.action = self.choose(one.now.activation, other.belief, other.bond / (other.bond + .15), one.luck[0]);
  }

  // How `who` answers in this turn: as it was when the turn began.
  Figure answering(std::size_t who, Figure as) const {
    as.distress = one_[who].self->me_.distress;
    as.withdrawal = one_[who].withdrawal;
    if (changed(Differently::answer_first, who)) as.distress = as.withdrawal = 0;
    if (in_line(who, minute_)) as.withdrawal = 0;
    return as;
  }

  // A turn is a share of a bid: it teaches, binds and hurts by that share, for as long as it lasts.
  Numbers of_turn(bool fresh) const {
    Numbers n = e_.numbers;
    n["contact_hours"] = after_;
    for (const char* name :
         {"rebuff_distress", "learning_unpredictability", "learning_rebuff", "bond_gain", "bond_loss",
          "coregulation_rate", "substitute_learning", "worth_from_answers", "worth_from_coping"})
      n[name] *= number("scene_turn");
    if (!fresh) n["learning_fright"] = 0;
    return n;
  }

  void pass(std::size_t j, const Figure& other) {
    One& one = one_[j];
    Self& self = *one.self;
    const int action = one.now.action;
    const bool contact = action == open_bid || action == press || in_line(1 - j, minute_);
    const bool fresh = one.in_contact <= 0;
    const int as_asked = action == press ? press : contact ? open_bid : explore;
    one.now.response = self.answer(other, partner, as_asked, one_[1 - j].answering);
    one.now.rebuff = other.rebuffs * (1 - one.now.response);
    one.now.fright = fresh && one.luck[1] < other.frightens ? 1 : 0;
    if (contact && fresh) one.in_contact = number("contact_hours");
    one.in_contact -= after_;
    if (contact) seen_[j].back().sees = one.now.response;
    if (contact && action != press) one.talked = self.heard(one.now.response, true, one.now.distress_struck);
    one.life.numbers = of_turn(fresh);
    self.feel(one.now, contact, 0, self.figures_[partner].belief.rebuff,
              true);  // what one does alone, waiting does before the next turn
    self.learn(one.now, contact, self.figures_[partner]);
    one.life.numbers = e_.numbers;
  }

  void draw_back(std::size_t j, bool pressed) {
    One& one = one_[j];
    const double more =
        number("press_withdraws") * (1 + number("rebuff_belief_withdraws") * one.self->me_.general.rebuff);
    one.withdrawal *= num::exp(-(after_ / 24) / number("withdrawal_days"));
    one.withdrawal *= larger(0, 1 - number("talk_reopens") * number("scene_turn") * one.talked);
    if (pressed) one.withdrawal += smaller(1, number("scene_turn") * more) * (1 - one.withdrawal);
  }

  void keep(std::size_t j) {
    const One& one = one_[j];
    const Person& me = one.self->me_;
    TurnSeen seen;
    seen.shows = !together_ ? is_apart : one.answers ? answers : one.now.action;
    seen.distress = me.distress;
    seen.activation = one.now.activation;
    seen.security = me.security;
    seen.withdrawal = one.withdrawal;
    seen.hit = one.hit;
    seen_[j].push_back(seen);
  }

  const EveningCase& e_;
  std::array<One, 2> one_;
  std::array<std::vector<TurnSeen>, 2> seen_;
  std::size_t turn_ = 0;
  double minute_ = 0, before_ = 0, after_ = 0, until_ = 0, last_ = -1;
  bool together_ = false;
};

std::array<std::vector<TurnSeen>, 2> live(const EveningCase& e) { return Two(e).told(); }

}  // namespace bowlby::reference
