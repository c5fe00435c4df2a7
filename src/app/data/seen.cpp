#include "app/data/seen.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "instruments/measures.hpp"
#include "io/results/data_set.hpp"
#include "io/text/fields.hpp"

namespace bowlby {
namespace {

constexpr double days_of_a_year = 365, age_not_told = 1;  // the day of birth of an import that tells none

constexpr const char* answers = R"(
SELECT o.replicate, o.person, w."index", o.visit, m.id, o.target_role, o.age_days, o.value
FROM observation o JOIN measure m ON m.instrument = o.instrument AND m.scale = o.scale
JOIN wave w ON w.name = o.wave AND w.instrument = o.instrument
WHERE o.value IS NOT NULL AND o.instrument <> 'diary')";

constexpr const char* diary_prompts = R"(
SELECT d.replicate, d.person, d.wave, d.visit, d.diary_day, d.prompt, d.day, d.security, d.distress, p.born_day,
  d.bids
FROM diary d JOIN person p ON p.id = d.person AND p.replicate = d.replicate
WHERE d.answered = 1 ORDER BY d.replicate, d.person, d.day, d.prompt)";

constexpr const char* unions_when_first_seen = R"(
SELECT p.replicate, p.id, u.other FROM person p
JOIN (SELECT replicate, person, MIN(age_days) AS age FROM observation_raw GROUP BY replicate, person) f
  ON f.replicate = p.replicate AND f.person = p.id
JOIN union_spell u ON u.replicate = p.replicate AND u.person = p.id AND u.other IS NOT NULL
  AND u.start_day <= p.born_day + f.age AND (u.end_day IS NULL OR u.end_day > p.born_day + f.age))";

constexpr const char* unions_at_an_age = R"(
SELECT p.replicate, p.id, u.other FROM person p
JOIN union_spell u ON u.replicate = p.replicate AND u.person = p.id AND u.other IS NOT NULL
  AND u.start_day <= p.born_day + ?1 AND (u.end_day IS NULL OR u.end_day > p.born_day + ?1))";

double number(const Cell& cell) {
  const auto* x = std::get_if<double>(&cell);
  return x ? *x : Seen::none;
}
std::string text(const Cell& cell) {
  const auto* x = std::get_if<std::string>(&cell);
  return x ? *x : std::string();
}

class Reader {
 public:
  Reader(const ResultsReader& from, const SeenOptions& options) : from_(from), options_(options) {}

  Expected<Seen> read() {
    import_ = from_.provenance(data_kind_key).has_value();
    for (const auto& part : {&Reader::measures, &Reader::names, &Reader::waves, &Reader::columns, &Reader::diaries,
                             &Reader::people, &Reader::partners})
      if (auto problem = (this->*part)()) return *problem;
    lay_out();
    return std::move(out_);
  }

 private:
  struct Measure {
    std::string instrument, scale, unit;
    bool known = false;
  };
  using Place = std::tuple<double, double, double, std::string>;  // wave, visit, measure, whom it is about

  bool wanted(const std::string& instrument, const std::string& scale) const {
    return options_.only.empty() || std::ranges::count(options_.only, instrument) > 0 ||
           std::ranges::count(options_.only, instrument + "." + scale) > 0;
  }

  std::optional<Problem> measures() {
    const auto rows = from_.query("SELECT id, instrument, scale, unit FROM measure");
    if (!rows) return rows.problems().front();
    const auto other = instruments_on_another_range(from_);
    if (!other) return other.problems().front();
    for (std::size_t r = 0; r < rows->rows.size(); ++r) {
      Measure m{rows->text(r, 1), rows->text(r, 2), rows->text(r, 3)};
      m.known = !other->contains(m.instrument) && std::ranges::any_of(measure_table, [&m](const MeasureInfo& i) {
        return i.instrument_name == m.instrument && i.scale == m.scale;
      });
      measures_[rows->number(r, 0).value_or(-1)] = std::move(m);
    }
    return std::nullopt;
  }

