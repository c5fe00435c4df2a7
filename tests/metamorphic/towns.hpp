// Towns: a study lived among few people many times, or among many people once, and what is seen of it.
#pragma once
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "io/study/file.hpp"
#include "io/text/fields.hpp"
#include "studies/survey.hpp"
#include "unit/population/worlds.hpp"

namespace bowlby::metamorphic {

using test::Engine;
using test::Kept;

inline const std::vector<std::string> shipped{"breakup",          "couples", "generations", "lives",
                                              "programme",        "rearing", "therapy",     "strange_situation",
                                              "transmission_gap", "twins"};

inline Study shipped_study(const std::string& name) {
  const auto study = read_study(std::string(BOWLBY_SOURCE_DIR) + "/studies/" + name + ".yaml");
  EXPECT_TRUE(study) << name;
  return study ? *study : Study{};
}

// Sums over people or couples: enough for a mean, its spread, and a correlation.
struct Sums {
  double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;

  void see(double a, double b = 0) { *this += {1, a, b, a * a, b * b, a * b}; }
  Sums& operator+=(const Sums& o) {
    n += o.n, x += o.x, y += o.y, xx += o.xx, yy += o.yy, xy += o.xy;
    return *this;
  }
  Sums operator-(const Sums& o) const { return {n - o.n, x - o.x, y - o.y, xx - o.xx, yy - o.yy, xy - o.xy}; }
  double mean() const { return x / n; }
  double sd() const { return std::sqrt(std::max(0.0, xx / n - mean() * mean())); }
  double correlation() const {
    const double a = xx - x * x / n, b = yy - y * y / n;
    return a > 0 && b > 0 ? (xy - x * y / n) / std::sqrt(a * b) : 0;
  }
};

enum class Scale { share, mean, correlation };
struct Outcome {
  Scale scale = Scale::share;
  Sums sums;
  double value() const { return scale == Scale::correlation ? sums.correlation() : sums.mean(); }
};
using Outcomes = std::map<std::string, Outcome>;

// Looks at founders on the first day of the month in which they reach an age, and hands the survey on.
class Watch final : public Observer {
 public:
  Watch(const Study& study, Survey& survey, Outcomes& seen)
      : survey_(survey), seen_(seen), entered_(study.scenario.founders, 0) {}

  void month(const World& w, Pool& pool) override {
    survey_.month(w, pool);
    for (std::size_t i = 0; i < w.living.size(); ++i)
      if (w.registry.generation[w.living.id[i]] == 1 && w.is_living(w.living.id[i])) look(w, i);
  }

 private:
  static bool reaches(const World& w, std::size_t i, int age) {
    const std::int32_t day = w.birth_day_of(i) + age * days_per_year;
    return day > month_start(w.month - 1) && day <= w.today();
  }
  static std::uint32_t other(const World& w, std::size_t i, Role role) { return w.living.tie_other[w.tie(i, role)]; }

  void look(const World& w, std::size_t i) {
    const std::uint32_t partner = other(w, i, Role::partner);
    char& entered = entered_[w.living.id[i]];
    if (partner != nobody && !entered) {
      entered = 1;
      note("age at the first union", Scale::mean).see(w.age_of(i));
    }
    for (const int age : {12, 30})
      if (w.scenario.friends && reaches(w, i, age)) {
        const int friends = (other(w, i, Role::friend_a) != nobody) + (other(w, i, Role::friend_b) != nobody);
        note("a friend at " + std::to_string(age), Scale::share).see(friends > 0);
        note("two friends at " + std::to_string(age), Scale::share).see(friends > 1);
      }
    for (const int age : {25, 30, 40})
      if (w.scenario.unions && reaches(w, i, age)) {
        note("in a union at " + std::to_string(age), Scale::share).see(partner != nobody);
        if (age == 30 && w.is_living(partner)) likeness(w, i, w.registry.slot[partner]);
      }
  }

