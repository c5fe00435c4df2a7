// A JSON text as a plain tree. Strict: no key twice in one object, nesting at most 32 deep, at most `most` bytes, one
// value and nothing after it. Numbers are doubles, so whole numbers are exact up to 2^53.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"

namespace bowlby {

struct Json {
  enum class Kind { null, truth, number, text, list, object };
  Kind kind = Kind::null;
  bool truth = false;
  double number = 0;
  std::string text;
  std::vector<Json> items;        // of a list, or the values of an object
  std::vector<std::string> keys;  // of an object, in the order of its values

  // The value under a key, or nullptr.
  const Json* find(std::string_view key) const;
  // The same where it is known to be there (after a schema has been asked); an empty value otherwise.
  const Json& at(std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  void set(std::string key, Json value);

  static Json of(double x) { return {Kind::number, false, x, {}, {}, {}}; }
  static Json of(std::string x) { return {Kind::text, false, 0, std::move(x), {}, {}}; }
};

// Written out, in the order of the keys.
void put(JsonWriter&, const Json&);
std::string to_text(const Json&);

// "a list", "text": what was found, for a reader.
const char* kind_name(const Json&);

inline constexpr std::size_t longest_json = std::size_t{1} << 20;
Expected<Json> parse_json(std::string_view text, const std::string& name_for_errors, std::size_t most = longest_json);

}  // namespace bowlby
