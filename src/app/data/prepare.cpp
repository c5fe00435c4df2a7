#include "app/data/prepare.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/data/cells.hpp"
#include "app/data/round_robin.hpp"
#include "base/text.hpp"
#include "io/text/fields.hpp"
#include "scoring/scores.hpp"

namespace bowlby {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t fewest_same = 6;  // answers: below, one answer throughout says little

// All rows of one instrument, before any is left out.
struct Read {
  evidence::Items answers;
  std::vector<std::vector<bool>> refused;  // by item and row
  std::vector<double> totals;
};

class Preparer {
 public:
  Preparer(io::DataMap map, io::AnswerTable table) {
    out_.map = std::move(map);
    out_.table = std::move(table);
  }

  Expected<Prepared> prepare() {
    if (auto problem = one_row_each(out_.map, out_.table)) return *problem;
    const auto about_nobody = one_row_each_way(out_.map, out_.table);
    if (!about_nobody) return about_nobody.problems();
    rows_ = out_.table.rows();
    row_refused_.assign(rows_, false);
    for (const auto& [row, why] : *about_nobody) refuse(row, why);
    if (auto problems = find_columns(out_.map, out_.table, places_); !problems.empty()) return problems;
    out_.rows_read = rows_ + out_.table.ragged.size();
    for (const auto& r : out_.table.ragged)
      refuse_row(r.line,
                 "has " + std::to_string(r.cells) + " cells, the head " + std::to_string(out_.table.columns.size()));
    for (std::size_t i = 0; i < out_.map.instruments.size(); ++i) {
      read_.emplace_back();
      if (auto problem = read_instrument(i)) return *problem;
    }
    read_ages();
    auto occasions = occasions_of(out_.map, out_.table);
    if (!occasions) return occasions.problems();
    out_.occasions = std::move(*occasions);
    silent_.assign(rows_, false);
    refuse_doubles();
    auto members = members_of(out_.map, out_.table, out_.occasions);
    if (!members) return members.problems();
    out_.members = std::move(*members);
    refuse_surplus();
    refuse_same();
    refuse_empty();
    for (std::size_t r = 0; r < rows_; ++r)
      if (!row_refused_[r] && !silent_[r]) out_.used.push_back(r);
    if (out_.used.empty())
      return Problem{Fault::data,
                     out_.table.file,
                     0,
                     0,
                     "",
                     why_nothing(),
                     "look at the map: which columns, which answers, which missing codes"};
    keep_used();
    std::ranges::stable_sort(out_.refusals, {}, &Refusal::line);
    return std::move(out_);
  }

 private:
  int line(std::size_t row) const { return out_.table.lines[row]; }
  std::string why_nothing() const {
    return out_.refusals.empty() ? "has no row"
                                 : std::string(no_row_left) + "line " + std::to_string(out_.refusals.front().line) +
                                       ", " + out_.refusals.front().why;
  }
  void refuse_row(int at, std::string why) {
    out_.refusals.push_back({at, "", "", std::move(why), true});
    ++out_.rows_refused;
  }
  void refuse(std::size_t row, std::string why) {
    if (row_refused_[row]) return;
    row_refused_[row] = true;
    refuse_row(line(row), std::move(why));
  }
  void refuse_value(std::size_t row, std::size_t column, std::string why) {
    const std::string value(trimmed_cell(out_.table.cell(row, column)).substr(0, 80));
    if (out_.map.refuse_row_of_bad_value)
      refuse(row, out_.table.columns[column] + " " + io::shown(value) + " " + why);
    else
      out_.refusals.push_back({line(row), out_.table.columns[column], value, std::move(why), false});
  }

