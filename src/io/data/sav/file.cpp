#include "io/data/sav/file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>
#include <unordered_map>

#include "io/data/sav/cases.hpp"

namespace bowlby::io {
namespace {

constexpr std::size_t most_cells = std::size_t{1} << 26;
constexpr std::size_t most_kept = 4096;  // different numbers of a column that are kept as text
constexpr double day = 86400, days_before_1970 = 141428, latest = 1e12;
constexpr std::size_t one_segment = 255;

enum class Shape { number, date, time, moment };

Shape shape_of(int format) {
  switch (format) {
    case 20:  // DATE
    case 23:  // ADATE
    case 24:  // JDATE
    case 28:  // MOYR
    case 29:  // QYR
    case 30:  // WKYR
    case 38:  // EDATE
    case 39:  // SDATE
      return Shape::date;
    case 21:  // TIME
    case 25:  // DTIME
    case 40:  // MTIME
      return Shape::time;
    case 22:  // DATETIME
    case 41:  // YMDHMS
      return Shape::moment;
    default:
      return Shape::number;
  }
}

std::string plain(double x) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), x).ptr;
  return {digits.data(), end};
}

std::string clock_text(double seconds) {
  const auto whole = static_cast<long>(seconds);
  char out[48];
  std::snprintf(out, sizeof out, "%02ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  return out;
}

// Seconds since the Gregorian calendar began, 14 October 1582.
std::string date_text(double seconds) {
  const auto days = static_cast<int>(std::floor(seconds / day) - days_before_1970);
  const std::chrono::year_month_day d{std::chrono::sys_days{std::chrono::days{days}}};
  char out[48];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                static_cast<unsigned>(d.day()));
  return out;
}

std::string text_of(double x, Shape shape) {
  if (shape == Shape::number || !(x >= 0 && x < latest)) return plain(x == 0 ? 0 : x);
  if (shape == Shape::time) return clock_text(x);
  return date_text(x) + (shape == Shape::moment ? " " + clock_text(std::fmod(x, day)) : "");
}

// Other files that SPSS writes, by their marks. The head of a portable one has 456 letters in lines of 80.
constexpr std::size_t before_the_mark = 8, head_of_portable = 456, ends_of_its_lines = 10;

