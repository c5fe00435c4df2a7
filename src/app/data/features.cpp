#include "app/data/features.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>

#include "evidence/daily_life.hpp"
#include "io/text/numbers.hpp"

namespace bowlby {
namespace {

using evidence::Maybe;
using Column = Seen::Column;

constexpr std::size_t most_beside = 10;  // scales of one visit that are laid beside each other, all with all
constexpr double least_spread_of_age = 1;

struct Pairs {
  std::vector<double> x, y;
  void add(double a, double b) {
    if (std::isfinite(a) && std::isfinite(b)) x.push_back(a), y.push_back(b);
  }
};

std::vector<double> told(const std::vector<double>& values) {
  std::vector<double> out;
  std::ranges::copy_if(values, std::back_inserter(out), [](double v) { return std::isfinite(v); });
  return out;
}

bool yes_or_no(const Column& c) { return c.unit == "0/1"; }
bool counts(const Column& c) { return c.unit == "count"; }
bool lead(const Column& c) { return leading_scale(c.scale, c.unit); }

class Maker {
 public:
  explicit Maker(const Seen& seen) : seen_(seen) {
    std::map<std::string, std::size_t> visits;
    for (const Column& c : seen.columns) visits[c.wave] = std::max(visits[c.wave], c.visit);
    for (const Column& c : seen.columns) several_[c.wave] = visits[c.wave] > 1;
  }

  std::vector<Feature> make() {
    for (const Column& c : seen_.columns) alone(c);
    beside();
    again();
    for (const Column& c : seen_.columns)
      if (lead(c)) people(c);
    for (const Seen::Diary& d : seen_.diaries) days(d);
    return std::move(out_);
  }

 private:
  std::string when(const Column& c) const {
    return several_.at(c.wave) ? fmt::format("{}.{}", c.wave, c.visit) : c.wave;
  }
  std::string when_words(const Column& c) const {
    return several_.at(c.wave) ? fmt::format("{}, visit {}", c.wave, c.visit) : c.wave;
  }
  std::string id(const Column& c, const std::string& what) const { return when(c) + "." + c.name() + "." + what; }
  void add(const Column& c, const std::string& what, const std::string& words, Maybe value) {
    out_.push_back({id(c, what), fmt::format("{} of {} ({})", words, c.name(), when_words(c)), value});
  }

  static Maybe share_at(const std::vector<double>& values, double end) {
    std::vector<double> at;
    for (const double v : values) at.push_back(v == end ? 1 : 0);
    return evidence::proportion(at);
  }

  void alone(const Column& c) {
    if (c.scale.starts_with("style_")) return;
    const auto values = told(c.value);
    if (yes_or_no(c)) return add(c, "share", "share", evidence::proportion(values));
    add(c, "mean", "mean", evidence::mean(values));
    add(c, "sd", "standard deviation", evidence::standard_deviation(values));
    if (counts(c)) return add(c, "none", "share of none", share_at(values, 0));
    if (const auto ends = ends_of(c.unit)) {
      add(c, "lowest", "share with the lowest score", share_at(values, ends->first));
      add(c, "highest", "share with the highest score", share_at(values, ends->second));
    }
  }

  Maybe together(const std::vector<double>& a, const std::vector<double>& b) const {
    Pairs both;
    for (std::size_t p = 0; p < a.size(); ++p) both.add(a[p], b[p]);
    return evidence::correlation(both.x, both.y);
  }

  // Scales of one visit: all with all where they are few, else those of one instrument.
  void beside() {
    std::map<std::string, std::size_t> of_visit, of_instrument;
    for (const Column& c : seen_.columns)
      if (lead(c)) ++of_visit[when(c)], ++of_instrument[when(c) + c.instrument];
    for (std::size_t i = 0; i < seen_.columns.size(); ++i)
      for (std::size_t j = i + 1; j < seen_.columns.size(); ++j) {
        const Column &a = seen_.columns[i], &b = seen_.columns[j];
        if (!lead(a) || !lead(b) || when(a) != when(b)) continue;
        const bool one = a.instrument == b.instrument && of_instrument[when(a) + a.instrument] <= most_beside;
        if (!one && of_visit[when(a)] > most_beside) continue;
        out_.push_back({id(a, "with." + b.name()),
                        fmt::format("correlation of {} with {} ({})", a.name(), b.name(), when_words(a)),
                        together(a.value, b.value)});
      }
  }

  // The same scale at the next visit, or in the next wave that has it.
  void again() {
    for (std::size_t i = 0; i < seen_.columns.size(); ++i) {
      const Column& a = seen_.columns[i];
      if (!lead(a)) continue;
      for (std::size_t j = i + 1; j < seen_.columns.size(); ++j) {
        const Column& b = seen_.columns[j];
        if (a.name() != b.name() || (a.wave == b.wave && b.visit != a.visit + 1)) continue;
        std::vector<double> change;
        for (std::size_t p = 0; p < a.value.size(); ++p) change.push_back(b.value[p] - a.value[p]);
        const std::string words = fmt::format("{} from {} to {}", a.name(), when_words(a), when_words(b));
        out_.push_back({id(a, "again." + when(b)), "correlation of " + words, together(a.value, b.value)});
        out_.push_back({id(a, "change." + when(b)), "mean change of " + words, evidence::mean(told(change))});
        break;
      }
    }
  }