  std::optional<Problem> read_instrument(std::size_t i) {
    const io::MappedInstrument& m = out_.map.instruments[i];
    const AnswerReader reader(out_.map, m, out_.table.point);
    for (const std::size_t column : places_.items[i]) {
      std::vector<double>& into = read_[i].answers.emplace_back(rows_, none);
      std::vector<bool>& refused = read_[i].refused.emplace_back(rows_, false);
      ColumnFaults faults;
      for (std::size_t r = 0; r < rows_; ++r) {
        const AnswerRead read = reader.read(out_.table.cell(r, column));
        into[r] = read.value;
        refused[r] = read.fault != AnswerFault::none;
        faults.add(read);
      }
      if (auto problem = faults.grave(m.key, out_.table, column)) return problem;
      for (std::size_t r = 0; r < rows_; ++r)
        if (refused[r]) refuse_value(r, column, reader.why(out_.table.cell(r, column)));
    }
    if (!places_.totals[i]) return std::nullopt;
    read_[i].totals.assign(rows_, none);
    for (std::size_t r = 0; r < rows_; ++r) {
      double x = 0;
      if (io::cell_number(out_.table.cell(r, *places_.totals[i]), out_.table.point, x)) read_[i].totals[r] = x;
    }
    return std::nullopt;
  }

  void read_ages() {
    ages_.assign(rows_, none);
    if (!places_.age) return;
    for (std::size_t r = 0; r < rows_; ++r) {
      const std::string_view cell = trimmed_cell(out_.table.cell(r, *places_.age));
      if (out_.map.is_missing(cell)) continue;
      double age = 0;
      if (!io::cell_number(cell, out_.table.point, age))
        refuse_value(r, *places_.age, "is no number");
      else if (age < out_.map.age_low || age > out_.map.age_high)
        refuse_value(r, *places_.age, why_no_age(age, out_.map));
      else
        ages_[r] = age;
    }
  }

  void refuse_doubles() {
    if (!places_.id) return;
    std::map<std::pair<std::string_view, std::size_t>, int> seen;
    for (std::size_t r = 0; r < rows_; ++r) {
      const std::string_view id = trimmed_cell(out_.table.cell(r, *places_.id));
      if (id.empty() && out_.occasions) refuse(r, "has no id, and rows of one person belong together");
      const bool second = !out_.occasions && r > 0 && line(r) == line(r - 1);  // of a couple in one row
      if (id.empty() || second) continue;
      const auto [at, fresh] = seen.emplace(std::pair(id, out_.occasions ? out_.occasions->of[r] : 0), line(r));
      if (!fresh)
        refuse(r, "has the id " + io::shown(std::string(id)) + " of line " + std::to_string(at->second) +
                      (out_.map.round_robin ? " about the same person"
                       : out_.occasions     ? " at the same occasion"
                                            : ""));
    }
  }

  void refuse_surplus() {
    if (!out_.members) return;
    for (const std::size_t r : out_.members->surplus)
      refuse(r, "is one too many of the couple " + io::shown(out_.members->couple[r]) +
                    (out_.members->role[r].empty() ? "" : ", or the second in the role " + out_.members->role[r]));
  }

  void refuse_same() {
    for (std::size_t r = 0; r < rows_; ++r) {
      if (row_refused_[r]) continue;
      const bool same = std::ranges::any_of(read_, [&](const Read& i) { return one_answer(i.answers, r); });
      if (!same) continue;
      if (out_.map.refuse_same_answer)
        refuse(r, "has one answer throughout");
      else
        out_.same_answer.push_back(line(r));
    }
  }
  static bool one_answer(const evidence::Items& answers, std::size_t row) {
    double first = none;
    std::size_t count = 0;
    for (const auto& item : answers) {
      if (std::isnan(item[row])) continue;
      if (count++ == 0) first = item[row];
      if (item[row] != first) return false;
    }
    return count >= fewest_same;
  }

  // A row from which no scale can be scored.
  void refuse_empty() {
    std::vector<bool> full(rows_, false);
    std::vector<std::string> most(rows_);
    std::vector<bool> any(rows_, false);
    for (std::size_t i = 0; i < read_.size(); ++i)
      for (const scoring::Scale& scale : out_.map.instruments[i].key.scales) {
        const auto counts = scoring::answered(scale, read_[i].answers);
        for (std::size_t r = 0; r < rows_; ++r) {
          if (counts[r] >= scale.min_answered) full[r] = true;
          if (counts[r] > 0) any[r] = true;
          if (full[r] || row_refused_[r]) continue;
          most[r] += (most[r].empty() ? "" : ", ") + std::to_string(counts[r]) + " of " +
                     std::to_string(scale.items.size()) + " on " + scale.name + " (needs " +
                     std::to_string(scale.min_answered) + ")";
        }
      }
    for (std::size_t r = 0; r < rows_; ++r)
      if (out_.occasions && !any[r] && !row_refused_[r]) silent_[r] = true, ++out_.silent;
    for (std::size_t r = 0; r < rows_; ++r)
      if (!full[r] && !silent_[r]) refuse(r, "has too few answers: " + most[r]);
  }