  // A name that is not there would drop out without a word where another one is.
  std::optional<Problem> names() {
    if (options_.only.empty()) return std::nullopt;
    std::set<std::string> there;
    for (const auto& [id, m] : measures_) {
      if (m.instrument == "diary" || m.scale.starts_with(item_prefix) || m.scale.ends_with("_deviation")) continue;
      there.insert(m.instrument), there.insert(m.instrument + "." + m.scale);
    }
    const auto diary = from_.query("SELECT 1 FROM diary WHERE answered = 1 LIMIT 1");
    if (!diary) return diary.problems().front();
    if (!diary->rows.empty()) there.insert("diary");
    for (const std::string& name : options_.only)
      if (!there.contains(name))
        return Problem{Fault::usage,
                       "",
                       0,
                       0,
                       "--only",
                       io::shown(name) + " is no instrument or scale of these data",
                       io::offer(name, {there.begin(), there.end()})};
    return std::nullopt;
  }

  std::optional<Problem> waves() {
    const auto rows = from_.query("SELECT \"index\", name FROM wave");
    if (!rows) return rows.problems().front();
    for (std::size_t r = 0; r < rows->rows.size(); ++r) waves_[rows->number(r, 0).value_or(-1)] = rows->text(r, 1);
    return std::nullopt;
  }

  std::size_t person(double replicate, double id) {
    const auto [at, fresh] = places_.emplace(std::pair(replicate, id), out_.people.size());
    if (fresh) {
      out_.people.emplace_back();
      out_.people.back().replicate = replicate, out_.people.back().id = id;
    }
    return at->second;
  }

  std::optional<Problem> columns() {
    std::set<std::string> unknown;
    auto problem = from_.visit(
        answers, {}, [](const auto&) {},
        [&](std::span<const Cell> row) {
          const Measure& m = measures_[number(row[4])];
          const std::string about = text(row[5]);
          if (!wanted(m.instrument, m.scale)) return;
          if (!m.known) {
            if (!m.scale.starts_with(item_prefix) && !m.scale.ends_with("_deviation"))
              unknown.insert(m.instrument + "." + m.scale);
            return;
          }
          const std::size_t p = person(number(row[0]), number(row[1]));
          Seen::Column& c = columns_[Place(number(row[2]), number(row[3]), number(row[4]), about)];
          if (c.instrument.empty()) {
            c.wave = waves_[number(row[2])], c.visit = static_cast<std::size_t>(number(row[3]));
            c.instrument = m.instrument, c.scale = m.scale + (about.empty() ? "" : "@" + about), c.unit = m.unit;
          }
          if (c.value.size() <= p) c.value.resize(p + 1, Seen::none), c.age.resize(p + 1, Seen::none);
          c.value[p] = number(row[7]);
          c.age[p] = number(row[6]) < 0 ? Seen::none : number(row[6]) / days_of_a_year;
        });
    out_.unknown.assign(unknown.begin(), unknown.end());
    return problem;
  }

  std::optional<Problem> diaries() {
    if (!wanted("diary", "")) return std::nullopt;
    return from_.visit(
        diary_prompts, {}, [](const auto&) {},
        [&](std::span<const Cell> row) {
          const std::size_t p = person(number(row[0]), number(row[1]));
          Seen::Diary& d = diaries_[{text(row[2]), number(row[3])}];
          d.wave = text(row[2]), d.visit = static_cast<std::size_t>(number(row[3]));
          const Seen::Prompt prompt{static_cast<int>(number(row[4])),
                                    static_cast<int>(number(row[5])),
                                    static_cast<int>(number(row[6])),
                                    number(row[7]),
                                    number(row[8]),
                                    number(row[10])};
          if (d.answered.size() <= p) d.answered.resize(p + 1);
          d.answered[p].push_back(prompt);
          const bool told = !import_ || number(row[9]) != age_not_told;
          d.age.resize(d.answered.size(), Seen::none);
          if (told) d.age[p] = (prompt.date - number(row[9])) / days_of_a_year;
        });
  }