  void likeness(const World& w, std::size_t i, std::size_t j) {
    const Living& l = w.living;
    const auto d = [](float x) { return static_cast<double>(x); };
    note("partners at 30: expected response", Scale::correlation).see(d(l.general_mu[i]), d(l.general_mu[j]));
    note("partners at 30: unpredictability", Scale::correlation).see(d(l.general_nu[i]), d(l.general_nu[j]));
    note("partners at 30: expected rebuff", Scale::correlation).see(d(l.general_kappa[i]), d(l.general_kappa[j]));
  }

  Sums& note(const std::string& what, Scale scale) {
    Outcome& o = seen_[what];
    o.scale = scale;
    return o.sums;
  }

  Survey& survey_;
  Outcomes& seen_;
  std::vector<char> entered_;
};

// What is asked of the survey: the measures that studies are about.
inline bool matters(Measure m) {
  using enum Measure;
  for (const Measure wanted : {strange_situation_class_secure, interview_class_autonomous, ecr_anxiety_theta,
                               ecr_avoidance_theta, symptoms_depression, satisfaction_score, peer_competence})
    if (m == wanted) return true;
  return false;
}

// One town: replicate `replicate` of the study, all of it.
inline Outcomes live_town(const Study& study, std::uint32_t replicate) {
  Scenario s = study.scenario;
  s.replicate = replicate;
  RunOptions options;
  options.threads = 1;
  Engine run(s, test::published(), options);
  Kept kept;
  Outcomes seen;
  Survey survey(study, kept);
  Watch watch(study, survey, seen);
  test::run_to_end(run, &watch, &kept);
  for (const ObservationRow& o : kept.observations_) {
    const MeasureInfo& m = info(static_cast<Measure>(o.measure));
    if (!matters(static_cast<Measure>(o.measure)) || std::isnan(o.value)) continue;
    const Wave& wave = study.waves[o.wave];
    Outcome& outcome = seen[wave.name + " " + std::string(m.instrument_name) + " " + std::string(m.scale) + " at " +
                            io::number_text(planned(wave, o.visit))];
    outcome.scale = m.unit == "0/1" ? Scale::share : Scale::mean;
    outcome.sums.see(static_cast<double>(o.value));
  }
  return seen;
}

// Replicates from `first` on, shared among the processors.
inline std::vector<Outcomes> live_towns(const Study& study, std::uint32_t first, std::uint32_t count) {
  std::vector<Outcomes> towns(count);
  std::atomic<std::uint32_t> next{0};
  const auto work = [&] {
    for (std::uint32_t k = next++; k < count; k = next++) towns[k] = live_town(study, first + k);
  };
  std::vector<std::thread> threads;
  for (unsigned t = 1; t < std::max(1u, std::thread::hardware_concurrency()); ++t) threads.emplace_back(work);
  work();
  for (std::thread& t : threads) t.join();
  return towns;
}

// Value over all towns together, and its standard error from leaving out each town in turn: people of one town are not
// independent of each other, towns are.
struct Estimate {
  double value = 0, error = 0, sd = 0, n = 0;
};
inline Estimate estimate(const std::vector<Outcomes>& towns, const std::string& what) {
  Outcome all;
  for (const Outcomes& t : towns)
    if (const auto o = t.find(what); o != t.end()) all.scale = o->second.scale, all.sums += o->second.sums;
  Estimate e{all.value(), 0, all.sums.sd(), all.sums.n};
  double sum = 0, squares = 0, k = 0;
  for (const Outcomes& t : towns) {
    const auto o = t.find(what);
    const double left = o == t.end() ? e.value : Outcome{all.scale, all.sums - o->second.sums}.value();
    sum += left, squares += left * left, ++k;
  }
  e.error = std::sqrt(std::max(0.0, (k - 1) / k * (squares - sum * sum / k)));
  return e;
}

}  // namespace bowlby::metamorphic
