#include "evidence/daily_life.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "evidence/cluster.hpp"

namespace bowlby::evidence {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// What one diary adds to every number; sums are around the diary's own mean. One row of a sample.
enum Column { cluster, days, mean, squares, lag_xy, lag_xx, lag_yy, their_mean, same_xy, same_xx, same_yy, columns };

double mean_of(const std::vector<double>& x) {
  double sum = 0;
  for (const double v : x) sum += v;
  return sum / static_cast<double>(x.size());
}

// Everybody who is linked by living together, by the smallest number among them.
class Households {
 public:
  explicit Households(std::span<const DayByDay> all) {
    for (const DayByDay& d : all)
      if (d.partner != 0) join(root(d.person), root(d.partner));
  }
  std::uint64_t root(std::uint64_t person) {
    const auto at = above_.find(person);
    return at == above_.end() ? person : at->second = root(at->second);
  }

 private:
  void join(std::uint64_t a, std::uint64_t b) {
    if (a != b) above_[std::max(a, b)] = std::min(a, b);
  }
  std::map<std::uint64_t, std::uint64_t> above_;
};

struct Row {
  double of[columns];
};

Row alone(const DayByDay& d) {
  Row r{};
  r.of[days] = static_cast<double>(d.value.size());
  r.of[mean] = mean_of(d.value);
  r.of[their_mean] = none;
  for (std::size_t i = 0; i < d.value.size(); ++i) {
    const double x = d.value[i] - r.of[mean];
    r.of[squares] += x * x;
    if (i == 0 || d.date[i] != d.date[i - 1] + 1) continue;
    const double before = d.value[i - 1] - r.of[mean];
    r.of[lag_xy] += before * x, r.of[lag_xx] += before * before, r.of[lag_yy] += x * x;
  }
  return r;
}

// Adds what the partner's diary says of the dates that both have.
void beside(const DayByDay& mine, const DayByDay& theirs, Row& r) {
  const double their_level = mean_of(theirs.value);
  std::size_t k = 0;
  bool some = false;
  for (std::size_t i = 0; i < mine.date.size(); ++i) {
    while (k < theirs.date.size() && theirs.date[k] < mine.date[i]) ++k;
    if (k == theirs.date.size()) break;
    if (theirs.date[k] != mine.date[i]) continue;
    const double x = mine.value[i] - r.of[mean], y = theirs.value[k] - their_level;
    r.of[same_xy] += x * y, r.of[same_xx] += x * x, r.of[same_yy] += y * y;
    some = true;
  }
  if (some) r.of[their_mean] = their_level;
}

Sample rows_of(std::span<const DayByDay> all) {
  Households households(all);
  std::multimap<std::uint64_t, const DayByDay*> by_person;
  for (const DayByDay& d : all)
    if (!d.value.empty()) by_person.emplace(d.person, &d);
  Sample sample;
  sample.names.assign(columns, "");
  sample.names[cluster] = "cluster";
  sample.columns.resize(columns);
  for (const DayByDay& d : all) {
    if (d.value.empty()) continue;
    Row r = alone(d);
    r.of[cluster] = static_cast<double>(households.root(d.person));
    const auto [from, until] = by_person.equal_range(d.partner);
    for (auto other = from; other != until && d.partner != 0; ++other)
      if (other->second->partner == d.person && std::isnan(r.of[their_mean])) beside(d, *other->second, r);
    for (std::size_t c = 0; c < columns; ++c) sample.columns[c].push_back(r.of[c]);
  }
  return sample;
}

double sum(const Sample& s, Column c) {
  double total = 0;
  for (const double v : s.columns[c]) total += v;
  return total;
}

double degrees(const Sample& s) { return sum(s, days) - static_cast<double>(s.rows()); }

Maybe value_if(bool known, double value, const Sample& s) {
  if (!known || !std::isfinite(value)) return std::nullopt;
  return Estimate{value, none, none, s.rows(), 0};
}

Maybe ratio(const Sample& s, Column xy, Column xx, Column yy) {
  const double size = std::sqrt(sum(s, xx) * sum(s, yy));
  return value_if(size > 0, sum(s, xy) / size, s);
}

Maybe level(const Sample& s) { return value_if(s.rows() > 0, mean_of(s.columns[mean]), s); }

Maybe between(const Sample& s) {
  if (s.rows() < 2 || !(degrees(s) > 0)) return std::nullopt;
  const double n = static_cast<double>(s.rows()), centre = mean_of(s.columns[mean]);
  const double within = sum(s, squares) / degrees(s);
  double spread = 0;
  for (std::size_t i = 0; i < s.rows(); ++i) {
    const double x = s.columns[mean][i] - centre;
    spread += x * x / (n - 1) - within / s.columns[days][i] / n;
  }
  return value_if(true, std::sqrt(std::max(0.0, spread)), s);
}

Maybe within(const Sample& s) { return value_if(degrees(s) > 0, std::sqrt(sum(s, squares) / degrees(s)), s); }

Maybe carry_over(const Sample& s) { return ratio(s, lag_xy, lag_xx, lag_yy); }

// Both partners have a row, so that nobody is first.
Maybe alike_on_the_whole(const Sample& s) {
  std::vector<double> x, y;
  for (std::size_t i = 0; i < s.rows(); ++i)
    if (!std::isnan(s.columns[their_mean][i])) x.push_back(s.columns[mean][i]), y.push_back(s.columns[their_mean][i]);
  return correlation(x, y);
}

Maybe alike_from_day_to_day(const Sample& s) { return ratio(s, same_xy, same_xx, same_yy); }

struct Statistic {
  Maybe (*of)(const Sample&);
  Scale scale;
  bool couples;
  const char* why_not;
};
constexpr Statistic statistics[daily_count]{
    {level, Scale::plain, false, "no day has an answer"},
    {between, Scale::logarithm, false, "needs two persons and two days"},
    {within, Scale::logarithm, false, "needs two days of one person"},
    {carry_over, Scale::fisher_z, false, "no two days that follow each other"},
    {alike_on_the_whole, Scale::fisher_z, true, "no partners kept it on the same days"},
    {alike_from_day_to_day, Scale::fisher_z, true, "no partners kept it on the same days"},
};

Sample of_couples(const Sample& all) {
  Sample kept;
  kept.names = all.names;
  kept.columns.resize(columns);
  for (std::size_t i = 0; i < all.rows(); ++i)
    if (!std::isnan(all.columns[their_mean][i]))
      for (std::size_t c = 0; c < columns; ++c) kept.columns[c].push_back(all.columns[c][i]);
  return kept;
}

std::size_t households_in(const Sample& s) {
  return std::set<double>(s.columns[cluster].begin(), s.columns[cluster].end()).size();
}

}  // namespace

std::array<DailyNumber, daily_count> daily_life(std::span<const DayByDay> all) {
  const Sample everybody = rows_of(all), couples = of_couples(everybody);
  std::array<DailyNumber, daily_count> out;
  for (std::size_t i = 0; i < daily_count; ++i) {
    const Statistic& statistic = statistics[i];
    const Sample& rows = statistic.couples ? couples : everybody;
    const Maybe whole = rows.rows() > 0 ? statistic.of(rows) : std::nullopt;
    if (!whole) {
      out[i].why_not = statistic.why_not;
      continue;
    }
    const Estimate told = cluster_interval(*whole, rows, statistic.scale, statistic.of);
    if (told.clusters > 0)
      out[i].estimate = told;
    else if (households_in(rows) >= 5)
      out[i].why_not = "the same in all, or too little of it for an interval";
    else
      out[i].why_not = statistic.couples ? "fewer than five couples" : "fewer than five households";
  }
  return out;
}

}  // namespace bowlby::evidence
