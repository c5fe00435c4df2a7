#include "base/problem.hpp"

#include <algorithm>
#include <cstddef>

namespace bowlby {

std::string text(const Problem& p) {
  std::string out;
  const auto part = [&](const std::string& words, const char* before) {
    if (words.empty()) return;
    if (!out.empty()) out += before;
    out += words;
  };
  out = p.file;
  if (p.line > 0) part(std::to_string(p.line), out.empty() ? "" : ":");
  if (p.line > 0 && p.column > 0) part(std::to_string(p.column), ":");
  part(p.key, ": ");
  part(p.reason, ": ");
  part(p.remedy, "; ");
  for (char& c : out)  // words of others (a database's) may have lines; a problem is one
    if (c == '\n' || c == '\r') c = ' ';
  return out;
}

namespace {

// Edits (insert, delete, replace, swap of neighbours) between two short words.
std::size_t edits(const std::string& a, const std::string& b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> d((a.size() + 1) * width);
  for (std::size_t i = 0; i <= a.size(); ++i) d[i * width] = i;
  for (std::size_t j = 0; j < width; ++j) d[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j < width; ++j) {
      const std::size_t replace = d[(i - 1) * width + j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      std::size_t best = std::min({replace, d[(i - 1) * width + j] + 1, d[i * width + j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, d[(i - 2) * width + j - 2] + 1);
      d[i * width + j] = best;
    }
  return d.back();
}

}  // namespace

std::string nearest_name(const std::string& given, const std::vector<std::string>& known) {
  constexpr std::size_t longest = 64;  // no name of ours is longer, and the cost grows with the square
  if (given.empty() || given.size() > longest) return {};
  std::size_t least = given.size() / 3 + 1;
  std::string nearest;
  for (const std::string& name : known) {
    const std::size_t apart = edits(given, name);
    if (apart < least) least = apart, nearest = name;
  }
  return nearest;
}

}  // namespace bowlby
