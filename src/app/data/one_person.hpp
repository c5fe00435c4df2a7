// The answers of one person to one instrument, scored by its key: what a notebook shows back. The same readers, keys
// and scores as `bowlby data`; here with one row, so that nothing is said about the scale itself.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"

namespace bowlby {

struct OneRequest {
  std::string file{};                                   // a name for what was given, for errors
  std::string answers{};                                // CSV, FHIR, or one row of numbers
  std::string key{};                                    // a shipped key by name
  std::string key_text{};                               // or the text of a key file
  std::string prefix{};                                 // stands before the item's name in the columns
  std::vector<std::string> columns{};                   // or all columns, in the order of the key's items
  std::map<std::string, double, std::less<>> labels{};  // numbers for words
  std::vector<std::string> missing{};                   // what stands for no answer
  std::string total{};                                  // column of the file's own sum, or empty
  std::size_t row = 1;                                  // of the rows with answers
};

struct OneScore {
  std::string scale, name, method;
  std::optional<double> value;  // nothing: too few answers
  std::optional<double> deviation;
  std::optional<double> low, high;  // what it could be
  std::size_t answered = 0, items = 0, fewest = 0;
};

struct OnePerson {
  std::string key, title, source, authored;
  std::size_t rows = 0;  // that the file holds
  std::vector<OneScore> scores;
  std::vector<std::pair<std::string, std::optional<double>>> answers;  // by item, as given
  std::vector<std::string> notes;  // what was left out, and why; where the file's own total differs
  bool help_first = false;         // an answer that the key marks is above its lowest
};

Expected<OnePerson> score_one(const OneRequest&);

struct ShippedKey {
  std::string name, title;
  std::size_t items;
  double low, high;
};
std::vector<ShippedKey> shipped_keys_told();

}  // namespace bowlby