  std::optional<Problem> people() {
    return from_.visit(
        "SELECT replicate, id, sex, arm FROM person", {}, [](const auto&) {},
        [&](std::span<const Cell> row) {
          const auto at = places_.find({number(row[0]), number(row[1])});
          if (at == places_.end()) return;
          Seen::Person& p = out_.people[at->second];
          const std::string sex = text(row[2]);
          p.sex = sex.empty() ? ' ' : sex.front();
          p.arm = text(row[3]);
        });
  }

  void pair(std::size_t a, std::size_t b) { out_.people[a].partner = b, out_.people[b].partner = a; }

  std::optional<Problem> partners() {
    if (import_) return told_couples();
    if (auto problem = from_.lay_out("union_spell")) return problem;
    std::map<std::size_t, std::size_t> of;
    const auto take = [&](std::span<const Cell> row) {
      const auto a = places_.find({number(row[0]), number(row[1])}), b = places_.find({number(row[0]), number(row[2])});
      if (a != places_.end() && b != places_.end()) of[a->second] = b->second;
    };
    std::vector<Cell> values;
    if (options_.couples_at) values.emplace_back(std::floor(*options_.couples_at * days_of_a_year));
    if (auto problem = from_.visit(
            options_.couples_at ? unions_at_an_age : unions_when_first_seen, values, [](const auto&) {}, take))
      return problem;
    for (const auto& [a, b] : of)  // of those seen years apart, one may have parted meanwhile
      if (const auto back = of.find(b); back != of.end() && back->second == a) pair(a, b);
    return std::nullopt;
  }

  std::optional<Problem> told_couples() {
    std::map<std::string, std::vector<std::size_t>> couples;
    auto problem = from_.visit(
        "SELECT replicate, person, value FROM told WHERE \"column\" = 'couple'", {}, [](const auto&) {},
        [&](std::span<const Cell> row) {
          if (const auto at = places_.find({number(row[0]), number(row[1])}); at != places_.end())
            couples[text(row[2])].push_back(at->second);
        });
    for (const auto& [name, members] : couples)
      if (members.size() == 2) pair(members[0], members[1]);
    return problem;
  }

  // Everything as long as there are people.
  void lay_out() {
    const std::size_t n = out_.people.size();
    for (auto& [place, c] : columns_) {
      c.value.resize(n, Seen::none), c.age.resize(n, Seen::none);
      out_.columns.push_back(std::move(c));
    }
    for (auto& [place, d] : diaries_) {
      d.answered.resize(n), d.age.resize(n, Seen::none);
      count_days(d);
      out_.diaries.push_back(std::move(d));
    }
  }

  // Days of an import that do not begin with 1 are dates, or numbers of a calendar: everybody's own first is day 1.
  void count_days(Seen::Diary& d) const {
    int least = std::numeric_limits<int>::max();
    for (const auto& prompts : d.answered)
      for (const Seen::Prompt& p : prompts) least = std::min(least, p.day);
    for (auto& prompts : d.answered) {
      const int first = prompts.empty() ? 1 : prompts.front().day;
      for (Seen::Prompt& p : prompts) {
        if (import_ && least != 1) p.day += 1 - first;
        d.days = std::max(d.days, p.day), d.prompts = std::max(d.prompts, p.prompt);
      }
    }
  }

  const ResultsReader& from_;
  const SeenOptions& options_;
  bool import_ = false;
  Seen out_;
  std::map<double, Measure> measures_;
  std::map<double, std::string> waves_;
  std::map<std::pair<double, double>, std::size_t> places_;
  std::map<Place, Seen::Column> columns_;
  std::map<std::pair<std::string, double>, Seen::Diary> diaries_;
};

}  // namespace

Expected<Seen> read_seen(const ResultsReader& from, const SeenOptions& options) { return Reader(from, options).read(); }

}  // namespace bowlby
