#include "io/results/wide.hpp"

#include <cmath>
#include <limits>
#include <set>

#include "io/text/fields.hpp"

namespace bowlby {

namespace {

std::string text_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  const auto* number = std::get_if<double>(&cell);
  return number ? io::number_text(*number) : std::string();
}

// What makes a value one of its kind; no name holds a line break.
std::string key_of(std::span<const Cell> cells) {
  std::string key;
  for (const Cell& cell : cells.first(5)) key += text_of(cell) + "\n";
  return key;
}

Problem refused(const ResultsReader& results, std::string key, std::string reason, std::string remedy) {
  return {Fault::data, results.path(), 0, 0, std::move(key), std::move(reason), std::move(remedy)};
}

}  // namespace

Expected<Wide> Wide::of(const ResultsReader& results) {
  Wide wide;
  for (const auto step : {&Wide::read_people, &Wide::read_columns, &Wide::read_values})
    if (auto problem = (wide.*step)(results)) return *problem;
  return wide;
}

std::optional<Problem> Wide::read_people(const ResultsReader& results) {
  const auto people = results.query(
      "SELECT replicate, id AS person, mother, father, sex, generation, born_day, "
      "died_day, arm, twin_pair, zygosity FROM person ORDER BY replicate, id");
  if (!people) return people.problems().front();
  person_columns_ = people->columns;
  people_ = people->rows;
  for (std::size_t i = 0; i < people_.size(); ++i)
    place_[{people->number(i, 0).value_or(0), people->number(i, 1).value_or(0)}] = i;
  return std::nullopt;
}

// The number of a visit is part of a name where a wave has several, and whom it is about where there are several.
std::optional<Problem> Wide::read_columns(const ResultsReader& results) {
  const auto found = results.query(
      "SELECT o.wave, o.visit, o.instrument, o.scale, o.target_role, m.unit, m.meaning FROM observation o "
      "JOIN measure m ON m.instrument = o.instrument AND m.scale = o.scale "
      "GROUP BY o.wave, o.visit, o.instrument, o.scale, o.target_role "
      "ORDER BY min(o.age_days), o.wave, o.visit, m.id, o.target_role");
  if (!found) return found.problems().front();
  std::map<std::string, std::set<std::string>> visits, roles;
  for (const auto& row : found->rows) {
    const std::string wave = text_of(row[0]) + "\n" + text_of(row[2]), scale = wave + "\n" + text_of(row[3]);
    visits[wave].insert(text_of(row[1]));
    roles[scale].insert(text_of(row[4]));
  }
  std::map<std::string, std::string> names;  // and what each of them is
  for (const std::string& own : person_columns_) names[own] = "of the person";
  for (const auto& row : found->rows) {
    const std::string wave = text_of(row[0]) + "\n" + text_of(row[2]), scale = wave + "\n" + text_of(row[3]);
    std::string name = text_of(row[0]);
    if (visits[wave].size() > 1) name += "_" + text_of(row[1]);
    name += "_" + text_of(row[2]) + "_" + text_of(row[3]);
    if (roles[scale].size() > 1) name += "_" + text_of(row[4]);
    const std::string what = "wave " + text_of(row[0]) + ", visit " + text_of(row[1]);
    if (const auto [at, fresh] = names.emplace(name, what); !fresh)
      return refused(results, name, "would be the name of two columns (" + at->second + "; " + what + ")",
                     "give the waves other names, or use the long form (observation.csv)");
    column_[key_of(row)] = columns_.size();
    columns_.push_back({name, row});
  }
  return std::nullopt;
}

std::optional<Problem> Wide::read_values(const ResultsReader& results) {
  values_.assign(people_.size() * columns_.size(), std::numeric_limits<double>::quiet_NaN());
  std::vector<bool> seen(values_.size());
  std::optional<Problem> twice;
  const auto problem = results.visit(
      "SELECT wave, visit, instrument, scale, target_role, replicate, person, value FROM observation", {},
      [](const auto&) {},
      [&](std::span<const Cell> row) {
        const double replicate = std::get<double>(row[5]), person = std::get<double>(row[6]);
        const auto at = place_.find({replicate, person});
        const auto column = column_.find(key_of(row));
        if (at == place_.end() || column == column_.end()) return;  // people from outside the run
        const std::size_t cell = at->second * columns_.size() + column->second;
        if (seen[cell] && !twice)
          twice = refused(results, columns_[column->second].name,
                          "person " + io::number_text(person) + " has two values for it",
                          "give waves of one instrument different names, or use the long form (observation.csv)");
        seen[cell] = true;
        if (const auto* value = std::get_if<double>(&row[7])) values_[cell] = *value;
      });
  return problem ? problem : twice;
}

WideTable Wide::table() const {
  std::vector<std::string> names = person_columns_;
  for (const Column& c : columns_) names.push_back(c.name);
  return {std::move(names), people_.size(), [this](std::size_t i, std::vector<Cell>& out) {
            out = people_[i];
            for (std::size_t k = 0; k < columns_.size(); ++k) {
              const double value = values_[i * columns_.size() + k];
              out.emplace_back();
              if (!std::isnan(value)) out.back() = value;
            }
          }};
}

WideTable Wide::codebook() const {
  return {{"column", "wave", "visit", "instrument", "scale", "about", "unit", "meaning"},
          columns_.size(),
          [this](std::size_t i, std::vector<Cell>& out) {
            out.assign(1, columns_[i].name);
            out.insert(out.end(), columns_[i].told.begin(), columns_[i].told.end());
          }};
}

}  // namespace bowlby
