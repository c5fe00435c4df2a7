#include "io/text/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace bowlby::io {

std::string number_text(double v) {
  char digits[32];
  // Whole numbers in full, everything else as short as it goes.
  const bool whole = v == std::floor(v) && std::abs(v) < 1e15;
  const auto end = whole ? std::to_chars(digits, digits + sizeof digits, v, std::chars_format::fixed).ptr
                         : std::to_chars(digits, digits + sizeof digits, v).ptr;
  return v == 0 ? "0" : std::string(digits, end);
}

std::optional<double> to_number(std::string_view text) {
  double v = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(v)) return std::nullopt;
  return v;
}

std::string shown(const std::string& text) {
  std::string out = "\"";
  for (const char c : text.substr(0, 40)) out += c == '\n' ? ' ' : c;
  while (!out.empty() && text.size() > 40 && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
  return out + (text.size() > 40 ? "...\"" : "\"");
}

namespace {

std::string range(const std::string& low, const std::string& high) { return "between " + low + " and " + high; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// 32,5 as half of Europe writes it; the same with the point, or nothing.
std::optional<std::string> with_point(std::string_view text) {
  const std::size_t comma = text.find(',');
  const bool minus = text.starts_with('-');
  if (comma == std::string_view::npos || !all_digits(text.substr(minus ? 1 : 0, comma - (minus ? 1 : 0))) ||
      !all_digits(text.substr(comma + 1)))
    return std::nullopt;
  std::string out(text);
  out[comma] = '.';
  return out;
}

template <class T>
std::optional<T> bounded(const std::string& text, Limits<T> limits, Refusal& why) {
  T v = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), v);
  const bool whole = end == text.data() + text.size(), too_big = error == std::errc::result_out_of_range && whole;
  const bool read = error == std::errc{} && whole, negative = text.starts_with('-') && all_digits(text.substr(1));
  const std::string span = range(std::to_string(limits.low), std::to_string(limits.high));
  if (!read && !too_big && !negative)
    why = {"needs a whole number, found " + shown(text), "write digits only, " + span};
  else if (!read || v < limits.low || v > limits.high)
    why = {shown(text) + " is out of range", "choose a whole number " + span};
  else
    return v;
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> read_signed(const std::string& text, Limits<std::int64_t> limits, Refusal& why) {
  return bounded(text, limits, why);
}

std::optional<std::uint64_t> read_unsigned(const std::string& text, Limits<std::uint64_t> limits, Refusal& why) {
  return bounded(text, limits, why);
}

std::optional<double> read_number(const std::string& text, Limits<double> limits, Refusal& why) {
  const auto v = to_number(text);
  const std::string span = range(number_text(limits.low), number_text(limits.high));
  if (const auto point = with_point(text); point && !v)
    why = {"needs a number, found " + shown(text), "write a point, not a comma: " + *point};
  else if (!v)
    why = {"needs a number, found " + shown(text), "write a plain number " + span};
  else if (*v < limits.low || *v > limits.high)
    why = {number_text(*v) + " is out of range", "choose a number " + span};
  else
    return v;
  return std::nullopt;
}

}  // namespace bowlby::io
