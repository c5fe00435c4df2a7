#include "io/results/couples.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "io/results/data_set.hpp"

namespace bowlby {
namespace {

// Of every answer: who lives with whom on its day.
constexpr const char* of_a_run = R"(
SELECT o.replicate, o.person, u.other, o.wave, o.visit,
  MIN(o.person, u.other) || '-' || MAX(o.person, u.other) AS couple, CASE p.sex WHEN 'f' THEN 'woman' ELSE 'man' END
  AS role, o.instrument || '_' || o.scale || COALESCE('_' || o.target_role, '') AS name, o.value,
  CASE p.sex WHEN 'f' THEN 0 ELSE 1 END AS side, p.born_day + o.age_days AS day, p.arm
FROM observation o JOIN person p ON p.id = o.person AND p.replicate = o.replicate
JOIN union_spell u ON u.replicate = o.replicate AND u.person = o.person AND u.other IS NOT NULL
  AND u.start_day <= p.born_day + o.age_days AND (u.end_day IS NULL OR u.end_day > p.born_day + o.age_days)
ORDER BY o.replicate, o.person, o.wave, o.visit)";

// The map says it: both members have the same text under `couple`.
constexpr const char* of_an_import = R"(
SELECT o.replicate, o.person, b.person AS other, o.wave, o.visit, a.value AS couple, COALESCE(r.value, '') AS role,
  o.instrument || '_' || o.scale || COALESCE('_' || o.target_role, '') AS name, o.value, 0 AS side, 0 AS day, p.arm
FROM observation o JOIN person p ON p.id = o.person AND p.replicate = o.replicate
JOIN told a ON a.person = o.person AND a."column" = 'couple'
JOIN told b ON b."column" = 'couple' AND b.value = a.value AND b.person <> a.person
LEFT JOIN told r ON r.person = o.person AND r."column" = 'role'
ORDER BY o.replicate, o.person, o.wave, o.visit)";

// Doses of help that somebody was given, day by day.
constexpr const char* help_given = R"(
SELECT replicate, person, CASE kind WHEN 'therapy_start' THEN 'therapy' ELSE kind END AS kind, day, value FROM event
WHERE kind IN ('therapy_start', 'regulation', 'couple_work', 'gratitude', 'parenting', 'secure_partner')
ORDER BY replicate, person, day)";

std::string text_of(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text ? *text : std::string();
}

double number_of(const Cell& cell) {
  const auto* number = std::get_if<double>(&cell);
  return number ? *number : std::numeric_limits<double>::quiet_NaN();
}

Cell arm_of(const std::string& arm) { return arm.empty() ? Cell() : Cell(arm); }
Cell cell_of(double v) { return std::isnan(v) ? Cell() : Cell(v); }

}  // namespace

Expected<Couples> Couples::of(const ResultsReader& results) {
  Couples couples;
  if (auto problem = couples.read_rows(results)) return *problem;
  couples.keep_pairs();
  if (auto problem = couples.read_help(results)) return *problem;
  return couples;
}

std::optional<Problem> Couples::read_rows(const ResultsReader& results) {
  const bool import = results.provenance(data_kind_key).has_value();
  if (!import)
    if (auto problem = results.lay_out("union_spell")) return problem;
  std::map<std::string, std::size_t> column;
  const auto take = [&](std::span<const Cell> row) {
    const Place place{number_of(row[0]), number_of(row[1]), text_of(row[3]), number_of(row[4])};
    const auto [at, fresh] = place_.emplace(place, rows_.size());
    if (fresh) {
      rows_.emplace_back();
      Row& r = rows_.back();
      r.replicate = number_of(row[0]), r.person = number_of(row[1]), r.partner = number_of(row[2]);
      r.wave = text_of(row[3]), r.visit = number_of(row[4]), r.couple = text_of(row[5]), r.role = text_of(row[6]);
      r.first = number_of(row[9]) == 0;
      r.day = number_of(row[10]), r.arm = text_of(row[11]);
      arms_ = arms_ || !r.arm.empty();
    }
    const auto [c, new_column] = column.emplace(text_of(row[7]), columns_.size());
    if (new_column) columns_.push_back(c->first);
    std::vector<double>& values = rows_[at->second].values;
    if (values.size() <= c->second) values.resize(c->second + 1, std::numeric_limits<double>::quiet_NaN());
    values[c->second] = number_of(row[8]);
  };
  return results.visit(
      import ? of_an_import : of_a_run, {}, [](const auto&) {}, take);
}

