#include "io/data/csv_dialect.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace bowlby::io {
namespace {

struct Separator {
  char mark;
  const char* name;
};
constexpr std::array separators{Separator{',', "commas"}, Separator{';', "semicolons"}, Separator{'\t', "tabs"},
                                Separator{'|', "bars"}};
constexpr std::size_t rows_looked_at = 200;

// How a text looks under one separator: the width most rows share, and how many rows share it.
struct Look {
  std::size_t width = 1, rows = 0, alike = 0;
  std::size_t commas = 0, points = 0;  // numbers with a decimal comma, with a decimal point
  bool even() const { return width > 1 && alike * 10 >= rows * 9; }
};

bool number_with(std::string_view cell, char mark) {
  if (!cell.empty() && (cell.front() == '-' || cell.front() == '+')) cell.remove_prefix(1);
  const std::size_t at = cell.find(mark);
  if (at == std::string_view::npos || at == 0 || at + 1 == cell.size() || cell.size() > 30) return false;
  const auto digit = [&](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  return std::all_of(cell.begin(), cell.begin() + static_cast<std::ptrdiff_t>(at), digit) &&
         std::all_of(cell.begin() + static_cast<std::ptrdiff_t>(at) + 1, cell.end(), digit);
}

Look look_at(std::string_view text, char delimiter) {
  Look look;
  std::deque<std::string> made;
  CsvRecords records(text, delimiter, made);
  std::vector<std::string_view> record;
  for (std::size_t r = 0; r < rows_looked_at && records.next(record); ++r) {
    if (r == 0) look.width = record.size();
    if (record.size() == 1 && record[0].empty()) continue;
    ++look.rows;
    look.alike += record.size() == look.width ? 1 : 0;
    for (const std::string_view cell : record) {
      look.commas += number_with(cell, ',') ? 1 : 0;
      look.points += number_with(cell, '.') ? 1 : 0;
    }
  }
  return look;
}

std::string name_of(char delimiter) {
  for (const Separator& s : separators)
    if (s.mark == delimiter) return s.name;
  return std::string("'") + delimiter + "'";
}

Problem refused(const std::string& file, std::string key, std::string reason, std::string remedy) {
  return {Fault::data, file, 1, 0, std::move(key), std::move(reason), std::move(remedy)};
}

}  // namespace

std::string_view CsvRecords::plain_cell() {
  const std::size_t from = at_;
  while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
  return text_.substr(from, at_ - from);
}

// After the opening quote. What stands between the closing quote and the next separator belongs to the cell as well:
// hand-written files have it, and nothing may be lost in silence.
std::string_view CsvRecords::quoted_cell() {
  const int opened = line_;
  std::string* own = nullptr;
  std::size_t from = at_;
  for (; at_ < text_.size(); ++at_) {
    if (text_[at_] == '\n') ++line_;
    if (text_[at_] != '"') continue;
    const std::string_view piece = text_.substr(from, at_ - from);
    if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
      if (!own) own = &made_->emplace_back();
      own->append(piece).push_back('"');
      from = ++at_ + 1;
      continue;
    }
    ++at_;
    const std::string_view after = plain_cell();
    if (!own && after.empty()) return piece;
    if (!own) own = &made_->emplace_back();
    own->append(piece).append(after);
    return *own;
  }
  unclosed_ = opened;
  return text_.substr(from);
}

bool CsvRecords::next(std::vector<std::string_view>& record) {
  record.clear();
  if (at_ >= text_.size()) return false;
  begun_ = line_;
  while (true) {
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    if (quoted) ++at_;
    record.push_back(quoted ? quoted_cell() : plain_cell());
    if (at_ >= text_.size()) return true;
    const char stop = text_[at_++];
    if (stop == delimiter_) continue;
    if (stop == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
    return true;
  }
}

Expected<CsvDialectFound> conclude_dialect(std::string_view text, const std::string& file, const CsvHints& hints) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return refused(file, "", "is empty", "name the file that holds the answers");
  CsvDialectFound found;
  Look best;
  if (hints.delimiter) {
    found.delimiter = *hints.delimiter;
    best = look_at(text, found.delimiter);
  } else {
    for (const Separator& s : separators) {
      const Look look = look_at(text, s.mark);
      // An even table is worth more than a wide one: a comma in a cell must not win.
      if (look.width < 2 || (best.even() && !look.even())) continue;
      if ((look.even() && !best.even()) || look.width > best.width) best = look, found.delimiter = s.mark;
    }
  }
  if (best.width < 2)
    return refused(file, "", "has a single column under every separator that was tried",
                   "name the separator: --delimiter ';' (or tab, ',' and so on)");
  const std::string between = name_of(found.delimiter) + " between cells, ";
  if (hints.point) {
    found.point = *hints.point;
  } else if (found.delimiter != ',' || best.commas > 0) {
    if (best.commas > 0 && best.points > 0)
      return refused(file, "",
                     "has numbers with decimal commas and numbers with decimal points (" + std::to_string(best.commas) +
                         " and " + std::to_string(best.points) + " in its first rows)",
                     "say which it is: --decimal , or --decimal .");
    found.point = best.commas > 0 ? ',' : '.';
  }
  found.told = between + (found.point == ',' ? "decimal commas" : "decimal points") +
               (best.commas + best.points == 0 && !hints.point ? " (no number has decimals)" : "");
  return found;
}

}  // namespace bowlby::io
