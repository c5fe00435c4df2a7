// Any bytes either are a JSON tree, whose objects have a value for every key, or are problems.
#include <cstdint>
#include <cstdlib>

#include "io/text/json_tree.hpp"

namespace {
void visit(const bowlby::Json& j) {
  if (j.kind == bowlby::Json::Kind::object && j.keys.size() != j.items.size()) std::abort();
  for (const std::string& key : j.keys)
    if (!j.find(key)) std::abort();
  for (const bowlby::Json& item : j.items) visit(item);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto tree = bowlby::parse_json({reinterpret_cast<const char*>(data), size}, "fuzz.json");
  if (!tree) return tree.problems().empty() ? std::abort(), 0 : 0;
  visit(*tree);
  return 0;
}
