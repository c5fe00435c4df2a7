// Scores of many people at once, with what the answers say about each scale.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "evidence/reliability.hpp"
#include "scoring/direction.hpp"
#include "scoring/key.hpp"

namespace bowlby::scoring {

struct ScoredScale {
  std::vector<std::vector<double>> values;  // by output, then by row; NaN: too few answers
  std::vector<double> deviation;            // of the graded score, by row; empty without one
  Direction direction;
  evidence::Maybe alpha;
  std::optional<double> omega;
  std::size_t scored = 0;   // rows with a score
  double mean = 0, sd = 0;  // of the first output; NaN where not to be had
  // Error of one person's first score, and the difference between two of them that chance alone exceeds once in twenty
  // times. Nothing without an alpha from 0 to 1.
  std::optional<double> error, change;
  std::vector<std::string> unlike;  // what the key expects and the answers do not show
};

struct Scored {
  std::vector<ScoredScale> scales;
  std::vector<double> quadrant;  // by row; empty where the key has none
};

// `answers`: one column per item of the key; NaN: none. `as_keyed`: they are reversed already.
Scored score(const Key&, const evidence::Items& answers, bool as_keyed = false);

// The keyed columns of one scale.
evidence::Items keyed_items(const Key&, const Scale&, const evidence::Items& answers, bool as_keyed);

// Answers given by each row to the items of a scale.
std::vector<std::size_t> answered(const Scale&, const evidence::Items& answers);

}  // namespace bowlby::scoring
