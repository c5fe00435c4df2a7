// Life courses and single moments.
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "app/report/parts.hpp"
#include "evidence/contrast.hpp"
#include "evidence/estimators.hpp"
#include "population/ticks.hpp"

namespace bowlby::page {
namespace {

struct Measured {
  const char* words;
  const char* unit;
};
// In the order of the columns read below.
constexpr Measured course_measures[]{
    {"expected response of others", "0-1"}, {"unpredictability of others", "0-1"}, {"distress", "slow mean"}};
// Before the first birthday little has been lived and the starting values show.
constexpr double first_year = days_per_year;
constexpr std::size_t panels_enough = 4;  // with more groups the third measure would only make the page longer
constexpr std::size_t lives_drawn = 6;

// The value below which a share `q` of the sorted values lies, between two of them if need be.
double quantile(const std::vector<double>& sorted, double q) {
  const double at = q * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  return sorted[low] + (at - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

// One group's spread, year by year. Years that few reach are left out: there the picture would be of those few.
report::CourseSeries spread(const std::string& group, std::map<int, std::vector<double>> by_age) {
  report::CourseSeries s;
  s.group = group;
  std::size_t most = 0;
  for (const auto& [age, values] : by_age) most = std::max(most, values.size());
  for (auto& [age, values] : by_age) {
    if (values.size() * 5 < most || values.size() < 3) continue;
    std::sort(values.begin(), values.end());
    s.age.push_back(age);
    s.median.push_back(quantile(values, .5));
    s.q10.push_back(quantile(values, .1));
    s.q25.push_back(quantile(values, .25));
    s.q75.push_back(quantile(values, .75));
    s.q90.push_back(quantile(values, .9));
  }
  return s;
}

// Each life's change between two ages, and its family, for those who were seen at both.
evidence::Sample ends_of(const Columns& c, const std::vector<std::size_t>& lives, const std::vector<double>& value,
                         double first, double last) {
  evidence::Sample changes{{"value", "cluster"}, {{}, {}}};
  for (const std::size_t begin : lives) {
    double from = report::unknown, to = report::unknown;
    for (std::size_t i = begin; i < c.rows() && c[0][i] == c[0][begin] && c[1][i] == c[1][begin]; ++i) {
      const double age = std::floor(c[2][i] / days_per_year);
      if (age == first) from = value[i];
      if (age == last) to = value[i];
    }
    if (!std::isfinite(to - from)) continue;
    changes.columns[0].push_back(to - from);
    changes.columns[1].push_back(c[7][begin]);
  }
  return changes;
}

void judge_change(report::CourseSeries& s, const evidence::Sample& changes, std::size_t groups) {
  if (changes.rows() < 10) return;  // so few say too little about their own spread
  const auto e = evidence::estimate("mean", changes);
  if (!e) return;
  const evidence::Estimate change = evidence::apart(*e, {}, groups);
  s.change = change.value;
  s.change_low = change.low;
  s.change_high = change.high;
}

// What somebody is to a figure of this role.
std::string counterpart(const std::string& role) {
  if (role == "mother" || role == "father" || role == "carer") return "child";
  if (role == "therapist") return "client";
  if (role == "ex") return "former partner";
  return role;
}

std::string who(double id, double age_days) {
  const double years = age_days / days_per_year;
  if (years < 3) return fmt::format("person {:.0f}, a child of {:.0f} months", id, std::floor(years * 12));
  return fmt::format("person {:.0f}, {} {:.0f} years old", id, years < 18 ? "a child" : "an adult", std::floor(years));
}

}  // namespace

std::vector<report::Course> courses(Source& source) {
  const Columns c = source.numbers(
      "SELECT c.replicate, c.person, c.age_days, " + source.grouping().sql + ", c.mu, c.nu, c.distress, " + family_sql +
          " FROM course c "
          "JOIN person p ON p.replicate = c.replicate AND p.id = c.person WHERE c.age_days >= ? ORDER BY 4, 1, 2, 3",
      {first_year});
  std::vector<report::Course> out;
  if (c.rows() == 0) return out;
  const auto& labels = source.grouping().labels;
  // where each person's rows begin, per group
  std::vector<std::vector<std::size_t>> lives(labels.size());
  std::uint64_t last = ~std::uint64_t{0};
  for (std::size_t i = 0; i < c.rows(); ++i) {
    const std::uint64_t person = person_key(c[0][i], c[1][i]);
    if (person != last) lives[static_cast<std::size_t>(c[3][i])].push_back(i);
    last = person;
  }
  for (std::size_t m = 0; m < std::size(course_measures); ++m) {
    if (m == 2 && labels.size() > panels_enough) break;
    const std::vector<double>& value = c[4 + m];
    report::Course course;
    course.measure = course_measures[m].words;
    course.unit = course_measures[m].unit;
    std::vector<std::map<int, std::vector<double>>> by_age(labels.size());
    for (std::size_t i = 0; i < c.rows(); ++i)
      if (std::isfinite(value[i]))
        by_age[static_cast<std::size_t>(c[3][i])][static_cast<int>(c[2][i] / days_per_year)].push_back(value[i]);
    const std::size_t each = std::max<std::size_t>(1, lives_drawn / labels.size());
    for (std::size_t g = 0; g < labels.size(); ++g) {
      report::CourseSeries s = spread(labels[g], std::move(by_age[g]));
      if (s.age.size() < 2) continue;
      const double end = s.age.back();
      judge_change(s, ends_of(c, lives[g], value, s.age.front(), end), labels.size());
      course.series.push_back(std::move(s));
      for (const std::size_t k : thinned(lives[g].size(), each)) {
        report::CourseLine line{labels[g], {}, {}};
        const std::size_t first = lives[g][k];
        for (std::size_t i = first; i < c.rows() && c[0][i] == c[0][first] && c[1][i] == c[1][first]; ++i) {
          const double age = std::floor(c[2][i] / days_per_year);
          if (age > end) break;
          line.age.push_back(age);
          line.value.push_back(value[i]);
        }
        course.lines.push_back(std::move(line));
      }
    }
    if (!course.series.empty()) out.push_back(std::move(course));
  }
  return out;
}

report::Moments moments(Source& source) {
  report::Moments out;
  // two days of whoever asks most often in any two days recorded, the longest alarmed among equals; who of the two
  // kinds of friends a friend is does not matter
  const Table t = source.table(
      "WITH day_of AS (SELECT replicate, person, day, SUM(action IN ('open bid', 'press')) bids, SUM(activation) alarm "
      "FROM moment GROUP BY 1, 2, 3), "
      "two_days AS (SELECT replicate, person, day, SUM(bids) OVER both_days bids, SUM(alarm) OVER both_days alarm "
      "FROM day_of "
      "WINDOW both_days AS (PARTITION BY replicate, person ORDER BY day RANGE BETWEEN CURRENT ROW AND 1 FOLLOWING)), "
      "first AS (SELECT replicate, person, day FROM two_days ORDER BY bids DESC, alarm DESC, replicate, person, day "
      "LIMIT 1) "
      "SELECT m.*, m.day - f.day AS since, m.day - p.born_day AS age_days FROM first f "
      "JOIN moment m ON m.replicate = f.replicate AND m.person = f.person AND m.day BETWEEN f.day AND f.day + 1 "
      "JOIN person p ON p.replicate = f.replicate AND p.id = f.person ORDER BY m.day, m.minute");
  const auto column = [&t](const char* name) {
    return static_cast<std::size_t>(std::ranges::find(t.columns, name) - t.columns.begin());
  };
  for (std::size_t i = 0; i < t.rows.size(); ++i) {
    const auto number = [&](const char* name) { return t.number(i, column(name)).value_or(report::unknown); };
    report::Moment m;
    m.minute = number("since") * 1440 + number("minute");
    m.figure = t.text(i, column("role"));
    m.role = counterpart(m.figure);
    m.action = t.text(i, column("action"));
    m.distress_before = number("distress_before");
    m.distress_struck = number("distress_struck");
    m.distress_after = number("distress_after");
    m.activation = number("activation");
    m.offered = number("offered");
    // what a figure would have answered is no answer
    if (m.action == "open bid" || m.action == "press" || m.offered > 0) {
      m.response = number("response");
      m.rebuff = number("rebuff");
    }
    m.fright = number("fright");
    m.conflict = number("conflict");
    if (out.steps.empty()) out.person = who(number("person"), number("age_days"));
    out.steps.push_back(std::move(m));
  }
  return out;
}

}  // namespace bowlby::page
