// Text of an SPSS file in UTF-8.
#include <iconv.h>

#include <algorithm>
#include <cctype>

#include "io/data/sav/dictionary.hpp"

namespace bowlby::io {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
const iconv_t no_converter = reinterpret_cast<iconv_t>(-1);

// Bytes of the UTF-8 character that begins here, or 0.
std::size_t character(std::string_view s) {
  const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
  const auto more = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return more(1) ? 2 : 0;
  if (first >= 0xE0 && first < 0xF0) {
    const bool sound = (first != 0xE0 || byte(1) >= 0xA0) && (first != 0xED || byte(1) < 0xA0);
    return sound && more(1) && more(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first < 0xF5) {
    const bool sound = (first != 0xF0 || byte(1) >= 0x90) && (first != 0xF4 || byte(1) < 0x90);
    return sound && more(1) && more(2) && more(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

SavText::SavText(const std::string& encoding) {
  std::string name;
  for (const char c : encoding) name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  plain_ = name.empty() || name == "UTF-8" || name == "UTF8" || name == "US-ASCII" || name == "ASCII";
  if (plain_) return;
  const bool sound = std::ranges::all_of(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == ':'; });
  const iconv_t converter = sound ? ::iconv_open("UTF-8", name.c_str()) : no_converter;
  known_ = converter != no_converter;
  if (known_) converter_ = converter;
}

SavText::~SavText() {
  if (converter_) ::iconv_close(static_cast<iconv_t>(converter_));
}

std::string SavText::utf8(std::string_view from) {
  std::string out;
  if (std::ranges::all_of(from, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return std::string(from);
  if (!converter_) {
    while (!from.empty()) {
      const std::size_t length = character(from);
      out += length > 0 ? from.substr(0, length) : replacement;
      broken_ += length > 0 ? 0 : 1;
      from.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
  }
  std::string bytes(from);
  char* in = bytes.data();
  std::size_t left = bytes.size();
  char room[256];
  while (left > 0) {
    char* to = room;
    std::size_t free = sizeof room;
    const std::size_t before = left;
    const bool whole =
        ::iconv(static_cast<iconv_t>(converter_), &in, &left, &to, &free) != static_cast<std::size_t>(-1);
    out.append(room, sizeof room - free);
    if (whole || (left < before && free < sizeof room / 2)) continue;
    if (left == 0) break;
    out += replacement, ++broken_, ++in, --left;
    ::iconv(static_cast<iconv_t>(converter_), nullptr, nullptr, nullptr, nullptr);
  }
  return out;
}

}  // namespace bowlby::io
