// Small words of every page: numbers with so many decimals, lists with something between.
#pragma once
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

namespace bowlby {

inline std::string fixed(double x, int decimals = 1) {
  std::array<char, 64> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), x, std::chars_format::fixed, decimals).ptr;
  return {digits.data(), end};
}

// The same, without a sign where nothing but zeros is left.
inline std::string rounded(double x, int decimals) {
  std::string out = fixed(x, decimals);
  if (out.front() == '-' && out.find_first_not_of("-0.") == std::string::npos) out.erase(0, 1);
  return out;
}

inline std::string joined(const std::vector<std::string>& list, std::string_view between) {
  std::string out;
  for (const std::string& s : list) (out += out.empty() ? "" : between) += s;
  return out;
}

}  // namespace bowlby