// Only where both answered, and each lived with the other then.
void Couples::keep_pairs() {
  std::vector<Row> kept;
  std::vector<std::pair<Place, Place>> whose;
  for (Row& r : rows_) {
    const Place own{r.replicate, r.person, r.wave, r.visit}, other{r.replicate, r.partner, r.wave, r.visit};
    const auto at = place_.find(other);
    if (at == place_.end() || rows_[at->second].partner != r.person) continue;
    whose.emplace_back(own, other);
    kept.push_back(r);
  }
  place_.clear();
  for (std::size_t i = 0; i < kept.size(); ++i) place_[whose[i].first] = i;
  rows_ = std::move(kept);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    rows_[i].values.resize(columns_.size(), std::numeric_limits<double>::quiet_NaN());
    rows_[i].partners_row = place_[whose[i].second];
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const Row &one = rows_[i], &other = rows_[one.partners_row];
    if (one.first != other.first ? one.first : one.person < other.person) firsts_.push_back(i);
  }
}

// The sum of what each of the two was given up to the day of the visit, a column for every kind that anybody was given.
std::optional<Problem> Couples::read_help(const ResultsReader& results) {
  if (rows_.empty()) return std::nullopt;
  std::map<std::pair<double, double>, std::vector<std::size_t>> rows_of;
  for (std::size_t i = 0; i < rows_.size(); ++i) rows_of[{rows_[i].replicate, rows_[i].person}].push_back(i);
  std::map<std::string, std::vector<double>> sums;  // by kind, then by row
  auto problem = results.visit(
      help_given, {}, [](const auto&) {},
      [&](std::span<const Cell> row) {
        const auto at = rows_of.find({number_of(row[0]), number_of(row[1])});
        if (at == rows_of.end()) return;
        for (const std::size_t i : at->second) {
          if (rows_[i].day < number_of(row[3])) continue;
          std::vector<double>& own = sums[text_of(row[2])];
          own.resize(rows_.size(), 0);
          own[i] += number_of(row[4]);
        }
      });
  for (const auto& [kind, own] : sums) {
    columns_.push_back("help_" + kind);
    for (std::size_t i = 0; i < rows_.size(); ++i) rows_[i].values.push_back(own[i]);
  }
  return problem;
}

std::vector<Cell> Couples::told(const Row& r) const {
  return {Cell(r.replicate), Cell(r.couple), Cell(r.wave), Cell(r.visit)};
}

WideTable Couples::pairwise() const {
  std::vector<std::string> names{"replicate", "couple", "wave", "visit", "person", "partner", "role"};
  if (arms_) names.insert(names.end(), {"arm", "arm_P"});
  for (const std::string& c : columns_) names.push_back(c);
  for (const std::string& c : columns_) names.push_back(c + "_P");
  return {std::move(names), rows_.size(), [this](std::size_t i, std::vector<Cell>& out) {
            const Row& r = rows_[i];
            out = told(r);
            out.insert(out.end(), {Cell(r.person), Cell(r.partner), Cell(r.role)});
            if (arms_) out.insert(out.end(), {arm_of(r.arm), arm_of(rows_[r.partners_row].arm)});
            for (const Row* whose : {&r, &rows_[r.partners_row]})
              for (const double v : whose->values) out.push_back(cell_of(v));
          }};
}

WideTable Couples::household() const {
  std::vector<std::string> names{"replicate", "couple", "wave", "visit"};
  for (const char* end : {"_1", "_2"}) {
    for (const char* own : {"person", "role"}) names.push_back(std::string(own) + end);
    if (arms_) names.push_back(std::string("arm") + end);
  }
  for (const char* end : {"_1", "_2"})
    for (const std::string& c : columns_) names.push_back(c + end);
  return {std::move(names), firsts_.size(), [this](std::size_t i, std::vector<Cell>& out) {
            const Row &one = rows_[firsts_[i]], &two = rows_[one.partners_row];
            out = told(one);
            for (const Row* r : {&one, &two}) {
              out.insert(out.end(), {Cell(r->person), Cell(r->role)});
              if (arms_) out.push_back(arm_of(r->arm));
            }
            for (const Row* r : {&one, &two})
              for (const double v : r->values) out.push_back(cell_of(v));
          }};
}

}  // namespace bowlby
