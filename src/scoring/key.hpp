// A key: how the answers to one instrument become scores. Plain values; io/data/key_file.hpp reads it from a file.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "instruments/graded.hpp"

namespace bowlby::scoring {

enum class Method { mean, sum, graded };

struct Output {
  std::string name;  // "anxiety_mean"
  Method method = Method::mean;
};

// What a paper says of the first score of a scale, as far as it says it.
struct Expectation {
  std::optional<double> mean, sd, alpha;
};

struct Scale {
  std::string name;                // "anxiety"
  std::vector<std::size_t> items;  // places in Key::items
  std::vector<bool> reversed;      // of each of them
  std::size_t min_answered = 1;    // with fewer answers there is no score
  std::vector<Output> outputs;     // at least one
  std::vector<GradedItem> graded;  // of each item, where an output is graded
  Expectation expect;
};

// 1 neither of two scores is above the cut, 2 the first, 3 the second, 4 both.
struct Quadrants {
  std::string name;
  std::string first, second;  // names of outputs
  double cut = 0;
};

struct Key {
  std::string name, title, source;
  double low = 1, high = 5;        // allowed answers
  std::vector<std::string> items;  // their names, in order
  std::vector<Scale> scales;
  std::optional<Quadrants> quadrants;
  // Places in `items`: an answer above the lowest calls for help before any score is looked at.
  std::vector<std::size_t> help_first;
};

// A reversed item counts from the other end. Its own inverse.
constexpr double keyed(const Key& key, bool reversed, double answer) {
  return reversed ? key.low + key.high - answer : answer;
}

}  // namespace bowlby::scoring
