// Diff-run: where two runs part. Both are lived again, side by side, from what their results say of themselves.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/problem.hpp"

namespace bowlby {

struct World;

struct FirstDifference {
  bool any = false;
  std::string why;  // "state", "length", "settings"
  int year = 0;     // of the first yearly digest that differs
  std::int32_t day = -1;
  std::uint32_t person = 0, replicate = 0;
  std::string variable;  // column, with the role for ties
  std::string a, b;      // the two values, as words a person can read
};

// To whom one turns, and how much: "mother 10/16, father 6/16".
std::string shares_text(std::uint64_t packed);

// The first cell in which two worlds differ, in the order of people and then of columns; nothing if they are the same
// but for the numbers by which people are named. The address of
// somebody's luck, or how an outside figure gives, says who it is.
std::optional<FirstDifference> first_cell(const World& a, const World& b, std::int32_t day);

// `a` and `b`: folders of finished runs.
Expected<FirstDifference> diff_run(const std::string& a, const std::string& b);

}  // namespace bowlby
