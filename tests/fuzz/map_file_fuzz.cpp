// Any bytes either are a map or a key, whose parts fit each other, or problems that say what and what to do.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "io/data/key_file.hpp"
#include "io/data/map_file.hpp"

namespace {

template <class T>
bool told(const bowlby::Expected<T>& read) {
  if (read.problems().empty()) return false;
  for (const bowlby::Problem& p : read.problems())
    if (p.reason.empty() || p.remedy.empty()) return false;
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // A map may name key files; none is looked for in the middle of a hunt.
  const bool names_file = text.find('/') != text.npos || text.find(".y") != text.npos;
  if (!names_file) {
    const auto map = bowlby::io::parse_map(text, "fuzz.yaml");
    if (!map && !told(map)) std::abort();
    if (map)
      for (const auto& i : map->instruments)
        if (i.items.size() != i.key.items.size()) std::abort();
  }
  const auto key = bowlby::io::parse_key(text, "fuzz.yaml");
  if (!key) return told(key) ? 0 : (std::abort(), 0);
  for (const auto& s : key->scales) {
    if (s.items.size() != s.reversed.size() || s.outputs.empty()) std::abort();
    for (const std::size_t item : s.items)
      if (item >= key->items.size()) std::abort();
  }
  return 0;
}
