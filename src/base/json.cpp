#include "base/json.hpp"

#include <charconv>
#include <cmath>

namespace bowlby {

void JsonWriter::separate() {
  if (!fresh_) text_ += break_.empty() ? comma_ : ",";
  text_ += break_;
  break_.clear();
  fresh_ = false;
}

void JsonWriter::raw(std::string_view json) {
  separate();
  text_ += json;
}

void JsonWriter::close(char bracket) {
  text_ += break_;
  break_.clear();
  text_ += bracket;
  fresh_ = false;
}

void JsonWriter::key(std::string_view name) {
  value(name);
  text_ += colon_;
  fresh_ = true;
}

void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return raw("null");
  if (number == 0.0) return raw("0");  // no "-0"
  char digits[32];
  const double size = std::abs(number);
  const auto form = size >= 1e-4 && size < 1e15 ? std::chars_format::fixed : std::chars_format::scientific;
  const auto end = digits_ == shortest
                       ? std::to_chars(digits, digits + sizeof digits, number, form).ptr
                       : std::to_chars(digits, digits + sizeof digits, number, std::chars_format::general, digits_).ptr;
  raw(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

// Quotes, backslash and control characters as JSON asks; `<` so that no text can close the script element
// that carries the data.
void JsonWriter::value(std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  separate();
  text_ += '"';
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      text_ += '\\';
      text_ += c;
    } else if (c == '\n') {
      text_ += "\\n";
    } else if (code < 0x20 || c == '<' || code == 0x7f) {
      text_ += "\\u00";
      text_ += hex[code >> 4];
      text_ += hex[code & 15];
    } else {
      text_ += c;
    }
  }
  text_ += '"';
}

}  // namespace bowlby