bool is_encrypted(std::string_view bytes) {
  return bytes.size() > before_the_mark && bytes.substr(before_the_mark).starts_with("ENCRYPTEDSAV");
}
bool is_portable(std::string_view bytes) {
  const std::size_t at = bytes.substr(0, head_of_portable + 2 * ends_of_its_lines).find("SPSSPORT");
  return at != std::string_view::npos && at >= head_of_portable && at <= head_of_portable + ends_of_its_lines;
}

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& name) : in_(bytes, name) {
    table_.file = name;
    table_.text = std::make_shared<const std::string>(bytes);
  }

  Expected<AnswerTable> read() {
    if (is_encrypted(*table_.text)) return problem("is an encrypted SPSS file", "save it from SPSS without a password");
    if (is_portable(*table_.text)) return problem("is a portable SPSS file", "save it from SPSS or PSPP as .sav");
    dictionary_ = read_sav_dictionary(in_);
    if (!in_.good()) return *in_.problem();
    SavText text(dictionary_.encoding);
    if (!text.known())
      return problem("its text is in the encoding " + dictionary_.encoding + ", which this machine does not know",
                     "write the file again in Unicode");
    text_ = &text;
    if (auto fault = columns()) return *fault;
    if (auto fault = cases()) return *fault;
    conclude();
    text_ = nullptr;
    return std::move(table_);
  }

 private:
  struct Column {
    const SavVariable* variable;
    Shape shape;
    std::unordered_map<double, std::string_view> kept;
    std::map<std::string, std::size_t> missing;
  };

  Problem problem(std::string reason, std::string remedy) const {
    return {Fault::data, table_.file, 0, 0, "", std::move(reason), std::move(remedy)};
  }

  std::optional<Problem> columns() {
    for (const SavVariable& v : dictionary_.variables) {
      table_.columns.push_back(text_->utf8(v.name));
      table_.aliases.push_back(v.short_name == v.name ? "" : text_->utf8(v.short_name));
      AnswerTable::Said said;
      said.label = text_->utf8(v.label);
      const Shape shape = v.width > 0 ? Shape::number : shape_of(v.format);
      for (const auto& [value, label] : v.number_labels)
        said.values.emplace_back(text_of(value, shape), text_->utf8(label));
      for (const auto& [value, label] : v.text_labels) said.values.emplace_back(text_->utf8(value), text_->utf8(label));
      table_.said.push_back(std::move(said));
      columns_.push_back({&v, shape, {}, {}});
    }
    std::vector<std::string> names = table_.columns;
    std::ranges::sort(names);
    if (const auto twice = std::ranges::adjacent_find(names); twice != names.end())
      return problem("has two variables of the name " + *twice, "rename one of them");
    return std::nullopt;
  }

  std::optional<Problem> cases() {
    SavCases cases(in_, dictionary_);
    std::vector<SavElement> elements(dictionary_.elements);
    std::int64_t read = 0;
    while (dictionary_.cases < 0 || read < dictionary_.cases) {
      std::size_t taken = 0;
      while (taken < elements.size() && cases.next(elements[taken])) ++taken;
      if (cases.problem()) return cases.problem();
      if (taken == 0) break;
      if (taken < elements.size())
        return problem("ends within case " + std::to_string(read + 1), "copy the file again; it is not whole");
      if (table_.cells.size() + columns_.size() > most_cells)
        return problem("has more than " + std::to_string(most_cells) + " cells",
                       "leave out the columns that are not needed");
      for (Column& c : columns_) table_.cells.push_back(cell(c, elements));
      table_.lines.push_back(static_cast<int>(++read));
    }
    if (dictionary_.cases >= 0 && read < dictionary_.cases)
      return problem("tells of " + std::to_string(dictionary_.cases) + " cases and ends after " + std::to_string(read),
                     "copy the file again; it is not whole");
    if (read == 0) return problem("has no cases", "look whether the right file was given");
    return std::nullopt;
  }

  std::string_view cell(Column& c, const std::vector<SavElement>& elements) {
    return c.variable->width > 0 ? words(c, elements) : number(c, elements[c.variable->first]);
  }

  std::string_view number(Column& c, const SavElement& e) {
    double x = e.number;
    if (e.kind == SavElement::Kind::bytes) x = in_.number_in<double>(e.bytes);
    // Blanks where a number belongs are none either, and so are the lowest number (which stands for none) and no
    // number.
    if (e.kind == SavElement::Kind::none || e.kind == SavElement::Kind::blanks || !std::isfinite(x) ||
        x == -std::numeric_limits<double>::max())
      return {};
    const SavMissing& m = c.variable->missing;
    if (std::ranges::count(m.numbers, x) > 0 || (m.span && x >= m.low && x <= m.high)) {
      ++c.missing[text_of(x, c.shape)];
      return {};
    }
    if (const auto known = c.kept.find(x); known != c.kept.end()) return known->second;
    const std::string_view made = table_.keep(text_of(x, c.shape));
    if (c.kept.size() < most_kept) c.kept.emplace(x, made);
    return made;
  }

  std::string_view words(Column& c, const std::vector<SavElement>& elements) {
    const SavVariable& v = *c.variable;
    std::string raw, part;
    std::size_t at = v.first;
    for (std::size_t s = 0; s < v.segments; ++s) {
      const std::size_t width = v.segments == 1      ? static_cast<std::size_t>(v.width)
                                : s + 1 < v.segments ? one_segment
                                                     : static_cast<std::size_t>(v.width) - s * 252;
      part.clear();
      for (std::size_t k = 0; k < (width + 7) / 8; ++k) append(part, elements[at++]);
      part.resize(width, ' ');
      raw += part;
    }
    raw.resize(std::min(raw.size(), static_cast<std::size_t>(v.width)));
    while (!raw.empty() && (raw.back() == ' ' || raw.back() == '\0')) raw.pop_back();
    if (raw.empty()) return {};
    if (std::ranges::count(v.missing.texts, raw) > 0) {
      ++c.missing[text_->utf8(raw)];
      return {};
    }
    return table_.keep(text_->utf8(raw));
  }

  // A command byte that stands for a number can be no text; it is eight blanks as far as a text goes.
  static void append(std::string& to, const SavElement& e) {
    if (e.kind == SavElement::Kind::bytes)
      to += e.bytes;
    else
      to.append(8, ' ');
  }

  void conclude() {
    static constexpr const char* packed[]{"not packed", "packed", "packed with zlib"};
    std::string told = "SPSS file, ";
    told += packed[static_cast<int>(dictionary_.compression)];
    told += std::string(", ") + (in_.swapped ? "other" : "this machine's") + " byte order, text in " +
            (dictionary_.encoding.empty() ? "an encoding it does not tell, taken as UTF-8" : dictionary_.encoding);
    table_.concluded.push_back(told + "; rows are cases, counted from 1");
    if (text_->broken() > 0)
      table_.concluded.push_back(std::to_string(text_->broken()) + " bytes are no text in that encoding");
    std::size_t missing = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c)
      for (const auto& [value, count] : columns_[c].missing) {
        table_.said[c].missing.emplace_back(value, count);
        missing += count;
      }
    if (missing > 0) table_.concluded.push_back(std::to_string(missing) + " values that the file calls missing");
  }

  SavBytes in_;
  SavDictionary dictionary_;
  SavText* text_ = nullptr;
  AnswerTable table_;
  std::vector<Column> columns_;
};

}  // namespace

bool looks_like_sav(std::string_view bytes, std::string_view name) {
  return bytes.starts_with("$FL2") || bytes.starts_with("$FL3") || is_encrypted(bytes) || is_portable(bytes) ||
         name.ends_with(".sav") || name.ends_with(".zsav");
}

Expected<AnswerTable> parse_sav(std::string_view bytes, const std::string& name) { return Reader(bytes, name).read(); }

}  // namespace bowlby::io
