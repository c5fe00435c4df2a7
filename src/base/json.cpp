#include "base/json.hpp"

#include <charconv>
#include <cmath>

namespace bowlby {

void JsonWriter::separate() {
  if (!fresh_) text_ += ',';
  fresh_ = false;
}

void JsonWriter::append(std::string_view token) {
  separate();
  text_ += token;
}

void JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  fresh_ = true;
}

void JsonWriter::close(char bracket) {
  text_ += bracket;
  fresh_ = false;
}

void JsonWriter::value(bool truth) { append(truth ? "true" : "false"); }

void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return append("null");
  if (number == 0.0) return append("0");  // no "-0"
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::general, 7).ptr;
  append(std::string_view(digits, static_cast<std::size_t>(end - digits)));
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
