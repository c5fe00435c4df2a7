#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "app/report/parts.hpp"
#include "io/embedded.hpp"
#include "io/study/file.hpp"
#include "population/record.hpp"
#include "population/ticks.hpp"

namespace bowlby::page {
namespace {

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

std::string measure_id(Measure m) {
  return "(SELECT id FROM measure WHERE instrument = " + quoted(info(m).instrument_name) +
         " AND scale = " + quoted(info(m).scale) + ")";
}

Grouping grouping_of(const Study& s) {
  Grouping g;
  g.arms = s.scenario.arms.size() > 1;
  if (g.arms) {
    for (const Arm& a : s.scenario.arms) g.labels.push_back(spoken(a.name));
    g.sql = "(SELECT \"index\" FROM arm WHERE name = p.arm)";
  } else {
    for (int i = 1; i <= s.scenario.generations; ++i) g.labels.push_back(fmt::format("Generation {}", i));
    g.sql = "(p.generation - 1)";
  }
  return g;
}

}  // namespace

const std::vector<double>& Columns::operator[](std::size_t c) const {
  static const std::vector<double> none;
  return c < columns_.size() ? columns_[c] : none;
}

Source::Source(const ResultsReader& reader) : reader_(reader) {
  if (const auto study = parse_study(told("study"), reader.path() + " (study inside the results)"))
    study_ = *study;
  else
    note(study.problems());
  grouping_ = grouping_of(study_);
  read_visits();
  if (const auto rows = compare(reader))
    comparisons_ = *rows;
  else
    note(rows.problems());
  if (const auto problem = measure_replicates(reader, comparisons_)) note({*problem});
  if (const auto rows = published_targets())
    targets_ = *rows;
  else
    note(rows.problems());
}

Columns Source::numbers(const std::string& sql, const std::vector<Cell>& values) {
  const auto found = reader_.numbers(sql, values);
  if (found) return Columns(*found);
  note(found.problems());
  return {};
}

Table Source::table(const std::string& sql, const std::vector<Cell>& values) {
  const auto found = reader_.query(sql, values);
  if (found) return *found;
  note(found.problems());
  return {};
}

void Source::read_visits() {
  const auto by_age = [](const Wave& w) { return !w.ages.empty(); };
  for (std::size_t w = 0; w < study_.waves.size(); ++w)
    for (std::size_t v = 0; v < study_.waves[w].ages.size(); ++v)
      visits_.push_back({static_cast<int>(w), static_cast<int>(v), study_.waves[w].ages[v]});
  if (!std::ranges::all_of(study_.waves, by_age)) {
    const Columns c = numbers("SELECT wave, visit, AVG(age_days) FROM observation_raw GROUP BY wave, visit");
    for (std::size_t i = 0; i < c.rows(); ++i)
      if (const auto w = static_cast<std::size_t>(c[0][i]), v = static_cast<std::size_t>(c[1][i]);
          !by_age(study_.waves[w])) {
        const Wave& wave = study_.waves[w];
        Visit visit{static_cast<int>(w), static_cast<int>(v), c[2][i] / days_per_year};
        if (v < wave.months.size()) {
          visit.after = spoken(event_kind_names[static_cast<std::size_t>(wave.after)]);
          visit.months = wave.months[v];
        }
        visits_.push_back(std::move(visit));
      }
  }
  std::stable_sort(visits_.begin(), visits_.end(), [](const Visit& a, const Visit& b) { return a.age < b.age; });
}

std::vector<Visit> Source::visits(Instrument instrument) const {
  std::vector<Visit> out;
  for (const Visit& v : visits_)
    if (study_.waves[static_cast<std::size_t>(v.wave)].instrument == instrument) out.push_back(v);
  return out;
}

double Source::couple_of(std::uint64_t person, double day) {
  if (!unions_) {
    unions_.emplace();
    const Columns c = numbers(
        "SELECT e.replicate, e.person, e.other, e.day FROM event_raw e WHERE e.other IS NOT NULL AND e.kind = (SELECT "
        "id FROM event_kind WHERE name = 'union_start')");
    std::map<std::pair<std::uint64_t, std::uint64_t>, double> number;
    for (std::size_t i = 0; i < c.rows(); ++i) {
      const std::uint64_t a = person_key(c[0][i], c[1][i]), b = person_key(c[0][i], c[2][i]);
      const double couple =
          number.try_emplace(std::minmax(a, b), -1.0 - static_cast<double>(number.size())).first->second;
      for (const std::uint64_t who : {a, b}) unions_->push_back({who, c[3][i], couple});
    }
    std::stable_sort(unions_->begin(), unions_->end(), [](const Begun& a, const Begun& b) {
      return a.person != b.person ? a.person < b.person : a.day < b.day;
    });
  }
  const auto after = std::upper_bound(
      unions_->begin(), unions_->end(), person,
      [day](std::uint64_t id, const Begun& b) { return b.person > id || (b.person == id && b.day > day); });
  if (after == unions_->begin() || std::prev(after)->person != person) return static_cast<double>(person);
  return std::prev(after)->couple;
}

Sample Source::observed(Measure m, const Visit& v, int role) {
  std::vector<Cell> values{static_cast<double>(v.wave), static_cast<double>(v.visit)};
  std::string of_role;
  if (role >= 0) {
    of_role = " AND o.role = ?";
    values.push_back(static_cast<double>(role));
  }
  const Columns c = numbers("SELECT o.replicate, o.person, " + grouping_.sql + ", o.value, " + family_sql +
                                ", p.born_day + o.age_days "
                                "FROM observation_raw o JOIN person p ON p.replicate = o.replicate AND p.id = o.person "
                                "WHERE o.measure = " +
                                measure_id(m) + " AND o.wave = ? AND o.visit = ?" + of_role + " AND " + grouping_.sql +
                                " IS NOT NULL AND o.value IS NOT NULL ORDER BY o.replicate, o.person",
                            values);
  Sample s{c[2], c[3], c[4], {}, {}};
  for (std::size_t i = 0; i < c.rows(); ++i) {
    s.person.push_back(person_key(c[0][i], c[1][i]));
    s.couple.push_back(couple_of(s.person.back(), c[5][i]));
  }
  return s;
}

const Comparison* Source::compared(std::string_view id) const {
  const auto at =
      std::find_if(comparisons_.begin(), comparisons_.end(), [id](const Comparison& c) { return c.target.id == id; });
  return at == comparisons_.end() ? nullptr : &*at;
}

const evidence::Target* Source::target(std::string_view id) const {
  const auto at =
      std::find_if(targets_.begin(), targets_.end(), [id](const evidence::Target& t) { return t.id == id; });
  return at == targets_.end() ? nullptr : &*at;
}

History::History(Source& source, Measure m) {
  const Columns c = source.numbers(
      "SELECT o.replicate, o.person, p.born_day + o.age_days, o.value FROM observation_raw o "
      "JOIN person p ON p.replicate = o.replicate AND p.id = o.person WHERE o.measure = " +
      measure_id(m) + " AND o.value IS NOT NULL");
  for (std::size_t i = 0; i < c.rows(); ++i) points_.push_back({person_key(c[0][i], c[1][i]), c[2][i], c[3][i]});
  std::stable_sort(points_.begin(), points_.end(), [](const Point& a, const Point& b) {
    return a.person != b.person ? a.person < b.person : a.day < b.day;
  });
}

std::optional<double> History::nearest(std::uint64_t person, double day, double reach) const {
  const auto at = std::lower_bound(points_.begin(), points_.end(), person,
                                   [](const Point& p, std::uint64_t id) { return p.person < id; });
  std::optional<double> best;
  double gap = reach;
  for (auto p = at; p != points_.end() && p->person == person; ++p)
    if (std::abs(p->day - day) <= gap) {
      gap = std::abs(p->day - day);
      best = p->value;
    }
  return best;
}

std::optional<double> History::before(std::uint64_t person, double day) const {
  const auto at = std::lower_bound(points_.begin(), points_.end(), person,
                                   [](const Point& p, std::uint64_t id) { return p.person < id; });
  std::optional<double> last;
  for (auto p = at; p != points_.end() && p->person == person && p->day <= day; ++p) last = p->value;
  return last;
}

std::vector<std::size_t> thinned(std::size_t n, std::size_t most) {
  std::vector<std::size_t> kept;
  const std::size_t count = std::min(n, most);
  for (std::size_t k = 0; k < count; ++k) kept.push_back(k * n / count);
  return kept;
}

std::string age_text(double years) {
  // Visits by date or event come at a mean of many ages, such as 29.99: a week short of a month or a year is none.
  const double months = std::floor(years * 12 + .25);
  if (months < 36) return fmt::format("{:.0f} months", months);
  const double quarters = std::round(years * 4) / 4;
  if (std::abs(years - quarters) < .02) return fmt::format("{:.4g}", quarters);
  return fmt::format("{:.4g}", std::round(years * 10) / 10);
}

std::string when_text(const Visit& v) {
  if (v.after.empty()) return age_text(v.age);
  if (v.months == 0) return v.after;
  const bool years = v.months % 12 == 0;
  const int n = years ? v.months / 12 : v.months;
  return fmt::format("{} {}{} after {}", n, years ? "year" : "month", n == 1 ? "" : "s", v.after);
}

std::string spoken(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::pair<double, double> tertiles(std::vector<double> values) {
  if (values.empty()) return {0, 0};
  std::sort(values.begin(), values.end());
  return {values[(values.size() - 1) / 3], values[(values.size() - 1) * 2 / 3]};
}

}  // namespace bowlby::page
