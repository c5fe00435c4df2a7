#include "app/data/cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "io/text/fields.hpp"
#include "io/text/numbers.hpp"
#include "scoring/key.hpp"

namespace bowlby {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// From so many on, and from that share on, cells that do not fit are no slips.
constexpr std::size_t fewest_grave = 5;
constexpr double grave_share = .05;

std::string few(const std::vector<std::string>& names) {
  constexpr std::size_t most = 12;
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) out += (i == 0 ? "" : ", ") + names[i];
  return out + (names.size() > most ? ", ... (" + std::to_string(names.size()) + " in all)" : "");
}

class Finder {
 public:
  Finder(const io::DataMap& map, const io::AnswerTable& table) : map_(map), table_(table) {}

  std::size_t find(const io::MappedColumn& c) {
    const auto place = find_column(map_, table_, c);
    if (place) return *place;
    problems.push_back(place.problems().front());
    return 0;
  }
  std::optional<std::size_t> find(const std::optional<io::MappedColumn>& c) {
    return c ? std::optional(find(*c)) : std::nullopt;
  }
  std::vector<Problem> problems;

 private:
  const io::DataMap& map_;
  const io::AnswerTable& table_;
};

}  // namespace

Expected<std::size_t> find_column(const io::DataMap& map, const io::AnswerTable& table, const io::MappedColumn& c) {
  if (const auto place = table.place(c.name)) return *place;
  std::vector<std::string> known;
  for (const std::string& name : table.columns)
    if (!name.empty()) known.push_back(name);
  const std::string near = nearest_name(c.name, known);
  return Problem{Fault::data,
                 map.file,
                 c.line,
                 c.column,
                 c.key,
                 "the data file has no column " + io::shown(c.name),
                 near.empty() ? "it has " + few(known) : "did you mean " + near + "?"};
}

std::vector<Problem> find_columns(const io::DataMap& map, const io::AnswerTable& table, ColumnPlaces& places) {
  Finder finder(map, table);
  places.id = finder.find(map.id);
  places.age = finder.find(map.age);
  places.sex = finder.find(map.sex);
  places.arm = finder.find(map.arm);
  for (const auto& c : map.told) places.told.push_back(finder.find(c));
  for (const io::MappedInstrument& i : map.instruments) {
    auto& items = places.items.emplace_back();
    std::map<std::size_t, std::string> taken;
    for (std::size_t k = 0; k < i.items.size(); ++k) {
      const std::size_t before = finder.problems.size();
      items.push_back(finder.find(i.items[k]));
      if (finder.problems.size() > before) continue;
      const auto [at, fresh] = taken.emplace(items.back(), i.key.items[k]);
      if (!fresh)
        finder.problems.push_back({Fault::data, map.file, i.items[k].line, i.items[k].column, i.items[k].key,
                                   "the column " + io::shown(i.items[k].name) + " is already item " + at->second,
                                   "each item has a column of its own"});
    }
    places.totals.push_back(finder.find(i.total));
  }
  return std::move(finder.problems);
}

std::string_view trimmed_cell(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

AnswerReader::AnswerReader(const io::DataMap& map, const io::MappedInstrument& instrument, char point)
    : map_(map), instrument_(instrument), point_(point) {
  for (const std::string& code : map.missing)
    if (const auto number = io::to_number(code)) missing_.push_back(*number);
  for (const scoring::Scale& s : instrument.key.scales) whole_ |= !s.graded.empty();
}

AnswerRead AnswerReader::read(std::string_view cell) const {
  cell = trimmed_cell(cell);
  if (const auto word = instrument_.labels.find(cell); word != instrument_.labels.end())
    return {word->second, AnswerFault::none, true};
  if (map_.is_missing(cell)) return {none, AnswerFault::none, false};
  double x = 0;
  if (!io::cell_number(cell, point_, x)) return {none, AnswerFault::no_number, true};
  if (std::ranges::find(missing_, x) != missing_.end()) return {none, AnswerFault::none, false};
  if (x < instrument_.key.low || x > instrument_.key.high) return {none, AnswerFault::outside, true};
  if (whole_ && x != std::floor(x)) return {none, AnswerFault::between, true};
  return {x, AnswerFault::none, true};
}

std::string AnswerReader::why(std::string_view cell) const {
  switch (read(cell).fault) {
    case AnswerFault::no_number:
      return instrument_.labels.empty() ? "is no number" : "is no number and none of the labels";
    case AnswerFault::outside:
      return "is outside " + io::number_text(instrument_.key.low) + " to " + io::number_text(instrument_.key.high);
    case AnswerFault::between:
      return "is no whole answer";
    case AnswerFault::none:
      break;
  }
  return "";
}

void ColumnFaults::add(const AnswerRead& read) {
  given_ += read.given ? 1 : 0;
  words_ += read.fault == AnswerFault::no_number ? 1 : 0;
  outside_ += read.fault == AnswerFault::outside ? 1 : 0;
}

std::optional<Problem> ColumnFaults::grave(const scoring::Key& key, const io::AnswerTable& table,
                                           std::size_t column) const {
  const auto many = [&](std::size_t count) {
    return count >= fewest_grave && static_cast<double>(count) >= grave_share * static_cast<double>(given_);
  };
  const auto problem = [&](std::size_t count, const std::string& what, std::string remedy) {
    return Problem{Fault::data,
                   table.file,
                   0,
                   0,
                   table.columns[column],
                   std::to_string(count) + " of " + std::to_string(given_) + " answers " + what,
                   std::move(remedy)};
  };
  if (many(words_))
    return problem(words_, "are words, not numbers",
                   "say what the words stand for (labels: in the map), or look whether it is the right column");
  if (many(outside_))
    return problem(outside_, "lie outside " + io::number_text(key.low) + " to " + io::number_text(key.high),
                   "look at range: in the key, missing: in the map, and whether it is the right column");
  return std::nullopt;
}

std::string why_no_age(double age, const io::DataMap& map) {
  constexpr double first_year = 1900, last_year = 2100;
  std::string why = "is outside " + io::number_text(map.age_low) + " to " + io::number_text(map.age_high);
  if (age >= first_year && age <= last_year && age == std::floor(age)) why += "; it looks like a year of birth";
  return why;
}

}  // namespace bowlby