  void keep_used() {
    for (std::size_t i = 0; i < read_.size(); ++i) {
      PreparedInstrument& to = out_.instruments.emplace_back();
      for (std::size_t k = 0; k < read_[i].answers.size(); ++k) {
        std::vector<double>& column = to.answers.emplace_back();
        ItemCounts& counts = to.counts.emplace_back();
        for (const std::size_t r : out_.used) {
          const double x = read_[i].answers[k][r];
          column.push_back(x);
          if (!std::isnan(x))
            ++counts.values[x];
          else
            ++(read_[i].refused[k][r] ? counts.refused : counts.missing);
        }
      }
      if (!read_[i].totals.empty())
        for (const std::size_t r : out_.used) to.totals.push_back(read_[i].totals[r]);
    }
    number_people();
    for (const std::size_t r : out_.used) {
      const auto cell = [&](const std::optional<std::size_t>& column) {
        return column ? std::string(fact(r, *column)) : std::string();
      };
      out_.age.push_back(age_of(r));
      const std::string sex = cell(places_.sex);
      out_.sex.push_back(sex.empty() ? ' ' : sex == out_.map.female ? 'f' : sex == out_.map.male ? 'm' : ' ');
      out_.ids.push_back(cell(places_.id));
      out_.arm.push_back(arm_of(cell(places_.arm)));
    }
    for (const std::size_t column : places_.told) {
      auto& to = out_.told.emplace_back();
      for (const std::size_t r : out_.used) to.emplace_back(fact(r, column));
    }
  }

  // Whose a used row is, and all rows that tell something of each person.
  void number_people() {
    std::map<std::string_view, std::size_t> known;
    for (const std::size_t r : out_.used) {
      if (!out_.occasions) {
        out_.person.push_back(out_.people++);
        continue;
      }
      const auto [at, fresh] = known.emplace(trimmed_cell(out_.table.cell(r, *places_.id)), out_.people);
      if (fresh) ++out_.people;
      out_.person.push_back(at->second);
    }
    if (!out_.occasions) return;
    for (std::size_t r = 0; r < rows_; ++r) rows_of_[trimmed_cell(out_.table.cell(r, *places_.id))].push_back(r);
  }

  // What is told of a person may stand in any of the rows: its own, else the first that tells it.
  std::string_view fact(std::size_t row, std::size_t column) const {
    const std::string_view own = trimmed_cell(out_.table.cell(row, column));
    if (!own.empty() || !out_.occasions) return own;
    for (const std::size_t r : rows_of_.at(trimmed_cell(out_.table.cell(row, *places_.id))))
      if (const std::string_view other = trimmed_cell(out_.table.cell(r, column)); !other.empty()) return other;
    return own;
  }
  double age_of(std::size_t row) const {
    if (!std::isnan(ages_[row]) || !out_.occasions) return ages_[row];
    for (const std::size_t r : rows_of_.at(trimmed_cell(out_.table.cell(row, *places_.id))))
      if (!std::isnan(ages_[r])) return ages_[r];
    return none;
  }

  int arm_of(const std::string& name) {
    if (name.empty() || !places_.arm) return -1;
    const auto at = std::ranges::find(out_.arms, name);
    if (at == out_.arms.end()) {
      out_.arms.push_back(name);
      return static_cast<int>(out_.arms.size()) - 1;
    }
    return static_cast<int>(at - out_.arms.begin());
  }

  Prepared out_;
  ColumnPlaces places_;
  std::size_t rows_ = 0;
  std::vector<Read> read_;
  std::vector<double> ages_;
  std::vector<bool> row_refused_, silent_;
  std::map<std::string_view, std::vector<std::size_t>> rows_of_;  // of an id, where there are occasions
};

}  // namespace

Expected<Prepared> prepare(io::DataMap map, io::AnswerTable table) {
  return Preparer(std::move(map), std::move(table)).prepare();
}

}  // namespace bowlby