  Maybe difference(const Column& c, const std::function<int(const Seen::Person&)>& group) const {
    Pairs both;
    for (std::size_t p = 0; p < c.value.size(); ++p)
      if (const int g = group(seen_.people[p]); g >= 0) both.add(c.value[p], g);
    return evidence::difference(both.x, both.y);
  }

  void people(const Column& c) {
    if (c.visit == 1) {
      sexes(c);
      ages(c);
    }
    partners(c);
    arms(c);
  }

  void sexes(const Column& c) {
    const bool both = std::ranges::any_of(seen_.people, [](const auto& p) { return p.sex == 'f'; }) &&
                      std::ranges::any_of(seen_.people, [](const auto& p) { return p.sex == 'm'; });
    if (!both) return;
    add(c, "women_less_men", "women less men (d)", difference(c, [](const Seen::Person& p) {
          return p.sex == 'f' ? 1 : p.sex == 'm' ? 0 : -1;
        }));
  }

  // Whom an age has called to a visit do not differ in it.
  void ages(const Column& c) {
    if (spread_of_age(c)) add(c, "with.age", "correlation with age", together(c.value, c.age));
  }
  static bool spread_of_age(const Column& c) {
    const auto sd = evidence::standard_deviation(told(c.age));
    return sd && sd->value > least_spread_of_age;
  }

  void partners(const Column& c) {
    Pairs both;
    bool any = false;
    for (std::size_t p = 0; p < c.value.size(); ++p)
      if (const std::size_t other = seen_.people[p].partner; other != Seen::nobody) {
        any = true;
        both.add(c.value[p], c.value[other]);
      }
    if (any) add(c, "partners", "correlation of partners", evidence::correlation(both.x, both.y));
  }

  void arms(const Column& c) {
    std::vector<std::string> names;
    for (const auto& p : seen_.people)
      if (!p.arm.empty() && std::ranges::count(names, p.arm) == 0) names.push_back(p.arm);
    std::ranges::sort(names);
    for (std::size_t a = 1; a < names.size(); ++a)
      add(c, names[a] + "_less_" + names[0], fmt::format("{} less {} (d)", names[a], names[0]),
          difference(c, [&](const Seen::Person& p) { return p.arm == names[a]   ? 1
                                                            : p.arm == names[0] ? 0
                                                                                : -1; }));
  }

  // Means of days, as every diary of a run is told; and how many prompts lie at the floor.
  void days(const Seen::Diary& d) {
    for (const bool distress : {true, false}) {
      const std::string report = distress ? "distress" : "security";
      const auto of = [distress](const Seen::Prompt& p) { return distress ? p.distress : p.security; };
      std::vector<evidence::DayByDay> all;
      std::vector<double> floor;
      for (std::size_t p = 0; p < d.answered.size(); ++p) {
        evidence::DayByDay one;
        one.person = p + 1;
        if (const std::size_t other = seen_.people[p].partner; other != Seen::nobody) one.partner = other + 1;
        double sum = 0;
        int count = 0;
        for (std::size_t k = 0; k < d.answered[p].size(); ++k) {
          const Seen::Prompt& prompt = d.answered[p][k];
          if (std::isfinite(of(prompt))) {
            sum += of(prompt), ++count;
            floor.push_back(of(prompt) <= 1 ? 1 : 0);
          }
          if (k + 1 < d.answered[p].size() && d.answered[p][k + 1].date == prompt.date) continue;
          if (count > 0) one.date.push_back(prompt.date), one.value.push_back(sum / count);
          sum = 0, count = 0;
        }
        if (!one.date.empty()) all.push_back(std::move(one));
      }
      day_by_day(d, report, all, floor);
    }
  }

  void day_by_day(const Seen::Diary& d, const std::string& report, const std::vector<evidence::DayByDay>& all,
                  const std::vector<double>& floor) {
    if (all.empty()) return;  // a diary that asks one of the two alone
    static constexpr const char* names[evidence::daily_count]{"level",      "between",        "within",
                                                              "carry_over", "partners_level", "partners_days"};
    const std::string wave = d.visit > 1 ? fmt::format("{}.{}", d.wave, d.visit) : d.wave;
    const auto numbers = evidence::daily_life(all);
    for (std::size_t k = 0; k < evidence::daily_count; ++k)
      out_.push_back({fmt::format("{}.diary.{}.{}", wave, report, names[k]),
                      fmt::format("{} of {} in the days of {}", evidence::daily_names[k], report, wave),
                      numbers[k].estimate});
    out_.push_back({fmt::format("{}.diary.{}.floor", wave, report),
                    fmt::format("share of prompts with the lowest {} in {}", report, wave),
                    evidence::proportion(floor)});
  }

  const Seen& seen_;
  std::map<std::string, bool> several_;
  std::vector<Feature> out_;
};

}  // namespace

std::optional<std::pair<double, double>> ends_of(const std::string& unit) {
  const std::size_t line = unit.find('-', 1);
  if (line == std::string::npos) return std::nullopt;
  const auto low = io::to_number(unit.substr(0, line)), high = io::to_number(unit.substr(line + 1));
  return low && high ? std::optional(std::pair(*low, *high)) : std::nullopt;
}

bool leading_scale(std::string_view scale, std::string_view unit) {
  return unit != "0/1" && !scale.starts_with("style_") && !scale.ends_with("_theta");
}

std::vector<Feature> features_of(const Seen& seen) { return Maker(seen).make(); }

}  // namespace bowlby
