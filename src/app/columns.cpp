#include "app/columns.hpp"

#include <algorithm>

namespace bowlby {
namespace {

constexpr std::size_t gap = 2;

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::string spaces(const std::string& text, std::size_t width) {
  const auto length = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
  return std::string(length + gap <= width ? width - length : gap, ' ');
}

}  // namespace

std::string left(const std::string& text, std::size_t width) { return text + spaces(text, width); }
std::string right(const std::string& text, std::size_t width) { return spaces(text, width) + text; }

std::string clipped(const std::string& text, std::size_t columns) {
  std::size_t seen = 0, last = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!starts_character(text[at])) continue;
    if (seen++ == columns) return text.substr(0, last) + "~";
    last = at;
  }
  return text;
}

}  // namespace bowlby
