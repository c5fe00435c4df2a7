// The reference's one person: a day is told in life.cpp, a month in months.cpp, an evening of two
// in evening.cpp.
#pragma once
#include "reference/draws.hpp"
#include "reference/life.hpp"

namespace bowlby::reference {

inline constexpr int explore = 0, open_bid = 1, press = 2, hold = 3;
inline constexpr int father = 1, first_friend = 3, second_friend = 4, partner = 5, ex_partner = 6;
inline bool is_peer(int place) { return place >= first_friend && place <= ex_partner; }

double smaller(double a, double b);
double larger(double a, double b);
double between_zero_and_one(double x);
// The number of this name; throws std::invalid_argument where there is none.
double number_of(const Numbers&, const std::string& name);
// `share` of the way from one belief to another.
Belief mix(const Belief& from, const Belief& to, double share);

class Self {
 public:
  explicit Self(const Case& c) : c_(c), me_(c.person), figures_(c.figures), turns_to_(c.turns_to) {}
  Trajectory told();

 private:
  friend class Two;  // evening.cpp
  double number(const std::string& name) const { return number_of(c_.numbers, name); }
  Dice dice() const { return {c_.seed, c_.stream, c_.replicate, static_cast<std::uint32_t>(day_)}; }
  double age() const { return (day_ - c_.birth_day) / 365.0; }

  // the day
  double soothing_rate() const;
  void wait(double hours);
  void begin_day();
  int moments_today() const;
  void day();
  double moment(int e, int count, double clock);
  void wake(Moment& now);
  std::vector<double> weights(double A, const Belief& b, double matters) const;
  int choose(double A, const Belief& b, double matters, double u) const;
  double torn(const Belief& b) const;
  double lost(double A, const Belief& b, double matters) const;
  double answer(const Figure& f, int place, int action, double z) const;
  bool comes_unasked(const Figure& f, const Moment& now, double u) const;
  double felt_worth() const;
  double heard(double response, bool by_peer, double distress) const;
  void feel(const Moment& now, bool bid, double soothing, double fears, bool peer);
  void learn(const Moment& now, bool bid, Figure& f);
  void judge_oneself(const Moment& now, bool bid, double unpredictability);
  void tally(const Moment& now);
  void draw_back();

  // the month
  void lose(const Loss& loss);
  void month();
  void pull();
  void generalise();
  void know_oneself(double z);
  void symptom(double& y, double& mean, double strain_now, double z, const char* floor, double fading) const;
  void strain();
  void be_together();
  void give();
  Wish wish() const;
  double leaving() const;

  const Case& c_;
  Person me_;
  std::vector<Figure> figures_;
  std::vector<int> turns_to_;
  Trajectory out_;
  int day_ = 0;
  double threshold_ = 0, holding_cost_ = 0, doubt_of_self_ = 0, managed_ = 0, talked_ = 0;
};

}  // namespace bowlby::reference
